"""A table as an Excel workbook: the office's headers, typed cells, and text that stays text."""

# The library has annotations but no stubs; its keyword dictionaries are unknown to the checker.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.calendar import Month
from domain.errors import Invalid
from domain.money import Money

Value: TypeAlias = str | int | Decimal | date | Month | Money | bool | None

#: Excel's own limit for the text of one cell.
MAX_TEXT: Final = 32_767

#: What a spreadsheet may take for the beginning of a formula, ASCII and full-width.
_FORMULA_MARKS: Final = tuple("=+-@\t\r\n＝＋－＠")
_YES, _NO = "是", "否"
_SHEET_NAME: Final = 31
_NOT_IN_SHEET_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_TITLE_ROW, _HEADER_ROW, _FIRST_ROW = 0, 1, 2


class Kind(StrEnum):
    """What a column holds; it decides the number format and the side."""

    TEXT = "text"
    MONEY = "money"
    AREA = "area"
    DATE = "date"
    MONTH = "month"
    NUMBER = "number"
    PERCENT = "percent"


class WrongCell(Invalid):
    """A value that its column cannot hold, such as a word in a column of dates."""


@dataclass(frozen=True, slots=True)
class Column:
    """A header as the office writes it; `width` in characters; `summed` columns have a total."""

    header: str
    kind: Kind
    width: float
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate under the totals, such as 收缴率: the sum of `part` over the sum of `whole` columns.

    `less` columns are taken off the whole. A rate of nothing stays blank.
    """

    label: str
    part: str
    whole: str
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands under the rows: one line of totals, and rates made of them."""

    label: str = "合计"
    ratios: tuple[Ratio, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. Each row has a value for each column; rows may be a stream and are read once."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]
    footer: Footer | None = field(default_factory=Footer)


def to_xlsx(table: Table, *, made_at: datetime) -> bytes:
    """The workbook, the same bytes for the same table. Memory holds one row at a time."""
    target = BytesIO()
    # The with statement closes the rows' temporary file also when a row is refused.
    with (
        TemporaryDirectory() as folder,
        xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        book.set_properties({"title": table.title, "created": made_at.replace(tzinfo=None)})
        _write_sheet(book, table)
    return target.getvalue()


def _write_sheet(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title))
    styles = _Styles(book)
    _write_head(sheet, table, styles)
    sums, after = _write_rows(sheet, table, styles)
    last = max(after - 1, _HEADER_ROW)
    sheet.autofilter(_HEADER_ROW, 0, last, len(table.columns) - 1)
    if table.footer:
        _write_footer(sheet, table, table.footer, sums, after, styles)


_NUMBER_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.MONEY: "#,##0.00",
    Kind.AREA: "#,##0.00",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONTH: "yyyy-mm",
    Kind.NUMBER: "#,##0.####",
    Kind.PERCENT: "0.00%",
}
_Look: TypeAlias = dict[str, str | int | bool]
_CENTRED: Final = frozenset({Kind.DATE, Kind.MONTH})


