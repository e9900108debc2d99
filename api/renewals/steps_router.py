"""HTTP of renewals 续租 and reviews 年审."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.leases.life import LeaseStepOutOfOrder
from api.renewals import commands, deciding
from api.renewals.answering import answer
from api.renewals.commands import Held
from api.renewals.schemas import (
    MissingPapersIn,
    ObjectionAnswerIn,
    RenewalApplicationIn,
    RenewalDetailOut,
    RenewalObjectionIn,
    RenewalProposalIn,
    SuppliedPapersIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, Writer
from api.web.problems import PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing
from domain.renewals import (
    ConsentToChecksMissing,
    LateNotGranted,
    NothingProposed,
    NotLate,
    ObjectionTooLate,
    RefusalReasonMissing,
)
from domain.states import TransitionRefused
from persistence.files import FileNotFound
from persistence.renewals import RenewalNotFound
from persistence.session import Busy

router = APIRouter(tags=["leases"])

_STEP: Final = (
    PermissionMissing,
    RenewalNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.post(
    "/renewals/{renewal_id}/application",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP, ConsentToChecksMissing, RoleMissing, LeaseStepOutOfOrder, FileNotFound
    ),
)
async def submit_renewal_application(
    renewal_id: UUID,
    body: RenewalApplicationIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RenewalDetailOut:
    """Answer the invitation to a renewal or a review 申请/申报."""
    held = await _held(call, Permission.APPLY_FOR_RENEWAL, renewal_id, if_match)
    await commands.submit(call.session, call.actor, held, body.to_application(), today=call.today)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/late-grant",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, NotLate, RoleMissing, LeaseStepOutOfOrder),
)
async def grant_late_renewal(
    renewal_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RenewalDetailOut:
    """Take a late application: the purchaser's approver."""
    held = await _held(call, Permission.DECIDE_RENEWAL, renewal_id, if_match)
    await deciding.grant_late(call.session, call.actor, held, today=call.today)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/data-check",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, LateNotGranted),
)
async def begin_renewal_check(
    renewal_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RenewalDetailOut:
    """The bureau begins to look into income, housing and arrears."""
    held = await _held(call, Permission.CHECK_RENEWAL, renewal_id, if_match)
    await deciding.begin_check(call.session, call.actor, held)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/missing-papers",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def ask_for_renewal_papers(
    renewal_id: UUID,
    body: MissingPapersIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RenewalDetailOut:
    """Ask for papers that are missing, by a day."""
    held = await _held(call, Permission.CHECK_RENEWAL, renewal_id, if_match)
    await deciding.ask_for_more(call.session, call.actor, held, body.missing, body.supply_by)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/papers",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, FileNotFound),
)
async def supply_renewal_papers(
    renewal_id: UUID,
    body: SuppliedPapersIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RenewalDetailOut:
    """What was missing is here."""
    held = await _held(call, Permission.APPLY_FOR_RENEWAL, renewal_id, if_match)
    await commands.supply(call.session, call.actor, held, body.file_ids)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/proposal",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, RefusalReasonMissing),
)
async def propose_renewal_decision(
    renewal_id: UUID,
    body: RenewalProposalIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RenewalDetailOut:
    """Put the officer's finding down, for the approver."""
    held = await _held(call, Permission.CHECK_RENEWAL, renewal_id, if_match)
    await deciding.propose(call.session, call.actor, held, body.to_proposal())
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/decision",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, NothingProposed, MakerIsChecker, RoleMissing, LeaseStepOutOfOrder),
)
async def decide_renewal(
    renewal_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RenewalDetailOut:
    """Make the finding the decision. By a second person of the bureau."""
    held = await _held(call, Permission.DECIDE_RENEWAL, renewal_id, if_match)
    await deciding.decide(call.session, call.actor, held, today=call.today)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/objection",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, ObjectionTooLate),
)
async def object_to_renewal_decision(
    renewal_id: UUID,
    body: RenewalObjectionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RenewalDetailOut:
    """Object to a refusal, in time."""
    held = await _held(call, Permission.APPLY_FOR_RENEWAL, renewal_id, if_match)
    await commands.object_to(call.session, call.actor, held, body.objection, today=call.today)
    return await answer(call, renewal_id, response)


@router.post(
    "/renewals/{renewal_id}/objection-answer",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MakerIsChecker, RoleMissing, LeaseStepOutOfOrder),
)
async def answer_renewal_objection(
    renewal_id: UUID,
    body: ObjectionAnswerIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RenewalDetailOut:
    """Answer an objection: by somebody else than who decided."""
    held = await _held(call, Permission.DECIDE_RENEWAL, renewal_id, if_match)
    await deciding.answer(
        call.session, call.actor, held, upheld=body.upheld, reply=body.reply, today=call.today
    )
    return await answer(call, renewal_id, response)


async def _held(call: Call, permission: Permission, renewal_id: UUID, if_match: str | None) -> Held:
    held = await commands.hold(call.session, call.scope(permission), renewal_id)
    require_version(if_match, held.renewal.version)
    return held
