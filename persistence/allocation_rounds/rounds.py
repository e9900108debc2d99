"""Rounds and their homes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, exists, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.allocation_rounds import Method, RoundState
from domain.errors import NotFound
from domain.flat_selection import Home
from domain.housing import UnitState
from domain.unit_kinds import UnitKind
from persistence.reading import model
from persistence.scoped import in_projects
from persistence.tables.allocation_rounds import AllocationRoundRow, AllocationUnitRow
from persistence.tables.base import Statement
from persistence.tables.housing import BuildingRow, UnitRow


class RoundNotFound(NotFound):
    """No such allocation round, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Round:
    """A round with its plan."""

    id: UUID
    project_id: UUID
    title: str
    method: Method
    location: str
    rent_standard: str
    target_group: str
    tiers: list[str]
    priority_groups: list[str]
    score_items: list[dict[str, Any]]
    registration_opens_on: date | None
    registration_closes_on: date | None
    state: RoundState
    objections_until: date | None
    maker_id: UUID
    made_at: datetime
    plan_published_by: UUID | None
    ordered_by: UUID | None
    order_published_by: UUID | None
    order_published_at: datetime | None
    reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class RoundUnit:
    """A home of a round as lists name it. The state tells whether it is still free."""

    unit_id: UUID
    code: str
    building: str
    entrance: str
    room: str
    layout: str | None
    area_m2: Decimal
    floor: int | None
    has_lift: bool | None
    state: UnitState


ROUNDS: Final = model(Round, AllocationRoundRow)
Hold = Literal["share", "update"]


def rounds(scope: Scope) -> Statement:
    """Statement: the rounds of the projects that the scope reaches."""
    return ROUNDS.select().where(in_projects(scope, AllocationRoundRow.project_id))


async def find(
    session: AsyncSession, scope: Scope, round_id: UUID, *, hold: Hold | None = None
) -> Round:
    """Raises RoundNotFound. Held to share, the round keeps its state until this ends."""
    statement = rounds(scope).where(AllocationRoundRow.id == round_id)
    if hold is not None:
        statement = statement.with_for_update(read=hold == "share")
    found = await ROUNDS.first(session, statement)
    if found is None:
        raise RoundNotFound(round_id=str(round_id))
    return found


async def add_round(session: AsyncSession, **values: Any) -> UUID:
    row = AllocationRoundRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change_round(session: AsyncSession, round_id: UUID, **values: Any) -> None:
    row = AllocationRoundRow
    await session.execute(
        update(row).where(row.id == round_id).values(**values, version=row.version + 1)
    )


async def due_to_open(session: AsyncSession, day: date) -> Sequence[UUID]:
    """Published plans whose registration begins on that day or before."""
    row = AllocationRoundRow
    found = await session.scalars(
        select(row.id).where(
            row.state == RoundState.PLAN_PUBLISHED, row.registration_opens_on <= day
        )
    )
    return found.all()


async def set_units(
    session: AsyncSession, round_id: UUID, project_id: UUID, codes: Sequence[str]
) -> list[str]:
    """Put these homes into the round, and no others; gives the codes that name none."""
    offered, unit = AllocationUnitRow, UnitRow
    await session.execute(
        update(offered).where(offered.round_id == round_id).values(is_offered=False)
    )
    known = (
        await session.execute(
            select(unit.code, unit.id).where(
                unit.project_id == project_id,
                unit.code == func.any(list(codes)),
                unit.kind == UnitKind.DWELLING,
            )
        )
    ).all()
    ids = [row[1] for row in known]
    await session.execute(
        update(offered)
        .where(offered.round_id == round_id, offered.unit_id == func.any(ids))
        .values(is_offered=True)
    )
    there = select(offered.unit_id).where(offered.round_id == round_id)
    await session.execute(
        insert(offered).from_select(
            ["round_id", "unit_id"],
            select(literal(round_id, Uuid()), unit.id).where(
                unit.id == func.any(ids), unit.id.not_in(there)
            ),
            include_defaults=False,
        )
    )
    return sorted(set(codes) - {row[0] for row in known})


async def release_units(session: AsyncSession, round_id: UUID) -> None:
    """The round is over: its homes may go into another."""
    row = AllocationUnitRow
    await session.execute(update(row).where(row.round_id == round_id).values(is_offered=False))


def units(round_id: UUID) -> Statement:
    """Statement: the homes that the round offers or offered until it ended."""
    offered, unit, building = AllocationUnitRow, UnitRow, BuildingRow
    return (
        select(
            unit.id,
            unit.code,
            building.name,
            unit.entrance,
            unit.room,
            unit.layout,
            unit.area_m2,
            unit.floor,
            unit.has_lift,
            unit.state,
        )
        .select_from(offered)
        .join(unit, (unit.authority_id == offered.authority_id) & (unit.id == offered.unit_id))
        .join(
            building,
            (building.authority_id == unit.authority_id) & (building.id == unit.building_id),
        )
        .where(offered.round_id == round_id, offered.is_offered)
    )


def offers_it() -> ColumnElement[bool]:
    """Condition on a unit: a round offers it, a draft of a plan too."""
    row = AllocationUnitRow
    return exists().where(
        row.authority_id == UnitRow.authority_id, row.unit_id == UnitRow.id, row.is_offered
    )


def unit_of(row: Sequence[Any]) -> RoundUnit:
    return RoundUnit(*row[:-1], state=UnitState(row[-1]))


async def listed(session: AsyncSession, round_id: UUID) -> list[RoundUnit]:
    """Every home that the round offers, by code."""
    found = await session.execute(units(round_id).order_by(UnitRow.code))
    return [unit_of(row) for row in found]


async def free_homes(session: AsyncSession, round_id: UUID) -> list[Home]:
    """What is still there to choose."""
    found = await session.execute(
        units(round_id).where(UnitRow.state == UnitState.AVAILABLE).order_by(UnitRow.code)
    )
    rooms = [unit_of(row) for row in found]
    return [Home(one.unit_id, one.layout, one.floor, one.has_lift) for one in rooms]


async def offers(session: AsyncSession, unit_id: UUID) -> UUID | None:
    """The round that the home is in now, if it is in one."""
    row = AllocationUnitRow
    return await session.scalar(select(row.round_id).where(row.unit_id == unit_id, row.is_offered))
