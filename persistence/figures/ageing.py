"""How old the debts of today are, and how many months households owe."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import LAST_MONTH, Age, due_from
from persistence.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class AgeSum:
    """What is overdue in an age: of how many leases, how much, and what of it was advanced."""

    age: Age
    leases: int
    overdue_fen: int
    operator_fen: int


@dataclass(frozen=True, slots=True)
class Ageing:
    """By the age of each charge, and by the months of rent that each lease owes.

    Both add up to the same money. A lease counts in each age in which it has a charge.
    """

    leases: int
    overdue_fen: int
    operator_fen: int
    by_charge: list[AgeSum]
    by_lease: list[AgeSum]


_OWED: Final = """
with owed as (
  select c.lease_id,
    case when c.due_on >= :one then '1' when c.due_on >= :three then '2_3'
      when c.due_on >= :six then '4_6' else 'over_6' end as age,
    sum(c.treasury_claim_fen + c.operator_claim_fen)::bigint as overdue_fen,
    sum(c.operator_claim_fen)::bigint as operator_fen,
    count(distinct c.month) filter (where c.kind in ('rent', 'holdover')) as months
  from charges c
  where {whose} and c.due_on < :today and c.treasury_claim_fen + c.operator_claim_fen > 0
  group by c.lease_id, age
), of_lease as (
  select c.lease_id,
    sum(c.treasury_claim_fen + c.operator_claim_fen)::bigint as overdue_fen,
    sum(c.operator_claim_fen)::bigint as operator_fen,
    count(distinct c.month) filter (where c.kind in ('rent', 'holdover')) as months
  from charges c
  where {whose} and c.due_on < :today and c.treasury_claim_fen + c.operator_claim_fen > 0
  group by c.lease_id
)
select 'charge', age, count(*), sum(overdue_fen)::bigint, sum(operator_fen)::bigint
from owed group by age
union all
select 'lease', case when months <= :m1 then '1'
    when months <= :m3 then '2_3' when months <= :m6 then '4_6' else 'over_6' end as age,
  count(*), sum(overdue_fen)::bigint, sum(operator_fen)::bigint
from of_lease group by age
"""


async def ageing(session: AsyncSession, asked: Asked, today: date) -> Ageing:
    """The debts that were due before today."""
    statement = text(_OWED.format(whose=asked.whose("c")))
    found = (await session.execute(statement, asked.values(**_cuts(today)))).all()
    sums = {(row[0], row[1]): row[2:] for row in found}

    def of(kind: str) -> list[AgeSum]:
        return [AgeSum(age, *sums.get((kind, age.value), (0, 0, 0))) for age in Age]

    by_charge, by_lease = of("charge"), of("lease")
    return Ageing(
        leases=sum(one.leases for one in by_lease),
        overdue_fen=sum(one.overdue_fen for one in by_charge),
        operator_fen=sum(one.operator_fen for one in by_charge),
        by_charge=by_charge,
        by_lease=by_lease,
    )


def _cuts(today: date) -> dict[str, Any]:
    """The domain's cuts: due days of ages, and months."""
    return {
        "today": today,
        "one": due_from(Age.ONE, today),
        "three": due_from(Age.TWO_TO_THREE, today),
        "six": due_from(Age.FOUR_TO_SIX, today),
        "m1": LAST_MONTH[Age.ONE],
        "m3": LAST_MONTH[Age.TWO_TO_THREE],
        "m6": LAST_MONTH[Age.FOUR_TO_SIX],
    }
