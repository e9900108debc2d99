"""Months owed are counted on what the tenant paid."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.arrears import (
    AgeBand,
    Debt,
    MonthlyCharge,
    age_band,
    carried,
    may_be_evicted,
    months_owed,
    overdue,
)
from domain.calendar import Month
from domain.money import Money, total

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


months_of_a_year = st.integers(0, 11).map(Month(2025, 1).plus)
debts = st.builds(
    lambda month, day, fen, is_monthly: Debt(
        month, month.first.replace(day=day), Money(fen), is_monthly
    ),
    months_of_a_year,
    st.sampled_from([1, 10, 28]),
    st.one_of(st.just(0), st.integers(1, 500)),
    st.booleans(),
)


@given(st.lists(debts, max_size=8), st.dates(date(2024, 12, 1), date(2026, 2, 1)))
def test_what_the_last_due_charge_carries_is_what_is_overdue(owed: list[Debt], today: date) -> None:
    """So that arrears of any day are read off one charge."""
    in_order = sorted(owed, key=lambda debt: debt.due_on)
    pairs = list(zip(in_order, carried(in_order), strict=True))
    late = [told for debt, told in pairs if debt.unpaid.fen and debt.due_on < today]
    due = [debt for debt in owed if debt.due_on < today]
    monthly = [
        MonthlyCharge(debt.month, debt.due_on, debt.unpaid) for debt in due if debt.is_monthly
    ]

    assert (late[-1].amount if late else Money(0)) == total(debt.unpaid for debt in due)
    assert (late[-1].months if late else 0) == months_owed(monthly, today)
    assert all(not told.amount.fen for debt, told in pairs if not debt.unpaid.fen)
