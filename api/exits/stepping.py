"""The front half of a case: each step with its papers, its clock and what it does to the lease."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.exits import life
from api.exits.life import Held, Step
from api.housing import life as units
from api.leases import life as leases
from domain.access import Actor, Permission, require_second_person
from domain.calendar import months_after
from domain.exit_proofs import ExitStepIncomplete, NoticeChannel, require_complete
from domain.exits import MACHINES, DeadlineTooShort, ExitEvent, ExitTooEarly, Track, actors
from domain.handovers import HandoverKind
from domain.housing import UnitEvent
from domain.leases import LeaseEvent, LeaseState
from domain.money import Money
from domain.penalties import most_fine, require_within_range
from persistence import calendars, handovers, parameters
from persistence.handovers import Handover


class CheckOutSheetMissing(ExitStepIncomplete):
    """The check-out sheet is not signed by both sides, or not by the operator after an entry."""


class InspectionOnWorkday(DeadlineTooShort):
    """The city inspects homes on working days only."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it is asked for. `facts` are those of the step, as JSON."""

    event: ExitEvent
    on: date | None = None
    reason: str | None = None
    legal_basis: str | None = None
    document_no: str | None = None
    deadline_on: date | None = None
    inspect_on: date | None = None
    file_ids: Sequence[UUID] = ()
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


async def take(
    session: AsyncSession, actor: Actor, held: Held, taken: Taken, *, today: date
) -> None:
    """Take a step of the front half.

    Raises TransitionRefused, RoleMissing, ExitStepIncomplete, ExitTooEarly, DeadlineTooShort,
    InspectionOnWorkday, MakerIsChecker, FineAboveRange, and what `life.move` raises.
    """
    case = held.case
    MACHINES[case.track].after(case.state, taken.event)
    actor.require_role(actors(case.track, taken.event))
    given = {**taken.facts, **{name: getattr(taken, name) for name in _FIELDS}}
    require_complete(taken.event, given)
    changes = await _CLOCKS.get(taken.event, _plain)(session, actor, held, taken, today)
    step = Step(
        event=taken.event,
        on=taken.on,
        reason=taken.reason,
        legal_basis=taken.legal_basis,
        document_no=taken.document_no,
        file_ids=taken.file_ids,
        facts={
            **taken.facts,
            **{
                name: getattr(taken, name).isoformat()
                for name in ("deadline_on", "inspect_on")
                if getattr(taken, name)
            },
        },
    )
    await life.move(session, actor, held, step, today=today, **changes)


_FIELDS: Final = ("reason", "legal_basis", "document_no", "deadline_on", "inspect_on", "file_ids")
_Changes = dict[str, Any]


async def _plain(_: AsyncSession, __: Actor, ___: Held, taken: Taken, ____: date) -> _Changes:
    return {} if taken.deadline_on is None else {"deadline_on": taken.deadline_on}


async def _start_relocation(
    session: AsyncSession, actor: Actor, held: Held, taken: Taken, today: date
) -> _Changes:
    """搬迁期 (Art. 31): the lease is over, its rent runs on until the period is."""
    lease = held.lease.lease
    on = taken.on or today
    months = await parameters.value(session, "exit.relocation_months", on)
    until = lease.relocation_until or months_after(on, months) - timedelta(days=1)
    if lease.state in {LeaseState.ACTIVE, LeaseState.EXPIRING}:
        step = leases.Step(
            event=LeaseEvent.END_EARLY,
            effective_on=on,
            reason=taken.reason,
            legal_basis=held.case.legal_basis,
            document=("exit_case", held.case.id),
        )
        await leases.move(session, actor, held.lease, step, today=today, relocation_until=until)
    return {"deadline_on": until}


async def _demand(_: AsyncSession, __: Actor, ___: Held, taken: Taken, today: date) -> _Changes:
    """A demand gives a period: it ends later than the day on which it is served."""
    on = taken.on or today
    if taken.deadline_on is not None and taken.deadline_on <= on:
        raise DeadlineTooShort(
            pointer="/deadline_on", earliest_on=(on + timedelta(days=1)).isoformat()
        )
    return {"deadline_on": taken.deadline_on}


async def _require_passed(
    _: AsyncSession, __: Actor, held: Held, ___: Taken, today: date
) -> _Changes:
    """The period of the step before is over. Raises ExitTooEarly."""
    deadline = held.case.deadline_on
    if deadline is not None and today <= deadline:
        raise ExitTooEarly(earliest_on=(deadline + timedelta(days=1)).isoformat())
    return {}


async def _notify_facts(
    session: AsyncSession, _: Actor, __: Held, taken: Taken, today: date
) -> _Changes:
    """陈述申辩: the household is heard before anything is ordered."""
    on = taken.on or today
    days = await parameters.value(session, "exit.statement_workdays", on)
    return {"deadline_on": (await calendars.of_authority(session)).add_workdays(on, days)}


async def _order_return(
    session: AsyncSession, actor: Actor, held: Held, taken: Taken, today: date
) -> _Changes:
    """限期退回: another than who opened the case decides; the fine stays within its range."""
    if held.case.maker_id is not None:
        require_second_person(held.case.maker_id, actor.person_id)
    await _require_passed(session, actor, held, taken, today)
    if taken.deadline_on is not None and taken.deadline_on <= today:
        raise DeadlineTooShort(
            pointer="/deadline_on", earliest_on=(today + timedelta(days=1)).isoformat()
        )
    least, most = (
        await parameters.values(
            session, ("penalty.fine_max_fen", "penalty.fine_max_gain_fen"), today
        )
    ).values()
    fine = Money(int(taken.facts.get("fine_fen") or 0))
    gain = Money(int(taken.facts.get("unlawful_gain_fen") or 0))
    require_within_range(fine, most_fine(gain, without_gain=Money(least), with_gain=Money(most)))
    return {"deadline_on": taken.deadline_on, "decided_by": actor.person_id}


