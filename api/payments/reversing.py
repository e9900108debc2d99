"""Taking a payment back: everything it did is mirrored, and what was lowered is lowered anew."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.payments.commands import held, tell
from domain.access import Actor, Permission
from domain.allocation import moved, reduction
from domain.ledger import Reason
from domain.payments import PaymentEvent, PaymentState
from persistence import books, payments
from persistence.books import Book, Entry
from persistence.rent import charges, credit


async def reverse_payment(
    session: AsyncSession, actor: Actor, payment_id: UUID, reason: str, *, today: date
) -> None:
    """A second person takes a payment back: its debts reopen as they were, by mirror postings.

    Other credit of the household pays what reopens. Raises PaymentNotFound, MakerIsChecker,
    TransitionRefused, CreditAlreadyRefunded.
    """
    scope = actor.scope(Permission.REVERSE_PAYMENT)
    payment, book = await held(session, actor, scope, payment_id, PaymentEvent.REVERSE)
    await payments.require_not_refunded(session, payment_id)

    month = book.month_for(today)
    await payments.reopen_charges(session, payment_id, month=month, on_date=today)
    reversal_id = await payments.add_reversal(
        session,
        payment_id=payment_id,
        project_id=payment.project_id,
        reason=reason,
        on_date=today,
        month=month.first,
        maker_id=payment.maker_id,
        checker_id=actor.person_id,
    )
    await books.mirror(
        session,
        book,
        payment_id,
        month=month,
        on_date=today,
        document=("payment_reversal", reversal_id),
        maker_id=actor.person_id,
    )
    await payments.change_payment(
        session, payment_id, state=PaymentState.REVERSED, unallocated_fen=0
    )
    await _lower_anew(session, actor, book, payment_id, reversal_id, today)
    for lease_id in payment.lease_ids:
        await credit.use(
            session, book, month, on_date=today, maker_id=actor.person_id, lease_id=lease_id
        )
    facts = {"amount_fen": payment.amount_fen}
    await tell(session, actor, "payments.payment.reversed", payment_id, book, **facts)


async def _lower_anew(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    payment_id: UUID,
    reversal_id: UUID,
    today: date,
) -> None:
    """Rent that was lowered after this payment is still lower: without it, a claim is."""
    for one in await payments.released(session, payment_id):
        charge = await charges.lock(session, one.lease_id, one.charge_id)
        split = charges.split_of(charge)
        amount = one.treasury + one.operator
        split = replace(
            split,
            treasury=split.treasury + one.treasury,
            operator=split.operator + one.operator,
            reduced=split.reduced - amount,
        )
        parts = reduction(split, amount)
        for reason, part in parts:
            split = moved(split, reason, part)
        await charges.restate(session, charge, split)
        await books.post(
            session,
            book,
            [
                Entry(
                    reason,
                    part,
                    lease_id=one.lease_id,
                    charge_id=one.charge_id,
                    operator_id=(
                        charge.operator_id if reason is Reason.REDUCED_AFTER_ADVANCE else None
                    ),
                )
                for reason, part in parts
            ],
            month=book.month_for(today),
            on_date=today,
            document=("payment_reversal", reversal_id),
            maker_id=actor.person_id,
        )
