"""What is asked of projects, buildings and units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.housing import BEGUN, UnitState
from domain.unit_kinds import UnitKind
from persistence.scoped import in_projects
from persistence.tables.authorities import OrganisationRow
from persistence.tables.base import Statement
from persistence.tables.housing import BuildingRow, ProjectRow, UnitEventRow, UnitRow
from persistence.tables.leases import LIVE, LeaseRow
from persistence.tables.ledger import BookRow


class ProjectNotFound(NotFound):
    """No such project, or not one of yours."""


class BuildingNotInProject(NotFound):
    """The project has no such building."""


class UnitNotFound(NotFound):
    """No such unit, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project as lists show it, with the counts that everyone asks for first."""

    id: UUID
    code: str
    name: str
    district: str
    address: str
    operator_id: UUID | None
    operator: str | None
    units: int
    leased: int
    version: int


@dataclass(frozen=True, slots=True)
class Building:
    id: UUID
    project_id: UUID
    name: str
    floors: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    id: UUID
    project_id: UUID
    building_id: UUID
    building: str
    code: str
    entrance: str
    room: str
    layout: str | None
    area_m2: Decimal
    floor: int | None
    inner_area_m2: Decimal | None
    floors: int | None
    orientation: str | None
    has_lift: bool | None
    structure: str | None
    features: dict[str, Any]
    kind: UnitKind
    state: UnitState
    vacant_since: date | None
    price_per_m2: Decimal
    voided_at: datetime | None
    version: int


def unit_of(row: Sequence[Any]) -> Unit:
    values = list(row)
    values[16], values[17] = UnitKind(values[16]), UnitState(values[17])
    return Unit(*values)


def projects(scope: Scope) -> Statement:
    """Statement: the projects that the scope reaches, with the count of their dwellings."""
    counts = (
        select(
            UnitRow.project_id,
            func.count().label("units"),
            func.count().filter(UnitRow.state.in_(("leased", "notice"))).label("leased"),
        )
        .where(UnitRow.kind == UnitKind.DWELLING, UnitRow.voided_at.is_(None))
        .group_by(UnitRow.project_id)
        .subquery()
    )
    return (
        select(
            ProjectRow.id,
            ProjectRow.code,
            ProjectRow.name,
            ProjectRow.district,
            ProjectRow.address,
            ProjectRow.operator_id,
            OrganisationRow.name,
            func.coalesce(counts.c.units, 0),
            func.coalesce(counts.c.leased, 0),
            ProjectRow.version,
        )
        .outerjoin(OrganisationRow, OrganisationRow.id == ProjectRow.operator_id)
        .outerjoin(counts, counts.c.project_id == ProjectRow.id)
        .where(in_projects(scope, ProjectRow.id))
    )


def project_of(row: Sequence[Any]) -> Project:
    return Project(*row)


async def project(session: AsyncSession, scope: Scope, project_id: UUID) -> Project:
    """Raises ProjectNotFound."""
    row = (await session.execute(projects(scope).where(ProjectRow.id == project_id))).first()
    if row is None:
        raise ProjectNotFound(project_id=str(project_id))
    return project_of(row)


async def project_name(session: AsyncSession, project_id: UUID) -> str:
    """What the public calls it. Raises ProjectNotFound."""
    name = await session.scalar(select(ProjectRow.name).where(ProjectRow.id == project_id))
    if name is None:
        raise ProjectNotFound(project_id=str(project_id))
    return name


async def project_by_code(session: AsyncSession, scope: Scope, code: str) -> Project:
    """Raises ProjectNotFound."""
    row = (await session.execute(projects(scope).where(ProjectRow.code == code))).first()
    if row is None:
        raise ProjectNotFound(code=code)
    return project_of(row)


async def lock_project(session: AsyncSession, scope: Scope, project_id: UUID) -> ProjectRow:
    """The project's row, held until the transaction ends. Raises ProjectNotFound."""
    row = await session.scalar(
        select(ProjectRow)
        .where(ProjectRow.id == project_id, in_projects(scope, ProjectRow.id))
        .with_for_update()
    )
    if row is None:
        raise ProjectNotFound(project_id=str(project_id))
    return row


