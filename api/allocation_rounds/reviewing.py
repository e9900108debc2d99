"""The re-check 复审 of everybody who registered, and the score sheet 综合评分 (Art. 12-13)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import planning
from api.allocation_rounds.registering import NotEligible, RegistrationClosed, tell
from domain.access import Actor
from domain.allocation_rounds import (
    MACHINE,
    REGISTRATION,
    Method,
    RegistrationEvent,
    RegistrationState,
    RoundEvent,
    RoundState,
    ScoreItem,
)
from domain.eligibility import Standing
from domain.errors import Invalid, Refused
from persistence import eligibility
from persistence.allocation_rounds import registrations
from persistence.allocation_rounds.registrations import Registration
from persistence.allocation_rounds.rounds import Round


class ReviewReasonMissing(Invalid):
    """A refusal says why."""


class RegistrationStillOpen(Refused):
    """Registration has not ended: others may still come."""


class ReviewIncomplete(Refused):
    """Somebody has not been looked at yet."""


class NobodyAdmitted(Refused):
    """Nobody was admitted: there is no order to make."""


class ScoresMissing(Refused):
    """Somebody who was admitted has no score yet."""


class ScoreInvalid(Invalid):
    """Points for what is not on the sheet, or more than a line gives."""


class ScoresNotAsked(Refused):
    """The round is not put in order by score."""


async def recheck(session: AsyncSession, actor: Actor, one: Round, *, today: date) -> int:
    """Admit everybody about whom there is no doubt; gives how many. Raises RegistrationClosed."""
    if one.state is not RoundState.REGISTRATION_OPEN:
        raise RegistrationClosed(state=one.state)
    count = await registrations.recheck(session, one.id, one.tiers, today, actor.person_id)
    await tell(session, actor, one, "rechecked", None, admitted=count)
    return count


async def review(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    registration: Registration,
    *,
    event: RegistrationEvent,
    reason: str | None,
    today: date,
) -> None:
    """One by one. Nobody is admitted whose eligibility does not hold.

    Raises RegistrationClosed, TransitionRefused, ReviewReasonMissing, NotEligible.
    """
    if one.state is not RoundState.REGISTRATION_OPEN:
        raise RegistrationClosed(state=one.state)
    state = REGISTRATION.after(registration.state, event)
    if state is RegistrationState.REFUSED and not reason:
        raise ReviewReasonMissing(pointer="/reason")
    if state is RegistrationState.ADMITTED:
        told = await eligibility.standing_on(session, registration.person_index, today)
        if told is not Standing.ELIGIBLE:
            raise NotEligible(why=told.value)
    await registrations.change(
        session,
        registration.id,
        state=state.value,
        reason=reason,
        checked_by=actor.person_id,
        checked_at=func.now(),
    )
    await tell(session, actor, one, state.value, registration.id)


async def score(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    registration: Registration,
    points: Mapping[str, int],
) -> None:
    """Fill in the score sheet 综合评分. Raises ScoresNotAsked, RegistrationClosed, ScoreInvalid."""
    if one.method is not Method.SCORE:
        raise ScoresNotAsked(method=one.method)
    if one.state is not RoundState.REGISTRATION_OPEN:
        raise RegistrationClosed(state=one.state)
    sheet = {item.code: item for item in score_sheet(one)}
    wrong = [
        code
        for code, given in points.items()
        if code not in sheet or not 0 <= given <= sheet[code].most
    ]
    if wrong:
        raise ScoreInvalid(pointer=f"/points/{wrong[0]}", codes=sorted(sheet))
    await registrations.change(
        session, registration.id, scores=dict(points), points=sum(points.values())
    )
    await tell(session, actor, one, "scored", registration.id)


def score_sheet(one: Round) -> list[ScoreItem]:
    return [ScoreItem(**item) for item in one.score_items]


async def finish_review(session: AsyncSession, actor: Actor, one: Round, *, today: date) -> None:
    """Registration is over and everybody was looked at.

    Raises TransitionRefused, RegistrationStillOpen, ReviewIncomplete, NobodyAdmitted,
    ScoresMissing.
    """
    MACHINE.after(one.state, RoundEvent.FINISH_REVIEW)
    if one.registration_closes_on is not None and today <= one.registration_closes_on:
        raise RegistrationStillOpen(closes_on=one.registration_closes_on.isoformat())
    counted = await registrations.counted(session, one.id)
    waiting = counted.get(RegistrationState.REGISTERED, 0)
    if waiting:
        raise ReviewIncomplete(waiting=waiting)
    if not counted.get(RegistrationState.ADMITTED):
        raise NobodyAdmitted
    if one.method is Method.SCORE:
        admitted = await registrations.admitted(session, one.id, today)
        unscored = [person.number for person in admitted if person.points is None]
        if unscored:
            raise ScoresMissing(numbers=unscored[:50], total=len(unscored))
    facts: dict[str, Any] = {state.value: count for state, count in counted.items()}
    await planning.step(session, actor, one, RoundEvent.FINISH_REVIEW, facts)
