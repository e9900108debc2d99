"""Whose money a bank line is: matched by what names a home or a contract, else only suggested.

A unit code, a contract number and an address are strong: each names one home or one lease.
A name or an amount never is; two strong references that disagree are none. Money that is not
matched goes to suspense, never to a guessed tenant.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.addresses import Address, find_addresses, normalise_address, plain
from domain.calendar import Month

#: A reference of fewer characters is an accident; of digits alone it could be a day or a phone.
_SHORTEST: Final = 6
_SHORTEST_OF_DIGITS: Final = 12
#: References to more homes than this name none.
_TOO_MANY: Final = 20
_SUGGESTED: Final = 5
_SAME_AMOUNT_AT_MOST: Final = 3
_LONGEST_REMARK: Final = 500

_TOKEN: Final = re.compile(r"[A-Z0-9]{1,40}(?:-[A-Z0-9]{1,40}){0,8}")
_CODE: Final = re.compile(r"[A-Z]{2,12}(?:[ -]?[0-9]{1,10}){1,6}")
_GROUP: Final = re.compile(r"[A-Z]+|[0-9]+")
_NAME_RUN: Final = re.compile("[\u4e00-\u9fff·]{2,40}")
_NAME_LENGTHS: Final = (4, 3, 2)
_ESTATE: Final = re.compile(
    "(?:家园|小区|花园|公寓|新村|社区|[苑城园府庭湾村院里居期])$"
)
_ESTATE_WORDS: Final = ("公租房小区", "公租房", "小区")


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


#: Out of 100, to put suggestions in order; no suggestion is ever booked by itself.
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
class StockLease:
    """A lease that money may be for. `ended_on` is the last day it was lived, None while it is.

    `project_names` are the estate's names; debt is what the tenant owes now.
    """

    lease_id: UUID
    unit_code: str
    contract_no: str
    project_names: tuple[str, ...]
    building: str
    entrance: str
    room: str
    tenant_name: str
    monthly_rent_fen: int
    open_debt_fen: int
    starts_on: date
    ended_on: date | None = None

    def lives_in(self, month: Month) -> bool:
        return self.starts_on <= month.last and (
            self.ended_on is None or self.ended_on >= month.first
        )


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


@dataclass(frozen=True, slots=True)
class Stock:
    """Leases, found by everything a payer may write. Looking one up costs the same in any stock."""

    by_unit: dict[str, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    by_contract: dict[str, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    by_amount: dict[int, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    units_at: dict[Address, set[str]] = field(default_factory=lambda: defaultdict(set))
    units_spelt: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    contracts_spelt: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    units_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, leases: Iterable[StockLease]) -> "Stock":
        stock = cls()
        for lease in leases:
            stock._add(lease)
        return stock

    def _add(self, lease: StockLease) -> None:
        unit, contract = lease.unit_code, lease.contract_no
        self.by_unit[unit].append(lease)
        self.by_contract[contract].append(lease)
        self.by_name[lease.tenant_name].append(lease)
        for amount in {lease.monthly_rent_fen, lease.open_debt_fen}:
            self.by_amount[amount].append(lease)
        for spelling in _spellings(unit):
            self.units_spelt[spelling].add(unit)
        for spelling in _spellings(contract):
            self.contracts_spelt[spelling].add(contract)
        for name in _estate_names(lease.project_names):
            self.units_of[name].add(unit)
        place = normalise_address(lease.building, lease.entrance, lease.room)
        self.units_at[place].add(unit)
        if place.entrance:
            self.units_at[Address(place.building, "", place.room)].add(unit)


def match(line: Line, stock: Stock) -> Matched | Suggestions:
    """The lease that a line names beyond doubt, or those that it may be for."""
    remark = plain(line.remark[:_LONGEST_REMARK])
    found = _References.read(remark, stock)
    verdict = _judge(found, line, stock)
    if isinstance(verdict, Matched):
        return verdict
    return _suggest(verdict, remark, line, stock)


@dataclass(frozen=True, slots=True)
class _References:
    """What a remark names: contracts, and for each code or address the homes it may mean."""

    contracts: set[str]
    by_code: list[set[str]]
    by_address: list[set[str]]
    elsewhere: list[set[str]]

    @classmethod
    def read(cls, remark: str, stock: Stock) -> "_References":
        contracts: set[str] = set()
        codes: list[set[str]] = []
        for spelling in _written_codes(remark):
            contracts |= stock.contracts_spelt.get(spelling, set())
            if units := stock.units_spelt.get(spelling):
                codes.append(units)
        addresses: list[set[str]] = []
        elsewhere: list[set[str]] = []
        for mention in find_addresses(remark):
            units = stock.units_at.get(mention.address, set())
            estate = _estate_in(mention.before, stock)
            if estate is not None:
                addresses.append(units & stock.units_of[estate])
            elif _ESTATE.search(mention.before):
                elsewhere.append(units)
            else:
                addresses.append(units)
        return cls(contracts, codes, [units for units in addresses if units], elsewhere)


def _judge(
    found: _References, line: Line, stock: Stock
) -> Matched | list[tuple[Hint, StockLease]]:
    """One lease beyond doubt, or the leases that were named and what speaks against them."""
    named = [lease for number in found.contracts for lease in stock.by_contract[number]]
    mentions = [*found.by_code, *found.by_address]
    if not named and not mentions:
        return [(Hint.OTHER_ESTATE, lease) for lease in _leases(found.elsewhere, stock)]
    units = set.intersection(*mentions, *({lease.unit_code} for lease in named))
    if len(named) > 1 or not units:
        return [(Hint.CONFLICT, lease) for lease in [*named, *_leases(mentions, stock)]]
    if len(units) > 1:
        return [(Hint.AMBIGUOUS, lease) for lease in _leases([units], stock)]
    month = Month.of(line.booked_on)
    if named:
        return _settle(named, month, Reference.CONTRACT_NO)
    by = Reference.UNIT_CODE if found.by_code else Reference.ADDRESS
    return _settle(stock.by_unit[units.pop()], month, by)


def _settle(
    leases: Sequence[StockLease], month: Month, by: Reference
) -> Matched | list[tuple[Hint, StockLease]]:
    """Of one home's leases the one that lives in the month, else the last ended with debt."""
    living = [lease for lease in leases if lease.lives_in(month)]
    if len(living) == 1:
        return Matched(living[0].lease_id, by)
    if living:
        return [(Hint.LEASE_CHANGED, lease) for lease in living]
    ended = [lease for lease in leases if lease.ended_on and lease.ended_on < month.first]
    if not ended:
        return [(Hint.LEASE_CHANGED, lease) for lease in leases]
    last = max(ended, key=lambda lease: lease.ended_on or date.min)
    if last.open_debt_fen > 0:
        return Matched(last.lease_id, by)
    return [(Hint.LEASE_ENDED, last)]


