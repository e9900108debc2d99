"""The auditors' list, and what its tests measure by."""

from datetime import date

import pytest

from domain.audits import (
    NUMBERS,
    AuditTest,
    AuditTestUnknown,
    audit_test,
    numbers_without_test,
    remit_limits,
    vacant_before,
)
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL


def test_every_test_has_its_number_and_the_rest_are_named() -> None:
    assert set(NUMBERS) == set(AuditTest)
    assert numbers_without_test() == (6, 8, 10, 11, 13)


def test_what_is_not_saved_is_not_there() -> None:
    assert audit_test("held_too_long") is AuditTest.HELD_TOO_LONG
    with pytest.raises(AuditTestUnknown):
        audit_test("whatever")


def test_limits_are_working_days() -> None:
    assert vacant_before(date(2026, 8, 31)) == date(2026, 2, 28)
    assert remit_limits(Month(2026, 4), Month(2026, 5), STATE_COUNCIL) == [
        (Month(2026, 4), date(2026, 5, 11)),
        (Month(2026, 5), date(2026, 6, 5)),
    ]
