"""The operator's advance 代交: what the shortfall is, the voucher's life, what became of it.

The advance does not pay the tenant's debt away: the tenant goes on owing, to the operator
(Civil Code art. 524). At acceptance every line of the voucher moves as much of the charge's
treasury claim to the operator as is still there (ADVANCE_ACCEPTED). What tenants paid between
the calculation and the acceptance, treasury would get twice (domain.md 11.1, 4): for that
overlap the operator's payment takes the place of the tenant's (OVER_ADVANCED: L1 debit, O1
credit). So treasury is owed that much less of the tenant's money, O1 − A2 grows by it at once,
and it goes to the operator like any other recovered money, in the contract's mode. If it had
been remitted already, L1 stands below zero and the next statement is smaller by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.access import Permission
from domain.calendar import Month, WorkCalendar
from domain.errors import Refused
from domain.money import ZERO, Money, half_up
from domain.states import Machine

#: `advance.due_rule`: the n-th working day of the next month (domain.md 2).
DUE_WORKDAY: Final = 5

#: What the operator answers for. Late fees, costs and back-rent are the tenant's alone.
COUNTED_KINDS: Final = ("rent", "holdover")


class Exclusion(StrEnum):
    """What a contract may leave out of the operator's duty, in the order in which it is tried."""

    DISPUTE = "dispute"
    HARDSHIP = "hardship"
    FROZEN = "frozen"
    VACANCY = "vacancy"
    HOLDOVER_ABOVE_CONTRACT = "holdover_above_contract"


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
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"
    PAY = "pay"
    RETURN = "return"
    ACCEPT = "accept"
    RECOVER = "recover"
    COMPLETE = "complete"
    REOPEN = "reopen"
    WRITE_OFF = "write_off"


_S, _E = VoucherState, VoucherEvent

VOUCHER: Final[Machine[VoucherState, VoucherEvent]] = Machine(
    {
        (_S.CALCULATED, _E.CONFIRM): _S.OPERATOR_CONFIRMED,
        (_S.CALCULATED, _E.DISPUTE): _S.DISPUTED,
        (_S.OPERATOR_CONFIRMED, _E.DISPUTE): _S.DISPUTED,
        (_S.DISPUTED, _E.UPHOLD): _S.CALCULATED,
        (_S.DISPUTED, _E.WITHDRAW): _S.WITHDRAWN,
        (_S.OPERATOR_CONFIRMED, _E.PAY): _S.PAID,
        (_S.PAID, _E.RETURN): _S.OPERATOR_CONFIRMED,
        (_S.PAID, _E.ACCEPT): _S.F_CONFIRMED,
        (_S.F_CONFIRMED, _E.RECOVER): _S.RECOVERING,
        (_S.F_CONFIRMED, _E.COMPLETE): _S.RECOVERED,
        (_S.F_CONFIRMED, _E.WRITE_OFF): _S.UNCOLLECTIBLE,
        (_S.RECOVERING, _E.COMPLETE): _S.RECOVERED,
        (_S.RECOVERING, _E.REOPEN): _S.F_CONFIRMED,
        (_S.RECOVERING, _E.WRITE_OFF): _S.UNCOLLECTIBLE,
        (_S.RECOVERED, _E.REOPEN): _S.RECOVERING,
        (_S.UNCOLLECTIBLE, _E.REOPEN): _S.RECOVERING,
    },
)

#: Who may do it. None: it follows from the books by itself.
ACTORS: Final[Mapping[VoucherEvent, Permission | None]] = {
    _E.CONFIRM: Permission.CONFIRM_VOUCHER,
    _E.DISPUTE: Permission.CONFIRM_VOUCHER,
    _E.UPHOLD: Permission.DECIDE_VOUCHER_DISPUTE,
    _E.WITHDRAW: Permission.DECIDE_VOUCHER_DISPUTE,
    _E.PAY: Permission.PAY_VOUCHER,
    _E.RETURN: Permission.ACCEPT_VOUCHER,
    _E.ACCEPT: Permission.ACCEPT_VOUCHER,
    _E.RECOVER: None,
    _E.COMPLETE: None,
    _E.REOPEN: None,
    _E.WRITE_OFF: Permission.DECIDE_UNCOLLECTIBLE,
}

#: The claims have changed hands; where the voucher stands follows from them.
ACCEPTED: Final = frozenset({_S.F_CONFIRMED, _S.RECOVERING, _S.RECOVERED, _S.UNCOLLECTIBLE})


class VoucherTooEarly(Refused):
    """The month's tenant money still counts; the voucher is calculated from `cutoff_on` on."""


class VoucherAmountDiffers(Refused):
    """The operator pays the voucher's amount, not more and not less."""


class NothingToWriteOff(Refused):
    """None of these charges has an operator's claim left."""


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A charge of the month as the voucher sees it.

    `contract_rent` is what the lease would have cost for the same days; it matters for holdover.
    """

    amount: Money
    unpaid: Money
    contract_rent: Money
    is_holdover: bool = False
    held_for: frozenset[Exclusion] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """What the operator pays of a charge, what it need not pay, and why not."""

    amount: Money
    excluded: Money
    exclusion: Exclusion | None


def line_of(charge: Unpaid, catalogue: frozenset[Exclusion]) -> Line:
    """The operator pays what the tenant has not, but for what the contract leaves out.

    A hold or an empty home leaves the whole out. Holdover leaves out the part above the contract
    rent; what the tenant paid counts for the contract rent first.
    """
    for reason in Exclusion:
        if reason in catalogue & charge.held_for and charge.unpaid:
            return Line(ZERO, charge.unpaid, reason)
    if charge.is_holdover and Exclusion.HOLDOVER_ABOVE_CONTRACT in catalogue:
        above = min(charge.unpaid, max(charge.amount - charge.contract_rent, ZERO))
        if above:
            return Line(charge.unpaid - above, above, Exclusion.HOLDOVER_ABOVE_CONTRACT)
    return Line(charge.unpaid, ZERO, None)


def contract_rent(monthly: Money, days: int, month: Month) -> Money:
    """The agreed rent for so many days of the month, half up to the fen."""
    return Money(half_up(Fraction(monthly.fen * days, month.days)))


def moved_and_overlap(line: Money, treasury_claim: Money) -> tuple[Money, Money]:
    """At acceptance: what goes over to the operator, and what treasury was paid twice."""
    moved = min(line, treasury_claim)
    return moved, line - moved


def cutoff(month: Month, calendar: WorkCalendar, workday: int = DUE_WORKDAY) -> date:
    """The day from which the voucher is calculated, and on which it is due."""
    return calendar.nth_workday(month.next, workday)


def require_cutoff(month: Month, today: date, calendar: WorkCalendar, workday: int) -> date:
    """The cut-off, unless it is still to come. Raises VoucherTooEarly."""
    cutoff_on = cutoff(month, calendar, workday)
    if today < cutoff_on:
        raise VoucherTooEarly(month=str(month), cutoff_on=cutoff_on.isoformat())
    return cutoff_on


def standing(
    state: VoucherState, *, amount: Money, outstanding: Money, written_off: Money
) -> VoucherState:
    """Where an accepted voucher stands, from the claims on its charges (domain.md 5.12)."""
    if state not in ACCEPTED:
        return state
    if not outstanding:
        return _S.UNCOLLECTIBLE if written_off else _S.RECOVERED
    return _S.RECOVERING if outstanding < amount else _S.F_CONFIRMED
