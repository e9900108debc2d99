"""Asking the other side to decide about a unit, and its answer: rows, papers and the trail."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from domain.unit_decisions import MACHINE, DecisionEvent, DecisionState
from persistence import attachments, audit, unit_decisions
from persistence.unit_decisions import UnitDecision


async def ask(
    session: AsyncSession, actor: Actor, project_id: UUID, unit_id: UUID, **facts: Any
) -> UUID:
    """What is to be decided, by whom it was asked. Raises AlreadyDone, FileNotFound."""
    decision_id = await unit_decisions.add(
        session, project_id=project_id, unit_id=unit_id, maker_id=actor.person_id, **facts
    )
    await attachments.attach(
        session, actor, ("unit", unit_id), facts["file_ids"], project_id=project_id
    )
    told = {"kind": facts["kind"], "unit_id": str(unit_id)}
    await audit.record(
        session,
        actor,
        "housing.decision.asked",
        decision_id,
        project_id=project_id,
        facts=told,
        announce=True,
    )
    return decision_id


async def close(
    session: AsyncSession, actor: Actor, one: UnitDecision, event: DecisionEvent, words: str | None
) -> None:
    """The answer, or that none is needed any more. Raises TransitionRefused."""
    state = MACHINE.after(one.state, event)
    by = actor.person_id if state is not DecisionState.LAPSED else None
    await unit_decisions.decide(session, one.id, state, decided_by=by, words=words)
    await audit.record(
        session,
        actor,
        f"housing.decision.{state}",
        one.id,
        project_id=one.project_id,
        facts={"kind": one.kind, "unit_id": str(one.unit_id)},
        announce=True,
    )
