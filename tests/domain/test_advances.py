"""What the operator must advance: the shortfall of each charge, and what a contract excludes."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.advances import (
    DEFAULT_EXCLUSIONS,
    WRITE_OFF,
    Bearer,
    DueCharge,
    Exclusion,
    due_on,
    shortfall,
    shortfall_lines,
)
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL
from domain.ledger import Reason
from domain.money import ZERO, Money, total

yuan = Money.yuan
T1, T2, T3 = (UUID(int=number) for number in (1, 2, 3))

APRIL = [
    DueCharge(T1, yuan("272.27"), paid=yuan("272.27")),
    DueCharge(T2, yuan("201.30"), paid=yuan("100.00")),
    DueCharge(T3, yuan("272.27")),
]
MAY = [
    DueCharge(T1, yuan("272.27"), paid=yuan("272.27")),
    DueCharge(T2, yuan("201.30"), paid=yuan("201.30")),
    DueCharge(T3, yuan("272.27"), paid=yuan("27.73")),
]


@pytest.mark.parametrize(
    ("charges", "amounts", "paid", "short"),
    [
        (APRIL, ["0", "101.30", "272.27"], "372.27", "373.57"),
        (MAY, ["0", "0", "244.54"], "501.30", "244.54"),
    ],
)
def test_e5_the_operator_advances_what_each_household_left_unpaid(
    charges: list[DueCharge], amounts: list[str], paid: str, short: str
):
    lines = shortfall_lines(charges)
    sums = shortfall(lines)
    assert [line.amount for line in lines] == [yuan(amount) for amount in amounts]
    assert (sums.billed, sums.paid, sums.amount) == (yuan("745.84"), yuan(paid), yuan(short))
    assert (sums.reduced, sums.excluded) == (ZERO, ZERO)


def test_the_shortfall_is_due_on_the_fifth_working_day_of_the_next_month():
    # 1 to 5 May 2025 are off; 6 to 9 and 12 May are worked.
    assert due_on(Month(2025, 4), STATE_COUNCIL) == date(2025, 5, 12)


@pytest.mark.parametrize("ground", sorted(set(Exclusion) - {Exclusion.HOLDOVER_ABOVE_CONTRACT}))
def test_an_excluded_charge_is_not_the_operators(ground: Exclusion):
    charge = DueCharge(T2, yuan("201.30"), paid=yuan("100.00"), grounds=frozenset({ground}))
    (line,) = shortfall_lines([charge])
    assert (line.amount, line.excluded, line.exclusion) == (ZERO, yuan("101.30"), ground)

    (refused,) = shortfall_lines([charge], DEFAULT_EXCLUSIONS - {ground})
    assert (refused.amount, refused.excluded, refused.exclusion) == (yuan("101.30"), ZERO, None)


#: Market 942.48, on paper 272.27: 670.21 above it.
HOLDOVER = [
    ("0", "272.27", "670.21"),
    ("100.00", "172.27", "670.21"),
    ("272.27", "0", "670.21"),
    ("300.00", "0", "642.48"),
    ("942.48", "0", "0"),
]


@pytest.mark.parametrize(("paid", "short", "excluded"), HOLDOVER)
def test_edge_case_28_of_a_holdover_only_the_rent_on_paper_is_advanced(
    paid: str, short: str, excluded: str
):
    charge = DueCharge(
        T1,
        yuan("942.48"),
        paid=yuan(paid),
        grounds=frozenset({Exclusion.HOLDOVER_ABOVE_CONTRACT}),
        above_contract=yuan("670.21"),
    )
    (line,) = shortfall_lines([charge])
    assert (line.amount, line.excluded) == (yuan(short), yuan(excluded))


def test_a_hardship_excludes_more_than_a_holdover():
    charge = DueCharge(
        T1,
        yuan("942.48"),
        grounds=frozenset({Exclusion.HOLDOVER_ABOVE_CONTRACT, Exclusion.HARDSHIP}),
        above_contract=yuan("670.21"),
    )
    (line,) = shortfall_lines([charge])
    assert (line.exclusion, line.excluded) == (Exclusion.HARDSHIP, yuan("942.48"))


def test_what_was_paid_has_no_exclusion_to_name():
    paid = DueCharge(T1, yuan("1"), paid=yuan("1"), grounds=frozenset({Exclusion.DISPUTE}))
    assert shortfall_lines([paid])[0].exclusion is None


@st.composite
def due_charges(draw: st.DrawFn) -> DueCharge:
    billed = draw(st.integers(0, 10**6))
    reduced = draw(st.integers(0, billed))
    return DueCharge(
        draw(st.uuids()),
        Money(billed),
        reduced=Money(reduced),
        paid=Money(draw(st.integers(0, billed - reduced))),
        grounds=draw(st.frozensets(st.sampled_from(Exclusion))),
        above_contract=Money(draw(st.integers(0, billed))),
    )


@given(
    charges=st.lists(due_charges(), max_size=8), granted=st.frozensets(st.sampled_from(Exclusion))
)
def test_billed_less_reduced_paid_and_excluded_is_the_shortfall(
    charges: list[DueCharge], granted: frozenset[Exclusion]
):
    lines = shortfall_lines(charges, granted)
    sums = shortfall(lines)
    assert sums.amount == sums.billed - sums.reduced - sums.paid - sums.excluded
    assert sums.amount == total(line.amount for line in lines)
    for line, charge in zip(lines, charges, strict=True):
        assert line.amount >= ZERO
        assert line.excluded >= ZERO
        assert line.exclusion is None or line.exclusion in granted & charge.grounds
        assert bool(line.excluded) == (line.exclusion is not None)


def test_whoever_bears_it_there_is_a_reason():
    assert set(WRITE_OFF) == set(Bearer)
    assert WRITE_OFF[Bearer.OPERATOR] is Reason.WRITTEN_OFF_BY_OPERATOR
