"""Late fees 滞纳金 by the day, and the ceiling above which a rate needs a legal warning."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from domain.money import Money, half_up

_DAYS_A_YEAR: Final = 365
#: 最高人民法院 民间借贷规定 Art. 25: four times the one-year loan prime rate.
_TIMES_LPR: Final = 4


def late_fee(principal: Money, days: int, rate_a_day: Decimal | Fraction) -> Money:
    """Simple, never more than the principal, rounded once (parameter `rent.late_fee`)."""
    fee = half_up(principal.fen * Fraction(rate_a_day) * days)
    return Money(min(fee, principal.fen))


def ceiling_a_day(lpr: Decimal) -> Fraction:
    """The highest lawful rate of a day. `lpr` is a yearly ratio, 0.031 for 3.10 %."""
    return Fraction(lpr) * _TIMES_LPR / _DAYS_A_YEAR


def rate_a_year(rate_a_day: Decimal | Fraction) -> Fraction:
    """The same rate as a yearly ratio: 0.02 a day is 7.3, so 730 %."""
    return Fraction(rate_a_day) * _DAYS_A_YEAR


def needs_warning(rate_a_day: Decimal | Fraction, lpr: Decimal) -> bool:
    """Whether a configured rate lies above the ceiling."""
    return Fraction(rate_a_day) > ceiling_a_day(lpr)
