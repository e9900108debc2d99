"""A cell of an office's spreadsheet becomes a value, or the reason why it cannot.

The notations are those offices really use: full-width digits, padded text, 元 and ㎡ behind the
figure, commas between thousands, dates written four ways, and spreadsheet serials.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from domain.errors import Invalid
from domain.money import MAX_FEN, Money

#: What a spreadsheet can hold in one place. A `datetime` is a `date`; an empty cell is "".
Cell: TypeAlias = str | float | date | time

#: A spreadsheet keeps 15 digits of a number; longer numbers have lost their end.
_DIGITS_KEPT: Final = 10**15
_LONGEST_TEXT: Final = 1_000

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_QUOTE_MARK: Final = "'`’"

_NUMBER: Final = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.([0-9]{1,15}))?")
_MONEY_SIGN: Final = "¥"
_MONEY_WORD: Final = re.compile(r"元整?$")
_AREA_WORD: Final = re.compile(r"(?:m2|平方米|平米|平)$", re.IGNORECASE)
_RATE_WORD: Final = re.compile(r"元?(?:/(?:m2|平方米|平米)?)?(?:[·./]?月)?$", re.IGNORECASE)
_COUNT_WORD: Final = re.compile(r"[层年人户口套]$")

_AREA_PLACES, _RATE_PLACES, _SHARE_PLACES = 2, 4, 4
_LARGEST_AREA: Final = 100_000
_LARGEST_RATE: Final = 100_000
_LARGEST_COUNT: Final = 1_000_000

_YES_NO: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("是", "有", "Y", "YES", "TRUE", "1", "√", "✓"), True),
    **dict.fromkeys(("否", "无", "没有", "N", "NO", "FALSE", "0", "×"), False),
}


class Why(StrEnum):
    """What can be wrong with a cell. Stable: reports and catalogues name these."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    DAMAGED = "damaged"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_AMOUNT = "not_an_amount"
    NEGATIVE = "negative"
    NOT_POSITIVE = "not_positive"
    TOO_LARGE = "too_large"
    TOO_PRECISE = "too_precise"
    NOT_WHOLE = "not_whole"
    NOT_A_PERCENTAGE = "not_a_percentage"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    OUT_OF_RANGE = "out_of_range"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_IN_LIST = "not_in_list"
    NOT_A_PHONE = "not_a_phone"
    ID_DAMAGED = "id_damaged"
    ID_15_DIGIT = "id_15_digit"
    ID_LENGTH = "id_length"
    ID_CHARACTERS = "id_characters"
    ID_CHECK_DIGIT = "id_check_digit"
    ID_DATE = "id_date"
    DUPLICATE = "duplicate"
    END_BEFORE_START = "end_before_start"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_ALREADY_LET = "unit_already_let"
    INCOME_OR_EXPENSE = "income_or_expense"
    SERIAL_REUSED = "serial_reused"
    WITHOUT_A_HEAD = "without_a_head"
    ALREADY_ELIGIBLE = "already_eligible"
    BANNED = "banned"
    DOES_NOT_TIE = "does_not_tie"


class CellInvalid(Invalid):
    """A cell that cannot be read; `why` is a Why. It never carries the value."""

    def __init__(self, why: Why) -> None:
        super().__init__(why=why)
        self.why = why


def text(cell: Cell) -> str:
    """Half-width (NFKC), without invisible marks, padding, and more than one blank in a row.

    A number becomes its digits, a date its ISO form. Raises `too_long`, and `damaged` for a
    number of more than the 15 digits a spreadsheet keeps.
    """
    if isinstance(cell, str):
        if len(cell) > _LONGEST_TEXT:
            raise CellInvalid(Why.TOO_LONG)
        plain = cell if cell.isprintable() else _UNSEEN.sub("", cell)
        if not plain.isascii():
            plain = unicodedata.normalize("NFKC", plain)
        return " ".join(plain.split())
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return _digits(cell)


def code(cell: Cell) -> str:
    """A number by which a thing is called: upper case, no blanks, one kind of hyphen.

    The apostrophe or tab that keeps a spreadsheet from counting with it goes too. Raises
    `damaged` where a spreadsheet made a quantity or a date of it.
    """
    if isinstance(cell, (date, time)):
        raise CellInvalid(Why.DAMAGED)
    plain = "".join(text(cell).lstrip(_QUOTE_MARK).split()).upper()
    return plain if plain.isascii() else plain.translate(_DASHES)


