"""HTTP of exit cases: opened, taken step by step, withdrawn; their history and papers."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.exits import life, opening, stepping
from api.exits.life import Held
from api.exits.schemas import (
    ExitCaseIn,
    ExitCaseOut,
    ExitFileOut,
    ExitFilesOut,
    ExitHistoryOut,
    ExitStepIn,
    ExitStepOut,
    ExitWithdrawalIn,
)
from api.exits.stepping import CheckOutSheetMissing, InspectionOnWorkday
from api.files import commands as stored
from api.leases.life import LeaseStepOutOfOrder
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.exit_proofs import ExitStepIncomplete
from domain.exits import (
    DeadlineTooShort,
    ExitState,
    ExitTooEarly,
    GroundNotMet,
    GroundOfOtherTrack,
    Track,
)
from domain.housing import UnitStepOutOfOrder
from domain.penalties import FineAboveRange
from domain.states import TransitionRefused
from persistence import attachments, exits
from persistence.books import PeriodClosed
from persistence.exits import ExitCaseNotFound
from persistence.files import FileNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone, Busy
from persistence.tables.exits import ExitCaseRow

router = APIRouter(tags=["exits"])

STEP: Final = (
    PermissionMissing,
    RoleMissing,
    ExitCaseNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.get("/exit-cases", responses=problems(PermissionMissing, CursorInvalid))
async def list_exit_cases(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    unit_id: UUID | None = None,
    track: Track | None = None,
    state: ExitState | None = None,
) -> Page[ExitCaseOut]:
    """Exit cases, the latest first; a tenant's own alone."""
    row = ExitCaseRow
    statement = exits.cases(call.scope(Permission.READ_LEASE))
    wanted = {
        row.project_id: project_id,
        row.lease_id: lease_id,
        row.unit_id: unit_id,
        row.track: track,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [ExitCaseOut.of(exits.CASES.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/exit-cases",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        RoleMissing,
        LeaseNotFound,
        GroundOfOtherTrack,
        ExitStepIncomplete,
        GroundNotMet,
        TransitionRefused,
        UnitStepOutOfOrder,
        AlreadyDone,
        FileNotFound,
        Busy,
    ),
)
async def open_exit_case(body: ExitCaseIn, call: Writer, response: Response) -> ExitCaseOut:
    """Begin a household's way out; the home stands in notice 待退房."""
    case_id = await opening.open_by(call.session, call.actor, body.to_wanted(), today=call.today)
    return await answer(call, case_id, response)


@router.get("/exit-cases/{case_id}", responses=problems(PermissionMissing, ExitCaseNotFound))
async def read_exit_case(case_id: UUID, call: Reader, response: Response) -> ExitCaseOut:
    """A case, its clocks, and what can be done next."""
    return await answer(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/steps",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        ExitStepIncomplete,
        ExitTooEarly,
        DeadlineTooShort,
        InspectionOnWorkday,
        MakerIsChecker,
        FineAboveRange,
        DateNotReached,
        BackdatingNeedsReason,
        PeriodClosed,
        LeaseStepOutOfOrder,
        FileNotFound,
    ),
)
async def take_exit_step(
    case_id: UUID, body: ExitStepIn, call: Writer, response: Response, if_match: IfMatch = None
) -> ExitCaseOut:
    """Take a step of the front half: served, demanded, ordered, authorised, booked."""
    held = await held_case(call, case_id, if_match)
    if body.event not in stepping.FRONT:
        raise TransitionRefused(
            thing="exit_case",
            state=held.case.state,
            event=body.event,
            possible=[one.event for one in ExitCaseOut.of(held.case).possible],
        )
    await stepping.take(call.session, call.actor, held, body.to_taken(), today=call.today)
    return await answer(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/inspection",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, CheckOutSheetMissing),
)
async def note_exit_inspection(
    case_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExitCaseOut:
    """The check-out sheet is signed: meters, keys and damages are known."""
    held = await held_case(call, case_id, if_match)
    await stepping.inspect(call.session, call.actor, held, today=call.today)
    return await answer(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, UnitStepOutOfOrder),
)
async def withdraw_exit_case(
    case_id: UUID,
    body: ExitWithdrawalIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExitCaseOut:
    """The household stays, as long as the keys are not back. A decision: by the approver."""
    held = await held_case(call, case_id, if_match)
    await stepping.withdraw(call.session, call.actor, held, reason=body.reason, today=call.today)
    return await answer(call, case_id, response)


@router.get(
    "/exit-cases/{case_id}/history", responses=problems(PermissionMissing, ExitCaseNotFound)
)
async def read_exit_history(case_id: UUID, call: Reader) -> ExitHistoryOut:
    """Every step of the case, the first first."""
    await exits.case(call.session, call.scope(Permission.READ_LEASE), case_id)
    steps = await exits.history(call.session, case_id)
    return ExitHistoryOut(items=[ExitStepOut.model_validate(one) for one in steps])


@router.get("/exit-cases/{case_id}/files", responses=problems(PermissionMissing, ExitCaseNotFound))
async def list_exit_files(case_id: UUID, call: Reader) -> ExitFilesOut:
    """Every paper of the case, the first first."""
    await exits.case(call.session, call.scope(Permission.READ_LEASE), case_id)
    found = await attachments.attached(call.session, ("exit_case", case_id))
    return ExitFilesOut(items=[ExitFileOut.model_validate(one) for one in found])


@router.get(
    "/exit-cases/{case_id}/files/{file_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        **problems(PermissionMissing, ExitCaseNotFound, FileNotFound),
    },
)
async def fetch_exit_file(case_id: UUID, file_id: UUID, call: Writer) -> Response:
    """A paper of the case; the audit trail notes who fetched it."""
    case = await exits.case(call.session, call.scope(Permission.READ_LEASE), case_id)
    name, media_type, data = await stored.fetch(
        call.session,
        call.actor,
        call.runtime,
        ("exit_case", case_id),
        file_id,
        project_id=case.project_id,
    )
    return attachment(data, name, media_type)


async def held_case(
    call: Call,
    case_id: UUID,
    if_match: str | None,
    permission: Permission = Permission.STEP_EXIT,
    *,
    alone: bool = False,
) -> Held:
    """The case with its lease, held, as it was read. Raises ExitCaseNotFound, VersionConflict."""
    held = await life.hold(call.session, call.scope(permission), case_id, alone=alone)
    require_version(if_match, held.case.version)
    return held


async def answer(call: Call, case_id: UUID, response: Response) -> ExitCaseOut:
    """The case as it is now, with its version."""
    one = await exits.case(call.session, call.scope(Permission.READ_LEASE), case_id)
    etag(response, one.version)
    return ExitCaseOut.of(one)
