"""How long a home stood empty, why, and what that cost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Period
from domain.housing import MACHINE, UnitEvent, UnitState
from domain.money import Money
from domain.vacancies import (
    HistoryStep,
    VacancyReason,
    in_stock,
    spells,
    stretches,
    vacancy,
    vacant_since,
    void_loss,
)

_S, _R = UnitState, VacancyReason


def history(*told: tuple[str, UnitState]) -> list[HistoryStep]:
    """Steps by day and state reached; each comes from the one before."""
    made: list[HistoryStep] = []
    for day, state in told:
        before = made[-1].to_state if made else None
        made.append(HistoryStep(date.fromisoformat(day), before, state))
    return made


def test_e16_u1_empty_for_forty_five_days():
    assert void_loss(Money.yuan("272.27"), 45) == Money.yuan("408.41")
    assert void_loss(Money.yuan("272.27"), 0) == Money(0)


def test_a_vacancy_runs_from_the_keys_to_the_next_household_reason_by_reason():
    steps = history(
        ("2025-01-01", _S.LEASED),
        ("2025-05-18", _S.NOTICE),
        ("2025-06-18", _S.TURNOVER),
        ("2025-06-25", _S.AVAILABLE),
        ("2025-07-20", _S.RESERVED),
        ("2025-08-02", _S.LEASED),
    )

    [spell] = spells(steps, date(2026, 1, 1))

    assert spell.period == Period(date(2025, 6, 18), date(2025, 8, 2))
    assert spell.days == 45
    assert spell.days_by_reason == {_R.UNDER_REPAIR: 7, _R.NO_DEMAND: 25, _R.RESERVED: 13}


def test_a_home_let_again_on_the_day_it_came_back_was_not_empty():
    steps = history(
        ("2025-01-01", _S.NOTICE), ("2025-06-18", _S.TURNOVER), ("2025-06-18", _S.LEASED)
    )
    assert spells(steps, date(2026, 1, 1)) == []


def test_a_running_vacancy_counts_to_the_day_asked_for():
    steps = history(("2025-01-01", _S.NOTICE), ("2025-06-18", _S.TURNOVER))
    assert [spell.days for spell in spells(steps, date(2025, 6, 18))] == []
    assert [spell.days for spell in spells(steps, date(2025, 6, 28))] == [10]


def test_a_home_frozen_while_people_live_there_is_not_empty():
    lived_in = history(
        ("2025-01-01", _S.LEASED), ("2025-03-01", _S.FROZEN), ("2025-04-01", _S.LEASED)
    )
    empty = history(
        ("2025-01-01", _S.AVAILABLE), ("2025-03-01", _S.FROZEN), ("2025-04-01", _S.AVAILABLE)
    )
    assert spells(lived_in, date(2026, 1, 1)) == []
    [spell] = spells(empty, date(2025, 5, 1))
    assert spell.days_by_reason == {_R.NO_DEMAND: 59 + 30, _R.FROZEN: 31}


def test_a_lease_brought_in_after_its_home_leaves_the_home_s_own_line_without_a_day():
    steps = history(("2026-04-01", _S.AVAILABLE), ("2024-01-01", _S.LEASED))
    assert spells(steps, date(2026, 6, 1)) == []
    assert [one.days for one in stretches(steps, date(2026, 6, 1))] == [882]


@pytest.mark.parametrize(
    ("state", "before", "counts"),
    [
        (_S.DRAFT, None, False),
        (_S.ACCEPTANCE, _S.DRAFT, False),
        (_S.AVAILABLE, _S.ACCEPTANCE, True),
        (_S.FROZEN, _S.ACCEPTANCE, False),
        (_S.FROZEN, _S.LEASED, True),
        (_S.FROZEN, None, True),
        (_S.WITHDRAWN, _S.AVAILABLE, False),
    ],
)
def test_what_a_project_has_to_let(state: UnitState, before: UnitState | None, counts: bool):
    assert in_stock(state, before) is counts


@st.composite
def lives(draw: st.DrawFn) -> list[HistoryStep]:
    """A life by the table of states, with days between the steps."""
    state, before, day = _S.DRAFT, None, date(2025, 1, 1)
    steps = [HistoryStep(day, None, state)]
    for _ in range(draw(st.integers(0, 14))):
        possible = sorted(MACHINE.possible(state))
        if not possible:
            break
        event = draw(st.sampled_from(possible))
        after = MACHINE.after(state, event, before=before)
        before = state if event is UnitEvent.FREEZE else None
        day += timedelta(days=draw(st.integers(0, 40)))
        steps.append(HistoryStep(day, state, after))
        state = after
    return steps


@given(lives(), st.integers(0, 900))
def test_no_day_is_lost_and_none_counted_twice(steps: list[HistoryStep], days: int):
    until = date(2025, 1, 1) + timedelta(days=days)

    found = stretches(steps, until)

    assert sum(one.days for one in found) == days
    assert sum(spell.days for spell in spells(steps, until)) == sum(
        one.days for one in found if one.reason
    )


@given(lives())
def test_the_unit_s_own_line_is_the_start_of_the_vacancy_that_runs(steps: list[HistoryStep]):
    since = None
    for step in steps:
        since = vacant_since(since, step.to_state, step.from_state, step.effective_on)
    until = steps[-1].effective_on + timedelta(days=1)

    found = spells(steps, until)

    runs = vacancy(steps[-1].to_state, steps[-1].from_state) is not None
    assert since == (found[-1].period.from_on if runs else None)
