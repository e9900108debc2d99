"""Turns in the selection session: who is next, who still needs what, and what the hall sees."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation_rounds import TurnState
from domain.housing import UnitState
from domain.reservations import ReservationState
from persistence.allocation_rounds.registrations import REGISTRATIONS, Registration
from persistence.tables.allocation_rounds import AllocationRegistrationRow, AllocationUnitRow
from persistence.tables.eligibility import EligibilityRecordRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.reservations import UnitReservationRow


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody in line, as the office knows them: whoever shows it masks the name."""

    position: int
    number: int
    applicant_name: str
    turn: TurnState
    desk: str | None


@dataclass(frozen=True, slots=True)
class Pick:
    """A home that was chosen. The building is as much as anybody outside is told."""

    position: int
    number: int
    applicant_name: str
    building: str
    layout: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Remaining:
    """How many homes of a kind are still there."""

    layout: str | None
    floor: int | None
    homes: int


async def next_in_line(
    session: AsyncSession, round_id: UUID, turn: TurnState
) -> Registration | None:
    """The first of those in this turn, held; never one that another window is just calling."""
    row = AllocationRegistrationRow
    statement = REGISTRATIONS.select().where(row.round_id == round_id, row.turn == turn)
    return await REGISTRATIONS.first(
        session, statement.order_by(row.position).limit(1).with_for_update(skip_locked=True)
    )


async def counted(session: AsyncSession, round_id: UUID) -> Mapping[TurnState, int]:
    row = AllocationRegistrationRow
    found = await session.execute(
        select(row.turn, func.count())
        .where(row.round_id == round_id, row.turn.is_not(None))
        .group_by(row.turn)
    )
    return {TurnState(turn): count for turn, count in found}


async def called_by(session: AsyncSession, round_id: UUID, person_id: UUID) -> int | None:
    """The number of whomever this clerk has called and not yet finished with."""
    row = AllocationRegistrationRow
    return await session.scalar(
        select(row.number).where(
            row.round_id == round_id, row.turn == TurnState.CALLED, row.called_by == person_id
        )
    )


async def still_need(session: AsyncSession, round_id: UUID, without: UUID) -> int:
    """How many others, who have not chosen yet, need easy access."""
    row, record = AllocationRegistrationRow, EligibilityRecordRow
    counted = await session.scalar(
        select(func.count())
        .select_from(row)
        .join(record, (record.authority_id == row.authority_id) & (record.id == row.record_id))
        .where(
            row.round_id == round_id,
            row.id != without,
            row.turn.in_((TurnState.WAITING, TurnState.CALLED, TurnState.SKIPPED)),
            record.needs_easy_access,
        )
    )
    return counted or 0


async def in_line(session: AsyncSession, round_id: UUID, turn: TurnState, limit: int) -> list[Turn]:
    row = AllocationRegistrationRow
    found = await session.execute(
        select(row.position, row.number, row.applicant_name, row.turn, row.desk)
        .where(row.round_id == round_id, row.turn == turn)
        .order_by(row.position)
        .limit(limit)
    )
    rows: Sequence[Any] = found.all()
    return [Turn(*one[:3], turn=TurnState(one[3]), desk=one[4]) for one in rows]


async def last_picks(session: AsyncSession, round_id: UUID, limit: int) -> list[Pick]:
    """The latest first."""
    row, kept, unit, building = (
        AllocationRegistrationRow,
        UnitReservationRow,
        UnitRow,
        BuildingRow,
    )
    found = await session.execute(
        select(
            row.position,
            row.number,
            row.applicant_name,
            building.name,
            unit.layout,
            kept.made_at,
        )
        .join(kept, (kept.authority_id == row.authority_id) & (kept.registration_id == row.id))
        .join(unit, (unit.authority_id == kept.authority_id) & (unit.id == kept.unit_id))
        .join(
            building,
            (building.authority_id == unit.authority_id) & (building.id == unit.building_id),
        )
        .where(
            row.round_id == round_id,
            kept.state.in_((ReservationState.HELD, ReservationState.USED)),
        )
        .order_by(kept.made_at.desc(), kept.id.desc())
        .limit(limit)
    )
    rows: Sequence[Any] = found.all()
    return [Pick(*one) for one in rows]


async def remaining(session: AsyncSession, round_id: UUID) -> list[Remaining]:
    """What is left, by layout and floor."""
    offered, unit = AllocationUnitRow, UnitRow
    found = await session.execute(
        select(unit.layout, unit.floor, func.count())
        .join(offered, (offered.authority_id == unit.authority_id) & (offered.unit_id == unit.id))
        .where(
            offered.round_id == round_id,
            offered.is_offered,
            unit.state == UnitState.AVAILABLE,
        )
        .group_by(unit.layout, unit.floor)
        .order_by(unit.layout, unit.floor)
    )
    rows: Sequence[Any] = found.all()
    return [Remaining(*one) for one in rows]


async def buildings(session: AsyncSession, round_id: UUID) -> Mapping[int, str]:
    """In which building everybody's home is, by number: as near as the public is told."""
    row, kept, unit, building = (
        AllocationRegistrationRow,
        UnitReservationRow,
        UnitRow,
        BuildingRow,
    )
    found = await session.execute(
        select(row.number, building.name)
        .join(kept, (kept.authority_id == row.authority_id) & (kept.registration_id == row.id))
        .join(unit, (unit.authority_id == kept.authority_id) & (unit.id == kept.unit_id))
        .join(
            building,
            (building.authority_id == unit.authority_id) & (building.id == unit.building_id),
        )
        .where(
            row.round_id == round_id,
            kept.state.in_((ReservationState.HELD, ReservationState.USED)),
        )
    )
    return {number: f"{name}栋" for number, name in found}
