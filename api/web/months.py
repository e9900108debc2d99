"""A month in the query of an address: `?month=2026-04`."""

from typing import Annotated, Final

from fastapi import Depends, Query

from domain.calendar import Month

_PATTERN: Final = r"^\d{4}-(0[1-9]|1[0-2])$"
_Text = Annotated[str, Query(pattern=_PATTERN, examples=["2026-04"])]
_OptionalText = Annotated[str | None, Query(pattern=_PATTERN, examples=["2026-04"])]


async def _month(month: _Text) -> Month:
    return Month.parse(month)


async def _optional_month(month: _OptionalText = None) -> Month | None:
    return None if month is None else Month.parse(month)


async def _through(through: _Text) -> Month:
    return Month.parse(through)


#: Raises MonthInvalid for the year 0000, which no pattern keeps out.
InMonth = Annotated[Month, Depends(_month)]
InMonthIfGiven = Annotated[Month | None, Depends(_optional_month)]
ThroughMonth = Annotated[Month, Depends(_through)]
