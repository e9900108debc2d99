"""What people do with a renewal: apply, check, ask for more, propose, decide, object, answer.

Locks go book, lease, then the renewal. The purchaser decides; the operator never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import life
from api.leases.life import Held as HeldLease
from api.leases.life import Step
from domain.access import Actor, Permission, Role, Scope, require_second_person
from domain.leases import MACHINE as LEASE
from domain.leases import LeaseEvent, LeaseState
from domain.renewals import (
    MACHINE,
    ConsentToChecksMissing,
    LateNotGranted,
    LeaseNotRenewable,
    NothingProposed,
    NotLate,
    ObjectionTooLate,
    RefusalReason,
    RefusalReasonMissing,
    RenewalEvent,
    RenewalKind,
    apply_by,
    relocation_until,
)
from persistence import attachments, audit, calendars, lease_life, parameters, renewals
from persistence.renewals import Renewal

_LIVED_IN = (LeaseState.ACTIVE, LeaseState.EXPIRING)


@dataclass(frozen=True, slots=True)
class Held:
    """A renewal with its lease and the lease's book, all held. Only `hold` makes one."""

    lease: HeldLease
    renewal: Renewal


@dataclass(frozen=True, slots=True)
class Application:
    """What the household declares 收入住房申报, its consent to be checked, its papers."""

    declaration: str
    consents_to_checks: bool
    file_ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the officer finds. A refusal has a code and, in words, the facts."""

    ok: bool
    reason_code: RefusalReason | None
    reason: str | None
    decision_no: str


async def hold(session: AsyncSession, scope: Scope, renewal_id: UUID) -> Held:
    """Raises RenewalNotFound."""
    seen = await renewals.find(session, scope, renewal_id)
    lease = await life.hold(session, scope, seen.renewal.lease_id)
    return Held(lease, (await renewals.find(session, scope, renewal_id, lock=True)).renewal)


async def apply_for(
    session: AsyncSession, actor: Actor, lease_id: UUID, application: Application, *, today: date
) -> UUID:
    """A household wants to stay, invited or not. Raises LeaseNotFound, LeaseNotRenewable,
    ConsentToChecksMissing, AlreadyDone, RoleMissing, FileNotFound.
    """
    held = await life.hold(session, actor.scope(Permission.APPLY_FOR_RENEWAL), lease_id)
    lease = held.lease
    if lease.state not in _LIVED_IN or lease.ends_on < today:
        raise LeaseNotRenewable(state=lease.state, ends_on=lease.ends_on.isoformat())
    invited = await renewals.invited(session, lease_id)
    if invited is None:
        months = await parameters.value(session, "lease.renewal_apply_before", today)
        renewal_id = await renewals.add(
            session,
            project_id=lease.project_id,
            lease_id=lease_id,
            kind=RenewalKind.RENEWAL,
            apply_by=apply_by(lease.ends_on, months),
        )
    else:
        renewal_id = invited.id
    one = await renewals.find(session, actor.scope(Permission.APPLY_FOR_RENEWAL), renewal_id)
    await submit(session, actor, Held(held, one.renewal), application, today=today)
    return renewal_id


async def submit(
    session: AsyncSession, actor: Actor, held: Held, application: Application, *, today: date
) -> None:
    """Answer an invitation, to a renewal or a review. In time, the lease goes under review.

    Raises TransitionRefused, ConsentToChecksMissing, RoleMissing, FileNotFound.
    """
    one, lease = held.renewal, held.lease.lease
    state = MACHINE.after(one.state, RenewalEvent.APPLY)
    if not application.consents_to_checks:
        raise ConsentToChecksMissing(pointer="/consents_to_checks")
    is_renewal = one.kind is RenewalKind.RENEWAL
    is_late = is_renewal and (today > one.apply_by or lease.state is LeaseState.EXPIRING)
    if is_renewal and not is_late:
        step = Step(event=LeaseEvent.APPLY_FOR_RENEWAL, document=("renewal", one.id))
        await life.move(session, actor, held.lease, step, today=today)
    await _attach(session, actor, one, application.file_ids)
    await renewals.change(
        session,
        one.id,
        state=state,
        applied_on=today,
        applied_by=actor.person_id,
        at_counter=Role.TENANT not in actor.roles,
        is_late=is_late,
        declaration=application.declaration,
        file_ids=list(application.file_ids),
    )
    await tell(session, actor, "applied", one, is_late=is_late)


async def grant_late(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """The approver takes a late application. Raises TransitionRefused, NotLate, RoleMissing."""
    MACHINE.after(held.renewal.state, RenewalEvent.CHECK)
    if not held.renewal.is_late or held.renewal.late_granted_by is not None:
        raise NotLate(apply_by=held.renewal.apply_by.isoformat())
    step = Step(event=LeaseEvent.GRANT_LATE_RENEWAL, document=("renewal", held.renewal.id))
    await life.move(session, actor, held.lease, step, today=today)
    await renewals.change(session, held.renewal.id, late_granted_by=actor.person_id)
    await tell(session, actor, "late_granted", held.renewal)


async def check(session: AsyncSession, actor: Actor, held: Held) -> None:
    """The bureau begins to look. Raises TransitionRefused, LateNotGranted."""
    one = held.renewal
    state = MACHINE.after(one.state, RenewalEvent.CHECK)
    if one.is_late and one.late_granted_by is None:
        raise LateNotGranted(apply_by=one.apply_by.isoformat())
    await renewals.change(session, one.id, state=state)
    await tell(session, actor, "check_begun", one)


async def ask_for_more(
    session: AsyncSession, actor: Actor, held: Held, missing: str, supply_by: date
) -> None:
    """Papers are missing. Raises TransitionRefused."""
    state = MACHINE.after(held.renewal.state, RenewalEvent.ASK_FOR_MORE)
    await renewals.change(
        session, held.renewal.id, state=state, missing_papers=missing, supply_by=supply_by
    )
    await tell(session, actor, "more_asked_for", held.renewal)


async def supply(session: AsyncSession, actor: Actor, held: Held, file_ids: Sequence[UUID]) -> None:
    """What was missing is here. Raises TransitionRefused, FileNotFound."""
    one = held.renewal
    state = MACHINE.after(one.state, RenewalEvent.SUPPLY)
    await _attach(session, actor, one, file_ids)
    await renewals.change(session, one.id, state=state, file_ids=[*one.file_ids, *file_ids])
    await tell(session, actor, "supplied", one)


async def propose(session: AsyncSession, actor: Actor, held: Held, proposal: Proposal) -> None:
    """The officer's finding, for the approver. Raises TransitionRefused, RefusalReasonMissing."""
    MACHINE.after(held.renewal.state, RenewalEvent.APPROVE)
    if not proposal.ok and (proposal.reason_code is None or not proposal.reason):
        raise RefusalReasonMissing(pointer="/reason_code", codes=sorted(RefusalReason))
    await renewals.change(
        session,
        held.renewal.id,
        proposed_ok=proposal.ok,
        proposed_by=actor.person_id,
        reason_code=None if proposal.ok else proposal.reason_code,
        reason=proposal.reason,
        decision_no=proposal.decision_no,
    )
    await tell(session, actor, "proposed", held.renewal, ok=proposal.ok)


