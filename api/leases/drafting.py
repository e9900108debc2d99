"""Drafting a lease from the rules: for a household that was granted a home, and that home kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import life
from api.leases.forming import household_of
from api.leases.guards import (
    require_eligible,
    require_not_housed,
    require_start,
    require_still_eligible,
)
from api.leases.life import Held, Step
from api.leases.pricing import Priced, deposit_for, priced
from domain.access import Actor, Permission, Scope
from domain.housing import UnitState
from domain.lease_drafts import HomeNotKept, Term, term
from domain.leases import MACHINE, LeaseEvent, LeaseState
from domain.rent import Tier
from domain.reservations import ReservationState
from persistence import (
    audit,
    books,
    eligibility,
    housing,
    lease_life,
    parameters,
    payments,
    reservations,
    unit_life,
)
from persistence.books import Book
from persistence.eligibility import Record
from persistence.lease_life import BEGUN, Entry, LeaseRecord
from persistence.reservations import Reservation
from persistence.vault import Vault

_NUMBERED: Final = "lease"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A lease for whom a home is kept. Without a last day it runs as long as is usual; without a
    number it gets the project's next. A day before today needs its reason.
    """

    reservation_id: UUID
    starts_on: date
    ends_on: date | None
    contract_no: str | None
    note: str | None
    reason: str | None


async def draft(
    session: AsyncSession, actor: Actor, vault: Vault, wanted: Wanted, *, today: date
) -> UUID:
    """Raises ReservationNotFound, HomeNotKept, HouseholdNotEligible, MemberHoused, TermTooLong,
    TermEndsBeforeStart, BackdatingNeedsReason, PeriodClosed, RentInputsInvalid, CodeTaken,
    AlreadyDone (a lease is drafted for it), UnitAlreadyLet.
    """
    scope = actor.scope(Permission.DRAFT_LEASE)
    seen = await reservations.find(session, scope, wanted.reservation_id)
    book = await books.share(session, scope, seen.project_id)
    kept = await _kept(session, scope, wanted.reservation_id)
    record = await eligibility.record(session, kept.record_id)
    await require_eligible(session, record.person_index, wanted.starts_on)
    await require_not_housed(session, record, wanted.starts_on)
    require_start(book, wanted.starts_on, today, wanted.reason)
    await _discard_stale(session, scope, book, kept.unit_id, today)
    by_rule = await priced(
        session,
        scope,
        kept.unit_id,
        wanted.starts_on,
        tier=Tier(record.tier),
        people=record.size,
    )
    household_id = await household_of(session, vault, kept.project_id, record)
    return await begin(
        session,
        actor,
        project_id=kept.project_id,
        unit_id=kept.unit_id,
        household_id=household_id,
        record=record,
        term=await term_of(session, wanted.starts_on, wanted.ends_on),
        by_rule=by_rule,
        contract_no=wanted.contract_no,
        today=today,
        reason=wanted.reason,
        reservation_id=kept.id,
        note=wanted.note,
    )


async def begin(
    session: AsyncSession,
    actor: Actor,
    *,
    project_id: UUID,
    unit_id: UUID,
    household_id: UUID,
    record: Record,
    term: Term,
    by_rule: Priced,
    contract_no: str | None,
    today: date,
    reason: str | None = None,
    **links: Any,
) -> UUID:
    """Put a draft down with the rent that the rule gives, and the first line of its history.

    `links`: `reservation_id`, `renewed_from`, `exchanged_from`, `note`.
    """
    lease_id = await lease_life.add(
        session,
        project_id=project_id,
        unit_id=unit_id,
        household_id=household_id,
        contract_no=contract_no or await _next_number(session, project_id, today),
        state=LeaseState.DRAFT,
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        charged_from=term.starts_on,
        monthly_rent_fen=by_rule.rent.amount.fen,
        rule_rent_fen=by_rule.rent.amount.fen,
        rent_trace=by_rule.trace,
        tier=record.tier,
        deposit_fen=(await deposit_for(session, by_rule, term.starts_on)).fen,
        record_id=record.id,
        maker_id=actor.person_id,
        **links,
    )
    entry = Entry(
        event=BEGUN,
        effective_on=today,
        from_state=None,
        to_state=LeaseState.DRAFT,
        maker_id=actor.person_id,
        reason=reason,
    )
    await lease_life.write_down(session, lease_id, entry)
    facts = {"unit_id": str(unit_id), "rent_fen": by_rule.rent.amount.fen}
    await audit.record(
        session,
        actor,
        "leases.lease.drafted",
        lease_id,
        project_id=project_id,
        facts=facts,
        announce=True,
    )
    return lease_id


