"""A case follows from what is owed; a plan is kept or broken; a debt can be sued for so long."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.arrears_cases import (
    CASE,
    CLOSED,
    CaseEvent,
    CaseState,
    Part,
    PlanStanding,
    covers,
    instalments,
    limitation_on,
    plan_standing,
    shown,
)
from domain.holidays import STATE_COUNCIL
from domain.money import Money, total
from domain.states import TransitionRefused

S, E = CaseState, CaseEvent
FIRST = date(2025, 6, 10)
E7 = instalments(Money.yuan("1089.08"), 6, FIRST)


def test_e7_four_months_in_six_parts() -> None:
    assert [part.amount for part in E7] == [Money.yuan("181.51")] * 5 + [Money.yuan("181.53")]
    assert [part.due_on.month for part in E7] == [6, 7, 8, 9, 10, 11]


def test_a_part_due_on_the_31st_is_due_on_the_last_day_of_a_short_month() -> None:
    days = [part.due_on for part in instalments(Money(300), 3, date(2025, 12, 31))]
    assert days == [date(2025, 12, 31), date(2026, 1, 31), date(2026, 2, 28)]


@pytest.mark.parametrize(
    ("paid", "today", "standing"),
    [
        ("0", date(2025, 6, 10), PlanStanding.KEPT),
        # Five working days after 10 June 2025 is the 17th.
        ("0", date(2025, 6, 17), PlanStanding.KEPT),
        ("0", date(2025, 6, 18), PlanStanding.BROKEN),
        ("181.50", date(2025, 6, 18), PlanStanding.BROKEN),
        ("181.51", date(2025, 6, 18), PlanStanding.KEPT),
        ("181.51", date(2025, 7, 18), PlanStanding.BROKEN),
        ("363.02", date(2025, 7, 18), PlanStanding.KEPT),
        ("1089.07", date(2025, 11, 10), PlanStanding.KEPT),
        ("1089.07", date(2026, 1, 1), PlanStanding.BROKEN),
        ("1089.08", date(2026, 1, 1), PlanStanding.FULFILLED),
    ],
)
def test_e7_a_plan_is_broken_when_a_part_is_unpaid_five_working_days_after_its_date(
    paid: str, today: date, standing: PlanStanding
) -> None:
    assert plan_standing(E7, Money.yuan(paid), today, STATE_COUNCIL) is standing


@given(st.integers(2, 12), st.integers(100, 10**6), st.integers(0, 10**6))
def test_whoever_has_paid_what_is_due_keeps_the_plan(parts: int, fen: int, ahead: int) -> None:
    plan = instalments(Money(fen), parts, FIRST)
    for number in range(parts):
        paid = Money(total(part.amount for part in plan[: number + 1]).fen + ahead)
        on = plan[number].due_on
        assert plan_standing(plan, paid, on, STATE_COUNCIL) is not PlanStanding.BROKEN


def test_a_plan_without_parts_is_fulfilled_by_nothing() -> None:
    assert plan_standing([], Money(0), FIRST, STATE_COUNCIL) is PlanStanding.FULFILLED
    one = [Part(FIRST, Money(1))]
    assert plan_standing(one, Money(0), FIRST, STATE_COUNCIL) is PlanStanding.KEPT


@pytest.mark.parametrize(
    ("stored", "oldest", "plan", "state"),
    [
        (S.DUNNING, date(2025, 3, 10), None, S.DUNNING),
        (S.DUNNING, None, None, S.CLOSED_PAID),
        # Paid, and a later month fell due: that is another case.
        (S.DUNNING, date(2025, 6, 10), None, S.CLOSED_PAID),
        (S.PLAN_AGREED, date(2025, 3, 10), PlanStanding.KEPT, S.PLAN_AGREED),
        (S.PLAN_AGREED, date(2025, 3, 10), PlanStanding.BROKEN, S.PLAN_BROKEN),
        (S.PLAN_AGREED, date(2025, 3, 10), PlanStanding.FULFILLED, S.DUNNING),
        (S.LEGAL, date(2025, 3, 10), None, S.LEGAL),
        (S.CLOSED_EXIT, date(2025, 3, 10), None, S.CLOSED_EXIT),
    ],
)
def test_a_case_stands_where_the_debt_is(
    stored: S, oldest: date | None, plan: PlanStanding | None, state: S
) -> None:
    touched = date(2025, 5, 20)
    assert shown(stored, touched_on=touched, oldest_due_on=oldest, plan=plan) is state


def test_e19_a_payment_that_bounces_lets_dunning_go_on_where_it_was() -> None:
    touched = date(2025, 5, 20)
    assert covers(touched, date(2025, 3, 10)), "the old debt is open again"
    assert not covers(touched, date(2025, 6, 10)), "a new debt begins at the foot"


@pytest.mark.parametrize(("state", "event"), sorted(set(product(S, E)) - set(CASE.transitions)))
def test_whatever_the_table_does_not_list_is_refused(state: S, event: E) -> None:
    with pytest.raises(TransitionRefused):
        CASE.after(state, event)


def test_closed_cases_are_not_dunned() -> None:
    for state in CLOSED:
        assert E.TAKE_STEP not in CASE.possible(state)


def test_a_debt_can_be_sued_for_three_years_and_a_proven_demand_begins_them_anew() -> None:
    due = date(2025, 3, 10)
    assert limitation_on(due, []) == date(2028, 3, 10)
    assert limitation_on(due, [date(2025, 9, 1), date(2026, 2, 28)]) == date(2029, 2, 28)
    assert limitation_on(due, [due - timedelta(days=1)]) == date(2028, 3, 10)
