"""HTTP of a lease's papers: explained, written, sent to be signed, signed."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.leases import signing, texts
from api.leases.life_router import STEP, answer, held_lease
from api.leases.papers_schemas import (
    ClauseOut,
    ExplanationIn,
    LeaseExplanationOut,
    LeaseSignatureIn,
    LeaseSignatureOut,
    LeaseSignaturesOut,
    LeaseTextOut,
)
from api.leases.schemas import LeaseDetailOut
from api.reservations.commands import HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.versions import IfMatch
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.lease_drafts import HomeNotKept, RentOutOfDate, TermTooLong
from domain.lease_signing import (
    AcknowledgementUnsigned,
    IdentityUnproved,
    SignatureFileInvalid,
    SignedAlready,
)
from domain.lease_texts import ClausesMissing, TextKind, digest
from persistence import lease_life, lease_papers, leases
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.lease_papers import LeaseTextNotFound
from persistence.leases import LeaseNotFound

router = APIRouter(tags=["leases"])

_DATED: Final = (DateNotReached, BackdatingNeedsReason, PeriodClosed, FileNotFound)


@router.get(
    "/leases/{lease_id}/explanation",
    responses=problems(PermissionMissing, LeaseNotFound, LeaseTextNotFound),
)
async def read_lease_explanation(lease_id: UUID, call: Reader) -> LeaseExplanationOut:
    """How duties and return cases were explained before signing."""
    await leases.lease(call.session, call.scope(Permission.READ_LEASE), lease_id)
    found = await lease_papers.explanation(call.session, lease_id)
    if found is None:
        raise LeaseTextNotFound(lease_id=str(lease_id), kind=TextKind.EXPLANATION)
    return LeaseExplanationOut.of(found)


@router.post(
    "/leases/{lease_id}/explanation",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, *_DATED, AcknowledgementUnsigned, ClausesMissing),
)
async def explain_lease(
    lease_id: UUID, body: ExplanationIn, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseDetailOut:
    """Note that the lease was explained 告知, and how the tenant said so (Art. 16)."""
    held = await held_lease(call, call.scope(Permission.DRAFT_LEASE), lease_id, if_match)
    told = body.to_explained(call.today)
    await signing.explain(call.session, call.actor, held, told, today=call.today)
    return await answer(call, lease_id, response)


@router.get("/leases/{lease_id}/text", responses=problems(PermissionMissing, LeaseNotFound))
async def read_lease_text(
    lease_id: UUID, call: Reader, kind: Annotated[TextKind, Query()] = TextKind.LEASE
) -> LeaseTextOut:
    """The lease's latest text of a kind; before there is one, what it would say today."""
    scope = call.scope(Permission.READ_LEASE)
    lease = await lease_life.record(call.session, scope, lease_id)
    kept = await lease_papers.latest_text(call.session, lease_id, kind)
    if kept is not None:
        return LeaseTextOut.of(kept)
    told = await texts.compose(call.session, call.actor.authority_id, lease, kind, call.today)
    return LeaseTextOut(
        lease_id=lease_id,
        kind=kind,
        number=None,
        template_id=told.template_id,
        clauses=[ClauseOut.model_validate(one) for one in told.clauses],
        sha256=digest(told.clauses).hex(),
        made_at=None,
    )


@router.post(
    "/leases/{lease_id}/signing",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP, ClausesMissing, TermTooLong, HouseholdNotEligible, HomeNotKept, RentOutOfDate
    ),
)
async def send_lease_to_sign(
    lease_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> LeaseDetailOut:
    """Send the lease to be signed: its text is written with a hash, and checked once more."""
    held = await held_lease(call, call.scope(Permission.DRAFT_LEASE), lease_id, if_match)
    await signing.send_to_sign(call.session, call.actor, held, today=call.today)
    return await answer(call, lease_id, response)


@router.get("/leases/{lease_id}/signatures", responses=problems(PermissionMissing, LeaseNotFound))
async def list_lease_signatures(lease_id: UUID, call: Reader) -> LeaseSignaturesOut:
    """The signatures under the lease's texts, the first first."""
    await leases.lease(call.session, call.scope(Permission.READ_LEASE), lease_id)
    found = await lease_papers.signatures(call.session, lease_id)
    return LeaseSignaturesOut(items=[LeaseSignatureOut.of(one) for one in found])


@router.post(
    "/leases/{lease_id}/signatures",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        *_DATED,
        MakerIsChecker,
        LeaseTextNotFound,
        SignedAlready,
        SignatureFileInvalid,
        IdentityUnproved,
        HouseholdNotEligible,
        HomeNotKept,
    ),
)
async def sign_lease(
    lease_id: UUID,
    body: LeaseSignatureIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> LeaseDetailOut:
    """Note one side's signature. With the second one the lease is signed."""
    held = await held_lease(call, call.scope(Permission.SIGN_LEASE), lease_id, if_match)
    hand = body.to_hand(call.today)
    await signing.sign(call.session, call.actor, held, hand, today=call.today)
    return await answer(call, lease_id, response)
