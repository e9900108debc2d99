"""楼盘表, the board: how a door stands, as its colours tell it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from domain.arrears import AgeBand
from domain.housing import UnitState
from domain.vacancies import VACANT

_FLOOR_DIGITS: Final = 100
#: A home that was entered by mistake, or that left the stock, has no door on the board.
OFF_THE_BOARD: Final = frozenset({UnitState.WITHDRAWN})


class Plan(StrEnum):
    """Whether the household keeps the instalments that it agreed to 分期."""

    KEPT = "kept"
    BROKEN = "broken"


class Bucket(StrEnum):
    """A door by the months that its household owes; a door without a lease owes nothing."""

    NO_LEASE = "no_lease"
    NONE = "none"
    ONE_TO_THREE = "1_3"
    FOUR_TO_SIX = "4_6"
    OVER_SIX = "over_6"


BUCKETS: Final[Mapping[AgeBand, Bucket]] = {
    AgeBand.NONE: Bucket.NONE,
    AgeBand.ONE_TO_THREE: Bucket.ONE_TO_THREE,
    AgeBand.FOUR_TO_SIX: Bucket.FOUR_TO_SIX,
    AgeBand.OVER_SIX: Bucket.OVER_SIX,
}


def floor_of(floor: int | None, room: str) -> int | None:
    """The floor as it is registered, or as the room's number has it: 1101 is on the eleventh."""
    if floor is not None:
        return floor
    if not room.isdecimal() or int(room) < _FLOOR_DIGITS:
        return None
    return int(room) // _FLOOR_DIGITS


def vacant_days(state: UnitState, vacant_since: date | None, today: date) -> int | None:
    """How long nobody has lived there; None for a home that is let, or empty since nobody knows."""
    if state not in VACANT or vacant_since is None:
        return None
    return max((today - vacant_since).days, 0)
