"""What is asked of hand-over sheets, for units, leases and exits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.handover_sheets import Sheet, as_json, from_json
from domain.handovers import HandoverKind, HandoverState, Needs
from domain.unit_kinds import UnitKind
from persistence import parameters
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.handovers import HandoverRow
from persistence.tables.housing import UnitRow
from persistence.tables.rent import RentStandardRow


class HandoverNotFound(NotFound):
    """No such hand-over sheet, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose name stands there, on which paper, and whose account noted it when."""

    name: str
    by: UUID
    file_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """A sheet as it is stored. `gives` and `takes` are None until that side has signed."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: str
    unit_kind: UnitKind
    building_id: UUID
    lease_id: UUID | None
    kind: HandoverKind
    state: HandoverState
    on_date: date
    sheet: Sheet
    missing: list[str]
    sheet_sha256: bytes | None
    gives: Signature | None
    takes: Signature | None
    void_reason: str | None
    maker_id: UUID
    made_at: datetime
    version: int


_SHEET: Final = ("meters", "keys", "fittings", "photos", "defects", "note")
_SIDE: Final = ("name", "by", "file_id", "at")
_PLAIN: Final = (
    *("id", "project_id", "unit_id", "lease_id", "kind", "state", "on_date", "missing"),
    *("sheet_sha256", "void_reason", "maker_id", "made_at", "version"),
    *(f"{place}_{part}" for place in ("gives", "takes") for part in _SIDE),
)
_OF_UNIT: Final = ("code", "unit_kind", "building_id")


def handovers(scope: Scope) -> Statement:
    """Statement: the sheets of the projects that the scope reaches."""
    row = HandoverRow
    columns = [getattr(row, name) for name in (*_PLAIN, *_SHEET)]
    return (
        select(*columns, UnitRow.code, UnitRow.kind.label("unit_kind"), UnitRow.building_id)
        .join(UnitRow, (UnitRow.authority_id == row.authority_id) & (UnitRow.id == row.unit_id))
        .where(in_projects(scope, row.project_id))
    )


def handover_of(row: Sequence[Any]) -> Handover:
    told = dict(zip((*_PLAIN, *_SHEET, *_OF_UNIT), row, strict=True))
    return Handover(
        id=told["id"],
        project_id=told["project_id"],
        unit_id=told["unit_id"],
        unit_code=told["code"],
        unit_kind=UnitKind(told["unit_kind"]),
        building_id=told["building_id"],
        lease_id=told["lease_id"],
        kind=HandoverKind(told["kind"]),
        state=HandoverState(told["state"]),
        on_date=told["on_date"],
        sheet=from_json(told),
        missing=told["missing"],
        sheet_sha256=told["sheet_sha256"],
        gives=_signature(told, "gives"),
        takes=_signature(told, "takes"),
        void_reason=told["void_reason"],
        maker_id=told["maker_id"],
        made_at=told["made_at"],
        version=told["version"],
    )


def _signature(told: Mapping[str, Any], place: str) -> Signature | None:
    if told[f"{place}_by"] is None:
        return None
    return Signature(*(told[f"{place}_{part}"] for part in _SIDE))


async def handover(
    session: AsyncSession, scope: Scope, handover_id: UUID, *, lock: bool = False
) -> Handover:
    """Held until the transaction ends with `lock`. Raises HandoverNotFound."""
    statement = handovers(scope).where(HandoverRow.id == handover_id)
    if lock:
        statement = statement.with_for_update(of=HandoverRow)
    row = (await session.execute(statement)).first()
    if row is None:
        raise HandoverNotFound(handover_id=str(handover_id))
    return handover_of(row)


async def completed(
    session: AsyncSession, scope: Scope, lease_id: UUID, kind: HandoverKind
) -> Handover | None:
    """The lease's sheet that both sides signed; None while there is none.

    What a lease asks before rent runs, and an exit before the final bill.
    """
    row = HandoverRow
    found = await session.execute(
        handovers(scope)
        .where(row.lease_id == lease_id, row.kind == kind, row.state == HandoverState.COMPLETE)
        .order_by(row.id.desc())
        .limit(1)
    )
    one = found.first()
    return handover_of(one) if one else None


async def taken_alone(session: AsyncSession, scope: Scope, lease_id: UUID) -> Handover | None:
    """A check-out sheet that only who takes the home back has signed: the household is gone."""
    row = HandoverRow
    found = await session.execute(
        handovers(scope)
        .where(
            row.lease_id == lease_id,
            row.kind == HandoverKind.CHECK_OUT,
            row.state == HandoverState.SIGNED_ONCE,
            row.takes_by.is_not(None),
        )
        .order_by(row.id.desc())
        .limit(1)
    )
    one = found.first()
    return handover_of(one) if one else None


async def needs_on(session: AsyncSession, on: date) -> Needs:
    """What the city asks of a sheet of that day."""
    keys = ("handover.min_keys", "handover.photos_per_room")
    min_keys, photos = (await parameters.values(session, keys, on)).values()
    return Needs(min_keys, photos)


async def has_rent_standard(
    session: AsyncSession, project_id: UUID, building_id: UUID, on: date
) -> bool:
    """Whether a price is published for the building on that day: its own, or the project's."""
    row = RentStandardRow
    found = await session.scalar(
        select(row.id)
        .where(
            row.project_id == project_id,
            or_(row.building_id == building_id, row.building_id.is_(None)),
            row.valid_from <= on,
        )
        .limit(1)
    )
    return found is not None


def columns_of(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the row's columns have it."""
    return {**as_json(sheet), "has_critical_defect": sheet.has_critical_defect}


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(HandoverRow).values(**values).returning(HandoverRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, handover_id: UUID, **values: Any) -> None:
    row = HandoverRow
    await session.execute(
        update(row).where(row.id == handover_id).values(**values, version=row.version + 1)
    )


async def sign(
    session: AsyncSession,
    handover_id: UUID,
    place: str,
    state: HandoverState,
    *,
    name: str,
    by: UUID,
    file_id: UUID,
) -> None:
    """Note a side's signature; `place` is `gives` or `takes`."""
    values = {
        f"{place}_name": name,
        f"{place}_by": by,
        f"{place}_file_id": file_id,
        f"{place}_at": func.now(),
    }
    await change(session, handover_id, state=state, **values)
