"""Rent on its way to the treasury 上缴: what is in a round, how long it was held, and its steps.

Nothing is netted: tenants' money, the operator's advance and what was recovered for the operator
are parts of their own, in both ways to give an advance back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import WorkCalendar
from domain.ledger import Account, Reason
from domain.money import ZERO, Money
from domain.states import Machine


class RecoveryMode(StrEnum):
    """How recovered advances reach the operator: kept from the account, or remitted and refunded.

    抵扣/留存 and 先缴后退: the second is the strict reading of 收支两条线, and slow.
    """

    RETAIN = "RETAIN"
    REMIT_REFUND = "REMIT_REFUND"


@dataclass(frozen=True, slots=True)
class Holding:
    """What the rent bank holds for whom, from the balances of a household or of a project.

    Either may be below zero: money was taken back after it had gone, and the next round is
    smaller by it (调整).
    """

    for_treasury: Money
    for_operator: Money


def holding(balances: Mapping[Account, int]) -> Holding:
    """`balances`: debits minus credits in fen. Without what is unallocated, A3 is their sum."""
    at_treasury = balances.get(Account.TREASURY_REFUND_RECEIVABLE, 0)
    return Holding(
        for_treasury=Money(-balances.get(Account.DUE_TO_TREASURY, 0)),
        for_operator=Money(_beyond_claims(balances) - at_treasury),
    )


@dataclass(frozen=True, slots=True)
class Composition:
    """A round of remittance with its parts side by side; the statement shows both modes alike."""

    tenant_money: Money
    advance: Money
    recovered: Money
    mode: RecoveryMode

    @property
    def retained(self) -> Money:
        """Recovered and kept by the operator: its own money, evidenced by a line of its own."""
        return self.recovered if self.mode is RecoveryMode.RETAIN else ZERO

    @property
    def refund_due(self) -> Money:
        """Recovered and remitted: treasury has it twice and refunds it 退付."""
        return self.recovered if self.mode is RecoveryMode.REMIT_REFUND else ZERO

    @property
    def from_account(self) -> Money:
        """What leaves the rent account for the treasury; the amount of the payment order."""
        return self.tenant_money + self.refund_due

    @property
    def sent(self) -> Money:
        """All that reaches the treasury in the round, the operator's advance with it."""
        return self.from_account + self.advance

    @property
    def net_from_operator(self) -> Money:
        """What treasury has in the end. It is the same in both modes."""
        return self.sent - self.refund_due


def compose(held: Holding, advance: Money, mode: RecoveryMode) -> Composition:
    """The round that empties the rent account of what is due, never with another's money.

    Where one of the two is owed money back (below zero), the other's waits in its place: the
    account pays out no prepaid rent and is not overdrawn.
    """
    missing = min(held.for_treasury, ZERO) + min(held.for_operator, ZERO)
    return Composition(
        tenant_money=max(min(held.for_treasury, held.for_treasury + missing), ZERO),
        advance=advance,
        recovered=max(min(held.for_operator, held.for_operator + missing), ZERO),
        mode=mode,
    )


#: What the recovered part posts when the round leaves the account.
RECOVERED: Final[Mapping[RecoveryMode, Reason]] = {
    RecoveryMode.RETAIN: Reason.RECOVERED_KEPT,
    RecoveryMode.REMIT_REFUND: Reason.RECOVERED_REMITTED,
}


def posted(round_: Composition) -> list[tuple[Reason, Money]]:
    """What leaves the rent account. The advance was posted when finance accepted its voucher."""
    parts = ((Reason.REMITTED, round_.tenant_money), (RECOVERED[round_.mode], round_.recovered))
    return [(reason, amount) for reason, amount in parts if amount]


def refundable(balances: Mapping[Account, int]) -> Money:
    """The most that treasury may refund now: not what a bounced payment has made owed again."""
    refund_due = balances.get(Account.TREASURY_REFUND_RECEIVABLE, 0)
    return Money(max(0, min(refund_due, _beyond_claims(balances))))


