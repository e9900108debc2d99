"""Unit-days are counted once, priced day by day and rounded once (E8, E10)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Period
from domain.money import Money, total
from domain.unit_days import (
    PriceFrom,
    PriceMissing,
    Span,
    StockEntry,
    UnitCountedTwice,
    base_fee,
    require_counted_once,
    rounding_line,
    spans,
    unit_line,
)

yuan = Money.yuan
APRIL, JUNE = Month(2025, 4), Month(2025, 6)
NEW_YEAR = date(2025, 1, 1)
PRICE = [PriceFrom(NEW_YEAR, yuan("26.50"))]


def stock(count: int, period: Period, first: int = 0) -> list[StockEntry]:
    return [StockEntry(UUID(int=first + number), period) for number in range(count)]


E8 = [
    *stock(1150, Period(NEW_YEAR, None)),
    *stock(3, Period.inclusive(NEW_YEAR, date(2025, 4, 20)), first=2000),
    *stock(50, Period(date(2025, 4, 11), None), first=3000),
]


def test_e8_unit_days_make_the_months_fee():
    (span,) = spans(E8, PRICE, APRIL)
    assert span.unit_days == 35_560
    assert base_fee([span], APRIL) == yuan("31411.33")


def test_e8_the_annex_adds_up_by_its_rounding_line():
    lines = [unit_line(yuan("26.50"), entry.period.days_in(APRIL), APRIL) for entry in E8]
    assert lines[-1] == yuan("17.67")
    assert total(lines) == yuan("31411.51")

    rest = rounding_line(yuan("31411.33"), lines)

    assert rest == yuan("-0.18")
    assert total([*lines, rest]) == yuan("31411.33")


@pytest.mark.parametrize(
    ("factor", "fee"), [("0.5", "30475.00"), ("1", "31800.00"), ("0", "29150.00")]
)
def test_e8_vacant_flats_are_paid_by_their_factor(factor: str, fee: str):
    whole = Period(NEW_YEAR, None)
    empty = [
        StockEntry(entry.unit_id, whole, (Period(APRIL.first, APRIL.next.first),))
        for entry in stock(100, whole, first=5000)
    ]
    (span,) = spans([*stock(1100, whole), *empty], PRICE, APRIL)
    assert (span.occupied_days, span.vacant_days) == (33_000, 3_000)
    assert base_fee([span], APRIL, vacant_factor=Decimal(factor)) == yuan(fee)


def test_e10_a_new_price_within_the_month_counts_from_its_day():
    prices = [*PRICE, PriceFrom(date(2025, 6, 16), yuan("28.00"))]
    before, after = spans(stock(1200, Period(NEW_YEAR, None)), prices, JUNE)
    assert base_fee([before], JUNE) == yuan("15900.00")
    assert base_fee([after], JUNE) == yuan("16800.00")
    assert base_fee([before, after], JUNE) == yuan("32700.00")
    assert before.period == Period(date(2025, 6, 1), date(2025, 6, 16))
    assert after.period == Period(date(2025, 6, 16), date(2025, 7, 1))


def test_a_price_of_later_months_is_not_this_months():
    prices = [PriceFrom(date(2025, 7, 1), yuan("28.00")), *PRICE]
    assert [span.price for span in spans(E8, prices, JUNE)] == [yuan("26.50")]


def test_stock_without_a_price_is_refused():
    with pytest.raises(PriceMissing) as refusal:
        spans(E8, [PriceFrom(date(2025, 4, 2), yuan("26.50"))], APRIL)
    assert refusal.value.facts == {"from_on": "2025-04-01"}


def test_days_without_stock_need_no_price():
    late = stock(1, Period(date(2025, 4, 16), None))
    assert spans(late, [PriceFrom(date(2025, 4, 16), yuan("26.50"))], APRIL) == [
        Span(Period(date(2025, 4, 16), date(2025, 5, 1)), yuan("26.50"), 15)
    ]


def test_edge_case_8_the_day_on_which_the_operator_changes_is_the_new_ones():
    """11.1, 8: the old list ends where the new one begins, and every day is paid once."""
    unit, change = UUID(int=1), date(2025, 4, 16)
    old = StockEntry(unit, Period(NEW_YEAR, change))
    new = StockEntry(unit, Period(change, None))
    require_counted_once([new, old])
    days = [span.unit_days for entry in (old, new) for span in spans([entry], PRICE, APRIL)]
    assert days == [15, 15]


def test_a_day_in_two_lists_is_refused():
    unit = UUID(int=1)
    lists = [
        StockEntry(unit, Period(date(2025, 4, 15), None)),
        StockEntry(unit, Period.inclusive(NEW_YEAR, date(2025, 4, 15))),
    ]
    with pytest.raises(UnitCountedTwice) as refusal:
        require_counted_once(lists)
    assert refusal.value.facts == {"unit_id": str(unit), "on": "2025-04-15"}


days = st.dates(date(2025, 3, 1), date(2025, 7, 31))
prices = st.integers(1, 10_000).map(Money)


@given(
    starts=st.lists(st.tuples(days, st.integers(0, 90)), max_size=6),
    changes=st.lists(st.tuples(days, prices), max_size=4, unique_by=lambda change: change[0]),
)
def test_however_prices_change_no_day_is_lost_or_paid_twice(starts, changes):
    listed = [
        StockEntry(UUID(int=number), Period(start, date.fromordinal(start.toordinal() + length)))
        for number, (start, length) in enumerate(starts)
    ]
    every = [PriceFrom(NEW_YEAR, Money(1)), *(PriceFrom(day, price) for day, price in changes)]
    found = spans(listed, every, APRIL)
    assert sum(span.unit_days for span in found) == sum(
        entry.period.days_in(APRIL) for entry in listed
    )


@given(units=st.integers(0, 400), price=prices)
def test_a_whole_month_costs_units_times_price(units: int, price: Money):
    whole = spans(stock(units, Period(NEW_YEAR, None)), [PriceFrom(NEW_YEAR, price)], APRIL)
    assert base_fee(whole, APRIL) == Money(units * price.fen)
