"""What people do with devices: register them, keep them up, note what they said."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.dating import require_reached
from domain.equipment import (
    MACHINE,
    CredentialKind,
    DeviceEvent,
    DeviceKind,
    Place,
    require_alternative,
    require_place,
)
from persistence import attachments, audit, equipment, housing
from persistence.equipment import Device, Upkeep
from persistence.housing import UnitNotFound


async def register(
    session: AsyncSession, actor: Actor, facts: Mapping[str, Any], *, today: date
) -> UUID:
    """Raises FaceOnlyDevice, DevicePlaceInvalid, DateNotReached, ProjectNotFound,
    BuildingNotInProject, UnitNotFound, CodeTaken.
    """
    scope = actor.scope(Permission.KEEP_EQUIPMENT)
    kinds: list[CredentialKind] = facts["credential_kinds"]
    require_alternative(kinds)
    place = Place(facts["building_id"], facts["entrance"], facts["unit_id"])
    require_place(DeviceKind(facts["kind"]), place)
    require_reached("/installed_on", facts["installed_on"], today)
    project_id: UUID = facts["project_id"]
    await housing.project(session, scope, project_id)
    if place.building_id is not None:
        await housing.require_building(session, project_id, place.building_id)
    if place.unit_id is not None:
        unit = await housing.unit(session, scope, place.unit_id)
        if unit.project_id != project_id:
            raise UnitNotFound(unit_id=str(place.unit_id))
    device_id = await equipment.add_device(
        session,
        **{**facts, "credential_kinds": sorted(set(kinds))},
        maker_id=actor.person_id,
    )
    await _tell(session, actor, "registered", device_id, project_id)
    return device_id


async def take_step(
    session: AsyncSession, actor: Actor, device: Device, event: DeviceEvent, note: str | None
) -> None:
    """It failed, works again, or is retired; `device` is held. Raises TransitionRefused."""
    state = MACHINE.after(device.state, event)
    await equipment.change_device(session, device.id, state=state, note=note or device.note)
    await _tell(session, actor, state, device.id, device.project_id)


async def log_upkeep(
    session: AsyncSession,
    actor: Actor,
    device_id: UUID,
    facts: Mapping[str, Any],
    *,
    today: date,
) -> Upkeep:
    """A line of the log. Raises DeviceNotFound, DateNotReached, FileNotFound."""
    scope = actor.scope(Permission.KEEP_EQUIPMENT)
    require_reached("/on_date", facts["on_date"], today)
    device = await equipment.device(session, scope, device_id)
    made = await equipment.add_upkeep(
        session, device_id=device_id, maker_id=actor.person_id, **facts
    )
    await attachments.attach(
        session, actor, ("device", device_id), facts["file_ids"], project_id=device.project_id
    )
    await _tell(session, actor, "kept_up", device_id, device.project_id)
    return made


async def note_checks(
    session: AsyncSession, actor: Actor, device_id: UUID, checks: Sequence[Mapping[str, Any]]
) -> int:
    """What the vendor's system says of attempts; gives how many were new. Raises DeviceNotFound."""
    scope = actor.scope(Permission.KEEP_EQUIPMENT)
    await equipment.device(session, scope, device_id)
    rows = [{"device_id": device_id, **check} for check in checks]
    return await equipment.add_checks(session, rows)


async def _tell(
    session: AsyncSession, actor: Actor, told: str, device_id: UUID, project_id: UUID
) -> None:
    await audit.record(session, actor, f"equipment.device.{told}", device_id, project_id=project_id)
