"""The next lease takes a lease's place: one ends the day before, no day is charged twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from api.deposits import commands as deposits
from api.deposits import serving
from api.leases import life
from api.leases.life import Held, Step
from api.rent.lowering import lower
from domain.access import Actor, Scope
from domain.calendar import Month, Period
from domain.charging import Terms
from domain.errors import Refused
from domain.lease_terms import Charged, Difference, beyond
from domain.leases import LeaseEvent
from domain.ledger import Reason
from domain.money import Money
from domain.successions import charged_at_once
from persistence import books, exits, lease_papers, lease_terms, payments, people
from persistence.books import Book, Entry
from persistence.lease_life import LeaseRecord
from persistence.rent import carrying, credit, standards
from persistence.tables.rent import ChargeRow

_ONE_DAY: Final = timedelta(days=1)


class FollowsNoLease(Refused):
    """The lease follows no other one: its household moves in by a check-in."""


class LeaseBeginsLater(Refused):
    """The lease begins on a later day; it takes the other's place then."""


class ExitStillOpen(Refused):
    """The household is leaving its home: its exit case is called off first."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What a takeover came to: deposit and credit taken along."""

    deposit: Money
    credit: Money


async def take_over(
    session: AsyncSession, actor: Actor | None, scope: Scope, held: Held, *, today: date
) -> Succession:
    """A signed renewal begins: rent, deposit, credit and home pass from the old lease to it.

    `held` has its book alone and its unit. What the old lease was charged beyond its last day is
    taken off, and the new one is charged for those days in the months that are open. The calendar
    acts in the name of who signed for the operator.

    Raises FollowsNoLease, LeaseBeginsLater, ExitStillOpen, TransitionRefused, RoleMissing.
    """
    new = held.lease
    if new.renewed_from is None:
        raise FollowsNoLease(lease_id=str(new.id))
    if new.starts_on > today:
        raise LeaseBeginsLater(starts_on=new.starts_on.isoformat())
    old = await life.held_in(session, scope, held.book, new.renewed_from)
    return await succeed(session, actor, scope, old, held, today=today)


async def succeed(
    session: AsyncSession,
    actor: Actor | None,
    scope: Scope,
    old: Held,
    held: Held,
    *,
    today: date,
) -> Succession:
    """The same for any two leases of one book, each held: the one ends, the other begins."""
    await end(session, actor, scope, old, held.lease, today=today)
    return await begin(session, actor, scope, old, held, today=today)


async def end(
    session: AsyncSession,
    actor: Actor | None,
    scope: Scope,
    old: Held,
    new: LeaseRecord,
    *,
    today: date,
) -> None:
    """The old lease ends the day before the new one begins; what it was charged beyond is off.

    Raises ExitStillOpen, TransitionRefused, RoleMissing.
    """
    if await exits.is_leaving(session, old.lease.id):
        raise ExitStillOpen(lease_id=str(old.lease.id))
    terms, _ = await standards.terms_on(session, new.project_id, new.starts_on)
    last_on = new.starts_on - _ONE_DAY * terms.last_day_counted
    facts = {"from": new.starts_on.isoformat(), "lease_id": str(new.id)}
    step = Step(event=LeaseEvent.SUCCEED, document=("lease", new.id), facts=facts)
    await life.move(session, actor, old, step, today=today, vacated_on=last_on)
    maker = actor or await _signer(session, scope, new.id)
    await _cut_short(session, old.book, old.lease, new.starts_on, maker, today)


async def begin(
    session: AsyncSession,
    actor: Actor | None,
    scope: Scope,
    old: Held,
    held: Held,
    *,
    today: date,
) -> Succession:
    """The new lease begins, with what the household had paid and left as a deposit.

    Raises TransitionRefused, RoleMissing.
    """
    new = held.lease
    step = Step(event=LeaseEvent.TAKE_OVER, document=("lease", old.lease.id))
    await life.move(session, actor, held, step, today=today, charged_from=new.starts_on)
    maker = actor or await _signer(session, scope, new.id)
    terms, _ = await standards.terms_on(session, new.project_id, new.starts_on)
    charged = await lease_terms.charged(session, old.lease.id, Month.of(new.starts_on).first)
    await _charge_on(session, held, [*charged.values()], terms, maker, today)
    carried = await _carry_credit(session, held, old.lease.id, maker, today)
    deposit = await serving.take_along(
        session,
        maker,
        await deposits.held_in(session, scope, held.book, old.lease.id),
        await deposits.held_in(session, scope, held.book, new.id),
        today=today,
    )
    return Succession(deposit, carried)


