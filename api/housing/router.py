"""HTTP of projects, buildings and units."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.housing import commands
from api.housing.schemas import (
    BuildingIn,
    BuildingOut,
    ProjectIn,
    ProjectOut,
    ProjectPatch,
    UnitEventOut,
    UnitHistoryOut,
    UnitIn,
    UnitOut,
    UnitPatch,
)
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import Permission, PermissionMissing
from domain.housing import UnitAccepted, UnitState
from domain.unit_kinds import UnitKind
from persistence import housing, unit_life
from persistence.allocation_rounds import rounds
from persistence.directory import NotAnOperator, OrganisationNotFound
from persistence.housing import BuildingNotInProject, ProjectNotFound, UnitNotFound
from persistence.session import CodeTaken
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow

router = APIRouter(tags=["housing"])


@router.get("/projects", responses=problems(PermissionMissing, CursorInvalid))
async def list_projects(call: Reader, page: PagingDep) -> Page[ProjectOut]:
    """The projects you reach, by code."""
    scope = call.scope(Permission.READ_HOUSING)
    rows, cursor = await page.rows(
        call.session, housing.projects(scope), ProjectRow.code, ProjectRow.id
    )
    items = [ProjectOut.model_validate(housing.project_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/projects",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, OrganisationNotFound, NotAnOperator, CodeTaken),
)
async def register_project(body: ProjectIn, call: Writer, response: Response) -> ProjectOut:
    """Bring a project under management. Purchasers only."""
    facts = body.model_dump(exclude_none=True)
    project_id = await commands.register_project(call.session, call.actor, facts)
    scope = call.scope(Permission.READ_HOUSING)
    project = await housing.project(call.session, scope, project_id)
    etag(response, project.version)
    return ProjectOut.model_validate(project)


@router.get("/projects/{project_id}", responses=problems(PermissionMissing, ProjectNotFound))
async def read_project(project_id: UUID, call: Reader, response: Response) -> ProjectOut:
    project = await housing.project(call.session, call.scope(Permission.READ_HOUSING), project_id)
    etag(response, project.version)
    return ProjectOut.model_validate(project)


@router.patch(
    "/projects/{project_id}",
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        OrganisationNotFound,
        NotAnOperator,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def change_project(
    project_id: UUID,
    body: ProjectPatch,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ProjectOut:
    """Rename a project, or give it to another operator."""
    scope = call.scope(Permission.REGISTER_HOUSING)
    await housing.lock_project(call.session, scope, project_id)
    project = await housing.project(call.session, scope, project_id)
    require_version(if_match, project.version)
    await commands.change_project(call.session, call.actor, project, body.changes())
    changed = await housing.project(call.session, scope, project_id)
    etag(response, changed.version)
    return ProjectOut.model_validate(changed)


@router.get(
    "/projects/{project_id}/buildings",
    responses=problems(PermissionMissing, ProjectNotFound, CursorInvalid),
)
async def list_buildings(project_id: UUID, call: Reader, page: PagingDep) -> Page[BuildingOut]:
    """The buildings 栋 of a project."""
    scope = call.scope(Permission.READ_HOUSING)
    await housing.project(call.session, scope, project_id)
    statement = housing.buildings(scope, project_id)
    rows, cursor = await page.rows(call.session, statement, BuildingRow.name, BuildingRow.id)
    items = [BuildingOut.model_validate(housing.Building(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/projects/{project_id}/buildings",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, CodeTaken),
)
async def register_building(project_id: UUID, body: BuildingIn, call: Writer) -> BuildingOut:
    building_id = await commands.register_building(
        call.session, call.actor, project_id, body.name, body.floors
    )
    return BuildingOut(id=building_id, project_id=project_id, name=body.name, floors=body.floors)


@router.get("/units", responses=problems(PermissionMissing, CursorInvalid))
async def list_units(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    building_id: UUID | None = None,
    kind: UnitKind | None = None,
    state: UnitState | None = None,
    in_round: Annotated[bool | None, Query(description="Offered by a round of allocation.")] = None,
    code: Annotated[str | None, Query(max_length=64, description="Begins with.")] = None,
) -> Page[UnitOut]:
    """The units 套 you reach, by code: homes, and premises beside them by `kind`."""
    scope = call.scope(Permission.READ_HOUSING)
    statement = housing.units(scope).where(UnitRow.voided_at.is_(None))
    wanted = {
        UnitRow.project_id: project_id,
        UnitRow.building_id: building_id,
        UnitRow.kind: kind,
        UnitRow.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if in_round is not None:
        statement = statement.where(rounds.offers_it().is_(in_round))
    if code:
        statement = statement.where(UnitRow.code.startswith(code, autoescape=True))
    rows, cursor = await page.rows(call.session, statement, UnitRow.code, UnitRow.id)
    items = [UnitOut.of(housing.unit_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/projects/{project_id}/units",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, BuildingNotInProject, CodeTaken),
)
async def register_unit(
    project_id: UUID, body: UnitIn, call: Writer, response: Response
) -> UnitOut:
    """Enter a unit as a draft; its registration and joint acceptance follow. Purchasers only."""
    facts = body.model_dump(exclude_none=True)
    unit_id = await commands.register_unit(
        call.session, call.actor, project_id, facts, today=call.today
    )
    unit = await housing.unit(call.session, call.scope(Permission.READ_HOUSING), unit_id)
    etag(response, unit.version)
    return UnitOut.of(unit)


@router.get("/units/{unit_id}", responses=problems(PermissionMissing, UnitNotFound))
async def read_unit(unit_id: UUID, call: Reader, response: Response) -> UnitOut:
    unit = await housing.unit(call.session, call.scope(Permission.READ_HOUSING), unit_id)
    etag(response, unit.version)
    return UnitOut.of(unit)


@router.patch(
    "/units/{unit_id}",
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        UnitAccepted,
        CodeTaken,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def correct_unit(
    unit_id: UUID, body: UnitPatch, call: Writer, response: Response, if_match: IfMatch = None
) -> UnitOut:
    """Put a unit's facts right, until both sides have accepted it. Purchasers only."""
    scope = call.scope(Permission.REGISTER_HOUSING)
    held = await unit_life.lock(call.session, scope, unit_id)
    require_version(if_match, held.version)
    changes = body.model_dump(exclude_none=True)
    await commands.correct_unit(call.session, call.actor, held, changes)
    unit = await housing.unit(call.session, scope, unit_id)
    etag(response, unit.version)
    return UnitOut.of(unit)


@router.get("/units/{unit_id}/history", responses=problems(PermissionMissing, UnitNotFound))
async def read_unit_history(unit_id: UUID, call: Reader) -> UnitHistoryOut:
    """Every step in the unit's life, oldest first."""
    await housing.unit(call.session, call.scope(Permission.READ_HOUSING), unit_id)
    events = await housing.history(call.session, unit_id)
    return UnitHistoryOut(items=[UnitEventOut.model_validate(event) for event in events])
