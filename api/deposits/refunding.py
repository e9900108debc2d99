"""A deposit goes back the way it came: proposed by one person, paid by another."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.deposits.commands import Held, hold, tell
from domain.access import Actor, Permission, require_second_person
from domain.deposits import REFUND, RefundEvent, require_held
from domain.errors import Invalid, Refused
from domain.ledger import Reason
from domain.money import Money
from domain.payments import Channel
from persistence import books, calendars, deposits, parameters
from persistence.books import Entry
from persistence.deposits import DepositRefund


class RefundWayMissing(Invalid):
    """The deposit was brought in from a book: say by which channel and to whom it goes back."""


class RefundToPayer(Refused):
    """The deposit goes back to who paid it, through the channel it came by."""


@dataclass(frozen=True, slots=True)
class Back:
    """What goes back, and why. Channel and payee are those of the receipt, where there is one."""

    amount: Money
    reason: str
    channel: Channel | None = None
    payee_name: str | None = None
    payee_account_mask: str | None = None
    document: tuple[str, UUID] | None = None


@dataclass(frozen=True, slots=True)
class HeldRefund:
    """A refund with the deposit that it is paid from. Only `hold_refund` makes one."""

    deposit: Held
    refund: DepositRefund


async def propose(
    session: AsyncSession, actor: Actor, lease_id: UUID, back: Back, *, today: date
) -> UUID:
    """Raises LeaseNotFound, DepositExceeded, RefundToPayer, RefundWayMissing, AlreadyDone (a
    refund is open).
    """
    held = await hold(session, actor.scope(Permission.TAKE_DEPOSIT), lease_id)
    return await propose_of(session, actor, held, back, today=today)


async def propose_of(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    back: Back,
    *,
    today: date,
    maker_id: UUID | None = None,
) -> UUID:
    """The same for who has the deposit in hand: an exit, a lease that comes to nothing.

    `maker_id` is who drafted the bill that it belongs to, where another confirmed that.
    """
    require_held(back.amount, held.amount)
    channel, payee = await _way(session, held, back)
    calendar = await calendars.of_authority(session)
    workdays = await parameters.value(session, "deposit.refund_workdays", today)
    document_type, document_id = back.document or (None, None)
    refund_id = await deposits.add_refund(
        session,
        project_id=held.lease.project_id,
        lease_id=held.lease.id,
        amount_fen=back.amount.fen,
        channel=channel,
        payee_name=payee,
        payee_account_mask=back.payee_account_mask,
        reason=back.reason,
        due_on=calendar.add_workdays(today, workdays),
        document_type=document_type,
        document_id=document_id,
        maker_id=maker_id or actor.person_id,
    )
    await _tell(session, actor, "proposed", refund_id, held, back.amount)
    return refund_id


async def hold_refund(session: AsyncSession, actor: Actor, refund_id: UUID) -> HeldRefund:
    """Lock in the fixed order: book, lease, refund. Raises DepositRefundNotFound."""
    scope = actor.scope(Permission.REFUND_DEPOSIT)
    seen = await deposits.refund(session, scope, refund_id)
    held = await hold(session, scope, seen.lease_id)
    return HeldRefund(held, await deposits.refund(session, scope, refund_id, lock=True))


async def pay(
    session: AsyncSession, actor: Actor, held: HeldRefund, *, slip_no: str, today: date
) -> None:
    """A second person pays it out. Raises TransitionRefused, MakerIsChecker, DepositExceeded."""
    one, book = held.refund, held.deposit.book
    state = REFUND.after(one.state, RefundEvent.PAY)
    require_second_person(one.maker_id, actor.person_id)
    amount = Money(one.amount_fen)
    require_held(amount, held.deposit.amount)
    month = book.month_for(today)
    await deposits.change_refund(
        session,
        one.id,
        state=state,
        checker_id=actor.person_id,
        checked_at=func.now(),
        slip_no=slip_no,
        on_date=today,
        month=month.first,
    )
    await books.post(
        session,
        book,
        [Entry(Reason.DEPOSIT_REFUNDED, amount, lease_id=one.lease_id)],
        month=month,
        on_date=today,
        document=("deposit_refund", one.id),
        maker_id=actor.person_id,
    )
    await _tell(session, actor, "paid", one.id, held.deposit, amount)


async def withdraw(session: AsyncSession, actor: Actor, held: HeldRefund) -> None:
    """Nothing is paid. Raises TransitionRefused."""
    one = held.refund
    state = REFUND.after(one.state, RefundEvent.WITHDRAW)
    await deposits.change_refund(session, one.id, state=state, checked_at=func.now())
    await _tell(session, actor, "withdrawn", one.id, held.deposit, Money(one.amount_fen))


async def _way(session: AsyncSession, held: Held, back: Back) -> tuple[Channel, str]:
    """By which channel, and to whom. Raises RefundToPayer, RefundWayMissing."""
    came = await deposits.came_by(session, held.lease.id)
    if came is None:
        if back.channel is None or back.payee_name is None:
            raise RefundWayMissing(pointer="/channel" if back.channel is None else "/payee_name")
        return back.channel, back.payee_name
    if back.channel not in (None, came.channel) or back.payee_name not in (None, came.payer_name):
        raise RefundToPayer(channel=came.channel)
    return came.channel, came.payer_name


async def _tell(
    session: AsyncSession, actor: Actor, what: str, refund_id: UUID, held: Held, amount: Money
) -> None:
    facts = {"lease_id": str(held.lease.id), "amount_fen": amount.fen}
    project_id = held.lease.project_id
    await tell(session, actor, f"deposits.refund.{what}", refund_id, project_id, **facts)
