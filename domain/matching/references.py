"""What a remark names: contracts, codes of homes, and addresses in their spellings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.addresses import find_addresses
from domain.matching.stock import ESTATE_WORDS, Stock, is_telling, run_together

#: Bounded, and followed by nothing: searching is linear in the remark.
_TOKEN: Final = re.compile(r"[A-Z0-9]{1,40}(?:-[A-Z0-9]{1,40}){0,8}")
_CODE: Final = re.compile(r"[A-Z]{2,12}(?:[ -]?[0-9]{1,20}){1,6}")
_ESTATE: Final = re.compile("(?:家园|小区|花园|公寓|新村|社区|[苑城园府庭湾村院里居期])$")
_NAME_RUN: Final = re.compile("[\u4e00-\u9fff·]{2,40}")
_NAME_LENGTHS: Final = (4, 3, 2)


@dataclass(frozen=True, slots=True)
class References:
    """Contracts named; for each code and each address the homes it may mean; homes elsewhere.

    `elsewhere` are doors of an estate that nobody here knows: our home of that number is not it.
    """

    contracts: set[str]
    by_code: list[Sequence[str]]
    by_address: list[Sequence[str]]
    elsewhere: list[Sequence[str]]

    @classmethod
    def read(cls, remark: str, stock: Stock) -> "References":
        """Read a remark that is made `plain`."""
        found = cls(set(), [], [], [])
        for spelling in _codes(remark, stock):
            found.contracts.update(stock.contracts_spelt.get(spelling, ()))
            if spelling in stock.units_spelt:
                found.by_code.append(stock.units_spelt[spelling])
        for mention in find_addresses(remark):
            units = stock.units_at.get(mention.address)
            if not units:
                continue
            estate = _estate_in(mention.before, stock)
            if estate is not None:
                doors = ((name, mention.address) for name in stock.estates[estate])
                ours = [unit for door in doors for unit in stock.units_in.get(door, ())]
                found.by_address.extend([ours] if ours else [])
            elif _names_an_estate(mention.before):
                found.elsewhere.append(units)
            else:
                found.by_address.append(units)
        return found


def names_in(remark: str) -> Iterator[str]:
    """Every run of two to four characters; whether it is somebody's name, the stock knows."""
    for run in _NAME_RUN.findall(remark):
        for length in _NAME_LENGTHS:
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


def _codes(remark: str, stock: Stock) -> Iterator[str]:
    """The known spellings in a remark: whole words first, then letters with groups of digits."""
    known: tuple[Mapping[str, object], ...] = (stock.contracts_spelt, stock.units_spelt)
    read: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(remark):
        word = token.group()
        if is_telling(word) and any(word in spelt for spelt in known):
            read.append(token.span())
            yield word
    for written in _CODE.finditer(remark):
        if any(written.start() < end and written.end() > start for start, end in read):
            continue
        for spelling in _readings(written.group()):
            if any(spelling in spelt for spelt in known):
                yield spelling
                break


def _readings(written: str) -> Iterator[str]:
    """All of it, then without its last words: in `XFJY-01-2-0102 4` the 4 may be the month."""
    words = written.split(" ")
    for count in range(len(words), 0, -1):
        spelling = run_together("".join(words[:count]))
        if is_telling(spelling):
            yield spelling


def _estate_in(before: str, stock: Stock) -> str | None:
    """The longest name of an estate that the words before an address end with."""
    for start in range(len(before) - 1):
        if before[start:] in stock.estates:
            return before[start:]
    return None


def _names_an_estate(before: str) -> bool:
    """Whether the words end like an estate's name; 小区 alone names none."""
    return before not in ESTATE_WORDS and _ESTATE.search(before) is not None
