"""HTTP of arrears cases: their steps and plans."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.dunning import commands, plans
from api.dunning.commands import NoStepDue, StepBeforeCase
from api.dunning.schemas import (
    ArrearsCaseIn,
    ArrearsCaseOut,
    ArrearsPlanIn,
    ArrearsPlanOut,
    ArrearsPlansOut,
    ArrearsStepIn,
    StepsTakenOut,
    StepTakenOut,
)
from api.dunning.telling import told
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.arrears_cases import (
    CLOSED,
    CaseIsOver,
    NothingOverdue,
    PlanBeginsBefore,
    PlanExceedsDebt,
    PlanNotOfTwo,
)
from domain.contacts import ContactInFuture, DeliveredBefore
from domain.dunning import (
    PlanIsKept,
    StepBelowLast,
    StepNotReached,
    StepOnHold,
    StepTooSoon,
    StepUnknown,
)
from domain.money import Money
from domain.states import TransitionRefused
from persistence import arrears_plans, dunning, standings
from persistence.arrears_plans import PlanNotFound
from persistence.dunning import CaseNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone
from persistence.tables.dunning import ArrearsCaseRow

router = APIRouter(tags=["dunning"])
_IN_CASE: Final = (PermissionMissing, CaseNotFound, NothingOverdue, CaseIsOver, TransitionRefused)


@router.get("/arrears-cases", responses=problems(PermissionMissing, CursorInvalid))
async def list_arrears_cases(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    is_open: Annotated[
        bool | None, Query(alias="open", description="Not closed for good, or closed.")
    ] = None,
) -> Page[ArrearsCaseOut]:
    """Arrears cases, the latest first, with what is owed, the last contact and the next step."""
    row = ArrearsCaseRow
    statement = dunning.cases(call.scope(Permission.READ_DUNNING))
    for column, value in {row.project_id: project_id, row.lease_id: lease_id}.items():
        statement = statement if value is None else statement.where(column == value)
    if is_open is not None:
        closed = row.state.in_(CLOSED)
        statement = statement.where(~closed if is_open else closed)
    rows, cursor = await page.rows(call.session, statement, row.opened_on, row.id, descending=True)
    items = await told(call, [dunning.case_of(one) for one in rows])
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/arrears-cases",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, LeaseNotFound, NothingOverdue, AlreadyDone),
)
async def open_arrears_case(body: ArrearsCaseIn, call: Writer) -> ArrearsCaseOut:
    """Open a case for what a lease owes. One that was paid off before it is closed for good."""
    case_id = await commands.open_case(call.session, call.actor, body.lease_id, call.today)
    return await _out(call, case_id)


@router.get("/arrears-cases/{case_id}", responses=problems(PermissionMissing, CaseNotFound))
async def read_arrears_case(case_id: UUID, call: Reader, response: Response) -> ArrearsCaseOut:
    case = await _out(call, case_id)
    etag(response, case.version)
    return case


@router.get("/arrears-cases/{case_id}/steps", responses=problems(PermissionMissing, CaseNotFound))
async def list_arrears_steps(case_id: UUID, call: Reader) -> StepsTakenOut:
    """The steps that were taken, the first first, each with its contact."""
    await dunning.case(call.session, call.scope(Permission.READ_DUNNING), case_id)
    found = await dunning.steps(call.session, case_id)
    return StepsTakenOut(items=[StepTakenOut.model_validate(one) for one in found])


@router.post(
    "/arrears-cases/{case_id}/steps",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_IN_CASE,
        NoStepDue,
        StepBeforeCase,
        StepUnknown,
        StepNotReached,
        StepTooSoon,
        StepBelowLast,
        StepOnHold,
        PlanIsKept,
        ContactInFuture,
        DeliveredBefore,
    ),
)
async def take_arrears_step(case_id: UUID, body: ArrearsStepIn, call: Writer) -> ArrearsCaseOut:
    """Take a step of the ladder: the one that is due, or the last one again."""
    await commands.take_step(
        call.session, call.actor, case_id, body.code, body.said(), today=call.today
    )
    return await _out(call, case_id)


@router.get("/arrears-cases/{case_id}/plan", responses=problems(PermissionMissing, CaseNotFound))
async def list_arrears_plans(case_id: UUID, call: Reader) -> ArrearsPlansOut:
    """The agreed instalment plan with how it is kept, and one that is proposed."""
    await dunning.case(call.session, call.scope(Permission.READ_DUNNING), case_id)
    return ArrearsPlansOut(items=await _plans(call, case_id))


@router.post(
    "/arrears-cases/{case_id}/plan",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_IN_CASE, PlanNotOfTwo, PlanBeginsBefore, PlanExceedsDebt),
)
async def propose_arrears_plan(case_id: UUID, body: ArrearsPlanIn, call: Writer) -> ArrearsPlanOut:
    """Put down an instalment plan 分期 for a second person; one proposed before is replaced."""
    amount = body.amount_fen
    await plans.propose(
        call.session,
        call.actor,
        case_id,
        parts=body.parts,
        first_due_on=body.first_due_on,
        amount=None if amount is None else Money(amount),
        document_no=body.document_no,
        reason=body.reason,
        today=call.today,
    )
    return ArrearsPlanOut.of(await plans.proposed(call.session, case_id), None)


@router.post(
    "/arrears-cases/{case_id}/plan/confirmation",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_IN_CASE,
        PlanNotFound,
        MakerIsChecker,
        PlanExceedsDebt,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def confirm_arrears_plan(
    case_id: UUID, call: Writer, if_match: IfMatch = None
) -> ArrearsPlanOut:
    """A second person agrees to the proposed plan; dunning rests while it is kept."""
    scope = call.scope(Permission.AGREE_PLAN)
    await dunning.lock(call.session, scope, case_id)
    require_version(if_match, (await plans.proposed(call.session, case_id)).version)
    await plans.confirm(call.session, call.actor, case_id, call.today)
    return next(one for one in await _plans(call, case_id) if one.state == "agreed")


async def _out(call: Call, case_id: UUID) -> ArrearsCaseOut:
    case = await dunning.case(call.session, call.scope(Permission.READ_DUNNING), case_id)
    return (await told(call, [case]))[0]


async def _plans(call: Call, case_id: UUID) -> list[ArrearsPlanOut]:
    rules = await standings.rules_on(call.session, call.today)
    found = (await arrears_plans.plans(call.session, [case_id])).get(case_id, [])
    return [
        ArrearsPlanOut.of(
            one,
            standings.standing_of(None, None, [one], rules, call.today).plan_standing
            if one.state == "agreed"
            else None,
        )
        for one in found
    ]
