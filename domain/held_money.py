"""Tenants' money that waits for the treasury: how much a statement takes, and how old it is.

Ageing looks at receipts and at what was sent. A remittance that comes back is mirrored, so the
money is as old as if it had never left (domain.md 11.1, 25).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.calendar import Month, WorkCalendar
from domain.money import ZERO, Money
from domain.remittances import held_too_long

#: Remitting monthly is on time up to this working day of the next month (domain.md 5.13).
MONTHLY_WORKDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Held:
    """Money in the collection account that is due to treasury, and since when."""

    amount: Money
    oldest_on: date | None


class Alert(StrEnum):
    NONE = "none"
    #: Longer than daily remitting allows.
    NOTICE = "notice"
    #: Later than monthly remitting allows.
    LATE = "late"


def to_remit(*, received_by_then: Money, received: Money, remitted: Money) -> Money:
    """What a statement takes: received up to its day, and not remitted yet.

    Money taken back since then (`received` counts to today) cannot be sent any more.
    """
    return max(min(received_by_then, received) - remitted, ZERO)


def held(receipts: Iterable[tuple[date, Money]], remitted: Money) -> Held:
    """Oldest money leaves first. `receipts`: net receipts for treasury by day, in any order."""
    oldest_on, left = None, -remitted
    for day, amount in sorted(receipts):
        before, left = left, left + amount
        if left > ZERO >= before:
            oldest_on = day
    return Held(max(left, ZERO), oldest_on if left > ZERO else None)


def alert(oldest_on: date | None, today: date, calendar: WorkCalendar) -> Alert:
    """How late money of that day is today."""
    if oldest_on is None:
        return Alert.NONE
    if today > calendar.nth_workday(Month.of(oldest_on).next, MONTHLY_WORKDAY):
        return Alert.LATE
    return Alert.NOTICE if held_too_long(oldest_on, today, calendar) else Alert.NONE
