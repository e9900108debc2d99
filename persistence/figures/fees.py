"""The operators' fees by project and month, and a year's fee beside its rent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.indicators import Funding
from domain.money import ZERO, Money
from domain.settlement import FeeState
from persistence.contracts import Reach
from persistence.figures.asking import Asked
from persistence.settlement import APPROVED


@dataclass(frozen=True, slots=True)
class Fee:
    """A contract's month. Fen; `unit_days` are what the base counts."""

    statement_id: UUID
    project_id: UUID
    project: str
    operator: str
    contract_no: str
    month: Month
    state: FeeState
    unit_days: int
    base_fen: int
    coefficient: Decimal
    performance_fen: int
    deductions_fen: int
    payable_fen: int


@dataclass(frozen=True, slots=True)
class ProjectFunding:
    project_id: UUID
    project: str
    funding: Funding


_FEES: Final = """
select f.id, f.project_id, p.name, o.name, k.contract_no, f.month, f.state, f.unit_days,
  f.base_fen, f.coefficient, f.performance_fen, f.deductions_fen, f.payable_fen
from fee_statements f
join service_contracts k on k.authority_id = f.authority_id and k.id = f.contract_id
join organisations o on o.id = k.operator_id
join projects p on p.authority_id = f.authority_id and p.id = f.project_id
where {whose} and f.month between :first and :last and f.state <> 'withdrawn'
order by f.month, p.code, k.contract_no, f.id
"""

#: domain.indicators.Funding for every project: rent that tenants paid, the fee approved for it.
_FUNDING: Final = """
select p.id, p.name,
  coalesce((select sum(c.paid_fen) from charges c where c.authority_id = p.authority_id
    and c.project_id = p.id and c.month between :first and :last), 0)::bigint,
  coalesce((select sum(f.payable_fen) from fee_statements f
    where f.authority_id = p.authority_id and f.project_id = p.id
      and f.month between :first and :last and f.state = any(:approved)), 0)::bigint
from projects p
where {whose}
order by p.code, p.id
"""


async def fees(session: AsyncSession, reach: Reach, asked: Asked) -> list[Fee]:
    """Statements that stand, by month and project."""
    project = "f.project_id = :project_id" if asked.project_id else "true"
    statement = _FEES.format(whose=f"{project} and {reach.reaches('k')}")
    found = await session.execute(text(statement), {**asked.values(), **reach.reach_values()})
    return [_fee(row) for row in found]


async def funding(session: AsyncSession, asked: Asked) -> list[ProjectFunding]:
    """The year of `asked`, by project."""
    found = await session.execute(
        text(_FUNDING.format(whose=asked.whose("p", "id"))),
        asked.values(approved=sorted(APPROVED)),
    )
    return [
        ProjectFunding(row[0], row[1], Funding(Money(row[2]), Money(row[3]), ZERO)) for row in found
    ]


def _fee(row: Sequence[Any]) -> Fee:
    values = list(row)
    values[5], values[6] = Month.of(values[5]), FeeState(values[6])
    return Fee(*values)
