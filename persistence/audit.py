"""The audit trail and the outgoing events: rows of the deed's own transaction."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BindParameter, Boolean, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor

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

    Without an actor it was the program's own command line.

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
