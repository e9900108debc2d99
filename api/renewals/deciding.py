"""What the purchaser does with a renewal: check, ask for more, propose, decide, answer.

The officer proposes, another person decides; the operator never does.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import life
from api.leases.life import Step
from api.renewals.commands import LIVED_IN, Held, tell
from domain.access import Actor, Permission, require_second_person
from domain.leases import MACHINE as LEASE
from domain.leases import LeaseEvent, LeaseState
from domain.renewals import (
    MACHINE,
    LateNotGranted,
    LeaseNotRenewable,
    NothingProposed,
    NotLate,
    RefusalReason,
    RefusalReasonMissing,
    RenewalEvent,
    RenewalKind,
    relocation_until,
)
from persistence import calendars, lease_life, parameters, renewals


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the officer finds. A refusal has a code and, in words, the facts."""

    ok: bool
    reason_code: RefusalReason | None
    reason: str | None
    decision_no: str


async def grant_late(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """The approver takes a late application. Raises TransitionRefused, NotLate, RoleMissing."""
    MACHINE.after(held.renewal.state, RenewalEvent.CHECK)
    if not held.renewal.is_late or held.renewal.late_granted_by is not None:
        raise NotLate(apply_by=held.renewal.apply_by.isoformat())
    step = Step(event=LeaseEvent.GRANT_LATE_RENEWAL, document=("renewal", held.renewal.id))
    await life.move(session, actor, held.lease, step, today=today)
    await renewals.change(session, held.renewal.id, late_granted_by=actor.person_id)
    await tell(session, actor, "late_granted", held.renewal)


async def begin_check(session: AsyncSession, actor: Actor, held: Held) -> None:
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
        session,
        held.renewal.id,
        state=state,
        missing_papers=missing,
        supply_by=supply_by,
        # Whatever was found before is found anew with the papers on the table.
        proposed_ok=None,
        proposed_by=None,
        reason_code=None,
        reason=None,
        decision_no=None,
    )
    await tell(session, actor, "more_asked_for", held.renewal)


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
    if held.lease.state not in LIVED_IN:
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
