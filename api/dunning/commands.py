"""What people do about arrears. Each function runs in its caller's transaction."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope
from domain.arrears_cases import (
    CASE,
    CaseEvent,
    CaseIsOver,
    CaseState,
    NothingOverdue,
    covers,
)
from domain.contacts import ContactChannel, Delivery, require_order
from domain.dunning import SUIT, Hold, next_step, require_step
from domain.errors import Refused
from persistence import arrears, arrears_plans, audit, contacts, dunning, leases, standings
from persistence.arrears import Arrears
from persistence.contacts import Contact
from persistence.dunning import Case
from persistence.holds import kinds_in_force
from persistence.session import AlreadyDone
from persistence.standings import Rules, Standing


class NoStepDue(Refused):
    """The ladder asks for nothing today; name the step that is to be repeated."""


class StepBeforeCase(Refused):
    """The case was opened, or its last step taken, after that day."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to a household, by which way, and what came of it so far."""

    on_date: date
    channel: ContactChannel | None
    person: str | None
    summary: str
    delivery: Delivery
    delivered_on: date | None
    attachment_no: str | None
    feedback: str | None
    promised_on: date | None
    promised_fen: int | None


@dataclass(frozen=True, slots=True)
class Looked:
    """A case with what is owed today and where it stands. Only `look` makes one."""

    case: Case
    owed: Arrears
    standing: Standing
    rules: Rules
    holds: frozenset[Hold]

    @property
    def state(self) -> CaseState:
        return self.standing.state(self.owed.since_on) or self.case.state


async def open_case(session: AsyncSession, actor: Actor, lease_id: UUID, today: date) -> UUID:
    """Open a case for what a lease owes; a paid one before it is closed for good.

    Raises LeaseNotFound, NothingOverdue, AlreadyDone (one is open).
    """
    scope = actor.scope(Permission.DUN)
    lease = await leases.lease(session, scope, lease_id)
    owed = await arrears.of_lease(session, scope, lease_id, today)
    if owed.since_on is None:
        raise NothingOverdue(lease_id=str(lease_id))
    earlier = (await dunning.open_cases(session, scope, [lease_id])).get(lease_id)
    if earlier is not None:
        earlier = await dunning.lock(session, scope, earlier.id)
        if covers(earlier.touched_on, owed.since_on):
            raise AlreadyDone(case_id=str(earlier.id))
        state = CASE.after(earlier.state, CaseEvent.PAY_OFF)
        await dunning.change_case(session, earlier.id, state=state, closed_on=today)
    case_id = await dunning.add_case(
        session,
        project_id=lease.project_id,
        lease_id=lease_id,
        household_id=lease.household_id,
        opened_on=today,
        touched_on=today,
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(lease_id), "overdue_fen": owed.overdue_fen}
    await _tell(session, actor, "case.opened", case_id, lease.project_id, facts)
    return case_id


async def look(session: AsyncSession, scope: Scope, case_id: UUID, today: date) -> Looked:
    """The case, held, with what is owed. Raises CaseNotFound."""
    case = await dunning.lock(session, scope, case_id)
    owed = await arrears.of_lease(session, scope, case.lease_id, today)
    rules = await standings.rules_on(session, today)
    spoken = await dunning.spoken(session, [case.lease_id])
    plans = (await arrears_plans.plans(session, [case_id])).get(case_id, [])
    agreed = [one for one in plans if one.state == "agreed"]
    standing = standings.standing_of(case, spoken.get(case.lease_id), agreed, rules, today)
    holds = await kinds_in_force(session, [case.lease_id], today)
    return Looked(
        case, owed, standing, rules, frozenset(map(Hold, holds.get(case.lease_id, frozenset())))
    )


