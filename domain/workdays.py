"""One calendar out of three sources: what ships, the State Council's notices, and local days.

Each word is known from a day on. The calendar that comes of them remembers what held before, so
that a late notice moves no deadline that has passed (domain.calendar.WorkCalendar).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final, NoReturn

from domain.calendar import WorkCalendar
from domain.errors import Denied, Invalid

_SATURDAY: Final = 5
#: New Year's holiday may begin in the old year, and the year's last exchange lie in the next.
_BEYOND: Final = timedelta(days=10)


class DayKind(StrEnum):
    """`ORDINARY` takes an earlier word back: the weekday decides again."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"
    ORDINARY = "ordinary"


class CalendarDayInvalid(Invalid):
    """The notice cannot say that: a day twice, off its year, or a weekday worked in exchange."""


class CalendarOfTheCity(Denied):
    """The national notice is the city's to enter; a district has its local days."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A year's notice: days off and weekend days worked, known from a business day on."""

    year: int
    holidays: frozenset[date]
    workdays: frozenset[date]
    known_from: date


@dataclass(frozen=True, slots=True)
class LocalDay:
    day_on: date
    kind: DayKind
    known_from: date


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of the notice, its first and last day included."""

    from_on: date
    to_on: date
    name: str

    @property
    def days(self) -> list[date]:
        count = (self.to_on - self.from_on).days + 1
        return [self.from_on + timedelta(days=step) for step in range(count)]


def require_notice(year: int, holidays: Sequence[Holiday], workdays: Sequence[date]) -> None:
    """Raises CalendarDayInvalid."""
    first, last = date(year, 1, 1) - _BEYOND, date(year, 12, 31) + _BEYOND
    for at, holiday in enumerate(holidays):
        if holiday.to_on < holiday.from_on:
            _refuse(f"/holidays/{at}/to_on", "ends_before_it_begins")
        if holiday.from_on < first or holiday.to_on > last:
            _refuse(f"/holidays/{at}/from_on", "other_year")
    for at, day in enumerate(workdays):
        if day.weekday() < _SATURDAY:
            _refuse(f"/workdays/{at}", "no_weekend")
        if not first <= day <= last:
            _refuse(f"/workdays/{at}", "other_year")
    _require_said_once([*(day for one in holidays for day in one.days), *workdays])


def _require_said_once(days: Sequence[date]) -> None:
    for day, following in pairwise(sorted(days)):
        if day == following:
            raise CalendarDayInvalid(pointer="/holidays", why="said_twice", day=day.isoformat())


def _refuse(pointer: str, why: str) -> NoReturn:
    raise CalendarDayInvalid(pointer=pointer, why=why)


def merged(
    shipped: WorkCalendar, notices: Sequence[Notice], local: Sequence[LocalDay]
) -> WorkCalendar:
    """The calendar of all three, with its past. Of two words on the same thing the later holds;
    both sequences are in the order in which they were entered.
    """
    calendar = shipped
    for known_from in sorted({one.known_from for one in (*notices, *local)}):
        known = _known(
            shipped,
            (notice for notice in notices if notice.known_from <= known_from),
            (day for day in local if day.known_from <= known_from),
        )
        calendar = replace(known, earlier=calendar, known_from=known_from)
    return calendar


def _known(
    shipped: WorkCalendar, notices: Iterable[Notice], local: Iterable[LocalDay]
) -> WorkCalendar:
    holidays, workdays = set(shipped.holidays), set(shipped.workdays)
    for notice in {notice.year: notice for notice in notices}.values():
        for days, said in ((holidays, notice.holidays), (workdays, notice.workdays)):
            days.difference_update([day for day in days if day.year == notice.year])
            days.update(said)
    for day in local:
        for days, kind in ((holidays, DayKind.HOLIDAY), (workdays, DayKind.WORKDAY)):
            days.discard(day.day_on)
            if day.kind is kind:
                days.add(day.day_on)
    return WorkCalendar(frozenset(holidays), frozenset(workdays))
