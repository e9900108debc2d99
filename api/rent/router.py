"""HTTP of billing runs, charges and adjustments."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy import literal_column

from api.rent import adjusting, commands
from api.rent.commands import MonthTooFarAhead
from api.rent.months import MonthQuery
from api.rent.schemas import (
    AdjustmentIn,
    AdjustmentOut,
    BillingRunIn,
    BillingRunOut,
    BillingRunStarted,
    ChargeDetailOut,
    ChargeOut,
    LeaseOutcomeOut,
    RunConfirmationIn,
)
from api.rent.standard_router import router as standard_router
from api.web.contract import problems
from api.web.dependencies import MoneyCall, MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.adjustments import AdjustmentEvent, AdjustmentExceedsClaim, AdjustmentState
from domain.billing_runs import TotalsDiffer, TotalsUnexplained
from domain.calendar import Month
from domain.charging import Outcome
from domain.money import Money
from domain.states import TransitionRefused
from persistence.books import PeriodClosed
from persistence.housing import ProjectNotFound
from persistence.rent import adjustments, charges, runs
from persistence.rent.adjustments import Adjustment, AdjustmentNotFound
from persistence.rent.charges import Charge, ChargeNotFound
from persistence.rent.runs import BillingRun, BillingRunNotFound, LeaseOutcome
from persistence.tables.rent import AdjustmentRow, BillingOutcomeRow, BillingRunRow, ChargeRow

router = APIRouter(tags=["rent"])
router.include_router(standard_router)


@router.get("/billing-runs", responses=problems(PermissionMissing, CursorInvalid))
async def list_billing_runs(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    month: MonthQuery = None,
) -> Page[BillingRunOut]:
    """Billing runs, the latest first."""
    row = BillingRunRow
    statement = runs.runs(call.scope(Permission.READ_LEDGER))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    if month is not None:
        statement = statement.where(row.month == Month.parse(month).first)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [BillingRunOut.model_validate(BillingRun(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/billing-runs",
    status_code=HTTPStatus.ACCEPTED,
    response_model=BillingRunStarted,
    responses=problems(PermissionMissing, ProjectNotFound, PeriodClosed, MonthTooFarAhead),
)
async def start_billing_run(body: BillingRunIn, call: MoneyWriter) -> Response:
    """Charge every lease of a project for a month. Long work: follow its operation."""

    async def deed() -> BillingRunStarted:
        run_id, operation_id = await commands.start_run(
            call.session, call.actor, body.project_id, body.month, call.today
        )
        return BillingRunStarted(id=run_id, operation_id=operation_id)

    response = await call.once(deed, status=HTTPStatus.ACCEPTED)
    started = BillingRunStarted.model_validate_json(bytes(response.body))
    response.headers["Location"] = f"/v1/operations/{started.operation_id}"
    return response


@router.get("/billing-runs/{run_id}", responses=problems(PermissionMissing, BillingRunNotFound))
async def read_billing_run(run_id: UUID, call: Reader) -> BillingRunOut:
    scope = call.scope(Permission.READ_LEDGER)
    return BillingRunOut.model_validate(await runs.run(call.session, scope, run_id))


@router.post(
    "/billing-runs/{run_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    response_model=BillingRunOut,
    responses=problems(
        PermissionMissing,
        BillingRunNotFound,
        TransitionRefused,
        MakerIsChecker,
        TotalsDiffer,
        TotalsUnexplained,
    ),
)
async def confirm_billing_run(run_id: UUID, body: RunConfirmationIn, call: MoneyWriter) -> Response:
    """A second person confirms the month's total; not the one who started the run."""

    async def deed() -> BillingRunOut:
        await commands.confirm_run(
            call.session,
            call.actor,
            run_id,
            month_total=Money(body.month_total_fen),
            explanation=body.explanation,
        )
        scope = call.scope(Permission.READ_LEDGER)
        return BillingRunOut.model_validate(await runs.run(call.session, scope, run_id))

    return await call.once(deed)


