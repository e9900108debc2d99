"""An arrears case: its life, its instalment plan, and until when the debt can be sued for.

Whether a case is paid off, or its plan broken, follows from payments and the calendar: it is
worked out wherever it is shown, so that no payment has to touch it and one that bounces
reopens it by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import Month, WorkCalendar, months_after
from domain.errors import Invalid, Refused
from domain.money import ZERO, Money, split_last_takes_rest, total
from domain.states import Machine

#: 民法典 Art. 188: three years from when the creditor knew; Art. 195 lets them begin anew.
LIMITATION_MONTHS: Final = 36


class CaseState(StrEnum):
    OPEN = "open"
    DUNNING = "dunning"
    PLAN_AGREED = "plan_agreed"
    PLAN_BROKEN = "plan_broken"
    LEGAL = "legal"
    CLOSED_PAID = "closed_paid"
    CLOSED_EXIT = "closed_exit"
    WRITTEN_OFF = "written_off"


class CaseEvent(StrEnum):
    TAKE_STEP = "take_step"
    AGREE_PLAN = "agree_plan"
    BREAK_PLAN = "break_plan"
    FULFIL_PLAN = "fulfil_plan"
    GO_TO_COURT = "go_to_court"
    PAY_OFF = "pay_off"
    MOVE_OUT = "move_out"
    WRITE_OFF = "write_off"
    REOPEN = "reopen"


_S, _E = CaseState, CaseEvent
_RUNNING: Final = (_S.OPEN, _S.DUNNING, _S.PLAN_AGREED, _S.PLAN_BROKEN, _S.LEGAL)

CASE_TRANSITIONS: Final[Mapping[tuple[CaseState, CaseEvent], CaseState]] = {
    (_S.OPEN, _E.TAKE_STEP): _S.DUNNING,
    (_S.DUNNING, _E.TAKE_STEP): _S.DUNNING,
    (_S.PLAN_BROKEN, _E.TAKE_STEP): _S.DUNNING,
    (_S.OPEN, _E.AGREE_PLAN): _S.PLAN_AGREED,
    (_S.DUNNING, _E.AGREE_PLAN): _S.PLAN_AGREED,
    (_S.PLAN_BROKEN, _E.AGREE_PLAN): _S.PLAN_AGREED,
    (_S.LEGAL, _E.AGREE_PLAN): _S.PLAN_AGREED,
    (_S.PLAN_AGREED, _E.BREAK_PLAN): _S.PLAN_BROKEN,
    # What the plan was for is paid; what has come due beside it is dunned on.
    (_S.PLAN_AGREED, _E.FULFIL_PLAN): _S.DUNNING,
    (_S.DUNNING, _E.GO_TO_COURT): _S.LEGAL,
    (_S.PLAN_BROKEN, _E.GO_TO_COURT): _S.LEGAL,
    **{(state, _E.PAY_OFF): _S.CLOSED_PAID for state in _RUNNING},
    **{(state, _E.MOVE_OUT): _S.CLOSED_EXIT for state in _RUNNING},
    (_S.DUNNING, _E.WRITE_OFF): _S.WRITTEN_OFF,
    (_S.LEGAL, _E.WRITE_OFF): _S.WRITTEN_OFF,
    (_S.CLOSED_EXIT, _E.WRITE_OFF): _S.WRITTEN_OFF,
    # The payment that closed it bounced: dunning goes on from the step it had reached (E19).
    (_S.CLOSED_PAID, _E.REOPEN): _S.DUNNING,
}

CASE: Final = Machine("arrears_case", CASE_TRANSITIONS)

#: The word an event needs; the others follow from payments and the calendar.
ACTORS: Final[Mapping[CaseEvent, Permission]] = {
    _E.TAKE_STEP: Permission.DUN,
    _E.GO_TO_COURT: Permission.DUN,
    _E.AGREE_PLAN: Permission.AGREE_PLAN,
    _E.WRITE_OFF: Permission.DECIDE_UNCOLLECTIBLE,
}

#: The case is over for good; further arrears are another case.
CLOSED: Final = frozenset({_S.CLOSED_PAID, _S.CLOSED_EXIT, _S.WRITTEN_OFF})


class CaseIsOver(Refused):
    """What this case was about is paid; what is overdue now is another case."""


class NothingOverdue(Refused):
    """The household owes nothing that is due."""


class PlanNotOfTwo(Invalid):
    """A plan has two parts or more, at most as many as the register allows."""


class PlanExceedsDebt(Refused):
    """There is less overdue than this plan is for."""


class PlanBeginsBefore(Invalid):
    """The first part is due on a day that has passed."""


def covers(touched_on: date, oldest_due_on: date) -> bool:
    """Whether present arrears belong to a case last touched on that day.

    What was due by then was part of it, also when it had been paid in between and the payment
    bounced; what fell due later is a new debt, and climbs the ladder from its foot.
    """
    return oldest_due_on <= touched_on


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment 分期: when it is due, and how much it is."""

    due_on: date
    amount: Money


def instalments(amount: Money, parts: int, first_due_on: date) -> list[Part]:
    """Equal parts from month to month, the last taking the rest: 1,089.08 in 6 (E7)."""
    return [
        Part(_monthly(first_due_on, step), part)
        for step, part in enumerate(split_last_takes_rest(amount, parts))
    ]


def _monthly(first: date, step: int) -> date:
    """The same day of a later month, or its last."""
    month = Month.of(first).plus(step)
    return month.first.replace(day=min(first.day, month.days))


class PlanStanding(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    FULFILLED = "fulfilled"


def plan_standing(
    parts: Sequence[Part], paid: Money, today: date, calendar: WorkCalendar, *, grace: int = 5
) -> PlanStanding:
    """Broken when a part is still unpaid `grace` working days after its date (E7).

    `paid`: of the debt that the plan is for, since it was agreed; it goes to the parts in their
    order.
    """
    if paid >= total(part.amount for part in parts):
        return PlanStanding.FULFILLED
    owed = ZERO
    for part in parts:
        owed += part.amount
        if paid < owed:
            is_late = today > calendar.add_workdays(part.due_on, grace)
            return PlanStanding.BROKEN if is_late else PlanStanding.KEPT
    return PlanStanding.FULFILLED


_BY_PLAN: Final[Mapping[PlanStanding, CaseState]] = {
    PlanStanding.KEPT: _S.PLAN_AGREED,
    PlanStanding.BROKEN: _S.PLAN_BROKEN,
    PlanStanding.FULFILLED: _S.DUNNING,
}


def shown(
    stored: CaseState,
    *,
    touched_on: date,
    oldest_due_on: date | None,
    plan: PlanStanding | None,
) -> CaseState:
    """Where a case stands today. `oldest_due_on`: of what is overdue now, None for nothing."""
    if stored in CLOSED:
        return stored
    if oldest_due_on is None or not covers(touched_on, oldest_due_on):
        return _S.CLOSED_PAID
    if stored is _S.PLAN_AGREED and plan is not None:
        return _BY_PLAN[plan]
    return stored


def limitation_on(oldest_due_on: date, interrupted_on: Iterable[date]) -> date:
    """When the oldest debt can no longer be sued for with effect: three years after it was due,
    and after each demand that is proved or each word of the debtor (民法典 Art. 188, 195).
    """
    begins = max((oldest_due_on, *(day for day in interrupted_on if day >= oldest_due_on)))
    return months_after(begins, LIMITATION_MONTHS)
