"""A home kept for a household 预留, from choosing it to signing for it: by a round, or directly.

Directly is the purchaser's decision about one household outside any round; somebody else of the
bureau approves it, and only then is the home kept.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.states import Machine


class ReservationState(StrEnum):
    PROPOSED = "proposed"
    HELD = "held"
    USED = "used"
    WAIVED = "waived"
    LAPSED = "lapsed"
    REJECTED = "rejected"


class ReservationEvent(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"
    USE = "use"
    WAIVE = "waive"
    LAPSE = "lapse"


_S, _E = ReservationState, ReservationEvent

TRANSITIONS: Final[Mapping[tuple[ReservationState, ReservationEvent], ReservationState]] = {
    (_S.PROPOSED, _E.APPROVE): _S.HELD,
    (_S.PROPOSED, _E.REJECT): _S.REJECTED,
    # The lease of the household takes its place.
    (_S.HELD, _E.USE): _S.USED,
    (_S.HELD, _E.WAIVE): _S.WAIVED,
    (_S.HELD, _E.LAPSE): _S.LAPSED,
}

MACHINE: Final = Machine("reservation", TRANSITIONS)

#: Whose household gave the home up: signed for it, or by letting the deadline pass.
GIVEN_UP: Final = frozenset({_S.WAIVED, _S.LAPSED})
