"""HTTP of registering for a round and of the re-check."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy import func

from api.allocation_rounds import registering, reviewing
from api.allocation_rounds.registering import (
    Applicant,
    ApplicantMissing,
    NotEligible,
    RegistrationClosed,
)
from api.allocation_rounds.registration_schemas import (
    RecheckOut,
    RegistrationIn,
    RegistrationOut,
    RegistrationWithdrawalIn,
    ReviewIn,
    ScoresIn,
)
from api.allocation_rounds.reviewing import ReviewReasonMissing, ScoreInvalid, ScoresNotAsked
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import (
    CursorInvalid,
    PreconditionRequired,
    TooManyRequests,
    VersionConflict,
)
from api.web.versions import IfMatch, etag, require_version
from domain.access import Permission, PermissionMissing, Scope
from domain.allocation_rounds import RegistrationState, TurnState
from domain.states import TransitionRefused
from persistence import letterheads
from persistence.allocation_rounds import registrations, rounds
from persistence.allocation_rounds.registrations import Registration, RegistrationNotFound
from persistence.allocation_rounds.rounds import Hold, Round, RoundNotFound
from persistence.session import AlreadyRegistered
from persistence.tables.allocation_rounds import AllocationRegistrationRow

router = APIRouter(tags=["allocation"])

_PATH: Final = "/allocation-rounds/{round_id}/registrations"
#: What any step on a registration may answer.
STEP_PROBLEMS: Final = (
    PermissionMissing,
    RoundNotFound,
    RegistrationNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)
#: Behind every place in the order: whoever has none comes after, by number.
_LAST: Final = 1_000_000_000


async def found(
    call: Call,
    permission: Permission,
    round_id: UUID,
    registration_id: UUID,
    if_match: str | None,
    hold: Hold = "share",
) -> tuple[Round, Registration]:
    """The round, which keeps its state meanwhile, and the registration as it was read, held.

    Raises RoundNotFound, RegistrationNotFound, PreconditionRequired, VersionConflict.
    """
    scope = call.scope(permission)
    one = await rounds.find(call.session, scope, round_id, hold=hold)
    registration = await registrations.find(
        call.session, scope, round_id, registration_id, lock=True
    )
    require_version(if_match, registration.version)
    return one, registration


async def answer(
    call: Call, scope: Scope, round_id: UUID, registration_id: UUID, response: Response
) -> RegistrationOut:
    one = await registrations.find(call.session, scope, round_id, registration_id)
    etag(response, one.version)
    [told] = await shown(call, [one])
    return told


async def shown(call: Call, listed: Sequence[Registration]) -> list[RegistrationOut]:
    masks = await registrations.masks(call.session, [one.record_id for one in listed])
    names = await letterheads.names(call.session, {one.registered_by for one in listed})
    return [RegistrationOut.of(one, masks, names) for one in listed]


@router.get(_PATH, responses=problems(PermissionMissing, RoundNotFound, CursorInvalid))
async def list_registrations(
    round_id: UUID,
    call: Reader,
    page: PagingDep,
    state: RegistrationState | None = None,
    turn: TurnState | None = None,
) -> Page[RegistrationOut]:
    """Who registered: by place once there is an order, before that by number."""
    scope = call.scope(Permission.READ_ROUND)
    await rounds.find(call.session, scope, round_id)
    row = AllocationRegistrationRow
    statement = registrations.registrations(scope, round_id)
    for column, value in ((row.state, state), (row.turn, turn)):
        statement = statement if value is None else statement.where(column == value)
    place = func.coalesce(row.position, _LAST + row.number)
    rows, cursor = await page.rows(call.session, statement, place, row.id)
    items = await shown(call, [registrations.REGISTRATIONS.read(one) for one in rows])
    return Page(items=items, next_cursor=cursor)


@router.post(
    _PATH,
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        RoundNotFound,
        RegistrationClosed,
        ApplicantMissing,
        NotEligible,
        AlreadyRegistered,
        TooManyRequests,
    ),
)
async def register(
    round_id: UUID, call: Writer, response: Response, body: RegistrationIn | None = None
) -> RegistrationOut:
    """Register an applicant at the counter, or, as a tenant, oneself. Only who is eligible."""
    scope = call.scope(Permission.REGISTER_FOR_ROUND)
    one = await rounds.find(call.session, scope, round_id, hold="update")
    applicant = None
    if body is not None and body.applicant is not None:
        applicant = Applicant(body.applicant.name, body.applicant.national_id)
    made = await registering.register(
        call.session, call.actor, call.runtime.vault, one, applicant, today=call.today
    )
    return await answer(call, scope, round_id, made, response)


@router.get(
    _PATH + "/{registration_id}",
    responses=problems(PermissionMissing, RoundNotFound, RegistrationNotFound),
)
async def read_registration(
    round_id: UUID, registration_id: UUID, call: Reader, response: Response
) -> RegistrationOut:
    """One registration; a tenant reads their own."""
    scope = call.scope(Permission.READ_REGISTRATION)
    await rounds.find(call.session, scope, round_id)
    return await answer(call, scope, round_id, registration_id, response)


@router.post(
    _PATH + "/{registration_id}/withdrawal",
    responses=problems(*STEP_PROBLEMS, RegistrationClosed),
)
async def withdraw_registration(
    round_id: UUID,
    registration_id: UUID,
    call: Writer,
    response: Response,
    body: RegistrationWithdrawalIn | None = None,
    if_match: IfMatch = None,
) -> RegistrationOut:
    """Take the registration back, while registration or the re-check runs."""
    permission = Permission.REGISTER_FOR_ROUND
    one, registration = await found(call, permission, round_id, registration_id, if_match)
    reason = body.reason if body else None
    await registering.withdraw(call.session, call.actor, one, registration, reason)
    return await answer(call, call.scope(permission), round_id, registration_id, response)


@router.post(
    "/allocation-rounds/{round_id}/recheck",
    responses=problems(PermissionMissing, RoundNotFound, RegistrationClosed),
)
async def recheck_registrations(round_id: UUID, call: Writer) -> RecheckOut:
    """Admit everybody about whom there is no doubt; the rest is for somebody to look at."""
    one = await rounds.find(
        call.session, call.scope(Permission.PLAN_ROUND), round_id, hold="update"
    )
    admitted = await reviewing.recheck(call.session, call.actor, one, today=call.today)
    counted = await registrations.counted(call.session, round_id)
    waiting = counted.get(RegistrationState.REGISTERED, 0)
    return RecheckOut(admitted=admitted, waiting=waiting)


@router.post(
    _PATH + "/{registration_id}/review",
    responses=problems(*STEP_PROBLEMS, RegistrationClosed, ReviewReasonMissing, NotEligible),
)
async def review_registration(
    round_id: UUID,
    registration_id: UUID,
    body: ReviewIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RegistrationOut:
    """Admit or refuse one household. A refusal says why."""
    permission = Permission.PLAN_ROUND
    one, registration = await found(call, permission, round_id, registration_id, if_match)
    await reviewing.review(
        call.session,
        call.actor,
        one,
        registration,
        event=body.event,
        reason=body.reason,
        today=call.today,
    )
    return await answer(call, call.scope(permission), round_id, registration_id, response)


@router.put(
    _PATH + "/{registration_id}/scores",
    responses=problems(*STEP_PROBLEMS, RegistrationClosed, ScoresNotAsked, ScoreInvalid),
)
async def score_registration(
    round_id: UUID,
    registration_id: UUID,
    body: ScoresIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RegistrationOut:
    """Fill in the household's score sheet."""
    permission = Permission.PLAN_ROUND
    one, registration = await found(call, permission, round_id, registration_id, if_match)
    await reviewing.score(call.session, call.actor, one, registration, body.points)
    return await answer(call, call.scope(permission), round_id, registration_id, response)
