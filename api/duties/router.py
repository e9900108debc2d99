"""HTTP of the desk."""

from uuid import UUID

from fastapi import APIRouter, Response

from api.duties.schemas import DutiesOut
from api.web.conditional import NOT_MODIFIED, IfNoneMatch, tag_of, unless_known
from api.web.contract import problems
from api.web.dependencies import Reader
from domain.access import Permission, PermissionMissing
from domain.duties import in_order
from persistence import calendars, changes, housing
from persistence.duties.source import Asked, waiting
from persistence.housing import ProjectNotFound

router = APIRouter(tags=["desk"])


@router.get(
    "/desk",
    response_model=DutiesOut,
    responses={**NOT_MODIFIED, **problems(PermissionMissing, ProjectNotFound)},
)
async def read_desk(
    call: Reader,
    response: Response,
    project_id: UUID | None = None,
    if_none_match: IfNoneMatch = None,
) -> DutiesOut | Response:
    """What waits for the caller, as their roles and four eyes allow it; what they handed on."""
    if project_id is not None:
        await housing.project(call.session, call.scope(Permission.READ_HOUSING), project_id)
    asked = Asked(call.actor, call.today, await calendars.of_authority(call.session), project_id)
    changed = await changes.of_authority(call.session)
    tag = tag_of(call.today, call.actor.person_id, sorted(call.actor.roles), project_id, changed)

    async def made() -> DutiesOut:
        found = await waiting(call.session, asked)
        mine = in_order(duty for duty in found if duty.is_for(call.actor))
        handed_over = in_order(duty for duty in found if duty.is_handed_on_by(call.actor))
        return DutiesOut.of(mine, handed_over, call.actor.person_id, call.today)

    return await unless_known(response, if_none_match, tag, made)
