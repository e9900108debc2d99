"""A unit's life at rest: the row that every step locks, and the history that it writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.housing import UnitEvent, UnitState
from domain.unit_kinds import UnitKind
from persistence.housing import UnitNotFound, live_lease_of
from persistence.scoped import in_projects
from persistence.tables.housing import UnitEventRow, UnitRow


@dataclass(frozen=True, slots=True)
class HeldUnit:
    """A unit that this transaction holds.

    `last_on` is the day of its latest step; `before` is what a frozen unit was before.
    """

    id: UUID
    project_id: UUID
    code: str
    kind: UnitKind
    state: UnitState
    vacant_since: date | None
    version: int
    last_on: date | None
    before: UnitState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the history: what happened, from which day, why, and what proves it."""

    event: UnitEvent
    effective_on: date
    to_state: UnitState
    vacant_since: date | None
    maker_id: UUID | None
    reason_code: str | None = None
    reason: str | None = None
    legal_basis: str | None = None
    file_ids: Sequence[UUID] = ()
    document: tuple[str, UUID] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


async def lock(session: AsyncSession, scope: Scope, unit_id: UUID) -> HeldUnit:
    """The unit, held until the transaction ends. Raises UnitNotFound."""
    row = UnitRow
    found = await session.execute(
        select(row.id, row.project_id, row.code, row.kind, row.state, row.vacant_since, row.version)
        .where(row.id == unit_id, in_projects(scope, row.project_id))
        .with_for_update()
    )
    one = found.first()
    if one is None:
        raise UnitNotFound(unit_id=str(unit_id))
    state = UnitState(one.state)
    return HeldUnit(
        one.id,
        one.project_id,
        one.code,
        UnitKind(one.kind),
        state,
        one.vacant_since,
        one.version,
        await _last_on(session, unit_id),
        await _before_freezing(session, unit_id) if state is UnitState.FROZEN else None,
    )


async def record(session: AsyncSession, unit: HeldUnit, entry: Entry) -> UUID:
    """Write the step down and move the unit; gives the history's line."""
    document_type, document_id = entry.document or (None, None)
    made = await session.execute(
        insert(UnitEventRow)
        .values(
            unit_id=unit.id,
            # Not the transaction's time: its steps follow one another.
            at=func.clock_timestamp(),
            effective_on=entry.effective_on,
            event=entry.event,
            from_state=unit.state,
            to_state=entry.to_state,
            reason_code=entry.reason_code,
            reason=entry.reason,
            legal_basis=entry.legal_basis,
            file_ids=list(entry.file_ids),
            document_type=document_type,
            document_id=document_id,
            facts=dict(entry.facts),
            maker_id=entry.maker_id,
        )
        .returning(UnitEventRow.id)
    )
    event_id = made.scalar_one()
    await session.execute(
        update(UnitRow)
        .where(UnitRow.id == unit.id)
        .values(state=entry.to_state, vacant_since=entry.vacant_since, version=UnitRow.version + 1)
    )
    return event_id


async def _last_on(session: AsyncSession, unit_id: UUID) -> date | None:
    """The day of the latest step, by the order in which steps were written down."""
    row = UnitEventRow
    return await session.scalar(
        select(row.effective_on)
        .where(row.unit_id == unit_id)
        .order_by(row.at.desc(), row.id.desc())
        .limit(1)
    )


async def _before_freezing(session: AsyncSession, unit_id: UUID) -> UnitState:
    """What it was when it was frozen; brought in as frozen, its lease tells."""
    row = UnitEventRow
    found = await session.scalar(
        select(row.from_state)
        .where(row.unit_id == unit_id, row.event == UnitEvent.FREEZE)
        .order_by(row.at.desc(), row.id.desc())
        .limit(1)
    )
    if found is not None:
        return UnitState(found)
    lived_in = await live_lease_of(session, unit_id)
    return UnitState.LEASED if lived_in else UnitState.AVAILABLE
