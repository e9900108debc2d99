"""HTTP of payments, suspense and refunds."""

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.payments import commands, reversing
from api.payments.commands import (
    AccountHoldsLess,
    GivenBack,
    LeaseOfOtherProject,
    RefundExceedsCredit,
)
from api.payments.schemas import (
    PaymentDetailOut,
    PaymentIn,
    PaymentOut,
    RefundIn,
    RefundOut,
    ResolutionIn,
    ReturnIn,
    ReversalIn,
    SuspenseItemOut,
)
from api.web.contract import problems
from api.web.dependencies import Call, MoneyCall, MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.money import Money
from domain.payments import (
    Channel,
    LeaseTakesNoMoney,
    PaymentState,
    ReceivedBeforeLease,
    ReceivedInFuture,
    SerialNoMissing,
)
from domain.states import TransitionRefused
from persistence import calendars, payments
from persistence.leases import LeaseNotFound
from persistence.payments import CreditAlreadyRefunded, Payment, PaymentNotFound
from persistence.session import Busy, SerialAlreadyBooked
from persistence.tables.payments import PaymentRow, RefundRow

router = APIRouter(tags=["payments"])

#: Money in suspense is overdue from this working day on (domain.md 5.10).
_SUSPENSE_WORKDAYS = 3
_SECOND_PERSON = (PermissionMissing, MakerIsChecker, PaymentNotFound, TransitionRefused, Busy)


@router.post(
    "/payments",
    status_code=HTTPStatus.CREATED,
    response_model=PaymentDetailOut,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        LeaseTakesNoMoney,
        ReceivedInFuture,
        ReceivedBeforeLease,
        SerialNoMissing,
        SerialAlreadyBooked,
        Busy,
        *KEY_PROBLEMS,
    ),
)
async def take_payment(body: PaymentIn, call: MoneyWriter) -> Response:
    """Book money at the counter against the oldest debt; the rest is the household's credit."""

    async def deed() -> PaymentDetailOut:
        taken = await commands.take_payment(
            call.session, call.actor, body.to_order(), today=call.today
        )
        return PaymentDetailOut.of(*taken)

    return await call.once(deed)


