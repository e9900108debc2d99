"""Arrears 欠缴: how many months are owed, how old they are, and the ladder of dunning 催缴.

Everything is counted on what the *tenant* has paid: a month that the operator advanced is still
a month that the tenant owes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import Month, WorkCalendar, months_after
from domain.money import ZERO, Money
from domain.states import Machine

#: 公共租赁住房管理办法 Art. 29: six months in sum, consecutive or not.
EVICTION_MONTHS: Final = 6
#: Kinds of charge that are a month of rent; a late fee or a passed-on bill is money, not a month.
MONTHLY_KINDS: Final = ("rent", "holdover")


@dataclass(frozen=True, slots=True)
class MonthlyCharge:
    """A month's rent as the household sees it; `unpaid` is owed to treasury or operator."""

    month: Month
    due_on: date
    unpaid: Money


def overdue(charges: Iterable[MonthlyCharge], today: date) -> list[MonthlyCharge]:
    """What should have been paid before `today`, the oldest first. A rent of zero never is."""
    late = [charge for charge in charges if charge.unpaid > ZERO and charge.due_on < today]
    return sorted(late, key=lambda charge: (charge.due_on, charge.month))


def months_owed(charges: Iterable[MonthlyCharge], today: date) -> int:
    """How many months are in arrears, in sum, however little of each is missing."""
    return len({charge.month for charge in overdue(charges, today)})


@dataclass(frozen=True, slots=True)
class Debt:
    """A charge as arrears count it: `is_monthly` tells rent from what is money alone."""

    month: Month
    due_on: date
    unpaid: Money
    is_monthly: bool = True


@dataclass(frozen=True, slots=True)
class Carried:
    """What a household owes once a charge is due: its open part with that of every older one."""

    amount: Money
    months: int


def carried(debts: Iterable[Debt]) -> list[Carried]:
    """The household's arrears as each of its charges, oldest first, adds to them.

    The last one that is due tells what is overdue on any day, and how many months are. A charge
    of which nothing is open carries nothing.
    """
    owed, months, told = ZERO, set[Month](), list[Carried]()
    for debt in debts:
        if debt.unpaid > ZERO:
            owed += debt.unpaid
            months |= {debt.month} if debt.is_monthly else set()
        told.append(Carried(owed, len(months)) if debt.unpaid > ZERO else Carried(ZERO, 0))
    return told


def months_worth(outstanding: Money, monthly_rent: Money) -> int:
    """The other way to count: whole months of present rent in the sum owed."""
    return outstanding.fen // monthly_rent.fen if monthly_rent > ZERO else 0


class AgeBand(StrEnum):
    """How long it has gone on, by months owed."""

    NONE = "none"
    ONE_TO_THREE = "1_3"
    FOUR_TO_SIX = "4_6"
    OVER_SIX = "over_6"


_BANDS: Final = (
    (1, AgeBand.NONE),
    (4, AgeBand.ONE_TO_THREE),
    (7, AgeBand.FOUR_TO_SIX),
)


def age_band(months: int) -> AgeBand:
    return next((band for below, band in _BANDS if months < below), AgeBand.OVER_SIX)


def may_be_evicted(months: int, *, threshold: int = EVICTION_MONTHS) -> bool:
    """Whether the owner may sue for the home (parameter `arrears.evict_months_cumulative`)."""
    return months >= threshold


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
    """A rung of the ladder: when it is due, how it is done, what proves it, what stops it."""

    number: int
    code: str
    clock: Clock
    after: int
    channel: str
    proof: str
    stopped_by: frozenset[Hold]


_RESTS: Final = frozenset({Hold.HARDSHIP, Hold.DISPUTE, Hold.FROZEN})
#: People in special care are reminded and visited, and spared letters to others and the court.
_RESTS_OR_SPARED: Final = frozenset(Hold)
_C = Clock

#: The default ladder; an authority may keep one of its own. A hold never stops the reminder.
LADDER: Final = (
    Step(0, "reminder", _C.DAYS, -5, "sms_app", "gateway_receipt", frozenset()),
    Step(1, "notice", _C.WORKDAYS, 5, "sms_app", "gateway_receipt", _RESTS),
    Step(2, "call", _C.DAYS, 15, "phone", "call_record", _RESTS),
    Step(3, "visit", _C.DAYS, 30, "home_visit", "visit_sheet", _RESTS),
    Step(4, "demand_letter", _C.MONTHS_OWED, 2, "served", "service_receipt", _RESTS),
    Step(5, "employer_letter", _C.MONTHS_OWED, 3, "letter", "copy", _RESTS_OR_SPARED),
    Step(6, "lawyers_letter", _C.MONTHS_OWED, 4, "lawyer", "letter_receipt", _RESTS_OR_SPARED),
    Step(7, "suit", _C.MONTHS_OWED, 6, "court", "case_file", _RESTS_OR_SPARED),
)


@dataclass(frozen=True, slots=True)
class Dunning:
    """Where a household stands on the ladder. `last_step` is the highest one taken."""

    oldest_due_on: date
    months_owed: int
    last_step: int | None = None
    holds: frozenset[Hold] = frozenset()
    keeps_a_plan: bool = False


def next_step(
    case: Dunning, today: date, calendar: WorkCalendar, ladder: Iterable[Step] = LADDER
) -> Step | None:
    """The rung to be taken today: the highest one reached that has not been taken.

    Rungs that were passed over meanwhile are not caught up. None while nothing new is reached,
    a hold stops it, or an instalment plan is kept.
    """
    reached = [step for step in ladder if _is_reached(step, case, today, calendar)]
    step = max(reached, key=lambda step: step.number, default=None)
    if step is None or case.keeps_a_plan or case.holds & step.stopped_by:
        return None
    return step if case.last_step is None or step.number > case.last_step else None


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
    on the day after it is due.
    """
    ahead = [step for step in ladder if not _is_reached(step, case, today, calendar)]
    step = min(ahead, key=lambda step: step.number, default=None)
    if step is None or case.keeps_a_plan or case.holds & step.stopped_by:
        return None
    return Coming(step, _due_on(step, case, newest_due_on, calendar))


def _due_on(step: Step, case: Dunning, newest_due_on: date, calendar: WorkCalendar) -> date:
    if step.clock is Clock.MONTHS_OWED:
        further = step.after - case.months_owed
        return months_after(newest_due_on, further) + timedelta(days=1)
    if step.clock is Clock.WORKDAYS:
        return calendar.add_workdays(case.oldest_due_on, step.after)
    return case.oldest_due_on + timedelta(days=step.after)


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
    _E.WRITE_OFF: Permission.DECIDE_UNCOLLECTIBLE,
}
