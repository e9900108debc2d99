"""HTTP of the calendar."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, File, Form, Path, Query, UploadFile

from api.calendar import commands
from api.calendar.notices import CalendarSheetInvalid, read_notice
from api.calendar.schemas import (
    CalendarOut,
    DayOut,
    DeadlineOut,
    LocalDayIn,
    LocalDayOut,
    NoticeIn,
)
from api.imports.columns import ColumnsAmbiguous, ColumnsMissing
from api.imports.limits import FileTypeMismatch
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.kinds import Line
from api.web.problems import BodyTooLarge
from domain.access import Permission, PermissionMissing
from domain.calendar import WorkCalendar, months_after
from domain.errors import Invalid
from domain.workdays import CalendarDayInvalid, CalendarOfTheCity
from persistence import calendars

router = APIRouter(prefix="/calendar", tags=["calendar"])

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)
_LARGEST: Final = 1_000_000


class DeadlineUnclear(Invalid):
    """A deadline is so many working days or so many months after a day of this century."""


@router.get("/deadline", responses=problems(DeadlineUnclear))
async def compute_deadline(
    call: Reader,
    from_on: Annotated[date, Query(alias="from", description="Not counted itself.")],
    workdays: Annotated[int | None, Query(ge=0, le=1000)] = None,
    months: Annotated[int | None, Query(ge=0, le=600)] = None,
) -> DeadlineOut:
    """So many working days after a day; or so many months, moved on to a working day."""
    if (workdays is None) == (months is None) or not _EARLIEST <= from_on <= _LATEST:
        raise DeadlineUnclear(pointer="/workdays")
    calendar = await calendars.of_authority(call.session)
    on = _deadline(calendar, from_on, workdays, months)
    return DeadlineOut(
        from_on=from_on,
        workdays=workdays,
        months=months,
        on=on,
        is_preliminary=not calendar.knows(on.year),
    )


@router.get("/{year}")
async def read_calendar(
    call: Reader, year: Annotated[int, Path(ge=2000, le=2100, examples=[2026])]
) -> CalendarOut:
    """A year's holidays, worked weekends and local days."""
    return await _year(call, year)


@router.post(
    "/notices",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, CalendarOfTheCity, CalendarDayInvalid),
)
async def enter_calendar_notice(body: NoticeIn, call: Writer) -> CalendarOut:
    """Enter the State Council's notice of a year. No deadline that has passed is moved."""
    await commands.enter_notice(
        call.session,
        call.actor,
        year=body.year,
        number=body.number,
        holidays=[one.to_holiday() for one in body.holidays],
        workdays=body.workdays,
        today=call.today,
    )
    return await _year(call, body.year)


@router.post(
    "/notice-files",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        CalendarOfTheCity,
        CalendarDayInvalid,
        CalendarSheetInvalid,
        ColumnsMissing,
        ColumnsAmbiguous,
        FileTypeMismatch,
        BodyTooLarge,
    ),
)
async def upload_calendar_notice(
    call: Writer,
    year: Annotated[int, Form(ge=2000, le=2100, examples=[2027])],
    number: Annotated[Line, Form(examples=["国办发明电〔2026〕9号"])],
    file: Annotated[UploadFile, File(description=".xlsx or .csv with 日期, 类型, 节日.")],
) -> CalendarOut:
    """The same from a sheet: a day a line, 放假 or 上班."""
    call.scope(Permission.SET_CALENDAR)
    data = await file.read()
    if len(data) > _LARGEST:
        raise BodyTooLarge(largest=_LARGEST)
    said = await read_notice(data)
    await commands.enter_notice(
        call.session,
        call.actor,
        year=year,
        number=number,
        holidays=said.holidays,
        workdays=said.workdays,
        today=call.today,
    )
    return await _year(call, year)


@router.post("/local-days", status_code=HTTPStatus.CREATED, responses=problems(PermissionMissing))
async def set_local_day(body: LocalDayIn, call: Writer) -> LocalDayOut:
    """A day that this authority keeps otherwise, such as Nadam. Purchasers only."""
    day_id = await commands.set_local_day(
        call.session, call.actor, today=call.today, **body.model_dump()
    )
    return LocalDayOut(id=day_id, **body.model_dump())


def _deadline(
    calendar: WorkCalendar, from_on: date, workdays: int | None, months: int | None
) -> date:
    if workdays is not None:
        return calendar.add_workdays(from_on, workdays)
    return calendar.last_day_rolled(months_after(from_on, months or 0))


async def _year(call: Call, year: int) -> CalendarOut:
    is_known, number, days = await calendars.year_of(call.session, year)
    return CalendarOut(
        year=year,
        is_known=is_known,
        notice=number,
        days=[DayOut.model_validate(day) for day in days],
    )
