"""The final bill 退房结算: rent to the last day, what the deposit answers for, and two ways back.

A deposit goes back from the deposit account; rent that was paid beyond the last day goes back by
the treasury's refund 退付 or is set off against what is remitted next. They are separate legs of
one bill, each with its own source (E12).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.access import Role
from domain.calendar import Month, Period
from domain.deposits import DepositDemand
from domain.errors import Refused
from domain.lease_terms import Charged, Difference, RentFrom, parts_of
from domain.leases import Against, DepositClaim, DepositSettlement, settle_deposit
from domain.money import ZERO, Money, multiply, total
from domain.proration import Basis, due_for_parts
from domain.states import Machine

_YUAN: Final = Money(100)


class BillState(StrEnum):
    DRAFTED = "drafted"
    CONFIRMED = "confirmed"
    DISCARDED = "discarded"


class BillEvent(StrEnum):
    CONFIRM = "confirm"
    DISCARD = "discard"


MACHINE: Final = Machine(
    "final_bill",
    {
        (BillState.DRAFTED, BillEvent.CONFIRM): BillState.CONFIRMED,
        (BillState.DRAFTED, BillEvent.DISCARD): BillState.DISCARDED,
    },
)


class RefundSource(StrEnum):
    """Where rent paid beyond the last day comes back from (parameter `exit.rent_refund_source`).

    Set off: from the collection account, and the next remittance is lower. Treasury: paid out by
    the treasury's own refund procedure (财税〔2016〕33号).
    """

    SET_OFF = "set_off"
    TREASURY = "treasury"


#: Whose account it comes from, theirs is the hand that pays.
PAYERS: Final[Mapping[RefundSource, frozenset[Role]]] = {
    RefundSource.SET_OFF: frozenset({Role.CASHIER, Role.OPERATOR_MANAGER}),
    RefundSource.TREASURY: frozenset({Role.FINANCE_OFFICER}),
}


class RentRefundState(StrEnum):
    PROPOSED = "proposed"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class RentRefundEvent(StrEnum):
    PAY = "pay"
    WITHDRAW = "withdraw"


RENT_REFUND: Final = Machine(
    "rent_refund",
    {
        (RentRefundState.PROPOSED, RentRefundEvent.PAY): RentRefundState.PAID,
        (RentRefundState.PROPOSED, RentRefundEvent.WITHDRAW): RentRefundState.WITHDRAWN,
    },
)


class FinalBillIncomplete(Refused):
    """A meter is neither billed nor cleared, or the property fee's proof is missing."""


class FinalBillOutdated(Refused):
    """Money has moved since the bill was drafted; draft it again."""


class ReadingMissing(Refused):
    """There is no check-in reading to set beside the last one: say what was used."""


class ClearanceKind(StrEnum):
    """An account of the household's that must be closed or paid before it goes."""

    WATER = "water"
    POWER = "power"
    GAS = "gas"
    HEAT = "heat"
    PROPERTY_FEE = "property_fee"


def utility_cost(used: Decimal, yuan_a_unit: Decimal) -> Money:
    """What ran through a meter at its tariff, rounded half up to the fen."""
    return multiply(_YUAN, Fraction(used) * Fraction(yuan_a_unit))


def missing_clearances(
    meters: Iterable[str], billed: Iterable[str], cleared: Iterable[str]
) -> list[str]:
    """The accounts of which nobody knows whether anything is owed."""
    needed = {*meters, ClearanceKind.PROPERTY_FEE.value}
    return sorted(needed - set(billed) - set(cleared))


def rent_to_last_day(
    charged: Iterable[Charged], paper: Money, changes: Sequence[RentFrom], lived: Period
) -> list[Difference]:
    """The months charged beyond the last day: what each was, and what it is (E2).

    `lived` ends with the first day that costs nothing any more.
    """
    found: list[Difference] = []
    for one in sorted(charged, key=lambda one: one.month):
        kept = one.period.overlap(lived)
        due = ZERO
        if kept is not None:
            parts = parts_of(kept, paper, changes)
            due = due_for_parts(parts, one.month, one.basis, unit_fen=one.unit_fen)
        if due < one.amount:
            found.append(Difference(one.month, one.period, one.amount, due))
    return found


def rent_not_charged(
    charged: Iterable[Month],
    paper: Money,
    changes: Sequence[RentFrom],
    lived: Period,
    *,
    basis: Basis = Basis.ACTUAL_DAYS,
    unit_fen: int = 1,
) -> list[Difference]:
    """The months of `lived` that no run has charged, the last and broken one as a rule."""
    known = set(charged)
    found: list[Difference] = []
    for month in lived.months():
        if month in known:
            continue
        span = lived.overlap(Period(month.first, month.next.first))
        if span is not None:
            due = due_for_parts(parts_of(span, paper, changes), month, basis, unit_fen=unit_fen)
            found.append(Difference(month, span, ZERO, due))
    return found


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A final bill's end: what each demand got from the deposit, and the two legs back."""

    demands: tuple[DepositDemand, ...]
    settlement: DepositSettlement
    rent_back: Money

    @property
    def deposit_back(self) -> Money:
        return self.settlement.back

    @property
    def to_tenant(self) -> Money:
        """Both legs together, whatever account each comes from."""
        return self.deposit_back + self.rent_back

    def owed(self, against: Against) -> Money:
        """What of that kind the deposit did not reach."""
        return total(
            one.amount - paid
            for one, paid in zip(self.demands, self.settlement.paid, strict=True)
            if one.against is against
        )


def reckon(
    deposit: Money,
    demands: Sequence[DepositDemand],
    *,
    rent_back: Money = ZERO,
    order: Sequence[Against] = tuple(Against),
    pro_rata: bool = False,
) -> Reckoning:
    """Serve the demands from the deposit in the city's order; rent never pays for damage."""
    claims = [DepositClaim(one.against, one.amount) for one in demands]
    settled = settle_deposit(deposit, claims, order=order, pro_rata=pro_rata)
    return Reckoning(tuple(demands), settled, rent_back)


def owed_demands(owed: Mapping[Against, Money]) -> list[DepositDemand]:
    """Rent and advances that are open, as demands."""
    return [DepositDemand(against, amount) for against, amount in owed.items() if amount]
