"""A bank's statement 银行流水, as the office downloads it: text or a workbook, line by line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Final, NamedTuple

from api.imports.columns import Book, CellError, Column, Table
from api.imports.csvfile import read_csv
from api.imports.limits import DEFAULT, OLE2_MAGIC, ZIP_MAGIC, Limits
from api.imports.sheet import read_table
from api.imports.workbook import Grid, read_workbook
from domain.cell_dates import date_of, time_of
from domain.cells import Cell, CellInvalid, Why, amount, code, signed_amount, text
from domain.errors import Invalid

_KEPT_HEAD, _KEPT_TAIL = 4, 4
_YUAN: Final = frozenset({"人民币", "人民币元", "CNY", "RMB", "156"})
_TOTAL: Final = "合计"

_ACCOUNT_WORDS: Final = ("账号", "账户", "本方账号", "卡号")
_CURRENCY_WORDS: Final = ("币种",)
_FROM_WORDS: Final = ("起始日期", "开始日期")
_TO_WORDS: Final = ("终止日期", "结束日期", "截止日期")
_DAY: Final = r"[0-9]{4}(?:[-./]?[0-9]{2}[-./]?[0-9]{2}|年[0-9]{1,2}月[0-9]{1,2}日)"
_PERIOD: Final = re.compile(rf"({_DAY}) ?(?:至|到|~|-{{1,2}}) ?({_DAY})")


class CurrencyUnsupported(Invalid):
    """The account is not kept in yuan."""


class BankLine(NamedTuple):
    """A movement on the account. `row` counts as people do; amounts are fen, one of them is 0.

    `is_duplicate`: an earlier line of the file has the serial number; it is the same movement.
    """

    row: int
    booked_on: date
    booked_time: time | None
    income_fen: int
    expense_fen: int
    balance_fen: int | None
    payer_name: str
    payer_account_mask: str
    remark: str
    serial_no: str
    is_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """The file as it was understood. `encoding` is empty for a workbook.

    `stated_income_fen` is the bank's own total at the foot, None where it has none. With any
    error nothing should be posted: a line left out is money lost.
    """

    encoding: str
    header_row: int
    account_mask: str | None
    from_on: date | None
    to_on: date | None
    lines: list[BankLine]
    errors: list[CellError]
    stated_income_fen: int | None

    @property
    def distinct(self) -> list[BankLine]:
        """Each movement once."""
        return [line for line in self.lines if not line.is_duplicate]

    @property
    def income_fen(self) -> int:
        return sum(line.income_fen for line in self.distinct)


def read_statement(data: bytes, limits: Limits = DEFAULT) -> Statement:
    """Read a statement in GBK, GB18030 or UTF-8 text, or in a workbook.

    Raises CurrencyUnsupported, and what reading raises: FileTypeMismatch, ColumnsMissing,
    ColumnsAmbiguous, RowsTooMany, ArchiveTooLarge, WorkbookEncrypted.
    """
    if data.startswith((ZIP_MAGIC, OLE2_MAGIC)):
        return _understand("", read_workbook(data, limits=limits))
    file = read_csv(data, limits)
    return _understand(file.encoding, file.grid)


def mask_account(number: str) -> str:
    """First and last 4 digits, all between hidden; a number already masked stays as it is."""
    if "*" in number or len(number) <= _KEPT_HEAD + _KEPT_TAIL:
        return number
    head, tail = number[:_KEPT_HEAD], number[-_KEPT_TAIL:]
    return head + "*" * (len(number) - len(head) - len(tail)) + tail


def _account(cell: Cell) -> str:
    return mask_account(code(cell))


def _day(cell: Cell) -> date:
    """The date; some banks write the time of day behind it."""
    if isinstance(cell, str):
        return date_of(text(cell).partition(" ")[0])
    return date_of(cell)


def _sum(cell: Cell) -> int:
    """Fen; some banks write a dash for nothing."""
    is_nothing = isinstance(cell, str) and cell.strip() in {"-", "--"}
    return 0 if is_nothing else amount(cell).fen


_BOOK: Final = Book(
    sheet="",
    anchors=("serial_no", "remark", "payer_name"),
    columns=(
        Column("交易日期", "booked_on", _day, required=True, aliases=("记账日期", "入账日期")),
        Column("交易时间", "booked_time", time_of),
        Column(
            "收入金额",
            "income",
            _sum,
            required=True,
            may_be_blank=True,
            blank=0,
            aliases=("收入", "贷方发生额", "贷方金额", "转入金额"),
        ),
        Column(
            "支出金额",
            "expense",
            _sum,
            aliases=("支出", "借方发生额", "借方金额", "转出金额"),
            blank=0,
        ),
        Column("账户余额", "balance", lambda cell: signed_amount(cell).fen, aliases=("余额",)),
        Column(
            "对方户名",
            "payer_name",
            text,
            aliases=("对方名称", "对方账户名称", "付款人名称", "付款人"),
            classified=True,
            blank="",
        ),
        Column(
            "对方账号",
            "payer_account",
            _account,
            aliases=("对方账户", "付款账号", "付款人账号"),
            classified=True,
            blank="",
            as_text=True,
        ),
        Column("摘要", "remark", text, required=True, may_be_blank=True, aliases=("交易摘要",)),
        Column("附言", "postscript", text, aliases=("交易附言",)),
        Column("用途", "purpose", text),
        Column("备注", "note", text),
        Column(
            "交易流水号",
            "serial_no",
            code,
            required=True,
            aliases=("流水号", "交易流水", "交易参考号"),
            as_text=True,
        ),
    ),
)
_LINE_FIELDS: Final = (
    *("booked_on", "booked_time", "income", "expense", "balance"),
    *("payer_name", "payer_account"),
)
_REMARK_FIELDS: Final = ("remark", "postscript", "purpose", "note")
_COLUMN: Final = {column.field: column for column in _BOOK.columns}


class _Account(NamedTuple):
    mask: str | None
    from_on: date | None
    to_on: date | None


def _understand(encoding: str, grid: Grid) -> Statement:
    table = read_table(grid, _BOOK)
    account = _account_above(grid, table.header_row - 1)
    one_sided = _sides(table)
    lines = _lines(table, table.wrong.union(error.row for error in one_sided))
    lines, reused = _mark_duplicates(lines, table.headers["serial_no"])
    errors = sorted([*table.errors, *one_sided, *reused], key=lambda error: error.row)
    return Statement(
        encoding=encoding,
        header_row=table.header_row,
        account_mask=account.mask,
        from_on=account.from_on,
        to_on=account.to_on,
        lines=lines,
        errors=errors,
        stated_income_fen=_stated_income(grid, table),
    )


def _account_above(grid: Grid, rows: int) -> _Account:
    """What stands over the header: `账号,6222********0417,币种,人民币,起止,2026-04-01至…`."""
    words = [
        word.strip()
        for row in range(rows)
        for cell in grid.row(row)
        if isinstance(cell, str)
        for word in text(cell).split(":")
        if word.strip()
    ]
    said = dict(pairwise(words))
    currency = _said(said, _CURRENCY_WORDS)
    if currency is not None and currency.upper() not in _YUAN:
        raise CurrencyUnsupported(currency=currency[:_KEPT_HEAD])
    number = _said(said, _ACCOUNT_WORDS)
    period = next((match for word in words if (match := _PERIOD.search(word))), None)
    from_word, to_word = (
        period.groups() if period else (_said(said, _FROM_WORDS), _said(said, _TO_WORDS))
    )
    return _Account(
        mask_account(number) if number else None, _said_day(from_word), _said_day(to_word)
    )


def _said(said: Mapping[str, str], words: Sequence[str]) -> str | None:
    return next((said[word] for word in words if word in said), None)


def _said_day(word: str | None) -> date | None:
    try:
        return date_of(word) if word else None
    except CellInvalid:
        return None


def _sides(table: Table) -> list[CellError]:
    """Money came or went: lines that say both, or neither. Unreadable amounts are known already."""
    sides = zip(table.numbers, table.values["income"], table.values["expense"], strict=True)
    return [
        table.error(at, _COLUMN["income"], Why.INCOME_OR_EXPENSE)
        for at, (number, income, expense) in enumerate(sides)
        if bool(income) == bool(expense) and number not in table.wrong
    ]


def _lines(table: Table, wrong: set[int]) -> list[BankLine]:
    values = table.values
    remarks = zip(*(values[field] for field in _REMARK_FIELDS), strict=True)
    columns = (
        *(values[field] for field in _LINE_FIELDS),
        (" ".join(filter(None, remark)) for remark in remarks),
        values["serial_no"],
    )
    lines = map(BankLine, table.numbers, *columns)
    return [line for line in lines if line.row not in wrong] if wrong else list(lines)


def _mark_duplicates(lines: list[BankLine], header: str) -> tuple[list[BankLine], list[CellError]]:
    """A serial number seen before is the same movement, unless the money differs."""
    first: dict[str, BankLine] = {}
    marked: list[BankLine] = []
    errors: list[CellError] = []
    for line in lines:
        earlier = first.setdefault(line.serial_no, line)
        if earlier is line:
            marked.append(line)
        elif (earlier.income_fen, earlier.expense_fen) == (line.income_fen, line.expense_fen):
            marked.append(line._replace(is_duplicate=True))
        else:
            errors.append(CellError(line.row, header, Why.SERIAL_REUSED, line.serial_no))
    return marked, errors


def _stated_income(grid: Grid, table: Table) -> int | None:
    column = grid.strips[table.positions["income"]]
    for row in table.ignored_rows:
        cell = column[row - 1]
        if cell != "" and any(text(word).startswith(_TOTAL) for word in grid.row(row - 1)):
            try:
                return _sum(cell)
            except CellInvalid:
                return None
    return None
