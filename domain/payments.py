"""Money received 实收: its channels, its life, and when it can have been received."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.errors import Invalid, Refused
from domain.leases import LeaseState
from domain.states import Machine

#: First rent may be paid when a home is chosen, some weeks before the lease begins; money dated
#: still earlier is a typing error.
_EARLIEST_BEFORE_LEASE: Final = timedelta(days=92)


class Channel(StrEnum):
    """How money came in. A channel's serial number is booked once. `DEPOSIT` is the household's
    own deposit, used for what it owed when it left.
    """

    CASH = "cash"
    POS = "pos"
    ONLINE = "online"
    BANK = "bank"
    DEPOSIT = "deposit"


class PaymentState(StrEnum):
    SUSPENSE = "suspense"
    ALLOCATED = "allocated"
    RETURNED = "returned"
    REVERSED = "reversed"


class PaymentEvent(StrEnum):
    RESOLVE = "resolve"
    RETURN = "return"
    REVERSE = "reverse"
    REFUND = "refund"


LIFE: Final = Machine(
    "payment",
    {
        (PaymentState.SUSPENSE, PaymentEvent.RESOLVE): PaymentState.ALLOCATED,
        (PaymentState.SUSPENSE, PaymentEvent.RETURN): PaymentState.RETURNED,
        (PaymentState.SUSPENSE, PaymentEvent.REVERSE): PaymentState.REVERSED,
        (PaymentState.ALLOCATED, PaymentEvent.REVERSE): PaymentState.REVERSED,
        (PaymentState.ALLOCATED, PaymentEvent.REFUND): PaymentState.ALLOCATED,
    },
)

_NEVER_MOVED_IN: Final = frozenset({LeaseState.DRAFT, LeaseState.VOID})


class ReceivedInFuture(Invalid):
    """Money cannot have been received on a day that has not come yet."""


class ReceivedBeforeLease(Invalid):
    """The money is dated long before the lease began."""


class SerialNoMissing(Invalid):
    """Every channel but cash has a serial number of its own."""


class LeaseTakesNoMoney(Refused):
    """The lease is a draft, or void: nobody owes anything under it."""


def require_takes_money(state: LeaseState) -> None:
    """A lease takes money from its signing on, and after its end for as long as debt is left.

    Raises LeaseTakesNoMoney.
    """
    if state in _NEVER_MOVED_IN:
        raise LeaseTakesNoMoney(state=state)


def require_believable_day(received_on: date, *, today: date, lease_starts_on: date) -> None:
    """Raises ReceivedInFuture, ReceivedBeforeLease."""
    if received_on > today:
        raise ReceivedInFuture(pointer="/received_on", today=str(today))
    earliest = lease_starts_on - _EARLIEST_BEFORE_LEASE
    if received_on < earliest:
        raise ReceivedBeforeLease(pointer="/received_on", earliest=str(earliest))


def require_serial_no(channel: Channel, serial_no: str | None) -> None:
    """Raises SerialNoMissing. Cash has the number of its receipt instead."""
    if channel is not Channel.CASH and serial_no is None:
        raise SerialNoMissing(pointer="/serial_no", channel=channel)
