"""Dunning 催缴: the ladder of steps, what is due now, what comes next, and what must not be done.

Everything follows from what is owed: a payment stops it at once, and a payment that bounces lets
it go on where it was (E19).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from domain.calendar import WorkCalendar, months_after
from domain.contacts import ContactChannel
from domain.errors import Invalid, Refused


class Hold(StrEnum):
    """Why dunning rests: 困难缓交, 异议, 冻结, 特殊照顾."""

    HARDSHIP = "hardship"
    DISPUTE = "dispute"
    FROZEN = "frozen"
    VULNERABLE = "vulnerable"


class Clock(StrEnum):
    """What a step's trigger counts. Days and working days run from the oldest unpaid due day."""

    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS_OWED = "months_owed"


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: when it is due, how it is done, what proves it, what stops it.

    After it nothing further is done for `rest_days`: what it asks for needs its time (a demand
    letter sets a reasonable period, 民法典 Art. 722).
    """

    number: int
    code: str
    clock: Clock
    after: int
    channel: ContactChannel
    proof: str
    stopped_by: frozenset[Hold]
    template: str = ""
    rest_days: int = 0


_RESTS: Final = frozenset({Hold.HARDSHIP, Hold.DISPUTE, Hold.FROZEN})
#: People in special care are reminded and visited, and spared letters to others and the court.
_RESTS_OR_SPARED: Final = frozenset(Hold)
_C, _W = Clock, ContactChannel

#: The default ladder (parameter `arrears.ladder`). A hold never stops the reminder.
LADDER: Final = (
    Step(0, "reminder", _C.DAYS, -5, _W.SMS_APP, "gateway_receipt", frozenset(), "缴费提醒"),
    Step(1, "notice", _C.WORKDAYS, 5, _W.SMS_APP, "gateway_receipt", _RESTS, "欠费通知", 5),
    Step(2, "call", _C.DAYS, 15, _W.PHONE, "call_record", _RESTS, "", 5),
    Step(3, "visit", _C.DAYS, 30, _W.HOME_VISIT, "visit_sheet", _RESTS, "上门催缴记录", 10),
    Step(
        4,
        "demand_letter",
        _C.MONTHS_OWED,
        2,
        _W.SERVED,
        "service_receipt",
        _RESTS,
        "催缴通知书",
        15,
    ),
    Step(
        5,
        "employer_letter",
        _C.MONTHS_OWED,
        3,
        _W.LETTER,
        "copy",
        _RESTS_OR_SPARED,
        "单位协助函",
        15,
    ),
    Step(
        6,
        "lawyers_letter",
        _C.MONTHS_OWED,
        4,
        _W.LAWYER,
        "letter_receipt",
        _RESTS_OR_SPARED,
        "律师函",
        15,
    ),
    Step(7, "suit", _C.MONTHS_OWED, 6, _W.COURT, "case_file", _RESTS_OR_SPARED, "起诉状"),
)
#: The step that takes the case to court.
SUIT: Final = "suit"


class StepUnknown(Invalid):
    """The ladder has no such step."""


class StepNotReached(Refused):
    """The debt is not old enough, or not high enough, for this step."""


class StepTooSoon(Refused):
    """The last step has its time; nothing further is done before `earliest_on`."""


class StepBelowLast(Refused):
    """A higher step was taken already."""


class StepOnHold(Refused):
    """A hold on the lease stops this step."""


class PlanIsKept(Refused):
    """The household keeps its instalment plan; nothing is dunned."""


class LadderInvalid(ValueError):
    """The rows of a ladder do not say what a step needs."""


def to_rows(ladder: Iterable[Step]) -> list[dict[str, Any]]:
    """The ladder as the register keeps it: a row per step, from the lowest."""
    return [
        {
            "code": step.code,
            "clock": step.clock.value,
            "after": step.after,
            "channel": step.channel.value,
            "template": step.template,
            "proof": step.proof,
            "rest_days": step.rest_days,
            "stopped_by": sorted(step.stopped_by),
        }
        for step in ladder
    ]


def ladder_of(rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The other way. Raises LadderInvalid."""
    try:
        steps = tuple(_step_of(number, row) for number, row in enumerate(rows))
    except (KeyError, TypeError, ValueError) as error:
        raise LadderInvalid from error
    if len({step.code for step in steps}) != len(steps):
        raise LadderInvalid
    return steps


def _step_of(number: int, row: Mapping[str, Any]) -> Step:
    whole = (row["after"], row["rest_days"])
    words = (row["code"], row["template"], row["proof"])
    if any(type(one) is not int for one in whole) or not all(isinstance(w, str) for w in words):
        raise LadderInvalid
    if row["rest_days"] < 0 or not row["code"]:
        raise LadderInvalid
    return Step(
        number=number,
        code=row["code"],
        clock=Clock(row["clock"]),
        after=row["after"],
        channel=ContactChannel(row["channel"]),
        proof=row["proof"],
        stopped_by=frozenset(map(Hold, row["stopped_by"])),
        template=row["template"],
        rest_days=row["rest_days"],
    )


