"""A month's end 月结: what must be true before it closes, and the seal that keeps it closed.

A closed month never changes: its lines are hashed, each seal links to the one before, and any
correction is a line in an open month.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from domain.access import Permission
from domain.advances import VoucherState
from domain.errors import Refused
from domain.money import ZERO, Money
from domain.remittances import RemittanceState
from domain.states import Machine


class MonthState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class MonthEvent(StrEnum):
    CLOSE = "close"


#: There is no way back: nothing reopens a closed month.
TRANSITIONS: Final[Mapping[tuple[MonthState, MonthEvent], MonthState]] = {
    (MonthState.OPEN, MonthEvent.CLOSE): MonthState.CLOSED
}

MACHINE: Final = Machine("month", TRANSITIONS)

ACTORS: Final[Mapping[MonthEvent, Permission]] = {MonthEvent.CLOSE: Permission.CLOSE_MONTH}


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What is known of a project's month when it is to be closed.

    `voucher` and `remittances` are their states; `shortfall` is what the tenants left unpaid
    after exclusions, `to_remit` what still lies in the rent account for the treasury. `reopened`
    came open again up to this month in months that were advanced, `supplement` is the state of
    the voucher that is to cover it; `to_put_back` bounced after it had gone to the operator.
    """

    is_over: bool
    previous_closed: bool
    live_leases: int
    charged_leases: int
    unconfirmed_runs: int
    old_suspense: int
    open_adjustments: int
    shortfall: Money
    voucher: VoucherState | None
    reopened: Money
    supplement: VoucherState | None
    to_put_back: Money
    to_remit: Money
    remittances: frozenset[RemittanceState]
    violations: tuple[str, ...]


_ACCEPTED: Final = frozenset(
    {
        VoucherState.F_CONFIRMED,
        VoucherState.RECOVERING,
        VoucherState.RECOVERED,
        VoucherState.UNCOLLECTIBLE,
    }
)
_SETTLED: Final = frozenset(
    {RemittanceState.TREASURY_CONFIRMED, RemittanceState.CLOSED, RemittanceState.WITHDRAWN}
)


#: What must hold, in the order in which the month's work is done; the keys are the codes shown.
CHECKS: Final[Mapping[str, Callable[[MonthFacts], bool]]] = {
    "month_is_over": lambda month: month.is_over,
    "previous_month_closed": lambda month: month.previous_closed,
    "every_live_lease_charged": lambda month: month.charged_leases >= month.live_leases,
    "charges_confirmed": lambda month: month.unconfirmed_runs == 0,
    "no_old_suspense": lambda month: month.old_suspense == 0,
    "no_open_adjustment": lambda month: month.open_adjustments == 0,
    "shortfall_advanced": lambda month: not month.shortfall or month.voucher in _ACCEPTED,
    "reopened_advanced": lambda month: not month.reopened,
    "bounced_put_back": lambda month: not month.to_put_back,
    "rent_remitted": lambda month: month.to_remit <= ZERO,
    "remittances_confirmed": lambda month: month.remittances <= _SETTLED,
    "books_balance": lambda month: not month.violations,
}


class MonthNotReady(Refused):
    """Some checks do not hold yet; `failed` names them in the order of the work."""


def failed_checks(month: MonthFacts) -> list[str]:
    """The codes of what is still to be done; empty when the month may close."""
    return [code for code, holds in CHECKS.items() if not holds(month)]


def require_closable(month: MonthFacts) -> None:
    """Raises MonthNotReady with every check that fails, not only the first."""
    failed = failed_checks(month)
    if failed:
        raise MonthNotReady(failed=failed)


#: What is sealed of a ledger row: names, with whole numbers, words, true, false or nothing.
Line = Mapping[str, object]

#: What the first seal of a chain links to.
GENESIS: Final = bytes(32)


def canonical(line: Line) -> bytes:
    """The one way to write a line: JSON in UTF-8, keys sorted, no blanks, a newline at the end.

    Raises TypeError for a float or a decimal, whose notation is not unique.
    """
    for name, value in line.items():
        if not isinstance(value, str | int | None):
            message = f"{name} cannot be sealed: {type(value).__name__}"
            raise TypeError(message)
    return _compact(line) + b"\n"


def seal(lines: Iterable[Line], previous: bytes = GENESIS) -> bytes:
    """SHA-256 (32 bytes) over `previous` and the SHA-256 of each line, in the order of their ids.

    Lines are hashed one by one, so that a month of millions is one short value in the database,
    which does this in one statement.
    """
    if len(previous) != len(GENESIS):
        message = "a seal links to 32 bytes"
        raise ValueError(message)
    digest = sha256(previous)
    for line in lines:
        digest.update(sha256(canonical(line)).digest())
    return digest.digest()


def broken_link(seals: Iterable[tuple[bytes, bytes, Iterable[Line]]]) -> int | None:
    """The first seal of a chain that does not hold, from 0; None when all do.

    Each is what it says it links to, its hash, and the lines it covers.
    """
    expected = GENESIS
    for number, (previous, sealed, lines) in enumerate(seals):
        if previous != expected or seal(lines, previous) != sealed:
            return number
        expected = sealed
    return None


def _compact(line: Line) -> bytes:
    text = json.dumps(dict(line), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
