"""What misuse costs besides the home (公租房办法 Art. 36, E14): back-rent and the fine's range.

The amounts are the bureau's decision. The program counts the back-rent and says how far a fine
may go; it never fines.
"""

from enum import StrEnum
from typing import Final

from domain.calendar import Period
from domain.errors import Refused
from domain.money import ZERO, Money, total
from domain.proration import Basis, due_for


class BackRentBasis(StrEnum):
    """Parameter `penalty.backrent_basis`: the market's rent, or what it is above the rent paid."""

    MARKET_LESS_PAID = "market_less_paid"
    MARKET = "market"


class FineAboveRange(Refused):
    """More than the law allows; `most_fen` is the most."""


_GAIN_TIMES: Final = 3


def back_rent(
    market: Money,
    contract: Money,
    misused: Period,
    *,
    basis: BackRentBasis = BackRentBasis.MARKET_LESS_PAID,
    proration: Basis = Basis.ACTUAL_DAYS,
) -> Money:
    """From the first day of misuse to its last, month by month, each rounded once."""
    paid = contract if basis is BackRentBasis.MARKET_LESS_PAID else ZERO
    monthly = max(market - paid, ZERO)
    return total(due_for(monthly, misused, month, proration) for month in misused.months())


def most_fine(gain: Money, *, without_gain: Money, with_gain: Money) -> Money:
    """The upper end of the range: up to 3 times an unlawful gain, and never above `with_gain`."""
    if not gain:
        return without_gain
    return min(Money(gain.fen * _GAIN_TIMES), with_gain)


def require_within_range(fine: Money, most: Money) -> None:
    """Raises FineAboveRange."""
    if fine > most:
        raise FineAboveRange(most_fen=most.fen, fine_fen=fine.fen)
