"""HTTP of the board."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.board.schemas import (
    BoardOut,
    BuildingTallyOut,
    CityBoardOut,
    DoorOut,
    ProjectTallyOut,
    TallyOut,
)
from api.web.conditional import NOT_MODIFIED, IfNoneMatch, tag_of, unless_known
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing, Scope
from domain.identity import mask_public_name
from persistence import board, changes, housing
from persistence.board import MOST_DOORS, Building, Count, Door
from persistence.housing import BuildingNotInProject, ProjectNotFound

router = APIRouter(tags=["board"])


@router.get(
    "/board",
    response_model=CityBoardOut,
    responses={**NOT_MODIFIED, **problems(PermissionMissing)},
)
async def read_city_board(
    call: Reader, response: Response, if_none_match: IfNoneMatch = None
) -> CityBoardOut | Response:
    """Every project within reach, by state and by months owed, down to its buildings."""
    scope = call.scope(Permission.READ_HOUSING)
    reach = "all" if scope.projects is None else sorted(scope.projects)
    tag = _tag(call, reach, await changes.of_authority(call.session))
    return await unless_known(response, if_none_match, tag, lambda: _city(call, scope))


async def _city(call: Call, scope: Scope) -> CityBoardOut:
    counts = await board.counts(call.session, scope, call.today)
    may_read_rent = _may(call, Permission.READ_RENT)
    tallies = _tallies(
        await board.buildings(call.session, scope), counts, may_read_rent=may_read_rent
    )
    by_project: dict[UUID, list[Count]] = defaultdict(list)
    for one in counts:
        by_project[one.project_id].append(one)
    projects = [
        ProjectTallyOut.of(
            project,
            [one for one in tallies.get(project.id, ()) if one.units],
            by_project[project.id],
            may_read_rent=may_read_rent,
        )
        for project in await board.projects(call.session, scope)
    ]
    told = TallyOut.told(counts, may_read_rent=may_read_rent)
    return CityBoardOut.model_validate({**told, "on_date": call.today, "projects": projects})


@router.get(
    "/projects/{project_id}/board",
    response_model=BoardOut,
    responses={
        **NOT_MODIFIED,
        **problems(PermissionMissing, ProjectNotFound, BuildingNotInProject),
    },
)
async def read_board(
    project_id: UUID,
    call: Reader,
    response: Response,
    building_id: Annotated[UUID | None, Query(description="This building's doors alone.")] = None,
    if_none_match: IfNoneMatch = None,
) -> BoardOut | Response:
    """The doors of a project or of one building, each with its household, debts and vacancy."""
    scope = call.scope(Permission.READ_HOUSING)
    await housing.project(call.session, scope, project_id)
    tag = _tag(call, project_id, building_id, await changes.of_project(call.session, project_id))
    return await unless_known(
        response, if_none_match, tag, lambda: _project(call, scope, project_id, building_id)
    )


async def _project(
    call: Call, scope: Scope, project_id: UUID, building_id: UUID | None
) -> BoardOut:
    buildings = await board.buildings(call.session, scope, project_id=project_id)
    if building_id:
        buildings = [one for one in buildings if one.id == building_id]
        if not buildings:
            raise BuildingNotInProject(building_id=str(building_id))
    doors = await board.doors(call.session, project_id, call.today, building_id=building_id)
    is_cut = len(doors) > MOST_DOORS
    counts = (
        await board.counts(call.session, scope, call.today, project_id=project_id)
        if is_cut
        else [Count.of(project_id, door) for door in doors]
    )
    may_read_rent = _may(call, Permission.READ_RENT)
    tallies = _tallies(buildings, counts, may_read_rent=may_read_rent)
    return BoardOut(
        project_id=project_id,
        on_date=call.today,
        buildings=[one for one in tallies.get(project_id, ()) if one.units or building_id],
        doors=[] if is_cut else [_door(call, one, may_read_rent=may_read_rent) for one in doors],
        is_cut=is_cut,
    )


def _tallies(
    buildings: Iterable[Building], counts: Iterable[Count], *, may_read_rent: bool
) -> dict[UUID, list[BuildingTallyOut]]:
    """Each project's buildings with their counts."""
    by_building: dict[UUID, list[Count]] = defaultdict(list)
    for one in counts:
        by_building[one.building_id].append(one)
    made: dict[UUID, list[BuildingTallyOut]] = defaultdict(list)
    for building in buildings:
        counted = by_building[building.id]
        made[building.project_id].append(
            BuildingTallyOut.of(building, counted, may_read_rent=may_read_rent)
        )
    return made


def _door(call: Call, door: Door, *, may_read_rent: bool) -> DoorOut:
    name = door.tenant_name
    if name is not None and not _may(call, Permission.READ_HOUSEHOLD):
        name = mask_public_name(name)
    return DoorOut.of(door, name, call.today, may_read_rent=may_read_rent)


def _may(call: Call, permission: Permission) -> bool:
    return permission in call.actor.permissions


def _tag(call: Call, *parts: object) -> str:
    """What is seen depends on the day, on what was done, and on who looks."""
    return tag_of(call.today, sorted(call.actor.roles), *parts)
