"""The next lease takes a lease's place: one ends the day before, no day is charged twice."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.deposits import commands as deposits
from api.deposits import serving
from api.leases import life
from api.leases.life import Held, Step
from api.rent.lowering import lower
from domain.access import Actor, Scope
from domain.calendar import Month
from domain.errors import Refused
from domain.lease_terms import beyond
from domain.leases import LeaseEvent
from domain.money import Money
from persistence import lease_papers, lease_terms, people
from persistence.books import Book
from persistence.lease_life import LeaseRecord
from persistence.rent import standards

_ONE_DAY: Final = timedelta(days=1)


class FollowsNoLease(Refused):
    """The lease follows no other one: its household moves in by a check-in."""


class LeaseBeginsLater(Refused):
    """The lease begins on a later day; it takes the other's place then."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What a takeover came to: deposit taken along, and credit left with the lease that ended."""

    deposit: Money
    credited: Money


async def take_over(
    session: AsyncSession, actor: Actor | None, scope: Scope, held: Held, *, today: date
) -> Succession:
    """A signed renewal begins: rent, deposit and home pass from the old lease to it.

    `held` has its book alone and its unit. What the old lease was charged beyond its last day is
    taken off, and what had been paid of that is its household's credit. The calendar acts in the
    name of who signed for the operator.

    Raises FollowsNoLease, LeaseBeginsLater, TransitionRefused, RoleMissing, PeriodClosed.
    """
    new = held.lease
    if new.renewed_from is None:
        raise FollowsNoLease(lease_id=str(new.id))
    if new.starts_on > today:
        raise LeaseBeginsLater(starts_on=new.starts_on.isoformat())
    held.book.require_open(Month.of(new.starts_on))
    maker = actor or await _signer(session, scope, new.id)
    old = await life.held_in(session, scope, held.book, new.renewed_from)
    terms, _ = await standards.terms_on(session, new.project_id, new.starts_on)
    last_on = new.starts_on - _ONE_DAY * terms.last_day_counted
    facts = {"from": new.starts_on.isoformat(), "lease_id": str(new.id)}
    succeed = Step(event=LeaseEvent.SUCCEED, document=("lease", new.id), facts=facts)
    await life.move(session, actor, old, succeed, today=today, vacated_on=last_on)
    credited = await cut_short(session, held.book, old.lease, new.starts_on, maker, today)
    begin = Step(event=LeaseEvent.TAKE_OVER, document=("lease", old.lease.id))
    await life.move(session, actor, held, begin, today=today, charged_from=new.starts_on)
    deposit = await serving.take_along(
        session,
        maker,
        await deposits.held_in(session, scope, held.book, old.lease.id),
        await deposits.held_in(session, scope, held.book, new.id),
        today=today,
    )
    return Succession(deposit, credited)


async def cut_short(
    session: AsyncSession,
    book: Book,
    lease: LeaseRecord,
    until_on: date,
    maker: Actor,
    today: date,
) -> Money:
    """Take off what was charged for days from `until_on` on; gives what became credit."""
    charged = await lease_terms.charged(session, lease.id, until_on)
    ids = {one.month: charge_id for charge_id, one in charged.items()}
    rents = await lease_terms.changes(session, lease.id)
    credited = Money(0)
    for one in beyond(charged.values(), Money(lease.monthly_rent_fen), rents, until_on):
        credited += await lower(
            session,
            maker,
            book,
            lease.id,
            ids[one.month],
            -one.amount,
            document=("lease", lease.id),
            today=today,
        )
    return credited


async def _signer(session: AsyncSession, scope: Scope, lease_id: UUID) -> Actor:
    hands = await lease_papers.signatures(session, lease_id)
    return await people.actor_for(session, hands[-1].by, scope.authority_id)
