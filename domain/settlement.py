"""The operator's monthly fee: performance, deductions, the tax inside, and who signs it off.

`domain.unit_days` gives the base: unit-days × price.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.access import Permission
from domain.calendar import WorkCalendar
from domain.money import ZERO, Money, multiply, total
from domain.states import Machine


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `floor` up to the next band's floor, which no longer belongs to it."""

    floor: Decimal
    coefficient: Decimal


#: Parameter `fee.coefficient_rule`, the highest band first.
BANDS: Final = (
    Band(Decimal(95), Decimal("1.00")),
    Band(Decimal(85), Decimal("0.98")),
    Band(Decimal(75), Decimal("0.95")),
    Band(Decimal(65), Decimal("0.90")),
    Band(Decimal(60), Decimal("0.80")),
    Band(Decimal(0), Decimal("0.70")),
)

_TWO_PLACES: Final = Decimal("0.01")


def coefficient(score: Decimal, bands: Sequence[Band] = BANDS) -> Decimal:
    """The share of the fee that a score earns. It is rounded to two places, then banded."""
    rounded = score.quantize(_TWO_PLACES, rounding=ROUND_HALF_UP)
    return next((band for band in bands if rounded >= band.floor), bands[-1]).coefficient


def linear_coefficient(
    score: Decimal, *, full_from: Decimal = Decimal(85), points: Decimal = Decimal(15)
) -> Decimal:
    """The other rule: all from `full_from` on, below it (points + score) %."""
    return Decimal(1) if score >= full_from else min(Decimal(1), (points + score) / 100)


@dataclass(frozen=True, slots=True)
class Fee:
    """A month's statement. `carried_over` is what the next month deducts first."""

    base: Money
    coefficient: Decimal
    performance: Money
    deductions: Money
    carried_over: Money
    payable: Money
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """What the contract says about money. `cap` limits the deductions of one month."""

    tax_rate: Decimal = Decimal("0.06")
    cap: Money | None = None
    carries_over: bool = True


def settle(
    base: Money,
    earned: Decimal,
    deductions: Iterable[Money],
    terms: FeeTerms,
    *,
    brought_forward: Money = ZERO,
) -> Fee:
    """The fee to be paid, never below nothing. Only upheld deductions belong here.

    `earned` is the coefficient, applied to the whole base and rounded once.
    """
    performance = multiply(base, earned)
    raised = total(deductions)
    capped = raised if terms.cap is None else min(raised, terms.cap)
    deducted = capped + brought_forward
    beyond = max(deducted - performance, ZERO)
    payable = performance - deducted + beyond
    net, tax = tax_inside(payable, terms.tax_rate)
    return Fee(
        base=base,
        coefficient=earned,
        performance=performance,
        deductions=deducted,
        carried_over=beyond if terms.carries_over else ZERO,
        payable=payable,
        net=net,
        tax=tax,
    )


