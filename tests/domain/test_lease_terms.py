"""A rent that changes: E3 and E4 figure by figure, and whatever else a month may hold."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Period
from domain.lease_terms import (
    ChangeFrom,
    Charged,
    RentFrom,
    TermsRetroactive,
    differences,
    parts_of,
    require_not_retroactive,
    supplementary,
    takes_effect,
)
from domain.money import ZERO, Money
from domain.proration import Basis, due_for, due_for_parts

MAY, JULY = Month(2025, 5), Month(2025, 7)
FULL, LOW = Money.yuan("348.00"), Money.yuan("201.30")


def whole(month: Month) -> Period:
    return Period(month.first, month.next.first)


def test_e3_a_decision_takes_effect_from_the_next_month_by_default():
    decided = date(2025, 5, 16)
    assert takes_effect(decided, ChangeFrom.NEXT_MONTH) == date(2025, 6, 1)
    assert takes_effect(decided, ChangeFrom.FROM_THE_DAY) == decided


def test_e3_from_the_day_both_rents_have_their_days():
    """348.00 × 15/31 = 168.39 and 201.30 × 16/31 = 103.90: together 272.29."""
    parts = parts_of(whole(MAY), FULL, [RentFrom(date(2025, 5, 16), LOW)])

    assert [(rent, part.days_in(MAY)) for rent, part in parts] == [(FULL, 15), (LOW, 16)]
    assert due_for_parts(parts, MAY) == Money.yuan("272.29")
    assert due_for(FULL, Period(MAY.first, date(2025, 5, 16)), MAY) == Money.yuan("168.39")
    assert due_for(LOW, Period(date(2025, 5, 16), date(2025, 6, 1)), MAY) == Money.yuan("103.90")


def test_e3_from_the_next_month_may_is_whole_and_so_is_june():
    change = [RentFrom(date(2025, 6, 1), LOW)]
    assert due_for_parts(parts_of(whole(MAY), FULL, change), MAY) == FULL
    assert due_for_parts(parts_of(whole(MAY.next), FULL, change), MAY.next) == LOW


@pytest.mark.parametrize(
    ("basis", "fen"),
    [
        # Every day lived there is the whole month, whatever the basis: shares of 31 days.
        (Basis.ACTUAL_DAYS, 27229),
        (Basis.FIXED_30, 27229),
        (Basis.YEAR_365, 27229),
        (Basis.HALF_MONTH, 27229),
        (Basis.FULL_MONTH, 27229),
    ],
)
def test_a_whole_month_is_never_charged_twice_over(basis: Basis, fen: int):
    parts = parts_of(whole(MAY), FULL, [RentFrom(date(2025, 5, 16), LOW)])
    assert due_for_parts(parts, MAY, basis) == Money(fen)


def test_a_broken_month_costs_what_its_basis_says_of_both_rents():
    """Out on the 25th, changed on the 16th, months of thirty days: 15/30 and 10/30."""
    lived = Period(MAY.first, date(2025, 5, 26))
    parts = parts_of(lived, FULL, [RentFrom(date(2025, 5, 16), LOW)])
    assert due_for_parts(parts, MAY, Basis.FIXED_30) == Money(17400 + 6710)


def test_e4_the_supplementary_line_of_a_raised_standard():
    """5.20 → 5.60 from 1 July: 20.95 a month, 41.90 for July and August; June stays."""
    old, new = Money.yuan("272.27"), Money.yuan("293.22")
    charged = [
        Charged(month, whole(month), Basis.ACTUAL_DAYS, 1, old)
        for month in (JULY.previous, JULY, JULY.next)
    ]

    found = differences(charged, old, [RentFrom(JULY.first, new)], JULY.first)

    assert [(one.month, one.amount) for one in found] == [
        (JULY, Money.yuan("20.95")),
        (JULY.next, Money.yuan("20.95")),
    ]
    assert supplementary(found) == (
        Money.yuan("41.90"),
        Period(date(2025, 7, 1), date(2025, 9, 1)),
    )


def test_a_lower_rent_makes_no_line_but_takes_something_off():
    charged = [Charged(MAY, whole(MAY), Basis.ACTUAL_DAYS, 1, FULL)]
    found = differences(charged, FULL, [RentFrom(MAY.first, LOW)], MAY.first)
    assert [one.amount for one in found] == [LOW - FULL]
    assert supplementary(found) is None


def test_what_was_put_right_before_is_not_put_right_again():
    charged = [Charged(MAY, whole(MAY), Basis.ACTUAL_DAYS, 1, LOW)]
    assert differences(charged, FULL, [RentFrom(MAY.first, LOW)], MAY.first) == []


def test_of_two_decisions_for_one_day_the_later_holds():
    changes = [RentFrom(MAY.first, LOW), RentFrom(MAY.first, Money(1))]
    assert parts_of(whole(MAY), FULL, changes) == [(Money(1), whole(MAY))]


def test_reaching_back_is_refused_unless_it_is_meant():
    require_not_retroactive(date(2025, 6, 1), date(2025, 6, 1))
    with pytest.raises(TermsRetroactive) as refused:
        require_not_retroactive(date(2025, 5, 31), date(2025, 6, 1))
    assert refused.value.facts == {"valid_from": "2025-05-31", "effect_on": "2025-06-01"}


days = st.dates(date(2025, 4, 20), date(2025, 6, 10))
rents = st.integers(0, 100_000).map(Money)
changes = st.lists(st.builds(RentFrom, days, rents), max_size=5)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(st.dates(MAY.first, MAY.last))
    last = draw(st.dates(first, MAY.last))
    return Period(first, last + timedelta(days=1))


@given(periods(), rents, changes)
def test_the_parts_follow_each_other_and_leave_no_day_out(
    lived: Period, paper: Money, changed: list[RentFrom]
):
    parts = [part for _, part in parts_of(lived, paper, changed)]

    assert (parts[0].from_on, parts[-1].until_on) == (lived.from_on, lived.until_on)
    assert all(one.until_on == other.from_on for one, other in pairwise(parts))
    assert sum(part.days_in(MAY) for part in parts) == lived.days_in(MAY)


@given(periods(), rents, changes, st.sampled_from(Basis), st.sampled_from([1, 10, 100]))
def test_a_month_costs_between_its_cheapest_and_its_dearest_rent(
    lived: Period, paper: Money, changed: list[RentFrom], basis: Basis, unit: int
):
    parts = parts_of(lived, paper, changed)
    rounding = unit * len(parts)

    due = due_for_parts(parts, MAY, basis, unit_fen=unit)

    undivided = [due_for(rent, lived, MAY, basis, unit_fen=unit) for rent, _ in parts]
    assert min(undivided).fen - rounding <= due.fen <= max(undivided).fen + rounding
    assert due >= ZERO


@given(periods(), rents, changes, st.sampled_from(Basis))
def test_a_change_to_the_same_rent_changes_nothing_but_a_fen_of_rounding(
    lived: Period, paper: Money, changed: list[RentFrom], basis: Basis
):
    same = [RentFrom(one.valid_from, paper) for one in changed]
    parts = parts_of(lived, paper, same)

    due = due_for_parts(parts, MAY, basis)

    assert abs((due - due_for(paper, lived, MAY, basis)).fen) <= len(parts)