async def _authorise(_: AsyncSession, actor: Actor, held: Held, __: Taken, ___: date) -> _Changes:
    if held.case.maker_id is not None:
        require_second_person(held.case.maker_id, actor.person_id)
    return {"decided_by": actor.person_id}


async def _publish(
    session: AsyncSession, _: Actor, __: Held, taken: Taken, today: date
) -> _Changes:
    """In every channel, and long enough (about two months)."""
    told = {one["channel"] for one in taken.facts["channels"]}
    missing = sorted(set(NoticeChannel) - told)
    if missing:
        raise ExitStepIncomplete(
            event=taken.event, missing=[f"channel_{channel}" for channel in missing]
        )
    on = taken.on or today
    days = await parameters.value(session, "exit.lost_notice_days", on)
    earliest = on + timedelta(days=days)
    if taken.deadline_on is not None and taken.deadline_on < earliest:
        raise DeadlineTooShort(pointer="/deadline_on", earliest_on=earliest.isoformat())
    return {"deadline_on": taken.deadline_on}


async def _book(session: AsyncSession, _: Actor, __: Held, taken: Taken, today: date) -> _Changes:
    day = taken.inspect_on
    assert day is not None
    if day < today:
        raise DeadlineTooShort(pointer="/inspect_on", earliest_on=today.isoformat())
    calendar = await calendars.of_authority(session)
    if await parameters.value(session, "checkout.workdays_only", day) and not calendar.is_workday(
        day
    ):
        raise InspectionOnWorkday(
            pointer="/inspect_on", earliest_on=calendar.add_workdays(day, 1).isoformat()
        )
    return {"inspect_on": day}


_CLOCKS: Final[
    Mapping[ExitEvent, Callable[[AsyncSession, Actor, Held, Taken, date], Awaitable[_Changes]]]
] = {
    ExitEvent.START_RELOCATION: _start_relocation,
    ExitEvent.DEMAND: _demand,
    ExitEvent.FILE_SUIT: _require_passed,
    ExitEvent.NOTIFY_FACTS: _notify_facts,
    ExitEvent.ORDER_RETURN: _order_return,
    ExitEvent.ASK_COURT: _require_passed,
    ExitEvent.AUTHORISE: _authorise,
    ExitEvent.PUBLISH_NOTICE: _publish,
    ExitEvent.ENTER: _require_passed,
    ExitEvent.BOOK_INSPECTION: _book,
}


async def inspect(session: AsyncSession, actor: Actor, held: Held, *, today: date) -> None:
    """The check-out sheet is signed: by both, or by the operator where a notary stood by.

    Raises TransitionRefused, RoleMissing, CheckOutSheetMissing.
    """
    case = held.case
    MACHINES[case.track].after(case.state, ExitEvent.INSPECT)
    actor.require_role(actors(case.track, ExitEvent.INSPECT))
    sheet = await _sheet(session, actor, held)
    formalities, completion = (
        await parameters.values(
            session,
            ("checkout.formalities_workdays", "checkout.completion_workdays"),
            sheet.on_date,
        )
    ).values()
    calendar = await calendars.of_authority(session)
    step = Step(event=ExitEvent.INSPECT, facts={"handover_id": str(sheet.id)})
    await life.move(
        session,
        actor,
        held,
        step,
        today=today,
        handover_id=sheet.id,
        inspected_on=sheet.on_date,
        formalities_by=calendar.add_workdays(sheet.on_date, formalities),
        complete_by=calendar.add_workdays(sheet.on_date, completion),
    )


async def _sheet(session: AsyncSession, actor: Actor, held: Held) -> Handover:
    scope = actor.scope(Permission.STEP_EXIT)
    lease_id = held.case.lease_id
    found = await handovers.completed(session, scope, lease_id, HandoverKind.CHECK_OUT)
    if found is None and held.case.track is Track.LOST_CONTACT:
        found = await handovers.taken_alone(session, scope, lease_id)
    if found is None:
        raise CheckOutSheetMissing(event=ExitEvent.INSPECT, missing=["check_out_sheet"])
    return found


async def withdraw(
    session: AsyncSession, actor: Actor, held: Held, *, reason: str, today: date
) -> None:
    """The household stays: before the keys are back. Raises TransitionRefused, RoleMissing."""
    case = held.case
    await life.move(
        session, actor, held, Step(event=ExitEvent.WITHDRAW, reason=reason), today=today
    )
    step = units.Step(event=UnitEvent.WITHDRAW_EXIT, reason=reason, document=("exit_case", case.id))
    scope = actor.scope(Permission.STEP_EXIT)
    await units.move(session, actor, scope, case.unit_id, step, today=today)


#: What `take` takes; the back half has its own deeds.
FRONT: Final = frozenset(ExitEvent) - {
    ExitEvent.INSPECT,
    ExitEvent.BILL,
    ExitEvent.HAND_BACK,
    ExitEvent.SETTLE,
    ExitEvent.CLOSE,
    ExitEvent.WITHDRAW,
}
