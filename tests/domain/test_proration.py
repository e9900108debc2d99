"""A broken month costs what the basis says, to the fen (E1, E2, E4, E11, E13)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Period
from domain.holdover import AT_MARKET, HoldoverStep, holdover_rent
from domain.money import ZERO, Money, half_up, total
from domain.proration import Basis, due_for, occupied

U1 = Money.yuan("272.27")
MARKET = Money.yuan("942.48")
MARCH, JUNE = Month(2025, 3), Month(2025, 6)

MOVE_IN = [
    (Basis.ACTUAL_DAYS, 12, "175.66"),
    (Basis.FIXED_30, 12, "181.51"),
    (Basis.YEAR_365, 12, "179.03"),
    (Basis.HALF_MONTH, 12, "272.27"),
    (Basis.HALF_MONTH, 15, "272.27"),
    (Basis.HALF_MONTH, 16, "136.14"),
    (Basis.FULL_MONTH, 31, "272.27"),
    (Basis.FIXED_30, 1, "272.27"),
    (Basis.FIXED_30, 2, "272.27"),
]


@pytest.mark.parametrize(("basis", "day", "due"), MOVE_IN)
def test_a_mid_month_move_in_costs(basis: Basis, day: int, due: str) -> None:
    lived = occupied(date(2025, 3, day), None)

    assert due_for(U1, lived, MARCH, basis) == Money.yuan(due)


def test_a_whole_yuan_city_rounds_the_broken_month_too() -> None:
    lived = occupied(date(2025, 3, 12), None)

    due = due_for(Money.yuan(272), lived, MARCH, Basis.FIXED_30, unit_fen=100)

    assert due == Money.yuan(181)


MOVE_OUT = [
    (date(2025, 6, 18), True, Basis.ACTUAL_DAYS, "163.36"),
    (date(2025, 6, 18), False, Basis.ACTUAL_DAYS, "154.29"),
    (date(2025, 2, 10), True, Basis.ACTUAL_DAYS, "97.24"),
    (date(2025, 2, 10), True, Basis.FIXED_30, "90.76"),
    (date(2025, 6, 10), True, Basis.HALF_MONTH, "136.14"),
    (date(2025, 6, 15), True, Basis.HALF_MONTH, "136.14"),
    (date(2025, 6, 16), True, Basis.HALF_MONTH, "272.27"),
]


@pytest.mark.parametrize(("out_on", "counted", "basis", "due"), MOVE_OUT)
def test_a_mid_month_move_out_costs(out_on: date, counted: bool, basis: Basis, due: str) -> None:
    lived = occupied(date(2025, 1, 1), out_on, last_day_counted=counted)

    assert due_for(U1, lived, Month.of(out_on), basis) == Money.yuan(due)


@pytest.mark.parametrize(("counted", "refund"), [(True, "653.45"), (False, "662.52")])
def test_a_prepaid_quarter_gives_back_what_was_not_lived(counted: bool, refund: str) -> None:
    lived = occupied(date(2025, 1, 1), date(2025, 6, 18), last_day_counted=counted)
    used = total(due_for(U1, lived, JUNE.plus(step)) for step in range(3))

    assert Money(3 * U1.fen) - used == Money.yuan(refund)


def test_a_new_standard_inside_a_prepaid_quarter_leaves_a_difference() -> None:
    new = Money(half_up(Decimal("52.36") * Decimal("5.60") * 100))

    assert new == Money.yuan("293.22")
    assert U1 + new + new == Money.yuan("858.71")
    assert U1 + new + new - Money(3 * U1.fen) == Money.yuan("41.90")


def test_an_exchange_charges_no_day_twice() -> None:
    september = Month(2025, 9)
    old = due_for(U1, occupied(date(2024, 1, 1), date(2025, 9, 15)), september)
    new = due_for(Money.yuan("301.60"), occupied(date(2025, 9, 16), None), september)

    assert (old, new) == (Money.yuan("136.14"), Money.yuan("150.80"))
    assert old + new == Money.yuan("286.94")


def test_a_tier_change_from_the_day_splits_the_month() -> None:
    may = Month(2025, 5)
    before = due_for(Money.yuan(348), occupied(date(2025, 1, 1), date(2025, 5, 15)), may)
    after = due_for(Money.yuan("201.30"), occupied(date(2025, 5, 16), None), may)

    assert before + after == Money.yuan("272.29")


def test_relocation_costs_the_contract_rent_and_holdover_the_market() -> None:
    stay = occupied(date(2025, 7, 1), date(2025, 10, 12))
    months = Month(2025, 7).through(Month(2025, 10))
    rents = [U1, U1, holdover_rent(MARKET, 1), holdover_rent(MARKET, 2)]

    dues = [due_for(rent, stay, month) for rent, month in zip(rents, months, strict=True)]

    assert dues[3] == Money.yuan("364.83")
    assert total(dues) == Money.yuan("1851.85")


def test_holding_over_grows_dearer_by_the_table() -> None:
    table = (
        HoldoverStep(6, Decimal("1.0")),
        HoldoverStep(12, Decimal("1.2")),
        HoldoverStep(None, Decimal("1.5")),
    )

    rents = [holdover_rent(MARKET, number, table) for number in range(1, 16)]

    assert {rents[0], rents[6], rents[12]} == set(map(Money.yuan, ("942.48", "1130.98", "1413.72")))
    assert total(rents) == Money.yuan("16681.92")
    assert holdover_rent(MARKET, 99, AT_MARKET) == MARKET


def test_back_rent_is_the_difference_by_the_day() -> None:
    stay = occupied(date(2025, 2, 10), date(2025, 5, 20))
    difference = MARKET - U1

    dues = [due_for(difference, stay, month) for month in Month(2025, 2).through(Month(2025, 5))]

    assert total(dues) == Money.yuan("2227.60")


days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
rents = st.integers(0, 10_000_000).map(Money)
months = st.builds(Month, st.integers(2024, 2026), st.integers(1, 12))


@given(
    rents, days, st.integers(0, 400), months, st.sampled_from(Basis), st.sampled_from([1, 10, 100])
)
def test_a_month_never_costs_more_than_its_rent(
    rent: Money, first: date, length: int, month: Month, basis: Basis, unit: int
) -> None:
    lived = Period(first, first + timedelta(days=length))

    due = due_for(rent, lived, month, basis, unit_fen=unit)

    assert ZERO <= due <= rent
    assert due == ZERO or lived.days_in(month) > 0
    assert due == rent or lived.days_in(month) < month.days


@given(rents, months)
def test_an_open_end_costs_the_whole_month_on_every_basis(rent: Money, month: Month) -> None:
    lived = Period(month.first, None)

    assert {due_for(rent, lived, month, basis) for basis in Basis} == {rent}


@given(rents, months, st.data())
def test_two_households_that_share_a_month_differ_from_one_by_a_fen_at_most(
    rent: Money, month: Month, data: st.DataObject
) -> None:
    change = data.draw(st.dates(month.first, month.last))
    first = due_for(rent, Period(month.first, change), month)
    second = due_for(rent, Period(change, None), month)

    assert abs((first + second - rent).fen) <= 1


#: 11.1, 7: a leap day, a month of 31 days counted as 30, and a lease of one day.
ODD_DAYS = [
    (date(2028, 2, 29), date(2028, 2, 29), Basis.ACTUAL_DAYS, "9.39"),
    (date(2028, 2, 29), date(2028, 2, 29), Basis.FIXED_30, "9.08"),
    (date(2028, 2, 1), date(2028, 2, 29), Basis.FIXED_30, "272.27"),
    (date(2028, 2, 1), date(2028, 2, 28), Basis.ACTUAL_DAYS, "262.88"),
    (date(2025, 3, 31), date(2025, 3, 31), Basis.ACTUAL_DAYS, "8.78"),
    (date(2025, 3, 31), date(2025, 3, 31), Basis.FIXED_30, "9.08"),
    (date(2025, 3, 31), date(2025, 3, 31), Basis.YEAR_365, "8.95"),
    (date(2025, 3, 31), date(2025, 3, 31), Basis.HALF_MONTH, "136.14"),
    (date(2025, 3, 31), date(2025, 3, 31), Basis.FULL_MONTH, "272.27"),
    (date(2025, 3, 1), date(2025, 3, 30), Basis.FIXED_30, "272.27"),
    (date(2025, 3, 1), date(2025, 3, 31), Basis.FIXED_30, "272.27"),
]


@pytest.mark.parametrize(("first", "last", "basis", "due"), ODD_DAYS)
def test_edge_case_7_odd_days_cost(first: date, last: date, basis: Basis, due: str) -> None:
    assert due_for(U1, occupied(first, last), Month.of(first), basis) == Money.yuan(due)
