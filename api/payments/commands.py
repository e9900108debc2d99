"""What people do with money received. Each function runs in its caller's transaction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope, require_second_person
from domain.errors import Refused
from domain.leases import LeaseState
from domain.ledger import Account, Reason
from domain.money import Money
from domain.payments import (
    LIFE,
    Channel,
    PaymentEvent,
    PaymentState,
    require_believable_day,
    require_serial_no,
    require_takes_money,
)
from persistence import audit, books, leases, payments
from persistence.books import Book, Entry
from persistence.ids import new_id
from persistence.payments import Payment, Received, Settled
from persistence.rent import credit
from persistence.session import Busy

_BY_HAND = "hand"
#: The account must hold what these pay, so nothing else is posted meanwhile.
_PAYS_OUT = frozenset({PaymentEvent.RETURN, PaymentEvent.REFUND})


class LeaseOfOtherProject(Refused):
    """The money lies in one project's account, the lease in another project."""


class RefundExceedsCredit(Refused):
    """Less than this lies unallocated in the payment."""


class AccountHoldsLess(Refused):
    """The collection account does not hold this any more: what bounced had been remitted."""


@dataclass(frozen=True, slots=True)
class CounterPayment:
    """Money as it comes to the counter. Cash has no `serial_no`: it gets its receipt's number."""

    lease_id: UUID
    channel: Channel
    amount: Money
    received_on: date
    payer_name: str
    serial_no: str | None
    remark: str


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Money returned to its payer: the slip that proves it, and why."""

    amount: Money
    slip_no: str
    reason: str


async def take_payment(
    session: AsyncSession, actor: Actor, order: CounterPayment, *, today: date
) -> tuple[Payment, list[Settled]]:
    """Book money at the counter against the oldest debt; what is left is the household's credit.

    Raises LeaseNotFound, LeaseTakesNoMoney, ReceivedInFuture, ReceivedBeforeLease,
    SerialNoMissing, SerialAlreadyBooked.
    """
    scope = actor.scope(Permission.TAKE_PAYMENT)
    lease = await books.share_with_lease(session, scope, order.lease_id)
    require_takes_money(LeaseState(lease.state))
    require_believable_day(order.received_on, today=today, lease_starts_on=lease.starts_on)
    require_serial_no(order.channel, order.serial_no)
    received = Received(
        id=new_id(),
        channel=order.channel,
        amount=order.amount,
        received_on=order.received_on,
        payer_name=order.payer_name,
        serial_no=None if order.channel is Channel.CASH else order.serial_no,
        remark=order.remark,
    )
    recording = audit.recording(
        session,
        actor,
        "payments.payment.taken",
        received.id,
        project_id=lease.book.project_id,
        facts={"amount_fen": order.amount.fen, "channel": order.channel},
        announce=True,
    )
    return await payments.receive(session, lease, received, recording, today=today)


async def resolve_suspense(
    session: AsyncSession, actor: Actor, payment_id: UUID, lease_id: UUID, *, today: date
) -> None:
    """Somebody found out whose money it is: it settles that lease's oldest debts.

    Raises PaymentNotFound, LeaseNotFound, LeaseOfOtherProject, LeaseTakesNoMoney,
    TransitionRefused.
    """
    scope = actor.scope(Permission.TAKE_PAYMENT)
    seen = await payments.payment(session, scope, payment_id)
    lease = await leases.lease(session, scope, lease_id)
    require_takes_money(LeaseState(lease.state))
    if lease.project_id != seen.project_id:
        raise LeaseOfOtherProject(project_id=str(seen.project_id))

    book = await books.share(session, scope, seen.project_id)
    await payments.lock_leases(session, [lease_id])
    payment = await payments.lock_payment(session, scope, payment_id)
    LIFE.after(PaymentState(payment.state), PaymentEvent.RESOLVE)
    await payments.change_payment(
        session,
        payment_id,
        state=PaymentState.ALLOCATED,
        lease_id=lease_id,
        matched_by=_BY_HAND,
        resolved_by=actor.person_id,
        resolved_at=func.now(),
    )
    month = book.month_for(today)
    await credit.use(
        session, book, month, on_date=today, maker_id=actor.person_id, lease_id=lease_id
    )
    await tell(session, actor, "payments.suspense.resolved", payment_id, book)


async def return_suspense(
    session: AsyncSession, actor: Actor, payment_id: UUID, given: GivenBack, *, today: date
) -> UUID:
    """A second person returns money that nobody could place. `given.amount` is all of it.

    Raises PaymentNotFound, MakerIsChecker, TransitionRefused, AccountHoldsLess.
    """
    scope = actor.scope(Permission.REVERSE_PAYMENT)
    payment, book = await held(session, actor, scope, payment_id, PaymentEvent.RETURN)
    refund_id = await _give_back(session, actor, book, payment, given, today)
    await payments.change_payment(
        session,
        payment_id,
        state=PaymentState.RETURNED,
        unallocated_fen=0,
        resolved_by=actor.person_id,
        resolved_at=func.now(),
    )
    await tell(session, actor, "payments.suspense.returned", payment_id, book)
    return refund_id


async def refund_credit(
    session: AsyncSession, actor: Actor, payment_id: UUID, given: GivenBack, *, today: date
) -> UUID:
    """A second person gives a household's credit back through the channel it came by (E20).

    Raises PaymentNotFound, MakerIsChecker, TransitionRefused, RefundExceedsCredit,
    AccountHoldsLess.
    """
    scope = actor.scope(Permission.REVERSE_PAYMENT)
    payment, book = await held(session, actor, scope, payment_id, PaymentEvent.REFUND)
    left_fen = payment.unallocated_fen - given.amount.fen
    if left_fen < 0:
        raise RefundExceedsCredit(credit_fen=payment.unallocated_fen)
    refund_id = await _give_back(session, actor, book, payment, given, today)
    await payments.change_payment(session, payment_id, unallocated_fen=left_fen)
    facts = {"amount_fen": given.amount.fen}
    await tell(session, actor, "payments.credit.refunded", payment_id, book, **facts)
    return refund_id


async def held(
    session: AsyncSession, actor: Actor, scope: Scope, payment_id: UUID, event: PaymentEvent
) -> tuple[Payment, Book]:
    """The payment and its book, held, for what a second person does: book, lease, payment.

    Raises MakerIsChecker, TransitionRefused; Busy when it went to a lease while we waited.
    """
    seen = await payments.payment(session, scope, payment_id)
    require_second_person(seen.maker_id, actor.person_id)
    lock = books.hold if event in _PAYS_OUT else books.share
    book = await lock(session, scope, seen.project_id)
    if seen.lease_ids:
        await payments.lock_leases(session, seen.lease_ids)
    payment = await payments.lock_payment(session, scope, payment_id)
    LIFE.after(PaymentState(payment.state), event)
    if payment.lease_ids != seen.lease_ids:
        raise Busy
    return payment, book


async def _give_back(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    payment: Payment,
    given: GivenBack,
    today: date,
) -> UUID:
    """Raises AccountHoldsLess."""
    held_fen = (await books.balances(session, book.project_id)).get(Account.RENT_BANK, 0)
    if held_fen < given.amount.fen:
        raise AccountHoldsLess(held_fen=max(held_fen, 0), amount_fen=given.amount.fen)
    month = book.month_for(today)
    refund_id = await payments.add_refund(
        session,
        payment_id=payment.id,
        project_id=payment.project_id,
        lease_id=payment.holder_id,
        amount_fen=given.amount.fen,
        slip_no=given.slip_no,
        reason=given.reason,
        on_date=today,
        month=month.first,
        maker_id=payment.maker_id,
        checker_id=actor.person_id,
    )
    await books.post(
        session,
        book,
        [Entry(Reason.REFUNDED, given.amount, lease_id=payment.holder_id)],
        month=month,
        on_date=today,
        document=("refund", refund_id),
        maker_id=actor.person_id,
    )
    return refund_id


async def tell(
    session: AsyncSession, actor: Actor, action: str, payment_id: UUID, book: Book, **facts: object
) -> None:
    await audit.record(
        session, actor, action, payment_id, project_id=book.project_id, facts=facts, announce=True
    )
