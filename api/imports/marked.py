"""The marked-up workbook: a book as it was sent, wrong cells coloured and the reason beside."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Final, NamedTuple, cast

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from api.imports.columns import PHRASES, REASONS, Book, CellError
from api.imports.sheet import Header, find_header, header_text
from api.imports.workbook import Grid, Strip
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
_OPTIONS: Final = {
    "in_memory": True,
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
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
    with Workbook(out, _OPTIONS) as workbook:
        sheet = workbook.add_worksheet(book.sheet or None)
        _lay_out(sheet, columns, header.at)
        looks = _Looks(_looks(workbook, {}), _looks(workbook, _WRONG), _looks(workbook, _HEAD))
        texts = {place for column, place in header.found.items() if column.as_text}
        content = _Content(columns, grid.height, header.at, texts)
        _write(sheet, content, _by_cell(grid, header, errors), looks)
    return out.getvalue()


class _Content(NamedTuple):
    """Columns by their place in the original, rows, the header's, and columns of digits as text."""

    columns: Mapping[int, Strip]
    height: int
    header: int
    texts: set[int]


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


def _lay_out(sheet: Worksheet, columns: Mapping[int, Strip], header: int) -> None:
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


def _write(
    sheet: Worksheet,
    content: _Content,
    flaws: Mapping[int, Mapping[int, CellError]],
    looks: _Looks,
) -> None:
    """Row by row from the top: what is written is not kept in memory."""
    last, notes = len(content.columns), _NOTES
    for row in range(content.height):
        found = flaws.get(row, {})
        for place, (origin, strip) in enumerate(content.columns.items()):
            error = found.get(origin)
            look = looks.head if row == content.header else looks.wrong if error else looks.right
            quantity = look[str if origin in content.texts else float]
            _write_cell(sheet, (row, place), strip[row], look, quantity)
            if error and notes:
                sheet.write_comment(row, place, PHRASES[error.why].chinese)
                notes -= 1
        if row == content.header:
            sheet.write_string(row, last, REASONS, looks.head[str])
        elif found:
            sheet.write_string(row, last, _told(found.values()), looks.wrong[str])


def _by_cell(
    grid: Grid, header: Header, errors: Iterable[CellError]
) -> dict[int, dict[int, CellError]]:
    """Errors by row and column of the grid, from 0. Under no column of the file: by row only."""
    place = {header_text(grid.strips[at][header.at]): at for at in header.found.values()}
    flaws: dict[int, dict[int, CellError]] = defaultdict(dict)
    for error in errors:
        flaws[error.row - 1][place.get(error.column, -1)] = error
    return flaws


def _told(errors: Iterable[CellError]) -> str:
    return "；".join(f"{error.column}：{PHRASES[error.why].chinese}" for error in errors)


def _write_cell(
    sheet: Worksheet,
    place: tuple[int, int],
    cell: Cell,
    look: Mapping[type, Format],
    quantity: Format,
) -> None:
    match cell:
        case "":
            sheet.write_blank(*place, None, quantity)
        case str():
            sheet.write_string(*place, cell, look[str])
        case date() | time():
            sheet.write_datetime(*place, cast("datetime", cell), look[type(cell)])
        case _ if math.isfinite(cell):
            sheet.write_number(*place, cell, quantity)
        case _:
            sheet.write_string(*place, str(cell), look[str])
