"""An order made public, objected to, and taken back where an objection was right."""

import json
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import disclosing, planning
from domain import lottery
from domain.access import Actor, require_second_person
from domain.allocation_rounds import (
    MACHINE,
    OBJECTION,
    ObjectionEvent,
    PublicationKind,
    RoundEvent,
    RoundState,
    objections_until,
)
from domain.errors import Refused
from persistence import audit, calendars, parameters
from persistence.allocation_rounds import objections, orderings, registrations
from persistence.allocation_rounds.objections import Objection
from persistence.allocation_rounds.rounds import Round
from persistence.vault import Vault


class ObjectionWindowClosed(Refused):
    """Objections are received while a published order stands in its window."""


async def publish_order(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    one: Round,
    *,
    reason: str | None,
    today: date,
) -> None:
    """The order is public, masked; objections have their days from now on.

    Raises TransitionRefused, MakerIsChecker, CorrectionNeedsReason.
    """
    MACHINE.after(one.state, RoundEvent.PUBLISH_ORDER)
    assert one.ordered_by is not None
    require_second_person(one.ordered_by, actor.person_id)
    ordering = await orderings.latest(session, one.id)
    assert ordering is not None
    assert ordering.result is not None
    workdays = int(await parameters.value(session, "round.objection_workdays", today))
    until = objections_until(today, workdays, await calendars.of_authority(session))
    people = await registrations.in_order(session, one.id)
    listed = await disclosing.lines(session, vault, people, today)
    body = {
        "title": one.title,
        "method": one.method.value,
        "algorithm": ordering.algorithm,
        "inputs_sha256": ordering.inputs_sha256,
        "result_sha256": lottery.hash_of(json.loads(ordering.result)).hex(),
        "objections_until": until.isoformat(),
        "lines": [disclosing.told(line) for line in listed],
    }
    made = await disclosing.publish(session, actor, one, PublicationKind.ORDER, body, reason=reason)
    await planning.step(
        session,
        actor,
        one,
        RoundEvent.PUBLISH_ORDER,
        {"number": made.number, "objections_until": until.isoformat()},
        order_published_by=actor.person_id,
        order_published_at=made.published_at,
        objections_until=until,
    )


async def reopen(session: AsyncSession, actor: Actor, one: Round, reason: str) -> None:
    """Back to the re-check: the places are taken back, and a published order is withdrawn."""
    MACHINE.after(one.state, RoundEvent.REOPEN_REVIEW)
    for kind in (PublicationKind.INPUTS, PublicationKind.ORDER):
        await disclosing.withdraw(session, actor, one, kind, reason)
    await registrations.put_in_order(session, one.id, None)
    await orderings.give_up(session, one.id)
    await planning.step(
        session,
        actor,
        one,
        RoundEvent.REOPEN_REVIEW,
        {"reason": reason},
        reason=reason,
        ordered_by=None,
        order_published_by=None,
        order_published_at=None,
        objections_until=None,
    )


async def object_to(
    session: AsyncSession, actor: Actor, one: Round, objector: str, content: str, *, today: date
) -> UUID:
    """Anybody may object; whoever receives it stands beside it. Raises ObjectionWindowClosed."""
    until = one.objections_until
    if one.state is not RoundState.ORDER_PUBLISHED or until is None or today > until:
        raise ObjectionWindowClosed(
            state=one.state, objections_until=until.isoformat() if until else None
        )
    objection_id = await objections.add(
        session,
        round_id=one.id,
        objector=objector,
        content=content,
        received_by=actor.person_id,
    )
    await _tell(session, actor, one, "received", objection_id)
    return objection_id


async def reply(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    objection: Objection,
    event: ObjectionEvent,
    text: str,
) -> None:
    """The bureau's answer. If it was right, the re-check is reopened next.

    Raises TransitionRefused.
    """
    state = OBJECTION.after(objection.state, event)
    await objections.reply(
        session, objection.id, state=state.value, reply=text, replied_by=actor.person_id
    )
    await _tell(session, actor, one, state.value, objection.id)


async def _tell(
    session: AsyncSession, actor: Actor, one: Round, told: str, objection_id: UUID
) -> None:
    await audit.record(
        session,
        actor,
        f"rounds.objection.{told}",
        objection_id,
        project_id=one.project_id,
        facts={"round_id": str(one.id)},
        announce=True,
    )
