"""The working-day calendar of an authority: the one function that every deadline goes through."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import WorkCalendar
from domain.holidays import STATE_COUNCIL
from domain.workdays import DayKind, Holiday, LocalDay, Notice, merged
from persistence.tables.calendars import CalendarNoticeRow, DayRow, LocalDayRow


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that is not what its weekday says, and who says so: shipped, notice or local."""

    day_on: date
    kind: DayKind
    name: str | None
    source: str


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A notice that was entered, with the names of its days."""

    number: str
    notice: Notice
    names: dict[date, str]


@dataclass(frozen=True, slots=True)
class StoredDay:
    day: LocalDay
    name: str


async def of_authority(session: AsyncSession) -> WorkCalendar:
    """What ships, what was entered for all, and the local days of this transaction's authority."""
    entered = await notices(session)
    local = await local_days(session)
    return merged(STATE_COUNCIL, [one.notice for one in entered], [one.day for one in local])


async def notices(session: AsyncSession) -> list[StoredNotice]:
    """Every notice that was ever entered, in that order."""
    row, day = CalendarNoticeRow, DayRow
    found = await session.execute(
        select(row.id, row.year, row.number, row.made_on, day.day_on, day.is_workday, day.basis)
        .join(day, day.notice_id == row.id)
        .order_by(row.made_at, row.id, day.day_on)
    )
    entered: dict[UUID, _Entered] = {}
    for notice_id, year, number, made_on, day_on, is_workday, name in found:
        one = entered.setdefault(notice_id, _Entered(year, number, made_on))
        (one.workdays if is_workday else one.holidays).add(day_on)
        one.names[day_on] = name
    return [one.stored() for one in entered.values()]


@dataclass(slots=True)
class _Entered:
    """A notice while its days are gathered."""

    year: int
    number: str
    made_on: date
    holidays: set[date] = field(default_factory=set[date])
    workdays: set[date] = field(default_factory=set[date])
    names: dict[date, str] = field(default_factory=dict[date, str])

    def stored(self) -> StoredNotice:
        said = Notice(self.year, frozenset(self.holidays), frozenset(self.workdays), self.made_on)
        return StoredNotice(self.number, said, self.names)


async def local_days(session: AsyncSession) -> list[StoredDay]:
    """Every word about a local day, in the order in which they were entered."""
    row = LocalDayRow
    found = await session.execute(
        select(row.day_on, row.kind, row.made_on, row.name).order_by(row.made_at, row.id)
    )
    return [
        StoredDay(LocalDay(day_on, DayKind(kind), made_on), name)
        for day_on, kind, made_on, name in found
    ]


async def year_of(session: AsyncSession, year: int) -> tuple[bool, str | None, list[NamedDay]]:
    """Whether the year's notice is known, its number if it was entered, and its days in order."""
    calendar = await of_authority(session)
    entered = [one for one in await notices(session) if one.notice.year == year]
    local = {one.day.day_on: one for one in await local_days(session)}
    names = entered[-1].names if entered else {}
    days = [
        NamedDay(
            day,
            kind,
            local[day].name if day in local else names.get(day),
            "local" if day in local else "notice" if day in names else "shipped",
        )
        for kind, said in (
            (DayKind.HOLIDAY, calendar.holidays),
            (DayKind.WORKDAY, calendar.workdays),
        )
        for day in said
        if day.year == year
    ]
    number = entered[-1].number if entered else None
    return calendar.knows(year), number, sorted(days, key=lambda one: one.day_on)


async def add_notice(
    session: AsyncSession,
    *,
    year: int,
    number: str,
    holidays: Sequence[Holiday],
    workdays: Sequence[date],
    made_on: date,
    made_by: UUID,
) -> UUID:
    """Two statements: the notice and its days."""
    made = await session.execute(
        insert(CalendarNoticeRow)
        .values(year=year, number=number, made_on=made_on, made_by=made_by)
        .returning(CalendarNoticeRow.id)
    )
    notice_id = made.scalar_one()
    rows = [
        {"notice_id": notice_id, "day_on": day, "is_workday": False, "basis": holiday.name}
        for holiday in holidays
        for day in holiday.days
    ]
    rows += [
        {"notice_id": notice_id, "day_on": day, "is_workday": True, "basis": "调休上班"}
        for day in workdays
    ]
    await session.execute(insert(DayRow).values(rows))
    return notice_id


async def add_local_day(
    session: AsyncSession,
    *,
    day_on: date,
    kind: DayKind,
    name: str,
    legal_basis: str,
    made_on: date,
    maker_id: UUID,
) -> UUID:
    made = await session.execute(
        insert(LocalDayRow)
        .values(
            day_on=day_on,
            kind=kind,
            name=name,
            legal_basis=legal_basis,
            made_on=made_on,
            maker_id=maker_id,
        )
        .returning(LocalDayRow.id)
    )
    return made.scalar_one()
