"""What a home costs that is kept after the relocation period (逾期腾退租金, E13).

The billing run goes on charging the contract's rent; what the table makes of it above that is a
charge of its own, so that the operator never has to advance it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from domain.calendar import Month, Period
from domain.money import ZERO, Money, multiply
from domain.proration import Basis, due_for


@dataclass(frozen=True, slots=True)
class HoldoverStep:
    """The factor on market rent through the `through_month`-th month; None is without end."""

    through_month: int | None
    factor: Decimal


#: Parameter `exit.holdover_rate_table`: market rent. Chenzhou has 6 × 1.0, 6 × 1.2, then 1.5.
AT_MARKET = (HoldoverStep(None, Decimal(1)),)


def table_of(rows: Sequence[Mapping[str, Any]]) -> tuple[HoldoverStep, ...]:
    """The parameter's rows as steps."""
    return tuple(HoldoverStep(row["through_month"], Decimal(row["factor"])) for row in rows)


def holdover_rent(
    market: Money, month_number: int, table: Sequence[HoldoverStep] = AT_MARKET
) -> Money:
    """The rent of the `month_number`-th month (from 1); after the table's end, its last factor."""
    for step in table:
        if step.through_month is None or month_number <= step.through_month:
            return multiply(market, step.factor)
    return multiply(market, table[-1].factor)


@dataclass(frozen=True, slots=True)
class HoldoverMonth:
    """A calendar month of staying on: for which days, and what they cost by the table."""

    month: Month
    period: Period
    monthly: Money
    due: Money


def holdover_months(
    market: Money,
    stayed: Period,
    table: Sequence[HoldoverStep] = AT_MARKET,
    *,
    basis: Basis = Basis.ACTUAL_DAYS,
    unit_fen: int = 1,
) -> list[HoldoverMonth]:
    """Every calendar month of `stayed`, which has an end; the month it begins in is the first."""
    months = stayed.months()
    return [
        HoldoverMonth(
            month,
            Period(max(stayed.from_on, month.first), min(_end(stayed), month.next.first)),
            monthly := holdover_rent(market, number, table),
            due_for(monthly, stayed, month, basis, unit_fen=unit_fen),
        )
        for number, month in enumerate(months, 1)
    ]


def above_contract(due: Money, contract: Money) -> Money:
    """What the month costs beyond the contract's rent of the same days; never below nothing."""
    return max(due - contract, ZERO)


def _end(stayed: Period) -> date:
    assert stayed.until_on is not None
    return stayed.until_on
