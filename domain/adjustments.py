"""Corrections of a charge: who decides, and whose claim a reduction lowers (domain.md 5.9)."""

from enum import StrEnum
from typing import Final

from domain.allocation import Split, reduction
from domain.errors import Refused
from domain.ledger import Reason
from domain.money import Money
from domain.states import Machine


class AdjustmentKind(StrEnum):
    REDUCTION = "reduction"
    INCREASE = "increase"


class AdjustmentState(StrEnum):
    DRAFTED = "drafted"
    APPROVED = "approved"
    REJECTED = "rejected"


class AdjustmentEvent(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"


_S, _E = AdjustmentState, AdjustmentEvent

ADJUSTMENT: Final[Machine[AdjustmentState, AdjustmentEvent]] = Machine(
    name="adjustment",
    transitions={
        (_S.DRAFTED, _E.APPROVE): _S.APPROVED,
        (_S.DRAFTED, _E.REJECT): _S.REJECTED,
    },
)


class AdjustmentExceedsClaim(Refused):
    """More than is still owed cannot be taken off; what was paid is refunded, not reduced."""


def reduction_of(split: Split, amount: Money) -> list[tuple[Reason, Money]]:
    """What an approved reduction posts: the operator's claim falls first, because it was paid for
    rent that is not owed (domain.md 11.1, 3). Raises AdjustmentExceedsClaim.
    """
    if amount > split.owed:
        raise AdjustmentExceedsClaim(amount_fen=amount.fen, owed_fen=split.owed.fen)
    return reduction(split, amount)
