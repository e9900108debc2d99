"""HTTP of deposits that go back."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.deposits import refunding
from api.deposits.refunding import HeldRefund, RefundToPayer, RefundWayMissing
from api.deposits.schemas import DepositRefundIn, DepositRefundOut, DepositRefundPaymentIn
from api.web.contract import problems
from api.web.dependencies import Call, MoneyCall, MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import (
    KEY_PROBLEMS,
    CursorInvalid,
    PreconditionRequired,
    VersionConflict,
)
from api.web.versions import IfMatch, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.deposits import DepositExceeded, RefundState
from domain.states import TransitionRefused
from persistence import deposits
from persistence.deposits import DepositRefundNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone, Busy
from persistence.tables.deposits import DepositRefundRow

router = APIRouter(tags=["deposits"])

_STEP: Final = (
    PermissionMissing,
    DepositRefundNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.get("/deposit-refunds", responses=problems(PermissionMissing, CursorInvalid))
async def list_deposit_refunds(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    state: RefundState | None = None,
) -> Page[DepositRefundOut]:
    """Deposits given back or to be given back, the latest first."""
    statement, row = deposits.refunds(call.scope(Permission.READ_LEDGER)), DepositRefundRow
    wanted = {row.project_id: project_id, row.lease_id: lease_id, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [DepositRefundOut.model_validate(deposits.REFUNDS.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/deposit-refunds",
    status_code=HTTPStatus.CREATED,
    response_model=DepositRefundOut,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        DepositExceeded,
        RefundToPayer,
        RefundWayMissing,
        AlreadyDone,
        Busy,
        *KEY_PROBLEMS,
    ),
)
async def propose_deposit_refund(body: DepositRefundIn, call: MoneyWriter) -> Response:
    """Ask for a deposit to be given back; a second person pays it."""

    async def deed() -> DepositRefundOut:
        refund_id = await refunding.propose(
            call.session, call.actor, body.lease_id, body.to_back(), today=call.today
        )
        return await _refund(call, refund_id)

    return await call.once(deed)


@router.post(
    "/deposit-refunds/{refund_id}/payment",
    status_code=HTTPStatus.CREATED,
    response_model=DepositRefundOut,
    responses=problems(*_STEP, MakerIsChecker, DepositExceeded, *KEY_PROBLEMS),
)
async def pay_deposit_refund(
    refund_id: UUID, body: DepositRefundPaymentIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Pay it out, with the bank's slip. By a second person."""

    async def deed() -> DepositRefundOut:
        held = await _held(call, refund_id, if_match)
        await refunding.pay(call.session, call.actor, held, slip_no=body.slip_no, today=call.today)
        return await _refund(call, refund_id)

    return await call.once(deed)


@router.post(
    "/deposit-refunds/{refund_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    response_model=DepositRefundOut,
    responses=problems(*_STEP, *KEY_PROBLEMS),
)
async def withdraw_deposit_refund(
    refund_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Take the proposal back; nothing is paid."""

    async def deed() -> DepositRefundOut:
        await refunding.withdraw(call.session, call.actor, await _held(call, refund_id, if_match))
        return await _refund(call, refund_id)

    return await call.once(deed)


async def _held(call: MoneyCall, refund_id: UUID, if_match: str | None) -> HeldRefund:
    held = await refunding.hold_refund(call.session, call.actor, refund_id)
    require_version(if_match, held.refund.version)
    return held


async def _refund(call: Call, refund_id: UUID) -> DepositRefundOut:
    scope = call.scope(Permission.READ_LEDGER)
    return DepositRefundOut.model_validate(await deposits.refund(call.session, scope, refund_id))
