"""Figures that a month and a year are judged by (domain.md E16, E18, section 9.2)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from domain.money import Money, half_up

_PERCENT_OF: Final = 100
_HUNDREDTHS: Final = 100


def rate(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in percent, half up to two places; None when there is no whole.

    An indicator without a denominator is not zero: its weight goes to the others (11.1, 11).
    """
    if whole == 0:
        return None
    hundredths = half_up(Fraction(part * _PERCENT_OF * _HUNDREDTHS, whole))
    return Decimal(hundredths).scaleb(-2)


def money_rate(part: Money, whole: Money) -> Decimal | None:
    """The same for money, as the collection rate 收缴率: tenant money of what was billed."""
    return rate(part.fen, whole.fen)


def void_loss(monthly: Money, days: int, *, days_a_month: int = 30) -> Money:
    """Rent that a unit did not earn while it stood empty for `days` (空置损失), uncapped."""
    return Money(half_up(Fraction(monthly.fen * days, days_a_month)))


@dataclass(frozen=True, slots=True)
class Funding:
    """A year's rent beside what is paid from it in principle: the fee and the repairs."""

    rent: Money
    fee: Money
    repairs: Money

    @property
    def fee_rate(self) -> Decimal | None:
        """The service fee in percent of the rent."""
        return money_rate(self.fee, self.rent)

    @property
    def use_rate(self) -> Decimal | None:
        """Fee and repairs together in percent of the rent."""
        return money_rate(self.fee + self.repairs, self.rent)

    @property
    def is_short(self) -> bool:
        """Whether rent cannot carry both, so that the budget has to."""
        return self.fee + self.repairs > self.rent