async def decide(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """A second person makes the finding the decision.

    Raises TransitionRefused, NothingProposed, MakerIsChecker, RoleMissing.
    """
    one = held.renewal
    if one.proposed_by is None or one.proposed_ok is None:
        MACHINE.after(one.state, RenewalEvent.APPROVE)
        raise NothingProposed
    event = RenewalEvent.APPROVE if one.proposed_ok else RenewalEvent.REFUSE
    state = MACHINE.after(one.state, event)
    require_second_person(one.proposed_by, actor.person_id)
    days = await parameters.value(session, "lease.objection_days", today)
    calendar = await calendars.of_authority(session)
    object_by = calendar.last_day_rolled(today + timedelta(days=days))
    if one.proposed_ok:
        await _grant(session, actor, held, today)
    await renewals.change(
        session,
        one.id,
        state=state,
        decided_by=actor.person_id,
        decided_on=today,
        object_by=None if one.proposed_ok else object_by,
    )
    await tell(session, actor, state.value, one)


async def object_to(
    session: AsyncSession, actor: Actor, held: Held, objection: str, *, today: date
) -> None:
    """The household does not agree. Raises TransitionRefused, ObjectionTooLate."""
    one = held.renewal
    state = MACHINE.after(one.state, RenewalEvent.OBJECT)
    if one.object_by is not None and today > one.object_by:
        raise ObjectionTooLate(object_by=one.object_by.isoformat())
    await renewals.change(session, one.id, state=state, objection=objection, objected_on=today)
    await tell(session, actor, "objected", one)


async def answer(
    session: AsyncSession, actor: Actor, held: Held, *, upheld: bool, reply: str, today: date
) -> None:
    """Somebody else than who decided looks again. `upheld`: the refusal stands.

    Raises TransitionRefused, MakerIsChecker.
    """
    one = held.renewal
    state = MACHINE.after(one.state, RenewalEvent.UPHOLD if upheld else RenewalEvent.OVERTURN)
    assert one.decided_by is not None
    require_second_person(one.decided_by, actor.person_id)
    if upheld:
        await _leave(session, held, today)
    else:
        await _grant(session, actor, held, today)
    await renewals.change(
        session, one.id, state=state, reply=reply, finally_by=actor.person_id, final_on=today
    )
    await tell(session, actor, state.value, one)


async def let_stand(session: AsyncSession, held: Held, *, today: date) -> None:
    """Nobody objected in time: the refusal is final. The calendar's doing."""
    state = MACHINE.after(held.renewal.state, RenewalEvent.LET_STAND)
    await _leave(session, held, today)
    await renewals.change(session, held.renewal.id, state=state, final_on=today)
    await tell(session, None, state.value, held.renewal)


async def open_review(session: AsyncSession, actor: Actor, lease_id: UUID, answer_by: date) -> UUID:
    """Ask a household to declare its income and housing 年审.

    Raises LeaseNotFound, LeaseNotRenewable, AlreadyDone.
    """
    held = await life.hold(session, actor.scope(Permission.CHECK_RENEWAL), lease_id)
    if held.lease.state not in _LIVED_IN:
        raise LeaseNotRenewable(state=held.lease.state)
    renewal_id = await renewals.add(
        session,
        project_id=held.lease.project_id,
        lease_id=lease_id,
        kind=RenewalKind.REVIEW,
        apply_by=answer_by,
    )
    one = await renewals.find(session, actor.scope(Permission.CHECK_RENEWAL), renewal_id)
    await tell(session, actor, "review_opened", one.renewal)
    return renewal_id


async def _grant(session: AsyncSession, actor: Actor, held: Held, today: date) -> None:
    """Decided after the end, the lease stays in relocation until the new one takes its place."""
    if held.renewal.kind is RenewalKind.RENEWAL and LeaseEvent.APPROVE_RENEWAL in LEASE.possible(
        held.lease.lease.state
    ):
        step = Step(event=LeaseEvent.APPROVE_RENEWAL, document=("renewal", held.renewal.id))
        await life.move(session, actor, held.lease, step, today=today)


async def _leave(session: AsyncSession, held: Held, today: date) -> None:
    """Refused for good after the lease's end, the relocation period counts from now."""
    lease = held.lease.lease
    if held.renewal.kind is RenewalKind.RENEWAL and lease.state is LeaseState.RELOCATION:
        months = await parameters.value(session, "exit.relocation_months", today)
        until = relocation_until(today, months)
        await lease_life.change(session, lease.id, relocation_until=until)


async def _attach(
    session: AsyncSession, actor: Actor, one: Renewal, file_ids: Sequence[UUID]
) -> None:
    subject = ("lease", one.lease_id)
    await attachments.attach(session, actor, subject, file_ids, project_id=one.project_id)


async def tell(
    session: AsyncSession, actor: Actor | None, told: str, one: Renewal, **facts: Any
) -> None:
    await audit.record(
        session,
        actor,
        f"renewals.renewal.{told}",
        one.id,
        project_id=one.project_id,
        facts={"lease_id": str(one.lease_id), "kind": one.kind, **facts},
        announce=True,
    )
