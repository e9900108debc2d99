"""One calendar of three sources, which moves no deadline that has passed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, WorkCalendar, months_after
from domain.holidays import STATE_COUNCIL
from domain.workdays import (
    CalendarDayInvalid,
    DayKind,
    Holiday,
    LocalDay,
    Notice,
    merged,
    require_notice,
)

PLAIN = WorkCalendar(frozenset(), frozenset())
NADAM = date(2027, 8, 13)  # a Friday


def local(day: date, known_from: date, kind: DayKind = DayKind.HOLIDAY) -> LocalDay:
    return LocalDay(day, kind, known_from)


def test_edge_case_17_a_deadline_on_a_worked_saturday_is_that_saturday():
    """11.1 #17: 2026-02-14 is a Saturday on which offices work before the Spring Festival."""
    saturday = date(2026, 2, 14)
    assert saturday.weekday() == 5
    assert STATE_COUNCIL.last_day_rolled(saturday) == saturday
    assert STATE_COUNCIL.add_workdays(date(2026, 2, 13), 1) == saturday
    assert STATE_COUNCIL.add_workdays(date(2026, 2, 13), 2) == date(2026, 2, 24)


def test_edge_case_16_a_visit_on_a_national_holiday_is_told_from_one_on_a_weekend():
    """11.1 #16: nobody found at home on a holiday counts for nothing; on a Sunday it counts."""
    assert STATE_COUNCIL.is_holiday(date(2026, 10, 1))
    assert not STATE_COUNCIL.is_holiday(date(2026, 4, 12))
    assert not STATE_COUNCIL.is_holiday(date(2026, 2, 14))
    nadam = merged(STATE_COUNCIL, [], [local(NADAM, date(2027, 1, 1))])
    assert nadam.is_holiday(NADAM)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
    ],
)
def test_where_a_month_has_no_such_day_its_last_one_counts(day: date, months: int, expected: date):
    assert months_after(day, months) == expected


def test_a_notice_takes_the_place_of_what_shipped_for_its_year_alone():
    notice = Notice(
        2026, frozenset({date(2026, 7, 1)}), frozenset({date(2026, 7, 4)}), date(2026, 6, 1)
    )
    calendar = merged(STATE_COUNCIL, [notice], [])
    assert not calendar.is_workday(date(2026, 7, 1))
    assert calendar.is_workday(date(2026, 7, 4))
    assert calendar.is_workday(date(2026, 10, 1))
    assert not calendar.is_workday(date(2025, 10, 1))


def test_a_corrected_notice_takes_the_place_of_the_first():
    first = Notice(2027, frozenset({date(2027, 5, 3)}), frozenset(), date(2026, 11, 1))
    second = Notice(2027, frozenset({date(2027, 5, 4)}), frozenset(), date(2026, 12, 1))
    calendar = merged(PLAIN, [first, second], [])
    assert calendar.is_workday(date(2027, 5, 3))
    assert not calendar.is_workday(date(2027, 5, 4))


def test_a_local_day_goes_over_the_notice_and_can_be_taken_back():
    notice = Notice(2027, frozenset({NADAM}), frozenset(), date(2026, 11, 1))
    worked = local(NADAM, date(2027, 1, 1), DayKind.WORKDAY)
    back = local(NADAM, date(2027, 2, 1), DayKind.ORDINARY)
    assert merged(PLAIN, [notice], [worked]).is_workday(NADAM)
    assert merged(PLAIN, [notice], [worked, back]).is_workday(NADAM)
    sunday = date(2027, 8, 15)
    on_sunday = local(sunday, date(2027, 1, 1), DayKind.WORKDAY)
    assert merged(PLAIN, [], [on_sunday]).is_workday(sunday)
    off_again = local(sunday, date(2027, 2, 1), DayKind.ORDINARY)
    assert not merged(PLAIN, [], [on_sunday, off_again]).is_workday(sunday)


