"""HTTP of rights that wait for a second person."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from api.people import commands
from api.people.commands import HouseholdOnlyForTenants, RoleNotOfOrganisation
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.kinds import In, Out, Words
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, Role
from domain.role_grants import GrantState, OwnRights
from domain.states import TransitionRefused
from persistence import role_grants
from persistence.role_grants import RoleGrant, RoleGrantNotFound
from persistence.tables.people import RoleGrantRow

router = APIRouter(tags=["people"])
_STEP = (
    PermissionMissing,
    RoleGrantNotFound,
    TransitionRefused,
    MakerIsChecker,
    OwnRights,
    PreconditionRequired,
    VersionConflict,
)


class RoleGrantOut(Out):
    """Rights asked for 授权: the whole desk as it shall be, and what the person had before."""

    id: UUID
    person_id: UUID
    username: Annotated[str, Field(examples=["gao.xiaofeng"])]
    name: Annotated[str, Field(examples=["高晓峰"])]
    organisation_id: UUID
    organisation: Annotated[str, Field(examples=["鹿城安和住房服务有限公司"])]
    household_id: UUID | None
    roles: list[Role]
    had: Annotated[list[Role], Field(description="The roles here when this was asked for.")]
    state: GrantState
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    reason: str | None
    version: int


class RoleGrantRejectionIn(In):
    reason: Annotated[Words, Field(examples=["该员工已离职"])]


@router.get("/role-grants", responses=problems(PermissionMissing, CursorInvalid))
async def list_role_grants(
    call: Reader,
    page: PagingDep,
    state: GrantState | None = None,
    person_id: UUID | None = None,
) -> Page[RoleGrantOut]:
    """Rights that were asked for, the latest first."""
    statement, row = role_grants.grants(call.scope(Permission.READ_PEOPLE)), RoleGrantRow
    if state:
        statement = statement.where(row.state == state)
    if person_id:
        statement = statement.where(row.person_id == person_id)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [RoleGrantOut.model_validate(role_grants.grant_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/role-grants/{grant_id}", responses=problems(PermissionMissing, RoleGrantNotFound))
async def read_role_grant(grant_id: UUID, call: Reader, response: Response) -> RoleGrantOut:
    """One grant of rights, and what became of it."""
    found = await role_grants.one(call.session, call.scope(Permission.READ_PEOPLE), grant_id)
    etag(response, found.version)
    return RoleGrantOut.model_validate(found)


@router.post(
    "/role-grants/{grant_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, RoleNotOfOrganisation, HouseholdOnlyForTenants),
)
async def confirm_role_grant(
    grant_id: UUID, call: Writer, if_match: IfMatch = None
) -> RoleGrantOut:
    """Put the rights in force, as a second administrator or the purchaser's approver."""
    grant = await _held(call, grant_id, if_match)
    await commands.confirm_grant(call.session, call.actor, grant)
    return await _out(call, grant_id)


@router.post(
    "/role-grants/{grant_id}/rejection",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def reject_role_grant(
    grant_id: UUID, body: RoleGrantRejectionIn, call: Writer, if_match: IfMatch = None
) -> RoleGrantOut:
    """Refuse the rights. The person keeps what they have."""
    grant = await _held(call, grant_id, if_match)
    await commands.reject_grant(call.session, call.actor, grant, body.reason)
    return await _out(call, grant_id)


async def _held(call: Call, grant_id: UUID, if_match: str | None) -> RoleGrant:
    held = await commands.hold_grant(call.session, call.actor, grant_id)
    require_version(if_match, held.version)
    return held


async def _out(call: Call, grant_id: UUID) -> RoleGrantOut:
    scope = call.scope(Permission.CONFIRM_ROLES)
    return RoleGrantOut.model_validate(await role_grants.one(call.session, scope, grant_id))
