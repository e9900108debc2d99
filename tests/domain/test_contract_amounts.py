"""What a contract comes to over its term, and the hash that a paid statement keeps."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from domain.calendar import Month, Period
from domain.contract_amounts import amount, original_amount
from domain.fee_seals import seal
from domain.money import Money, total
from domain.unit_days import PriceFrom, Span, StockEntry, base_fee, spans

YEAR = Period.inclusive(date(2025, 1, 1), date(2025, 12, 31))


def test_e10_a_year_at_one_price_and_with_another_from_june() -> None:
    """1,200 × 12 × 26.50 = 381,600.00; with 28.00 from 16 June 393,300.00."""
    assert original_amount(1200, Money.yuan("26.50"), YEAR) == Money.yuan("381600.00")
    one = StockEntry(_UNIT, YEAR)
    prices = [
        PriceFrom(date(2025, 1, 1), Money.yuan("26.50")),
        PriceFrom(date(2025, 6, 16), Money.yuan("28.00")),
    ]
    months = {
        month: [
            Span(piece.period, piece.price, piece.unit_days * 1200)
            for piece in spans([one], prices, month)
        ]
        for month in YEAR.months()
    }
    assert amount(months) == Money.yuan("393300.00")


def test_a_broken_month_at_either_end_counts_by_its_days() -> None:
    term = Period.inclusive(date(2025, 4, 16), date(2025, 5, 10))
    price = Money.yuan("26.50")
    halves = [
        base_fee([Span(term, price, days)], month)
        for days, month in ((15, Month(2025, 4)), (10, Month(2025, 5)))
    ]
    assert original_amount(1, price, term) == total(halves)


_FACTS = {"number": "FW-1", "payable_fen": 3_141_133, "rate": Decimal("0.06")}
_UNIT = UUID(int=1)


def test_the_order_of_the_facts_does_not_matter() -> None:
    assert seal(_FACTS) == seal(dict(reversed(_FACTS.items())))


@pytest.mark.parametrize(
    "change", [{"number": "FW-2"}, {"payable_fen": 3_141_134}, {"rate": Decimal("0.0600")}]
)
def test_any_change_is_another_hash(change: dict[str, object]) -> None:
    assert seal(_FACTS | change) != seal(_FACTS)
