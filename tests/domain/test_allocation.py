"""Whatever is paid settles the oldest debt first, and no fen appears or disappears."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.allocation import Claim, OpenCharge, allocate
from domain.money import ZERO, Money, total

APRIL, MAY, JUNE = date(2025, 4, 10), date(2025, 5, 10), date(2025, 6, 10)
T, O = Claim.TREASURY, Claim.OPERATOR  # noqa: E741 - as in the tables of the trade

amounts = st.integers(0, 50_000).map(Money)
charges = st.lists(
    st.builds(
        OpenCharge,
        id=st.uuids(),
        due_on=st.sampled_from([APRIL, MAY, JUNE]),
        treasury=amounts,
        operator=amounts,
    ),
    max_size=6,
    unique_by=lambda charge: charge.id,
)


def charge(number: int, due_on: date, treasury: int, operator: int = 0) -> OpenCharge:
    return OpenCharge(UUID(int=number), due_on, Money(treasury), Money(operator))


@pytest.mark.parametrize(
    ("paid", "first", "expected", "left"),
    [
        (30000, False, [(1, O, 27227), (2, T, 2773)], 0),  # E5, T3
        (30000, True, [(2, T, 27227), (1, O, 2773)], 0),  # domain.md 6.3
        (54454, False, [(1, O, 27227), (2, T, 27227)], 0),
        (54455, False, [(1, O, 27227), (2, T, 27227)], 1),  # E20
        (1, False, [(1, O, 1)], 0),
    ],
)
def test_the_worked_examples_come_out(
    paid: int, *, first: bool, expected: list[tuple[int, Claim, int]], left: int
) -> None:
    debts = [charge(2, MAY, 27227), charge(1, APRIL, 0, 27227)]

    made, credit = allocate(Money(paid), debts, treasury_first=first)

    assert [(one.charge_id.int, one.claim, one.amount.fen) for one in made] == expected
    assert credit == Money(left)


def test_within_a_charge_the_operator_is_served_before_the_treasury() -> None:
    made, _ = allocate(Money(150), [charge(1, APRIL, 100, 100)])

    assert [(one.claim, one.amount.fen) for one in made] == [(O, 100), (T, 50)]


@given(payment=amounts, owed=charges, first=st.booleans())
def test_no_money_appears_or_disappears(
    payment: Money, owed: list[OpenCharge], *, first: bool
) -> None:
    made, credit = allocate(payment, owed, treasury_first=first)

    assert total(one.amount for one in made) + credit == payment
    assert credit >= ZERO
    assert all(one.amount > ZERO for one in made)


@given(payment=amounts, owed=charges, first=st.booleans())
def test_nothing_is_settled_beyond_what_is_owed_and_credit_means_nothing_is_left(
    payment: Money, owed: list[OpenCharge], *, first: bool
) -> None:
    made, credit = allocate(payment, owed, treasury_first=first)

    owing = {(one.id, claim): part for one in owed for claim, part in ((T, one.treasury), (O, one.operator))}
    assert all(one.amount <= owing[one.charge_id, one.claim] for one in made)
    assert credit == ZERO or total(one.amount for one in made) == total(owing.values())


@given(one=amounts, two=amounts, owed=charges)
def test_paying_in_two_parts_settles_what_paying_at_once_does(
    one: Money, two: Money, owed: list[OpenCharge]
) -> None:
    at_once, credit = allocate(one + two, owed)
    first, _ = allocate(one, owed)
    second, rest = allocate(two, [_after(debt, first) for debt in owed])

    both: dict[tuple[UUID, Claim], Money] = {}
    for part in (*first, *second):
        key = part.charge_id, part.claim
        both[key] = both.get(key, ZERO) + part.amount
    assert both == {(part.charge_id, part.claim): part.amount for part in at_once}
    if owed and total(debt.treasury + debt.operator for debt in owed) >= one + two:
        assert (credit, rest) == (ZERO, ZERO)


def _after(debt: OpenCharge, made: list) -> OpenCharge:  # type: ignore[type-arg]
    paid = {part.claim: part.amount for part in made if part.charge_id == debt.id}
    return OpenCharge(
        debt.id,
        debt.due_on,
        debt.treasury - paid.get(T, ZERO),
        debt.operator - paid.get(O, ZERO),
    )