async def take_step(
    session: AsyncSession,
    actor: Actor,
    case_id: UUID,
    code: str | None,
    said: Said,
    *,
    today: date,
) -> UUID:
    """Take the step of that name, or the one that is due; it is a contact too.

    Raises CaseNotFound, NothingOverdue, CaseIsOver, TransitionRefused, NoStepDue, StepBeforeCase,
    and whatever `domain.dunning.require_step` refuses.
    """
    looked = await look(session, actor.scope(Permission.DUN), case_id, today)
    case, owed = looked.case, looked.owed
    since_on = _require_running(looked)
    require_order(said.on_date, said.delivered_on, today)
    if said.on_date < (case.last_step_on or case.opened_on):
        raise StepBeforeCase(earliest_on=(case.last_step_on or case.opened_on).isoformat())
    climbed = looked.standing.dunning(since_on, owed.months_owed, looked.holds)
    ladder, calendar = looked.rules.ladder, looked.rules.calendar
    if code is None:
        due = next_step(climbed, said.on_date, calendar, ladder)
        if due is None:
            raise NoStepDue(holds=sorted(looked.holds))
        code = due.code
    step = require_step(code, climbed, said.on_date, calendar, ladder)
    event = CaseEvent.GO_TO_COURT if step.code == SUIT else CaseEvent.TAKE_STEP
    state = CASE.after(looked.state, event)
    contact_id = await _note(session, actor, case.lease_id, case.id, said, step.channel)
    await dunning.add_step(
        session,
        case_id=case.id,
        contact_id=contact_id,
        number=step.number,
        code=step.code,
        template=step.template,
        taken_on=said.on_date,
        overdue_fen=owed.overdue_fen,
        months_owed=owed.months_owed,
        maker_id=actor.person_id,
    )
    await dunning.change_case(
        session,
        case.id,
        state=state,
        touched_on=today,
        last_step=step.number,
        last_step_code=step.code,
        last_step_on=said.on_date,
    )
    facts = {"code": step.code, "overdue_fen": owed.overdue_fen, "months": owed.months_owed}
    await _tell(session, actor, "step.taken", case.id, case.project_id, facts)
    return contact_id


async def note_contact(
    session: AsyncSession, actor: Actor, lease_id: UUID, said: Said, *, today: date
) -> UUID:
    """Note a contact that is no step of the ladder. Raises LeaseNotFound, ContactInFuture."""
    scope = actor.scope(Permission.DUN)
    require_order(said.on_date, said.delivered_on, today)
    case = (await dunning.open_cases(session, scope, [lease_id])).get(lease_id)
    channel = ContactChannel.COUNTER
    contact_id = await _note(session, actor, lease_id, case.id if case else None, said, channel)
    lease = await leases.lease(session, scope, lease_id)
    facts = {"lease_id": str(lease_id)}
    await _tell(session, actor, "contact.noted", contact_id, lease.project_id, facts)
    return contact_id


async def complete_contact(
    session: AsyncSession, actor: Actor, contact: Contact, *, today: date, **outcome: Any
) -> None:
    """Whether it arrived, what came back, what was promised. Raises ContactInFuture."""
    require_order(contact.on_date, outcome.get("delivered_on"), today)
    await contacts.change(session, contact.id, **outcome)
    told = sorted(name for name, value in outcome.items() if value is not None)
    facts = {"fields": told, "lease_id": str(contact.lease_id)}
    await _tell(session, actor, "contact.completed", contact.id, contact.project_id, facts)


def _require_running(looked: Looked) -> date:
    """The oldest overdue day of what the case is about. Raises NothingOverdue, CaseIsOver."""
    since_on = looked.owed.since_on
    if since_on is None:
        raise NothingOverdue(lease_id=str(looked.case.lease_id))
    if looked.state is CaseState.CLOSED_PAID:
        raise CaseIsOver(case_id=str(looked.case.id))
    return since_on


async def _note(
    session: AsyncSession,
    actor: Actor,
    lease_id: UUID,
    case_id: UUID | None,
    said: Said,
    channel: ContactChannel,
) -> UUID:
    lease = await leases.lease(session, actor.scope(Permission.DUN), lease_id)
    return await contacts.add(
        session,
        project_id=lease.project_id,
        lease_id=lease_id,
        household_id=lease.household_id,
        case_id=case_id,
        on_date=said.on_date,
        channel=said.channel or channel,
        person=said.person or actor.name,
        summary=said.summary,
        delivery=said.delivery,
        delivered_on=said.delivered_on,
        attachment_no=said.attachment_no,
        feedback=said.feedback,
        promised_on=said.promised_on,
        promised_fen=said.promised_fen,
        maker_id=actor.person_id,
    )


async def _tell(
    session: AsyncSession,
    actor: Actor,
    what: str,
    subject_id: UUID,
    project_id: UUID,
    facts: dict[str, Any],
) -> None:
    await audit.record(
        session,
        actor,
        f"dunning.{what}",
        subject_id,
        project_id=project_id,
        facts=facts,
        announce=True,
    )
