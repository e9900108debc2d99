"""What has come open again in months that were advanced, and that no voucher deals with yet.

A payment bounced after the month's voucher was accepted, or a charge was raised or made later:
treasury is owed again, and the operator answers for it by a supplementary voucher 补交. All is
read from charges, vouchers and transfers; nothing is marked when a payment bounces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.advances import VoucherState
from domain.calendar import Month
from domain.money import Money
from domain.vouchers import ACCEPTED, COUNTED_KINDS

_ACCEPTED_WORDS: Final = ", ".join(f"'{state}'" for state in sorted(ACCEPTED))
_KINDS: Final = ", ".join(f"'{kind}'" for kind in COUNTED_KINDS)

#: domain.vouchers.reopened for every charge of a month that is advanced, or closed for good.
#: `posted_fen` is what had been booked of the claim through the month asked about.
CHARGES: Final = f"""
    select c.authority_id, c.project_id, c.month, c.id as charge_id, c.lease_id,
      c.treasury_claim_fen - coalesce(last.excluded_fen, 0) as fen,
      coalesce(last.excluded_fen, 0) as excluded_fen, b.closed_through
    from charges c
    join books b on b.authority_id = c.authority_id and b.project_id = c.project_id
    left join lateral (
      select l.excluded_fen from voucher_lines l
      join vouchers v on v.authority_id = l.authority_id and v.id = l.voucher_id
        and v.state in ({_ACCEPTED_WORDS})
      where l.authority_id = c.authority_id and l.charge_id = c.id
      order by l.voucher_id desc limit 1) last on true
    where c.treasury_claim_fen + c.operator_claim_fen > 0
      and c.treasury_claim_fen > coalesce(last.excluded_fen, 0) and c.kind in ({_KINDS})
      and (c.month <= b.closed_through or exists (select from vouchers v
        where v.authority_id = c.authority_id and v.project_id = c.project_id
          and v.month = c.month and v.kind = 'monthly' and v.state in ({_ACCEPTED_WORDS})))
"""

#: Per charge, what is left of the claim that had been booked up to a month: whatever was paid,
#: advanced or lowered later went to it first.
POSTED: Final = """
    select coalesce(sum(case when t.credit = 'A1' then -t.amount_fen
        when cast(:through as date) is null or t.month <= :through then t.amount_fen
        else 0 end), 0)::bigint as fen,
      max(t.on_date) filter (where t.debit = 'A1') as since_on
    from transfers t
    where t.authority_id = r.authority_id and t.lease_id = r.lease_id
      and t.charge_id = r.charge_id and 'A1' in (t.debit, t.credit)
"""

_BY_MONTH: Final = text(
    f"""
    select r.project_id, p.name, r.month,
      sum(least(r.fen, posted.fen - r.excluded_fen))::bigint as fen,
      count(*) as charges, min(posted.since_on) as since_on, s.id as voucher_id, s.state
    from ({CHARGES} and (cast(:projects as uuid[]) is null
        or c.project_id = any(cast(:projects as uuid[])))
      and (cast(:through as date) is null or c.month <= :through)) r
    cross join lateral ({POSTED}) posted
    join projects p on p.authority_id = r.authority_id and p.id = r.project_id
    left join vouchers s on s.authority_id = r.authority_id and s.project_id = r.project_id
      and s.month = r.month and s.kind = 'supplement'
      and s.state not in ({_ACCEPTED_WORDS}, 'withdrawn')
    where posted.fen > r.excluded_fen
    group by r.project_id, p.code, p.name, r.month, s.id, s.state
    order by p.code, r.month
    """
)


@dataclass(frozen=True, slots=True)
class Reopened:
    """A month that was advanced, of which treasury is owed again.

    `since_on`: the latest day that reopened one of its charges, of the earliest such charge.
    `voucher_id` and `state` are of the supplement under way, if there is one.
    """

    project_id: UUID
    project: str
    month: Month
    amount: Money
    charges: int
    since_on: date
    voucher_id: UUID | None
    state: VoucherState | None


async def by_month(
    session: AsyncSession, projects: Sequence[UUID] | None, *, through: Month | None = None
) -> list[Reopened]:
    """Every month with something reopened, by project; None: of all projects.

    `through`: only what had been booked up to and with that month.
    """
    found = await session.execute(
        _BY_MONTH,
        {
            "projects": None if projects is None else list(projects),
            "through": through.first if through else None,
        },
    )
    return [
        Reopened(
            project_id=row.project_id,
            project=row.name,
            month=Month.of(row.month),
            amount=Money(row.fen),
            charges=row.charges,
            since_on=row.since_on,
            voucher_id=row.voucher_id,
            state=VoucherState(row.state) if row.state else None,
        )
        for row in found
    ]


async def reaching(session: AsyncSession, scope: Scope) -> list[Reopened]:
    """What the scope reaches of it."""
    return await by_month(session, None if scope.projects is None else sorted(scope.projects))
