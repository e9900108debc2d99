"""What people do with an exchange of homes: ask, check, decide, offer, withdraw.

Locks go book, unit, leases by id, then the exchange. What follows is in `api.exchanges.moving`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases.guards import require_eligible, require_paid_up
from api.leases.life import Held as HeldLease
from api.reservations import commands as reserving
from domain.access import Actor, Permission, Scope, require_second_person
from domain.exchanges import (
    MACHINE,
    ExchangeAcrossProjects,
    ExchangeEvent,
    ExchangeKind,
    ExchangeReason,
    ExchangeUnderWay,
    HomeTooLarge,
    NoOfferInSwap,
    require_lived,
    require_partner,
    require_undisturbed,
)
from domain.flat_selection import Chooser, Home, fits
from persistence import (
    attachments,
    audit,
    books,
    exchanges,
    exits,
    housing,
    lease_life,
    parameters,
    payments,
)
from persistence.eligibility import Record
from persistence.exchanges import Exchange
from persistence.lease_life import LeaseRecord


@dataclass(frozen=True, slots=True)
class Wanted:
    """Why a household wants another home; a swap names the other household's lease."""

    kind: ExchangeKind
    with_lease_id: UUID | None
    reason_code: ExchangeReason
    reason: str
    file_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Held:
    """An exchange with the leases that end by it, all held. Only `hold` makes one."""

    leases: list[HeldLease]
    exchange: Exchange


async def hold(
    session: AsyncSession, scope: Scope, exchange_id: UUID, *, alone: bool = False
) -> Held:
    """Raises ExchangeNotFound."""
    seen = await exchanges.find(session, scope, exchange_id)
    lock = books.hold if alone else books.share
    book = await lock(session, scope, seen.project_id)
    await payments.lock_leases(session, seen.lease_ids)
    held = [HeldLease(book, await lease_life.record(session, scope, one)) for one in seen.lease_ids]
    return Held(held, await exchanges.find(session, scope, exchange_id, lock=True))


async def submit(
    session: AsyncSession, actor: Actor, lease_id: UUID, wanted: Wanted, *, today: date
) -> UUID:
    """A household asks for another home, at the counter.

    Raises LeaseNotFound, SwapPartnerMissing, ExchangeAcrossProjects, ExchangeNotPossible,
    ExchangeTooEarly, ArrearsOpen, ExchangeUnderWay, FileNotFound.
    """
    scope = actor.scope(Permission.ASK_FOR_EXCHANGE)
    require_partner(wanted.kind, has_partner=wanted.with_lease_id not in {None, lease_id})
    ids = [one for one in (lease_id, wanted.with_lease_id) if one is not None]
    seen = [await lease_life.record(session, scope, one) for one in ids]
    if len({one.project_id for one in seen}) > 1:
        raise ExchangeAcrossProjects(project_id=str(seen[0].project_id))
    await books.share(session, scope, seen[0].project_id)
    await payments.lock_leases(session, ids)
    for one in ids:
        lease = await lease_life.record(session, scope, one)
        await _require_may(session, scope, lease, wanted.reason_code, today)
    if await exchanges.under_way(session, ids):
        raise ExchangeUnderWay(lease_id=str(lease_id))
    exchange_id = await exchanges.add(
        session,
        project_id=seen[0].project_id,
        lease_id=lease_id,
        with_lease_id=wanted.with_lease_id,
        kind=wanted.kind,
        reason_code=wanted.reason_code,
        reason=wanted.reason,
        file_ids=list(wanted.file_ids),
        maker_id=actor.person_id,
    )
    await attachments.attach(
        session, actor, ("lease", lease_id), wanted.file_ids, project_id=seen[0].project_id
    )
    await tell(session, actor, "submitted", await exchanges.find(session, scope, exchange_id))
    return exchange_id


