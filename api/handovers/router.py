"""HTTP of hand-over sheets."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.files import commands as stored
from api.handovers import commands
from api.handovers.schemas import (
    ComparisonOut,
    HandoverIn,
    HandoverOut,
    HandoverPatch,
    HandoverSignatureIn,
    HandoverVoidIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing, Scope
from domain.dating import DateNotReached
from domain.handover_sheets import MeterRanBackwards
from domain.handovers import (
    CriticalDefect,
    HandoverIncomplete,
    HandoverKind,
    HandoverSigned,
    HandoverState,
    LeaseOfOtherUnit,
    RentStandardMissing,
    SideHasSigned,
    SideNotOfHandover,
)
from domain.states import TransitionRefused
from persistence import handovers, leases
from persistence.files import FileNotFound
from persistence.handovers import Handover, HandoverNotFound
from persistence.housing import UnitNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone
from persistence.tables.handovers import HandoverRow

router = APIRouter(tags=["handovers"])

_CHANGE: Final = (PermissionMissing, HandoverNotFound, PreconditionRequired, VersionConflict)


@router.get("/handovers", responses=problems(PermissionMissing, CursorInvalid))
async def list_handovers(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    unit_id: UUID | None = None,
    lease_id: UUID | None = None,
    kind: HandoverKind | None = None,
    state: HandoverState | None = None,
) -> Page[HandoverOut]:
    """Hand-over sheets, the latest first. A household's are for those who may read leases."""
    row = HandoverRow
    statement = handovers.handovers(call.scope(Permission.READ_HOUSING))
    if not _reads_leases(call):
        statement = statement.where(row.kind == HandoverKind.ACCEPTANCE)
    wanted = {
        row.project_id: project_id,
        row.unit_id: unit_id,
        row.lease_id: lease_id,
        row.kind: kind,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [HandoverOut.of(handovers.handover_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/handovers",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        LeaseNotFound,
        LeaseOfOtherUnit,
        TransitionRefused,
        DateNotReached,
        AlreadyDone,
        FileNotFound,
    ),
)
async def draft_handover(body: HandoverIn, call: Writer, response: Response) -> HandoverOut:
    """Begin a sheet: what was read, counted and seen so far."""
    handover_id = await commands.draft(call.session, call.actor, body.to_signed(), today=call.today)
    scope = call.scope(Permission.DRAFT_HANDOVER)
    return await _answer(call, scope, handover_id, response)


@router.get("/handovers/{handover_id}", responses=problems(PermissionMissing, HandoverNotFound))
async def read_handover(handover_id: UUID, call: Reader, response: Response) -> HandoverOut:
    """A sheet with its signatures, and what the household answers for."""
    one = await _readable(call, handover_id)
    etag(response, one.version)
    return HandoverOut.of(one)


@router.patch(
    "/handovers/{handover_id}",
    responses=problems(*_CHANGE, HandoverSigned, DateNotReached, FileNotFound),
)
async def change_handover(
    handover_id: UUID,
    body: HandoverPatch,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> HandoverOut:
    """Complete or correct a sheet that nobody has signed."""
    scope = call.scope(Permission.DRAFT_HANDOVER)
    one = await _held(call, scope, handover_id, if_match)
    await commands.change(call.session, call.actor, one, body.to_changes(), today=call.today)
    return await _answer(call, scope, handover_id, response)


@router.post(
    "/handovers/{handover_id}/signatures",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        HandoverNotFound,
        SideNotOfHandover,
        RoleMissing,
        SideHasSigned,
        TransitionRefused,
        HandoverIncomplete,
        MakerIsChecker,
        CriticalDefect,
        RentStandardMissing,
        FileNotFound,
    ),
)
async def sign_handover(
    handover_id: UUID, body: HandoverSignatureIn, call: Writer, response: Response
) -> HandoverOut:
    """One side's signature. With the second of an acceptance the unit is accepted."""
    await commands.sign(
        call.session,
        call.actor,
        handover_id,
        side=body.side,
        name=body.name,
        file_id=body.file_id,
        today=call.today,
    )
    return await _answer(call, call.scope(Permission.SIGN_HANDOVER), handover_id, response)


@router.post("/handovers/{handover_id}/void", responses=problems(*_CHANGE, TransitionRefused))
async def void_handover(
    handover_id: UUID,
    body: HandoverVoidIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> HandoverOut:
    """Put a sheet aside that is not complete; it stays, and says why."""
    scope = call.scope(Permission.DRAFT_HANDOVER)
    one = await _held(call, scope, handover_id, if_match)
    await commands.void(call.session, call.actor, one, body.reason)
    return await _answer(call, scope, handover_id, response)


@router.get(
    "/handovers/{handover_id}/files/{file_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        **problems(PermissionMissing, HandoverNotFound, FileNotFound),
    },
)
async def fetch_handover_file(handover_id: UUID, file_id: UUID, call: Writer) -> Response:
    """A photo or signature of the sheet; the audit trail notes who fetched it."""
    one = await _readable(call, handover_id)
    name, media_type, data = await stored.fetch(
        call.session,
        call.actor,
        call.runtime,
        ("handover", handover_id),
        file_id,
        project_id=one.project_id,
    )
    return attachment(data, name, media_type)


@router.get(
    "/leases/{lease_id}/handover-comparison",
    responses=problems(PermissionMissing, LeaseNotFound, HandoverNotFound, MeterRanBackwards),
)
async def compare_handovers(lease_id: UUID, call: Reader) -> ComparisonOut:
    """A lease's check-out beside its check-in: what ran through the meters, what is damaged."""
    scope = call.scope(Permission.READ_LEASE)
    await leases.lease(call.session, scope, lease_id)
    found: dict[HandoverKind, Handover] = {}
    for kind in (HandoverKind.CHECK_IN, HandoverKind.CHECK_OUT):
        one = await handovers.completed(call.session, scope, lease_id, kind)
        if one is None:
            raise HandoverNotFound(lease_id=str(lease_id), kind=kind)
        found[kind] = one
    return ComparisonOut.of(lease_id, found[HandoverKind.CHECK_IN], found[HandoverKind.CHECK_OUT])


def _reads_leases(call: Call) -> bool:
    return Permission.READ_LEASE in call.actor.permissions


async def _readable(call: Call, handover_id: UUID) -> Handover:
    """Raises HandoverNotFound, as for a household's sheet that is not theirs to read."""
    one = await handovers.handover(call.session, call.scope(Permission.READ_HOUSING), handover_id)
    if one.kind is not HandoverKind.ACCEPTANCE and not _reads_leases(call):
        raise HandoverNotFound(handover_id=str(handover_id))
    return one


async def _held(call: Call, scope: Scope, handover_id: UUID, if_match: str | None) -> Handover:
    one = await handovers.handover(call.session, scope, handover_id, lock=True)
    require_version(if_match, one.version)
    return one


async def _answer(call: Call, scope: Scope, handover_id: UUID, response: Response) -> HandoverOut:
    one = await handovers.handover(call.session, scope, handover_id)
    etag(response, one.version)
    return HandoverOut.of(one)