def top_up(balances: Mapping[Account, int], mode: RecoveryMode) -> Money:
    """What the operator pays back at once when a payment that it had received is taken back.

    `balances` are those after the mirror rows. In REMIT_REFUND the money is at treasury until it
    is refunded, and the next remittance is smaller by it (调整, E19).
    """
    refund_due = balances.get(Account.TREASURY_REFUND_RECEIVABLE, 0)
    with_operator = _beyond_claims(balances)
    if mode is RecoveryMode.RETAIN:
        with_operator -= refund_due
    return Money(max(0, -with_operator))


def _beyond_claims(balances: Mapping[Account, int]) -> int:
    """O1 − A2 in fen: recovered from tenants, and not yet with the operator."""
    return -(
        balances.get(Account.PAYABLE_TO_OPERATOR, 0) + balances.get(Account.RECEIVABLE_OPERATOR, 0)
    )


def workdays_held(received_on: date, today: date, calendar: WorkCalendar) -> int:
    """Working days since the money came in; the day itself is not counted."""
    days = (today - received_on).days
    return sum(calendar.is_workday(received_on + timedelta(days=day + 1)) for day in range(days))


def held_too_long(
    received_on: date, today: date, calendar: WorkCalendar, *, limit: int = 3
) -> bool:
    """Whether finance and the auditor are told: late remittance is what audits look for."""
    return today > calendar.add_workdays(received_on, limit)


class RemittanceState(StrEnum):
    OPEN = "open"
    STATEMENT = "statement"
    O_SIGNED = "o_signed"
    PAYMENT_ORDER = "payment_order"
    SENT = "sent"
    MISMATCH = "mismatch"
    TREASURY_CONFIRMED = "treasury_confirmed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class RemittanceEvent(StrEnum):
    DRAW_UP = "draw_up"
    SIGN = "sign"
    ORDER = "order"
    SEND = "send"
    CONFIRM = "confirm"
    RETURN = "return"
    REISSUE = "reissue"
    CLOSE = "close"
    WITHDRAW = "withdraw"


_S, _E, _P = RemittanceState, RemittanceEvent, Permission

TRANSITIONS: Final[Mapping[tuple[RemittanceState, RemittanceEvent], RemittanceState]] = {
    (_S.OPEN, _E.DRAW_UP): _S.STATEMENT,
    (_S.STATEMENT, _E.SIGN): _S.O_SIGNED,
    (_S.O_SIGNED, _E.ORDER): _S.PAYMENT_ORDER,
    (_S.PAYMENT_ORDER, _E.SEND): _S.SENT,
    (_S.SENT, _E.CONFIRM): _S.TREASURY_CONFIRMED,
    # Treasury sent it back (wrong code): the money is booked back and goes on ageing.
    (_S.SENT, _E.RETURN): _S.MISMATCH,
    (_S.MISMATCH, _E.REISSUE): _S.PAYMENT_ORDER,
    (_S.TREASURY_CONFIRMED, _E.CLOSE): _S.CLOSED,
    **{
        (state, _E.WITHDRAW): _S.WITHDRAWN
        for state in (_S.OPEN, _S.STATEMENT, _S.O_SIGNED, _S.PAYMENT_ORDER)
    },
}

MACHINE: Final = Machine("remittance", TRANSITIONS)

#: The permission an event needs; the others follow from them.
ACTORS: Final[Mapping[RemittanceEvent, Permission]] = {
    _E.DRAW_UP: _P.PREPARE_REMITTANCE,
    _E.SIGN: _P.SIGN_REMITTANCE,
    _E.SEND: _P.PREPARE_REMITTANCE,
    _E.CONFIRM: _P.CONFIRM_REMITTANCE,
    _E.RETURN: _P.CONFIRM_REMITTANCE,
    _E.REISSUE: _P.PREPARE_REMITTANCE,
    _E.WITHDRAW: _P.PREPARE_REMITTANCE,
}
