"""What is asked of filings 备案."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.filings import FilingState
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.housing import UnitRow
from persistence.tables.lease_papers import LeaseFilingRow
from persistence.tables.leases import LeaseRow


class FilingNotFound(NotFound):
    """No such filing, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Filing:
    id: UUID
    project_id: UUID
    lease_id: UUID
    signed_on: date
    due_on: date
    state: FilingState
    submitted_by: UUID | None
    submitted_on: date | None
    file_ids: list[UUID]
    returned_for: str | None
    confirmed_by: UUID | None
    confirmed_on: date | None
    receipt_no: str | None
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A filing with what names its lease."""

    filing: Filing
    contract_no: str
    unit_code: str


_FILINGS: Final = model(Filing, LeaseFilingRow)
#: Said literally, so that the partial index serves it whatever the plan.
IS_OPEN: Final = LeaseFilingRow.state != literal_column("'confirmed'")


def filings(scope: Scope) -> Statement:
    """Statement: the filings that the scope reaches, with contract number and unit code."""
    row, lease, unit = LeaseFilingRow, LeaseRow, UnitRow
    return (
        select(*_FILINGS.columns, lease.contract_no, unit.code)
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .join(unit, (unit.authority_id == lease.authority_id) & (unit.id == lease.unit_id))
        .where(in_projects(scope, row.project_id), of_household(scope, lease.household_id))
    )


def listed(row: Sequence[Any]) -> Listed:
    return Listed(_FILINGS.read(row[:-2]), row[-2], row[-1])


async def filing(
    session: AsyncSession, scope: Scope, filing_id: UUID, *, lock: bool = False
) -> Listed:
    """Held until the transaction ends with `lock`. Raises FilingNotFound."""
    statement = filings(scope).where(LeaseFilingRow.id == filing_id)
    if lock:
        statement = statement.with_for_update(of=LeaseFilingRow)
    found = (await session.execute(statement)).first()
    if found is None:
        raise FilingNotFound(filing_id=str(filing_id))
    return listed(found)


async def add(session: AsyncSession, **values: Any) -> None:
    await session.execute(insert(LeaseFilingRow).values(**values))


async def change(session: AsyncSession, filing_id: UUID, **values: Any) -> None:
    """Raises CodeTaken where the receipt's number is another lease's."""
    row = LeaseFilingRow
    await session.execute(
        update(row).where(row.id == filing_id).values(**values, version=row.version + 1)
    )
