"""HTTP of orders: commitment, freezing, the draw, its publication, and objections."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.allocation_rounds import drawing, ordering
from api.allocation_rounds.disclosing import CorrectionNeedsReason
from api.allocation_rounds.drawing import (
    CommitmentClosed,
    InputsFrozen,
    InputsNotFrozen,
    LotteryOnly,
    PublicValueKnown,
    PublicValueNotAhead,
    PublicValueNotYet,
    ReviewOutdated,
    SecretNeeded,
    SecretWrong,
)
from api.allocation_rounds.ordering import ObjectionWindowClosed
from api.allocation_rounds.planning import CommitmentMissing
from api.allocation_rounds.registration_schemas import (
    OrderObjectionIn,
    OrderObjectionOut,
    OrderObjectionReplyIn,
    OrderObjectionsOut,
)
from api.allocation_rounds.router import STEP_PROBLEMS, answer, held, held_for
from api.allocation_rounds.schemas import (
    CommitmentIn,
    CorrectionIn,
    DrawIn,
    OrderingOut,
    OrderingsOut,
    RoundOut,
    RoundReasonIn,
)
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.downloads import attachment
from api.web.problems import PreconditionRequired, VersionConflict
from api.web.versions import IfMatch
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.allocation_rounds import ObjectionEvent, RoundEvent
from domain.errors import NotFound
from domain.lottery import PublicValueInvalid, SecretInvalid
from domain.states import TransitionRefused
from persistence.allocation_rounds import objections, orderings, rounds
from persistence.allocation_rounds.objections import ObjectionNotFound
from persistence.allocation_rounds.orderings import Ordering
from persistence.allocation_rounds.rounds import RoundNotFound

router = APIRouter(tags=["allocation"])

JSON: Final = "application/json"
#: docs/lottery.md says what stands in it.
RESULT_FILE: Final[dict[str, Any]] = {
    "content": {JSON: {"schema": {"type": "object", "title": "ResultFile"}}},
    "description": "For `anju lottery verify`, to the byte.",
}


class NotDrawn(NotFound):
    """The round has no order yet."""


@router.post(
    "/allocation-rounds/{round_id}/commitment",
    responses=problems(
        PermissionMissing,
        RoundNotFound,
        PreconditionRequired,
        VersionConflict,
        LotteryOnly,
        CommitmentClosed,
        PublicValueNotAhead,
    ),
)
async def commit_to_draw(
    round_id: UUID,
    body: CommitmentIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RoundOut:
    """Bind the bureau to a secret by its hash, and name the public value that is to come."""
    one = await held(call, Permission.PLAN_ROUND, round_id, if_match)
    await drawing.commit(call.session, call.actor, one, **body.model_dump(), today=call.today)
    return await answer(call, round_id, response)


@router.get(
    "/allocation-rounds/{round_id}/orderings",
    responses=problems(PermissionMissing, RoundNotFound),
)
async def list_orderings(round_id: UUID, call: Reader) -> OrderingsOut:
    """Everything that was committed, frozen and drawn for the round, the latest first."""
    await rounds.find(call.session, call.scope(Permission.READ_ROUND), round_id)
    found = await orderings.orderings(call.session, round_id)
    return OrderingsOut(items=[_told(one) for one in found])


def _told(one: Ordering) -> OrderingOut:
    told = {name: getattr(one, name) for name in OrderingOut.model_fields if hasattr(one, name)}
    return OrderingOut.model_validate({**told, "is_drawn": one.result is not None})


@router.get(
    "/allocation-rounds/{round_id}/result-file",
    response_class=Response,
    responses={
        200: RESULT_FILE,
        **problems(PermissionMissing, RoundNotFound, NotDrawn),
    },
)
async def download_result_file(round_id: UUID, call: Reader) -> Response:
    """The file that the order follows from. It names nobody: keys are registration numbers."""
    await rounds.find(call.session, call.scope(Permission.READ_ROUND), round_id)
    latest = await orderings.latest(call.session, round_id)
    if latest is None or latest.result is None:
        raise NotDrawn(round_id=str(round_id))
    return attachment(latest.result.encode(), f"{round_id}.json", JSON)


@router.post(
    "/allocation-rounds/{round_id}/freezing",
    responses=problems(
        *STEP_PROBLEMS, CommitmentMissing, InputsFrozen, PublicValueKnown, ReviewOutdated
    ),
)
async def freeze_inputs(
    round_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Freeze who takes part, before the public value can be known. The hash is the proof."""
    one = await held_for(call, RoundEvent.FREEZE, round_id, if_match)
    await drawing.freeze(call.session, call.actor, one, today=call.today)
    return await answer(call, round_id, response)


