"""The result of a round made public: masked, and corrected only in the open (Art. 14)."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import disclosing, planning
from domain.access import Actor
from domain.allocation_rounds import (
    MACHINE,
    PublicationKind,
    RoundEvent,
    TurnState,
    registration_key,
)
from domain.errors import Refused
from persistence.allocation_rounds import registrations, rounds, turns
from persistence.allocation_rounds.rounds import Round
from persistence.vault import Vault


class TurnsNotOver(Refused):
    """Somebody is at a window, or waits while there are homes to choose."""


async def publish(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    one: Round,
    *,
    reason: str | None,
    today: date,
) -> None:
    """Who got a home in which building, masked; published again only with a reason.

    Raises TransitionRefused, TurnsNotOver, CorrectionNeedsReason.
    """
    MACHINE.after(one.state, RoundEvent.PUBLISH_RESULT)
    counted = await turns.counted(session, one.id)
    free = await rounds.free_homes(session, one.id)
    waiting = counted.get(TurnState.WAITING, 0)
    if counted.get(TurnState.CALLED, 0) or (waiting and free):
        raise TurnsNotOver(
            called=counted.get(TurnState.CALLED, 0), waiting=waiting, homes=len(free)
        )
    people = await registrations.in_order(session, one.id)
    places = await turns.buildings(session, one.id)
    listed = await disclosing.lines(session, vault, people, today, places)
    outcome = {registration_key(person.number): person.turn for person in people}
    body = {
        "title": one.title,
        "lines": [
            {**disclosing.told(line), "place": line.place, "outcome": outcome[line.key]}
            for line in listed
        ],
        "homes_left": len(free),
    }
    made = await disclosing.publish(
        session, actor, one, PublicationKind.RESULT, body, reason=reason
    )
    facts = {"number": made.number, "selected": counted.get(TurnState.SELECTED, 0)}
    await planning.step(session, actor, one, RoundEvent.PUBLISH_RESULT, facts)
