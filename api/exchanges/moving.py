"""An exchange carried out: the next leases drafted, and on one day one follows the other.

A swap's two leases end and begin together or not at all.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.exchanges.commands import Held, tell
from api.exchanges.offering import require_fits
from api.housing import life as units
from api.leases import drafting, succeeding
from api.leases.guards import require_eligible, require_paid_up, require_start
from api.leases.life import Held as HeldLease
from api.leases.pricing import priced
from domain.access import Actor, Permission, Scope
from domain.exchanges import (
    MACHINE,
    ExchangeEvent,
    ExchangeKind,
    ExchangeNotReady,
    require_lived_in_since,
)
from domain.housing import UnitEvent
from domain.lease_drafts import HomeNotKept, Term
from domain.leases import LeaseState
from domain.rent import Tier
from domain.reservations import ReservationState
from persistence import books, exchanges, housing, lease_life, payments, reservations, unit_life
from persistence.lease_life import LeaseRecord


async def accept(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    moves_on: date,
    *,
    reason: str | None,
    today: date,
) -> None:
    """The households take what is offered: their next leases are drafted, from one day on.

    The term is what remains of the old one. Raises TransitionRefused, MovesBeforeMovedIn,
    HomeNotKept, HomeTooLarge, HouseholdNotEligible, ArrearsOpen, BackdatingNeedsReason,
    PeriodClosed, TermEndsBeforeStart, TermTooLong, RentInputsInvalid, AlreadyDone.
    """
    one = held.exchange
    state = MACHINE.after(one.state, ExchangeEvent.ACCEPT)
    scope = actor.scope(Permission.DRAFT_LEASE)
    require_start(held.leases[0].book, moves_on, today, reason)
    require_lived_in_since((each.lease.charged_from for each in held.leases), moves_on)
    homes = await _homes(session, scope, held)
    made = [
        await _draft(session, actor, held, lease.lease, unit_id, moves_on, reason, today)
        for lease, unit_id in zip(held.leases, homes, strict=True)
    ]
    await exchanges.change(
        session,
        one.id,
        state=state,
        moves_on=moves_on,
        next_lease_id=made[0],
        with_next_lease_id=made[1] if len(made) > 1 else None,
    )
    await tell(session, actor, state.value, one, moves_on=moves_on.isoformat())


async def _homes(session: AsyncSession, scope: Scope, held: Held) -> list[UUID]:
    """Where each household goes. Raises HomeNotKept, TransitionRefused."""
    one = held.exchange
    if one.kind is ExchangeKind.SWAP:
        return [lease.lease.unit_id for lease in reversed(held.leases)]
    if one.reservation_id is None:
        # Approved, and nothing offered yet: the state's own refusal says what comes first.
        raise HomeNotKept(lease_id=str(one.lease_id))
    kept = await reservations.find(session, scope, one.reservation_id, lock=True)
    if kept.state is not ReservationState.HELD:
        raise HomeNotKept(unit_id=str(kept.unit_id), state=kept.state)
    return [kept.unit_id]


async def _draft(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    old: LeaseRecord,
    unit_id: UUID,
    moves_on: date,
    reason: str | None,
    today: date,
) -> UUID:
    scope = actor.scope(Permission.DRAFT_LEASE)
    await require_paid_up(session, scope, old.id, today)
    record = await require_eligible(session, old.household_id, moves_on)
    unit = await housing.unit(session, scope, unit_id)
    await require_fits(session, record, unit_id, unit.layout, today)
    by_rule = await priced(
        session, scope, unit_id, moves_on, tier=Tier(record.tier), people=record.size
    )
    term: Term = await drafting.term_of(session, moves_on, old.ends_on)
    return await drafting.begin(
        session,
        actor,
        project_id=old.project_id,
        unit_id=unit_id,
        household_id=old.household_id,
        record=record,
        term=term,
        by_rule=by_rule,
        contract_no=None,
        today=today,
        reason=reason,
        exchanged_from=old.id,
        reservation_id=held.exchange.reservation_id,
    )


async def complete(session: AsyncSession, actor: Actor, exchange_id: UUID, *, today: date) -> None:
    """The day has come: the old leases end, the new ones begin, and the homes change hands.

    Raises ExchangeNotFound, TransitionRefused, ExchangeNotReady, ExitStillOpen, RoleMissing.
    """
    scope = actor.scope(Permission.CHECK_IN)
    seen = await exchanges.find(session, scope, exchange_id)
    book = await books.hold(session, scope, seen.project_id)
    ids = [*seen.lease_ids, *seen.next_ids]
    for unit_id in sorted({(await lease_life.record(session, scope, x)).unit_id for x in ids}):
        await unit_life.lock(session, scope, unit_id)
    await payments.lock_leases(session, ids)
    one = await exchanges.find(session, scope, exchange_id, lock=True)
    state = MACHINE.after(one.state, ExchangeEvent.COMPLETE)
    olds = [HeldLease(book, await lease_life.record(session, scope, x)) for x in one.lease_ids]
    news = [HeldLease(book, await lease_life.record(session, scope, x)) for x in one.next_ids]
    _require_ready(news, today)
    for old, new in zip(olds, news, strict=True):
        await succeeding.end(session, actor, scope, old, new.lease, today=today)
    if one.kind is ExchangeKind.TRANSFER:
        await _hand_over(session, actor, scope, olds[0].lease, news[0].lease, exchange_id, today)
    for old, new in zip(olds, news, strict=True):
        await succeeding.begin(session, actor, scope, old, new, today=today)
    await exchanges.change(session, one.id, state=state, done_on=today)
    await tell(session, actor, state.value, one)


def _require_ready(news: Sequence[HeldLease], today: date) -> None:
    """Raises ExchangeNotReady."""
    for new in news:
        if new.lease.state is not LeaseState.SIGNED or new.lease.starts_on > today:
            raise ExchangeNotReady(
                lease_id=str(new.lease.id),
                state=new.lease.state,
                starts_on=new.lease.starts_on.isoformat(),
            )


async def _hand_over(
    session: AsyncSession,
    actor: Actor,
    scope: Scope,
    old: LeaseRecord,
    new: LeaseRecord,
    exchange_id: UUID,
    today: date,
) -> None:
    """The home that is left is looked over and made ready; the new one is lived in."""
    document = ("exchange", exchange_id)
    for unit_id, event in (
        (old.unit_id, UnitEvent.OPEN_EXIT),
        (old.unit_id, UnitEvent.HAND_BACK),
        (new.unit_id, UnitEvent.OCCUPY),
    ):
        step = units.Step(event=event, document=document)
        await units.move(session, actor, scope, unit_id, step, today=today)
