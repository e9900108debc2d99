"""The whole-number form of each basis, as a statement over many rows has it, is the exact one."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Period, PeriodInvalid
from domain.money import Money, half_up, total
from domain.proration import Basis, due_for, occupied

MONTHS = st.builds(Month, st.integers(2024, 2027), st.integers(1, 12))
RENTS = st.integers(0, 10**9)
UNITS = st.sampled_from([1, 10, 100])


@st.composite
def broken_months(draw: st.DrawFn) -> tuple[Month, Period, int]:
    """A month, the part of it that is lived in, and how many days that is."""
    month = draw(MONTHS)
    first = draw(st.integers(0, month.days - 1))
    days = draw(st.integers(1, month.days - first).filter(lambda days: days < month.days))
    from_on = month.first + timedelta(days=first)
    return month, Period(from_on, from_on + timedelta(days=days)), days


@given(RENTS, broken_months(), UNITS)
def test_actual_days_are_half_up_in_whole_numbers(
    monthly: int, broken: tuple[Month, Period, int], unit: int
):
    month, lived, days = broken
    exact = half_up(Fraction(monthly * days, month.days), unit)
    whole = (2 * monthly * days + month.days * unit) // (2 * month.days * unit) * unit
    due = due_for(Money(monthly), lived, month, Basis.ACTUAL_DAYS, unit_fen=unit)
    assert due.fen == min(monthly, exact) == min(monthly, whole)


@given(RENTS, broken_months())
def test_thirtieths_and_years_are_half_up_in_whole_numbers(
    monthly: int, broken: tuple[Month, Period, int]
):
    month, lived, days = broken
    forms = {
        Basis.FIXED_30: (Fraction(monthly * days, 30), (2 * monthly * days + 30) // 60),
        Basis.YEAR_365: (
            Fraction(monthly * 12 * days, 365),
            (24 * monthly * days + 365) // 730,
        ),
    }
    for basis, (exact, whole) in forms.items():
        due = due_for(Money(monthly), lived, month, basis)
        assert due.fen == min(monthly, half_up(exact)) == min(monthly, whole)


@given(RENTS, MONTHS, st.data())
def test_a_half_month_is_half_up_in_whole_numbers(monthly: int, month: Month, data: st.DataObject):
    first = data.draw(st.integers(16, month.days))
    due = due_for(
        Money(monthly), Period(date(month.year, month.number, first), None), month, Basis.HALF_MONTH
    )
    assert due.fen == (monthly + 1) // 2


@given(st.integers(0, 10**7), broken_months(), st.sampled_from(Basis))
def test_another_day_never_costs_less(
    monthly: int, broken: tuple[Month, Period, int], basis: Basis
):
    month, lived, days = broken
    longer = Period(lived.from_on, lived.from_on + timedelta(days=days + 1))
    assert due_for(Money(monthly), lived, month, basis) <= due_for(
        Money(monthly), longer, month, basis
    )


@given(st.integers(0, 10**7), MONTHS, st.data())
def test_a_month_in_several_parts_is_its_rent_within_half_a_fen_each(
    monthly: int, month: Month, data: st.DataObject
):
    cuts = data.draw(st.sets(st.integers(1, month.days - 1), max_size=6))
    days = [month.first + timedelta(days=cut) for cut in (0, *sorted(cuts), month.days)]
    parts = [Period(start, end) for start, end in pairwise(days)]
    dues = [due_for(Money(monthly), part, month) for part in parts]
    assert 2 * abs(total(dues).fen - monthly) <= len(parts)


@pytest.mark.parametrize("basis", list(Basis))
def test_no_day_of_the_month_costs_nothing(basis: Basis):
    april = Period(date(2025, 4, 1), date(2025, 5, 1))
    assert not due_for(Money(27227), april, Month(2025, 3), basis)
    assert not due_for(Money(27227), april, Month(2025, 5), basis)


def test_a_stay_that_ends_before_it_begins_or_with_the_calendar_is_refused():
    with pytest.raises(PeriodInvalid):
        occupied(date(2025, 6, 18), date(2025, 6, 17))
    with pytest.raises(PeriodInvalid):
        occupied(date(2025, 6, 18), date(2025, 6, 17), last_day_counted=False)
    with pytest.raises(PeriodInvalid):
        occupied(date(2025, 6, 18), date.max)
