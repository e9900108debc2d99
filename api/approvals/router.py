"""HTTP of the inbox."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.approvals.schemas import ApprovalOut, ApprovalsOut
from api.web.conditional import NOT_MODIFIED, IfNoneMatch, tag_of, unless_known
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing
from domain.duties import Duty, DutyKind, in_order
from persistence import calendars, changes, housing, names
from persistence.approvals.detail import Detail, kinds
from persistence.duties.source import Asked, waiting
from persistence.housing import ProjectNotFound

router = APIRouter(tags=["desk"])

_MOST: Final = 200


@router.get(
    "/approvals",
    response_model=ApprovalsOut,
    responses={**NOT_MODIFIED, **problems(PermissionMissing, ProjectNotFound)},
)
async def list_approvals(
    call: Reader,
    response: Response,
    project_id: UUID | None = None,
    kind: DutyKind | None = None,
    if_none_match: IfNoneMatch = None,
) -> ApprovalsOut | Response:
    """Everything that waits for the caller as the second person: who made it, what it changes."""
    if project_id is not None:
        await housing.project(call.session, call.scope(Permission.READ_HOUSING), project_id)
    changed = await changes.of_authority(call.session)
    who = (call.actor.person_id, sorted(call.actor.roles))
    tag = tag_of("approvals", call.today, *who, project_id, kind, changed)
    asked = Asked(call.actor, call.today, await calendars.of_authority(call.session), project_id)

    async def made() -> ApprovalsOut:
        duties = [
            duty
            for duty in await waiting(call.session, asked, decisions_alone=True)
            if duty.is_for(call.actor) and kind in {None, duty.kind}
        ]
        return ApprovalsOut(
            on_date=call.today,
            total=len(duties),
            overdue=sum(duty.is_overdue(call.today) for duty in duties),
            items=await _told(call, in_order(duties)[:_MOST]),
        )

    return await unless_known(response, if_none_match, tag, made)


async def _told(call: Call, duties: Sequence[Duty]) -> list[ApprovalOut]:
    """With their details: one question a kind, and one for the names."""
    by_kind: dict[DutyKind, list[UUID]] = defaultdict(list)
    for duty in duties:
        if duty.subject_id is not None:
            by_kind[duty.kind].append(duty.subject_id)
    details: dict[UUID | None, Detail] = {}
    for kind, ids in by_kind.items():
        details |= await kinds()[kind](call.session, ids)
    people = [*(one.made_by for one in details.values()), *(one.handed_by for one in duties)]
    known = await names.named(call.session, call.actor, people)
    return [
        ApprovalOut.of(duty, details[duty.subject_id], known, call.today)
        for duty in duties
        if duty.subject_id in details
    ]
