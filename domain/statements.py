"""A lease's account 对账单: every transfer that touches its household, told as events.

The household's balance is what it owes to treasury (A1) and operator (A2) less its credit (L2),
so each transfer's effect on it follows from its two accounts, mirror transfers included.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.allocation import Claim
from domain.ledger import Account, Reason

_OF_HOUSEHOLD: Final = frozenset(
    {Account.RECEIVABLE_TREASURY, Account.RECEIVABLE_OPERATOR, Account.UNALLOCATED}
)


class Kind(StrEnum):
    """What an event is called on the account, in the order in which a day's are told."""

    CHARGE = "charge"
    INCREASE = "increase"
    REDUCTION = "reduction"
    PAYMENT = "payment"
    CREDIT_USED = "credit_used"
    CREDIT_MOVED = "credit_moved"
    ADVANCE = "advance"
    REVERSAL = "reversal"
    REFUND = "refund"
    WRITE_OFF = "write_off"


_KINDS: Final[Mapping[Reason, Kind]] = {
    Reason.CHARGED: Kind.CHARGE,
    Reason.INCREASED: Kind.INCREASE,
    Reason.REDUCED: Kind.REDUCTION,
    Reason.REDUCED_AFTER_ADVANCE: Kind.REDUCTION,
    Reason.REDUCED_AFTER_PAYMENT: Kind.REDUCTION,
    Reason.RECEIVED_FOR_TREASURY: Kind.PAYMENT,
    Reason.RECEIVED_FOR_OPERATOR: Kind.PAYMENT,
    Reason.RECEIVED_UNALLOCATED: Kind.PAYMENT,
    Reason.DEPOSIT_TO_TREASURY: Kind.PAYMENT,
    Reason.DEPOSIT_TO_OPERATOR: Kind.PAYMENT,
    Reason.ALLOCATED_TO_TREASURY: Kind.CREDIT_USED,
    Reason.ALLOCATED_TO_OPERATOR: Kind.CREDIT_USED,
    Reason.CREDIT_MOVED_OUT: Kind.CREDIT_MOVED,
    Reason.CREDIT_MOVED_IN: Kind.CREDIT_MOVED,
    Reason.ADVANCED: Kind.ADVANCE,
    Reason.REFUNDED: Kind.REFUND,
    Reason.REFUNDED_BY_TREASURY: Kind.REFUND,
    Reason.WRITTEN_OFF_BY_OPERATOR: Kind.WRITE_OFF,
    Reason.WRITTEN_OFF_BY_TREASURY: Kind.WRITE_OFF,
}
_ORDER: Final = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Movement:
    """A transfer that touches the household. Amounts in whole fen."""

    on_date: date
    debit: Account
    credit: Account
    amount_fen: int
    reason: Reason
    charge_id: UUID | None
    document_type: str
    document_id: UUID
    is_mirror: bool

    @property
    def owed_fen(self) -> int:
        """What it adds to the household's balance."""
        sides = (self.debit in _OF_HOUSEHOLD) - (self.credit in _OF_HOUSEHOLD)
        return sides * self.amount_fen


@dataclass(frozen=True, slots=True)
class Part:
    """What of an event concerns one charge and one claimant."""

    charge_id: UUID
    claim: Claim
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the account. `shifted_fen` changed hands and left the balance as it was."""

    on_date: date
    kind: Kind
    amount_fen: int
    shifted_fen: int
    parts: tuple[Part, ...]
    credit_fen: int
    document_type: str
    document_id: UUID
    balance_fen: int


def explain(movements: Iterable[Movement], *, opening_fen: int = 0) -> list[Event]:
    """The events in the order of days, each with the balance after it.

    Transfers of one document, day and kind are one event; each charge is one of its own. A day's
    events are told in the order of `Kind`, so that a bill stands before the money that pays it.
    """
    events: dict[tuple[object, ...], list[Movement]] = {}
    for one in movements:
        kind = kind_of(one)
        apart = one.charge_id if kind is Kind.CHARGE else None
        key = (one.on_date, _ORDER[kind], one.document_id, apart)
        events.setdefault(key, []).append(one)
    told: list[Event] = []
    balance = opening_fen
    for _, group in sorted(events.items(), key=lambda item: item[0][:2]):
        event = _event(group, balance)
        balance = event.balance_fen
        told.append(event)
    return told


def kind_of(movement: Movement) -> Kind:
    return Kind.REVERSAL if movement.is_mirror else _KINDS[movement.reason]


def _event(group: Sequence[Movement], before_fen: int) -> Event:
    first = group[0]
    amount = sum(one.owed_fen for one in group)
    return Event(
        on_date=first.on_date,
        kind=kind_of(first),
        amount_fen=amount,
        shifted_fen=sum(one.amount_fen for one in group if _is_shift(one)),
        parts=tuple(part for one in group if (part := _part(one)) is not None),
        credit_fen=sum(one.amount_fen for one in group if _is_credit(one)),
        document_type=first.document_type,
        document_id=first.document_id,
        balance_fen=before_fen + amount,
    )


def _is_shift(one: Movement) -> bool:
    return one.debit in _OF_HOUSEHOLD and one.credit in _OF_HOUSEHOLD


def _is_credit(one: Movement) -> bool:
    return one.reason is Reason.RECEIVED_UNALLOCATED


def _part(one: Movement) -> Part | None:
    """The claim that it raised or lowered; of a claim that changed hands, the one given up."""
    if one.charge_id is None:
        return None
    account = one.credit if one.credit in _OF_HOUSEHOLD else one.debit
    if account is Account.UNALLOCATED:
        account = one.debit
    claim = Claim.OPERATOR if account is Account.RECEIVABLE_OPERATOR else Claim.TREASURY
    return Part(one.charge_id, claim, one.amount_fen)
