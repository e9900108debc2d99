"""What a service contract comes to over its whole term, so that supplements can be measured."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.calendar import Month, Period
from domain.money import Money, total
from domain.unit_days import Span, base_fee


def amount(months: Mapping[Month, Sequence[Span]]) -> Money:
    """The fees of all its months, each rounded once, before performance and deductions."""
    return total(base_fee(pieces, month) for month, pieces in months.items())


def original_amount(units: int, price: Money, term: Period) -> Money:
    """The same for the stock and the price of the first day, had nothing changed."""
    return amount(
        {
            month: (Span(_within(term, month), price, units * term.days_in(month)),)
            for month in term.months()
        }
    )


def _within(term: Period, month: Month) -> Period:
    whole = Period(month.first, month.last + timedelta(days=1))
    return term.overlap(whole) or whole
