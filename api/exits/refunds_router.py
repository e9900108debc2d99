"""HTTP of rent that goes back, and of what the market asks."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.exits import rent_refunds
from api.exits.bill_schemas import (
    MarketRentIn,
    MarketRentOut,
    RentRefundOut,
    RentRefundPaymentIn,
)
from api.payments.commands import AccountHoldsLess, RefundExceedsCredit
from api.web.contract import problems
from api.web.dependencies import Call, MoneyCall, MoneyWriter, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import (
    KEY_PROBLEMS,
    CursorInvalid,
    PreconditionRequired,
    VersionConflict,
)
from api.web.versions import IfMatch, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing
from domain.final_bills import RentRefundState
from domain.states import TransitionRefused
from persistence import audit, final_bills, housing
from persistence.final_bills import RentRefundNotFound
from persistence.housing import ProjectNotFound
from persistence.session import Busy
from persistence.tables.exits import MarketRentRow, RentRefundRow

router = APIRouter(tags=["exits"])

_STEP: Final = (
    PermissionMissing,
    RentRefundNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
    *KEY_PROBLEMS,
)


@router.get("/rent-refunds", responses=problems(PermissionMissing, CursorInvalid))
async def list_rent_refunds(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    case_id: UUID | None = None,
    state: RentRefundState | None = None,
) -> Page[RentRefundOut]:
    """Rent that goes back at an exit, the latest first."""
    statement, row = final_bills.refunds(call.scope(Permission.READ_LEDGER)), RentRefundRow
    wanted = {
        row.project_id: project_id,
        row.lease_id: lease_id,
        row.case_id: case_id,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [RentRefundOut.model_validate(final_bills.REFUNDS.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/rent-refunds/{refund_id}/payment",
    status_code=HTTPStatus.CREATED,
    response_model=RentRefundOut,
    responses=problems(*_STEP, RoleMissing, MakerIsChecker, RefundExceedsCredit, AccountHoldsLess),
)
async def pay_rent_refund(
    refund_id: UUID, body: RentRefundPaymentIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Pay rent back: the operator from the account, or finance by the treasury's refund 退付."""

    async def deed() -> RentRefundOut:
        held = await rent_refunds.hold(call.session, call.actor, refund_id)
        require_version(if_match, held.refund.version)
        await rent_refunds.pay(
            call.session,
            call.actor,
            held,
            slip_no=body.slip_no,
            reason=body.reason,
            today=call.today,
        )
        return await _refund(call, refund_id)

    return await call.once(deed)


@router.post(
    "/rent-refunds/{refund_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    response_model=RentRefundOut,
    responses=problems(*_STEP),
)
async def withdraw_rent_refund(
    refund_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Take the proposal back; the money stays the household's credit."""

    async def deed() -> RentRefundOut:
        held = await rent_refunds.hold(call.session, call.actor, refund_id)
        require_version(if_match, held.refund.version)
        await rent_refunds.withdraw(call.session, call.actor, held)
        return await _refund(call, refund_id)

    return await call.once(deed)


@router.get("/market-rents", responses=problems(PermissionMissing, CursorInvalid))
async def list_market_rents(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[MarketRentOut]:
    """What the market asks, the latest entered first."""
    statement, row = final_bills.market_rents(call.scope(Permission.READ_RENT)), MarketRentRow
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [MarketRentOut.model_validate(final_bills.MARKET.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/market-rents",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound),
)
async def set_market_rent(body: MarketRentIn, call: Writer) -> MarketRentOut:
    """The purchaser says what the market asks, for holdover and back-rent."""
    scope = call.scope(Permission.SET_MARKET_RENT)
    await housing.project(call.session, scope, body.project_id)
    made = await final_bills.add_market_rent(
        call.session, **body.model_dump(), maker_id=call.actor.person_id
    )
    facts = {"price_per_m2": str(body.price_per_m2), "valid_from": body.valid_from.isoformat()}
    await audit.record(
        call.session,
        call.actor,
        "exits.market_rent.set",
        made,
        project_id=body.project_id,
        facts=facts,
        announce=True,
    )
    return await _market(call, made)


async def _refund(call: MoneyCall, refund_id: UUID) -> RentRefundOut:
    scope = call.scope(Permission.PAY_RENT_REFUND)
    return RentRefundOut.model_validate(await final_bills.refund(call.session, scope, refund_id))


async def _market(call: Call, market_id: UUID) -> MarketRentOut:
    scope = call.scope(Permission.READ_RENT)
    statement = final_bills.market_rents(scope).where(MarketRentRow.id == market_id)
    found = await final_bills.MARKET.first(call.session, statement)
    return MarketRentOut.model_validate(found)
