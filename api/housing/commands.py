"""What people do with housing stock. Each function runs in its caller's transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.housing import NOT_YET_ACCEPTED, UnitAccepted, UnitState
from persistence import audit, directory, housing
from persistence.unit_life import HeldUnit


async def register_project(session: AsyncSession, actor: Actor, facts: dict[str, Any]) -> UUID:
    """The purchaser brings a project under management.

    Raises OrganisationNotFound, NotAnOperator, CodeTaken.
    """
    actor.scope(Permission.REGISTER_HOUSING)
    await _require_operator(session, facts)
    project_id = await housing.add_project(session, **facts)
    await audit.record(
        session, actor, "housing.project.registered", project_id, project_id=project_id
    )
    return project_id


async def change_project(
    session: AsyncSession, actor: Actor, project: housing.Project, changes: dict[str, Any]
) -> None:
    """Rename it, or give it to another operator. Raises OrganisationNotFound, NotAnOperator."""
    await _require_operator(session, changes)
    await housing.change_project(session, project.id, **changes)
    await audit.record(
        session,
        actor,
        "housing.project.changed",
        project.id,
        project_id=project.id,
        facts={"changed": sorted(changes)},
    )


async def _require_operator(session: AsyncSession, facts: Mapping[str, Any]) -> None:
    operator_id = facts.get("operator_id")
    if operator_id is not None:
        await directory.require_operator(session, operator_id, pointer="/operator_id")


async def register_building(
    session: AsyncSession, actor: Actor, project_id: UUID, name: str, floors: int | None
) -> UUID:
    """Raises ProjectNotFound, CodeTaken."""
    await housing.lock_project(session, actor.scope(Permission.REGISTER_HOUSING), project_id)
    building_id = await housing.add_building(
        session, project_id=project_id, name=name, floors=floors
    )
    await audit.record(
        session, actor, "housing.building.registered", building_id, project_id=project_id
    )
    return building_id


async def correct_unit(
    session: AsyncSession, actor: Actor, unit: HeldUnit, changes: Mapping[str, Any]
) -> None:
    """Put a unit's facts right; once both sides accepted it, they stay. `unit` is held.

    Raises UnitAccepted, CodeTaken.
    """
    if unit.state not in NOT_YET_ACCEPTED:
        raise UnitAccepted(state=unit.state)
    await housing.change_unit(session, unit.id, **changes)
    await audit.record(
        session,
        actor,
        "housing.unit.corrected",
        unit.id,
        project_id=unit.project_id,
        facts={"changed": sorted(changes)},
    )


async def register_unit(
    session: AsyncSession, actor: Actor, project_id: UUID, facts: dict[str, Any], *, today: date
) -> UUID:
    """A draft: it enters the register with its card.

    Raises ProjectNotFound, BuildingNotInProject, CodeTaken.
    """
    await housing.lock_project(session, actor.scope(Permission.REGISTER_HOUSING), project_id)
    await housing.require_building(session, project_id, facts["building_id"])
    unit_id = await housing.add_unit(
        session,
        maker_id=actor.person_id,
        on=today,
        project_id=project_id,
        state=UnitState.DRAFT,
        **facts,
    )
    await audit.record(session, actor, "housing.unit.drafted", unit_id, project_id=project_id)
    return unit_id
