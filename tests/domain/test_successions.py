"""One lease after another on a day: what the second owes at once, and E11 to the fen."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Month, Period
from domain.lease_terms import Charged, beyond
from domain.money import Money, total
from domain.proration import Basis
from domain.successions import charged_at_once

A, B = Money.yuan("272.27"), Money.yuan("301.60")
SEPTEMBER = Month(2025, 9)


def month_of(month: Month, rent: Money) -> Charged:
    period = Period(month.first, month.next.first)
    return Charged(month, period, Basis.ACTUAL_DAYS, 1, rent)


def owed(charged: list[Charged], begins: date, open_from: Month | None = None) -> list[str]:
    found = charged_at_once(
        charged,
        B,
        Period(begins, date(2028, 9, 1)),
        open_from=open_from,
        basis=Basis.ACTUAL_DAYS,
        unit_fen=1,
    )
    return [f"{one.month} {one.period.from_on.day} {one.due.as_yuan()}" for one in found]


def test_e11_on_16_september_no_day_is_charged_twice():
    """A 136.14 for 1 to 15, B 150.80 for 16 to 30: 286.94."""
    begins, charged = date(2025, 9, 16), [month_of(SEPTEMBER, A)]
    [cut] = beyond(charged, A, [], begins)

    assert cut.due == Money.yuan("136.14")
    assert owed(charged, begins) == ["2025-09 16 150.80"]
    assert total([cut.due, Money.yuan("150.80")]) == Money.yuan("286.94")


def test_what_nobody_was_charged_for_is_left_to_the_next_run():
    assert owed([], date(2025, 9, 16)) == []


def test_closed_months_are_charged_though_no_run_comes_by():
    assert owed([], date(2025, 7, 20), Month(2025, 9)) == ["2025-07 20 116.75", "2025-08 1 301.60"]


def test_a_month_whose_run_was_stands_to_its_last_day():
    """The old lease was charged to the 15th of June: the new one owes the rest of June."""
    june = Month(2025, 6)
    charged = [
        Charged(june, Period(june.first, date(2025, 6, 16)), Basis.ACTUAL_DAYS, 1, Money(13614))
    ]
    assert owed(charged, date(2025, 6, 16)) == ["2025-06 16 150.80"]


@given(
    begins=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    months=st.integers(0, 6),
    closed=st.integers(-3, 6),
)
def test_every_day_belongs_to_one_of_the_two(begins: date, months: int, closed: int):
    first = Month.of(begins)
    charged = [month_of(first.plus(n), A) for n in range(months)]
    found = charged_at_once(
        charged,
        B,
        Period(begins, begins + timedelta(days=3650)),
        open_from=first.plus(closed),
        basis=Basis.ACTUAL_DAYS,
        unit_fen=1,
    )
    spans = [one.period for one in found]
    through = first.plus(max(months, closed, 0)).first

    assert [span.from_on for span in spans[1:]] == [span.until_on for span in spans[:-1]]
    if spans:
        assert (spans[0].from_on, spans[-1].until_on) == (begins, through)
    else:
        assert through <= begins
