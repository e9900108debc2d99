"""The audit trail and the outgoing events: rows of the deed's own transaction."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from persistence.tables.platform import AuditEventRow, OutgoingEventRow


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
