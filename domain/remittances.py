"""Rent on its way to the treasury 上缴: the statement's life, what is in it, how late it is.

The statement moves no money. Sending it does: the bank account falls and so does what is due to
treasury. When the money comes back, the mirror puts both where they were, and because ageing
looks at receipts and at what was sent, it goes on as if it had never left (domain.md 11.1, 25).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.access import Permission
from domain.calendar import Month, WorkCalendar
from domain.errors import Refused
from domain.money import ZERO, Money
from domain.states import Machine

#: 政府收支分类科目: non-tax revenue, paid use of state-owned resources and assets.
BUDGET_CODE: Final = "10307"
#: Money is sent within so many working days when remitted daily …
DAILY_WORKDAYS: Final = 3
#: … and by this working day of the next month when remitted monthly (domain.md 5.13).
MONTHLY_WORKDAY: Final = 5


class RecoveryMode(StrEnum):
    """What happens to tenant money for the operator's claims (domain.md 6.4)."""

    RETAIN = "RETAIN"
    REMIT_REFUND = "REMIT_REFUND"


class RemittanceState(StrEnum):
    STATEMENT = "statement"
    O_SIGNED = "o_signed"
    PAYMENT_ORDER = "payment_order"
    SENT = "sent"
    MISMATCH = "mismatch"
    TREASURY_CONFIRMED = "treasury_confirmed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class RemittanceEvent(StrEnum):
    SIGN = "sign"
    ORDER = "order"
    SEND = "send"
    RETURN = "return"
    REBOOK = "rebook"
    CONFIRM = "confirm"
    CLOSE = "close"
    WITHDRAW = "withdraw"


_S, _E = RemittanceState, RemittanceEvent

REMITTANCE: Final[Machine[RemittanceState, RemittanceEvent]] = Machine(
    {
        (_S.STATEMENT, _E.SIGN): _S.O_SIGNED,
        (_S.STATEMENT, _E.WITHDRAW): _S.WITHDRAWN,
        (_S.O_SIGNED, _E.ORDER): _S.PAYMENT_ORDER,
        (_S.O_SIGNED, _E.WITHDRAW): _S.WITHDRAWN,
        (_S.PAYMENT_ORDER, _E.SEND): _S.SENT,
        (_S.PAYMENT_ORDER, _E.WITHDRAW): _S.WITHDRAWN,
        (_S.SENT, _E.RETURN): _S.MISMATCH,
        (_S.MISMATCH, _E.REBOOK): _S.PAYMENT_ORDER,
        (_S.SENT, _E.CONFIRM): _S.TREASURY_CONFIRMED,
        (_S.TREASURY_CONFIRMED, _E.CLOSE): _S.CLOSED,
    },
)

#: Who may do it. None: it follows by itself from the step before, or from closing the month.
ACTORS: Final[Mapping[RemittanceEvent, Permission | None]] = {
    _E.SIGN: Permission.SIGN_REMITTANCE,
    _E.ORDER: None,
    _E.SEND: Permission.PREPARE_REMITTANCE,
    _E.RETURN: Permission.CONFIRM_REMITTANCE,
    _E.REBOOK: None,
    _E.CONFIRM: Permission.CONFIRM_REMITTANCE,
    _E.CLOSE: None,
    _E.WITHDRAW: Permission.PREPARE_REMITTANCE,
}

#: The money has left the bank account.
GONE: Final = frozenset({_S.SENT, _S.TREASURY_CONFIRMED, _S.CLOSED})


class NothingToRemit(Refused):
    """No tenant money of these days is waiting to be remitted."""


class MoneyNotThere(Refused):
    """The book holds less than the statement says: withdraw it and make a new one."""


class NothingToHandOver(Refused):
    """No recovered money is waiting for the operator."""


class HandOverTooMuch(Refused):
    """More than what is waiting for the operator."""


class RecoveryModeDiffers(Refused):
    """The contract says that recovered money goes to treasury first (先缴后退)."""


@dataclass(frozen=True, slots=True)
class Held:
    """Tenant money for treasury that lies in the collection account, and since when."""

    amount: Money
    oldest_on: date | None


class Alert(StrEnum):
    NONE = "none"
    #: Longer than daily remitting allows.
    NOTICE = "notice"
    #: Later than monthly remitting allows: finance and audit look for exactly this.
    LATE = "late"


def to_remit(*, received_by_then: Money, received: Money, remitted: Money) -> Money:
    """What a statement takes: received up to its day, and not remitted yet.

    Money taken back since then (`received` counts to today) cannot be sent any more.
    """
    return max(min(received_by_then, received) - remitted, ZERO)


def held(receipts: Iterable[tuple[date, Money]], remitted: Money) -> Held:
    """Oldest money leaves first. `receipts`: net receipts for treasury by day, any order."""
    oldest_on, left = None, -remitted
    for day, amount in sorted(receipts):
        before, left = left, left + amount
        if left > ZERO >= before:
            oldest_on = day
    return Held(max(left, ZERO), oldest_on if left > ZERO else None)


def workdays_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """Working days after `first` up to and with `last`."""
    return sum(
        calendar.is_workday(date.fromordinal(day))
        for day in range(first.toordinal() + 1, last.toordinal() + 1)
    )


def alert(oldest_on: date | None, today: date, calendar: WorkCalendar) -> Alert:
    """How late money of that day is today (domain.md 5.13)."""
    if oldest_on is None:
        return Alert.NONE
    if today > calendar.nth_workday(Month.of(oldest_on).next, MONTHLY_WORKDAY):
        return Alert.LATE
    if today > calendar.add_workdays(oldest_on, DAILY_WORKDAYS):
        return Alert.NOTICE
    return Alert.NONE
