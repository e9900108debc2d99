"""Months owed are counted on what the tenant paid."""

from datetime import date

import pytest

from domain.arrears import AgeBand, MonthlyCharge, age_band, may_be_evicted, months_owed, overdue
from domain.calendar import Month
from domain.money import Money

TODAY = date(2025, 5, 20)


def charge(month: str, fen: int, day: int = 10) -> MonthlyCharge:
    of = Month.parse(month)
    return MonthlyCharge(of, of.first.replace(day=day), Money(fen))


def test_only_what_is_unpaid_after_its_due_day_counts() -> None:
    charges = [
        charge("2025-05", 1),
        charge("2025-04", 27227),
        charge("2025-03", 0),
        charge("2025-05", 500, day=20),
        charge("2025-06", 27227),
    ]

    assert [str(one.month) for one in overdue(charges, TODAY)] == ["2025-04", "2025-05"]
    assert months_owed(charges, TODAY) == 2


@pytest.mark.parametrize(
    ("months", "band", "evict"),
    [
        (0, AgeBand.NONE, False),
        (1, AgeBand.ONE_TO_THREE, False),
        (3, AgeBand.ONE_TO_THREE, False),
        (4, AgeBand.FOUR_TO_SIX, False),
        (5, AgeBand.FOUR_TO_SIX, False),
        (6, AgeBand.FOUR_TO_SIX, True),
        (7, AgeBand.OVER_SIX, True),
    ],
)
def test_months_owed_give_the_band_and_the_threshold(
    months: int, band: AgeBand, *, evict: bool
) -> None:
    assert (age_band(months), may_be_evicted(months)) == (band, evict)
