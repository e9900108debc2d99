"""HTTP of rounds: the plan, and the steps from its draft to its end."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.allocation_rounds import planning, results, reviewing, selecting
from api.allocation_rounds.disclosing import CorrectionNeedsReason
from api.allocation_rounds.planning import (
    CommitmentMissing,
    PlanIncomplete,
    PlanPublished,
    RegistrationNotYet,
    RegistrationWindowPast,
    RoundUnitsNotAvailable,
    RoundUnitsUnknown,
    ScoreSheetMissing,
    TierWouldDisclose,
)
from api.allocation_rounds.results import TurnsNotOver
from api.allocation_rounds.reviewing import (
    NobodyAdmitted,
    RegistrationStillOpen,
    ReviewIncomplete,
    ScoresMissing,
)
from api.allocation_rounds.schemas import (
    CorrectionIn,
    RoundIn,
    RoundOut,
    RoundPatch,
    RoundReasonIn,
    RoundUnitOut,
    RoundUnitsOut,
)
from api.allocation_rounds.selecting import ObjectionsOpen
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.allocation_rounds import ACTORS, RoundEvent, RoundState
from domain.states import TransitionRefused
from persistence import housing
from persistence.allocation_rounds import rounds
from persistence.allocation_rounds.rounds import Round, RoundNotFound
from persistence.housing import ProjectNotFound
from persistence.session import UnitInRound
from persistence.tables.allocation_rounds import AllocationRoundRow

router = APIRouter(tags=["allocation"])

#: What any step on a round may answer.
STEP_PROBLEMS: Final = (
    PermissionMissing,
    RoundNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)


async def held(call: Call, permission: Permission, round_id: UUID, if_match: str | None) -> Round:
    """The round as it was read, held until the transaction ends.

    Raises PermissionMissing, RoundNotFound, PreconditionRequired, VersionConflict.
    """
    one = await rounds.find(call.session, call.scope(permission), round_id, hold="update")
    require_version(if_match, one.version)
    return one


async def held_for(call: Call, event: RoundEvent, round_id: UUID, if_match: str | None) -> Round:
    return await held(call, ACTORS[event], round_id, if_match)


async def answer(call: Call, round_id: UUID, response: Response) -> RoundOut:
    one = await rounds.find(call.session, call.scope(Permission.READ_ROUND), round_id)
    etag(response, one.version)
    return RoundOut.of(one)


@router.get("/allocation-rounds", responses=problems(PermissionMissing, CursorInvalid))
async def list_rounds(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    state: RoundState | None = None,
) -> Page[RoundOut]:
    """Rounds, the latest first."""
    row = AllocationRoundRow
    statement = rounds.rounds(call.scope(Permission.READ_ROUND))
    for column, value in ((row.project_id, project_id), (row.state, state)):
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [RoundOut.of(rounds.ROUNDS.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/allocation-rounds",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, RoundUnitsUnknown, UnitInRound),
)
async def draft_round(body: RoundIn, call: Writer, response: Response) -> RoundOut:
    """Draft a plan. Purchasers only."""
    scope = call.scope(Permission.PLAN_ROUND)
    await housing.project(call.session, scope, body.project_id)
    facts = body.model_dump(exclude={"units"})
    round_id = await planning.draft(call.session, call.actor, facts, body.units)
    return await answer(call, round_id, response)


@router.get("/allocation-rounds/{round_id}", responses=problems(PermissionMissing, RoundNotFound))
async def read_round(round_id: UUID, call: Reader, response: Response) -> RoundOut:
    return await answer(call, round_id, response)


@router.patch(
    "/allocation-rounds/{round_id}",
    responses=problems(
        PermissionMissing,
        RoundNotFound,
        PreconditionRequired,
        VersionConflict,
        PlanPublished,
        RoundUnitsUnknown,
        UnitInRound,
    ),
)
async def change_round(
    round_id: UUID, body: RoundPatch, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Change a draft; a published plan is withdrawn first."""
    one = await held(call, Permission.PLAN_ROUND, round_id, if_match)
    changes = body.model_dump(exclude={"units"}, exclude_none=True)
    await planning.change(call.session, call.actor, one, changes, body.units)
    return await answer(call, round_id, response)


