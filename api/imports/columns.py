"""What a book looks like: its columns, what is read from them, and what can be wrong in them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, Self, TypeVar

from domain.cells import Cell, Why
from domain.errors import Invalid

Row = TypeVar("Row")

#: The header that a marked-up workbook puts over the reasons; it may come back with the book.
REASONS: Final = "错误说明"
#: Errors that a report carries. A book with more is not that book.
ERRORS_KEPT: Final = 10_000


class ColumnsMissing(Invalid):
    """The book lacks columns; `names` are the headers looked for."""


class ColumnsAmbiguous(Invalid):
    """A header stands over two columns; `names` are those headers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a book.

    header      as printed on the office's form; `aliases` are other words for it
    field       name of the value in the row
    parse       a cell that is not blank to its value; raises CellInvalid
    required    the column must be there, and its cells filled unless they `may_be_blank`
    merged      a cell merged downwards counts for every row it covers
    classified  personal data: a report names the cell, never what it holds
    blank       what a blank cell stands for
    as_text     digits that are no quantity: a workbook we write formats them as text
    """

    header: str
    field: str
    parse: Callable[[Cell], object]
    required: bool = False
    may_be_blank: bool = False
    aliases: tuple[str, ...] = ()
    merged: bool = False
    blank: object = None
    classified: bool = False
    as_text: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A register as offices keep it. Its header stands in one of the first rows, under a title.

    anchors    fields that a row of its own has: without any, a row is a footer or continues
    continued  fields that make such a row part of the one above (household members)
    owners     fields that such a row leaves blank as well
    unread     headers that are known and not needed
    """

    sheet: str
    columns: tuple[Column, ...]
    anchors: tuple[str, ...]
    continued: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    unread: tuple[str, ...] = ("序号",)


