"""How debts are aged, and what a collection rate is of."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Age, age_of_debt, age_of_months, collection_rate

TODAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("due_on", "age"),
    [
        (date(2026, 5, 10), "1"),
        (date(2026, 4, 11), "1"),
        (date(2026, 4, 10), "2_3"),
        (date(2026, 2, 11), "2_3"),
        (date(2026, 2, 10), "4_6"),
        (date(2025, 11, 11), "4_6"),
        (date(2025, 11, 10), "over_6"),
    ],
)
def test_a_debt_is_as_old_as_its_due_day(due_on: date, age: str) -> None:
    assert age_of_debt(due_on, TODAY) == Age(age)


@pytest.mark.parametrize(
    ("months", "age"), [(1, "1"), (2, "2_3"), (3, "2_3"), (4, "4_6"), (6, "4_6"), (7, "over_6")]
)
def test_months_owed_fall_into_one_age_each(months: int, age: str) -> None:
    assert age_of_months(months) == Age(age)


@given(days=st.integers(1, 2000))
def test_an_older_debt_is_never_of_a_younger_age(days: int) -> None:
    order = list(Age)
    younger = age_of_debt(TODAY - timedelta(days), TODAY)
    older = age_of_debt(TODAY - timedelta(days + 1), TODAY)

    assert order.index(younger) <= order.index(older)


def test_the_rate_is_on_tenants_money_net_of_reductions() -> None:
    assert collection_rate(30_148_255, 31_864_020, 0) == Decimal("94.62"), "E16"
    assert collection_rate(37_227, 74_584, 0) == Decimal("49.91"), "E5, April"
    assert collection_rate(50_130, 74_584, 0) == Decimal("67.21"), "E5, May"
    assert collection_rate(900, 1_000, 100) == Decimal("100.00")
    assert collection_rate(0, 0, 0) is None
