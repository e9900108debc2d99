"""HTTP of top-ups: what an operator puts back of payments that bounced after it had them."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.recoveries import commands
from api.recoveries.commands import TOP_UP, Given, HandedOverInFuture, TopUpExceedsBounced
from api.recoveries.schemas import TopUpDueOut, TopUpIn, TopUpOut, TopUpsDueOut
from api.web.contract import problems
from api.web.dependencies import Call, MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.advances import due_on
from domain.calendar import Month
from domain.money import Money
from persistence import calendars, housing, parameters, recoveries, top_ups
from persistence.advances import NoContractInForce
from persistence.housing import ProjectNotFound
from persistence.tables.ledger import HandOverRow

router = APIRouter(tags=["advances"])
_DUE_RULE: Final = "advance.due_rule"


@router.get("/top-ups", responses=problems(PermissionMissing, CursorInvalid))
async def list_top_ups(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[TopUpOut]:
    """Money that operators have put back, the latest first."""
    statement = recoveries.hand_overs(call.scope(Permission.READ_LEDGER), [TOP_UP])
    if project_id is not None:
        statement = statement.where(HandOverRow.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, HandOverRow.id, descending=True)
    items = [TopUpOut.model_validate(recoveries.hand_over_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/top-ups/due", responses=problems(PermissionMissing, ProjectNotFound))
async def list_top_ups_due(call: Reader, project_id: UUID | None = None) -> TopUpsDueOut:
    """What operators must put back, and by when: the cut-off day after it bounced."""
    scope = call.scope(Permission.READ_LEDGER)
    if project_id is not None:
        await housing.project(call.session, scope, project_id)
    reach = None if scope.projects is None else sorted(scope.projects)
    found = await top_ups.bounced(call.session, reach, today=call.today)
    workday = await parameters.value(call.session, _DUE_RULE, call.today)
    calendar = await calendars.of_authority(call.session)
    return TopUpsDueOut(
        items=[
            TopUpDueOut(
                project_id=one.project_id,
                project=one.project,
                operator_id=one.operator_id,
                operator=one.operator,
                amount_fen=one.amount.fen,
                most_fen=one.most_fen,
                charges=one.charges,
                since_on=one.since_on,
                due_on=due_on(Month.of(one.since_on), calendar, workday=workday),
            )
            for one in found
            if project_id in (None, one.project_id)
        ]
    )


@router.post(
    "/top-ups",
    status_code=HTTPStatus.CREATED,
    response_model=TopUpOut,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        NoContractInForce,
        TopUpExceedsBounced,
        HandedOverInFuture,
        *KEY_PROBLEMS,
    ),
)
async def top_up_account(body: TopUpIn, call: MoneyWriter) -> Response:
    """The operator puts back what it was handed of payments that have bounced since."""

    async def deed() -> TopUpOut:
        top_up_id = await commands.top_up(
            call.session,
            call.actor,
            body.project_id,
            Given(Money(body.amount_fen), body.on_date, body.slip_no),
            operator_id=body.operator_id,
            today=call.today,
        )
        return await _out(call, top_up_id)

    return await call.once(deed)


async def _out(call: Call, top_up_id: UUID) -> TopUpOut:
    statement = recoveries.hand_overs(call.scope(Permission.READ_LEDGER), [TOP_UP])
    found = await call.session.execute(statement.where(HandOverRow.id == top_up_id))
    return TopUpOut.model_validate(recoveries.hand_over_of(found.one()))