async def change(
    session: AsyncSession, actor: Actor, held: Held, changes: dict[str, Any], *, today: date
) -> None:
    """Other days or another note on a draft; the rent is looked up anew.

    Raises TransitionRefused (it is no draft any more), HouseholdNotEligible, TermTooLong,
    TermEndsBeforeStart, BackdatingNeedsReason, PeriodClosed.
    """
    lease, reason = held.lease, changes.get("reason")
    MACHINE.after(lease.state, LeaseEvent.EXPLAIN)
    scope = actor.scope(Permission.DRAFT_LEASE)
    starts_on = changes.get("starts_on", lease.starts_on)
    ends_on = changes.get("ends_on", None if "starts_on" in changes else lease.ends_on)
    require_start(held.book, starts_on, today, reason)
    await require_still_eligible(session, lease, starts_on)
    span = await term_of(session, starts_on, ends_on)
    by_rule = await priced_again(session, scope, lease, starts_on)
    await lease_life.change(
        session,
        lease.id,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        charged_from=span.starts_on,
        monthly_rent_fen=by_rule.rent.amount.fen,
        rule_rent_fen=by_rule.rent.amount.fen,
        rent_trace=by_rule.trace,
        deposit_fen=(await deposit_for(session, by_rule, span.starts_on)).fen,
        note=changes.get("note", lease.note),
    )
    await audit.record(
        session,
        actor,
        "leases.lease.draft_changed",
        lease.id,
        project_id=lease.project_id,
        facts={"fields": sorted(changes)},
    )


async def term_of(session: AsyncSession, starts_on: date, ends_on: date | None) -> Term:
    """Raises TermTooLong, TermEndsBeforeStart."""
    keys = ("lease.usual_term_months", "lease.max_term_months")
    usual, longest = (await parameters.values(session, keys, starts_on)).values()
    return term(starts_on, ends_on, usual_months=usual, longest_months=longest)


async def priced_again(session: AsyncSession, scope: Scope, lease: LeaseRecord, on: date) -> Priced:
    """What the rule gives for the draft as it stands. Raises RentInputsInvalid."""
    assert lease.record_id is not None
    record = await eligibility.record(session, lease.record_id)
    return await priced(
        session, scope, lease.unit_id, on, tier=Tier(record.tier), people=record.size
    )


async def _kept(session: AsyncSession, scope: Scope, reservation_id: UUID) -> Reservation:
    """The reservation with its unit, both held. Raises HomeNotKept."""
    seen = await reservations.find(session, scope, reservation_id)
    unit = await unit_life.lock(session, scope, seen.unit_id)
    kept = await reservations.find(session, scope, reservation_id, lock=True)
    if kept.state is not ReservationState.HELD or unit.state is not UnitState.RESERVED:
        raise HomeNotKept(unit_id=str(kept.unit_id), state=kept.state)
    return kept


async def _discard_stale(
    session: AsyncSession, scope: Scope, book: Book, unit_id: UUID, today: date
) -> None:
    """A draft for somebody whose home is not kept any more does not stand in the way."""
    lease_id = await housing.live_lease_of(session, unit_id)
    if lease_id is None:
        return
    held = await life.held_in(session, scope, book, lease_id)
    lease = held.lease
    if lease.reservation_id is None or LeaseEvent.DISCARD not in MACHINE.possible(lease.state):
        return
    kept = await reservations.of_unit(session, unit_id)
    if kept is not None and kept.id != lease.reservation_id:
        step = Step(event=LeaseEvent.DISCARD, reason="房源预留已失效")
        await life.move(session, None, held, step, today=today)


async def _next_number(session: AsyncSession, project_id: UUID, today: date) -> str:
    code, number = await payments.next_number(session, project_id, _NUMBERED, today.year)
    return f"{code}-HT-{today.year}-{number:05d}"
