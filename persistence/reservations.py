"""Homes kept for a household: what is asked of them by rounds, by leases and by the calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.reservations import ReservationState
from persistence.reading import model
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.eligibility import EligibilityRecordRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.reservations import UnitReservationRow


class ReservationNotFound(NotFound):
    """No such reservation, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """A home for one household until a day."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    record_id: UUID
    round_id: UUID | None
    registration_id: UUID | None
    state: ReservationState
    deadline_on: date | None
    decision_no: str | None
    reason: str | None
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    ended_on: date | None
    ended_by: UUID | None
    end_reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class Named:
    """What a person at a desk calls the home and the household."""

    unit_code: str
    building: str
    entrance: str
    room: str
    layout: str | None
    applicant_name: str
    person_index: bytes


RESERVATIONS: Final = model(Reservation, UnitReservationRow)


def reservations(scope: Scope) -> Statement:
    """Statement: those of the projects that the scope reaches."""
    return RESERVATIONS.select().where(in_projects(scope, UnitReservationRow.project_id))


async def find(
    session: AsyncSession, scope: Scope, reservation_id: UUID, *, lock: bool = False
) -> Reservation:
    """Raises ReservationNotFound."""
    statement = reservations(scope).where(UnitReservationRow.id == reservation_id)
    found = await RESERVATIONS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise ReservationNotFound(reservation_id=str(reservation_id))
    return found


async def of_unit(session: AsyncSession, unit_id: UUID) -> Reservation | None:
    """For whom the home is kept now: what a lease asks before it is drafted."""
    row = UnitReservationRow
    statement = RESERVATIONS.select().where(
        row.unit_id == unit_id, row.state == ReservationState.HELD
    )
    return await RESERVATIONS.first(session, statement)


async def names(session: AsyncSession, reservation_ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    row, unit, building, record = (
        UnitReservationRow,
        UnitRow,
        BuildingRow,
        EligibilityRecordRow,
    )
    found = await session.execute(
        select(
            row.id,
            unit.code,
            building.name,
            unit.entrance,
            unit.room,
            unit.layout,
            record.applicant_name,
            record.person_index,
        )
        .join(unit, (unit.authority_id == row.authority_id) & (unit.id == row.unit_id))
        .join(
            building,
            (building.authority_id == unit.authority_id) & (building.id == unit.building_id),
        )
        .join(record, (record.authority_id == row.authority_id) & (record.id == row.record_id))
        .where(row.id == func.any(list(reservation_ids)))
    )
    rows: Sequence[Any] = found.all()
    return {one[0]: Named(*one[1:]) for one in rows}


async def add(session: AsyncSession, **values: Any) -> UUID:
    """Raises what `one_reservation_per_unit` and `…_per_household` stand for."""
    row = UnitReservationRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change(session: AsyncSession, reservation_id: UUID, **values: Any) -> None:
    row = UnitReservationRow
    await session.execute(
        update(row).where(row.id == reservation_id).values(**values, version=row.version + 1)
    )


async def overdue(session: AsyncSession, day: date) -> list[Reservation]:
    """Those whose last day to sign has passed."""
    row = UnitReservationRow
    statement = RESERVATIONS.select().where(
        row.state == ReservationState.HELD, row.deadline_on < day
    )
    return await RESERVATIONS.all(session, statement.order_by(row.unit_id))
