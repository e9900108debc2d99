"""A round of remittance: its parts, never netted, and what the account can really pay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.holidays import STATE_COUNCIL
from domain.ledger import Account, Reason
from domain.money import ZERO, Money, total
from domain.remittances import (
    Composition,
    Holding,
    RecoveryMode,
    compose,
    held_too_long,
    holding,
    posted,
    refundable,
    top_up,
    workdays_held,
)

yuan = Money.yuan
RETAIN, REFUND = RecoveryMode.RETAIN, RecoveryMode.REMIT_REFUND
MAY = Holding(for_treasury=yuan("501.30"), for_operator=yuan("373.57"))

E5 = [
    (RETAIN, "501.30", "745.84", "373.57", "0", Reason.RECOVERED_KEPT),
    (REFUND, "874.87", "1119.41", "0", "373.57", Reason.RECOVERED_REMITTED),
]


@pytest.mark.parametrize(("mode", "account", "sent", "kept", "refund", "reason"), E5)
def test_e5_both_modes_bring_treasury_the_same(
    mode: RecoveryMode, account: str, sent: str, kept: str, refund: str, reason: Reason
):
    round_ = compose(MAY, yuan("244.54"), mode)
    assert round_.from_account == yuan(account)
    assert round_.sent == yuan(sent)
    assert round_.retained == yuan(kept)
    assert round_.refund_due == yuan(refund)
    assert round_.net_from_operator == yuan("745.84")
    assert posted(round_) == [(Reason.REMITTED, yuan("501.30")), (reason, yuan("373.57"))]


def test_the_parts_are_the_same_in_both_modes():
    retained, remitted = (compose(MAY, yuan("244.54"), mode) for mode in (RETAIN, REFUND))
    for part in ("tenant_money", "advance", "recovered"):
        assert getattr(retained, part) == getattr(remitted, part)


def standing(**fen: int) -> dict[Account, int]:
    return {Account(code): amount for code, amount in fen.items()}


HELD = [
    (standing(), ZERO, ZERO),
    (standing(A3=87487, L1=-50130, O1=-37357), yuan("501.30"), yuan("373.57")),
    (standing(A2=37357, O1=-37357), ZERO, ZERO),
    (standing(A3=-27227, L1=27227), -yuan("272.27"), ZERO),
    (standing(O1=-37357, T1=37357), ZERO, ZERO),
]


@pytest.mark.parametrize(("balances", "treasury", "operator"), HELD)
def test_the_balances_say_what_the_account_holds_for_whom(
    balances: dict[Account, int], treasury: Money, operator: Money
):
    assert holding(balances) == Holding(treasury, operator)


#: For treasury, for operator, what is remitted, what is recovered.
SHORT = [
    (-100, 300, 0, 200),
    (300, -100, 200, 0),
    (-300, 100, 0, 0),
    (-1, -1, 0, 0),
    (0, 0, 0, 0),
]


@pytest.mark.parametrize(("treasury", "operator", "remitted", "recovered"), SHORT)
def test_money_that_came_back_is_waited_for(
    treasury: int, operator: int, remitted: int, recovered: int
):
    round_ = compose(Holding(Money(treasury), Money(operator)), ZERO, RETAIN)
    assert round_ == Composition(Money(remitted), ZERO, Money(recovered), RETAIN)


cash = st.integers(-(10**6), 10**6).map(Money)


@given(treasury=cash, operator=cash, advance=st.integers(0, 10**6).map(Money))
def test_no_round_pays_more_than_the_account_holds(
    treasury: Money, operator: Money, advance: Money
):
    held = Holding(treasury, operator)
    for mode in RecoveryMode:
        round_ = compose(held, advance, mode)
        leaves = round_.from_account + round_.retained
        assert ZERO <= leaves <= max(treasury + operator, ZERO)
        assert total(amount for _, amount in posted(round_)) == leaves
        assert round_.net_from_operator == round_.tenant_money + advance


TOPPED = [
    (RETAIN, standing(A2=100, O1=-100), 0),
    (RETAIN, standing(A2=100, O1=-60), 40),
    (RETAIN, standing(A2=100, O1=-100, T1=30), 30),
    (REFUND, standing(A2=100, O1=-100, T1=30), 0),
    (REFUND, standing(A2=100, O1=-60, T1=30), 40),
]


@pytest.mark.parametrize(("mode", "balances", "fen"), TOPPED)
def test_the_operator_puts_back_what_it_was_given_of_a_bounced_payment(
    mode: RecoveryMode, balances: dict[Account, int], fen: int
):
    assert top_up(balances, mode) == Money(fen)


@pytest.mark.parametrize(
    ("balances", "fen"),
    [
        (standing(O1=-100, T1=100), 100),
        (standing(A2=60, O1=-100, T1=100), 40),
        (standing(A2=100, O1=-100, T1=100), 0),
        (standing(A2=120, O1=-100), 0),
    ],
)
def test_treasury_refunds_only_what_stays_recovered(balances: dict[Account, int], fen: int):
    assert refundable(balances) == Money(fen)


@pytest.mark.parametrize(
    ("today", "days", "late"),
    [
        (date(2025, 4, 28), 0, False),
        (date(2025, 4, 30), 2, False),
        (date(2025, 5, 5), 2, False),
        (date(2025, 5, 6), 3, False),
        (date(2025, 5, 7), 4, True),
    ],
)
def test_money_ages_in_working_days(today: date, days: int, *, late: bool):
    """Received on Monday 28 April 2025; 1 to 5 May are off, Sunday 27 April was worked."""
    received_on = date(2025, 4, 28)
    assert workdays_held(received_on, today, STATE_COUNCIL) == days
    assert held_too_long(received_on, today, STATE_COUNCIL) is late
