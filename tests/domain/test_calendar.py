"""Months, periods and working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    Month,
    MonthInvalid,
    Period,
    PeriodInvalid,
    WorkCalendar,
    months_after,
)
from domain.holidays import STATE_COUNCIL

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
NO_DAYS: frozenset[date] = frozenset()


def test_a_month_is_written_and_read_the_same_way():
    april = Month.parse("2026-04")
    assert (april, str(april)) == (Month(2026, 4), "2026-04")
    assert (april.first, april.last, april.days) == (date(2026, 4, 1), date(2026, 4, 30), 30)
    assert Month.of(date(2026, 4, 30)) == april


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "2026-00",
        "2026-4",
        "2026/04",
        "2026-04-01",
        "",
        "2026-04\n",
        "０２６-04",
        "0000-01",
    ],
)
def test_what_is_not_a_month_is_refused(text: str):
    with pytest.raises(MonthInvalid) as refusal:
        Month.parse(text)
    assert refusal.value.code == "month_invalid"


def test_months_run_over_the_year():
    december = Month(2025, 12)
    assert december.next == Month(2026, 1) > december
    assert december.next.previous == december
    assert december.plus(-12) == Month(2024, 12)
    assert december.months_between(Month(2026, 2)) == 2
    assert Month(2026, 2).months_between(december) == -2
    assert december.through(Month(2026, 1)) == (december, Month(2026, 1))
    assert december.through(Month(2025, 11)) == ()


@pytest.mark.parametrize(("year", "days"), [(2024, 29), (2025, 28), (2100, 28), (2000, 29)])
def test_february_is_as_long_as_the_year_says(year: int, days: int):
    assert Month(year, 2).days == days


@given(DAYS, st.integers(-60, 60))
def test_going_so_many_months_is_so_many_months_away(day: date, months: int):
    month = Month.of(day)
    assert month.months_between(month.plus(months)) == months


def test_paper_names_the_last_day_and_the_period_ends_after_it():
    lease = Period.inclusive(date(2025, 3, 12), date(2025, 6, 18))
    assert lease == Period(date(2025, 3, 12), date(2025, 6, 19))
    assert lease.last_on == date(2025, 6, 18)
    assert date(2025, 6, 18) in lease
    assert date(2025, 6, 19) not in lease
    assert date(2025, 3, 11) not in lease


@pytest.mark.parametrize(
    ("month", "days"),
    [("2025-02", 0), ("2025-03", 20), ("2025-05", 31), ("2025-06", 18), ("2025-07", 0)],
)
def test_a_period_has_its_days_in_each_month(month: str, days: int):
    lease = Period.inclusive(date(2025, 3, 12), date(2025, 6, 18))
    assert lease.days_in(Month.parse(month)) == days


def test_a_period_without_an_end_goes_on():
    lease = Period.inclusive(date(2025, 3, 12), None)
    assert lease.days_in(Month(2099, 1)) == 31
    assert lease.last_on is None
    assert date(9999, 12, 31) in lease
    with pytest.raises(PeriodInvalid):
        lease.months()


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(PeriodInvalid):
        Period(date(2025, 3, 12), date(2025, 3, 11))
    with pytest.raises(PeriodInvalid):
        Period.inclusive(date(2025, 3, 12), date(2025, 3, 11))
    with pytest.raises(PeriodInvalid):
        Period.inclusive(date(2025, 3, 12), date.max)


def test_an_empty_period_touches_no_month():
    nothing = Period(date(2025, 3, 1), date(2025, 3, 1))
    assert nothing.months() == ()
    assert nothing.days_in(Month(2025, 3)) == 0
    assert date(2025, 3, 1) not in nothing


def test_periods_that_only_touch_do_not_overlap():
    first, second = (
        Period.inclusive(date(2025, 9, 1), date(2025, 9, 15)),
        Period(date(2025, 9, 16), None),
    )
    assert first.overlap(second) is None
    assert Period(date(2025, 9, 15), None).overlap(first) == Period.inclusive(
        date(2025, 9, 15), date(2025, 9, 15)
    )
    assert second.overlap(Period(date(2026, 1, 1), None)) == Period(date(2026, 1, 1), None)


@given(DAYS, st.integers(0, 900))
def test_the_days_of_the_months_are_the_days_of_the_period(start: date, length: int):
    period = Period(start, start + timedelta(days=length))
    assert sum(period.days_in(month) for month in period.months()) == length


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), -2, date(2025, 6, 30)),
        (date(2025, 11, 15), 2, date(2026, 1, 15)),
        (date(2025, 5, 5), 0, date(2025, 5, 5)),
    ],
)
def test_a_month_without_that_day_ends_on_its_last(day: date, months: int, then: date):
    assert months_after(day, months) == then == STATE_COUNCIL.months_after(day, months)


@pytest.mark.parametrize(
    ("month", "fifth"),
    [
        ("2025-05", date(2025, 5, 12)),  # 1 to 5 May off; Sunday 27 April worked before
        ("2026-05", date(2026, 5, 11)),  # 1 to 5 May off; Saturday 9 May worked
        ("2026-02", date(2026, 2, 6)),
        ("2025-10", date(2025, 10, 14)),  # eight days off; Saturday 11 October worked
        ("2024-10", date(2024, 10, 12)),  # seven days off; Saturday 12 October worked
    ],
)
def test_an_advance_is_due_on_the_fifth_working_day(month: str, fifth: date):
    assert STATE_COUNCIL.nth_workday(Month.parse(month), 5) == fifth


@pytest.mark.parametrize(
    ("year", "holidays", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)]
)
def test_the_tables_hold_the_days_of_each_notice(year: int, holidays: int, worked: int):
    assert sum(day.year == year for day in STATE_COUNCIL.holidays) == holidays
    assert sum(day.year == year for day in STATE_COUNCIL.workdays) == worked
    assert STATE_COUNCIL.knows(year)
    assert not STATE_COUNCIL.knows(year + 3)


def test_worked_days_are_weekends_and_none_is_a_holiday_too():
    assert all(day.weekday() >= 5 for day in STATE_COUNCIL.workdays)
    assert not STATE_COUNCIL.workdays & STATE_COUNCIL.holidays


@pytest.mark.parametrize(
    ("day", "is_workday"),
    [
        (date(2026, 5, 9), True),
        (date(2026, 5, 10), False),
        (date(2026, 5, 4), False),
        (date(2026, 5, 6), True),
        (date(2027, 5, 1), False),  # no notice yet: a plain Saturday
        (date(2027, 5, 3), True),
    ],
)
def test_a_working_day_is_what_the_notice_says(day: date, is_workday: bool):
    assert STATE_COUNCIL.is_workday(day) is is_workday


def test_the_first_day_of_a_term_is_not_counted():
    friday = date(2025, 6, 6)
    assert STATE_COUNCIL.add_workdays(friday, 1) == date(2025, 6, 9)
    assert STATE_COUNCIL.add_workdays(friday, 0) == friday
    assert STATE_COUNCIL.add_workdays(date(2025, 6, 9), -1) == friday
    assert STATE_COUNCIL.add_workdays(date(2025, 4, 30), 5) == date(2025, 5, 12)


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert STATE_COUNCIL.last_day_rolled(date(2026, 10, 1)) == date(2026, 10, 8)
    assert STATE_COUNCIL.last_day_rolled(date(2026, 9, 20)) == date(2026, 9, 20)


def test_local_days_overrule_the_national_ones():
    nadam = STATE_COUNCIL.with_local_days(
        holidays=frozenset({date(2026, 7, 15), date(2026, 5, 9)}),
        workdays=frozenset({date(2026, 5, 5)}),
    )
    assert not nadam.is_workday(date(2026, 7, 15))
    assert not nadam.is_workday(date(2026, 5, 9))
    assert nadam.is_workday(date(2026, 5, 5))
    assert STATE_COUNCIL.is_workday(date(2026, 5, 9))


@given(DAYS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: date, count: int):
    then = STATE_COUNCIL.add_workdays(day, count)
    between = [day + timedelta(days=i + 1) for i in range((then - day).days)]
    assert STATE_COUNCIL.is_workday(then)
    assert sum(STATE_COUNCIL.is_workday(each) for each in between) == count
    assert WorkCalendar(NO_DAYS, NO_DAYS).add_workdays(day, count) > day
