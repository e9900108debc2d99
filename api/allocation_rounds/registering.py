"""Registering for a round 意向登记, at the counter or in person (Art. 12)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import planning
from api.platform.probing import require_few_probes
from domain.access import Actor, Permission
from domain.allocation_rounds import (
    REGISTRATION,
    RegistrationEvent,
    RoundState,
)
from domain.eligibility import WaiverEffect, place_after_waivers
from domain.errors import Invalid, Refused
from persistence import audit, eligibility, parameters
from persistence.allocation_rounds import registrations
from persistence.allocation_rounds.registrations import Registration
from persistence.allocation_rounds.rounds import Round
from persistence.eligibility import Record, Who
from persistence.vault import Vault


class RegistrationClosed(Refused):
    """Registration for this round is not open today."""


class NotEligible(Refused):
    """Nobody of this name and number may register for this round. The bureau knows why."""

    recorded = True


class ApplicantMissing(Invalid):
    """At the counter the applicant is named with their identity number."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who stands at the counter."""

    name: str
    national_id: str


@dataclass(frozen=True, slots=True)
class QueueRules:
    """What waiving too often costs (`round.waiver_limit`, `round.waiver_effect`)."""

    limit: int
    effect: WaiverEffect


async def queue_rules(session: AsyncSession, on: date) -> QueueRules:
    found = await parameters.values(session, ("round.waiver_limit", "round.waiver_effect"), on)
    return QueueRules(int(found["round.waiver_limit"]), WaiverEffect(found["round.waiver_effect"]))


async def register(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    one: Round,
    applicant: Applicant | None,
    *,
    today: date,
) -> UUID:
    """At the counter, where the clerk's name stands beside it; or a tenant for themselves.

    Raises RegistrationClosed, ApplicantMissing, NotEligible, TooManyRequests, AlreadyRegistered.
    """
    await _require_open(session, one, today)
    who = _who(actor, vault, applicant)
    await require_few_probes(session, actor, NotEligible)
    record = await _eligible(session, actor, one, who, applicant, today)
    registration_id = await registrations.add(
        session,
        one.id,
        record_id=record.id,
        person_index=record.person_index,
        applicant_name=record.applicant_name,
        size=record.size,
        channel="counter" if actor.household_id is None else "online",
        registered_by=actor.person_id,
    )
    await tell(session, actor, one, "made", registration_id)
    return registration_id


async def _require_open(session: AsyncSession, one: Round, today: date) -> None:
    """Open by state and by day. A plan whose day has come is opened by whoever comes first."""
    opens_on, closes_on = one.registration_opens_on, one.registration_closes_on
    within = opens_on is not None and closes_on is not None and opens_on <= today <= closes_on
    if within and one.state is RoundState.PLAN_PUBLISHED:
        await planning.open_registration(session, None, one, today=today)
    elif not within or one.state is not RoundState.REGISTRATION_OPEN:
        raise RegistrationClosed(
            state=one.state,
            opens_on=opens_on.isoformat() if opens_on else None,
            closes_on=closes_on.isoformat() if closes_on else None,
        )


def _who(actor: Actor, vault: Vault, applicant: Applicant | None) -> Who:
    if actor.household_id is not None:
        return actor.household_id
    if applicant is None:
        raise ApplicantMissing(pointer="/applicant")
    return vault.index("national_id", applicant.national_id)


async def _eligible(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    who: Who,
    applicant: Applicant | None,
    today: date,
) -> Record:
    """Valid today, of the plan's tiers, in the queue, without a home. To a clerk: yes or no."""
    record = await eligibility.valid_on(session, who, today)
    if record is None:
        raise _refusal(actor, (await eligibility.standing_on(session, who, today)).value)
    if applicant is not None and record.applicant_name != applicant.name:
        raise _refusal(actor, "other_name")
    why = await _bar(session, one, record, today)
    if why is not None:
        raise _refusal(actor, why)
    return record


async def _bar(session: AsyncSession, one: Round, record: Record, today: date) -> str | None:
    if one.tiers and record.tier not in one.tiers:
        return "other_tier"
    if await registrations.is_housed(session, record.person_index, today):
        return "housed"
    rules = await queue_rules(session, today)
    waived = await registrations.waivers(session, [record.person_index])
    place = place_after_waivers(
        record.queued_on,
        waived.get(record.person_index, []),
        limit=rules.limit,
        effect=rules.effect,
    )
    return "left_queue" if place.has_left else None


def _refusal(actor: Actor, why: str) -> NotEligible:
    """Why is for those who may read eligibility; a clerk learns the same in every case."""
    may_know = Permission.READ_ELIGIBILITY in actor.permissions
    return NotEligible(why=why) if may_know else NotEligible()


async def withdraw(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    registration: Registration,
    reason: str | None,
) -> None:
    """The household does not want to take part. Raises RegistrationClosed, TransitionRefused."""
    if one.state is not RoundState.REGISTRATION_OPEN:
        raise RegistrationClosed(state=one.state)
    state = REGISTRATION.after(registration.state, RegistrationEvent.WITHDRAW)
    await registrations.change(session, registration.id, state=state.value, reason=reason)
    await tell(session, actor, one, "withdrawn", registration.id)


async def tell(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    told: str,
    registration_id: UUID | None,
    **facts: Any,
) -> None:
    await audit.record(
        session,
        actor,
        f"rounds.registration.{told}",
        registration_id,
        project_id=one.project_id,
        facts={"round_id": str(one.id), **facts},
        announce=registration_id is not None,
    )
