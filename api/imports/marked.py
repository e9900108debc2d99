"""The marked-up workbook: a book as it was sent, wrong cells coloured and the reason beside."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final, NamedTuple, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from api.imports.columns import PHRASES, REASONS, Book, CellError
from api.imports.sheet import Header, find_header, header_text
from api.imports.workbook import Grid, Strip
from api.imports.written import ColumnSheet
from domain.cells import Cell

#: Ochre waits for somebody; red is for overdue rent only.
_WRONG: Final = {
    "bg_color": "#F8EEDB",
    "font_color": "#875608",
    "border": 1,
    "border_color": "#D9A44B",
}
_HEAD: Final = {"bold": True, "bg_color": "#F1F4F4", "bottom": 1, "bottom_color": "#C5CFD0"}
_NARROWEST, _WIDEST, _REASONS_WIDTH = 6, 36, 60
_SAMPLED: Final = 200
#: Notes are drawings: tens of thousands open slowly. The reasons' column has all of them.
_NOTES: Final = 2_000
_WIDE_FROM: Final = "\u1100"
#: Number formats by what stands in a cell; text keeps the digits of numbers that are no quantity.
_FORMATS: Final[Mapping[type, str]] = {
    str: "@",
    float: "General",
    datetime: "yyyy-mm-dd hh:mm:ss",
    date: "yyyy-mm-dd",
    time: "hh:mm:ss",
}


def mark(grid: Grid, book: Book, errors: Iterable[CellError]) -> bytes:
    """The .xlsx of the sheet with `errors` marked; it can be mended and sent again.

    Cells hold what was read: text stays text whatever it begins with, and so do the numbers of
    identity cards. Merged cells come out filled. It holds the original's personal data.
    """
    out = BytesIO()
    header = find_header(grid, book)
    columns = _columns(grid, header)
    flaws = _by_cell(grid, header, errors)
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = cast("ColumnSheet", workbook.add_worksheet(book.sheet or None, ColumnSheet))
        _lay_out(sheet, columns, header.at)
        looks = _Looks(_looks(workbook, {}), _looks(workbook, _WRONG), _looks(workbook, _HEAD))
        texts = {place for column, place in header.found.items() if column.as_text}
        cells = [
            _cells(sheet, place, _Column(strip, header.at, origin in texts, flaws[origin]), looks)
            for place, (origin, strip) in enumerate(columns.items())
        ]
        sheet.fill([*cells, _reasons(sheet, len(columns), grid.height, header.at, flaws, looks)])
        _note(sheet, columns, flaws)
    return out.getvalue()


class _Column(NamedTuple):
    """A column with the header's row, whether its digits are text, and what is wrong in it."""

    strip: Strip
    header: int
    is_text: bool
    flaws: Mapping[int, CellError]


class _Looks(NamedTuple):
    """Formats by type of cell: of a cell that is right, of a wrong one, and of the header."""

    right: Mapping[type, Format]
    wrong: Mapping[type, Format]
    head: Mapping[type, Format]


def _looks(workbook: Workbook, look: Mapping[str, Any]) -> dict[type, Format]:
    return {
        kind: workbook.add_format({**look, "num_format": number})
        for kind, number in _FORMATS.items()
    }


def _columns(grid: Grid, header: Header) -> dict[int, Strip]:
    """The columns to write by their place in the original, merged cells filled.

    Reasons of an earlier marking are left out.
    """
    merged = {place for column, place in header.found.items() if column.merged}
    return {
        place: grid.filled(place) if place in merged else strip
        for place, strip in enumerate(grid.strips)
        if strip[header.at] != REASONS
    }


def _lay_out(sheet: ColumnSheet, columns: Mapping[int, Strip], header: int) -> None:
    for place, strip in enumerate(columns.values()):
        sheet.set_column(place, place, _width(strip, header))
    sheet.set_column(len(columns), len(columns), _REASONS_WIDTH)
    sheet.freeze_panes(header + 1, 0)


def _width(strip: Strip, first: int) -> float:
    """In characters, from the header and the cells under it; titles above may run over."""
    rows = range(first, min(first + _SAMPLED, len(strip)))
    longest = max((_breadth(str(strip[row])) for row in rows), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _breadth(text: str) -> int:
    return sum(2 if character >= _WIDE_FROM else 1 for character in text)


def _by_cell(
    grid: Grid, header: Header, errors: Iterable[CellError]
) -> defaultdict[int, dict[int, CellError]]:
    """Errors by column and row of the grid, from 0. Column -1: under no column of the file."""
    place = {header_text(grid.strips[at][header.at]): at for at in header.found.values()}
    flaws: defaultdict[int, dict[int, CellError]] = defaultdict(dict)
    for error in errors:
        flaws[place.get(error.column, -1)][error.row - 1] = error
    return flaws


def _cells(sheet: ColumnSheet, place: int, column: _Column, looks: _Looks) -> list[str]:
    """The column as it is written: every different cell once, then the header and wrong ones."""

    def written(cell: Cell, look: Mapping[type, Format]) -> str:
        digits = look[str if column.is_text else float]
        is_bare = cell == "" or isinstance(cell, (int, float))
        return sheet.written(place, cell, digits if is_bare else look[type(cell)])

    strip = column.strip
    once = [written(cell, looks.right) for cell in strip.values]
    cells = once if strip.index is None else list(map(once.__getitem__, strip.index))
    cells[column.header] = written(strip[column.header], looks.head)
    for row in column.flaws:
        cells[row] = written(strip[row], looks.wrong)
    return cells


def _reasons(
    sheet: ColumnSheet,
    place: int,
    height: int,
    header: int,
    flaws: Mapping[int, Mapping[int, CellError]],
    looks: _Looks,
) -> list[str]:
    """The last column: what is wrong in each row, from left to right."""
    cells = [sheet.written(place, "", looks.right[str])] * height
    cells[header] = sheet.written(place, REASONS, looks.head[str])
    by_row: defaultdict[int, list[CellError]] = defaultdict(list)
    for _, wrong in sorted(flaws.items()):
        for row, error in wrong.items():
            by_row[row].append(error)
    for row, errors in by_row.items():
        if row != header:
            cells[row] = sheet.written(place, _told(errors), looks.wrong[str])
    return cells


def _told(errors: Iterable[CellError]) -> str:
    return "；".join(f"{error.column}：{PHRASES[error.why].chinese}" for error in errors)


def _note(
    sheet: ColumnSheet,
    columns: Iterable[int],
    flaws: Mapping[int, Mapping[int, CellError]],
) -> None:
    """The reason as a note on each of the first wrong cells, from the top."""
    wrong = sorted(
        (row, place, error.why)
        for place, origin in enumerate(columns)
        for row, error in flaws.get(origin, {}).items()
    )
    for row, place, why in wrong[:_NOTES]:
        sheet.write_comment(row, place, PHRASES[why].chinese)
