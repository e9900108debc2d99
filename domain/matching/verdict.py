"""The decision on a line: one lease beyond doubt, or those that a person should look at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from domain.addresses import plain
from domain.calendar import Month
from domain.matching.references import References, names_in
from domain.matching.stock import Stock, StockLease

#: References to more homes than this name none.
_TOO_MANY: Final = 20
_SUGGESTED: Final = 5
_SAME_AMOUNT_AT_MOST: Final = 3
_LONGEST_REMARK: Final = 500


class Reference(StrEnum):
    """What a line was matched by, the strongest first."""

    CONTRACT_NO = "contract_no"
    UNIT_CODE = "unit_code"
    ADDRESS = "address"


class Hint(StrEnum):
    """Why a lease is suggested, the best first."""

    NAME_AND_AMOUNT = "name_and_amount"
    CONFLICT = "conflict"
    LEASE_CHANGED = "lease_changed"
    AMBIGUOUS = "ambiguous"
    NAME = "name"
    LEASE_ENDED = "lease_ended"
    OTHER_ESTATE = "other_estate"
    AMOUNT = "amount"


#: Out of 100, to put suggestions in order. No score books anything by itself.
SCORES: Final[Mapping[Hint, int]] = {
    Hint.NAME_AND_AMOUNT: 80,
    Hint.CONFLICT: 70,
    Hint.LEASE_CHANGED: 65,
    Hint.AMBIGUOUS: 60,
    Hint.NAME: 50,
    Hint.LEASE_ENDED: 40,
    Hint.OTHER_ESTATE: 30,
    Hint.AMOUNT: 20,
}


@dataclass(frozen=True, slots=True)
class Line:
    """Money that came in, as the bank describes it."""

    remark: str
    payer_name: str
    amount_fen: int
    booked_on: date


@dataclass(frozen=True, slots=True)
class Matched:
    lease_id: UUID
    by: Reference


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A lease for a person to look at."""

    lease_id: UUID
    reason: Hint
    score: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Nothing certain; the likeliest first, perhaps none."""

    items: tuple[Suggestion, ...] = ()


def match(line: Line, stock: Stock) -> Matched | Suggestions:
    """The lease that a line names beyond doubt, or those that it may be for."""
    remark = plain(line.remark[:_LONGEST_REMARK])
    month = _Days.of(line.booked_on)
    verdict = _judge(References.read(remark, stock), month, stock)
    if isinstance(verdict, Matched):
        return verdict
    return _suggest([*verdict, *_likely(remark, line, month, stock)])


class _Days(NamedTuple):
    """A month's first and last day."""

    first: date
    last: date

    @classmethod
    @lru_cache(maxsize=512)
    def of(cls, day: date) -> "_Days":
        month = Month.of(day)
        return cls(month.first, month.last)


_Doubts = list[tuple[Hint, StockLease]]


def _judge(found: References, month: _Days, stock: Stock) -> Matched | _Doubts:
    """One lease, or the leases that were named and what speaks against each."""
    named = [lease for number in found.contracts for lease in stock.by_contract[number]]
    pinned = ([lease.unit_code] for lease in named)
    mentions: list[Sequence[str]] = [*pinned, *found.by_code, *found.by_address]
    if not mentions:
        return _doubt(Hint.OTHER_ESTATE, found.elsewhere, stock)
    fewest = min(mentions, key=len)
    if len(fewest) > _TOO_MANY:
        return []
    units = {unit for unit in fewest if all(unit in mention for mention in mentions)}
    if len(named) > 1 or not units:
        return _doubt(Hint.CONFLICT, mentions, stock)
    if len(units) > 1:
        return _doubt(Hint.AMBIGUOUS, [list(units)], stock)
    if named:
        return _settle(named, month, Reference.CONTRACT_NO)
    by = Reference.UNIT_CODE if found.by_code else Reference.ADDRESS
    return _settle(stock.by_unit[units.pop()], month, by)


def _settle(leases: Sequence[StockLease], month: _Days, by: Reference) -> Matched | _Doubts:
    """Of one home's leases the one that lives in the month, else the last ended with debt."""
    living = [lease for lease in leases if lease.lives_within(*month)]
    if len(living) == 1:
        return Matched(living[0].lease_id, by)
    ended = [lease for lease in leases if lease.ended_on and lease.ended_on < month.first]
    if living or not ended:
        return [(Hint.LEASE_CHANGED, lease) for lease in living or leases]
    last = max(ended, key=lambda lease: lease.ended_on or date.min)
    if last.open_debt_fen > 0:
        return Matched(last.lease_id, by)
    return [(Hint.LEASE_ENDED, last)]


def _doubt(hint: Hint, mentions: Iterable[Sequence[str]], stock: Stock) -> _Doubts:
    """The latest lease of each home named, as long as they are few enough to be named at all."""
    units = sorted({unit for mention in mentions if len(mention) <= _TOO_MANY for unit in mention})
    return [(hint, max(stock.by_unit[unit], key=lambda lease: lease.starts_on)) for unit in units]


def _likely(
    remark: str, line: Line, month: _Days, stock: Stock
) -> Iterator[tuple[Hint, StockLease]]:
    """Leases of the payer or of a person named, and those few that owe just this amount.

    A name that more tenants bear than anybody would look through says nothing.
    """
    for name in {plain(line.payer_name).strip(), *names_in(remark)}:
        namesakes = stock.by_name.get(name, ())
        for lease in namesakes if len(namesakes) <= _TOO_MANY else ():
            if _may_owe(lease, month):
                is_sum = line.amount_fen in (lease.monthly_rent_fen, lease.open_debt_fen)
                yield Hint.NAME_AND_AMOUNT if is_sum else Hint.NAME, lease
    same = stock.by_amount.get(line.amount_fen, ())
    if len(same) <= _SAME_AMOUNT_AT_MOST:
        yield from ((Hint.AMOUNT, lease) for lease in same if _may_owe(lease, month))


def _may_owe(lease: StockLease, month: _Days) -> bool:
    return lease.open_debt_fen > 0 or lease.lives_within(*month)


def _suggest(doubts: _Doubts) -> Suggestions:
    """Each lease once, for its best reason."""
    best: dict[UUID, Hint] = {}
    for hint, lease in sorted(doubts, key=lambda doubt: SCORES[doubt[0]]):
        best[lease.lease_id] = hint
    ordered = sorted(best.items(), key=lambda item: (-SCORES[item[1]], item[0]))
    return Suggestions(
        tuple(Suggestion(lease, hint, SCORES[hint]) for lease, hint in ordered[:_SUGGESTED])
    )
