"""A bank's statement 银行流水, as the office downloads it: CSV or workbook, header found, lines read."""

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, Final

from api.imports.columns import Book, CellError, Column, Table
from api.imports.csvfile import read_csv
from api.imports.limits import DEFAULT, OLE2_MAGIC, ZIP_MAGIC, Limits
from api.imports.sheet import read_table
from api.imports.workbook import Grid, read_workbook
from domain.cells import (
    Cell,
    CellInvalid,
    Why,
    amount,
    code,
    date_of,
    signed_amount,
    text,
    time_of,
)
from domain.errors import Invalid
from domain.money import Money

_KEPT_HEAD, _KEPT_TAIL = 4, 4
_LONG_RUN: Final = re.compile(r"[0-9]{9,}")
_CURRENCIES: Final = frozenset({"人民币", "人民币元", "CNY", "RMB", "156", "01"})
_PERIOD: Final = re.compile(r"([0-9./年月日-]{8,11})(?:至|到|~|-{1,2})([0-9./年月日-]{8,11})")
_FOOTER_WORD: Final = "合计"
_FROM_WORDS: Final = ("起始日期", "开始日期")
_TO_WORDS: Final = ("终止日期", "结束日期", "截止日期")


class CurrencyUnsupported(Invalid):
    """The account is not kept in yuan."""


@dataclass(frozen=True, slots=True)
class BankLine:
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
    hidden = len(number) - _KEPT_HEAD - _KEPT_TAIL
    return number[:_KEPT_HEAD] + "*" * hidden + number[-_KEPT_TAIL:]


def _account(cell: Cell) -> str:
    return mask_account(code(cell))


def _income(cell: Cell) -> int:
    return amount(_without_dash(cell)).fen


def _balance(cell: Cell) -> int:
    return signed_amount(cell).fen


def _without_dash(cell: Cell) -> Cell:
    """Some banks write a dash for nothing."""
    return "0" if isinstance(cell, str) and cell.strip() in {"-", "--"} else cell


def _remark(cell: Cell) -> str:
    return text(cell)


_BOOK: Final = Book(
    sheet="",
    anchors=("booked_on", "serial_no"),
    columns=(
        Column("交易日期", "booked_on", date_of, required=True, aliases=("记账日期", "入账日期")),
        Column("交易时间", "booked_time", time_of, aliases=("时间",)),
        Column(
            "收入金额",
            "income",
            _income,
            required=True,
            aliases=("收入", "贷方发生额", "贷方金额", "转入金额"),
        ),
        Column(
            "支出金额", "expense", _income, aliases=("支出", "借方发生额", "借方金额", "转出金额")
        ),
        Column("账户余额", "balance", _balance, aliases=("余额",)),
        Column(
            "对方户名",
            "payer_name",
            text,
            aliases=("对方名称", "对方账户名称", "付款人名称", "付款人"),
            classified=True,
        ),
        Column(
            "对方账号",
            "payer_account",
            _account,
            aliases=("对方账户", "付款账号", "付款人账号"),
            classified=True,
            as_text=True,
        ),
        Column("摘要", "remark", _remark, required=True, aliases=("附言", "用途", "备注")),
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
_COLUMN: Final = {column.field: column for column in _BOOK.columns}


def _understand(encoding: str, grid: Grid) -> Statement:
    table = read_table(grid, _BOOK)
    account = _account_of(grid, table.header_row - 1)
    lines, wrong = _lines(table)
    lines, reused = _marked_duplicates(table, lines)
    errors = sorted([*table.errors, *wrong, *reused], key=lambda error: error.row)
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
