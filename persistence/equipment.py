"""What is asked of identity equipment: devices, their upkeep, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.equipment import CredentialKind, DeviceKind, DeviceState, Place
from domain.errors import NotFound
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.equipment import DeviceRow, DeviceUpkeepRow, IdentityCheckRow


class DeviceNotFound(NotFound):
    """No such device, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Device:
    id: UUID
    project_id: UUID
    building_id: UUID | None
    entrance: str | None
    unit_id: UUID | None
    kind: DeviceKind
    state: DeviceState
    vendor: str
    model: str | None
    serial_no: str
    credential_kinds: list[str]
    installed_on: date
    note: str | None
    maker_id: UUID
    made_at: datetime
    version: int
    last_upkeep_on: date | None

    @property
    def place(self) -> Place:
        return Place(self.building_id, self.entrance, self.unit_id)

    def takes(self, kind: CredentialKind) -> bool:
        return kind in self.credential_kinds


@dataclass(frozen=True, slots=True)
class Upkeep:
    id: UUID
    device_id: UUID
    on_date: date
    kind: str
    result: str
    done_by: str
    note: str | None
    cost_fen: int | None
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """Result and time of an attempt, of nobody in particular."""

    id: UUID
    at: datetime
    kind: str
    passed: bool
    vendor_ref: str


def devices(scope: Scope) -> Statement:
    """Statement: the devices that the scope reaches, with their last upkeep."""
    row, upkeep = DeviceRow, DeviceUpkeepRow
    last = (
        select(func.max(upkeep.on_date))
        .where(upkeep.authority_id == row.authority_id, upkeep.device_id == row.id)
        .scalar_subquery()
    )
    return select(
        row.id,
        row.project_id,
        row.building_id,
        row.entrance,
        row.unit_id,
        row.kind,
        row.state,
        row.vendor,
        row.model,
        row.serial_no,
        row.credential_kinds,
        row.installed_on,
        row.note,
        row.maker_id,
        row.made_at,
        row.version,
        last,
    ).where(in_projects(scope, row.project_id))


def device_of(row: Sequence[Any]) -> Device:
    values = list(row)
    values[5], values[6] = DeviceKind(values[5]), DeviceState(values[6])
    return Device(*values)


async def device(
    session: AsyncSession, scope: Scope, device_id: UUID, *, lock: bool = False
) -> Device:
    """Raises DeviceNotFound."""
    statement = devices(scope).where(DeviceRow.id == device_id)
    found = await session.execute(statement.with_for_update(of=DeviceRow) if lock else statement)
    row = found.first()
    if row is None:
        raise DeviceNotFound(device_id=str(device_id))
    return device_of(row)


async def add_device(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(DeviceRow).values(**values).returning(DeviceRow.id))
    return made.scalar_one()


async def change_device(session: AsyncSession, device_id: UUID, **values: Any) -> None:
    row = DeviceRow
    await session.execute(
        update(row).where(row.id == device_id).values(**values, version=row.version + 1)
    )


def upkeeps(device_id: UUID) -> Statement:
    """Statement: the device's upkeep log."""
    row = DeviceUpkeepRow
    return select(
        row.id,
        row.device_id,
        row.on_date,
        row.kind,
        row.result,
        row.done_by,
        row.note,
        row.cost_fen,
        row.file_ids,
        row.maker_id,
        row.made_at,
    ).where(row.device_id == device_id)


async def add_upkeep(session: AsyncSession, **values: Any) -> Upkeep:
    row = DeviceUpkeepRow
    made = await session.execute(insert(row).values(**values).returning(row.id, row.made_at))
    upkeep_id, made_at = made.one()
    return Upkeep(id=upkeep_id, made_at=made_at, **values)


def checks(device_id: UUID) -> Statement:
    """Statement: what the device said."""
    row = IdentityCheckRow
    return select(row.id, row.at, row.kind, row.passed, row.vendor_ref).where(
        row.device_id == device_id
    )


async def add_checks(session: AsyncSession, rows: Sequence[dict[str, Any]]) -> int:
    """One statement; what the vendor sent before is not stored again. Gives how many were new."""
    row = IdentityCheckRow
    stored = await session.execute(
        upsert(row).values(list(rows)).on_conflict_do_nothing().returning(row.id)
    )
    return len(stored.all())
