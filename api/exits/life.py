"""The one way an exit case changes its state; locks go book, unit, lease, then the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import life as leases
from api.leases.life import Held as HeldLease
from domain.access import Actor, Scope
from domain.calendar import Month
from domain.dating import require_dated
from domain.exits import MACHINES, ExitEvent, actors
from persistence import attachments, audit, exits
from persistence.exits import Entry, ExitCase


@dataclass(frozen=True, slots=True)
class Held:
    """A case with its lease, unit and book, all held. Only `hold` makes one."""

    lease: HeldLease
    case: ExitCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens in a case, and what proves it. `facts` are JSON and are of this step alone."""

    event: ExitEvent
    on: date | None = None
    reason: str | None = None
    legal_basis: str | None = None
    document_no: str | None = None
    file_ids: Sequence[UUID] = ()
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


async def hold(session: AsyncSession, scope: Scope, case_id: UUID, *, alone: bool = False) -> Held:
    """Raises ExitCaseNotFound."""
    seen = await exits.case(session, scope, case_id)
    lease = await leases.hold(session, scope, seen.lease_id, alone=alone, with_unit=True)
    return Held(lease, await exits.case(session, scope, case_id, lock=True))


async def move(
    session: AsyncSession, actor: Actor, held: Held, step: Step, *, today: date, **changes: Any
) -> None:
    """Take a step for one of those whom `domain.exits.actors` names; `changes` are columns.

    Raises TransitionRefused, RoleMissing, DateNotReached, BackdatingNeedsReason, PeriodClosed,
    FileNotFound.
    """
    case = held.case
    to_state = MACHINES[case.track].after(case.state, step.event)
    actor.require_role(actors(case.track, step.event))
    on = step.on or today
    require_dated("/on_date", on, today, step.reason)
    if Month.of(on) < Month.of(today):
        held.lease.book.require_open(Month.of(on))
    await exits.change(session, case.id, state=to_state, **changes)
    entry = Entry(
        event=step.event,
        effective_on=on,
        from_state=case.state,
        to_state=to_state,
        maker_id=actor.person_id,
        reason=step.reason,
        legal_basis=step.legal_basis,
        document_no=step.document_no,
        file_ids=step.file_ids,
        facts=step.facts,
    )
    await exits.write_down(session, case.id, entry)
    subject = ("exit_case", case.id)
    await attachments.attach(session, actor, subject, step.file_ids, project_id=case.project_id)
    facts = {"from": case.state, "to": to_state, "on": on.isoformat()}
    await tell(session, actor, step.event.value, case.id, case.project_id, facts)


async def tell(
    session: AsyncSession,
    actor: Actor | None,
    what: str,
    subject_id: UUID,
    project_id: UUID,
    facts: Mapping[str, Any],
) -> None:
    await audit.record(
        session,
        actor,
        f"exits.case.{what}",
        subject_id,
        project_id=project_id,
        facts=dict(facts),
        announce=True,
    )
