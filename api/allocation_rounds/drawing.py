"""Putting participants in order: committed to, frozen, and drawn or sorted."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import disclosing, planning
from api.allocation_rounds.registering import queue_rules
from domain import lottery
from domain.access import Actor
from domain.allocation_rounds import (
    MACHINE,
    Entrant,
    Method,
    PublicationKind,
    RoundEvent,
    RoundState,
    by_queue,
    by_score,
    registration_key,
)
from domain.eligibility import place_after_waivers
from domain.errors import Invalid, Refused
from domain.lottery import Participant
from persistence import audit
from persistence.allocation_rounds import orderings, registrations, rounds
from persistence.allocation_rounds.orderings import Ordering
from persistence.allocation_rounds.registrations import Admitted
from persistence.allocation_rounds.rounds import Round

_ALGORITHM: Final = {
    Method.LOTTERY: lottery.ALGORITHM,
    Method.SCORE: "anju-score-1",
    Method.QUEUE: "anju-queue-1",
}
_MAY_COMMIT: Final = frozenset(
    {RoundState.PLAN_DRAFT, RoundState.REGISTRATION_OPEN, RoundState.REVIEWED}
)


class LotteryOnly(Refused):
    """The round is not drawn by lot."""


class CommitmentClosed(Refused):
    """Participants are frozen, or the round is past its draw: nothing is committed any more."""


class PublicValueNotAhead(Invalid):
    """The public value must become known after registration ends, and after today."""


class InputsFrozen(Refused):
    """The participants are frozen already."""


class InputsNotFrozen(Refused):
    """Freeze the participants first: then nobody can choose them to fit the draw."""


class PublicValueKnown(Refused):
    """The public value's day has come before the participants were frozen. Commit anew."""


class PublicValueNotYet(Refused):
    """The public value is not known before its day."""


class SecretWrong(Invalid):
    """The secret is not the one whose hash was published."""


class SecretNeeded(Invalid):
    """A lottery is drawn with the secret and the public value; other orders need neither."""


class ReviewOutdated(Refused):
    """Somebody who was admitted may not be housed any more. Reopen the re-check."""


async def commit(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    *,
    commitment: str,
    public_source: str,
    public_on: date,
    today: date,
) -> None:
    """Bind the bureau to a secret that nobody else knows, and name what comes from outside.

    With the plan published already, the plan is published anew with it.
    Raises LotteryOnly, CommitmentClosed, PublicValueNotAhead.
    """
    if one.method is not Method.LOTTERY:
        raise LotteryOnly(method=one.method)
    before = await orderings.latest(session, one.id)
    frozen = before is not None and before.inputs is not None
    if one.state not in _MAY_COMMIT or (one.state is RoundState.REVIEWED and frozen):
        raise CommitmentClosed(state=one.state)
    closes_on = one.registration_closes_on
    if public_on <= today or (closes_on is not None and public_on <= closes_on):
        raise PublicValueNotAhead(
            pointer="/public_on", closes_on=closes_on.isoformat() if closes_on else None
        )
    ordering_id = await orderings.add(
        session,
        one.id,
        algorithm=lottery.ALGORITHM,
        commitment=commitment,
        public_source=public_source,
        public_on=public_on,
        maker_id=actor.person_id,
    )
    await rounds.change_round(session, one.id)
    if one.state is not RoundState.PLAN_DRAFT:
        ordering = await orderings.latest(session, one.id)
        homes = await rounds.listed(session, one.id)
        body = await disclosing.plan_body(session, one, homes, ordering)
        reason = "重新承诺摇号种子"
        await disclosing.publish(session, actor, one, PublicationKind.PLAN, body, reason=reason)
    await audit.record(
        session,
        actor,
        "rounds.commitment.made",
        ordering_id,
        project_id=one.project_id,
        facts={"round_id": str(one.id), "commitment": commitment},
        announce=True,
    )


async def freeze(session: AsyncSession, actor: Actor, one: Round, *, today: date) -> None:
    """From here on nobody joins, leaves or changes tier. The hash, public at once, is the proof.

    Raises TransitionRefused, InputsFrozen, CommitmentMissing, PublicValueKnown, ReviewOutdated.
    """
    MACHINE.after(one.state, RoundEvent.FREEZE)
    ordering = await _to_freeze(session, actor, one, today)
    admitted = await registrations.admitted(session, one.id, today)
    lapsed = [person.number for person in admitted if not person.still_valid]
    if lapsed:
        raise ReviewOutdated(numbers=lapsed[:50], total=len(lapsed))
    inputs = await _inputs(session, one, admitted, today)
    sha256 = lottery.hash_of(inputs).hex()
    await orderings.freeze(
        session,
        ordering.id,
        inputs=lottery.canonical(inputs),
        inputs_sha256=sha256,
        frozen_by=actor.person_id,
    )
    facts = {"participants": len(admitted), "inputs_sha256": sha256}
    # A lottery's participants are numbers and tiers: everybody can see that they are among them.
    body = {**facts, "inputs": inputs if one.method is Method.LOTTERY else None}
    await disclosing.publish(session, actor, one, PublicationKind.INPUTS, body, reason=one.reason)
    await planning.step(session, actor, one, RoundEvent.FREEZE, facts)


