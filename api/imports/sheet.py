"""A grid and the look of a book become a table: header found, cells read, footers left out."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from api.imports.columns import (
    ERRORS_KEPT,
    REASONS,
    Book,
    CellError,
    Column,
    ColumnsAmbiguous,
    ColumnsMissing,
    Table,
)
from api.imports.workbook import Grid, Strip
from domain.cells import Cell, CellInvalid, Why

#: A header stands in one of the first rows, under the title and who filled it in.
_HEADER_AMONG: Final = 5
_SHOWN: Final = 60
_UNSPOKEN: Final = re.compile(r"[\s*]+")
#: How the last lines of a register begin.
_FOOTER: Final = re.compile(
    "合计|总计|小计|共计|累计|本页|制表|填表|填报|审核|复核|负责人|经办|单位负责|说明|注[:1-9]|备注[:]"
)


class Header(NamedTuple):
    """Where the header stands (row from 0), the book's columns by place, headers nobody knows."""

    at: int
    found: dict[Column, int]
    unknown: tuple[str, ...]


def read_table(grid: Grid, book: Book) -> Table:
    """Every column parsed once per different value; raises ColumnsMissing, ColumnsAmbiguous."""
    header_at, found, unknown = find_header(grid, book)
    first = header_at + 1
    parsed = {
        column.field: _parse(_strip(grid, column, place), column, first)
        for column, place in found.items()
    }
    rows = _sort_rows(grid, book, parsed, first)
    headers = {c.field: header_text(grid.strips[at][header_at]) for c, at in found.items()}
    errors, wrong = _collect(_errors(grid, found, headers, parsed, rows))
    return Table(
        header_row=header_at + 1,
        numbers=[row + 1 for row in rows.body],
        values=_values(book, parsed, rows.body),
        continues=frozenset(at for at, row in enumerate(rows.body) if row in rows.continuing),
        headers=headers,
        positions={column.field: place for column, place in found.items()},
        errors=errors,
        wrong=wrong,
        ignored_columns=unknown,
        ignored_rows=tuple(row + 1 for row in rows.footers),
    )


def find_header(grid: Grid, book: Book) -> Header:
    """The row with most of the book's headers; raises ColumnsMissing, ColumnsAmbiguous."""
    known = {
        _spoken(name): column
        for column in book.columns
        for name in (column.header, *column.aliases)
    }
    candidates: list[list[str]] = [
        [_spoken(cell) for cell in grid.row(row)] for row in range(min(_HEADER_AMONG, grid.height))
    ]
    if not candidates:
        candidates = [[]]
    best = max(candidates, key=lambda names: sum(name in known for name in names))
    counted = Counter(known[name].header for name in best if name in known)
    missing = [c.header for c in book.columns if c.required and c.header not in counted]
    if missing:
        raise ColumnsMissing(names=missing)
    twice = [header for header, count in counted.items() if count > 1]
    if twice:
        raise ColumnsAmbiguous(names=twice)
    at = candidates.index(best)
    found = {known[name]: place for place, name in enumerate(best) if name in known}
    unread = {"", *(_spoken(header) for header in (*book.unread, REASONS))}
    unknown = tuple(
        header_text(grid.strips[place][at])[:_SHOWN]
        for place, name in enumerate(best)
        if name not in known and name not in unread
    )
    return Header(at, found, unknown)


