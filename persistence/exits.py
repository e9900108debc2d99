"""What is asked of exit cases, their steps, final bills and rent that goes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.exits import ExitEvent, ExitState, Ground, Track
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.exits import (
    ExitCaseRow,
    ExitEventRow,
)
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.leases import LeaseRow


class ExitCaseNotFound(NotFound):
    """No such exit case, or not one of yours."""


@dataclass(frozen=True, slots=True)
class ExitCase:
    """A case with what names its lease. `deadline_on` is the last day of the period that runs."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    unit_id: UUID
    household_id: UUID
    number: str
    track: Track
    ground: Ground
    state: ExitState
    opened_on: date
    leaves_on: date | None
    reason: str | None
    legal_basis: str | None
    document_no: str | None
    deadline_on: date | None
    contact_by: date | None
    inspect_on: date | None
    handover_id: UUID | None
    inspected_on: date | None
    formalities_by: date | None
    complete_by: date | None
    handed_back_on: date | None
    debts_fen: int | None
    decided_by: UUID | None
    maker_id: UUID | None
    made_at: datetime
    version: int
    contract_no: str
    tenant_name: str
    building: str
    entrance: str
    room: str


@dataclass(frozen=True, slots=True)
class ExitStep:
    """A line of a case's history."""

    id: UUID
    at: datetime
    effective_on: date
    event: str
    from_state: str | None
    to_state: str
    reason: str | None
    legal_basis: str | None
    document_no: str | None
    file_ids: list[UUID]
    facts: dict[str, Any]
    maker_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A step as it is written down."""

    event: ExitEvent | str
    effective_on: date
    from_state: ExitState | None
    to_state: ExitState
    maker_id: UUID | None
    reason: str | None = None
    legal_basis: str | None = None
    document_no: str | None = None
    file_ids: Sequence[UUID] = ()
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


CASES: Final = model(
    ExitCase, ExitCaseRow, LeaseRow, HouseholdRow, UnitRow, building=BuildingRow.name
)
_STEPS: Final = model(ExitStep, ExitEventRow)


def cases(scope: Scope) -> Statement:
    """Statement: the cases that the scope reaches; a tenant's are its household's."""
    row, lease, home, unit, house = ExitCaseRow, LeaseRow, HouseholdRow, UnitRow, BuildingRow
    return (
        CASES.select()
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .join(home, (home.authority_id == row.authority_id) & (home.id == row.household_id))
        .join(unit, (unit.authority_id == row.authority_id) & (unit.id == row.unit_id))
        .join(house, (house.authority_id == row.authority_id) & (house.id == unit.building_id))
        .where(in_projects(scope, row.project_id), of_household(scope, row.household_id))
    )


async def case(
    session: AsyncSession, scope: Scope, case_id: UUID, *, lock: bool = False
) -> ExitCase:
    """Held until the transaction ends with `lock`. Raises ExitCaseNotFound."""
    statement = cases(scope).where(ExitCaseRow.id == case_id)
    if lock:
        statement = statement.with_for_update(of=ExitCaseRow)
    found = await CASES.first(session, statement)
    if found is None:
        raise ExitCaseNotFound(case_id=str(case_id))
    return found


async def add(session: AsyncSession, **values: Any) -> UUID:
    """Raises AlreadyDone where a case of the lease is open."""
    row = ExitCaseRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change(session: AsyncSession, case_id: UUID, **values: Any) -> None:
    row = ExitCaseRow
    await session.execute(
        update(row).where(row.id == case_id).values(**values, version=row.version + 1)
    )


async def write_down(session: AsyncSession, case_id: UUID, entry: Entry) -> UUID:
    """A line of the history; gives its id."""
    row = ExitEventRow
    made = await session.execute(
        insert(row)
        .values(
            case_id=case_id,
            # Not the transaction's time: its steps follow one another.
            at=func.clock_timestamp(),
            effective_on=entry.effective_on,
            event=entry.event,
            from_state=entry.from_state,
            to_state=entry.to_state,
            reason=entry.reason,
            legal_basis=entry.legal_basis,
            document_no=entry.document_no,
            file_ids=list(entry.file_ids),
            facts=dict(entry.facts),
            maker_id=entry.maker_id,
        )
        .returning(row.id)
    )
    return made.scalar_one()


async def history(session: AsyncSession, case_id: UUID) -> list[ExitStep]:
    """Every step of the case, the first first. The case must be within reach."""
    row = ExitEventRow
    statement = _STEPS.select().where(row.case_id == case_id).order_by(row.at, row.id)
    return await _STEPS.all(session, statement)


async def last_of(session: AsyncSession, case_id: UUID, event: ExitEvent) -> ExitStep | None:
    """The latest step of that kind."""
    row = ExitEventRow
    statement = _STEPS.select().where(row.case_id == case_id, row.event == event)
    return await _STEPS.first(session, statement.order_by(row.at.desc()).limit(1))


async def is_leaving(session: AsyncSession, lease_id: UUID) -> bool:
    """Whether a case of the lease is open."""
    row = ExitCaseRow
    over = (ExitState.CLOSED, ExitState.WITHDRAWN)
    found = await session.scalar(
        select(row.id).where(row.lease_id == lease_id, row.state.not_in(over)).limit(1)
    )
    return found is not None
