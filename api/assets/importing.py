"""资产盘点表 comes in: what was found, line by line, into the round that is being counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.assets import stocktaking
from api.imports.columns import Book, CellError, Column, Reading
from api.imports.kinds import KINDS, Checked, Kind
from api.imports.sheet import read_table
from api.imports.workbook import Grid
from api.platform.operations import Work
from domain.access import Permission
from domain.assets import StocktakeNotOpen
from domain.cells import Cell, CellInvalid, Why, code, text, whole_number
from persistence import stocktakes
from persistence.imports import Import
from persistence.stocktakes import Count, Stocktake


@dataclass(frozen=True, slots=True)
class CountRow:
    """A line of the table. `row` is the sheet's."""

    row: int
    card_no: str | None
    unit_code: str
    booked: int | None
    counted: int
    difference: int | None
    reason: str | None


def _there(cell: Cell) -> int:
    number = whole_number(cell)
    if number not in {0, 1}:
        raise CellInvalid(Why.OUT_OF_RANGE)
    return number


BOOK: Final = Book(
    sheet="资产盘点表",
    anchors=("unit_code", "counted"),
    columns=(
        Column("卡片号", "card_no", code, aliases=("资产卡片号",), as_text=True),
        Column("房源编码", "unit_code", code, required=True, aliases=("房源编号",), as_text=True),
        Column("账面", "booked", _there, aliases=("账面数",)),
        Column("实盘", "counted", _there, required=True, aliases=("实盘数",)),
        Column("差异", "difference", whole_number, aliases=("差异数",)),
        Column("原因", "reason", text, aliases=("差异原因",)),
    ),
)
_COLUMN: Final = {column.field: column for column in BOOK.columns}


def read_counts(grid: Grid, booked: Mapping[str, int]) -> Reading[CountRow]:
    """The table's lines, and every cell that is wrong in itself or against the round.

    Raises ColumnsMissing or ColumnsAmbiguous for another kind of sheet.
    """
    table = read_table(grid, BOOK)
    columns = [table.values[column.field] for column in BOOK.columns]
    rows = [
        CountRow(number, *cells)
        for number, *cells in zip(table.numbers, *columns, strict=True)
        if number not in table.wrong
    ]
    place = {number: at for at, number in enumerate(table.numbers)}
    seen = set[str]()
    errors: list[CellError] = []
    for row in rows:
        for field, why in _flaws(row, booked, seen):
            errors.append(table.error(place[row.row], _COLUMN[field], why))
        seen.add(row.unit_code)
    reading = Reading[CountRow].of(table, rows, table.errors)
    return reading.with_errors(errors, lambda row: row.row)


def _flaws(row: CountRow, booked: Mapping[str, int], seen: set[str]) -> list[tuple[str, Why]]:
    """What is wrong with a line, by column."""
    in_books = booked.get(row.unit_code, 0)
    difference = row.counted - in_books
    checks = (
        (row.unit_code in seen, "unit_code", Why.DUPLICATE),
        (not in_books and not row.counted, "unit_code", Why.UNKNOWN_UNIT),
        (row.booked not in {None, in_books}, "booked", Why.DOES_NOT_TIE),
        (row.difference not in {None, difference}, "difference", Why.DOES_NOT_TIE),
        (difference != 0 and not row.reason, "reason", Why.MISSING),
    )
    return [(field, why) for is_wrong, field, why in checks if is_wrong]


async def check(work: Work, one: Import, grid: Grid) -> Checked:
    """Read the table against the round that is on. Raises StocktakeNotOpen."""
    round_ = await _round(work, one)
    reading = read_counts(grid, await stocktakes.booked(work.session, round_.id))
    there = sum(row.counted for row in reading.rows)
    return Checked(reading, {"lines": len(reading.rows), "there": there})


async def store(work: Work, one: Import, checked: Checked) -> Mapping[str, Any]:
    """Note every line of the table in one statement."""
    round_ = await _round(work, one, lock=True)
    rows: list[CountRow] = checked.reading.rows
    counts = [Count(row.unit_code, row.counted, row.reason) for row in rows]
    if counts:
        await stocktaking.count(work.session, work.actor, round_, counts)
    return {"lines": len(counts)}


async def _round(work: Work, one: Import, *, lock: bool = False) -> Stocktake:
    scope = work.actor.scope(Permission.COUNT_STOCKTAKE)
    found = await stocktakes.being_counted(work.session, scope, one.of_project, lock=lock)
    if found is None:
        raise StocktakeNotOpen(project_id=str(one.project_id))
    return found


KINDS["stocktake"] = Kind(BOOK, check, store)
