"""Renewing a lease 续租 and the yearly review 年审: one procedure that only the purchaser decides.

公租房办法 Art. 30: the household applies three months before the end; who does not, leaves at the
end, unless the purchaser's approver takes a late application. Art. 31: who is refused leaves too,
after a period of relocation. A refusal has its reason, and may be objected to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.calendar import months_after
from domain.errors import Invalid, Refused
from domain.states import Machine

_ONE_DAY: Final = timedelta(days=1)


class RenewalKind(StrEnum):
    """A review decides about the household's grant and tier; no new lease comes of it."""

    RENEWAL = "renewal"
    REVIEW = "review"


class RenewalState(StrEnum):
    INVITED = "invited"
    APPLIED = "applied"
    DATA_CHECK = "data_check"
    NEEDS_MORE = "needs_more"
    DECIDED_OK = "decided_ok"
    DECIDED_NO = "decided_no"
    OBJECTION = "objection"
    FINAL_NO = "final_no"


class RenewalEvent(StrEnum):
    APPLY = "apply"
    CHECK = "check"
    ASK_FOR_MORE = "ask_for_more"
    SUPPLY = "supply"
    APPROVE = "approve"
    REFUSE = "refuse"
    OBJECT = "object"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    LET_STAND = "let_stand"


_S, _E = RenewalState, RenewalEvent

TRANSITIONS: Final[Mapping[tuple[RenewalState, RenewalEvent], RenewalState]] = {
    (_S.INVITED, _E.APPLY): _S.APPLIED,
    (_S.APPLIED, _E.CHECK): _S.DATA_CHECK,
    (_S.DATA_CHECK, _E.ASK_FOR_MORE): _S.NEEDS_MORE,
    (_S.NEEDS_MORE, _E.SUPPLY): _S.DATA_CHECK,
    (_S.DATA_CHECK, _E.APPROVE): _S.DECIDED_OK,
    (_S.DATA_CHECK, _E.REFUSE): _S.DECIDED_NO,
    (_S.DECIDED_NO, _E.OBJECT): _S.OBJECTION,
    (_S.OBJECTION, _E.UPHOLD): _S.FINAL_NO,
    (_S.OBJECTION, _E.OVERTURN): _S.DECIDED_OK,
    # Nobody objected in time.
    (_S.DECIDED_NO, _E.LET_STAND): _S.FINAL_NO,
}
MACHINE: Final = Machine("renewal", TRANSITIONS)
#: Asked for and not decided for good: the household stays as it is until then.
UNDECIDED: Final = frozenset(
    {_S.APPLIED, _S.DATA_CHECK, _S.NEEDS_MORE, _S.DECIDED_NO, _S.OBJECTION}
)


class RefusalReason(StrEnum):
    """公租房办法 Art. 27, 29–31."""

    INCOME_ABOVE_LINE = "income_above_line"
    OTHER_HOUSING = "other_housing"
    OTHER_SUBSIDY = "other_subsidy"
    MISUSE = "misuse"
    ARREARS = "arrears"
    CONDITIONS_CHANGED = "conditions_changed"
    FALSE_STATEMENT = "false_statement"


class LateNotGranted(Refused):
    """It came after the last day to apply; the purchaser's approver takes it or not, first."""


class NotLate(Refused):
    """It came in time: nothing needs to be granted."""


class NothingProposed(Refused):
    """The officer proposes with a reason first; then another person decides."""


class RefusalReasonMissing(Invalid):
    """A refusal has its reason: the code and, in words, the facts."""


class ObjectionTooLate(Refused):
    """The last day to object has passed."""


class ConsentToChecksMissing(Invalid):
    """Without consent to the checks nobody may look into income and housing."""


class LeaseNotRenewable(Refused):
    """The lease is over, or has not begun: there is nothing to renew."""


class ArrearsOpen(Refused):
    """The household owes rent that is due. It pays first, or its plan is on file."""


class NotGranted(Refused):
    """No renewal of the lease is granted: only then is a new lease drafted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reminder so long before the end (parameter `lease.renewal_reminders`)."""

    months: int = 0
    days: int = 0

    @property
    def code(self) -> str:
        return f"{self.months}m" if self.months else f"{self.days}d"

    def day_of(self, ends_on: date) -> date:
        return months_after(ends_on, -self.months) - timedelta(days=self.days)


def marks_of(told: Iterable[Mapping[str, int]]) -> list[Mark]:
    """Of the parameter's rows, the earliest first."""
    marks = [Mark(int(one.get("months", 0)), int(one.get("days", 0))) for one in told]
    return sorted(marks, key=lambda mark: (mark.months, mark.days), reverse=True)


def due_mark(marks: Iterable[Mark], ends_on: date, today: date) -> Mark | None:
    """The latest reminder whose day has come; what was missed before it is not made up for."""
    reached = [mark for mark in marks if mark.day_of(ends_on) <= today]
    return min(reached, key=lambda mark: (mark.months, mark.days), default=None)


def apply_by(ends_on: date, months: int) -> date:
    """The last day on which an application is in time."""
    return months_after(ends_on, -months)


def relocation_until(begins_on: date, months: int) -> date:
    """The last day of the relocation period 搬迁期 that begins on that day."""
    return months_after(begins_on, months) - _ONE_DAY
