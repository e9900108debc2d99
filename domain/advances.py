"""The operator's advance 代交: what is short at the cut-off, who pays it, and how it comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.access import Permission
from domain.calendar import Month, WorkCalendar
from domain.ledger import Reason
from domain.money import ZERO, Money, total
from domain.states import Machine


class Exclusion(StrEnum):
    """Why a charge is not the operator's to advance. A contract says which of them it grants."""

    HARDSHIP = "hardship"
    DISPUTE = "dispute"
    FROZEN = "frozen"
    VACANCY = "vacancy"
    HOLDOVER_ABOVE_CONTRACT = "holdover_above_contract"


#: What a contract grants when it does not say otherwise: the operator does not answer for what
#: it cannot influence.
DEFAULT_EXCLUSIONS: Final = frozenset(Exclusion)


def due_on(month: Month, calendar: WorkCalendar, *, workday: int = 5) -> date:
    """When the month's shortfall is counted and paid: a working day of the next month."""
    return calendar.nth_workday(month.next, workday)


@dataclass(frozen=True, slots=True)
class DueCharge:
    """A charge of the month, as it stands at the cut-off.

    `billed` has its increases in it, `reduced` what was written off. `grounds` are the facts for
    an exclusion; `above_contract` is the part of a holdover charge beyond the rent on paper.
    """

    id: UUID
    billed: Money
    reduced: Money = ZERO
    paid: Money = ZERO
    grounds: frozenset[Exclusion] = frozenset()
    above_contract: Money = ZERO

    @property
    def unpaid(self) -> Money:
        return self.billed - self.reduced - self.paid