async def _to_freeze(session: AsyncSession, actor: Actor, one: Round, today: date) -> Ordering:
    latest = await orderings.latest(session, one.id)
    if latest is not None and latest.inputs is not None:
        raise InputsFrozen(inputs_sha256=latest.inputs_sha256)
    if one.method is Method.LOTTERY:
        if latest is None or latest.public_on is None:
            raise planning.CommitmentMissing
        if latest.public_on <= today:
            raise PublicValueKnown(public_on=latest.public_on.isoformat())
        return latest
    await orderings.add(session, one.id, algorithm=_ALGORITHM[one.method], maker_id=actor.person_id)
    made = await orderings.latest(session, one.id)
    assert made is not None
    return made


async def _inputs(
    session: AsyncSession, one: Round, admitted: Sequence[Admitted], today: date
) -> dict[str, Any]:
    if one.method is Method.LOTTERY:
        people = [
            Participant(registration_key(person.number), _tier(one, person)) for person in admitted
        ]
        return lottery.inputs_of(str(one.id), people)
    rules = await queue_rules(session, today)
    waived = await registrations.waivers(session, [person.person_index for person in admitted])
    listed = [
        {
            "key": registration_key(person.number),
            "tier": _tier(one, person),
            "points": person.points or 0,
            "queued_on": place_after_waivers(
                person.queued_on,
                waived.get(person.person_index, []),
                limit=rules.limit,
                effect=rules.effect,
            ).queued_on.isoformat(),
        }
        for person in admitted
    ]
    return {"participants": listed, "round": str(one.id)}


def _tier(one: Round, person: Admitted) -> int:
    """0 for those whom the plan puts first, 1 for the rest; 0 for all where it puts nobody."""
    if not one.priority_groups:
        return 0
    return 0 if set(one.priority_groups) & set(person.priority_groups) else 1


async def order(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    *,
    secret: str | None,
    public_value: str | None,
    today: date,
) -> None:
    """Draw, or sort: everybody has their place, and the file says what it follows from.

    Raises TransitionRefused, InputsNotFrozen, SecretNeeded, PublicValueNotYet, SecretInvalid,
    PublicValueInvalid, SecretWrong.
    """
    MACHINE.after(one.state, RoundEvent.ORDER)
    ordering = await orderings.latest(session, one.id)
    if ordering is None or ordering.inputs is None or ordering.result is not None:
        raise InputsNotFrozen
    is_lottery = one.method is Method.LOTTERY
    if is_lottery != (secret is not None) or is_lottery != (public_value is not None):
        raise SecretNeeded(pointer="/secret", method=one.method)
    inputs: dict[str, Any] = json.loads(ordering.inputs)
    if secret is not None and public_value is not None:
        result = _drawn(ordering, inputs, secret, public_value, today)
    else:
        result = _sorted(one, inputs)
    keys: list[str] = json.loads(result)["order"]
    places = {int(key): place for place, key in enumerate(keys, start=1)}
    await registrations.put_in_order(session, one.id, places)
    await orderings.finish(session, ordering.id, result=result, ordered_by=actor.person_id)
    facts = {"participants": len(keys), "algorithm": ordering.algorithm}
    await planning.step(session, actor, one, RoundEvent.ORDER, facts, ordered_by=actor.person_id)


def _drawn(
    ordering: Ordering, inputs: dict[str, Any], secret: str, public_value: str, today: date
) -> str:
    assert ordering.public_on is not None
    if today < ordering.public_on:
        raise PublicValueNotYet(public_on=ordering.public_on.isoformat())
    known = lottery.read_secret(secret)
    if lottery.commitment_of(known) != ordering.commitment:
        raise SecretWrong(pointer="/secret")
    result = lottery.result_of(
        inputs,
        secret=known,
        public_source=ordering.public_source or "",
        public_value=lottery.read_public_value(public_value),
    )
    different = lottery.verify(
        result.encode(), commitment=ordering.commitment, inputs_sha256=ordering.inputs_sha256
    )
    assert different is None, different
    return result


def _sorted(one: Round, inputs: dict[str, Any]) -> str:
    entrants = [
        Entrant(
            person["key"],
            person["tier"],
            date.fromisoformat(person["queued_on"]),
            person["points"],
        )
        for person in inputs["participants"]
    ]
    keys = by_score(entrants) if one.method is Method.SCORE else by_queue(entrants)
    return lottery.canonical(
        {
            "algorithm": _ALGORITHM[one.method],
            "inputs": inputs,
            "inputs_sha256": lottery.hash_of(inputs).hex(),
            "order": keys,
        }
    )
