"""HTTP of changes of a household 变更."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.lease_changes import commands
from api.lease_changes.commands import Held
from api.lease_changes.schemas import LeaseChangeDecisionIn, LeaseChangeIn, LeaseChangeOut
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.dating import BackdatingNeedsReason
from domain.lease_changes import (
    AlreadyTenant,
    CauseOfOtherChange,
    LeaseChangeIncomplete,
    LeaseChangeKind,
    LeaseChangeState,
    LeaseNotLivedIn,
    LivesThereAlready,
    MemberLeft,
    TenantStays,
)
from domain.lease_drafts import MemberHoused
from domain.states import TransitionRefused
from persistence import lease_changes
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.households import MemberNotFound
from persistence.lease_changes import LeaseChangeNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone, Busy
from persistence.tables.lease_changes import LeaseChangeRow

router = APIRouter(tags=["leases"])
_PEOPLE: Final = (LeaseNotLivedIn, MemberLeft, TenantStays, AlreadyTenant, LivesThereAlready)
_STEP: Final = (
    PermissionMissing,
    LeaseChangeNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.post(
    "/leases/{lease_id}/changes",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        LeaseChangeIncomplete,
        CauseOfOtherChange,
        BackdatingNeedsReason,
        PeriodClosed,
        MemberNotFound,
        MemberHoused,
        AlreadyDone,
        FileNotFound,
        Busy,
        *_PEOPLE,
    ),
)
async def propose_lease_change(
    lease_id: UUID, body: LeaseChangeIn, call: Writer, response: Response
) -> LeaseChangeOut:
    """Put a change of the household down, with its proof. Nothing changes until it is decided."""
    change_id = await commands.propose(
        call.session,
        call.actor,
        call.runtime.vault,
        lease_id,
        body.to_wanted(),
        today=call.today,
    )
    return await _answer(call, change_id, response)


@router.get("/lease-changes", responses=problems(PermissionMissing, CursorInvalid))
async def list_lease_changes(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    kind: LeaseChangeKind | None = None,
    state: LeaseChangeState | None = None,
) -> Page[LeaseChangeOut]:
    """Changes of households, the latest day first."""
    statement, row = lease_changes.listing(call.scope(Permission.READ_LEASE)), LeaseChangeRow
    wanted = {
        row.project_id: project_id,
        row.lease_id: lease_id,
        row.kind: kind,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(
        call.session, statement, row.effective_on, row.id, descending=True
    )
    items = [LeaseChangeOut.of(lease_changes.listed(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get(
    "/lease-changes/{change_id}", responses=problems(PermissionMissing, LeaseChangeNotFound)
)
async def read_lease_change(change_id: UUID, call: Reader, response: Response) -> LeaseChangeOut:
    """A change with what stood there before it, and what may follow."""
    return await _answer(call, change_id, response)


@router.post(
    "/lease-changes/{change_id}/check",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MakerIsChecker, *_PEOPLE),
)
async def check_lease_change(
    change_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseChangeOut:
    """An officer has looked at the proof. A correction of a name or number is decided by that."""
    held = await _held(call, Permission.CHECK_CHANGE, change_id, if_match)
    await commands.check(call.session, call.actor, held, today=call.today)
    return await _answer(call, change_id, response)


@router.post(
    "/lease-changes/{change_id}/decision",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MakerIsChecker, *_PEOPLE),
)
async def decide_lease_change(
    change_id: UUID,
    body: LeaseChangeDecisionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> LeaseChangeOut:
    """The purchaser's approver decides. What is approved holds from its day on."""
    held = await _held(call, Permission.DECIDE_CHANGE, change_id, if_match)
    await commands.decide(
        call.session,
        call.actor,
        held,
        ok=body.ok,
        decision_no=body.decision_no,
        decision=body.decision,
        today=call.today,
    )
    return await _answer(call, change_id, response)


@router.post(
    "/lease-changes/{change_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def withdraw_lease_change(
    change_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseChangeOut:
    """The household does not want it any more."""
    held = await _held(call, Permission.CHANGE_HOUSEHOLD, change_id, if_match)
    await commands.withdraw(call.session, call.actor, held)
    return await _answer(call, change_id, response)


async def _held(call: Call, permission: Permission, change_id: UUID, if_match: str | None) -> Held:
    held = await commands.hold(call.session, call.scope(permission), change_id)
    require_version(if_match, held.change.version)
    return held


async def _answer(call: Call, change_id: UUID, response: Response) -> LeaseChangeOut:
    one = await lease_changes.shown(call.session, call.scope(Permission.READ_LEASE), change_id)
    etag(response, one.change.version)
    return LeaseChangeOut.of(one)