class _Styles:
    """The cell formats of one workbook, by kind."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        edge: _Look = {"border": 1, "border_color": "#BFC7C8", "font_size": 10, "valign": "vcenter"}
        head = edge | {"bold": True, "bg_color": "#F1F4F4", "align": "center", "text_wrap": True}

        def by_kind(more: _Look) -> dict[Kind, Format]:
            return {kind: _format(book, edge | _look(kind) | more) for kind in _NUMBER_FORMATS}

        self.title = _format(book, {"bold": True, "font_size": 14, "align": "center"})
        self.header = _format(book, head)
        self.cell = by_kind({})
        self.total = by_kind({"bold": True})
        self.quoted = _format(book, edge | {"num_format": "@", "quote_prefix": True})


def _format(book: xlsxwriter.Workbook, look: _Look) -> Format:
    return book.add_format(look)


def _look(kind: Kind) -> _Look:
    align = "center" if kind in _CENTRED else "left" if kind is Kind.TEXT else "right"
    return {"num_format": _NUMBER_FORMATS[kind], "align": align}


def _sheet_name(title: str) -> str:
    return title.translate(_NOT_IN_SHEET_NAMES).strip()[:_SHEET_NAME] or "导出"


def _write_head(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    """Title over the whole width, then the headers, which stay in sight."""
    sheet.freeze_panes(_FIRST_ROW, 0)
    sheet.repeat_rows(_TITLE_ROW, _HEADER_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width)
    sheet.set_row(_TITLE_ROW, 26)
    sheet.set_row(_HEADER_ROW, 30)
    if len(table.columns) > 1:
        sheet.merge_range(_TITLE_ROW, 0, _TITLE_ROW, len(table.columns) - 1, "", styles.title)
    _write_text(sheet, _TITLE_ROW, 0, table.title, styles.title, styles.title)
    for index, column in enumerate(table.columns):
        sheet.write_string(_HEADER_ROW, index, column.header, styles.header)


def _write_rows(sheet: Worksheet, table: Table, styles: _Styles) -> tuple[list[Decimal], int]:
    """Write every row; returns the sums of the summed columns and the row after the last."""
    sums = [Decimal(0)] * len(table.columns)
    writers = [_writer(sheet, column.kind, styles) for column in table.columns]
    summed = [index for index, column in enumerate(table.columns) if column.summed]
    at = _FIRST_ROW
    for row in table.rows:
        for index, (write, value) in enumerate(zip(writers, row, strict=True)):
            write(at, index, value)
        for index in summed:
            sums[index] += _figure(row[index]) or 0
        at += 1
    return sums, at


def _write_footer(
    sheet: Worksheet,
    table: Table,
    footer: Footer,
    sums: list[Decimal],
    at: int,
    styles: _Styles,
) -> None:
    """The totals as figures, not as formulas: they say what was exported, whatever is edited."""
    for index, column in enumerate(table.columns):
        style = styles.total[column.kind]
        if column.summed:
            _write_figure(sheet, at, index, sums[index], style)
        else:
            sheet.write_string(at, index, footer.label if index == 0 else "", style)
    by_header = dict(zip((column.header for column in table.columns), sums, strict=True))
    for nth, ratio in enumerate(footer.ratios, start=1):
        sheet.write_string(at + nth, 0, ratio.label, styles.total[Kind.TEXT])
        whole = by_header[ratio.whole] - sum(by_header[header] for header in ratio.less)
        if whole:
            share = by_header[ratio.part] / whole
            _write_figure(sheet, at + nth, 1, share, styles.total[Kind.PERCENT])


_Writer: TypeAlias = Callable[[int, int, Value], object]


def _writer(sheet: Worksheet, kind: Kind, styles: _Styles) -> _Writer:
    """How one column's values are written; a blank is a ruled blank, and never a zero."""
    style = styles.cell[kind]

    def text(row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        else:
            _write_text(sheet, row, column, _words(value), style, styles.quoted)

    def number(row: int, column: int, value: Value) -> None:
        figure = _figure(value)
        if figure is None:
            sheet.write_blank(row, column, None, style)
        else:
            _write_figure(sheet, row, column, figure, style)

    def day(row: int, column: int, value: Value) -> None:
        on = value.first if isinstance(value, Month) else value
        if on is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(on, date):
            sheet.write_datetime(row, column, datetime.combine(on, time()), style)
        else:
            raise WrongCell(kind=kind, value=type(value).__name__)

    return text if kind is Kind.TEXT else day if kind in _CENTRED else number


def _write_figure(sheet: Worksheet, row: int, column: int, figure: Decimal, style: Format) -> None:
    """The library takes Decimals and writes 16 digits, which hold any Money to the fen."""
    sheet.write_number(row, column, figure, style)  # pyright: ignore[reportArgumentType]


def _figure(value: Value) -> Decimal | None:
    """A number, in yuan where it is money."""
    if value is None:
        return None
    if isinstance(value, Money):
        return value.as_yuan()
    if isinstance(value, int | Decimal):
        return Decimal(value)
    raise WrongCell(kind=Kind.NUMBER, value=type(value).__name__)


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return str(value)


def _write_text(
    sheet: Worksheet, row: int, column: int, text: str, style: Format, quoted: Format
) -> None:
    """A typed string, never a formula, a number or a link (ASVS 1.2.10).

    A text that looks like a formula also carries the quote prefix, so that it stays text when
    somebody edits the cell or saves the sheet as CSV. Half a surrogate pair, which no file can
    hold, becomes a question mark.
    """
    shown = text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")
    look = quoted if shown.startswith(_FORMULA_MARKS) else style
    if shown.startswith("<r>") and shown.endswith("</r>"):
        # The library takes such a text for its own markup and copies it as it is; not in pieces.
        sheet.write_rich_string(row, column, shown[:1], shown[1:3], shown[3:], look)
    else:
        sheet.write_string(row, column, shown, look)
