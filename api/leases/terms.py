"""What the purchaser does with a lease's rent over time. Each runs in its caller's transaction."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import putting_right
from api.leases.pricing import priced
from api.leases.putting_right import Held
from domain.access import Actor, Permission, require_second_person
from domain.lease_terms import (
    MACHINE,
    ChangeFrom,
    DecidedInFuture,
    Difference,
    TermsEvent,
    TermsState,
    require_not_retroactive,
    takes_effect,
)
from domain.money import Money
from domain.rent import Tier
from persistence import (
    audit,
    books,
    households,
    lease_changes,
    lease_terms,
    leases,
    parameters,
    payments,
)
from persistence.lease_changes import LeaseChangeNotFound
from persistence.lease_terms import LeaseTerms
from persistence.leases import Lease

CHANGE_FROM: Final = "lease.change_from"


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision about a lease's rent. Without a day it holds as the parameter says; without a
    rent it is what the rent rule gives.
    """

    tier: Tier
    monthly_rent: Money | None
    discount: Decimal | None
    decided_on: date
    valid_from: date | None
    document_no: str
    reason: str
    change_id: UUID | None = None


async def draft(
    session: AsyncSession, actor: Actor, lease_id: UUID, wanted: Draft, *, today: date
) -> UUID:
    """Raises LeaseNotFound, DecidedInFuture, LeaseChangeNotFound, RentInputsInvalid."""
    lease = await leases.lease(session, actor.scope(Permission.DRAFT_TERMS), lease_id)
    if wanted.decided_on > today:
        raise DecidedInFuture(pointer="/decided_on", today=today.isoformat())
    await _require_change(session, actor, lease_id, wanted.change_id)
    valid_from = wanted.valid_from or await _effect(session, wanted.decided_on)
    by_rule = await _by_rule(session, actor, lease, wanted, valid_from)
    rent = by_rule if wanted.monthly_rent is None else wanted.monthly_rent
    terms_id = await lease_terms.add(
        session,
        lease_id=lease_id,
        valid_from=valid_from,
        decided_on=wanted.decided_on,
        tier=wanted.tier,
        monthly_rent_fen=rent.fen,
        rule_rent_fen=by_rule.fen,
        discount=wanted.discount,
        document_no=wanted.document_no,
        reason=wanted.reason,
        change_id=wanted.change_id,
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(lease_id), "valid_from": valid_from.isoformat(), "rent_fen": rent.fen}
    await _tell(session, actor, lease.project_id, "drafted", terms_id, facts)
    return terms_id


async def hold(session: AsyncSession, actor: Actor, terms_id: UUID) -> Held:
    """Lock in the fixed order: book, lease, terms. Raises TermsNotFound."""
    scope = actor.scope(Permission.APPROVE_TERMS)
    seen = await lease_terms.one(session, scope, terms_id)
    book = await books.hold(session, scope, seen.project_id)
    await payments.lock_leases(session, [seen.lease_id])
    return Held(book, await lease_terms.lock(session, scope, terms_id))


async def approve(
    session: AsyncSession, actor: Actor, held: Held, *, is_retroactive: bool, today: date
) -> None:
    """A second person puts the terms in force; `is_retroactive` says that they may reach back.

    Raises TransitionRefused, MakerIsChecker, TermsRetroactive.
    """
    terms = held.terms
    state = MACHINE.after(terms.state, TermsEvent.APPROVE)
    require_second_person(terms.maker_id, actor.person_id)
    if not is_retroactive:
        require_not_retroactive(terms.valid_from, await _effect(session, terms.decided_on))
    await _decide(session, actor, held, state, is_retroactive=is_retroactive)
    found, ids = await putting_right.differences_of(session, actor, terms)
    put_right = await putting_right.put_right(session, actor, held, found, ids, today)
    await lease_terms.note(session, terms.id, terms.lease_id, put_right)
    facts = {"lease_id": str(terms.lease_id), "difference_fen": sum(d.amount.fen for d in found)}
    await _tell(session, actor, terms.project_id, "approved", terms.id, facts)


async def reject(session: AsyncSession, actor: Actor, held: Held) -> None:
    """Nothing comes of them. Raises TransitionRefused, MakerIsChecker."""
    state = MACHINE.after(held.terms.state, TermsEvent.REJECT)
    require_second_person(held.terms.maker_id, actor.person_id)
    await _decide(session, actor, held, state, is_retroactive=False)
    facts = {"lease_id": str(held.terms.lease_id)}
    await _tell(session, actor, held.terms.project_id, "rejected", held.terms.id, facts)


async def preview(session: AsyncSession, actor: Actor, terms: LeaseTerms) -> list[Difference]:
    """What approving drafted terms now would put right, month by month."""
    found, _ = await putting_right.differences_of(session, actor, terms)
    return found


async def _require_change(
    session: AsyncSession, actor: Actor, lease_id: UUID, change_id: UUID | None
) -> None:
    """Terms follow from a change of the same lease. Raises LeaseChangeNotFound."""
    if change_id is None:
        return
    found = await lease_changes.find(session, actor.scope(Permission.DRAFT_TERMS), change_id)
    if found.lease_id != lease_id:
        raise LeaseChangeNotFound(change_id=str(change_id))


async def _effect(session: AsyncSession, decided_on: date) -> date:
    rule = ChangeFrom(await parameters.value(session, CHANGE_FROM, decided_on))
    return takes_effect(decided_on, rule)


async def _by_rule(
    session: AsyncSession, actor: Actor, lease: Lease, wanted: Draft, on: date
) -> Money:
    scope = actor.scope(Permission.DRAFT_TERMS)
    household = await households.household(session, scope, lease.household_id)
    by_rule = await priced(
        session,
        scope,
        lease.unit_id,
        on,
        tier=wanted.tier,
        people=household.size,
        discount=wanted.discount,
    )
    return by_rule.rent.amount


async def _decide(
    session: AsyncSession, actor: Actor, held: Held, state: TermsState, *, is_retroactive: bool
) -> None:
    await lease_terms.decide(
        session,
        held.terms.id,
        state,
        is_retroactive=is_retroactive,
        checker_id=actor.person_id,
    )


async def _tell(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    what: str,
    terms_id: UUID,
    facts: dict[str, Any],
) -> None:
    await audit.record(
        session,
        actor,
        f"leases.terms.{what}",
        terms_id,
        project_id=project_id,
        facts=facts,
        announce=True,
    )
