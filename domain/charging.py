"""What a billing run decides about one lease: charged, and how much; or skipped, or refused.

This is the specification of the run's one statement (persistence/rent/charging.py), which a
property test holds to it. Every lease of the project gets a verdict: what is wrong with one
neither stops the others nor goes unseen (domain.md 5.4, 5.9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from domain.calendar import Month, Period
from domain.housing import UnitState
from domain.lease_terms import RentFrom, parts_of
from domain.leases import LeaseState
from domain.money import MAX_FEN, Money
from domain.proration import Basis, due_for_parts
from domain.rent import PLAIN, RentInputs, RentResult, RentRule, Tier, monthly_rent

_S = LeaseState


class Outcome(StrEnum):
    CHARGED = "charged"
    SKIPPED = "skipped"
    REFUSED = "refused"


class Why(StrEnum):
    """Why a lease has no charge. Who runs the billing looks after what was refused."""

    ALREADY_CHARGED = "already_charged"
    NOT_SIGNED = "not_signed"
    NOT_MOVED_IN = "not_moved_in"
    VOID = "void"
    NOT_STARTED = "not_started"
    VACATED = "vacated"
    ENDED = "ended"
    ENDS_BEFORE_START = "ends_before_start"
    ENDED_NOT_VACATED = "ended_not_vacated"
    RETURN_DATE_MISSING = "return_date_missing"
    UNIT_WITHDRAWN = "unit_withdrawn"
    RENT_OUT_OF_RANGE = "rent_out_of_range"


#: Something is wrong with the lease's facts, and a person must put it right.
REFUSALS: Final = frozenset(
    {
        Why.ENDS_BEFORE_START,
        Why.ENDED_NOT_VACATED,
        Why.RETURN_DATE_MISSING,
        Why.UNIT_WITHDRAWN,
        Why.RENT_OUT_OF_RANGE,
    }
)

#: States in which no rent runs yet, or never did.
NOT_CHARGED: Final[Mapping[LeaseState, Why]] = {
    _S.DRAFT: Why.NOT_SIGNED,
    _S.EXPLAINED: Why.NOT_SIGNED,
    _S.PENDING_SIGN: Why.NOT_SIGNED,
    _S.SIGNED: Why.NOT_MOVED_IN,
    _S.VOID: Why.VOID,
}
#: Rent runs on at the contract's sum until the keys are back, whatever day the paper names.
RUNS_ON: Final = frozenset({_S.RELOCATION, _S.HOLDOVER, _S.SUSPENDED})
#: Units that nobody can be living in.
UNLET: Final = frozenset({UnitState.DRAFT, UnitState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Terms:
    """How a project's month is charged: from its rent rule and the parameters of that day."""

    basis: Basis = Basis.ACTUAL_DAYS
    unit_fen: int = 1
    last_day_counted: bool = True
    due_day: int = 10

    def due_on(self, month: Month, from_on: date) -> date:
        """The due day of the month; nobody owes before the first day lived there."""
        day = month.first + timedelta(days=min(self.due_day, month.days) - 1)
        return max(day, from_on)


@dataclass(frozen=True, slots=True)
class LeaseFacts:
    """What the run knows of a lease. `ends_on` is the last day on paper, `monthly_rent` the rent
    on it; `changes` are the rents that hold from later days on, in the order they were made.
    """

    state: LeaseState
    charged_from: date
    ends_on: date
    vacated_on: date | None
    monthly_rent: Money
    unit_state: UnitState = UnitState.LEASED
    is_charged: bool = False
    changes: tuple[RentFrom, ...] = ()

    def until_on(self, terms: Terms) -> date | None:
        """The first day that is not charged any more; None while rent runs on."""
        if self.vacated_on is not None:
            return self.vacated_on + timedelta(days=terms.last_day_counted)
        if self.state in RUNS_ON:
            return None
        return self.ends_on + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A charge to be raised: for which days, how much, and when it is due."""

    period: Period
    amount: Money
    due_on: date


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    why: Why | None
    due: Due | None


def verdict(lease: LeaseFacts, month: Month, terms: Terms) -> Verdict:
    """What becomes of the lease in this month's run."""
    why = _why_not(lease, month, terms)
    if why is not None:
        return Verdict(Outcome.REFUSED if why in REFUSALS else Outcome.SKIPPED, why, None)
    until = lease.until_on(terms)
    after = month.next.first
    from_on = max(lease.charged_from, month.first)
    period = Period(from_on, after if until is None else min(until, after))
    parts = parts_of(period, lease.monthly_rent, lease.changes)
    amount = due_for_parts(parts, month, terms.basis, unit_fen=terms.unit_fen)
    return Verdict(Outcome.CHARGED, None, Due(period, amount, terms.due_on(month, from_on)))


def _why_not(lease: LeaseFacts, month: Month, terms: Terms) -> Why | None:
    """The first reason that holds, in this order."""
    until = lease.until_on(terms)
    first_day = max(lease.charged_from, month.first)
    is_over = until is not None and until <= first_day
    reasons = (
        (lease.is_charged, Why.ALREADY_CHARGED),
        (lease.state in NOT_CHARGED, NOT_CHARGED.get(lease.state)),
        (
            until is not None and until < lease.charged_from and month.first <= lease.charged_from,
            Why.ENDS_BEFORE_START,
        ),
        (lease.charged_from > month.last, Why.NOT_STARTED),
        (is_over and lease.vacated_on is not None, Why.VACATED),
        (is_over and lease.state is _S.TERMINATED, Why.ENDED),
        (is_over, Why.ENDED_NOT_VACATED),
        (lease.state is _S.TERMINATED and lease.vacated_on is None, Why.RETURN_DATE_MISSING),
        (lease.unit_state in UNLET, Why.UNIT_WITHDRAWN),
        (lease.monthly_rent.fen > MAX_FEN, Why.RENT_OUT_OF_RANGE),
    )
    return next((why for holds, why in reasons if holds), None)


def rule_rent(
    price_per_m2: Decimal,
    area_m2: Decimal,
    tier: Tier,
    *,
    rule: RentRule | None = None,
    household_size: int = 1,
    features: Mapping[str, Any] | None = None,
    discount: Decimal | None = None,
) -> RentResult:
    """The rent that the rule gives for a home, to hold beside the rent agreed on paper.

    Without a rule it is price × area less the paper's discount (减免比例, 0.3 is 30 % off).
    """
    inputs = RentInputs(
        price_per_m2=price_per_m2,
        area_m2=area_m2,
        tier=tier,
        household_size=household_size,
        features=features,
        discount=discount,
    )
    return monthly_rent(rule or PLAIN, inputs)


def differs_notably(now: Money, before: Money, tolerance_percent: Decimal) -> bool:
    """Whether a month's total must be explained: it left the tolerance around the last one."""
    if not before:
        return False
    return abs((now - before).fen) * 100 > abs(before.fen) * tolerance_percent