def area(cell: Cell) -> Decimal:
    """Square metres, more than none, two decimals: `58.00`, ` 36.40 `, `58.00㎡`."""
    value = _decimal(cell, _AREA_WORD, Why.NOT_A_NUMBER)
    if value <= 0:
        raise CellInvalid(Why.NOT_POSITIVE)
    return _bounded(value, _AREA_PLACES, _LARGEST_AREA)


def rate(cell: Cell) -> Decimal:
    """Yuan per square metre and month, more than none, four decimals: `5.20元`, 5.2."""
    value = _decimal(cell, _RATE_WORD, Why.NOT_A_NUMBER)
    if value <= 0:
        raise CellInvalid(Why.NOT_POSITIVE)
    return _bounded(value, _RATE_PLACES, _LARGEST_RATE)


def amount(cell: Cell) -> Money:
    """Yuan, none or more, whole fen: `301.60元`, `1,000.00`, `¥301.6`, 301.6. Never rounded."""
    money = signed_amount(cell)
    if money.fen < 0:
        raise CellInvalid(Why.NEGATIVE)
    return money


def signed_amount(cell: Cell) -> Money:
    """As `amount`, and below nothing as well: the balance of an account."""
    sign, whole, fraction = _number(cell, _MONEY_WORD, Why.NOT_AN_AMOUNT)
    if len(fraction) > len("00"):
        raise CellInvalid(Why.TOO_PRECISE)
    fen = int(whole) * 100 + int(fraction.ljust(2, "0"))
    if fen > MAX_FEN:
        raise CellInvalid(Why.TOO_LARGE)
    return Money(-fen if sign == "-" else fen)


def percent(cell: Cell) -> Decimal:
    """A share from 0 to 1, four decimals: `80%` and 0.8 are the same. A bare 80 is refused."""
    plain = text(cell)
    is_percentage = plain.endswith("%")
    value = _decimal(plain.removesuffix("%"), None, Why.NOT_A_PERCENTAGE)
    share = value / 100 if is_percentage else value
    if not 0 <= share <= 1:
        raise CellInvalid(Why.OUT_OF_RANGE)
    return _bounded(share, _SHARE_PLACES, 1)


def yes_no(cell: Cell) -> bool:
    """是 or 有 against 否 or 无, and what programs write for them."""
    answer = _YES_NO.get(text(cell).upper())
    if answer is None:
        raise CellInvalid(Why.NOT_YES_OR_NO)
    return answer


def whole_number(cell: Cell) -> int:
    """A count or a storey: 6, `6`, `6层`, `2013年`, -1."""
    value = _decimal(cell, _COUNT_WORD, Why.NOT_A_NUMBER)
    if value != value.to_integral_value():
        raise CellInvalid(Why.NOT_WHOLE)
    if abs(value) > _LARGEST_COUNT:
        raise CellInvalid(Why.TOO_LARGE)
    return int(value)


def _digits(number: float) -> str:
    if number != number or abs(number) >= _DIGITS_KEPT:  # noqa: PLR0124 - only NaN differs
        raise CellInvalid(Why.DAMAGED)
    if number == int(number):
        return str(int(number))
    plain = format(Decimal(format(number, ".15g")), "f")
    return plain.rstrip("0") if "." in plain else plain


def _number(cell: Cell, word: re.Pattern[str] | None, why: Why) -> tuple[str, str, str]:
    """Sign, whole part and decimals (without closing zeros beyond two) of a written number."""
    match = _NUMBER.fullmatch(cell) if isinstance(cell, str) else None
    if match is None:
        plain = _unpadded(cell, why)
        if word is not None:
            plain = word.sub("", plain.removeprefix(_MONEY_SIGN))
        match = _NUMBER.fullmatch(plain)
    if match is None:
        raise CellInvalid(why)
    sign, whole, fraction = match.groups("")
    return sign, whole.replace(",", ""), fraction[:2] + fraction[2:].rstrip("0")


def _unpadded(cell: Cell, why: Why) -> str:
    if isinstance(cell, (date, time)):
        raise CellInvalid(why)
    return text(cell).replace(" ", "") if isinstance(cell, str) else _digits(cell)


def _decimal(cell: Cell, word: re.Pattern[str] | None, why: Why) -> Decimal:
    sign, whole, fraction = _number(cell, word, why)
    return Decimal(f"{sign}{whole}.{fraction or 0}")


def _bounded(value: Decimal, places: int, largest: int) -> Decimal:
    if value > largest:
        raise CellInvalid(Why.TOO_LARGE)
    exact = value.quantize(Decimal(1).scaleb(-places))
    if exact != value:
        raise CellInvalid(Why.TOO_PRECISE)
    return exact