@router.get(
    "/allocation-rounds/{round_id}/units", responses=problems(PermissionMissing, RoundNotFound)
)
async def list_round_units(round_id: UUID, call: Reader) -> RoundUnitsOut:
    """The homes of the round, by code."""
    await rounds.find(call.session, call.scope(Permission.READ_ROUND), round_id)
    found = await rounds.listed(call.session, round_id)
    return RoundUnitsOut(items=[RoundUnitOut.model_validate(one) for one in found])


@router.post(
    "/allocation-rounds/{round_id}/plan-publication",
    responses=problems(
        *STEP_PROBLEMS,
        MakerIsChecker,
        PlanIncomplete,
        RegistrationWindowPast,
        RoundUnitsNotAvailable,
        ScoreSheetMissing,
        CommitmentMissing,
        TierWouldDisclose,
        CorrectionNeedsReason,
    ),
)
async def publish_plan(
    round_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Make the plan public: another person than who drafted it."""
    one = await held_for(call, RoundEvent.PUBLISH_PLAN, round_id, if_match)
    await planning.publish(call.session, call.actor, one, today=call.today)
    return await answer(call, round_id, response)


@router.post("/allocation-rounds/{round_id}/plan-withdrawal", responses=problems(*STEP_PROBLEMS))
async def withdraw_plan(
    round_id: UUID, body: RoundReasonIn, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Take a published plan back into a draft; the public sees that, and why."""
    one = await held_for(call, RoundEvent.WITHDRAW_PLAN, round_id, if_match)
    await planning.withdraw(call.session, call.actor, one, body.reason)
    return await answer(call, round_id, response)


@router.post(
    "/allocation-rounds/{round_id}/registration-opening",
    responses=problems(*STEP_PROBLEMS, RegistrationNotYet),
)
async def open_registration(
    round_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Open registration by hand on its day; the calendar does so too."""
    one = await held_for(call, RoundEvent.OPEN_REGISTRATION, round_id, if_match)
    await planning.open_registration(call.session, call.actor, one, today=call.today)
    return await answer(call, round_id, response)


@router.post(
    "/allocation-rounds/{round_id}/review",
    responses=problems(
        *STEP_PROBLEMS,
        RegistrationStillOpen,
        ReviewIncomplete,
        NobodyAdmitted,
        ScoresMissing,
    ),
)
async def finish_review(
    round_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """End the re-check: registration is over, and everybody was admitted or refused."""
    one = await held_for(call, RoundEvent.FINISH_REVIEW, round_id, if_match)
    await reviewing.finish_review(call.session, call.actor, one, today=call.today)
    return await answer(call, round_id, response)


@router.post(
    "/allocation-rounds/{round_id}/selection",
    responses=problems(*STEP_PROBLEMS, ObjectionsOpen),
)
async def start_selection(
    round_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Open the selection session: the objection window is over and nothing is open."""
    one = await held_for(call, RoundEvent.START_SELECTION, round_id, if_match)
    await selecting.start(call.session, call.actor, one, today=call.today)
    return await answer(call, round_id, response)


@router.post(
    "/allocation-rounds/{round_id}/result-publication",
    responses=problems(*STEP_PROBLEMS, TurnsNotOver, CorrectionNeedsReason),
)
async def publish_result(
    round_id: UUID,
    call: Writer,
    response: Response,
    body: CorrectionIn | None = None,
    if_match: IfMatch = None,
) -> RoundOut:
    """Make the result public, masked; again with a reason, and the version before stays."""
    one = await held_for(call, RoundEvent.PUBLISH_RESULT, round_id, if_match)
    await results.publish(
        call.session,
        call.actor,
        call.runtime.vault,
        one,
        reason=body.reason if body else None,
        today=call.today,
    )
    return await answer(call, round_id, response)


@router.post("/allocation-rounds/{round_id}/closing", responses=problems(*STEP_PROBLEMS))
async def close_round(
    round_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """End the round; homes that nobody chose may go into another."""
    one = await held_for(call, RoundEvent.CLOSE, round_id, if_match)
    await planning.close(call.session, call.actor, one)
    return await answer(call, round_id, response)


@router.post("/allocation-rounds/{round_id}/cancellation", responses=problems(*STEP_PROBLEMS))
async def cancel_round(
    round_id: UUID, body: RoundReasonIn, call: Writer, response: Response, if_match: IfMatch = None
) -> RoundOut:
    """Call the round off before anybody has chosen; what was public is withdrawn, with why."""
    one = await held_for(call, RoundEvent.CANCEL, round_id, if_match)
    await planning.cancel(call.session, call.actor, one, body.reason)
    return await answer(call, round_id, response)
