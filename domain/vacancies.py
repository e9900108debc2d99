"""Empty homes: since when, for which reason, for how long, and what it costs 空置.

All of it is derived from the unit's history and never entered by hand. A day belongs to the state
in which it ends: a home handed back and let again on the same day was not empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Final

from domain.calendar import Period
from domain.housing import UnitState
from domain.money import Money, multiply


class VacancyReason(StrEnum):
    """Why nobody lives there: derived from the state, never entered by hand."""

    NO_DEMAND = "no_demand"
    RESERVED = "reserved"
    UNDER_REPAIR = "under_repair"
    FROZEN = "frozen"


#: Empty homes and the reason; a long vacancy is a standing finding of auditors.
VACANT: Final[Mapping[UnitState, VacancyReason]] = {
    UnitState.AVAILABLE: VacancyReason.NO_DEMAND,
    UnitState.RESERVED: VacancyReason.RESERVED,
    UnitState.TURNOVER: VacancyReason.UNDER_REPAIR,
    UnitState.REPAIR: VacancyReason.UNDER_REPAIR,
    UnitState.FROZEN: VacancyReason.FROZEN,
}


def vacancy(state: UnitState, before: UnitState | None) -> VacancyReason | None:
    """Why nobody lives there; None where somebody does, or where it is no home yet.

    A frozen unit goes on being what it was when it was frozen: lived in, empty, or not yet
    accepted. `before` is the state it came from, None where the history begins.
    """
    if state is UnitState.FROZEN and before is not None and before not in VACANT:
        return None
    return VACANT.get(state)


def vacant_since(
    since: date | None, state: UnitState, before: UnitState | None, effective_on: date
) -> date | None:
    """The first day of the vacancy that runs after a step; `since` is what it was before it."""
    return (since or effective_on) if vacancy(state, before) else None


#: What a project has to let: neither drafts nor units that wait for acceptance or have left.
STOCK: Final = frozenset(UnitState) - {
    UnitState.DRAFT,
    UnitState.ACCEPTANCE,
    UnitState.WITHDRAWN,
    UnitState.FROZEN,
}


def in_stock(state: UnitState, before: UnitState | None) -> bool:
    """Whether the unit counts as let or empty; frozen, it counts as what it was before."""
    if state is UnitState.FROZEN:
        return before is None or before in STOCK
    return state in STOCK


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """A line of a unit's history, as far as vacancy goes."""

    effective_on: date
    from_state: UnitState | None
    to_state: UnitState


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in one state, the last one not included."""

    period: Period
    step: HistoryStep

    @property
    def days(self) -> int:
        assert self.period.until_on is not None
        return (self.period.until_on - self.period.from_on).days

    @property
    def reason(self) -> VacancyReason | None:
        return vacancy(self.step.to_state, self.step.from_state)


@dataclass(frozen=True, slots=True)
class Spell:
    """A vacancy from the keys coming back to the next household, reason by reason."""

    stretches: tuple[Stretch, ...]

    @property
    def period(self) -> Period:
        return Period(self.stretches[0].period.from_on, self.stretches[-1].period.until_on)

    @property
    def days(self) -> int:
        return sum(stretch.days for stretch in self.stretches)

    @property
    def days_by_reason(self) -> dict[VacancyReason, int]:
        found: dict[VacancyReason, int] = {}
        for stretch in self.stretches:
            if stretch.reason is not None:
                found[stretch.reason] = found.get(stretch.reason, 0) + stretch.days
        return found


def stretches(steps: Iterable[HistoryStep], until_on: date) -> list[Stretch]:
    """The history as days, in the order in which it was written, up to `until_on`.

    A lease brought in after its home began before the home's own line: that line then has no day.
    """
    written = list(steps)
    ends = [later.effective_on for _, later in pairwise(written)] + [until_on]
    return [
        Stretch(Period(step.effective_on, min(end, until_on)), step)
        for step, end in zip(written, ends, strict=True)
        if step.effective_on < min(end, until_on)
    ]


def spells(steps: Iterable[HistoryStep], until_on: date) -> list[Spell]:
    """Every vacancy up to `until_on`, the last of which may still run."""
    found: list[list[Stretch]] = []
    for stretch in stretches(steps, until_on):
        if stretch.reason is None:
            continue
        if found and found[-1][-1].period.until_on == stretch.period.from_on:
            found[-1].append(stretch)
        else:
            found.append([stretch])
    return [Spell(tuple(one)) for one in found]


_DAYS_A_MONTH: Final = 30


def void_loss(monthly_rent: Money, days: int) -> Money:
    """What the days would have brought, by months of thirty days, half a fen up (E16)."""
    return multiply(monthly_rent, Fraction(days, _DAYS_A_MONTH))
