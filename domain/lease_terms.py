"""A lease's rent over time: terms that hold from a day on, and what a change of them comes to.

The paper's own terms hold from the hand-over; a change (a tier 租金档次, a new sum) is a row with
the day from which it holds. Nothing is edited: of two rows from the same day the later holds. By
default a change begins with the next month; from the day itself where the city says so
(parameter `lease.change_from`). What was charged already is put right by difference lines, and
further back than that only where the purchaser's approver says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import Month, Period
from domain.errors import Invalid, Refused
from domain.money import ZERO, Money
from domain.proration import Basis, due_for_parts
from domain.states import Machine


class ChangeFrom(StrEnum):
    NEXT_MONTH = "next_month"
    FROM_THE_DAY = "from_the_day"


class TermsState(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"
    REJECTED = "rejected"


class TermsEvent(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


_S, _E = TermsState, TermsEvent

MACHINE: Final = Machine(
    "lease_terms",
    {(_S.DRAFTED, _E.APPROVE): _S.APPROVED, (_S.DRAFTED, _E.REJECT): _S.REJECTED},
)
ACTORS: Final[Mapping[TermsEvent, Permission]] = {
    _E.APPROVE: Permission.APPROVE_TERMS,
    _E.REJECT: Permission.APPROVE_TERMS,
}


class TermsRetroactive(Refused):
    """The terms reach back behind the day on which such a decision takes effect; the approver
    must say that they are meant to.
    """


class DecidedInFuture(Invalid):
    """The day of the decision is still to come."""


@dataclass(frozen=True, slots=True)
class RentFrom:
    """A monthly rent, and the day from which it holds."""

    valid_from: date
    monthly: Money


def takes_effect(decided_on: date, rule: ChangeFrom) -> date:
    """The day from which a decision of that day holds, unless it says another."""
    return decided_on if rule is ChangeFrom.FROM_THE_DAY else Month.of(decided_on).next.first


def require_not_retroactive(valid_from: date, effect_on: date) -> None:
    """Raises TermsRetroactive."""
    if valid_from < effect_on:
        raise TermsRetroactive(valid_from=valid_from.isoformat(), effect_on=effect_on.isoformat())


def parts_of(
    period: Period, paper: Money, changes: Iterable[RentFrom]
) -> list[tuple[Money, Period]]:
    """The period, which has an end, by the rent in force: whole when it does not change.

    `changes` in the order in which they were made: of one day the last holds.
    """
    assert period.until_on is not None
    by_day = {one.valid_from: one.monthly for one in changes}
    before = [day for day in by_day if day <= period.from_on]
    rent = by_day[max(before)] if before else paper
    parts: list[tuple[Money, Period]] = []
    begins = period.from_on
    for day in sorted(day for day in by_day if period.from_on < day < period.until_on):
        parts.append((rent, Period(begins, day)))
        begins, rent = day, by_day[day]
    return [*parts, (rent, Period(begins, period.until_on))]


@dataclass(frozen=True, slots=True)
class Charged:
    """A month's rent as it stands: for which days, counted how, and what was made of it so far.

    `amount` has the differences of earlier changes in it.
    """

    month: Month
    period: Period
    basis: Basis
    unit_fen: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Difference:
    """What a month must be put right by: `due` less `was`."""

    month: Month
    period: Period
    was: Money
    due: Money

    @property
    def amount(self) -> Money:
        return self.due - self.was


def differences(
    charged: Iterable[Charged], paper: Money, changes: Sequence[RentFrom], valid_from: date
) -> list[Difference]:
    """The months that the change from `valid_from` on makes wrong, the oldest first."""
    found: list[Difference] = []
    for one in sorted(charged, key=lambda one: one.month):
        if one.period.until_on is None or one.period.until_on <= valid_from:
            continue
        parts = parts_of(one.period, paper, changes)
        due = due_for_parts(parts, one.month, one.basis, unit_fen=one.unit_fen)
        if due != one.amount:
            found.append(Difference(one.month, one.period, one.amount, due))
    return found


def beyond(
    charged: Iterable[Charged], paper: Money, changes: Sequence[RentFrom], until_on: date
) -> list[Difference]:
    """What was charged for days from `until_on` on, once the lease ends there (E2, E11)."""
    found: list[Difference] = []
    for one in sorted(charged, key=lambda one: one.month):
        if one.period.until_on is None or one.period.until_on <= until_on:
            continue
        due = ZERO
        if one.period.from_on < until_on:
            parts = parts_of(Period(one.period.from_on, until_on), paper, changes)
            due = due_for_parts(parts, one.month, one.basis, unit_fen=one.unit_fen)
        if due < one.amount:
            found.append(Difference(one.month, one.period, one.amount, due))
    return found


def supplementary(found: Iterable[Difference]) -> tuple[Money, Period] | None:
    """The one line for everything that was charged too little, and the days it is for (E4)."""
    short = [one for one in found if one.amount > ZERO]
    if not short:
        return None
    ends = [one.period.until_on for one in short if one.period.until_on is not None]
    amount = sum((one.amount.fen for one in short), 0)
    return Money(amount), Period(short[0].period.from_on, max(ends))