def header_text(cell: Cell) -> str:
    """A header as reports name it: what stands in the file."""
    return str(cell).strip()


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A column's values by row of the sheet, and what is wrong in which row."""

    values: list[Any]
    flaws: dict[int, Why]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of the sheet that count, those among them that continue the one above, and footers."""

    body: Sequence[int]
    continuing: set[int]
    footers: list[int]


def _spoken(cell: Cell) -> str:
    """A header as one reads it aloud: no width, no blanks, no star for a required field."""
    if not isinstance(cell, str):
        return ""
    return _UNSPOKEN.sub("", unicodedata.normalize("NFKC", cell)).upper()


def _strip(grid: Grid, column: Column, place: int) -> Strip:
    return grid.filled(place) if column.merged else grid.strips[place]


def _parse(strip: Strip, column: Column, first: int) -> _Parsed:
    values, wrong = _parse_once(strip.values, column)
    index = strip.index
    if index is None:
        return _Parsed(values, {row: why for row, why in wrong.items() if row >= first})
    flaws: dict[int, Why] = {}
    if wrong:
        flaws = {
            row: wrong[place] for row, place in enumerate(index) if row >= first and place in wrong
        }
    return _Parsed([values[place] for place in index], flaws)


def _parse_once(cells: list[Cell], column: Column) -> tuple[list[Any], dict[int, Why]]:
    parse = column.parse
    values: list[Any] = []
    wrong: dict[int, Why] = {}
    for place, cell in enumerate(cells):
        try:
            values.append(None if cell == "" or _is_blank(cell) else parse(cell))
        except CellInvalid as flaw:
            values.append(None)
            wrong[place] = flaw.why
    return values, wrong


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip("\ufeff\u200b \t\r\n\u00a0\u3000")


def _sort_rows(grid: Grid, book: Book, parsed: dict[str, _Parsed], first: int) -> _Rows:
    """Rows without any anchor are blank, a footer, or part of the row above."""
    loose: Iterable[int] = range(first, grid.height)
    for field in book.anchors:
        anchor = parsed.get(field)
        if anchor is not None:
            values, flaws = anchor.values, anchor.flaws
            loose = [row for row in loose if values[row] is None and row not in flaws]
    out: set[int] = set()
    continuing: set[int] = set()
    footers: list[int] = []
    for row in loose:
        filled = [cell for cell in grid.row(row) if not (cell == "" or _is_blank(cell))]
        if not filled:
            out.add(row)
        elif _is_footer(filled[0]):
            out.add(row)
            footers.append(row)
        elif _is_any_filled(parsed, book.continued, row) and not _is_any_filled(
            parsed, book.owners, row
        ):
            continuing.add(row)
    body = range(first, grid.height)
    return _Rows([row for row in body if row not in out] if out else body, continuing, footers)


def _is_footer(cell: Cell) -> bool:
    return isinstance(cell, str) and _FOOTER.match(_spoken(cell)) is not None


def _is_any_filled(parsed: dict[str, _Parsed], fields: Iterable[str], row: int) -> bool:
    columns = (parsed[field] for field in fields if field in parsed)
    return any(column.values[row] is not None or row in column.flaws for column in columns)


def _values(book: Book, parsed: dict[str, _Parsed], body: Sequence[int]) -> dict[str, list[Any]]:
    """Each column cut down to the rows that count; a column the file lacks is all blank."""
    values: dict[str, list[Any]] = {}
    for column in book.columns:
        whole = parsed.get(column.field)
        if whole is None:
            values[column.field] = [column.blank] * len(body)
            continue
        whole_column, blank = whole.values, column.blank
        cells = (
            whole_column[body.start : body.stop]
            if isinstance(body, range)
            else [whole_column[row] for row in body]
        )
        values[column.field] = (
            cells if blank is None else [blank if cell is None else cell for cell in cells]
        )
    return values


def _collect(found: Iterable[CellError]) -> tuple[list[CellError], set[int]]:
    """The errors that a report carries, and all rows that have any."""
    kept: list[CellError] = []
    wrong: set[int] = set()
    for error in found:
        wrong.add(error.row)
        if len(kept) < ERRORS_KEPT:
            kept.append(error)
    return kept, wrong


def _errors(
    grid: Grid,
    found: dict[Column, int],
    headers: dict[str, str],
    parsed: dict[str, _Parsed],
    rows: _Rows,
) -> Iterable[CellError]:
    counting = set(rows.body)
    for column, place in found.items():
        whole = parsed[column.field]
        for row, why in whole.flaws.items():
            if row in counting:
                shown = None if column.classified else _shown(grid.strips[place][row])
                yield CellError(row + 1, headers[column.field], why, shown)
        if column.required and not column.may_be_blank:
            for row in rows.body:
                if (
                    whole.values[row] is None
                    and row not in whole.flaws
                    and row not in rows.continuing
                ):
                    yield CellError(row + 1, headers[column.field], Why.MISSING)


def _shown(cell: Cell) -> str:
    return str(cell).strip()[:_SHOWN]
