"""The rows of a book as they were read, cell by cell, for the error grid.

They are kept beside the upload in parts of a few hundred rows, so that a page costs what a page
holds. Numbers of people are masked before they are kept: whole numbers exist sealed, and in the
upload itself.
"""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from api.imports.columns import Book, Column
from api.imports.kinds import Checked
from api.imports.workbook import Grid, Strip
from domain.cells import Cell
from domain.identity import mask_number

MEDIA_TYPE: Final = "application/octet-stream"
_PART: Final = 200
_LONGEST_CELL: Final = 200
_LENGTH_BYTES: Final = 4
#: In a column of personal data: any number as long as a telephone's, however it is spaced.
_PERSONAL: Final = re.compile(r"\d[\d -]{5,}[\dXx]")
#: Anywhere else: as many digits as a mobile number has, which no date and no sum has.
_STRAY: Final = re.compile(r"\d(?:[ -]?\d){10,}[Xx]?")
_ROW, _CONTINUED, _IGNORED = "row", "continued", "ignored"


class PreviewColumn(NamedTuple):
    """A column of the file by its place from 1; `field` and `name` if it is one of the book's."""

    position: int
    header: str
    field: str | None
    name: str | None


class PreviewRow(NamedTuple):
    """A row as people count: its cells by column, and what is wrong or remarkable in it."""

    row: int
    kind: str
    cells: list[str]
    errors: list[tuple[str, str]]
    warnings: list[Mapping[str, Any]]


class Preview(NamedTuple):
    columns: list[PreviewColumn]
    rows_total: int
    wrong_total: int


def pack(grid: Grid, book: Book, checked: Checked) -> bytes:
    """The book's rows from under its header, with their errors, ready to be kept."""
    columns = _columns(grid, book, checked)
    rows = list(_rows(columns, checked))
    parts = [rows[at : at + _PART] for at in range(0, len(rows), _PART)]
    packed = [zlib.compress(_json(part)) for part in parts]
    head = {
        "columns": [shown for shown, _, _ in columns],
        "rows": len(rows),
        "wrong": sum(bool(row.errors) for row in rows),
        "parts": [
            [part[-1].row, max((r.row for r in part if r.errors), default=0), len(data)]
            for part, data in zip(parts, packed, strict=True)
        ],
    }
    about = zlib.compress(_json(head))
    return b"".join([len(about).to_bytes(_LENGTH_BYTES), about, *packed])


def unpack(
    kept: bytes, *, after: int, limit: int, wrong: bool
) -> tuple[Preview, list[PreviewRow], bool]:
    """Rows below the row `after`, at most `limit`, and whether there are more."""
    begin = _LENGTH_BYTES + int.from_bytes(kept[:_LENGTH_BYTES])
    head: dict[str, Any] = json.loads(zlib.decompress(kept[_LENGTH_BYTES:begin]))
    found: list[PreviewRow] = []
    for last, last_wrong, size in head["parts"]:
        if (last_wrong if wrong else last) > after and len(found) <= limit:
            part = json.loads(zlib.decompress(kept[begin : begin + size]))
            read = (PreviewRow(*row) for row in part if row[0] > after)
            found += [row for row in read if row.errors or not wrong]
        begin += size
    columns = [PreviewColumn(*one) for one in head["columns"]]
    preview = Preview(columns, head["rows"], head["wrong"])
    return preview, found[:limit], len(found) > limit


#: A column to show: what it is, its cells, and how a cell is worded.
_Column = tuple[PreviewColumn, Strip, Callable[[Cell], str]]


def _columns(grid: Grid, book: Book, checked: Checked) -> list[_Column]:
    table = checked.reading.table
    by_place = {table.positions[c.field]: c for c in book.columns if c.field in table.positions}
    header = table.header_row - 1
    shown: list[_Column] = []
    for place, strip in enumerate(grid.strips):
        column = by_place.get(place)
        told = _worded(strip[header])
        if column is None and not any(strip[row] != "" for row in range(header, grid.height)):
            continue
        names = (column.field, column.header) if column else (None, None)
        cells = grid.filled(place) if column and column.merged else strip
        shown.append((PreviewColumn(place + 1, told, *names), cells, _wording(column)))
    return shown


def _wording(column: Column | None) -> Callable[[Cell], str]:
    """Codes are shown as they stand; where a person's number may be, it is masked."""
    if column is not None and column.classified:
        return _masking(_PERSONAL)
    return _worded if column is not None and column.as_text else _masking(_STRAY)


def _masking(numbers: re.Pattern[str]) -> Callable[[Cell], str]:
    return lambda cell: numbers.sub(lambda found: mask_number(found[0]), _worded(cell))


def _rows(columns: Sequence[_Column], checked: Checked) -> Iterator[PreviewRow]:
    errors: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for error in checked.errors:
        errors[error.row].append((error.column, error.why))
    warnings: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for warned in checked.warnings:
        about = {"column": warned.column, "code": warned.code, "facts": dict(warned.facts)}
        warnings[warned.row].append(about)
    for number, kind in sorted(_kinds(checked).items()):
        cells = [word(strip[number - 1]) for _, strip, word in columns]
        yield PreviewRow(number, kind, cells, errors[number], warnings[number])


def _kinds(checked: Checked) -> dict[int, str]:
    table = checked.reading.table
    kinds = {
        number: _CONTINUED if at in table.continues else _ROW
        for at, number in enumerate(table.numbers)
    }
    return kinds | dict.fromkeys(table.ignored_rows, _IGNORED)


def _worded(cell: Cell) -> str:
    match cell:
        case float() if cell.is_integer():
            told = str(int(cell))
        case datetime() if cell.time() == time():
            told = cell.date().isoformat()
        case date() | time():
            told = cell.isoformat()
        case _:
            told = str(cell).strip()
    return told[:_LONGEST_CELL]


def _json(value: Iterable[Any] | Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
