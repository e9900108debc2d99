"""Months, half-open periods and working days: every deadline and every bill counts with these."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final, Self

from domain.errors import Invalid

_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_MONTHS_A_YEAR: Final = 12
_FIRST_DAY_OF_WEEKEND: Final = 5
_ONE_DAY: Final = timedelta(days=1)


class MonthInvalid(Invalid):
    """Not a calendar month written as `2026-04`."""


class PeriodInvalid(Invalid):
    """The period ends before it begins."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month. On the wire `2026-04`, in the database the date of its first day."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (MINYEAR <= self.year <= MAXYEAR and 1 <= self.number <= _MONTHS_A_YEAR):
            raise MonthInvalid(year=self.year, number=self.number)

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that `day` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Self:
        """`"2026-04"` and nothing else; raises MonthInvalid."""
        match = _MONTH.fullmatch(text)
        if match is None:
            raise MonthInvalid(expected="YYYY-MM")
        return cls(int(match.group(1)), int(match.group(2)))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.number, self.days)

    @property
    def days(self) -> int:
        return monthrange(self.year, self.number)[1]

    @property
    def next(self) -> "Month":
        return self.plus(1)

    @property
    def previous(self) -> "Month":
        return self.plus(-1)

    def plus(self, months: int) -> "Month":
        """So many months later; earlier when negative."""
        year, index = divmod(self.year * _MONTHS_A_YEAR + self.number - 1 + months, _MONTHS_A_YEAR)
        return Month(year, index + 1)

    def months_between(self, later: "Month") -> int:
        """Steps from this month to `later`: April to June is 2, June to April −2."""
        return (later.year - self.year) * _MONTHS_A_YEAR + later.number - self.number

    def through(self, last: "Month") -> tuple["Month", ...]:
        """Every month up to and with `last`; nothing when that is earlier."""
        return tuple(self.plus(step) for step in range(self.months_between(last) + 1))


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `from_on` up to, but without, `until_on`; None is no end yet."""

    from_on: date
    until_on: date | None

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise PeriodInvalid(from_on=self.from_on, until_on=self.until_on)

    @classmethod
    def inclusive(cls, first: date, last: date | None) -> Self:
        """From paper, where the last day still belongs to it (合同止)."""
        if last is None:
            return cls(first, None)
        if last < first or last == date.max:
            raise PeriodInvalid(from_on=first, last_on=last)
        return cls(first, last + _ONE_DAY)

    @property
    def last_on(self) -> date | None:
        """The last day that belongs to it; None without an end or without a day."""
        if self.until_on is None or self.until_on == self.from_on:
            return None
        return self.until_on - _ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)

    def days_in(self, month: Month) -> int:
        """How many days of `month` belong to it."""
        first = max(self.from_on, month.first).toordinal()
        after = month.last.toordinal() + 1
        if self.until_on is not None:
            after = min(after, self.until_on.toordinal())
        return max(after - first, 0)

    def overlap(self, other: "Period") -> "Period | None":
        """The days that belong to both; None when there are none."""
        from_on = max(self.from_on, other.from_on)
        ends = [end for end in (self.until_on, other.until_on) if end is not None]
        until_on = min(ends, default=None)
        if until_on is not None and until_on <= from_on:
            return None
        return Period(from_on, until_on)

    def months(self) -> tuple[Month, ...]:
        """The months it touches; raises PeriodInvalid when it has no end."""
        if self.until_on is None:
            raise PeriodInvalid(from_on=self.from_on, until_on=None)
        last = self.last_on
        return Month.of(self.from_on).through(Month.of(last)) if last else ()


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the month's last day if there is none.

    民法典 art. 202: 31 January plus one month is 28 (or 29) February.
    """
    month = Month.of(day).plus(months)
    return date(month.year, month.number, min(day.day, month.days))


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days count as working days (工作日).

    `holidays` are the days off of the State Council's yearly notice (and local ones), `workdays`
    the weekend days worked in exchange (调休). A year without a notice has plain weekends.

    `earlier` is the calendar that held until `known_from`, the day on which this one became
    known: a deadline that had passed by then stays where it was, all others follow the new one.
    """

    holidays: frozenset[date]
    workdays: frozenset[date]
    earlier: "WorkCalendar | None" = None
    known_from: date | None = None

    months_after = staticmethod(months_after)

    def with_local_days(
        self, *, holidays: frozenset[date] = frozenset(), workdays: frozenset[date] = frozenset()
    ) -> "WorkCalendar":
        """Overrule it with local days, such as Nadam in Inner Mongolia."""
        return WorkCalendar(
            (self.holidays - workdays) | holidays, (self.workdays - holidays) | workdays
        )

    def knows(self, year: int) -> bool:
        """Whether the year's notice is in it; if not, deadlines there are preliminary."""
        return any(day.year == year for day in self.holidays)

    def is_workday(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() < _FIRST_DAY_OF_WEEKEND and day not in self.holidays

    def is_holiday(self, day: date) -> bool:
        """A day off by notice, and no mere weekend: nobody need be found at home on it."""
        return day in self.holidays

    def nth_workday(self, month: Month, n: int) -> date:
        """The n-th working day of `month`, from 1; it runs on into the next if there are fewer."""
        return self.add_workdays(month.first - _ONE_DAY, n)

    def add_workdays(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself is not counted (民法典 art. 201).

        Negative n counts back; 0 is `day` itself, whatever kind of day it is.
        """
        passed = self._passed(lambda before: before.add_workdays(day, n)) if n > 0 else None
        if passed is not None:
            return passed
        step, left = (_ONE_DAY if n >= 0 else -_ONE_DAY), abs(n)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def last_day_rolled(self, day: date) -> date:
        """A period's last day; off work, it becomes the next working day (民法典 art. 203)."""
        passed = self._passed(lambda before: before.last_day_rolled(day))
        if passed is not None:
            return passed
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def _passed(self, deadline: Callable[["WorkCalendar"], date]) -> date | None:
        """The deadline by the earlier calendar, if it had passed before this one was known."""
        if self.earlier is None or self.known_from is None:
            return None
        before = deadline(self.earlier)
        return before if before < self.known_from else None
