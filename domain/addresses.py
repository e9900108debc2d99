"""Where a home is, in people's spellings: 4栋1单元302, 4号楼1单元302室, 4#1单元302, 4-1-302."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

_CHINESE_DIGITS: Final = "一二三四五六七八九"
_TEN: Final = "十"
_DASH: Final = re.compile("[‐‑‒–—―−﹣]")

_BUILDING_WORD: Final = re.compile(r"(?:号楼|栋楼?|幢|座|#楼?|号)$")
_ENTRANCE_WORD: Final = re.compile(r"(?:单元|门|#|号)$")
_ROOM_WORD: Final = re.compile(r"(?:室|房|号|户)$")

#: Every repetition below is bounded and none can match what its neighbour matches, so the time
#: to search is linear in the text.
_NAME: Final = rf"(?:[0-9]{{1,3}}|[{_CHINESE_DIGITS}{_TEN}]{{1,3}}|[A-Z])"
_STEP: Final = rf"(?:[0-9]{{1,2}}|[{_CHINESE_DIGITS}{_TEN}]{{1,3}})"
_ROOM: Final = r"[0-9]{3,4}(?![0-9])"
_ALONE: Final = r"(?<![0-9A-Z-])"
_MARKED: Final = re.compile("[栋幢座#号]")
#: Each spelling with what it cannot be without.
_SPELLINGS: Final = (
    (
        _MARKED,
        re.compile(
            rf"{_ALONE}({_NAME}) ?(?:号楼|栋楼?|幢|座|#楼?|号) ?-? ?"
            rf"({_STEP}) ?(?:单元|门|#|-) ?-? ?({_ROOM})"
        ),
    ),
    (
        re.compile("-"),
        re.compile(rf"{_ALONE}([0-9]{{1,3}}) ?- ?([0-9]{{1,2}}) ?- ?({_ROOM})(?!-)"),
    ),
    (
        _MARKED,
        re.compile(rf"{_ALONE}({_NAME}) ?(?:号楼|栋楼?|幢|座|#楼?) ?-? ?()({_ROOM})"),
    ),
)
#: What stands before an address and may name the estate.
_BEFORE: Final = re.compile(r"[^\s,;:/()。、-]{1,20}$")
_REACH: Final = 20
#: Buildings, entrances and rooms repeat all over a stock.
_NAMES_KEPT: Final = 16_384


class Address(NamedTuple):
    """A home's place within its estate. `entrance` is empty where there is none, or none told."""

    building: str
    entrance: str
    room: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An address found in a text, and the words right before it, which may name an estate."""

    address: Address
    before: str


def normalise_address(building: str, entrance: str, room: str) -> Address:
    """The address as any two spellings of it share it: `1号楼`, `1单元`, `0101室` is 1, 1, 101."""
    return Address(building_name(building), entrance_name(entrance), room_number(room))


def building_name(text: str) -> str:
    """`1栋`, `1#`, `01`, `一号楼` are all 1; `A座` is A. Other names stay as they are."""
    return _bare(text, _BUILDING_WORD)


def entrance_name(text: str) -> str:
    """`2单元`, `2`, `二单元` are all 2; a building without entrances has the empty name."""
    return _bare(text, _ENTRANCE_WORD)


def room_number(text: str) -> str:
    """`101`, `0101`, `101室` are all 101."""
    return _bare(text, _ROOM_WORD)


def plain(text: str) -> str:
    """A remark ready to be searched: half-width, upper case, one kind of hyphen."""
    if text.isascii():
        return text.upper()
    return _DASH.sub("-", unicodedata.normalize("NFKC", text)).upper()


def find_addresses(remark: str) -> Iterator[Mention]:
    """Every address in a text made `plain`, the fullest spelling first, each stretch read once."""
    read: list[tuple[int, int]] = []
    for mark, spelling in _SPELLINGS:
        if mark.search(remark) is None:
            continue
        for match in spelling.finditer(remark):
            start, end = match.span()
            if any(start < other_end and end > other_start for other_start, other_end in read):
                continue
            read.append((start, end))
            before = _BEFORE.search(remark, max(0, start - _REACH), start)
            yield Mention(normalise_address(*match.groups()), before.group() if before else "")


@lru_cache(maxsize=_NAMES_KEPT)
def _bare(text: str, word: re.Pattern[str]) -> str:
    name = "".join(plain(text).split())
    name = word.sub("", name) or name
    if name.isdecimal():
        return name.lstrip("0") or "0"
    return _from_chinese(name)


def _from_chinese(name: str) -> str:
    """一 to 九十九 as digits; anything else unchanged."""
    if not name or any(mark not in _CHINESE_DIGITS + _TEN for mark in name):
        return name
    tens, ten, units = name.rpartition(_TEN)
    if len(tens) > 1 or len(units) > 1 or _TEN in tens:
        return name
    value = (_CHINESE_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return str(value + (_CHINESE_DIGITS.index(units) + 1 if units else 0))
