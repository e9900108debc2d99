"""Imports: their rows, what they are checked against, and how books become stock and leases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, func, insert, literal, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.housing import BROUGHT_IN, MOVED_IN
from domain.leases import LIVE, LeaseState
from domain.unit_kinds import UnitKind
from persistence import registry, unit_features
from persistence.bulk import insert_columns
from persistence.ids import EACH_ID
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import BuildingRow, UnitEventRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.platform import ImportRow


class ImportNotFound(NotFound):
    """No such import, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Import:
    id: UUID
    kind: str
    state: str
    project_id: UUID | None
    file_id: UUID
    marked_file_id: UUID | None
    preview_file_id: UUID | None
    report: dict[str, Any]
    result: dict[str, Any] | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None
    version: int

    @property
    def of_project(self) -> UUID:
        """The project of a book of homes or leases; the table keeps that it has one."""
        assert self.project_id is not None
        return self.project_id


def imports(scope: Scope) -> Statement:
    row = ImportRow
    return select(
        row.id,
        row.kind,
        row.state,
        row.project_id,
        row.file_id,
        row.marked_file_id,
        row.preview_file_id,
        row.report,
        row.result,
        row.maker_id,
        row.made_at,
        row.confirmed_by,
        row.confirmed_at,
        row.withdrawn_by,
        row.withdrawn_at,
        row.withdrawal_reason,
        row.version,
    ).where(in_projects(scope, row.project_id))


async def one(
    session: AsyncSession, scope: Scope, import_id: UUID, *, lock: bool = False
) -> Import:
    """Raises ImportNotFound."""
    statement = imports(scope).where(ImportRow.id == import_id)
    row = (await session.execute(statement.with_for_update() if lock else statement)).first()
    if row is None:
        raise ImportNotFound(import_id=str(import_id))
    return Import(*row)


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(ImportRow).values(**values).returning(ImportRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, import_id: UUID, **values: Any) -> None:
    await session.execute(
        update(ImportRow)
        .where(ImportRow.id == import_id)
        .values(**values, version=ImportRow.version + 1)
    )


async def unit_codes(session: AsyncSession) -> frozenset[str]:
    """Every unit code of the authority: a code is given once in it."""
    standing = select(UnitRow.code).where(UnitRow.voided_at.is_(None))
    return frozenset(await session.scalars(standing))


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: UUID
    building_id: UUID
    area_m2: Any
    inner_area_m2: Any
    price_per_m2: Any
    features: Mapping[str, Any]
    is_let: bool


async def stock(session: AsyncSession, project_id: UUID) -> dict[str, KnownUnit]:
    """The project's dwellings by code, and whether a live lease holds each."""
    let = select(LeaseRow.unit_id).where(
        LeaseRow.project_id == project_id, LeaseRow.state.in_(LIVE)
    )
    found = await session.execute(
        select(
            UnitRow.code,
            UnitRow.id,
            UnitRow.building_id,
            UnitRow.area_m2,
            UnitRow.inner_area_m2,
            UnitRow.price_per_m2,
            unit_features.known(),
            UnitRow.id.in_(let),
        ).where(
            UnitRow.project_id == project_id,
            UnitRow.kind == UnitKind.DWELLING,
            UnitRow.voided_at.is_(None),
        )
    )
    rows: Sequence[Any] = found.all()
    return {row[0]: KnownUnit(*row[1:]) for row in rows}


async def contract_numbers(session: AsyncSession, wanted: Sequence[str]) -> frozenset[str]:
    """Which of these contract numbers are in use in the authority."""
    found = await session.scalars(
        select(LeaseRow.contract_no).where(
            LeaseRow.contract_no == func.any(list(wanted)), LeaseRow.state != LeaseState.VOID
        )
    )
    return frozenset(found)


async def buildings(
    session: AsyncSession, project_id: UUID, floors: Mapping[str, int | None]
) -> dict[str, UUID]:
    """Ids of the buildings by name; those that are new are added, in one statement."""
    known = select(BuildingRow.name, BuildingRow.id).where(BuildingRow.project_id == project_id)
    by_name = await _pairs(session, known)
    missing = [name for name in floors if name not in by_name]
    await insert_columns(
        session,
        BuildingRow,
        {
            "project_id": [project_id] * len(missing),
            "name": missing,
            "floors": [floors[name] for name in missing],
        },
    )
    return await _pairs(session, known) if missing else by_name


async def _pairs(session: AsyncSession, statement: Statement) -> dict[str, UUID]:
    rows: Sequence[Any] = (await session.execute(statement)).all()
    return {row[0]: row[1] for row in rows}


async def add_units(
    session: AsyncSession, columns: Mapping[str, Sequence[Any]], *, maker_id: UUID, on: date
) -> None:
    """Insert the units and the first line of each one's history: two statements.

    An empty home's history begins with its vacancy, whenever the book says that was.
    """
    await insert_columns(session, UnitRow, columns)
    ids = columns["id"]
    await session.execute(
        insert(UnitEventRow).from_select(
            ["id", "unit_id", "effective_on", "event", "to_state", "maker_id"],
            select(
                literal_column(EACH_ID, Uuid()),
                UnitRow.id,
                func.coalesce(UnitRow.vacant_since, on),
                func.concat(BROUGHT_IN),
                UnitRow.state,
                _literal(maker_id),
            ).where(UnitRow.id == func.any(list(ids))),
        )
    )


async def add_leases(
    session: AsyncSession,
    *,
    households: Mapping[str, Sequence[Any]],
    members: Mapping[str, Sequence[Any]],
    leases: Mapping[str, Sequence[Any]],
    maker_id: UUID,
) -> None:
    """Insert households, members and leases, and mark their units as lived in: six statements."""
    await insert_columns(session, HouseholdRow, households)
    await insert_columns(session, MemberRow, members)
    await registry.note(session, filter(None, members.get("national_id_index", ())))
    await insert_columns(session, LeaseRow, leases)
    units = func.any(list(leases["unit_id"]))
    await session.execute(
        insert(UnitEventRow).from_select(
            [
                *("id", "unit_id", "effective_on", "event", "from_state", "to_state", "maker_id"),
                *("lease_id", "vacant_since"),
            ],
            select(
                literal_column(EACH_ID, Uuid()),
                UnitRow.id,
                LeaseRow.charged_from,
                func.concat(MOVED_IN),
                UnitRow.state,
                func.concat("leased"),
                _literal(maker_id),
                LeaseRow.id,
                UnitRow.vacant_since,
            )
            .join(LeaseRow, LeaseRow.unit_id == UnitRow.id)
            .where(UnitRow.id == units, UnitRow.state != "leased", LeaseRow.state.in_(LIVE)),
        )
    )
    await session.execute(
        update(UnitRow)
        .where(UnitRow.id == units, UnitRow.state != "leased")
        .values(state="leased", vacant_since=None, version=UnitRow.version + 1)
    )


def _literal(value: UUID) -> Any:
    return literal(value, Uuid())
