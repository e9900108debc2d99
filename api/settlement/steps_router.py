"""HTTP of the steps of a fee statement."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.contracts.commands import reach
from api.settlement import commands
from api.settlement.commands import PaidBeforeApproval
from api.settlement.computing import LaterMonthSettled
from api.settlement.schemas import (
    FeePaidOut,
    FeePaymentIn,
    FeeStatementOut,
    FundingOut,
    ObjectionIn,
    ObjectionReplyIn,
    WithdrawalIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, MoneyWriter
from api.web.problems import KEY_PROBLEMS, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.dating import DateNotReached
from domain.states import TransitionRefused
from persistence import books, settlement
from persistence.books import Book
from persistence.settlement import FeeStatement, FeeStatementNotFound

router = APIRouter(tags=["settlement"])

_STEP: Final = (
    PermissionMissing,
    FeeStatementNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    *KEY_PROBLEMS,
)


@router.post(
    "/fee-statements/{statement_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(*_STEP),
)
async def confirm_fee(statement_id: UUID, call: MoneyWriter, if_match: IfMatch = None) -> Response:
    """The operator's manager agrees."""

    async def deed() -> FeeStatementOut:
        held = await _held(call, Permission.CONFIRM_FEE, statement_id, if_match)
        await commands.confirm(call.session, call.actor, held)
        return await _answer(call, Permission.CONFIRM_FEE, statement_id)

    return await call.once(deed)


@router.post(
    "/fee-statements/{statement_id}/objection",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(*_STEP),
)
async def object_to_fee(
    statement_id: UUID, body: ObjectionIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The operator's manager objects, up to payment. An approval falls with its posting."""

    async def deed() -> FeeStatementOut:
        book, held = await _booked(call, Permission.CONFIRM_FEE, statement_id, if_match)
        await commands.dispute(
            call.session, call.actor, book, held, reason=body.reason, today=call.today
        )
        return await _answer(call, Permission.CONFIRM_FEE, statement_id)

    return await call.once(deed)


@router.post(
    "/fee-statements/{statement_id}/objection-reply",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(*_STEP),
)
async def reply_to_objection(
    statement_id: UUID, body: ObjectionReplyIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The purchaser stands by the figures; wrong ones are withdrawn instead."""

    async def deed() -> FeeStatementOut:
        held = await _held(call, Permission.AUDIT_FEE, statement_id, if_match)
        await commands.settle_dispute(call.session, call.actor, held, reply=body.reply)
        return await _answer(call, Permission.AUDIT_FEE, statement_id)

    return await call.once(deed)


@router.post(
    "/fee-statements/{statement_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(*_STEP, LaterMonthSettled),
)
async def withdraw_fee(
    statement_id: UUID, body: WithdrawalIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Take it back before approval, by who computes or who audits; the record stays."""

    async def deed() -> FeeStatementOut:
        may = Permission.COMPUTE_FEE
        may = may if may in call.actor.permissions else Permission.AUDIT_FEE
        held = await _held(call, may, statement_id, if_match)
        await commands.withdraw(call.session, call.actor, held, reason=body.reason)
        return await _answer(call, may, statement_id)

    return await call.once(deed)


@router.post(
    "/fee-statements/{statement_id}/audit",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(*_STEP),
)
async def audit_fee(statement_id: UUID, call: MoneyWriter, if_match: IfMatch = None) -> Response:
    """The purchaser's officer has checked it."""

    async def deed() -> FeeStatementOut:
        held = await _held(call, Permission.AUDIT_FEE, statement_id, if_match)
        await commands.audit_fee(call.session, call.actor, held)
        return await _answer(call, Permission.AUDIT_FEE, statement_id)

    return await call.once(deed)


@router.post(
    "/fee-statements/{statement_id}/approval",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(*_STEP, MakerIsChecker),
)
async def approve_fee(statement_id: UUID, call: MoneyWriter, if_match: IfMatch = None) -> Response:
    """The fee becomes payable: another person than who audited it."""

    async def deed() -> FeeStatementOut:
        book, held = await _booked(call, Permission.APPROVE_FEE, statement_id, if_match)
        await commands.approve(call.session, call.actor, book, held, call.today)
        return await _answer(call, Permission.APPROVE_FEE, statement_id)

    return await call.once(deed)


@router.post(
    "/fee-statements/{statement_id}/payment",
    status_code=HTTPStatus.CREATED,
    response_model=FeePaidOut,
    responses=problems(*_STEP, MakerIsChecker, DateNotReached, PaidBeforeApproval),
)
async def pay_fee(
    statement_id: UUID, body: FeePaymentIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Finance pays; the statement is sealed and closed. Tells if the year's rent carries it."""

    async def deed() -> FeePaidOut:
        book, held = await _booked(call, Permission.PAY_FEE, statement_id, if_match)
        found = await commands.pay(
            call.session,
            call.actor,
            book,
            held,
            invoice_no=body.invoice_no,
            payment_no=body.payment_no,
            paid_on=body.paid_on or call.today,
            today=call.today,
        )
        within = reach(call.actor, Permission.PAY_FEE)
        paid = await settlement.statement(call.session, within, statement_id)
        return FeePaidOut.of(paid, funding=FundingOut.of(paid.month.year, found))

    return await call.once(deed)


async def _held(
    call: Call, permission: Permission, statement_id: UUID, if_match: str | None
) -> FeeStatement:
    """Raises FeeStatementNotFound, PreconditionRequired, VersionConflict."""
    within = reach(call.actor, permission)
    statement = await settlement.lock_statement(call.session, within, statement_id)
    require_version(if_match, statement.version)
    return statement


async def _booked(
    call: Call, permission: Permission, statement_id: UUID, if_match: str | None
) -> tuple[Book, FeeStatement]:
    """The same beside its project's book, which is held first."""
    within = reach(call.actor, permission)
    seen = await settlement.statement(call.session, within, statement_id)
    book = await books.share(call.session, within.scope, seen.project_id)
    return book, await _held(call, permission, statement_id, if_match)


async def _answer(call: Call, permission: Permission, statement_id: UUID) -> FeeStatementOut:
    within = reach(call.actor, permission)
    return FeeStatementOut.of(await settlement.statement(call.session, within, statement_id))
