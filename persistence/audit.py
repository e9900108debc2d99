"""The audit trail and the outgoing events: rows of the deed's own transaction."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from persistence.tables.platform import AuditEventRow, OutgoingEventRow

#: An attempt that was refused: the deed was rolled back, this is what is left of it.
REFUSED: Final = "access.attempt.refused"


async def record(
    session: AsyncSession,
    actor: Actor | None,
    action: str,
    subject_id: UUID | None,
    *,
    project_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    announce: bool = False,
) -> None:
    """Write who did what. `action` is `feature.thing.past_tense`; facts hold no personal data.

    `actor` None: the calendar did it, and nobody in person.

    `announce` also makes it an outgoing event that other systems may read.
    """
    await session.execute(
        insert(AuditEventRow).values(
            actor_id=actor.person_id if actor else None,
            organisation_id=actor.organisation_id if actor else None,
            action=action,
            subject_type=action.rsplit(".", 1)[0],
            subject_id=subject_id,
            project_id=project_id,
            facts=dict(facts or {}),
            request_id=session.info.get("request_id"),
        )
    )
    if announce and subject_id is not None:
        await session.execute(
            insert(OutgoingEventRow).values(
                kind=action, subject_id=subject_id, project_id=project_id, facts=dict(facts or {})
            )
        )


async def refusals(session: AsyncSession, actor: Actor, code: str, *, within: timedelta) -> int:
    """How many attempts of the actor met this refusal lately."""
    row = AuditEventRow
    counted = await session.scalar(
        select(func.count()).where(
            row.at > func.now() - within,
            row.action == REFUSED,
            row.actor_id == actor.person_id,
            row.facts["code"].astext == code,
        )
    )
    return counted or 0


async def record_many(
    session: AsyncSession,
    actor: Actor,
    action: str,
    subject_ids: Sequence[UUID],
    *,
    project_id: UUID,
    facts: Mapping[str, Any],
) -> None:
    """The same deed done to many things at once: a line and an outgoing event for each."""
    if not subject_ids:
        return
    told = [
        {"subject_id": one, "project_id": project_id, "facts": dict(facts)} for one in subject_ids
    ]
    common = {
        "actor_id": actor.person_id,
        "organisation_id": actor.organisation_id,
        "action": action,
        "subject_type": action.rsplit(".", 1)[0],
        "request_id": session.info.get("request_id"),
    }
    await session.execute(insert(AuditEventRow).values([{**common, **one} for one in told]))
    await session.execute(
        insert(OutgoingEventRow).values([{"kind": action, **one} for one in told])
    )
