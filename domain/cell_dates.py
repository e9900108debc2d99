"""A cell of an office's spreadsheet becomes a date or a time of day, or the reason why not."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.cells import Cell, CellInvalid, Why, text

_DATE: Final = re.compile(
    r"([0-9]{4})(?:([-./])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日?)"
    r"(?: 0{1,2}:00(?::00)?)?"
)
_EIGHT_DIGITS: Final = re.compile(r"[0-9]{8}")
_TIME: Final = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|([0-9]{2})([0-9]{2})([0-9]{2})")

#: Day 0 of spreadsheet serials; from 61 on (1 March 1900) it is right in every program.
_SERIAL_ORIGIN: Final = date(1899, 12, 30)
_EARLIEST: Final = date(1900, 3, 1)
_LATEST: Final = date(2199, 12, 31)
_LAST_SERIAL: Final = (_LATEST - _SERIAL_ORIGIN).days


def date_of(cell: Cell) -> date:
    """`2025-4-1`, `2025/4/1`, `2025.04.01`, `20250401`, `2025年4月1日`, or a serial (45748)."""
    if isinstance(cell, datetime):
        return _believable(cell.date())
    if isinstance(cell, date):
        return _believable(cell)
    plain = text(cell)
    if match := _DATE.fullmatch(plain):
        year, _, month, day, chinese_month, chinese_day = match.groups()
        return _day(year, month or chinese_month, day or chinese_day)
    if _EIGHT_DIGITS.fullmatch(plain):
        return _day(plain[:4], plain[4:6], plain[6:])
    if isinstance(cell, float):
        return _day_of_serial(cell)
    return _day_of_serial(_serial_in(plain))


def time_of(cell: Cell) -> time:
    """The time of day: `04:08:54`, `040854`, `04:08`, or a spreadsheet's own."""
    if isinstance(cell, (datetime, time)):
        clock = cell.time() if isinstance(cell, datetime) else cell
        return clock.replace(microsecond=0)
    plain = text(cell)
    if plain[1:2] == ":" or (len(plain) == len("40854") and plain.isdecimal()):
        plain = f"0{plain}"  # 4:08:54, and a number that has lost its leading zero
    match = _TIME.fullmatch(plain)
    if match is None:
        raise CellInvalid(Why.NOT_A_TIME)
    try:
        return time.fromisoformat(":".join(part for part in match.groups() if part))
    except ValueError:
        raise CellInvalid(Why.NOT_A_TIME) from None


def _day(year: str, month: str, day: str) -> date:
    try:
        return _believable(date(int(year), int(month), int(day)))
    except ValueError:
        raise CellInvalid(Why.NOT_A_DATE) from None


def _serial_in(plain: str) -> float:
    """The serial a text holds; a column formatted as text keeps dates that way."""
    if not (plain.isascii() and plain.isdigit() and len(plain) == len("45748")):
        raise CellInvalid(Why.NOT_A_DATE)
    return float(plain)


def _day_of_serial(serial: float) -> date:
    if not 0 < serial <= _LAST_SERIAL:
        raise CellInvalid(Why.NOT_A_DATE)
    return _believable(_SERIAL_ORIGIN + timedelta(days=int(serial)))


def _believable(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise CellInvalid(Why.OUT_OF_RANGE)
    return day
