"""Indicators, late fees and instalments have the figures of E6, E7, E16 and E18."""

from decimal import Decimal

import pytest

from domain.indicators import Funding, money_rate, rate, void_loss
from domain.late_fees import ceiling_a_day, late_fee, needs_warning, rate_a_year
from domain.money import Money, split_last_takes_rest

U1 = Money.yuan("272.27")
LPR = Decimal("0.031")

RATES = [
    (1_088, 1_200, "90.67"),
    (187, 194, "96.39"),
    (41, 43, "95.35"),
    (248, 312, "79.49"),
    (0, 10, "0.00"),
    (10, 10, "100.00"),
]


@pytest.mark.parametrize(("part", "whole", "percent"), RATES)
def test_a_rate_is(part: int, whole: int, percent: str) -> None:
    assert rate(part, whole) == Decimal(percent)


MONEY_RATES = [
    ("301482.55", "318640.20", "94.62"),
    ("372.27", "745.84", "49.91"),
    ("501.30", "745.84", "67.21"),
    ("745.84", "745.84", "100.00"),
]


@pytest.mark.parametrize(("part", "whole", "percent"), MONEY_RATES)
def test_a_collection_rate_is(part: str, whole: str, percent: str) -> None:
    assert money_rate(Money.yuan(part), Money.yuan(whole)) == Decimal(percent)


def test_without_a_whole_there_is_no_rate() -> None:
    assert rate(0, 0) is None


def test_an_empty_unit_loses_its_rent_by_the_day() -> None:
    assert void_loss(U1, 45) == Money.yuan("408.41")


def test_a_years_rent_carries_the_fee_and_the_repairs() -> None:
    year = Funding(
        rent=Money(12 * Money.yuan("301482.55").fen),
        fee=Money(1_200 * 12 * 2650),
        repairs=Money.yuan("194460.60"),
    )

    assert year.rent == Money.yuan("3617790.60")
    assert year.fee == Money.yuan("381600.00")
    assert (year.fee_rate, year.use_rate) == (Decimal("10.55"), Decimal("15.92"))
    assert not year.is_short
    assert Funding(year.fee, year.fee, Money(1)).is_short


LATE = [
    (Decimal("0.0005"), 45, "6.13"),
    (Decimal("0.02"), 10, "54.45"),
    (ceiling_a_day(LPR), 10, "0.92"),
    (ceiling_a_day(LPR), 45, "4.16"),
    (Decimal("0.02"), 400, "272.27"),
]


@pytest.mark.parametrize(("a_day", "days", "fee"), LATE)
def test_a_late_fee_is(a_day: Decimal, days: int, fee: str) -> None:
    assert late_fee(U1, days, a_day) == Money.yuan(fee)


def test_a_rate_above_four_times_the_lpr_needs_a_warning() -> None:
    assert rate_a_year(Decimal("0.02")) == Decimal("7.3")
    assert needs_warning(Decimal("0.02"), LPR)
    assert not needs_warning(Decimal("0.0003"), LPR)


def test_the_last_instalment_takes_the_rest() -> None:
    parts = split_last_takes_rest(Money.yuan("1089.08"), 6)

    assert parts == [Money.yuan("181.51")] * 5 + [Money.yuan("181.53")]
