"""Corrections of a charge: who decides, and whose claim a reduction lowers (domain.md 5.9)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.errors import Refused
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

ADJUSTMENT: Final = Machine(
    "adjustment",
    {
        (_S.DRAFTED, _E.APPROVE): _S.APPROVED,
        (_S.DRAFTED, _E.REJECT): _S.REJECTED,
    },
)


class AdjustmentExceedsClaim(Refused):
    """More than is still owed cannot be taken off; what was paid is refunded, not reduced."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """How much of a reduction each creditor bears."""

    operator: Money
    treasury: Money


def reduction(amount: Money, *, treasury_claim: Money, operator_claim: Money) -> Reduction:
    """The operator's claim first: it was paid for rent that is not owed (domain.md 11.1, 3).

    Raises AdjustmentExceedsClaim.
    """
    owed = treasury_claim + operator_claim
    if amount > owed:
        raise AdjustmentExceedsClaim(amount_fen=amount.fen, owed_fen=owed.fen)
    operator = min(amount, operator_claim)
    return Reduction(operator, amount - operator)