@router.get("/payments", responses=problems(PermissionMissing, CursorInvalid))
async def list_payments(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    channel: Channel | None = None,
    state: PaymentState | None = None,
    serial_no: Annotated[str | None, Query(max_length=64)] = None,
    receipt_no: Annotated[str | None, Query(max_length=64)] = None,
    received_from: date | None = None,
    received_to: Annotated[date | None, Query(description="The last day included.")] = None,
    has_credit: Annotated[
        bool | None, Query(description="Of a household, and not all of it settled a debt.")
    ] = None,
) -> Page[PaymentOut]:
    """Money received, the latest booked first."""
    statement = payments.payments(call.scope(Permission.READ_RENT))
    row = PaymentRow
    wanted = {
        row.project_id: project_id,
        row.lease_id: lease_id,
        row.channel: channel,
        row.state: state,
        row.serial_no: serial_no,
        row.receipt_no: receipt_no,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if received_from:
        statement = statement.where(row.received_on >= received_from)
    if received_to:
        statement = statement.where(row.received_on <= received_to)
    if has_credit is not None:
        credit = (row.state == PaymentState.ALLOCATED) & (row.unallocated_fen > 0)
        statement = statement.where(credit if has_credit else ~credit)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [PaymentOut.model_validate(Payment(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/payments/{payment_id}", responses=problems(PermissionMissing, PaymentNotFound))
async def read_payment(payment_id: UUID, call: Reader) -> PaymentDetailOut:
    """A payment and every charge it settled."""
    return await _detail(call, payment_id)


@router.post(
    "/payments/{payment_id}/reversal",
    status_code=HTTPStatus.CREATED,
    response_model=PaymentDetailOut,
    responses=problems(*_SECOND_PERSON, CreditAlreadyRefunded, *KEY_PROBLEMS),
)
async def reverse_payment(payment_id: UUID, body: ReversalIn, call: MoneyWriter) -> Response:
    """Take a payment back: wrong account, bounced, debit returned. By a second person."""

    async def deed() -> PaymentDetailOut:
        await reversing.reverse_payment(
            call.session, call.actor, payment_id, body.reason, today=call.today
        )
        return await _detail(call, payment_id)

    return await call.once(deed)


@router.get("/suspense-items", responses=problems(PermissionMissing, CursorInvalid))
async def list_suspense_items(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[SuspenseItemOut]:
    """Money that nobody could place yet, the oldest first, with the leases it may be for."""
    statement = payments.payments(call.scope(Permission.READ_LEDGER)).where(
        PaymentRow.state == PaymentState.SUSPENSE
    )
    if project_id:
        statement = statement.where(PaymentRow.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, PaymentRow.received_on, PaymentRow.id)
    found = [Payment(*one) for one in rows]
    named = {UUID(one["lease_id"]) for payment in found for one in payment.suggestions}
    leases = await payments.suggested_leases(call.session, named)
    calendar = await calendars.of_authority(call.session)
    items = [
        SuspenseItemOut.of(
            payment,
            leases,
            today=call.today,
            alert_on=calendar.add_workdays(payment.received_on, _SUSPENSE_WORKDAYS),
        )
        for payment in found
    ]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/suspense-items/{payment_id}/resolution",
    status_code=HTTPStatus.CREATED,
    response_model=PaymentDetailOut,
    responses=problems(
        PermissionMissing,
        PaymentNotFound,
        LeaseNotFound,
        LeaseOfOtherProject,
        LeaseTakesNoMoney,
        TransitionRefused,
        Busy,
        *KEY_PROBLEMS,
    ),
)
async def resolve_suspense_item(
    payment_id: UUID, body: ResolutionIn, call: MoneyWriter
) -> Response:
    """Say whose money it is: it settles that lease's oldest debts."""

    async def deed() -> PaymentDetailOut:
        await commands.resolve_suspense(
            call.session, call.actor, payment_id, body.lease_id, today=call.today
        )
        return await _detail(call, payment_id)

    return await call.once(deed)


@router.post(
    "/suspense-items/{payment_id}/return",
    status_code=HTTPStatus.CREATED,
    response_model=RefundOut,
    responses=problems(*_SECOND_PERSON, AccountHoldsLess, *KEY_PROBLEMS),
)
async def return_suspense_item(payment_id: UUID, body: ReturnIn, call: MoneyWriter) -> Response:
    """Return the money to its payer, all of it. By a second person."""

    async def deed() -> RefundOut:
        scope = call.scope(Permission.REVERSE_PAYMENT)
        payment = await payments.payment(call.session, scope, payment_id)
        given = GivenBack(Money(payment.amount_fen), body.slip_no, body.reason)
        refund_id = await commands.return_suspense(
            call.session, call.actor, payment_id, given, today=call.today
        )
        return await _refund(call, refund_id)

    return await call.once(deed)


@router.post(
    "/refunds",
    status_code=HTTPStatus.CREATED,
    response_model=RefundOut,
    responses=problems(*_SECOND_PERSON, RefundExceedsCredit, AccountHoldsLess, *KEY_PROBLEMS),
)
async def refund_credit(body: RefundIn, call: MoneyWriter) -> Response:
    """Give a household's credit back through the channel it came by. By a second person."""

    async def deed() -> RefundOut:
        refund_id = await commands.refund_credit(
            call.session, call.actor, body.payment_id, body.to_given(), today=call.today
        )
        return await _refund(call, refund_id)

    return await call.once(deed)


@router.get("/refunds", responses=problems(PermissionMissing, CursorInvalid))
async def list_refunds(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    payment_id: UUID | None = None,
    lease_id: UUID | None = None,
) -> Page[RefundOut]:
    """Money given back, the latest first."""
    statement = payments.refunds(call.scope(Permission.READ_RENT))
    wanted = {
        RefundRow.project_id: project_id,
        RefundRow.payment_id: payment_id,
        RefundRow.lease_id: lease_id,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, RefundRow.id, descending=True)
    items = [RefundOut.model_validate(payments.REFUNDS.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


async def _detail(call: Call, payment_id: UUID) -> PaymentDetailOut:
    scope = call.scope(Permission.READ_RENT)
    return PaymentDetailOut.of(*await payments.detail(call.session, scope, payment_id))


async def _refund(call: MoneyCall, refund_id: UUID) -> RefundOut:
    statement = payments.refunds(call.scope(Permission.READ_RENT))
    found = await call.session.execute(statement.where(RefundRow.id == refund_id))
    return RefundOut.model_validate(payments.REFUNDS.read(found.one()))
