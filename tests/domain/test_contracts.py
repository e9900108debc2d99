"""A service contract is complete, lawful in its term, and not stretched beyond a tenth (E10)."""

from datetime import date
from decimal import Decimal

import pytest

from domain.calendar import Period
from domain.contracts import (
    IN_FORCE,
    MACHINE,
    Clause,
    ContractEvent,
    ContractIncomplete,
    ContractState,
    ContractTooLong,
    Terms,
    deadlines,
    highest_price,
    increase,
    near_end_on,
    require_lawful,
)
from domain.holidays import STATE_COUNCIL
from domain.money import Money

yuan = Money.yuan
E = ContractEvent
EVERYTHING = frozenset(Clause)
YEAR = Period.inclusive(date(2025, 1, 1), date(2025, 12, 31))


def test_a_contract_is_signed_published_run_and_handed_over():
    state = ContractState.DRAFT
    for event in (E.SIGN, E.PUBLISH, E.START, E.AMEND, E.NEAR_END, E.HAND_OVER, E.END):
        state = MACHINE.after(state, event)
    assert state is ContractState.ENDED
    assert state not in IN_FORCE


@pytest.mark.parametrize("state", [ContractState.DRAFT, ContractState.SIGNED])
def test_nothing_starts_before_it_is_published(state: ContractState):
    assert E.START not in MACHINE.possible(state)


@pytest.mark.parametrize("clause", Clause)
def test_a_missing_clause_is_named(clause: Clause):
    with pytest.raises(ContractIncomplete) as refusal:
        require_lawful(Terms(YEAR, EVERYTHING - {clause}))
    assert refusal.value.facts == {"missing": [clause]}
    assert refusal.value.pointer == "/clauses"


TERMS = [
    (date(2025, 12, 31), False, True),
    (date(2026, 1, 1), False, False),
    (date(2026, 1, 1), True, True),
    (date(2027, 12, 31), True, True),
    (date(2028, 1, 1), True, False),
    (None, True, False),
]


@pytest.mark.parametrize(("last_on", "assured", "lawful"), TERMS)
def test_one_year_or_three_with_the_budget_assured(
    last_on: date | None, *, assured: bool, lawful: bool
):
    terms = Terms(Period.inclusive(date(2025, 1, 1), last_on), EVERYTHING, budget_assured=assured)
    if lawful:
        require_lawful(terms)
        return
    with pytest.raises(ContractTooLong) as refusal:
        require_lawful(terms)
    assert refusal.value.facts == {"years": 3 if assured else 1}


def test_the_steps_after_the_award_have_their_days():
    found = deadlines(date(2025, 4, 1), date(2025, 4, 29), STATE_COUNCIL)
    assert found.sign_by == date(2025, 5, 1)
    assert found.publish_by == date(2025, 5, 6)
    assert found.file_by == date(2025, 5, 13)


def test_a_contract_is_expiring_90_days_before_its_end():
    assert near_end_on(YEAR) == date(2025, 10, 3)
    assert near_end_on(Period(date(2025, 1, 1), None)) is None


def test_e10_the_years_increase_is_within_the_guard():
    """1,200 flats: 12 months at 26.50 against 5.5 at 26.50 and 6.5 at 28.00."""
    original = yuan("381600.00")
    adjusted = Money(1200 * (2650 * 11 + 2800 * 13) // 2)
    assert adjusted == yuan("393300.00")

    found = increase(original, adjusted)

    assert found.added == yuan("11700.00")
    assert found.percent == Decimal("3.07")
    assert not found.exceeds


def test_e10_the_guard_is_reached_at_31_39():
    original, unit_months = yuan("381600.00"), Decimal(7800)
    highest = highest_price(yuan("26.50"), original, unit_months)
    assert highest == yuan("31.39")

    def year(price: Money) -> Money:
        return original + Money((price.fen - 2650) * 7800)

    assert not increase(original, year(highest)).exceeds
    assert increase(original, year(highest + Money(1))).exceeds


@pytest.mark.parametrize(("added", "exceeds"), [("38160.00", False), ("38160.01", True)])
def test_a_tenth_to_the_fen_is_still_within(added: str, *, exceeds: bool):
    original = yuan("381600.00")
    assert increase(original, original + yuan(added)).exceeds is exceeds