async def add_project(session: AsyncSession, **values: Any) -> UUID:
    """A new project, with the book that its postings will lock."""
    made = await session.execute(insert(ProjectRow).values(**values).returning(ProjectRow.id))
    project_id = made.scalar_one()
    await session.execute(insert(BookRow).values(project_id=project_id))
    return project_id


async def change_project(session: AsyncSession, project_id: UUID, **values: Any) -> None:
    await session.execute(
        update(ProjectRow)
        .where(ProjectRow.id == project_id)
        .values(**values, version=ProjectRow.version + 1)
    )


def buildings(scope: Scope, project_id: UUID) -> Statement:
    return select(
        BuildingRow.id, BuildingRow.project_id, BuildingRow.name, BuildingRow.floors
    ).where(BuildingRow.project_id == project_id, in_projects(scope, BuildingRow.project_id))


def units(scope: Scope) -> Statement:
    """Statement: the units that the scope reaches, void ones too."""
    return (
        select(
            UnitRow.id,
            UnitRow.project_id,
            UnitRow.building_id,
            BuildingRow.name,
            UnitRow.code,
            UnitRow.entrance,
            UnitRow.room,
            UnitRow.layout,
            UnitRow.area_m2,
            UnitRow.floor,
            UnitRow.inner_area_m2,
            UnitRow.floors,
            UnitRow.orientation,
            UnitRow.has_lift,
            UnitRow.structure,
            UnitRow.features,
            UnitRow.kind,
            UnitRow.state,
            UnitRow.vacant_since,
            UnitRow.price_per_m2,
            UnitRow.voided_at,
            UnitRow.version,
        )
        .join(BuildingRow, BuildingRow.id == UnitRow.building_id)
        .where(in_projects(scope, UnitRow.project_id))
    )


async def unit(session: AsyncSession, scope: Scope, unit_id: UUID) -> Unit:
    """Raises UnitNotFound."""
    row = (await session.execute(units(scope).where(UnitRow.id == unit_id))).first()
    if row is None:
        raise UnitNotFound(unit_id=str(unit_id))
    return unit_of(row)


async def require_building(session: AsyncSession, project_id: UUID, building_id: UUID) -> None:
    """Raises BuildingNotInProject."""
    found = await session.scalar(
        select(BuildingRow.id).where(
            BuildingRow.project_id == project_id, BuildingRow.id == building_id
        )
    )
    if found is None:
        raise BuildingNotInProject(building_id=str(building_id))


async def add_building(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(BuildingRow).values(**values).returning(BuildingRow.id))
    return made.scalar_one()


async def add_unit(session: AsyncSession, *, maker_id: UUID, on: date, **values: Any) -> UUID:
    """A new unit, as a draft, with the first line of its history."""
    made = await session.execute(insert(UnitRow).values(**values).returning(UnitRow.id))
    unit_id = made.scalar_one()
    await session.execute(
        insert(UnitEventRow).values(
            unit_id=unit_id,
            effective_on=on,
            event=BEGUN,
            to_state=values["state"],
            maker_id=maker_id,
        )
    )
    return unit_id


async def change_unit(session: AsyncSession, unit_id: UUID, **values: Any) -> None:
    await session.execute(
        update(UnitRow).where(UnitRow.id == unit_id).values(**values, version=UnitRow.version + 1)
    )


async def history(session: AsyncSession, unit_id: UUID) -> Sequence[UnitEventRow]:
    found = await session.scalars(
        select(UnitEventRow).where(UnitEventRow.unit_id == unit_id).order_by(UnitEventRow.at)
    )
    return found.all()


async def live_lease_of(session: AsyncSession, unit_id: UUID) -> UUID | None:
    return await session.scalar(
        select(LeaseRow.id).where(LeaseRow.unit_id == unit_id, LeaseRow.state.in_(LIVE))
    )
