"""What a home costs that is kept after the relocation period (逾期腾退租金, E13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.money import Money, multiply


@dataclass(frozen=True, slots=True)
class HoldoverStep:
    """The factor on market rent through the `through_month`-th month; None is without end."""

    through_month: int | None
    factor: Decimal


#: Parameter `exit.holdover_rate_table`: market rent. Chenzhou has 6 × 1.0, 6 × 1.2, then 1.5.
AT_MARKET = (HoldoverStep(None, Decimal(1)),)


def holdover_rent(
    market: Money, month_number: int, table: Sequence[HoldoverStep] = AT_MARKET
) -> Money:
    """The rent of the `month_number`-th month (from 1); after the table's end, its last factor."""
    for step in table:
        if step.through_month is None or month_number <= step.through_month:
            return multiply(market, step.factor)
    return multiply(market, table[-1].factor)