@dataclass(frozen=True, slots=True)
class Dunning:
    """Where a household stands on the ladder. `last_step` is the highest one taken, on its day."""

    oldest_due_on: date
    months_owed: int
    last_step: int | None = None
    last_step_on: date | None = None
    holds: frozenset[Hold] = frozenset()
    keeps_a_plan: bool = False


def next_step(
    case: Dunning, today: date, calendar: WorkCalendar, ladder: Iterable[Step] = LADDER
) -> Step | None:
    """The rung to be taken today: the highest one reached that has not been taken.

    Rungs that were passed over meanwhile are not caught up. None while nothing new is reached,
    the last step has its time, a hold stops it, or an instalment plan is kept.
    """
    steps = tuple(ladder)
    reached = [step for step in steps if _is_reached(step, case, today, calendar)]
    step = max(reached, key=lambda step: step.number, default=None)
    if step is None or case.keeps_a_plan or case.holds & step.stopped_by:
        return None
    if today < earliest_on(case, steps):
        return None
    return step if case.last_step is None or step.number > case.last_step else None


def earliest_on(case: Dunning, ladder: Iterable[Step] = LADDER) -> date:
    """Before this day nothing further is done: the last step has its time."""
    last = next((step for step in ladder if step.number == case.last_step), None)
    if last is None or case.last_step_on is None:
        return date.min
    return case.last_step_on + timedelta(days=last.rest_days)


def _is_reached(step: Step, case: Dunning, today: date, calendar: WorkCalendar) -> bool:
    if step.clock is Clock.MONTHS_OWED:
        return case.months_owed >= step.after
    if step.clock is Clock.WORKDAYS:
        return today >= calendar.add_workdays(case.oldest_due_on, step.after)
    return today >= case.oldest_due_on + timedelta(days=step.after)


@dataclass(frozen=True, slots=True)
class Coming:
    """A rung that has not been reached yet, and the day on which it will be."""

    step: Step
    due_on: date


def coming(
    case: Dunning,
    newest_due_on: date,
    today: date,
    calendar: WorkCalendar,
    ladder: Iterable[Step] = LADDER,
) -> Coming | None:
    """What happens next if nothing is paid, and when; None at the top, or while a hold stops it.

    `newest_due_on`: when the latest month owed was due; each further month adds one to the count
    on the day after it is due. A step that is reached and has to wait for the last one's time
    comes on the day when that is over.
    """
    steps = tuple(ladder)
    earliest, taken = earliest_on(case, steps), -1 if case.last_step is None else case.last_step
    reached = [step for step in steps if _is_reached(step, case, today, calendar)]
    waiting = max((step for step in reached if step.number > taken), key=_number, default=None)
    ahead = [step for step in steps if step not in reached and step.number > taken]
    step = waiting if today < earliest and waiting else min(ahead, key=_number, default=None)
    if step is None or case.keeps_a_plan or case.holds & step.stopped_by:
        return None
    if step is waiting:
        return Coming(step, earliest)
    return Coming(step, max(_due_on(step, case, newest_due_on, calendar), earliest))


def _number(step: Step) -> int:
    return step.number


def _due_on(step: Step, case: Dunning, newest_due_on: date, calendar: WorkCalendar) -> date:
    if step.clock is Clock.MONTHS_OWED:
        further = step.after - case.months_owed
        return months_after(newest_due_on, further) + timedelta(days=1)
    if step.clock is Clock.WORKDAYS:
        return calendar.add_workdays(case.oldest_due_on, step.after)
    return case.oldest_due_on + timedelta(days=step.after)


def require_step(
    code: str,
    case: Dunning,
    today: date,
    calendar: WorkCalendar,
    ladder: Iterable[Step] = LADDER,
) -> Step:
    """The step of that name, where it may be taken today; the last one may be repeated.

    Raises StepUnknown, PlanIsKept, StepOnHold, StepNotReached, StepBelowLast, StepTooSoon.
    """
    steps = tuple(ladder)
    step = next((one for one in steps if one.code == code), None)
    if step is None:
        raise StepUnknown(pointer="/code", known=[one.code for one in steps])
    if case.keeps_a_plan:
        raise PlanIsKept
    if stopping := sorted(case.holds & step.stopped_by):
        raise StepOnHold(holds=stopping)
    if not _is_reached(step, case, today, calendar):
        raise StepNotReached(code=code, months_owed=case.months_owed)
    last = -1 if case.last_step is None else case.last_step
    if step.number < last:
        raise StepBelowLast(code=code, last_step=last)
    earliest = earliest_on(case, steps)
    if step.number > last and today < earliest:
        raise StepTooSoon(earliest_on=earliest.isoformat())
    return step
