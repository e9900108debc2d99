"""One lease takes another's place on a day: what the earlier was charged beyond it, the later owes.

No day is charged twice, and none is left out (E11). The old lease ends the day before; the new one
is charged at once for the days that a billing run will not come by again: those of months that the
old lease was charged for, and of months that are closed.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from domain.calendar import Month, Period
from domain.lease_terms import Charged, Difference
from domain.money import ZERO, Money
from domain.proration import Basis, due_for


def charged_at_once(
    charged: Iterable[Charged],
    rent: Money,
    term: Period,
    *,
    open_from: Month | None,
    basis: Basis,
    unit_fen: int,
) -> list[Difference]:
    """What a lease of that rent and term owes already, month by month, the oldest first.

    `charged`: the months that the lease before it was charged for. `open_from` is the first month
    that is not closed; None where none ever was.
    """
    ends = [one.month.next.first for one in charged]
    if open_from is not None:
        ends.append(open_from.first)
    until = max(ends, default=term.from_on)
    if term.until_on is not None:
        until = min(until, term.until_on)
    return [
        Difference(month, span, ZERO, due_for(rent, span, month, basis, unit_fen=unit_fen))
        for month, span in _months(term.from_on, until)
    ]


def _months(from_on: date, until_on: date) -> Iterator[tuple[Month, Period]]:
    while from_on < until_on:
        month = Month.of(from_on)
        ends = min(month.next.first, until_on)
        yield month, Period(from_on, ends)
        from_on = ends
