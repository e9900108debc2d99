"""Asset cards 一套一卡, and the yearly stocktake 资产盘点 that sets them beside what is there.

财资〔2018〕106号: housing departments register each unit, keep its card and count the stock; the
account is 1831 保障性住房, its wear 1832, which may be kept or not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.errors import Invalid, Refused
from domain.money import Money
from domain.states import Machine


class Acquisition(StrEnum):
    """How the unit came into public hands."""

    BUILT = "built"
    BOUGHT = "bought"
    ALLOCATED = "allocated"
    CONVERTED = "converted"
    DONATED = "donated"


class AssetCardMissing(Refused):
    """A unit enters the register with its asset card."""


class WearExceedsValue(Invalid):
    """Accumulated wear cannot exceed the original value."""


def require_wear_within_value(value: Money, wear: Money | None) -> None:
    """Raises WearExceedsValue."""
    if wear is not None and wear > value:
        raise WearExceedsValue(pointer="/depreciated_fen", original_value_fen=value.fen)


class StocktakeState(StrEnum):
    PLANNED = "planned"
    COUNTING = "counting"
    COUNTED = "counted"
    CONFIRMED = "confirmed"
    VOID = "void"


class StocktakeEvent(StrEnum):
    START = "start"
    COUNT = "count"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    DISCARD = "discard"


_S, _E = StocktakeState, StocktakeEvent

TRANSITIONS: Final[Mapping[tuple[StocktakeState, StocktakeEvent], StocktakeState]] = {
    (_S.PLANNED, _E.START): _S.COUNTING,
    (_S.COUNTING, _E.COUNT): _S.COUNTING,
    (_S.COUNTING, _E.SUBMIT): _S.COUNTED,
    (_S.COUNTED, _E.SEND_BACK): _S.COUNTING,
    (_S.COUNTED, _E.CONFIRM): _S.CONFIRMED,
    (_S.PLANNED, _E.DISCARD): _S.VOID,
    (_S.COUNTING, _E.DISCARD): _S.VOID,
}

MACHINE: Final = Machine("stocktake", TRANSITIONS)


class StocktakeNotOpen(Refused):
    """The project has no stocktake that is being counted."""


class NeitherBookedNorThere(Invalid):
    """Codes of units that are neither in the books nor on the ground."""


class StocktakeIncomplete(Refused):
    """Some lines are not counted, or differ without a reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit in the round: in the books 账面, on the ground 实盘, each 0 or 1."""

    unit_code: str
    booked: int
    counted: int | None
    reason: str | None

    @property
    def difference(self) -> int | None:
        """实盘 − 账面: −1 is missing 盘亏, 1 is found without being in the books 盘盈."""
        return None if self.counted is None else self.counted - self.booked

    @property
    def is_settled(self) -> bool:
        """Counted, and explained where it differs."""
        return self.difference == 0 or (self.difference is not None and bool(self.reason))


def unsettled(lines: Iterable[Line]) -> list[str]:
    """The codes that keep the round from being submitted."""
    return [line.unit_code for line in lines if not line.is_settled]


class Finding(StrEnum):
    """What cards, units and leases say against one another."""

    UNIT_WITHOUT_CARD = "unit_without_card"
    CARD_NUMBER_DIFFERS = "card_number_differs"
    CARD_AREA_DIFFERS = "card_area_differs"
    CARD_WITHOUT_VALUE = "card_without_value"
    CARD_OF_WITHDRAWN_UNIT = "card_of_withdrawn_unit"
    LEASE_IN_EMPTY_UNIT = "lease_in_empty_unit"
    LET_WITHOUT_LEASE = "let_without_lease"
    HOUSEHOLD_IN_PREMISES = "household_in_premises"
    WITHDRAWN_BUT_PAID_FOR = "withdrawn_but_paid_for"
