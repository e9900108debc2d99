"""A month as a filter of an address."""

from typing import Annotated

from fastapi import Query

#: `2026-04`; `domain.calendar.Month.parse` reads it.
MonthQuery = Annotated[
    str | None, Query(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$", examples=["2026-04"])
]
