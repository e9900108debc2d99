"""Months owed are counted on what the tenant paid; the ladder says what happens next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.arrears import (
    LADDER,
    AgeBand,
    Debt,
    Dunning,
    Hold,
    MonthlyCharge,
    age_band,
    carried,
    coming,
    may_be_evicted,
    months_owed,
    next_step,
    overdue,
)
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL
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


@pytest.mark.parametrize(
    ("today", "months", "now", "next_code", "next_on"),
    [
        (date(2025, 4, 1), 0, None, "reminder", date(2025, 4, 5)),
        (date(2025, 4, 11), 1, "reminder", "notice", date(2025, 4, 17)),
        (date(2025, 4, 17), 1, "notice", "call", date(2025, 4, 25)),
        (date(2025, 4, 25), 1, "call", "visit", date(2025, 5, 10)),
        (date(2025, 5, 10), 1, "visit", "demand_letter", date(2025, 5, 11)),
    ],
)
def test_the_ladder_is_climbed_from_the_oldest_due_day(
    today: date, months: int, now: str | None, next_code: str, next_on: date
) -> None:
    case = Dunning(date(2025, 4, 10), months)

    step = next_step(case, today, STATE_COUNCIL)
    ahead = coming(case, date(2025, 4, 10), today, STATE_COUNCIL)

    assert (step.code if step else None) == now
    assert ahead is not None
    assert (ahead.step.code, ahead.due_on) == (next_code, next_on)


@pytest.mark.parametrize(
    ("months", "next_code", "next_on"),
    [
        (2, "employer_letter", date(2025, 6, 11)),
        (3, "lawyers_letter", date(2025, 6, 11)),
        (4, "suit", date(2025, 7, 11)),
        (6, None, None),
    ],
)
def test_letters_wait_for_further_months(
    months: int, next_code: str | None, next_on: date | None
) -> None:
    oldest = date(2024, 12, 10)

    ahead = coming(Dunning(oldest, months), date(2025, 5, 10), TODAY, STATE_COUNCIL)

    assert (ahead and ahead.step.code, ahead and ahead.due_on) == (next_code, next_on)


@pytest.mark.parametrize("hold", [Hold.HARDSHIP, Hold.DISPUTE, Hold.FROZEN])
@pytest.mark.parametrize("months", range(1, 8))
def test_a_hold_stops_every_step_after_the_reminder(hold: Hold, months: int) -> None:
    case = Dunning(date(2025, 1, 10), months, holds=frozenset({hold}))

    assert next_step(case, TODAY, STATE_COUNCIL) is None
    assert coming(case, date(2025, 5, 10), TODAY, STATE_COUNCIL) is None


def test_people_in_special_care_are_visited_and_spared_letters_to_others() -> None:
    case = Dunning(date(2025, 3, 10), 2, holds=frozenset({Hold.VULNERABLE}))

    step = next_step(case, TODAY, STATE_COUNCIL)

    assert step is not None
    assert step.code == "demand_letter"
    assert coming(case, date(2025, 4, 10), TODAY, STATE_COUNCIL) is None


def test_a_kept_plan_stops_the_ladder() -> None:
    case = Dunning(date(2025, 3, 10), 2, keeps_a_plan=True)

    assert next_step(case, TODAY, STATE_COUNCIL) is None
    assert coming(case, date(2025, 4, 10), TODAY, STATE_COUNCIL) is None


@given(
    oldest=st.dates(date(2024, 1, 10), date(2025, 5, 19)),
    months=st.integers(1, 12),
    today=st.dates(date(2025, 5, 20), date(2025, 6, 30)),
)
def test_what_comes_next_stands_above_what_is_due_now(
    oldest: date, months: int, today: date
) -> None:
    case = Dunning(oldest, months)

    step = next_step(case, today, STATE_COUNCIL)
    ahead = coming(case, oldest + timedelta(days=28), today, STATE_COUNCIL)

    assert step is not None
    if step is not LADDER[-1] and ahead is not None:
        assert ahead.step.number != step.number


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