async def _require_may(
    session: AsyncSession, scope: Scope, lease: LeaseRecord, reason: ExchangeReason, today: date
) -> None:
    """Raises ExchangeNotPossible, ExchangeTooEarly, ArrearsOpen."""
    require_undisturbed(lease.state, is_leaving=await exits.is_leaving(session, lease.id))
    first = lease
    while first.renewed_from is not None:
        first = await lease_life.record(session, scope, first.renewed_from)
    keys = ("exchange.min_occupancy_months", "exchange.lock_months")
    months, lock_months = (await parameters.values(session, keys, today)).values()
    require_lived(
        reason,
        first.charged_from,
        first.charged_from if first.exchanged_from is not None else None,
        today,
        months=months,
        lock_months=lock_months,
    )
    await require_paid_up(session, scope, lease.id, today)


async def check(session: AsyncSession, actor: Actor, held: Held) -> None:
    """A second person of the operator looked at it. Raises TransitionRefused, MakerIsChecker."""
    state = MACHINE.after(held.exchange.state, ExchangeEvent.CHECK)
    require_second_person(held.exchange.maker_id, actor.person_id)
    await exchanges.change(session, held.exchange.id, state=state, checked_by=actor.person_id)
    await tell(session, actor, state.value, held.exchange)


async def decide(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    ok: bool,
    decision_no: str | None,
    decision: str | None,
    today: date,
) -> None:
    """The purchaser's approver decides. Raises TransitionRefused, MakerIsChecker."""
    one = held.exchange
    state = MACHINE.after(one.state, ExchangeEvent.APPROVE if ok else ExchangeEvent.REJECT)
    require_second_person(one.maker_id, actor.person_id)
    await exchanges.change(
        session,
        one.id,
        state=state,
        decided_by=actor.person_id,
        decided_on=today,
        decision_no=decision_no,
        decision=decision,
    )
    await tell(session, actor, state.value, one)


async def offer(
    session: AsyncSession, actor: Actor, held: Held, unit_id: UUID, *, today: date
) -> None:
    """Keep an empty home of the project for the household, until a day.

    Raises TransitionRefused, NoOfferInSwap, UnitNotFound, ExchangeAcrossProjects,
    HouseholdNotEligible, HomeTooLarge, UnitTaken, HomeKeptAlready, NoDwelling, UnitLeavesStock.
    """
    one, lease = held.exchange, held.leases[0].lease
    state = MACHINE.after(one.state, ExchangeEvent.OFFER)
    if one.kind is ExchangeKind.SWAP:
        raise NoOfferInSwap
    scope = actor.scope(Permission.OFFER_EXCHANGE)
    unit = await housing.unit(session, scope, unit_id)
    if unit.project_id != one.project_id:
        raise ExchangeAcrossProjects(project_id=str(one.project_id))
    record = await require_eligible(session, lease.household_id, today)
    await require_fits(session, record, unit_id, unit.layout, today)
    reservation_id = await reserving.keep(
        session,
        actor,
        scope,
        unit_id=unit_id,
        today=today,
        record_id=record.id,
        decision_no=one.decision_no,
        reason=one.reason,
    )
    await exchanges.change(session, one.id, state=state, reservation_id=reservation_id)
    await tell(session, actor, state.value, one, unit_id=str(unit_id))


async def require_fits(
    session: AsyncSession, record: Record, unit_id: UUID, layout: str | None, today: date
) -> None:
    """Not more rooms than the household gets; what is unclear is no bar. Raises HomeTooLarge."""
    rule = await parameters.value(session, "round.size_rule", today)
    chooser = Chooser(record.size, record.approved_rooms)
    if not fits(rule, chooser, Home(unit_id, layout, None, None)):
        raise HomeTooLarge(unit_id=str(unit_id), people=record.size)


async def withdraw(session: AsyncSession, actor: Actor, held: Held) -> None:
    """The household stays where it is. Raises TransitionRefused."""
    state = MACHINE.after(held.exchange.state, ExchangeEvent.WITHDRAW)
    await exchanges.change(session, held.exchange.id, state=state)
    await tell(session, actor, state.value, held.exchange)


async def tell(session: AsyncSession, actor: Actor, told: str, one: Exchange, **facts: Any) -> None:
    await audit.record(
        session,
        actor,
        f"leases.exchange.{told}",
        one.id,
        project_id=one.project_id,
        facts={"lease_id": str(one.lease_id), "kind": one.kind, **facts},
        announce=True,
    )
