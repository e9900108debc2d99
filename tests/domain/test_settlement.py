"""The fee: performance, deductions and tax to the fen (E8, E9, E15)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.holidays import STATE_COUNCIL
from domain.money import ZERO, Money, multiply, total
from domain.settlement import (
    BANDS,
    FeeTerms,
    coefficient,
    hold_back,
    linear_coefficient,
    reply_by,
    settle,
    tax_inside,
)

yuan = Money.yuan
APRIL = yuan("31411.33")
#: A late report, two complaints, seven overdue repairs.
DEDUCTIONS = [yuan("500.00"), yuan("800.00"), yuan("800.00"), yuan("1400.00")]


def test_e8_the_months_statement_comes_out():
    fee = settle(APRIL, Decimal("0.98"), DEDUCTIONS, FeeTerms())
    assert fee.performance == yuan("30783.10")
    assert fee.deductions == yuan("3500.00")
    assert fee.payable == yuan("27283.10")
    assert fee.net == yuan("25738.77")
    assert fee.tax == yuan("1544.33")
    assert fee.carried_over == ZERO


@pytest.mark.parametrize(
    ("earned", "performance"),
    [
        ("1.00", "31411.33"),
        ("0.98", "30783.10"),
        ("0.96", "30154.88"),
        ("0.95", "29840.76"),
        ("0.874", "27453.50"),
    ],
)
def test_e8_every_coefficient_acts_on_the_whole_fee(earned: str, performance: str):
    assert settle(APRIL, Decimal(earned), [], FeeTerms()).payable == yuan(performance)


QUARTER = [yuan("31411.33"), yuan("31800.00"), yuan("31800.00")]


def test_e9_a_quarter_on_the_whole():
    assert total(QUARTER) == yuan("95011.33")
    assert multiply(total(QUARTER), Decimal("0.98")) == yuan("93111.10")


def test_e9_a_quarter_with_a_tail_held_back():
    held = hold_back(QUARTER, Decimal("0.20"), Decimal("0.98"))
    assert held.monthly == (yuan("25129.06"), yuan("25440.00"), yuan("25440.00"))
    assert total(held.monthly) == yuan("76009.06")
    assert held.tail == yuan("19002.27")
    assert held.tail_paid == yuan("18622.22")
    assert held.paid == yuan("94631.28")
    assert held.paid - multiply(total(QUARTER), Decimal("0.98")) == yuan("1520.18")


#: Bands are half-open, and a score is rounded to two places before it is banded (11.1, 12).
SCORES = [
    ("100", "1.00"),
    ("95", "1.00"),
    ("94.995", "1.00"),
    ("94.9949", "0.98"),
    ("94.50", "0.98"),
    ("89.08", "0.98"),
    ("85.00", "0.98"),
    ("84.995", "0.98"),
    ("84.994", "0.95"),
    ("75", "0.95"),
    ("74.99", "0.90"),
    ("65", "0.90"),
    ("64.99", "0.80"),
    ("60", "0.80"),
    ("59.99", "0.70"),
    ("0", "0.70"),
]


@pytest.mark.parametrize(("score", "earned"), SCORES)
def test_e15_a_score_earns_its_band(score: str, earned: str):
    assert coefficient(Decimal(score)) == Decimal(earned)


@given(score=st.decimals(0, 120, places=4))
def test_every_score_lies_in_just_one_band_and_more_never_earns_less(score: Decimal):
    assert coefficient(score) in {band.coefficient for band in BANDS}
    assert coefficient(score) <= coefficient(score + 1)


@pytest.mark.parametrize(
    ("score", "earned"), [("82", "0.97"), ("85", "1"), ("84.99", "0.9999"), ("0", "0.15")]
)
def test_e15_the_linear_rule_pays_points_and_score(score: str, earned: str):
    assert linear_coefficient(Decimal(score)) == Decimal(earned)


BEYOND = [
    ("the fee itself", "1000.00", FeeTerms(), "0.00", "0.00"),
    ("beyond it", "1200.00", FeeTerms(), "0.00", "200.00"),
    ("beyond it, forgiven", "1200.00", FeeTerms(carries_over=False), "0.00", "0.00"),
    ("capped", "1200.00", FeeTerms(cap=yuan("300.00")), "700.00", "0.00"),
]


@pytest.mark.parametrize(("case", "deducted", "terms", "payable", "carried"), BEYOND)
def test_a_fee_is_never_below_nothing(
    case: str, deducted: str, terms: FeeTerms, payable: str, carried: str
):
    fee = settle(yuan("1000.00"), Decimal(1), [yuan(deducted)], terms)
    assert (fee.payable, fee.carried_over) == (yuan(payable), yuan(carried)), case


def test_what_was_carried_over_is_deducted_first_and_beyond_the_cap():
    first = settle(yuan("1000.00"), Decimal(1), [yuan("1200.00")], FeeTerms())
    capped = FeeTerms(cap=yuan("300.00"))
    then = settle(
        yuan("1000.00"), Decimal(1), [yuan("500.00")], capped, brought_forward=first.carried_over
    )
    assert then.deductions == yuan("500.00")
    assert then.payable == yuan("500.00")


money = st.integers(0, 10**9).map(Money)


@given(
    base=money,
    earned=st.decimals(0, Decimal("1.02"), places=4),
    deductions=st.lists(money, max_size=5),
    brought=money,
)
def test_no_money_appears_or_disappears_in_a_statement(base, earned, deductions, brought):
    fee = settle(base, earned, deductions, FeeTerms(), brought_forward=brought)
    assert fee.payable >= ZERO
    assert fee.net + fee.tax == fee.payable
    assert fee.performance - fee.deductions + fee.carried_over == fee.payable
    assert not (fee.payable and fee.carried_over)


@given(gross=money, rate=st.decimals(0, 1, places=4))
def test_tax_is_inside_the_price(gross: Money, rate: Decimal):
    net, tax = tax_inside(gross, rate)
    assert net + tax == gross
    assert ZERO <= tax <= gross


def test_the_operator_has_five_working_days_to_answer():
    assert reply_by(date(2025, 4, 28), STATE_COUNCIL) == date(2025, 5, 8)
