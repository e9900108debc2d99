"""A lease's life (租赁合同), from draft to its end, and the deposit's settlement that ends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.access import Role
from domain.money import ZERO, Money, multiply, split, total
from domain.states import Machine


class LeaseState(StrEnum):
    DRAFT = "draft"
    EXPLAINED = "explained"
    PENDING_SIGN = "pending_sign"
    SIGNED = "signed"
    ACTIVE = "active"
    RENEWAL_REVIEW = "renewal_review"
    EXPIRING = "expiring"
    RELOCATION = "relocation"
    HOLDOVER = "holdover"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    VOID = "void"


class LeaseEvent(StrEnum):
    EXPLAIN = "explain"
    SEND_TO_SIGN = "send_to_sign"
    SIGN = "sign"
    CHECK_IN = "check_in"
    NEAR_END = "near_end"
    APPLY_FOR_RENEWAL = "apply_for_renewal"
    GRANT_LATE_RENEWAL = "grant_late_renewal"
    APPROVE_RENEWAL = "approve_renewal"
    REFUSE_RENEWAL = "refuse_renewal"
    REACH_END = "reach_end"
    END_EARLY = "end_early"
    OVERSTAY = "overstay"
    SUCCEED = "succeed"
    TAKE_OVER = "take_over"
    HAND_BACK = "hand_back"
    SUSPEND = "suspend"
    RESUME = "resume"
    DISCARD = "discard"


#: Not over: whoever holds such a lease has, or is about to have, the unit.
LIVE: Final = frozenset(LeaseState) - {LeaseState.TERMINATED, LeaseState.VOID}

_S, _E, _R = LeaseState, LeaseEvent, Role

#: On paper only: nobody has moved in under it yet.
AHEAD: Final = frozenset({_S.DRAFT, _S.EXPLAINED, _S.PENDING_SIGN, _S.SIGNED})

#: The household lives there, so every month has its charges; a dispute does not stop them.
OCCUPIED: Final = frozenset(
    {_S.ACTIVE, _S.RENEWAL_REVIEW, _S.EXPIRING, _S.RELOCATION, _S.HOLDOVER, _S.SUSPENDED}
)

TRANSITIONS: Final[Mapping[tuple[LeaseState, LeaseEvent], LeaseState]] = {
    (_S.DRAFT, _E.EXPLAIN): _S.EXPLAINED,
    (_S.EXPLAINED, _E.SEND_TO_SIGN): _S.PENDING_SIGN,
    (_S.PENDING_SIGN, _E.SIGN): _S.SIGNED,
    (_S.SIGNED, _E.CHECK_IN): _S.ACTIVE,
    # Renewed or exchanged: the household lives there already, or moves on the day itself.
    (_S.SIGNED, _E.TAKE_OVER): _S.ACTIVE,
    (_S.ACTIVE, _E.NEAR_END): _S.EXPIRING,
    (_S.ACTIVE, _E.APPLY_FOR_RENEWAL): _S.RENEWAL_REVIEW,
    # Late, and no reminder of the calendar had come between.
    (_S.ACTIVE, _E.GRANT_LATE_RENEWAL): _S.RENEWAL_REVIEW,
    (_S.EXPIRING, _E.GRANT_LATE_RENEWAL): _S.RENEWAL_REVIEW,
    (_S.RENEWAL_REVIEW, _E.APPROVE_RENEWAL): _S.ACTIVE,
    (_S.RENEWAL_REVIEW, _E.REFUSE_RENEWAL): _S.RELOCATION,
    # Not decided in time: difference lines put the days right once it is.
    (_S.RENEWAL_REVIEW, _E.REACH_END): _S.RELOCATION,
    (_S.EXPIRING, _E.REACH_END): _S.RELOCATION,
    (_S.ACTIVE, _E.END_EARLY): _S.RELOCATION,
    (_S.EXPIRING, _E.END_EARLY): _S.RELOCATION,
    (_S.RELOCATION, _E.OVERSTAY): _S.HOLDOVER,
    # The renewed or exchanged lease takes its place.
    (_S.ACTIVE, _E.SUCCEED): _S.TERMINATED,
    (_S.EXPIRING, _E.SUCCEED): _S.TERMINATED,
    (_S.RELOCATION, _E.SUCCEED): _S.TERMINATED,
    (_S.ACTIVE, _E.SUSPEND): _S.SUSPENDED,
    (_S.SUSPENDED, _E.RESUME): _S.ACTIVE,
    **{
        (state, _E.HAND_BACK): _S.TERMINATED
        for state in (_S.ACTIVE, _S.RENEWAL_REVIEW, _S.EXPIRING, _S.RELOCATION, _S.HOLDOVER)
    },
    **{(state, _E.DISCARD): _S.VOID for state in sorted(AHEAD)},
}

MACHINE: Final = Machine("lease", TRANSITIONS)

_COUNTER: Final = frozenset({_R.FRONT_DESK, _R.OPERATOR_MANAGER})
#: Who may bring an event about; what is not listed is the calendar's doing. Eligibility, and so
#: every renewal, is the purchaser's to decide.
ACTORS: Final[Mapping[LeaseEvent, frozenset[Role]]] = {
    _E.EXPLAIN: frozenset({_R.FRONT_DESK}),
    _E.SEND_TO_SIGN: frozenset({_R.FRONT_DESK}),
    # For the purchaser the operator signs, as its agent.
    _E.SIGN: frozenset({_R.TENANT, *_COUNTER}),
    _E.CHECK_IN: _COUNTER,
    _E.TAKE_OVER: _COUNTER,
    _E.APPLY_FOR_RENEWAL: frozenset({_R.TENANT, _R.FRONT_DESK}),
    _E.GRANT_LATE_RENEWAL: frozenset({_R.PURCHASER_APPROVER}),
    # The officer proposes, the approver decides.
    _E.APPROVE_RENEWAL: frozenset({_R.PURCHASER_APPROVER}),
    _E.REFUSE_RENEWAL: frozenset({_R.PURCHASER_APPROVER}),
    _E.SUCCEED: _COUNTER,
    _E.END_EARLY: frozenset({_R.PURCHASER_OFFICER, _R.FRONT_DESK}),
    _E.HAND_BACK: frozenset({_R.FRONT_DESK}),
    _E.SUSPEND: frozenset({_R.PURCHASER_APPROVER}),
    _E.RESUME: frozenset({_R.PURCHASER_APPROVER}),
    _E.DISCARD: _COUNTER,
}

#: What the calendar brings about where nobody has to decide: nobody's name stands there.
BY_CALENDAR: Final = frozenset(
    {_E.NEAR_END, _E.REACH_END, _E.REFUSE_RENEWAL, _E.OVERSTAY, _E.SUCCEED, _E.TAKE_OVER}
    | {_E.DISCARD}
)


class RentBasis(StrEnum):
    """What a month costs: the rent on the paper, or the table for those who should have left."""

    CONTRACT = "contract"
    HOLDOVER = "holdover"


def rent_basis(state: LeaseState) -> RentBasis | None:
    """Which rent is charged in `state`; None where nobody lives there under the lease."""
    if state not in OCCUPIED:
        return None
    return RentBasis.HOLDOVER if state is _S.HOLDOVER else RentBasis.CONTRACT


class Against(StrEnum):
    """What a deposit answers for, in the default order (parameter `deposit.order`)."""

    RENT = "rent"
    ADVANCE = "advance"
    DAMAGE = "damage"


@dataclass(frozen=True, slots=True)
class DepositClaim:
    against: Against
    amount: Money


@dataclass(frozen=True, slots=True)
class DepositSettlement:
    """What each claim gets out of the deposit, what goes back, what the tenant still owes."""

    paid: tuple[Money, ...]
    back: Money
    still_owed: Money


_ORDER: Final = tuple(Against)


def settle_deposit(
    deposit: Money,
    claims: Sequence[DepositClaim],
    *,
    order: Sequence[Against] = _ORDER,
    pro_rata: bool = False,
) -> DepositSettlement:
    """Serve the claims from the deposit; `paid` is in the order of `claims`.

    One after the other by `order`, or each by its share when the deposit is short. Rent that goes
    back to the tenant is not in it: that money is treasury's to refund.
    """
    claimed = total(claim.amount for claim in claims)
    used = min(deposit, claimed)
    if pro_rata and claimed:
        paid = split(used, [claim.amount.fen for claim in claims])
    else:
        paid = _in_turn(used, claims, order)
    return DepositSettlement(tuple(paid), deposit - used, claimed - used)


def _in_turn(left: Money, claims: Sequence[DepositClaim], order: Sequence[Against]) -> list[Money]:
    paid = [ZERO] * len(claims)
    for place in sorted(range(len(claims)), key=lambda i: order.index(claims[i].against)):
        paid[place] = min(left, claims[place].amount)
        left -= paid[place]
    return paid


_DAYS_A_YEAR: Final = 365


def deposit_interest(
    deposit: Money, *, years: int, yearly_rate: Decimal, days: int, demand_rate: Decimal
) -> Money:
    """Simple interest where the contract grants it: full years, then days at the demand rate.

    Rates are ratios a year (0.011 is 1.10 %). The two parts are rounded one by one, as the bank
    pays them.
    """
    for_years = multiply(deposit, Fraction(yearly_rate) * years)
    return for_years + multiply(deposit, Fraction(demand_rate) * days / _DAYS_A_YEAR)
