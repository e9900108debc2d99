"""Arrears 欠缴: how many months are owed, and how old they are.

Everything is counted on what the *tenant* has paid: a month that the operator advanced is still
a month that the tenant owes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.calendar import Month
from domain.money import ZERO, Money

#: 公共租赁住房管理办法 Art. 29: six months in sum, consecutive or not.
EVICTION_MONTHS: Final = 6
#: Kinds of charge that are a month of rent; a late fee or a passed-on bill is money, not a month.
MONTHLY_KINDS: Final = ("rent", "holdover")


@dataclass(frozen=True, slots=True)
class MonthlyCharge:
    """A month's rent as the household sees it; `unpaid` is owed to treasury or operator."""

    month: Month
    due_on: date
    unpaid: Money


def overdue(charges: Iterable[MonthlyCharge], today: date) -> list[MonthlyCharge]:
    """What should have been paid before `today`, the oldest first. A rent of zero never is."""
    late = [charge for charge in charges if charge.unpaid > ZERO and charge.due_on < today]
    return sorted(late, key=lambda charge: (charge.due_on, charge.month))


def months_owed(charges: Iterable[MonthlyCharge], today: date) -> int:
    """How many months are in arrears, in sum, however little of each is missing."""
    return len({charge.month for charge in overdue(charges, today)})


@dataclass(frozen=True, slots=True)
class Debt:
    """A charge as arrears count it: `is_monthly` tells rent from what is money alone."""

    month: Month
    due_on: date
    unpaid: Money
    is_monthly: bool = True


@dataclass(frozen=True, slots=True)
class Carried:
    """What a household owes once a charge is due: its open part with that of every older one."""

    amount: Money
    months: int


def carried(debts: Iterable[Debt]) -> list[Carried]:
    """The household's arrears as each of its charges, oldest first, adds to them.

    The last one that is due tells what is overdue on any day, and how many months are. A charge
    of which nothing is open carries nothing.
    """
    owed, months, told = ZERO, set[Month](), list[Carried]()
    for debt in debts:
        if debt.unpaid > ZERO:
            owed += debt.unpaid
            months |= {debt.month} if debt.is_monthly else set()
        told.append(Carried(owed, len(months)) if debt.unpaid > ZERO else Carried(ZERO, 0))
    return told


def months_worth(outstanding: Money, monthly_rent: Money) -> int:
    """The other way to count: whole months of present rent in the sum owed."""
    return outstanding.fen // monthly_rent.fen if monthly_rent > ZERO else 0


class AgeBand(StrEnum):
    """How long it has gone on, by months owed."""

    NONE = "none"
    ONE_TO_THREE = "1_3"
    FOUR_TO_SIX = "4_6"
    OVER_SIX = "over_6"


_BANDS: Final = (
    (1, AgeBand.NONE),
    (4, AgeBand.ONE_TO_THREE),
    (7, AgeBand.FOUR_TO_SIX),
)


def age_band(months: int) -> AgeBand:
    return next((band for below, band in _BANDS if months < below), AgeBand.OVER_SIX)


def may_be_evicted(months: int, *, threshold: int = EVICTION_MONTHS) -> bool:
    """Whether the owner may sue for the home (parameter `arrears.evict_months_cumulative`)."""
    return months >= threshold
