"""What is due for a month that is lived in only in part (不足月): five bases, always with a cap.

Source: domain.md 6.5 and E1. A whole month is the whole rent on every basis; every charge line is
rounded once, half up, and never exceeds the month's rent. Each basis has an integer form, which
the billing statement repeats word for word in SQL.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.calendar import Month, Period
from domain.money import ZERO, Money

_HALF_MONTH: Final = 15


class Basis(StrEnum):
    """How a broken month is counted: parameter `rent.proration_basis`, and every rent rule."""

    ACTUAL_DAYS = "actual_days"
    FIXED_30 = "fixed_30"
    YEAR_365 = "year_365"
    HALF_MONTH = "half_month"
    FULL_MONTH = "full_month"


def due_for(
    monthly: Money,
    occupied: Period,
    month: Month,
    basis: Basis = Basis.ACTUAL_DAYS,
    *,
    unit_fen: int = 1,
) -> Money:
    """The rent of `month` for the days of it in `occupied`, rounded half up to `unit_fen`.

    No day is nothing, every day is `monthly` exactly; in between never more than `monthly`.
    """
    days = occupied.days_in(month)
    if days == 0:
        return ZERO
    if days == month.days:
        return monthly
    parts, whole = _share(occupied, month, days)[basis]
    return Money(min(monthly.fen, _rounded(monthly.fen * parts, whole, unit_fen)))


def due_for_parts(
    parts: Sequence[tuple[Money, Period]],
    month: Month,
    basis: Basis = Basis.ACTUAL_DAYS,
    *,
    unit_fen: int = 1,
) -> Money:
    """The rent of a month in which it changes: each part's share of the days, rounded once (E3).

    The days lived there cost so much of a month's rent as the basis says, and each rent has of
    that what its days have of them; so the parts of one rent come to what it costs undivided,
    but for rounding. `parts` follow each other without a gap, each with its monthly rent.
    """
    lived = Period(parts[0][1].from_on, parts[-1][1].until_on)
    if len(parts) == 1:
        return due_for(parts[0][0], lived, month, basis, unit_fen=unit_fen)
    days = lived.days_in(month)
    of_month, whole = (1, 1) if days == month.days else _share(lived, month, days)[basis]
    if of_month > whole:
        of_month, whole = 1, 1
    return Money(
        sum(
            _rounded(monthly.fen * of_month * part.days_in(month), whole * days, unit_fen)
            for monthly, part in parts
        )
    )


def occupied(charged_from: date, last_on: date | None, *, last_day_counted: bool = True) -> Period:
    """The days that rent runs for: the first is counted, the last when keys came back that day.

    `last_on`: the day the keys came back, None while the household lives there. With
    `last_day_counted` off (parameter `rent.last_day_counted`) it costs nothing.
    Raises PeriodInvalid when it ends before it begins.
    """
    if last_on is None or last_day_counted:
        return Period.inclusive(charged_from, last_on)
    return Period(charged_from, last_on)


def _share(occupied: Period, month: Month, days: int) -> dict[Basis, tuple[int, int]]:
    """Per basis the part of the month's rent that is due, as a fraction."""
    return {
        Basis.ACTUAL_DAYS: (days, month.days),
        Basis.FIXED_30: (days, 30),
        Basis.YEAR_365: (12 * days, 365),
        Basis.HALF_MONTH: (_halves(occupied, month), 2),
        Basis.FULL_MONTH: (1, 1),
    }


def _halves(occupied: Period, month: Month) -> int:
    """How many halves of the month (to the 15th, from the 16th) at least a day lies in."""
    middle = month.first + timedelta(days=_HALF_MONTH)
    begins_before = occupied.from_on < middle
    ends_after = occupied.until_on is None or occupied.until_on > middle
    return begins_before + ends_after


def _rounded(numerator: int, denominator: int, unit_fen: int) -> int:
    """Half up in whole numbers only, as domain.money.half_up says for n/d ≥ 0."""
    return unit_fen * ((2 * numerator + denominator * unit_fen) // (2 * denominator * unit_fen))
