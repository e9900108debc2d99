"""Tenants' money that waits for the treasury."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.held_money import Alert, Held, alert, held, to_remit
from domain.holidays import STATE_COUNCIL
from domain.money import ZERO, Money

DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


def test_the_oldest_money_leaves_first() -> None:
    receipts = [
        (date(2025, 4, 20), Money(300)),
        (date(2025, 4, 10), Money(100)),
        (date(2025, 4, 15), Money(200)),
    ]

    assert held(receipts, ZERO) == Held(Money(600), date(2025, 4, 10))
    assert held(receipts, Money(100)) == Held(Money(500), date(2025, 4, 15))
    assert held(receipts, Money(101)) == Held(Money(499), date(2025, 4, 15))
    assert held(receipts, Money(600)) == Held(ZERO, None)


def test_what_was_remitted_too_much_is_not_held() -> None:
    assert held([(date(2025, 4, 10), Money(100))], Money(130)) == Held(ZERO, None)


@given(st.lists(st.tuples(DAYS, st.integers(1, 10**6).map(Money))), st.integers(0, 10**6))
def test_what_is_held_is_what_came_in_less_what_left(
    receipts: list[tuple[date, Money]], remitted: int
) -> None:
    found = held(receipts, Money(remitted))

    assert found.amount.fen == max(sum(amount.fen for _, amount in receipts) - remitted, 0)
    assert (found.oldest_on is None) == (not found.amount)


@pytest.mark.parametrize(
    ("by_then", "by_now", "remitted", "takes"),
    [
        (500, 800, 0, 500),
        (500, 800, 200, 300),
        (500, 800, 600, 0),
        (500, 400, 0, 400),
        (500, -10, 0, 0),
    ],
)
def test_a_statement_takes_what_is_there_and_not_sent_yet(
    by_then: int, by_now: int, remitted: int, takes: int
) -> None:
    found = to_remit(
        received_by_then=Money(by_then), received=Money(by_now), remitted=Money(remitted)
    )

    assert found == Money(takes)


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2025, 4, 10), Alert.NONE),
        (date(2025, 4, 15), Alert.NONE),
        (date(2025, 4, 16), Alert.NOTICE),
        (date(2025, 5, 12), Alert.NOTICE),
        (date(2025, 5, 13), Alert.LATE),
    ],
)
def test_money_held_too_long_is_told(today: date, says: Alert) -> None:
    """Received on Thursday 10 April 2025: three working days are over on the 15th."""
    assert alert(date(2025, 4, 10), today, STATE_COUNCIL) is says
    assert alert(None, today, STATE_COUNCIL) is Alert.NONE
