"""Months that were charged before a lease's terms changed, put right in the open month.

Too little makes one supplementary charge with a due day of its own; too much is taken off each
month's charge, the operator's claim first, and what had been paid becomes the household's credit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.allocation import moved, reduction
from domain.calendar import Month
from domain.charging import Terms
from domain.lease_terms import Difference, differences, supplementary
from domain.ledger import Reason
from domain.money import ZERO, Money
from persistence import books, lease_terms, leases, parameters, payments
from persistence.books import Book, Entry
from persistence.lease_terms import LeaseTerms
from persistence.rent import charges, credit
from persistence.tables.rent import ChargeRow

_DOCUMENT: Final = "lease_terms"


@dataclass(frozen=True, slots=True)
class Held:
    """Terms with all that deciding on them locks. Only `hold` makes one."""

    book: Book
    terms: LeaseTerms


async def differences_of(
    session: AsyncSession, actor: Actor, terms: LeaseTerms
) -> tuple[list[Difference], dict[Month, UUID]]:
    """The months that the terms make wrong, and each month's own charge."""
    lease = await leases.lease(session, actor.scope(Permission.READ_LEASE), terms.lease_id)
    charged = await lease_terms.charged(session, terms.lease_id, terms.valid_from)
    rents = await lease_terms.changes(session, terms.lease_id, terms.id)
    found = differences(charged.values(), Money(lease.monthly_rent_fen), rents, terms.valid_from)
    return found, {one.month: charge_id for charge_id, one in charged.items()}


async def put_right(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    found: Sequence[Difference],
    ids: dict[Month, UUID],
    today: date,
) -> list[tuple[Difference, UUID, Money]]:
    """Post what the months differ by; gives each with its charge and what became credit."""
    done: list[tuple[Difference, UUID, Money]] = []
    for one in found:
        if one.amount < ZERO:
            credited = await take_off(
                session,
                held.book,
                ids[one.month],
                -one.amount,
                lease_id=held.terms.lease_id,
                document=(_DOCUMENT, held.terms.id),
                maker_id=actor.person_id,
                today=today,
            )
            done.append((one, ids[one.month], credited))
    extra = await _supplement(session, actor, held, found, today)
    done += [(one, extra, ZERO) for one in found if extra is not None and one.amount > ZERO]
    if found:
        month = held.book.month_for(today)
        await credit.use(
            session,
            held.book,
            month,
            on_date=today,
            maker_id=actor.person_id,
            lease_id=held.terms.lease_id,
        )
    return done


async def take_off(
    session: AsyncSession,
    book: Book,
    charge_id: UUID,
    amount: Money,
    *,
    lease_id: UUID,
    document: tuple[str, UUID],
    maker_id: UUID,
    today: date,
) -> Money:
    """Lower a month's charge as far as something is left of it; gives what became credit.

    The book is held alone, and the lease's debts.
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
    when = {"month": book.month_for(today), "on_date": today, "maker_id": maker_id}
    await books.post(session, book, entries, document=document, **when)
    if credited:
        await payments.release(session, book, charge_id, credited, **when)
    return credited


async def _supplement(
    session: AsyncSession, actor: Actor, held: Held, found: Sequence[Difference], today: date
) -> UUID | None:
    """One charge for everything that was too little (E4), due with the next month's rent."""
    extra = supplementary(found)
    if extra is None:
        return None
    (amount, period), month = extra, held.book.month_for(today)
    lease = await leases.lease(session, actor.scope(Permission.READ_LEASE), held.terms.lease_id)
    due_day = await parameters.value(session, "rent.due_day", today)
    due_month = Month.of(today).next
    made = await session.execute(
        insert(ChargeRow)
        .values(
            project_id=lease.project_id,
            lease_id=lease.id,
            unit_id=lease.unit_id,
            household_id=lease.household_id,
            month=month.first,
            line=await lease_terms.next_line(session, lease.id, month),
            from_on=period.from_on,
            until_on=period.until_on,
            due_on=Terms(due_day=due_day).due_on(due_month, due_month.first),
            amount_fen=amount.fen,
            treasury_claim_fen=amount.fen,
            trace=_trace(held.terms, found),
        )
        .returning(ChargeRow.id)
    )
    charge_id = made.scalar_one()
    entry = Entry(Reason.CHARGED, amount, lease_id=lease.id, charge_id=charge_id)
    await _post(session, actor, held, [entry], today)
    return charge_id


def _trace(terms: LeaseTerms, found: Sequence[Difference]) -> dict[str, Any]:
    return {
        "terms_id": str(terms.id),
        "document_no": terms.document_no,
        "months": [
            {"month": str(one.month), "was_fen": one.was.fen, "due_fen": one.due.fen}
            for one in found
            if one.amount > ZERO
        ],
    }


async def _post(
    session: AsyncSession, actor: Actor, held: Held, entries: Sequence[Entry], today: date
) -> None:
    await books.post(
        session,
        held.book,
        entries,
        month=held.book.month_for(today),
        on_date=today,
        document=(_DOCUMENT, held.terms.id),
        maker_id=actor.person_id,
    )
