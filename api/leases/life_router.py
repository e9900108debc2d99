"""HTTP of a lease's life: drafted, put aside, at rest; its history and its files."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.files import commands as stored
from api.leases import drafting, life, stopping
from api.leases.life import Held, LeaseStepOutOfOrder
from api.leases.schemas import (
    LeaseDetailOut,
    LeaseFileOut,
    LeaseFilesOut,
    LeaseHistoryOut,
    LeaseIn,
    LeasePatch,
    LeaseResumptionIn,
    LeaseStepOut,
    LeaseSuspensionIn,
    LeaseVoidIn,
)
from api.reservations.commands import HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.downloads import attachment
from api.web.problems import PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing, Scope
from domain.dating import BackdatingNeedsReason
from domain.lease_drafts import (
    HomeNotKept,
    LeaseHasMoney,
    MemberHoused,
    TermEndsBeforeStart,
    TermTooLong,
)
from domain.rent import RentInputsInvalid
from domain.states import TransitionRefused
from persistence import attachments, lease_life, leases
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.leases import LeaseNotFound
from persistence.reservations import ReservationNotFound
from persistence.session import AlreadyDone, Busy, CodeTaken, UnitAlreadyLet

router = APIRouter(tags=["leases"])

_DRAFT: Final = (
    PermissionMissing,
    HouseholdNotEligible,
    TermTooLong,
    TermEndsBeforeStart,
    BackdatingNeedsReason,
    PeriodClosed,
    RentInputsInvalid,
    Busy,
)
STEP: Final = (
    PermissionMissing,
    RoleMissing,
    LeaseNotFound,
    TransitionRefused,
    LeaseStepOutOfOrder,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.post(
    "/leases",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_DRAFT,
        ReservationNotFound,
        HomeNotKept,
        MemberHoused,
        CodeTaken,
        AlreadyDone,
        UnitAlreadyLet,
    ),
)
async def draft_lease(body: LeaseIn, call: Writer, response: Response) -> LeaseDetailOut:
    """Draft a lease for a household that a home is kept for, with the rent that the rule gives."""
    lease_id = await drafting.draft(
        call.session, call.actor, call.runtime.vault, body.to_wanted(), today=call.today
    )
    return await answer(call, lease_id, response)


@router.patch(
    "/leases/{lease_id}",
    responses=problems(
        *_DRAFT, LeaseNotFound, TransitionRefused, PreconditionRequired, VersionConflict
    ),
)
async def change_lease_draft(
    lease_id: UUID, body: LeasePatch, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseDetailOut:
    """Give a draft other days or another note; its rent is looked up anew."""
    held = await held_lease(call, call.scope(Permission.DRAFT_LEASE), lease_id, if_match)
    await drafting.change(call.session, call.actor, held, body.to_changes(), today=call.today)
    return await answer(call, lease_id, response)


@router.post(
    "/leases/{lease_id}/voiding",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, MakerIsChecker, LeaseHasMoney),
)
async def void_lease(
    lease_id: UUID, body: LeaseVoidIn, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseDetailOut:
    """Put a lease aside that nobody moved in under 作废. By a second person."""
    scope = call.scope(Permission.VOID_LEASE)
    held = await held_lease(call, scope, lease_id, if_match, with_unit=True)
    await stopping.void(call.session, call.actor, held, body.reason, today=call.today)
    return await answer(call, lease_id, response)


@router.post(
    "/leases/{lease_id}/suspension",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, FileNotFound),
)
async def suspend_lease(
    lease_id: UUID,
    body: LeaseSuspensionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> LeaseDetailOut:
    """Let a lease rest while a dispute or a court has it 冻结; charges continue."""
    held = await held_lease(call, call.scope(Permission.SUSPEND_LEASE), lease_id, if_match)
    await stopping.suspend(
        call.session,
        call.actor,
        held,
        reason=body.reason,
        legal_basis=body.legal_basis,
        file_ids=body.file_ids,
        today=call.today,
    )
    return await answer(call, lease_id, response)


@router.post(
    "/leases/{lease_id}/resumption",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP),
)
async def resume_lease(
    lease_id: UUID,
    body: LeaseResumptionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> LeaseDetailOut:
    """The dispute is over: the lease goes on."""
    held = await held_lease(call, call.scope(Permission.SUSPEND_LEASE), lease_id, if_match)
    await stopping.resume(call.session, call.actor, held, reason=body.reason, today=call.today)
    return await answer(call, lease_id, response)


@router.get("/leases/{lease_id}/history", responses=problems(PermissionMissing, LeaseNotFound))
async def read_lease_history(lease_id: UUID, call: Reader) -> LeaseHistoryOut:
    """Every step of the lease, the first first."""
    await leases.lease(call.session, call.scope(Permission.READ_LEASE), lease_id)
    steps = await lease_life.history(call.session, lease_id)
    return LeaseHistoryOut(items=[LeaseStepOut.model_validate(one) for one in steps])


@router.get("/leases/{lease_id}/files", responses=problems(PermissionMissing, LeaseNotFound))
async def list_lease_files(lease_id: UUID, call: Reader) -> LeaseFilesOut:
    """Every paper of the lease, the first first."""
    await leases.lease(call.session, call.scope(Permission.READ_LEASE), lease_id)
    found = await attachments.attached(call.session, ("lease", lease_id))
    return LeaseFilesOut(items=[LeaseFileOut.model_validate(one) for one in found])


@router.get(
    "/leases/{lease_id}/files/{file_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        **problems(PermissionMissing, LeaseNotFound, FileNotFound),
    },
)
async def fetch_lease_file(lease_id: UUID, file_id: UUID, call: Writer) -> Response:
    """Fetch a paper of the lease; who took it out is noted."""
    lease = await leases.lease(call.session, call.scope(Permission.READ_LEASE), lease_id)
    name, media_type, data = await stored.fetch(
        call.session,
        call.actor,
        call.runtime,
        ("lease", lease_id),
        file_id,
        project_id=lease.project_id,
    )
    return attachment(data, name, media_type)


async def held_lease(
    call: Call,
    scope: Scope,
    lease_id: UUID,
    if_match: str | None,
    *,
    alone: bool = False,
    with_unit: bool = False,
) -> Held:
    """The lease with its book, held, as it was read. Raises LeaseNotFound, VersionConflict."""
    held = await life.hold(call.session, scope, lease_id, alone=alone, with_unit=with_unit)
    require_version(if_match, held.lease.version)
    return held


async def answer(call: Call, lease_id: UUID, response: Response) -> LeaseDetailOut:
    """The lease as it is now, with its version."""
    scope = call.scope(Permission.READ_LEASE)
    lease = await leases.lease(call.session, scope, lease_id, on=call.today)
    etag(response, lease.version)
    return LeaseDetailOut.told(lease, await lease_life.record(call.session, scope, lease_id))
