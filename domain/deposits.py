"""The deposit 押金 of a lease: how much, what it answers for, and how it goes back.

It is the household's money, held apart from rent in the deposit bank (A4 = Σ L3). It pays rent
and advances only at the end of a lease, as a payment of its own channel, so that what it settled
can be followed like any other payment. Back it goes the way it came, by a second person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from domain.errors import Refused
from domain.leases import Against, DepositClaim, LeaseState
from domain.ledger import Reason
from domain.money import Money, multiply
from domain.states import Machine


class DepositRule(StrEnum):
    """What a deposit is counted by (parameter `deposit.rule`)."""

    MONTHS = "months"
    FIXED = "fixed"
    PER_M2 = "per_m2"


class ReceiptState(StrEnum):
    HELD = "held"
    REVERSED = "reversed"


class ReceiptEvent(StrEnum):
    REVERSE = "reverse"


class RefundState(StrEnum):
    PROPOSED = "proposed"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class RefundEvent(StrEnum):
    PAY = "pay"
    WITHDRAW = "withdraw"


RECEIPT: Final = Machine(
    "deposit_receipt", {(ReceiptState.HELD, ReceiptEvent.REVERSE): ReceiptState.REVERSED}
)
REFUND: Final = Machine(
    "deposit_refund",
    {
        (RefundState.PROPOSED, RefundEvent.PAY): RefundState.PAID,
        (RefundState.PROPOSED, RefundEvent.WITHDRAW): RefundState.WITHDRAWN,
    },
)


class DepositExceeded(Refused):
    """Less than this is held for the lease."""


class DepositAboveAgreed(Refused):
    """More than the lease's paper asks for; `due_fen` is what is still to come."""


class DepositNotTaken(Refused):
    """The lease is not ready to be signed yet, or it is over: nobody pays a deposit for it."""


class DepositAboveClaims(Refused):
    """The household owes less than this: the rest of its deposit goes back to it."""


#: A deposit is paid from the day the paper lies ready until the lease is over.
_TAKES: Final = frozenset(LeaseState) - {
    LeaseState.DRAFT,
    LeaseState.EXPLAINED,
    LeaseState.TERMINATED,
    LeaseState.VOID,
}

#: What using the deposit posts for rent, by what it answers for.
SETTLES: Final[Mapping[Against, Reason]] = {
    Against.RENT: Reason.DEPOSIT_TO_TREASURY,
    Against.ADVANCE: Reason.DEPOSIT_TO_OPERATOR,
}


@dataclass(frozen=True, slots=True)
class DepositDemand:
    """What the deposit is asked for. Damage says what it is, and who gets the money."""

    against: Against
    amount: Money
    what: str = ""
    payee: str = ""


@dataclass(frozen=True, slots=True)
class DepositTerms:
    """The parameters of the register that a deposit is counted with."""

    rule: DepositRule
    months: Decimal
    fixed: Money
    per_m2: Money


def agreed(terms: DepositTerms, monthly_rent: Money, area_m2: Decimal) -> Money:
    """What a lease asks for, rounded half up to the fen."""
    by_rule = {
        DepositRule.MONTHS: multiply(monthly_rent, terms.months),
        DepositRule.FIXED: terms.fixed,
        DepositRule.PER_M2: multiply(terms.per_m2, area_m2),
    }
    return by_rule[terms.rule]


def require_takes_deposit(state: LeaseState) -> None:
    """Raises DepositNotTaken."""
    if state not in _TAKES:
        raise DepositNotTaken(state=state)


def require_within_agreed(amount: Money, held: Money, agreed_on_paper: Money) -> None:
    """Raises DepositAboveAgreed."""
    due = max(agreed_on_paper - held, Money(0))
    if amount > due:
        raise DepositAboveAgreed(due_fen=due.fen, held_fen=held.fen)


def require_held(amount: Money, held: Money) -> None:
    """Raises DepositExceeded."""
    if amount > held:
        raise DepositExceeded(held_fen=held.fen, amount_fen=amount.fen)


def require_owed(claims: Sequence[DepositClaim], owed: Mapping[Against, Money]) -> None:
    """Rent and advances are paid no further than they are owed. Raises DepositAboveClaims."""
    for against, most in owed.items():
        claimed = sum(claim.amount.fen for claim in claims if claim.against is against)
        if claimed > most.fen:
            raise DepositAboveClaims(against=against, owed_fen=most.fen, claimed_fen=claimed)
