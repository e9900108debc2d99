"""How figures for charts are cut: ages of debts, and rates that say what they are of."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.calendar import months_after
from domain.indicators import rate


class Age(StrEnum):
    """How many months a debt is old, or how many a household owes."""

    ONE = "1"
    TWO_TO_THREE = "2_3"
    FOUR_TO_SIX = "4_6"
    OVER_SIX = "over_6"


#: The last month that belongs to an age; the oldest has no end.
LAST_MONTH: Final[Mapping[Age, int | None]] = {
    Age.ONE: 1,
    Age.TWO_TO_THREE: 3,
    Age.FOUR_TO_SIX: 6,
    Age.OVER_SIX: None,
}


def age_of_months(months: int) -> Age:
    """The age of so many months, at least one."""
    return next(age for age, last in LAST_MONTH.items() if last is None or months <= last)


def due_from(age: Age, today: date) -> date | None:
    """The earliest due day that an age takes in; None: there is no earliest.

    What was due up to a month ago is one month old. `domain.arrears` cuts at three and six.
    """
    last = LAST_MONTH[age]
    return None if last is None else months_after(today, -last)


def age_of_debt(due_on: date, today: date) -> Age:
    """How old a debt is that was due on `due_on`, before `today`."""
    return next(age for age, from_on in _starts(today) if from_on is None or due_on >= from_on)


def _starts(today: date) -> Iterator[tuple[Age, date | None]]:
    return ((age, due_from(age, today)) for age in Age)


def collection_rate(tenant_paid_fen: int, billed_fen: int, reduced_fen: int) -> Decimal | None:
    """租金收缴率, on tenants' money: what they paid of what was billed net of reductions.

    The operator's advance is not in it, or every month would be 100 %.
    """
    return rate(tenant_paid_fen, billed_fen - reduced_fen)
