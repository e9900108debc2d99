"""Rent that goes back: by another than who drafted the bill, from the account or the treasury."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.exits import life
from api.leases import life as leases
from api.leases.life import Held as HeldLease
from api.payments import commands as payment_commands
from api.payments.commands import GivenBack, RefundExceedsCredit
from domain.access import Actor, Permission, require_second_person
from domain.final_bills import PAYERS, RENT_REFUND, RefundSource, RentRefundEvent
from domain.ledger import Reason
from domain.money import Money
from persistence import books, final_bills, payments
from persistence.books import Entry
from persistence.final_bills import RentRefund


@dataclass(frozen=True, slots=True)
class Held:
    """A refund with its lease, held. Only `hold` makes one."""

    lease: HeldLease
    refund: RentRefund


async def hold(session: AsyncSession, actor: Actor, refund_id: UUID) -> Held:
    """Lock in the fixed order: book alone, lease, refund. Raises RentRefundNotFound."""
    scope = actor.scope(Permission.PAY_RENT_REFUND)
    seen = await final_bills.refund(session, scope, refund_id)
    lease = await leases.hold(session, scope, seen.lease_id, alone=True)
    return Held(lease, await final_bills.refund(session, scope, refund_id, lock=True))


async def pay(
    session: AsyncSession, actor: Actor, held: Held, *, slip_no: str, reason: str, today: date
) -> None:
    """Pay it with its slip. Raises TransitionRefused, RoleMissing, MakerIsChecker,
    RefundExceedsCredit, AccountHoldsLess.
    """
    one = held.refund
    state = RENT_REFUND.after(one.state, RentRefundEvent.PAY)
    actor.require_role(PAYERS[one.source])
    require_second_person(one.maker_id, actor.person_id)
    given = GivenBack(Money(one.amount_fen), slip_no, reason)
    if one.source is RefundSource.SET_OFF:
        refund_id = await payment_commands.refund_credit(
            session, actor, one.payment_id, given, today=today
        )
    else:
        refund_id = await _by_treasury(session, actor, held, given, today)
    await final_bills.change_refund(
        session,
        one.id,
        state=state,
        refund_id=refund_id,
        checker_id=actor.person_id,
        checked_at=func.now(),
    )
    facts = {"amount_fen": one.amount_fen, "source": one.source}
    await life.tell(session, actor, "rent_refunded", one.id, one.project_id, facts)


async def withdraw(session: AsyncSession, actor: Actor, held: Held) -> None:
    """Nothing is paid; it stays the household's credit. Raises TransitionRefused."""
    one = held.refund
    state = RENT_REFUND.after(one.state, RentRefundEvent.WITHDRAW)
    await final_bills.change_refund(session, one.id, state=state, checked_at=func.now())
    facts = {"amount_fen": one.amount_fen}
    await life.tell(session, actor, "rent_refund_withdrawn", one.id, one.project_id, facts)


async def _by_treasury(
    session: AsyncSession, actor: Actor, held: Held, given: GivenBack, today: date
) -> UUID:
    """退付: the treasury has paid the household; what is due to it is whole again."""
    book, one = held.lease.book, held.refund
    scope = actor.scope(Permission.PAY_RENT_REFUND)
    payment = await payments.lock_payment(session, scope, one.payment_id)
    left_fen = payment.unallocated_fen - given.amount.fen
    if left_fen < 0:
        raise RefundExceedsCredit(credit_fen=payment.unallocated_fen)
    month = book.month_for(today)
    refund_id = await payments.add_refund(
        session,
        payment_id=payment.id,
        project_id=one.project_id,
        lease_id=one.lease_id,
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
        [Entry(Reason.REFUNDED_BY_TREASURY, given.amount, lease_id=one.lease_id)],
        month=month,
        on_date=today,
        document=("refund", refund_id),
        maker_id=actor.person_id,
    )
    await payments.change_payment(session, payment.id, unallocated_fen=left_fen)
    return refund_id
