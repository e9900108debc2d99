"""The notice as a sheet: a day a line, off or worked in exchange, in xlsx or CSV."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.imports.columns import Book, CellError, Column
from api.imports.csvfile import read_csv
from api.imports.limits import ZIP_MAGIC
from api.imports.sheet import read_table
from api.imports.workbook import Grid, read_workbook
from domain.cell_dates import date_of
from domain.cells import Cell, CellInvalid, Why, text
from domain.errors import Invalid
from domain.workdays import DayKind, Holiday

_NAMED: Final = 50

_WORDS: Final[Mapping[str, DayKind]] = {
    **dict.fromkeys(("放假", "休", "休息", "节假日"), DayKind.HOLIDAY),
    **dict.fromkeys(("上班", "班", "调休上班", "调休"), DayKind.WORKDAY),
}


class CalendarSheetInvalid(Invalid):
    """Some lines of the sheet cannot be read; `lines` says which and why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the sheet says: days off with their holiday, and weekend days worked."""

    holidays: Sequence[Holiday]
    workdays: Sequence[date]


def _kind(cell: Cell) -> DayKind:
    kind = _WORDS.get(text(cell))
    if kind is None:
        raise CellInvalid(Why.NOT_IN_LIST)
    return kind


BOOK: Final = Book(
    sheet="放假安排",
    anchors=("day", "kind"),
    columns=(
        Column("日期", "day", date_of, required=True),
        Column("类型", "kind", _kind, required=True, aliases=("放假/上班", "安排")),
        Column("节日", "name", text, aliases=("名称", "节假日"), merged=True, blank=""),
    ),
)


async def read_notice(data: bytes) -> Said:
    """Raises CalendarSheetInvalid, and what reading a workbook or a CSV file raises."""
    grid = await asyncio.to_thread(_grid, data)
    table = read_table(grid, BOOK)
    if table.errors:
        raise CalendarSheetInvalid(pointer="/file", lines=_told(table.errors))
    lines = list(zip(table.values["day"], table.values["kind"], table.values["name"], strict=True))
    return Said(
        [Holiday(day, day, name) for day, kind, name in lines if kind is DayKind.HOLIDAY],
        [day for day, kind, _ in lines if kind is DayKind.WORKDAY],
    )


def _grid(data: bytes) -> Grid:
    if data.startswith(ZIP_MAGIC):
        return read_workbook(data, prefer=BOOK.sheet)
    return read_csv(data).grid


def _told(errors: Sequence[CellError]) -> list[dict[str, object]]:
    return [{"row": one.row, "column": one.column, "why": one.why} for one in errors[:_NAMED]]
