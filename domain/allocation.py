"""Which debts a payment settles, and where each fen of a charge stands afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final
from uuid import UUID

from domain.errors import Refused
from domain.ledger import Reason
from domain.money import ZERO, Money


class Claim(StrEnum):
    """Who is owed: the treasury, or the operator that advanced the rent 代交."""

    TREASURY = "treasury"
    OPERATOR = "operator"


class Part(IntEnum):
    """What a charge is for, in the order in which the law settles it (民法典 Art. 561)."""

    COST = 1
    LATE_FEE = 2
    PRINCIPAL = 3


@dataclass(frozen=True, slots=True)
class OpenCharge:
    """A charge with something still to pay."""

    id: UUID
    due_on: date
    treasury: Money
    operator: Money
    part: Part = Part.PRINCIPAL


@dataclass(frozen=True, slots=True)
class Allocation:
    charge_id: UUID
    claim: Claim
    amount: Money


def allocate(
    payment: Money,
    charges: Iterable[OpenCharge],
    *,
    treasury_first: bool = False,
    principal_first: bool = False,
) -> tuple[list[Allocation], Money]:
    """Settle the oldest debt first; what is left over is the household's credit.

    Debts of one day go costs, late fees, principal (Art. 560-561); within a charge the operator's
    claim comes before the treasury's: it is the older one. `treasury_first` serves every treasury
    claim before any of the operator's; `principal_first` serves all rent before late fees and
    costs, whatever their age (parameters `allocation.treasury_first`, `.principal_first`).
    """
    left, made = payment, list[Allocation]()
    in_order = _in_order(charges, treasury_first=treasury_first, principal_first=principal_first)
    for charge, claim, owed in in_order:
        paid = min(left, owed)
        if paid > ZERO:
            made.append(Allocation(charge.id, claim, paid))
            left -= paid
    return made, left


def _in_order(
    charges: Iterable[OpenCharge], *, treasury_first: bool, principal_first: bool
) -> list[tuple[OpenCharge, Claim, Money]]:
    oldest = sorted(charges, key=lambda charge: (charge.due_on, charge.part, charge.id))
    debts = [
        (charge, claim, owed)
        for charge in oldest
        for claim, owed in ((Claim.OPERATOR, charge.operator), (Claim.TREASURY, charge.treasury))
    ]
    if principal_first:
        debts.sort(key=lambda debt: debt[0].part is not Part.PRINCIPAL)
    if treasury_first:
        debts.sort(key=lambda debt: debt[1] is Claim.OPERATOR)
    return debts


#: What a payment posts for a claim: as it comes in, and out of the household's credit.
RECEIPT: Final[Mapping[Claim, Reason]] = {
    Claim.TREASURY: Reason.RECEIVED_FOR_TREASURY,
    Claim.OPERATOR: Reason.RECEIVED_FOR_OPERATOR,
}
FROM_CREDIT: Final[Mapping[Claim, Reason]] = {
    Claim.TREASURY: Reason.ALLOCATED_TO_TREASURY,
    Claim.OPERATOR: Reason.ALLOCATED_TO_OPERATOR,
}


@dataclass(frozen=True, slots=True)
class Split:
    """Where a charge's amount, with its increases, stands. The five parts add up to it."""

    paid: Money = ZERO
    treasury: Money = ZERO
    operator: Money = ZERO
    reduced: Money = ZERO
    written_off: Money = ZERO

    @property
    def billed(self) -> Money:
        return self.paid + self.treasury + self.operator + self.reduced + self.written_off

    @property
    def owed(self) -> Money:
        """What the tenant has not paid, whoever it is owed to."""
        return self.treasury + self.operator


class PartExceeded(Refused):
    """More is moved out of a part of a charge than it holds."""


#: Which part of a charge a reason takes from, and which it adds to; None is outside the charge.
MOVES: Final[Mapping[Reason, tuple[str | None, str | None]]] = {
    Reason.CHARGED: (None, "treasury"),
    Reason.INCREASED: (None, "treasury"),
    Reason.REDUCED: ("treasury", "reduced"),
    Reason.REDUCED_AFTER_ADVANCE: ("operator", "reduced"),
    Reason.REDUCED_AFTER_PAYMENT: ("paid", "reduced"),
    Reason.RECEIVED_FOR_TREASURY: ("treasury", "paid"),
    Reason.RECEIVED_FOR_OPERATOR: ("operator", "paid"),
    Reason.ALLOCATED_TO_TREASURY: ("treasury", "paid"),
    Reason.ALLOCATED_TO_OPERATOR: ("operator", "paid"),
    Reason.DEPOSIT_TO_TREASURY: ("treasury", "paid"),
    Reason.DEPOSIT_TO_OPERATOR: ("operator", "paid"),
    Reason.ADVANCED: ("treasury", "operator"),
    Reason.WRITTEN_OFF: ("treasury", "written_off"),
    Reason.WRITTEN_OFF_BY_OPERATOR: ("operator", "written_off"),
    Reason.WRITTEN_OFF_BY_TREASURY: ("operator", "written_off"),
}


def moved(split: Split, reason: Reason, amount: Money, *, mirrors: bool = False) -> Split:
    """The split after `amount` was posted for `reason`, or taken back. Raises PartExceeded.

    A reason that concerns no charge (a remittance, a deposit) leaves it as it is.
    """
    source, target = MOVES.get(reason, (None, None))
    if mirrors:
        source, target = target, source
    parts = {part.name: getattr(split, part.name) for part in fields(split)}
    if source is not None:
        if parts[source] < amount:
            raise PartExceeded(
                part=source, held_fen=parts[source].fen, amount_fen=amount.fen, reason=reason
            )
        parts[source] -= amount
    if target is not None:
        parts[target] += amount
    return replace(split, **parts)


#: A reduction lowers the operator's claim first (treasury returns the difference), then the
#: treasury's, and what the tenant has paid last.
_REDUCTIONS: Final = (
    ("operator", Reason.REDUCED_AFTER_ADVANCE),
    ("treasury", Reason.REDUCED),
    ("paid", Reason.REDUCED_AFTER_PAYMENT),
)


def reduction(split: Split, amount: Money) -> list[tuple[Reason, Money]]:
    """What lowering a charge by `amount` posts. Raises PartExceeded beyond what it holds."""
    left, made = amount, list[tuple[Reason, Money]]()
    for part, reason in _REDUCTIONS:
        taken: Money = min(left, getattr(split, part))
        if taken:
            made.append((reason, taken))
            left -= taken
    if left:
        raise PartExceeded(part="billed", held_fen=(amount - left).fen, amount_fen=amount.fen)
    return made