def _suggest(
    named: list[tuple[Hint, StockLease]], remark: str, line: Line, stock: Stock
) -> Suggestions:
    best: dict[UUID, Hint] = {}
    for hint, lease in [*named, *_likely(remark, line, stock)]:
        known = best.get(lease.lease_id)
        if known is None or SCORES[hint] > SCORES[known]:
            best[lease.lease_id] = hint
    ordered = sorted(best.items(), key=lambda item: (-SCORES[item[1]], item[0]))
    return Suggestions(
        tuple(Suggestion(lease, hint, SCORES[hint]) for lease, hint in ordered[:_SUGGESTED])
    )


def _likely(remark: str, line: Line, stock: Stock) -> Iterator[tuple[Hint, StockLease]]:
    """Leases of the payer or of a person named, and those few that owe just this amount."""
    month = Month.of(line.booked_on)
    for name in {plain(line.payer_name).strip(), *_names_in(remark)}:
        for lease in stock.by_name.get(name, ())[:_TOO_MANY]:
            if not lease.lives_in(month) and lease.open_debt_fen <= 0:
                continue
            is_amount = line.amount_fen in {lease.monthly_rent_fen, lease.open_debt_fen}
            yield Hint.NAME_AND_AMOUNT if is_amount else Hint.NAME, lease
    same = stock.by_amount.get(line.amount_fen, ())
    if len(same) <= _SAME_AMOUNT_AT_MOST:
        for lease in same:
            if lease.lives_in(month) or lease.open_debt_fen > 0:
                yield Hint.AMOUNT, lease


def _leases(mentions: Iterable[set[str]], stock: Stock) -> list[StockLease]:
    """The latest lease of each home, as long as they are few enough to be named at all."""
    units = sorted(set[str]().union(*mentions))
    if len(units) > _TOO_MANY:
        return []
    return [max(stock.by_unit[unit], key=lambda lease: lease.starts_on) for unit in units]


def _spellings(number: str) -> Iterator[str]:
    """A code as people may write it: as it is, and its groups run together."""
    written = "".join(plain(number).split())
    if _is_telling(written):
        yield written
        yield _run_together(written)


def _is_telling(written: str) -> bool:
    shortest = _SHORTEST_OF_DIGITS if written.replace("-", "").isdecimal() else _SHORTEST
    return len(written) >= shortest


def _run_together(written: str) -> str:
    """Letters and digit groups without what stands between them."""
    return "".join(_GROUP.findall(written))


def _written_codes(remark: str) -> set[str]:
    """Everything in a remark that may be a code: whole words, and letters with groups of digits.

    Of `XFJY-01-2-0102 4` the last group may be the month, so shorter readings count too, unless
    a longer one is known; the caller looks each up.
    """
    codes = {token for token in _TOKEN.findall(remark) if _is_telling(token)}
    for written in _CODE.findall(remark):
        groups = _GROUP.findall(written)
        codes.update("".join(groups[:count]) for count in range(2, len(groups) + 1))
    return codes


def _estate_names(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        spoken = "".join(plain(name).split())
        yield spoken
        for word in _ESTATE_WORDS:
            yield spoken + word
            if spoken.endswith(word) and len(spoken) > len(word) + 1:
                yield spoken.removesuffix(word)


def _estate_in(before: str, stock: Stock) -> str | None:
    """The longest name of an estate that the words before an address end with."""
    for start in range(len(before) - 1):
        if before[start:] in stock.units_of:
            return before[start:]
    return None


def _names_in(remark: str) -> Iterator[str]:
    """Every run of two to four characters; whether it is somebody's name, the stock knows."""
    for run in _NAME_RUN.findall(remark):
        for length in _NAME_LENGTHS:
            for start in range(len(run) - length + 1):
                yield run[start : start + length]