@router.post(
    "/allocation-rounds/{round_id}/order",
    responses=problems(
        *STEP_PROBLEMS,
        InputsNotFrozen,
        SecretNeeded,
        SecretInvalid,
        SecretWrong,
        PublicValueInvalid,
        PublicValueNotYet,
    ),
)
async def put_in_order(
    round_id: UUID,
    call: Writer,
    response: Response,
    body: DrawIn | None = None,
    if_match: IfMatch = None,
) -> RoundOut:
    """Draw the lots, or sort by score or queue."""
    one = await held_for(call, RoundEvent.ORDER, round_id, if_match)
    await drawing.order(
        call.session,
        call.actor,
        one,
        secret=body.secret if body else None,
        public_value=body.public_value if body else None,
        today=call.today,
    )
    return await answer(call, round_id, response)


@router.post(
    "/allocation-rounds/{round_id}/order-publication",
    responses=problems(*STEP_PROBLEMS, MakerIsChecker, CorrectionNeedsReason),
)
async def publish_order(
    round_id: UUID,
    call: Writer,
    response: Response,
    body: CorrectionIn | None = None,
    if_match: IfMatch = None,
) -> RoundOut:
    """Make the order public, masked, by another than who drew it. The window opens."""
    one = await held_for(call, RoundEvent.PUBLISH_ORDER, round_id, if_match)
    await ordering.publish_order(
        call.session,
        call.actor,
        call.runtime.vault,
        one,
        reason=body.reason if body else None,
        today=call.today,
    )
    return await answer(call, round_id, response)


@router.post("/allocation-rounds/{round_id}/review-reopening", responses=problems(*STEP_PROBLEMS))
async def reopen_review(
    round_id: UUID, body: RoundReasonIn, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Back to the re-check: places are taken back, and what was published is withdrawn."""
    one = await held_for(call, RoundEvent.REOPEN_REVIEW, round_id, if_match)
    await ordering.reopen(call.session, call.actor, one, body.reason)
    return await answer(call, round_id, response)


@router.get(
    "/allocation-rounds/{round_id}/objections",
    responses=problems(PermissionMissing, RoundNotFound),
)
async def list_objections(round_id: UUID, call: Reader) -> OrderObjectionsOut:
    """Objections to the round's orders, the latest first."""
    await rounds.find(call.session, call.scope(Permission.READ_ROUND), round_id)
    found = await objections.objections(call.session, round_id)
    return OrderObjectionsOut(items=[OrderObjectionOut.model_validate(one) for one in found])


@router.post(
    "/allocation-rounds/{round_id}/objections",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, RoundNotFound, ObjectionWindowClosed),
)
async def object_to_order(
    round_id: UUID, body: OrderObjectionIn, call: Writer
) -> OrderObjectionOut:
    """Receive an objection within the window."""
    scope = call.scope(Permission.OBJECT_TO_ROUND)
    one = await rounds.find(call.session, scope, round_id, hold="share")
    made = await ordering.object_to(
        call.session, call.actor, one, body.objector, body.content, today=call.today
    )
    return OrderObjectionOut.model_validate(await objections.find(call.session, round_id, made))


@router.post(
    "/allocation-rounds/{round_id}/objections/{objection_id}/reply",
    responses=problems(PermissionMissing, RoundNotFound, ObjectionNotFound, TransitionRefused),
)
async def reply_to_order_objection(
    round_id: UUID, objection_id: UUID, body: OrderObjectionReplyIn, call: Writer
) -> OrderObjectionOut:
    """The bureau's answer. Nobody selects while one is open, or was right."""
    scope = call.scope(Permission.PLAN_ROUND)
    one = await rounds.find(call.session, scope, round_id, hold="share")
    objection = await objections.find(call.session, round_id, objection_id, lock=True)
    event = ObjectionEvent(body.outcome)
    await ordering.reply(call.session, call.actor, one, objection, event, body.reply)
    return OrderObjectionOut.model_validate(
        await objections.find(call.session, round_id, objection_id)
    )