@dataclass(frozen=True, slots=True)
class CellError:
    """A wrong cell: row as people count (from 1), the header over it, and why.

    `shown` is what stands there, None for personal data.
    """

    row: int
    column: str
    why: Why
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A book read column by column: `values[field][i]` belongs to the sheet's row `numbers[i]`.

    None stands for a blank and for a wrong cell. `continues` are the positions i that belong to
    the row above, `wrong` the numbers of rows with an error. Headers and positions are the file's.
    """

    header_row: int
    numbers: list[int]
    values: Mapping[str, list[Any]]
    continues: frozenset[int]
    headers: Mapping[str, str]
    positions: Mapping[str, int]
    errors: list[CellError]
    wrong: set[int]
    ignored_columns: tuple[str, ...]
    ignored_rows: tuple[int, ...]

    def error(self, at: int, column: Column, why: Why) -> CellError:
        """A flaw found by a rule of the book in the cell of `column` at position `at`."""
        value = self.values[column.field][at]
        shown = None if column.classified or value is None else str(value)
        header = self.headers.get(column.field, column.header)
        return CellError(self.numbers[at], header, why, shown)


@dataclass(frozen=True, slots=True)
class Reading(Generic[Row]):
    """What was understood of a book: the rows without any error, and the errors.

    The header row and errors count as people do. `ignored_columns` of the table are headers that
    nobody knows, `ignored_rows` footers such as 合计.
    """

    table: Table
    rows: list[Row]
    errors: list[CellError]

    @classmethod
    def of(cls, table: Table, rows: list[Row], errors: list[CellError]) -> Self:
        return cls(table, rows, _in_order(errors, table))

    @property
    def header_row(self) -> int:
        return self.table.header_row

    @property
    def ignored(self) -> tuple[str, ...]:
        return self.table.ignored_columns

    def with_errors(
        self, found: Iterable[CellError], row_of: Callable[[Row], int]
    ) -> "Reading[Row]":
        """The same with errors found later; their rows are out. A cell is wrong only once."""
        known = {(error.row, error.column) for error in self.errors}
        more = [error for error in found if (error.row, error.column) not in known]
        wrong = {error.row for error in more}
        kept = [row for row in self.rows if row_of(row) not in wrong] if more else self.rows
        return Reading(self.table, kept, _in_order([*self.errors, *more], self.table))


class Phrase(NamedTuple):
    english: str
    chinese: str


_INVALID: Final = "invalid"

#: How a flaw is worded in the marked-up workbook (Chinese) and in plain reports.
PHRASES: Final[Mapping[Why, Phrase]] = {
    Why.MISSING: Phrase("missing", "必填，不能为空"),
    Why.TOO_LONG: Phrase(_INVALID, "内容过长"),
    Why.DAMAGED: Phrase(_INVALID, "被表格软件改成了数字或日期，请按文本重新录入"),
    Why.NOT_A_NUMBER: Phrase(_INVALID, "不是数字"),
    Why.NOT_AN_AMOUNT: Phrase("not an amount", "不是金额"),
    Why.NEGATIVE: Phrase(_INVALID, "不能是负数"),
    Why.NOT_POSITIVE: Phrase(_INVALID, "必须大于零"),
    Why.TOO_LARGE: Phrase(_INVALID, "数值过大"),
    Why.TOO_PRECISE: Phrase(_INVALID, "小数位数过多"),
    Why.NOT_WHOLE: Phrase(_INVALID, "必须是整数"),
    Why.NOT_A_PERCENTAGE: Phrase(_INVALID, "不是百分比"),
    Why.NOT_A_DATE: Phrase(_INVALID, "不是日期"),
    Why.NOT_A_TIME: Phrase(_INVALID, "不是时间"),
    Why.OUT_OF_RANGE: Phrase(_INVALID, "超出合理范围"),
    Why.NOT_YES_OR_NO: Phrase(_INVALID, "请填“是”或“否”"),
    Why.NOT_IN_LIST: Phrase(_INVALID, "不在可选项之内"),
    Why.NOT_A_PHONE: Phrase(_INVALID, "不是有效的电话号码"),
    Why.ID_DAMAGED: Phrase("ID damaged by the spreadsheet", "证件号码被表格软件改成了数字"),
    Why.ID_15_DIGIT: Phrase("15-digit ID", "15位旧证件号码，请填18位"),
    Why.ID_LENGTH: Phrase(_INVALID, "证件号码位数不对"),
    Why.ID_CHARACTERS: Phrase(_INVALID, "证件号码含有不应出现的字符"),
    Why.ID_CHECK_DIGIT: Phrase("ID check digit", "证件号码校验位不符"),
    Why.ID_DATE: Phrase(_INVALID, "证件号码中的出生日期不对"),
    Why.DUPLICATE: Phrase("duplicate", "重复"),
    Why.END_BEFORE_START: Phrase("end before start", "止期早于起期"),
    Why.UNKNOWN_UNIT: Phrase("unknown unit", "房源编码不存在"),
    Why.UNIT_ALREADY_LET: Phrase("unit already let", "该房源已出租"),
    Why.INCOME_OR_EXPENSE: Phrase(_INVALID, "收入与支出必须且只能填一项"),
    Why.SERIAL_REUSED: Phrase("duplicate", "流水号重复而金额不同"),
    Why.DOES_NOT_TIE: Phrase(_INVALID, "与同行其他数字或账面对不上"),
    Why.WITHOUT_A_HEAD: Phrase(_INVALID, "共同居住人上方没有承租人"),
    Why.ALREADY_ELIGIBLE: Phrase("eligible already", "已有有效资格，变更请逐户办理"),
    Why.BANNED: Phrase("banned", "在不得再申请期内"),
}


def _in_order(errors: list[CellError], table: Table) -> list[CellError]:
    """From the top of the sheet to its end, and in a row from left to right."""
    place = {table.headers[field]: place for field, place in table.positions.items()}
    return sorted(errors, key=lambda error: (error.row, place.get(error.column, 0)))
