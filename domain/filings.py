"""Filing a signed lease 备案 at the housing department: thirty days from signing (Art. 17)."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import WorkCalendar
from domain.states import Machine


class FilingState(StrEnum):
    TO_FILE = "to_file"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"


class FilingEvent(StrEnum):
    SUBMIT = "submit"
    RETURN = "return"
    CONFIRM = "confirm"


_S, _E = FilingState, FilingEvent

TRANSITIONS: Final[Mapping[tuple[FilingState, FilingEvent], FilingState]] = {
    (_S.TO_FILE, _E.SUBMIT): _S.SUBMITTED,
    # Something is missing: the operator sends it again, and the clock runs on.
    (_S.SUBMITTED, _E.RETURN): _S.TO_FILE,
    (_S.SUBMITTED, _E.CONFIRM): _S.CONFIRMED,
}
MACHINE: Final = Machine("lease_filing", TRANSITIONS)
ACTORS: Final[Mapping[FilingEvent, Permission]] = {
    _E.SUBMIT: Permission.FILE_LEASE,
    _E.RETURN: Permission.CONFIRM_FILING,
    _E.CONFIRM: Permission.CONFIRM_FILING,
}


def due_on(signed_on: date, days: int, calendar: WorkCalendar) -> date:
    """The last day: so many calendar days after signing; off work, the next working day.

    民法典 Art. 201, 203.
    """
    return calendar.last_day_rolled(signed_on + timedelta(days=days))


def is_overdue(state: FilingState, due: date, today: date) -> bool:
    return state is not FilingState.CONFIRMED and today > due
