"""The leases that money may be for, indexed by everything a payer may write."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from domain.addresses import Address, normalise_address, plain

#: A reference of fewer characters is an accident; of digits alone it could be a day or a phone.
_SHORTEST: Final = 6
_SHORTEST_OF_DIGITS: Final = 12
_NAMES_KEPT: Final = 4_096
_GROUP: Final = re.compile(r"[A-Z]+|[0-9]+")

#: What may stand behind an estate's name, or be left out.
ESTATE_WORDS: Final = ("公租房小区", "公租房", "小区")


class StockLease(NamedTuple):
    """A lease that money may be for. `ended_on` is the last day it was lived, None while it is.

    `project_names` are the estate's names; `open_debt_fen` is what the tenant owes now.
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

    def lives_within(self, first: date, last: date) -> bool:
        """Whether any day from `first` to `last` is one of the lease's."""
        return self.starts_on <= last and (self.ended_on is None or self.ended_on >= first)


@dataclass(frozen=True, slots=True)
class Stock:
    """Leases by home, contract, name and amount; homes by every spelling. Made once, then read.

    A look-up costs the same in a stock of any size.
    """

    by_unit: dict[str, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    by_contract: dict[str, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    by_amount: dict[int, list[StockLease]] = field(default_factory=lambda: defaultdict(list))
    units_spelt: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    contracts_spelt: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    units_at: dict[Address, list[str]] = field(default_factory=lambda: defaultdict(list))
    units_in: dict[tuple[str, Address], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    estates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, leases: Iterable[StockLease]) -> "Stock":
        stock = cls()
        for lease in leases:
            _file(stock, lease)
        return stock


def is_telling(written: str) -> bool:
    """Long enough to be a code and nothing else."""
    is_number = written.replace("-", "").isdecimal()
    return len(written) >= (_SHORTEST_OF_DIGITS if is_number else _SHORTEST)


def run_together(written: str) -> str:
    """Letters and digits without what stands between them: XFJY-01-2-0102 is XFJY0120102."""
    return "".join(_GROUP.findall(written))


def _file(stock: Stock, lease: StockLease) -> None:
    if lease.unit_code not in stock.by_unit:
        _file_home(stock, lease)
    if lease.contract_no not in stock.by_contract:
        for spelling in _spellings(lease.contract_no):
            stock.contracts_spelt[spelling].append(lease.contract_no)
    stock.by_unit[lease.unit_code].append(lease)
    stock.by_contract[lease.contract_no].append(lease)
    stock.by_name[plain(lease.tenant_name).strip()].append(lease)
    for amount_fen in {lease.monthly_rent_fen, lease.open_debt_fen} - {0}:
        stock.by_amount[amount_fen].append(lease)


def _file_home(stock: Stock, lease: StockLease) -> None:
    unit = lease.unit_code
    for spelling in _spellings(unit):
        stock.units_spelt[spelling].append(unit)
    door = normalise_address(lease.building, lease.entrance, lease.room)
    doors = [door, Address(door.building, "", door.room)] if door.entrance else [door]
    for place in doors:
        stock.units_at[place].append(unit)
    for name in lease.project_names:
        for spoken in _estate_names(name):
            stock.estates[spoken].add(name)
        for place in doors:
            stock.units_in[name, place].append(unit)


def _spellings(number: str) -> tuple[str, ...]:
    written = "".join(plain(number).split())
    if not is_telling(written):
        return ()
    short = run_together(written)
    return (written,) if short == written else (written, short)


@lru_cache(maxsize=_NAMES_KEPT)
def _estate_names(name: str) -> frozenset[str]:
    """The name as it is, with 小区 or 公租房 behind it, and without."""
    spoken = "".join(plain(name).split())
    longer = [spoken + word for word in ESTATE_WORDS]
    shorter = [spoken.removesuffix(word) for word in ESTATE_WORDS]
    return frozenset(each for each in (spoken, *longer, *shorter) if len(each) > 1)
