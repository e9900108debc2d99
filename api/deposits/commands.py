"""What people do with deposits received. Each function runs in its caller's transaction."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope, require_second_person
from domain.dating import require_reached
from domain.deposits import (
    RECEIPT,
    ReceiptEvent,
    require_held,
    require_takes_deposit,
    require_within_agreed,
)
from domain.leases import LeaseState
from domain.ledger import Reason
from domain.money import Money
from domain.payments import Channel, require_believable_day, require_serial_no
from persistence import attachments, audit, books, deposits, housing, leases, payments
from persistence.books import Book, Entry
from persistence.leases import Lease


@dataclass(frozen=True, slots=True)
class Held:
    """A lease's deposit with all that moving it locks: book, lease, then the documents.

    Only `hold` makes one.
    """

    book: Book
    lease: Lease
    amount: Money


@dataclass(frozen=True, slots=True)
class DepositPayment:
    """A deposit as it comes to the counter. Cash has no `serial_no`: its receipt's number is it."""

    lease_id: UUID
    channel: Channel
    amount: Money
    received_on: date
    payer_name: str
    serial_no: str | None
    remark: str


async def hold(session: AsyncSession, scope: Scope, lease_id: UUID) -> Held:
    """Lock in the fixed order: the book beside others, then the lease. Raises LeaseNotFound."""
    seen = await leases.lease(session, scope, lease_id)
    book = await books.share(session, scope, seen.project_id)
    return await held_in(session, scope, book, lease_id)


async def held_in(session: AsyncSession, scope: Scope, book: Book, lease_id: UUID) -> Held:
    """The same for who holds the book already. Raises LeaseNotFound."""
    await payments.lock_leases(session, [lease_id])
    lease = await leases.lease(session, scope, lease_id)
    return Held(book, lease, await deposits.held(session, lease_id))


async def receive(
    session: AsyncSession, actor: Actor, order: DepositPayment, *, today: date
) -> UUID:
    """Take a deposit, at most what the lease's paper asks for.

    Raises LeaseNotFound, DepositNotTaken, DepositAboveAgreed, ReceivedInFuture,
    ReceivedBeforeLease, SerialNoMissing, SerialAlreadyBooked.
    """
    held = await hold(session, actor.scope(Permission.TAKE_DEPOSIT), order.lease_id)
    lease, book = held.lease, held.book
    require_takes_deposit(LeaseState(lease.state))
    require_within_agreed(order.amount, held.amount, Money(lease.deposit_fen))
    require_believable_day(order.received_on, today=today, lease_starts_on=lease.starts_on)
    require_serial_no(order.channel, order.serial_no)
    month = book.month_for(order.received_on)
    receipt_no = await payments.next_receipt_no(session, lease.project_id, today.year)
    is_cash = order.channel is Channel.CASH
    receipt_id = await deposits.add_receipt(
        session,
        project_id=lease.project_id,
        lease_id=lease.id,
        channel=order.channel,
        serial_no=receipt_no if is_cash else order.serial_no,
        receipt_no=receipt_no,
        payer_name=order.payer_name,
        remark=order.remark,
        received_on=order.received_on,
        month=month.first,
        amount_fen=order.amount.fen,
        maker_id=actor.person_id,
    )
    await books.post(
        session,
        book,
        [Entry(Reason.DEPOSIT_RECEIVED, order.amount, lease_id=lease.id)],
        month=month,
        on_date=order.received_on,
        document=("deposit_receipt", receipt_id),
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(lease.id), "amount_fen": order.amount.fen, "channel": order.channel}
    await tell(session, actor, "deposits.receipt.taken", receipt_id, lease.project_id, **facts)
    return receipt_id


async def reverse(
    session: AsyncSession, actor: Actor, receipt_id: UUID, reason: str, *, today: date
) -> None:
    """A second person takes a receipt back: wrong lease, bounced.

    Raises DepositReceiptNotFound, MakerIsChecker, TransitionRefused, DepositExceeded (part of it
    has been used or given back).
    """
    scope = actor.scope(Permission.REFUND_DEPOSIT)
    seen = await deposits.receipt(session, scope, receipt_id)
    held = await hold(session, scope, seen.lease_id)
    one = await deposits.receipt(session, scope, receipt_id, lock=True)
    state = RECEIPT.after(one.state, ReceiptEvent.REVERSE)
    require_second_person(one.maker_id, actor.person_id)
    require_held(Money(one.amount_fen), held.amount)
    await deposits.change_receipt(
        session,
        receipt_id,
        state=state,
        reversed_by=actor.person_id,
        reversed_at=func.now(),
        reversal_reason=reason,
    )
    await books.mirror(
        session,
        held.book,
        receipt_id,
        month=held.book.month_for(today),
        on_date=today,
        document=("deposit_receipt", receipt_id),
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(one.lease_id), "amount_fen": one.amount_fen}
    await tell(session, actor, "deposits.receipt.reversed", receipt_id, one.project_id, **facts)


async def state_bank_balance(
    session: AsyncSession,
    actor: Actor,
    *,
    project_id: UUID,
    on_date: date,
    balance: Money,
    file_id: UUID | None,
    today: date,
) -> UUID:
    """Put down what the deposit bank says, for the auditors' comparison.

    Raises ProjectNotFound, DateNotReached, FileNotFound.
    """
    scope = actor.scope(Permission.TAKE_DEPOSIT)
    await housing.project(session, scope, project_id)
    require_reached("/on_date", on_date, today)
    balance_id = await deposits.add_bank_balance(
        session,
        project_id=project_id,
        on_date=on_date,
        balance_fen=balance.fen,
        file_id=file_id,
        maker_id=actor.person_id,
    )
    if file_id is not None:
        subject = ("deposit_bank_balance", balance_id)
        await attachments.attach(session, actor, subject, [file_id], project_id=project_id)
    facts = {"on_date": on_date.isoformat(), "balance_fen": balance.fen}
    await tell(session, actor, "deposits.bank_balance.stated", balance_id, project_id, **facts)
    return balance_id


async def tell(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject_id: UUID,
    project_id: UUID,
    **facts: object,
) -> None:
    await audit.record(
        session, actor, action, subject_id, project_id=project_id, facts=facts, announce=True
    )
