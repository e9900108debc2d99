"""审计, what auditors test: the saved questions, by the number that auditors know them by."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from domain.calendar import Month, WorkCalendar, months_after
from domain.errors import NotFound
from domain.held_money import MONTHLY_WORKDAY


class AuditTestUnknown(NotFound):
    """No saved test of this name."""


class AuditTest(StrEnum):
    """A saved test. Whatever it finds is a question to be answered, not yet a breach."""

    RENT_AGAINST_RULE = "rent_against_rule"
    RECEIVED_AGAINST_BANK = "received_against_bank"
    HELD_TOO_LONG = "held_too_long"
    SPENT_FROM_RENT_ACCOUNT = "spent_from_rent_account"
    LEASE_PAST_ITS_END = "lease_past_its_end"
    PERSON_IN_TWO_HOMES = "person_in_two_homes"
    VACANT_TOO_LONG = "vacant_too_long"
    ARREARS_OF_EVICTION = "arrears_of_eviction"
    UNIT_DAYS_AGAINST_STOCK = "unit_days_against_stock"
    MAKER_IS_CHECKER = "maker_is_checker"
    DEPOSITS_AGAINST_BANK = "deposits_against_bank"
    REVERSED_NEAR_MONTH_END = "reversed_near_month_end"


_T = AuditTest

#: The auditors' own list, from 1 to 16. One number may have two tests.
NUMBERS: Final[Mapping[AuditTest, int]] = {
    _T.RENT_AGAINST_RULE: 1,
    _T.RECEIVED_AGAINST_BANK: 2,
    _T.HELD_TOO_LONG: 3,
    _T.SPENT_FROM_RENT_ACCOUNT: 4,
    _T.LEASE_PAST_ITS_END: 5,
    _T.PERSON_IN_TWO_HOMES: 5,
    _T.VACANT_TOO_LONG: 7,
    _T.ARREARS_OF_EVICTION: 9,
    _T.UNIT_DAYS_AGAINST_STOCK: 12,
    _T.MAKER_IS_CHECKER: 14,
    _T.DEPOSITS_AGAINST_BANK: 15,
    _T.REVERSED_NEAR_MONTH_END: 16,
}
#: How many there are in all; those without a test here need records that are not kept yet.
LAST_NUMBER: Final = 16

#: A home that is empty for longer is a standing finding.
VACANT_MONTHS: Final = 6


def numbers_without_test() -> tuple[int, ...]:
    return tuple(n for n in range(1, LAST_NUMBER + 1) if n not in NUMBERS.values())


def audit_test(code: str) -> AuditTest:
    """Raises AuditTestUnknown."""
    try:
        return AuditTest(code)
    except ValueError as error:
        raise AuditTestUnknown(test=code) from error


def vacant_before(today: date) -> date:
    """Empty since this day or earlier is too long."""
    return months_after(today, -VACANT_MONTHS)


def remit_limits(first: Month, last: Month, calendar: WorkCalendar) -> list[tuple[Month, date]]:
    """By the month in which money came in, the last day on which it is remitted in time."""
    return [
        (month, calendar.nth_workday(month.next, MONTHLY_WORKDAY)) for month in first.through(last)
    ]
