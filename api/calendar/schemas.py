"""The wire format of the calendar."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, In, Line, Out
from domain.workdays import DayKind, Holiday

_Year = Annotated[int, Field(ge=2000, le=2100, examples=[2027])]


class HolidayIn(In):
    """A holiday, its first and last day included."""

    name: Annotated[Line, Field(examples=["元旦"])]
    from_on: Annotated[date, Field(examples=["2027-01-01"])]
    to_on: Annotated[date, Field(examples=["2027-01-03"])]

    def to_holiday(self) -> Holiday:
        return Holiday(self.from_on, self.to_on, self.name)


class NoticeIn(In):
    """国务院办公厅关于部分节假日安排的通知 of a year; it takes the place of an earlier one."""

    year: _Year
    number: Annotated[Code, Field(examples=["国办发明电〔2026〕9号"])]
    holidays: Annotated[list[HolidayIn], Field(min_length=1, max_length=50)]
    workdays: Annotated[
        list[date],
        Field(max_length=50, description="调休: weekend days worked.", examples=[["2027-02-14"]]),
    ]


class LocalDayIn(In):
    """A day that this authority keeps otherwise. `ordinary` takes an earlier word back."""

    day_on: Annotated[date, Field(examples=["2027-08-13"])]
    kind: Annotated[DayKind, Field(examples=["holiday"])]
    name: Annotated[Line, Field(examples=["那达慕"])]
    legal_basis: Annotated[Line, Field(examples=["自治区全民健身条例"])]


class LocalDayOut(Out):
    id: UUID
    day_on: date
    kind: DayKind
    name: str
    legal_basis: str


class DayOut(Out):
    """A day that is not what its weekday says, and who says so."""

    day_on: date
    kind: DayKind
    name: str | None
    source: Annotated[str, Field(description="shipped, notice or local.", examples=["notice"])]


class CalendarOut(Out):
    """A year's holidays and worked weekends. Without its notice, deadlines are preliminary."""

    year: int
    is_known: bool
    notice: Annotated[str | None, Field(description="The notice entered, if one was.")]
    days: list[DayOut]


class DeadlineOut(Out):
    """The last day of a period that begins on the day after `from_on` (民法典 Art. 201–203)."""

    from_on: date
    workdays: int | None
    months: int | None
    on: Annotated[date, Field(examples=["2026-02-14"])]
    is_preliminary: Annotated[bool, Field(description="The year's notice is not known yet.")]