@dataclass(frozen=True, slots=True)
class ShortfallLine:
    """A charge in the voucher: `amount` is what the operator pays for it."""

    charge_id: UUID
    billed: Money
    reduced: Money
    paid: Money
    excluded: Money
    exclusion: Exclusion | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The sums of a voucher: billed − reduced − paid by tenants − excluded = amount."""

    billed: Money
    reduced: Money
    paid: Money
    excluded: Money
    amount: Money


def shortfall_lines(
    charges: Iterable[DueCharge], granted: frozenset[Exclusion] = DEFAULT_EXCLUSIONS
) -> list[ShortfallLine]:
    """What the operator must pay for each charge, and what it need not, and why."""
    return [_line(charge, granted) for charge in charges]


def shortfall(lines: Iterable[ShortfallLine]) -> Shortfall:
    every = list(lines)
    return Shortfall(
        billed=total(line.billed for line in every),
        reduced=total(line.reduced for line in every),
        paid=total(line.paid for line in every),
        excluded=total(line.excluded for line in every),
        amount=total(line.amount for line in every),
    )


def _line(charge: DueCharge, granted: frozenset[Exclusion]) -> ShortfallLine:
    """The first ground that the contract grants decides, in the order of the catalogue."""
    ground = next((one for one in Exclusion if one in charge.grounds & granted), None)
    excluded = ZERO
    if ground is Exclusion.HOLDOVER_ABOVE_CONTRACT:
        # What the tenant paid counts for the rent on paper first.
        excluded = min(charge.unpaid, charge.above_contract)
    elif ground is not None:
        excluded = charge.unpaid
    return ShortfallLine(
        charge_id=charge.id,
        billed=charge.billed,
        reduced=charge.reduced,
        paid=charge.paid,
        excluded=excluded,
        exclusion=ground if excluded else None,
        amount=charge.unpaid - excluded,
    )


def accepted(amount: Money, treasury_claim: Money) -> list[tuple[Reason, Money]]:
    """What a voucher line posts when finance accepts it. `treasury_claim` is as of now.

    When the tenant paid between cut-off and acceptance, less is still owed than was advanced: the
    difference counts as recovered at once (it is the tenant's money in the bank that is now the
    operator's).
    """
    changes_hands = min(amount, treasury_claim)
    parts = ((Reason.ADVANCED, changes_hands), (Reason.OVER_ADVANCED, amount - changes_hands))
    return [(reason, part) for reason, part in parts if part]


class Bearer(StrEnum):
    """Who bears what cannot be collected; the operator, unless the contract says otherwise."""

    OPERATOR = "operator"
    TREASURY = "treasury"


WRITE_OFF: Final[Mapping[Bearer, Reason]] = {
    Bearer.OPERATOR: Reason.WRITTEN_OFF_BY_OPERATOR,
    Bearer.TREASURY: Reason.WRITTEN_OFF_BY_TREASURY,
}


class VoucherState(StrEnum):
    CALCULATED = "calculated"
    OPERATOR_CONFIRMED = "operator_confirmed"
    PAID = "paid"
    F_CONFIRMED = "f_confirmed"
    RECOVERING = "recovering"
    RECOVERED = "recovered"
    UNCOLLECTIBLE = "uncollectible"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class VoucherEvent(StrEnum):
    CALCULATE = "calculate"
    CONFIRM = "confirm"
    PAY = "pay"
    RETURN = "return"
    ACCEPT = "accept"
    RECOVER = "recover"
    RECOVER_ALL = "recover_all"
    REOPEN = "reopen"
    DECLARE_UNCOLLECTIBLE = "declare_uncollectible"
    DISPUTE = "dispute"
    SETTLE_DISPUTE = "settle_dispute"
    WITHDRAW = "withdraw"


_S, _E, _P = VoucherState, VoucherEvent, Permission

TRANSITIONS: Final[Mapping[tuple[VoucherState, VoucherEvent], VoucherState]] = {
    (_S.CALCULATED, _E.CONFIRM): _S.OPERATOR_CONFIRMED,
    (_S.OPERATOR_CONFIRMED, _E.PAY): _S.PAID,
    # Finance does not find the money on its account.
    (_S.PAID, _E.RETURN): _S.OPERATOR_CONFIRMED,
    (_S.PAID, _E.ACCEPT): _S.F_CONFIRMED,
    (_S.F_CONFIRMED, _E.RECOVER): _S.RECOVERING,
    (_S.RECOVERING, _E.RECOVER): _S.RECOVERING,
    (_S.F_CONFIRMED, _E.RECOVER_ALL): _S.RECOVERED,
    (_S.RECOVERING, _E.RECOVER_ALL): _S.RECOVERED,
    # A payment that had recovered it was taken back.
    (_S.RECOVERED, _E.REOPEN): _S.RECOVERING,
    (_S.F_CONFIRMED, _E.DECLARE_UNCOLLECTIBLE): _S.UNCOLLECTIBLE,
    (_S.RECOVERING, _E.DECLARE_UNCOLLECTIBLE): _S.UNCOLLECTIBLE,
    (_S.CALCULATED, _E.DISPUTE): _S.DISPUTED,
    (_S.OPERATOR_CONFIRMED, _E.DISPUTE): _S.DISPUTED,
    # The figures stand and are confirmed anew; or they fall, and the month gets a new voucher.
    (_S.DISPUTED, _E.SETTLE_DISPUTE): _S.CALCULATED,
    (_S.DISPUTED, _E.WITHDRAW): _S.WITHDRAWN,
}

MACHINE: Final = Machine("voucher", TRANSITIONS)

#: The permission an event needs; recovery follows from tenants' payments.
ACTORS: Final[Mapping[VoucherEvent, Permission]] = {
    _E.CALCULATE: _P.CALCULATE_VOUCHER,
    _E.CONFIRM: _P.CONFIRM_VOUCHER,
    _E.PAY: _P.PAY_VOUCHER,
    _E.RETURN: _P.ACCEPT_VOUCHER,
    _E.ACCEPT: _P.ACCEPT_VOUCHER,
    _E.DECLARE_UNCOLLECTIBLE: _P.DECIDE_UNCOLLECTIBLE,
    _E.DISPUTE: _P.CONFIRM_VOUCHER,
    _E.SETTLE_DISPUTE: _P.DECIDE_VOUCHER_DISPUTE,
    _E.WITHDRAW: _P.DECIDE_VOUCHER_DISPUTE,
}