def tax_inside(gross: Money, rate: Decimal) -> tuple[Money, Money]:
    """Net and VAT of a price that has its tax in it (价税分离); together they are the price."""
    net = multiply(gross, 1 / (1 + Fraction(rate)))
    return net, gross - net


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A period paid month by month but for a tail, which performance decides."""

    monthly: tuple[Money, ...]
    tail: Money
    tail_paid: Money

    @property
    def paid(self) -> Money:
        return total(self.monthly) + self.tail_paid


def hold_back(bases: Sequence[Money], share: Decimal, earned: Decimal) -> HeldBack:
    """Hold `share` of every month back and pay the tail times `earned`; all else is paid in full.

    The same score pays more here than on the whole fee: the contract must say which.
    """
    monthly = tuple(multiply(base, 1 - share) for base in bases)
    tail = total(bases) - total(monthly)
    return HeldBack(monthly, tail, multiply(tail, earned))


class FeeState(StrEnum):
    COMPUTED = "computed"
    O_CONFIRMED = "o_confirmed"
    P_AUDITED = "p_audited"
    PA_APPROVED = "pa_approved"
    F_APPLIED = "f_applied"
    PAID = "paid"
    CLOSED = "closed"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"


class FeeEvent(StrEnum):
    CONFIRM = "confirm"
    AUDIT = "audit"
    APPROVE = "approve"
    APPLY = "apply"
    PAY = "pay"
    CLOSE = "close"
    DISPUTE = "dispute"
    SETTLE_DISPUTE = "settle_dispute"
    WITHDRAW = "withdraw"


class DeductionState(StrEnum):
    RAISED = "raised"
    NOTIFIED = "notified"
    O_REPLY = "o_reply"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"
    APPLIED = "applied"


class DeductionEvent(StrEnum):
    NOTIFY = "notify"
    REPLY = "reply"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"
    APPLY = "apply"


_S, _E, _P = FeeState, FeeEvent, Permission
_D, _DE = DeductionState, DeductionEvent

TRANSITIONS: Final[Mapping[tuple[FeeState, FeeEvent], FeeState]] = {
    (_S.COMPUTED, _E.CONFIRM): _S.O_CONFIRMED,
    (_S.O_CONFIRMED, _E.AUDIT): _S.P_AUDITED,
    (_S.P_AUDITED, _E.APPROVE): _S.PA_APPROVED,
    (_S.PA_APPROVED, _E.APPLY): _S.F_APPLIED,
    (_S.F_APPLIED, _E.PAY): _S.PAID,
    (_S.PAID, _E.CLOSE): _S.CLOSED,
    **{
        (state, _E.DISPUTE): _S.DISPUTED
        for state in (_S.COMPUTED, _S.O_CONFIRMED, _S.P_AUDITED, _S.PA_APPROVED)
    },
    # What was settled is confirmed, audited and approved anew.
    (_S.DISPUTED, _E.SETTLE_DISPUTE): _S.COMPUTED,
    # A wrong statement stays on record; another is computed in its place.
    **{
        (state, _E.WITHDRAW): _S.WITHDRAWN
        for state in (_S.COMPUTED, _S.O_CONFIRMED, _S.P_AUDITED, _S.DISPUTED)
    },
}

MACHINE: Final = Machine("fee_statement", TRANSITIONS)

#: The permission an event needs; CLOSE follows from the payment.
ACTORS: Final[Mapping[FeeEvent, Permission]] = {
    _E.CONFIRM: _P.CONFIRM_FEE,
    _E.AUDIT: _P.AUDIT_FEE,
    _E.APPROVE: _P.APPROVE_FEE,
    _E.APPLY: _P.AUDIT_FEE,
    _E.PAY: _P.PAY_FEE,
    _E.DISPUTE: _P.CONFIRM_FEE,
    _E.SETTLE_DISPUTE: _P.AUDIT_FEE,
    _E.WITHDRAW: _P.COMPUTE_FEE,
}

DEDUCTION_TRANSITIONS: Final[Mapping[tuple[DeductionState, DeductionEvent], DeductionState]] = {
    (_D.RAISED, _DE.NOTIFY): _D.NOTIFIED,
    (_D.NOTIFIED, _DE.REPLY): _D.O_REPLY,
    # Silence beyond the time to answer does not stop the decision.
    (_D.NOTIFIED, _DE.UPHOLD): _D.UPHELD,
    (_D.O_REPLY, _DE.UPHOLD): _D.UPHELD,
    (_D.UPHELD, _DE.APPLY): _D.APPLIED,
    **{(state, _DE.WITHDRAW): _D.WITHDRAWN for state in (_D.RAISED, _D.NOTIFIED, _D.O_REPLY)},
}

DEDUCTION: Final = Machine("deduction_event", DEDUCTION_TRANSITIONS)

#: Whoever decides is not the one who raised it; APPLY is the next statement's doing.
DEDUCTION_ACTORS: Final[Mapping[DeductionEvent, Permission]] = {
    _DE.NOTIFY: _P.RAISE_DEDUCTION,
    _DE.REPLY: _P.REPLY_DEDUCTION,
    _DE.UPHOLD: _P.DECIDE_DEDUCTION,
    _DE.WITHDRAW: _P.DECIDE_DEDUCTION,
}


def reply_by(notified_on: date, calendar: WorkCalendar, *, workdays: int = 5) -> date:
    """Until when the operator may answer a deduction."""
    return calendar.add_workdays(notified_on, workdays)