@router.get(
    "/billing-runs/{run_id}/outcomes",
    responses=problems(PermissionMissing, BillingRunNotFound, CursorInvalid),
)
async def list_billing_outcomes(
    run_id: UUID, call: Reader, page: PagingDep, outcome: Outcome | None = None
) -> Page[LeaseOutcomeOut]:
    """What became of each lease: charged, skipped or refused, and why."""
    await runs.run(call.session, call.scope(Permission.READ_LEDGER), run_id)
    rows, cursor = await page.rows(
        call.session, runs.outcomes(run_id, outcome), BillingOutcomeRow.lease_id
    )
    items = [LeaseOutcomeOut.model_validate(LeaseOutcome(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/charges", responses=problems(PermissionMissing, CursorInvalid))
async def list_charges(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    month: MonthQuery = None,
    is_open: Annotated[
        bool | None, Query(alias="open", description="Only what is still owed, or what is not.")
    ] = None,
) -> Page[ChargeOut]:
    """Charges 应收, the latest month first; without project and lease the latest made first."""
    row = ChargeRow
    statement = charges.charges(call.scope(Permission.READ_RENT))
    wanted = {row.project_id: project_id, row.lease_id: lease_id}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if month is not None:
        statement = statement.where(row.month == Month.parse(month).first)
    if is_open is not None:
        owed = row.treasury_claim_fen + row.operator_claim_fen > literal_column("0")
        statement = statement.where(owed if is_open else ~owed)
    sort = (row.id,) if project_id is None and lease_id is None else (row.month, row.id)
    rows, cursor = await page.rows(call.session, statement, *sort, descending=True)
    items = [ChargeOut.model_validate(Charge(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/charges/{charge_id}", responses=problems(PermissionMissing, ChargeNotFound))
async def read_charge(charge_id: UUID, call: Reader) -> ChargeDetailOut:
    """A charge and the trace that explains every fen of it."""
    scope = call.scope(Permission.READ_RENT)
    return ChargeDetailOut.model_validate(await charges.charge(call.session, scope, charge_id))


@router.get("/adjustments", responses=problems(PermissionMissing, CursorInvalid))
async def list_adjustments(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    charge_id: UUID | None = None,
    state: AdjustmentState | None = None,
) -> Page[AdjustmentOut]:
    """Corrections of charges, the latest first."""
    row = AdjustmentRow
    statement = adjustments.adjustments(call.scope(Permission.READ_RENT))
    wanted = {row.project_id: project_id, row.charge_id: charge_id, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [AdjustmentOut.model_validate(Adjustment(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/adjustments",
    status_code=HTTPStatus.CREATED,
    response_model=AdjustmentOut,
    responses=problems(PermissionMissing, ChargeNotFound, AdjustmentExceedsClaim),
)
async def draft_adjustment(body: AdjustmentIn, call: MoneyWriter) -> Response:
    """Propose to correct a charge. Nothing moves until the purchaser approves."""

    async def deed() -> AdjustmentOut:
        adjustment_id = await adjusting.draft(
            call.session,
            call.actor,
            charge_id=body.charge_id,
            kind=body.kind,
            amount=Money(body.amount_fen),
            reason=body.reason,
            basis=body.basis,
        )
        return await _adjustment(call, adjustment_id)

    return await call.once(deed)


@router.get(
    "/adjustments/{adjustment_id}", responses=problems(PermissionMissing, AdjustmentNotFound)
)
async def read_adjustment(adjustment_id: UUID, call: Reader, response: Response) -> AdjustmentOut:
    found = await adjustments.adjustment(
        call.session, call.scope(Permission.READ_RENT), adjustment_id
    )
    etag(response, found.version)
    return AdjustmentOut.model_validate(found)


@router.post(
    "/adjustments/{adjustment_id}/approval",
    response_model=AdjustmentOut,
    responses=problems(
        PermissionMissing,
        AdjustmentNotFound,
        MakerIsChecker,
        TransitionRefused,
        AdjustmentExceedsClaim,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def approve_adjustment(
    adjustment_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Approve it: the charge and the ledger follow, in the open month."""
    return await _decide(call, adjustment_id, AdjustmentEvent.APPROVE, if_match)


@router.post(
    "/adjustments/{adjustment_id}/rejection",
    response_model=AdjustmentOut,
    responses=problems(
        PermissionMissing,
        AdjustmentNotFound,
        MakerIsChecker,
        TransitionRefused,
        PreconditionRequired,
        VersionConflict,
    ),
)
async def reject_adjustment(
    adjustment_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Reject it: nothing moves."""
    return await _decide(call, adjustment_id, AdjustmentEvent.REJECT, if_match)


async def _decide(
    call: MoneyCall, adjustment_id: UUID, event: AdjustmentEvent, if_match: str | None
) -> Response:
    async def deed() -> AdjustmentOut:
        held = await adjusting.hold(call.session, call.actor, adjustment_id)
        require_version(if_match, held.adjustment.version)
        await adjusting.decide(call.session, call.actor, held, event, call.today)
        return await _adjustment(call, adjustment_id)

    return await call.once(deed, status=HTTPStatus.OK)


async def _adjustment(call: MoneyCall, adjustment_id: UUID) -> AdjustmentOut:
    scope = call.scope(Permission.READ_RENT)
    return AdjustmentOut.model_validate(
        await adjustments.adjustment(call.session, scope, adjustment_id)
    )
