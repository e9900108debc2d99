"""What people do with the calendar. A word is added, and counts from the day it was entered."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.workdays import CalendarOfTheCity, DayKind, Holiday, require_notice
from persistence import audit, calendars, directory


async def enter_notice(
    session: AsyncSession,
    actor: Actor,
    *,
    year: int,
    number: str,
    holidays: Sequence[Holiday],
    workdays: Sequence[date],
    today: date,
) -> UUID:
    """Enter the State Council's notice of a year, in the place of what held for that year.

    Raises CalendarOfTheCity, CalendarDayInvalid.
    """
    actor.scope(Permission.SET_CALENDAR)
    if await directory.is_district(session, actor.authority_id):
        raise CalendarOfTheCity
    require_notice(year, holidays, workdays)
    notice_id = await calendars.add_notice(
        session,
        year=year,
        number=number,
        holidays=holidays,
        workdays=workdays,
        made_on=today,
        made_by=actor.person_id,
    )
    await audit.record(
        session, actor, "calendar.notice.entered", notice_id, facts={"year": year, "number": number}
    )
    return notice_id


async def set_local_day(
    session: AsyncSession,
    actor: Actor,
    *,
    day_on: date,
    kind: DayKind,
    name: str,
    legal_basis: str,
    today: date,
) -> UUID:
    """A day that this authority keeps otherwise; the latest word on a day holds."""
    actor.scope(Permission.SET_PARAMETER)
    day_id = await calendars.add_local_day(
        session,
        day_on=day_on,
        kind=kind,
        name=name,
        legal_basis=legal_basis,
        made_on=today,
        maker_id=actor.person_id,
    )
    await audit.record(
        session,
        actor,
        "calendar.local_day.set",
        day_id,
        facts={"day_on": day_on.isoformat(), "kind": kind},
    )
    return day_id
