"""Which homes a participant may choose 选房: size fits, easy access first for those who need it.

What is offered never says why: a home that is kept for somebody looks like one that does not fit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

_DIGITS: Final[Mapping[str, int]] = {
    **{str(number): number for number in range(1, 10)},
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    "两": 2,
}
_ROOMS: Final = re.compile(f"([{''.join(_DIGITS)}])[室居房]")
_SINGLE: Final = re.compile("单间|开间|单身|零居")


@dataclass(frozen=True, slots=True)
class Home:
    """A home of the round that nobody has taken."""

    unit_id: UUID
    layout: str | None
    floor: int | None
    has_lift: bool | None


@dataclass(frozen=True, slots=True)
class Chooser:
    """Whose turn it is. `rooms` is what the purchaser approved, over the table where given."""

    size: int
    rooms: int | None = None
    needs_easy_access: bool = False


class Unsuitable(StrEnum):
    SIZE = "size"
    KEPT = "kept"


def rooms_of(layout: str | None) -> int | None:
    """Bedrooms by the layout's own words, 一室一厅 or 2居; a single room is 1. None: unclear."""
    if not layout:
        return None
    found = _ROOMS.search(layout)
    if found:
        return _DIGITS[found[1]]
    return 1 if _SINGLE.search(layout) else None


def rooms_allowed(rule: Sequence[Mapping[str, Any]], size: int) -> int | None:
    """By the table `round.size_rule`: the row with the largest `people_from` up to `size`."""
    rows = [row for row in rule if int(row["people_from"]) <= size]
    if not rows:
        return None
    return int(max(rows, key=lambda row: int(row["people_from"]))["rooms_through"])


def fits(rule: Sequence[Mapping[str, Any]], chooser: Chooser, home: Home) -> bool:
    """Not more rooms than the household may have; what is unclear is no bar."""
    allowed = chooser.rooms or rooms_allowed(rule, chooser.size)
    rooms = rooms_of(home.layout)
    return allowed is None or rooms is None or rooms <= allowed


def is_easy(home: Home, low_through: int) -> bool:
    """Low floors, and any floor with a lift."""
    return bool(home.has_lift) or (home.floor is not None and home.floor <= low_through)


def offered(
    homes: Sequence[Home],
    chooser: Chooser,
    *,
    rule: Sequence[Mapping[str, Any]],
    low_through: int,
    still_need: int,
) -> list[Home]:
    """What the chooser may take. `still_need`: others still to choose who need easy access.

    Who needs it is offered easy homes while there are any. For the others as many are kept as
    people still need one, unless nothing else would fit them: nobody is sent away for later ones.
    """
    fitting = [home for home in homes if fits(rule, chooser, home)]
    easy = [home for home in fitting if is_easy(home, low_through)]
    if chooser.needs_easy_access:
        return easy or fitting
    if sum(is_easy(home, low_through) for home in homes) > still_need:
        return fitting
    return [home for home in fitting if not is_easy(home, low_through)] or fitting
