"""What a second side decides about a unit, and the reasons that may be given."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from domain.states import Machine


class DecisionKind(StrEnum):
    WITHDRAWAL = "withdrawal"
    LONG_REPAIR = "long_repair"


class DecisionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class DecisionEvent(StrEnum):
    GRANT = "grant"
    REFUSE = "refuse"
    LAPSE = "lapse"


TRANSITIONS: Final[Mapping[tuple[DecisionState, DecisionEvent], DecisionState]] = {
    (DecisionState.ASKED, DecisionEvent.GRANT): DecisionState.GRANTED,
    (DecisionState.ASKED, DecisionEvent.REFUSE): DecisionState.REFUSED,
    # The repair was finished before anybody decided.
    (DecisionState.ASKED, DecisionEvent.LAPSE): DecisionState.LAPSED,
}

MACHINE: Final = Machine("unit_decision", TRANSITIONS)


class RepairReason(StrEnum):
    """Why a unit cannot be lived in."""

    DAMAGE = "damage"
    SAFETY = "safety"
    UTILITIES = "utilities"
    REFURBISHMENT = "refurbishment"


class FreezeReason(StrEnum):
    LITIGATION = "litigation"
    DISPUTE = "dispute"
    DEMOLITION = "demolition"


class WithdrawalReason(StrEnum):
    """How a unit leaves the stock: sold or scrapped, converted (转配售), torn down."""

    DISPOSAL = "disposal"
    CONVERSION = "conversion"
    DEMOLITION = "demolition"


def needs_confirmation(from_on: date, until_on: date, *, limit_days: int) -> bool:
    """Whether a repair is longer than the operator may decide alone; both days are included."""
    return (until_on - from_on).days + 1 > limit_days
