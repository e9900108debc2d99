"""What an operator's fee is counted on: unit-days of the stock list, priced and rounded once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from domain.calendar import Month, Period
from domain.errors import Refused
from domain.money import Money, half_up, multiply, total


@dataclass(frozen=True, slots=True)
class StockEntry:
    """A unit in a contract's stock list, and when it stood empty meanwhile."""

    unit_id: UUID
    period: Period
    vacant: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceFrom:
    """元/套/月 from a day on, until the next one."""

    from_on: date
    price: Money


@dataclass(frozen=True, slots=True)
class Span:
    """Days of the month under one price, with their unit-days: lived in or reserved, and vacant."""

    period: Period
    price: Money
    occupied_days: int
    vacant_days: int = 0

    @property
    def unit_days(self) -> int:
        return self.occupied_days + self.vacant_days


class UnitCountedTwice(Refused):
    """A unit-day belongs to exactly one contract: here a unit is in stock twice on one day."""


class PriceMissing(Refused):
    """The contract has stock on days on which no price is in force."""


def require_counted_once(stock: Iterable[StockEntry]) -> None:
    """Pass the stock lists of all contracts together. Raises UnitCountedTwice."""
    last: dict[UUID, Period] = {}
    for entry in sorted(stock, key=lambda entry: (entry.unit_id, entry.period.from_on)):
        before = last.get(entry.unit_id)
        if before is not None and before.overlap(entry.period) is not None:
            raise UnitCountedTwice(unit_id=str(entry.unit_id), on=entry.period.from_on.isoformat())
        last[entry.unit_id] = entry.period


def spans(stock: Sequence[StockEntry], prices: Iterable[PriceFrom], month: Month) -> list[Span]:
    """A contract's month, cut where its price changes. Raises PriceMissing."""
    made: list[Span] = []
    for period, price in _pieces(prices, month):
        days = sum(_days_in_common(entry.period, period) for entry in stock)
        vacant = sum(
            _days_in_common(empty, both)
            for entry in stock
            if (both := entry.period.overlap(period)) is not None
            for empty in entry.vacant
        )
        if days and price is None:
            raise PriceMissing(from_on=period.from_on.isoformat())
        if days and price is not None:
            made.append(Span(period, price, days - vacant, vacant))
    return made


def _pieces(prices: Iterable[PriceFrom], month: Month) -> list[tuple[Period, Money | None]]:
    in_force: Money | None = None
    starts: list[tuple[date, Money | None]] = []
    for change in sorted(prices, key=lambda change: change.from_on):
        if change.from_on <= month.first:
            in_force = change.price
        elif change.from_on <= month.last:
            starts.append((change.from_on, change.price))
    starts.insert(0, (month.first, in_force))
    ends = [start for start, _ in starts[1:]] + [month.next.first]
    return [(Period(start, end), price) for (start, price), end in zip(starts, ends, strict=True)]


def _days_in_common(one: Period, other: Period) -> int:
    both = one.overlap(other)
    return (both.until_on - both.from_on).days if both is not None and both.until_on else 0


def base_fee(pieces: Iterable[Span], month: Month, *, vacant_factor: Decimal = Decimal(1)) -> Money:
    """Σ unit-days × price ÷ days of the month, rounded once for the whole statement."""
    exact = sum(
        (
            piece.price.fen * (piece.occupied_days + piece.vacant_days * Fraction(vacant_factor))
            for piece in pieces
        ),
        Fraction(0),
    )
    return Money(half_up(exact / month.days))


def unit_line(price: Money, days: int, month: Month) -> Money:
    """What the annex prints for one unit, rounded by itself."""
    return multiply(price, Fraction(days, month.days))


def rounding_line(fee: Money, lines: Iterable[Money]) -> Money:
    """The annex's last line: what makes its rounded lines add up to the fee (尾差)."""
    return fee - total(lines)
