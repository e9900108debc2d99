"""A charge that was too much: lowered as far as something is left of it, whoever is owed it."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from domain.allocation import moved, reduction
from domain.ledger import Reason
from domain.money import ZERO, Money
from persistence import books, payments
from persistence.books import Book, Entry
from persistence.rent import charges


async def lower(
    session: AsyncSession,
    actor: Actor,
    book: Book,
    lease_id: UUID,
    charge_id: UUID,
    amount: Money,
    *,
    document: tuple[str, UUID],
    today: date,
) -> Money:
    """The operator's claim falls first; what had been paid becomes credit, which is given.

    The book must be held alone. Raises PeriodClosed.
    """
    charge = await charges.lock(session, lease_id, charge_id)
    split = charges.split_of(charge)
    amount = min(amount, split.owed + split.paid)
    credited, entries = ZERO, list[Entry]()
    for reason, part in reduction(split, amount):
        if reason is Reason.REDUCED_AFTER_PAYMENT:
            credited = part
            continue
        split = moved(split, reason, part)
        operator_id = charge.operator_id if reason is Reason.REDUCED_AFTER_ADVANCE else None
        entries.append(Entry(reason, part, charge.lease_id, charge.id, operator_id))
    await charges.restate(session, charge, split)
    month = book.month_for(today)
    await books.post(
        session,
        book,
        entries,
        month=month,
        on_date=today,
        document=document,
        maker_id=actor.person_id,
    )
    if credited:
        await payments.release(
            session,
            book,
            charge_id,
            credited,
            month=month,
            on_date=today,
            maker_id=actor.person_id,
        )
    return credited
