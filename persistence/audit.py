"""The audit trail and the outgoing events: rows of the deed's own transaction."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BindParameter, Boolean, Text, Uuid, bindparam, func, insert, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from persistence.tables.platform import AuditEventRow, OutgoingEventRow

#: Both rows at once, for a deed's own statement to end with; the event only where it is
#: announced and is about something. `recording` are its values, `VALUES` their types.
RECORDING: Final = """
recorded as (
  insert into audit_events (actor_id, organisation_id, action, subject_type, subject_id, project_id,
    facts, request_id)
  values (:actor, :organisation, :action, :subject_type, :subject, :project, :facts, :request)
), announced as (
  insert into outgoing_events (kind, subject_id, project_id, facts, actor_id, organisation_id)
  select :action, :subject, :project, :facts, :actor, :organisation
  where :announce and :subject is not null
)"""
VALUES: Final[tuple[BindParameter[Any], ...]] = (
    *(bindparam(name, type_=Uuid()) for name in ("actor", "organisation", "subject", "project")),
    *(bindparam(name, type_=Text()) for name in ("action", "subject_type", "request")),
    bindparam("facts", type_=JSONB()),
    bindparam("announce", type_=Boolean()),
)
_RECORD: Final = text(f"with {RECORDING} select 1").bindparams(*VALUES)

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

    Without an actor the calendar did it, or the program's own command line: nobody in person.

    `announce` also makes it an outgoing event that other systems may read.
    """
    await session.execute(
        _RECORD,
        recording(
            session,
            actor,
            action,
            subject_id,
            project_id=project_id,
            facts=facts,
            announce=announce,
        ),
    )


def recording(
    session: AsyncSession,
    actor: Actor | None,
    action: str,
    subject_id: UUID | None,
    *,
    project_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    announce: bool = False,
) -> Mapping[str, Any]:
    """The same, as the values of a statement that ends with RECORDING."""
    return {
        "actor": actor.person_id if actor else None,
        "organisation": actor.organisation_id if actor else None,
        "action": action,
        "subject_type": action.rsplit(".", 1)[0],
        "subject": subject_id,
        "project": project_id,
        "facts": dict(facts or {}),
        "request": session.info.get("request_id"),
        "announce": announce,
    }


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
    who = {"actor_id": actor.person_id, "organisation_id": actor.organisation_id}
    common = {
        **who,
        "action": action,
        "subject_type": action.rsplit(".", 1)[0],
        "request_id": session.info.get("request_id"),
    }
    await session.execute(insert(AuditEventRow).values([{**common, **one} for one in told]))
    await session.execute(
        insert(OutgoingEventRow).values([{"kind": action, **who, **one} for one in told])
    )
