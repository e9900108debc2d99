"""A lease's life, and the deposit that ends it (E12)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.leases import (
    LIVE,
    MACHINE,
    OCCUPIED,
    Against,
    DepositClaim,
    LeaseEvent,
    LeaseState,
    RentBasis,
    deposit_interest,
    rent_basis,
    settle_deposit,
)
from domain.money import ZERO, Money, total

_S, _E = LeaseState, LeaseEvent
yuan = Money.yuan
SIGNING = [_E.EXPLAIN, _E.SEND_TO_SIGN, _E.SIGN, _E.CHECK_IN]

LIVES = [
    ([_E.HAND_BACK], _S.TERMINATED),
    ([_E.APPLY_FOR_RENEWAL, _E.APPROVE_RENEWAL, _E.SUCCEED], _S.TERMINATED),
    ([_E.APPLY_FOR_RENEWAL, _E.REFUSE_RENEWAL, _E.OVERSTAY, _E.HAND_BACK], _S.TERMINATED),
    # Decided after the end: the days between were relocation (11.1, 2).
    ([_E.APPLY_FOR_RENEWAL, _E.REACH_END, _E.SUCCEED], _S.TERMINATED),
    ([_E.NEAR_END, _E.REACH_END, _E.HAND_BACK], _S.TERMINATED),
    ([_E.NEAR_END, _E.GRANT_LATE_RENEWAL, _E.APPROVE_RENEWAL], _S.ACTIVE),
    ([_E.END_EARLY, _E.OVERSTAY], _S.HOLDOVER),
    ([_E.SUSPEND, _E.RESUME], _S.ACTIVE),
]


@pytest.mark.parametrize(("events", "end"), LIVES)
def test_a_signed_lease_lives_on_to_its_end(events: list[LeaseEvent], end: LeaseState):
    state = _S.DRAFT
    for event in SIGNING + events:
        state = MACHINE.after(state, event)
    assert state is end


def test_a_lease_that_began_is_never_void():
    assert not any(_E.DISCARD in MACHINE.possible(state) for state in OCCUPIED)


@pytest.mark.parametrize("state", LeaseState)
def test_rent_is_charged_exactly_while_the_household_lives_there(state: LeaseState):
    assert (rent_basis(state) is not None) == (state in OCCUPIED)
    assert (rent_basis(state) is RentBasis.HOLDOVER) == (state is _S.HOLDOVER)


def test_whoever_lives_there_has_a_live_lease():
    assert OCCUPIED < LIVE


def claims(*amounts: tuple[Against, str]) -> list[DepositClaim]:
    return [DepositClaim(against, yuan(amount)) for against, amount in amounts]


def test_e12_damage_and_meters_come_off_the_deposit_and_the_rest_goes_back():
    """Door and keys 250.00, water 46.20, power 41.28; the prepaid rent is treasury's to refund."""
    withheld = claims(
        (Against.DAMAGE, "250.00"), (Against.DAMAGE, "46.20"), (Against.DAMAGE, "41.28")
    )
    settled = settle_deposit(yuan("1000.00"), withheld)
    assert settled.back == yuan("662.52")
    assert settled.still_owed == ZERO
    assert settled.back + yuan("653.45") == yuan("1315.97")


SHORTAGE = claims((Against.RENT, "163.36"), (Against.ADVANCE, "244.54"), (Against.DAMAGE, "820.00"))


@pytest.mark.parametrize(
    ("pro_rata", "paid"),
    [(False, ["163.36", "244.54", "592.10"]), (True, ["133.04", "199.15", "667.81"])],
)
def test_e12_a_short_deposit_is_shared_as_configured(pro_rata: bool, paid: list[str]):
    settled = settle_deposit(yuan("1000.00"), SHORTAGE, pro_rata=pro_rata)
    assert settled.paid == tuple(yuan(amount) for amount in paid)
    assert settled.still_owed == yuan("227.90")
    assert settled.back == ZERO


def test_e12_the_order_is_configured_and_not_that_of_the_claims():
    order = (Against.DAMAGE, Against.RENT, Against.ADVANCE)
    settled = settle_deposit(yuan("1000.00"), list(reversed(SHORTAGE)), order=order)
    assert settled.paid == (yuan("820.00"), yuan("16.64"), yuan("163.36"))


def test_e12_interest_is_paid_on_full_years_and_the_days_after():
    deposit = yuan("5236.00")
    interest = deposit_interest(
        deposit, years=2, yearly_rate=Decimal("0.011"), days=120, demand_rate=Decimal("0.001")
    )
    assert interest == yuan("115.19") + yuan("1.72")
    assert deposit + interest == yuan("5352.91")


@given(
    deposit=st.integers(0, 10**7),
    amounts=st.lists(st.tuples(st.sampled_from(Against), st.integers(0, 10**7)), max_size=6),
    pro_rata=st.booleans(),
)
def test_a_deposit_is_used_to_the_fen(
    deposit: int, amounts: list[tuple[Against, int]], pro_rata: bool
):
    wanted = [DepositClaim(against, Money(fen)) for against, fen in amounts]
    settled = settle_deposit(Money(deposit), wanted, pro_rata=pro_rata)
    assert total(settled.paid) + settled.back == Money(deposit)
    claimed = total(claim.amount for claim in wanted)
    assert total(settled.paid) + settled.still_owed == claimed
    assert all(
        ZERO <= paid <= claim.amount for paid, claim in zip(settled.paid, wanted, strict=True)
    )
    assert not (settled.back and settled.still_owed)
