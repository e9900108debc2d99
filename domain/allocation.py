"""Which debts a payment settles: the oldest first (Civil Code 560-561, domain.md 6.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.money import ZERO, Money


class Claim(StrEnum):
    """Who is owed: the treasury, or the operator that advanced the rent 代交."""

    TREASURY = "treasury"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class OpenCharge:
    """A charge with something still to pay."""

    id: UUID
    due_on: date
    treasury: Money
    operator: Money


@dataclass(frozen=True, slots=True)
class Allocation:
    charge_id: UUID
    claim: Claim
    amount: Money


def allocate(
    payment: Money, charges: Iterable[OpenCharge], *, treasury_first: bool = False
) -> tuple[list[Allocation], Money]:
    """Settle the oldest debt first; what is left over is the household's credit.

    Within a charge the operator's claim comes before the treasury's: it is the older claim.
    `treasury_first` serves every treasury claim before any operator's (parameter
    `allocation.treasury_first`).
    """
    left, made = payment, list[Allocation]()
    for charge_id, claim, owed in _in_order(charges, treasury_first=treasury_first):
        paid = min(left, owed)
        if paid > ZERO:
            made.append(Allocation(charge_id, claim, paid))
            left -= paid
    return made, left


def _in_order(
    charges: Iterable[OpenCharge], *, treasury_first: bool
) -> list[tuple[UUID, Claim, Money]]:
    oldest = sorted(charges, key=lambda charge: (charge.due_on, charge.id))
    debts = [
        (charge.id, claim, owed)
        for charge in oldest
        for claim, owed in ((Claim.OPERATOR, charge.operator), (Claim.TREASURY, charge.treasury))
    ]
    if treasury_first:
        debts.sort(key=lambda debt: debt[1] is Claim.OPERATOR)
    return debts
