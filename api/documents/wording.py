"""How figures and days are written on paper: 1,234.56, 2026-05-11, 2026年4月, 〔2026〕12号."""

from datetime import date
from decimal import Decimal

from domain.calendar import Month
from domain.money import Money


def yuan(amount: Money | None) -> str:
    """Yuan with two places and thousands, without a sign of currency; what is not, is blank."""
    return "" if amount is None else f"{amount.as_yuan():,.2f}"


def decimal(value: Decimal) -> str:
    """As many places as it has, with thousands: 35,560 and 1,185.3333."""
    return f"{value:,f}"


def percent(ratio: Decimal) -> str:
    """0.06 is 6%, 0.4991 is 49.91%."""
    return f"{(ratio * 100).normalize():f}%"


def day(on: date | None) -> str:
    """A day as columns have it."""
    return "" if on is None else on.isoformat()


def day_in_words(on: date) -> str:
    """A day as sentences have it."""
    return f"{on.year}年{on.month}月{on.day}日"


def month_in_words(month: Month) -> str:
    """A month as sentences have it."""
    return f"{month.year}年{month.number}月"


def document_number(year: int, serial: int, *, issuer: str = "") -> str:
    """文号: the issuer's word, the year in its own brackets, and the running number."""
    return f"{issuer}〔{year}〕{serial}号"