async def _cut_short(
    session: AsyncSession,
    book: Book,
    lease: LeaseRecord,
    until_on: date,
    maker: Actor,
    today: date,
) -> None:
    """Take off what was charged for days from `until_on` on."""
    charged = await lease_terms.charged(session, lease.id, until_on)
    ids = {one.month: charge_id for charge_id, one in charged.items()}
    rents = await lease_terms.changes(session, lease.id)
    for one in beyond(charged.values(), Money(lease.monthly_rent_fen), rents, until_on):
        await lower(
            session,
            maker,
            book,
            lease.id,
            ids[one.month],
            -one.amount,
            document=("lease", lease.id),
            today=today,
        )


async def _charge_on(
    session: AsyncSession,
    held: Held,
    charged: Sequence[Charged],
    terms: Terms,
    maker: Actor,
    today: date,
) -> None:
    """Charge the new lease for what no billing run comes by again."""
    lease, book = held.lease, held.book
    found = charged_at_once(
        charged,
        Money(lease.monthly_rent_fen),
        Period(lease.starts_on, lease.ends_on + _ONE_DAY),
        open_from=book.first_open,
        basis=terms.basis,
        unit_fen=terms.unit_fen,
    )
    for one in found:
        if one.due:
            await _charge(session, held, one, terms, maker, today)
    await carrying.restate(session, [lease.id])


async def _charge(
    session: AsyncSession, held: Held, one: Difference, terms: Terms, maker: Actor, today: date
) -> None:
    """In its own month; a closed one's days are a further line of the first month that is open."""
    lease, book = held.lease, held.book
    month = one.month if book.first_open is None else max(one.month, book.first_open)
    is_own = month == one.month
    values: dict[str, Any] = {
        "project_id": lease.project_id,
        "lease_id": lease.id,
        "unit_id": lease.unit_id,
        "household_id": lease.household_id,
        "month": month.first,
        "line": 1 if is_own else await lease_terms.next_line(session, lease.id, month),
        "from_on": one.period.from_on,
        "until_on": one.period.until_on,
        "due_on": max(terms.due_on(one.month, one.period.from_on), today),
        "amount_fen": one.due.fen,
        "treasury_claim_fen": one.due.fen,
        "arrears_fen": one.due.fen,
        "trace": {
            "rent_fen": lease.monthly_rent_fen,
            "basis": terms.basis,
            "unit_fen": terms.unit_fen,
            "days": one.period.days_in(one.month),
            "month_days": one.month.days,
            "from_on": one.period.from_on.isoformat(),
            "until_on": str(one.period.until_on),
            "month": str(one.month),
        },
    }
    made = await session.execute(insert(ChargeRow).values(**values).returning(ChargeRow.id))
    entry = Entry(Reason.CHARGED, one.due, lease_id=lease.id, charge_id=made.scalar_one())
    await books.post(
        session,
        book,
        [entry],
        month=book.month_for(today),
        on_date=today,
        document=("lease", lease.id),
        maker_id=maker.person_id,
    )


async def _carry_credit(
    session: AsyncSession, held: Held, from_lease_id: UUID, maker: Actor, today: date
) -> Money:
    """What the household had paid too much pays its next lease; gives how much went along."""
    lease, book = held.lease, held.book
    by = maker.person_id
    carried = await payments.pass_on(
        session, book, from_lease_id, lease.id, on_date=today, maker_id=by
    )
    month = book.month_for(today)
    await credit.use(session, book, month, on_date=today, maker_id=by, lease_id=lease.id)
    return carried


async def _signer(session: AsyncSession, scope: Scope, lease_id: UUID) -> Actor:
    hands = await lease_papers.signatures(session, lease_id)
    return await people.actor_for(session, hands[-1].by, scope.authority_id)