def test_a_late_word_moves_a_deadline_that_runs_and_none_that_has_passed():
    thursday = date(2027, 8, 12)
    before = PLAIN.add_workdays(thursday, 1)
    assert before == NADAM
    in_time = merged(PLAIN, [], [local(NADAM, date(2027, 8, 13))])
    too_late = merged(PLAIN, [], [local(NADAM, date(2027, 8, 14))])
    assert in_time.add_workdays(thursday, 1) == date(2027, 8, 16)
    assert too_late.add_workdays(thursday, 1) == NADAM
    assert too_late.last_day_rolled(NADAM) == NADAM
    assert in_time.last_day_rolled(NADAM) == date(2027, 8, 16)
    assert too_late.nth_workday(Month(2027, 8), 10) == NADAM


def test_each_change_is_asked_whether_the_deadline_had_passed_by_then():
    """The first change came in time, the second too late for what the first had made of it."""
    thursday = date(2027, 8, 12)
    calendar = merged(
        PLAIN, [], [local(NADAM, date(2027, 8, 1)), local(date(2027, 8, 16), date(2027, 8, 17))]
    )
    assert calendar.add_workdays(thursday, 1) == date(2027, 8, 16)
    assert not calendar.is_workday(date(2027, 8, 16))


_DAYS = st.dates(date(2027, 1, 1), date(2027, 12, 31))
_LOCAL = st.lists(st.builds(LocalDay, _DAYS, st.sampled_from(DayKind), _DAYS), max_size=6)


@given(_LOCAL, _DAYS, st.integers(1, 30), _DAYS, st.sampled_from(DayKind), _DAYS)
def test_no_change_whatever_moves_a_deadline_that_had_passed(
    known: list[LocalDay], start: date, count: int, day: date, kind: DayKind, today: date
):
    known = [one for one in known if one.known_from <= today]
    before = merged(STATE_COUNCIL, [], known)
    deadline = before.add_workdays(start, count)

    after = merged(STATE_COUNCIL, [], [*known, LocalDay(day, kind, today)])

    if deadline < today:
        assert after.add_workdays(start, count) == deadline
    else:
        assert after.add_workdays(start, count) >= min(deadline, today)


@given(_LOCAL, _DAYS, st.integers(0, 30))
def test_a_deadline_is_a_working_day_of_what_is_known_or_has_passed(
    known: list[LocalDay], start: date, count: int
):
    calendar = merged(STATE_COUNCIL, [], known)
    deadline = calendar.add_workdays(start, count)
    changes = [one.known_from for one in known]
    if count and all(deadline >= change for change in changes):
        assert calendar.is_workday(deadline)
    assert deadline >= start


def test_counting_back_asks_only_what_is_known_now():
    calendar = merged(PLAIN, [], [local(NADAM, date(2027, 8, 20))])
    assert calendar.add_workdays(date(2027, 8, 16), -1) == date(2027, 8, 12)


NEW_YEAR = Holiday(date(2026, 12, 31), date(2027, 1, 2), "元旦")


@pytest.mark.parametrize(
    ("holidays", "workdays", "pointer", "why"),
    [
        (
            [Holiday(date(2027, 1, 3), date(2027, 1, 1), "元旦")],
            [],
            "/holidays/0/to_on",
            "ends_before_it_begins",
        ),
        (
            [Holiday(date(2026, 5, 1), date(2026, 5, 3), "劳动节")],
            [],
            "/holidays/0/from_on",
            "other_year",
        ),
        ([NEW_YEAR], [date(2027, 1, 6)], "/workdays/0", "no_weekend"),
        ([NEW_YEAR], [date(2028, 5, 6)], "/workdays/0", "other_year"),
        ([NEW_YEAR], [date(2027, 1, 2)], "/holidays", "said_twice"),
        ([NEW_YEAR, NEW_YEAR], [], "/holidays", "said_twice"),
    ],
)
def test_what_no_notice_can_say_is_refused(
    holidays: list[Holiday], workdays: list[date], pointer: str, why: str
):
    with pytest.raises(CalendarDayInvalid) as refusal:
        require_notice(2027, holidays, workdays)
    assert (refusal.value.pointer, refusal.value.facts["why"]) == (pointer, why)


def test_a_new_years_holiday_may_begin_in_the_old_year():
    require_notice(2027, [NEW_YEAR], [date(2027, 1, 9)])
    assert [day.isoformat() for day in NEW_YEAR.days] == ["2026-12-31", "2027-01-01", "2027-01-02"]
    assert NEW_YEAR.days[-1] - NEW_YEAR.days[0] == timedelta(days=2)
