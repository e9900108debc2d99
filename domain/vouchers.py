"""When a voucher 代交凭证 may be calculated, what it counts, and where it stands once accepted.

The advance does not pay the tenant's debt away: the tenant goes on owing, to the operator
(民法典 Art. 524). At acceptance every line moves as much of the charge's treasury claim as is
still there (ADVANCED). For what tenants paid since the calculation the operator's payment takes
the place of theirs (OVER_ADVANCED, L1 debit, O1 credit; domain.md 11.1, 4): treasury is owed
that much less of the tenants' money, so it never gets rent twice, and O1 − A2 grows by it at
once, which is to say that it counts as recovered and goes to the operator in the contract's mode.
If that money had been remitted already, L1 stands below zero and the next statement is smaller.

What treasury is owed anew of a month that was advanced (a payment bounced, a charge was raised or
made later) is the operator's duty as well: a supplementary voucher 补交 covers it (ADR 15).
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from domain.advances import VoucherState, due_on
from domain.calendar import Month, WorkCalendar
from domain.errors import Refused
from domain.money import ZERO, Money, half_up

#: What the operator answers for. Late fees, costs and back-rent are the tenant's alone.
COUNTED_KINDS: Final = ("rent", "holdover")

_S = VoucherState
#: The claims have changed hands; where the voucher stands follows from them.
ACCEPTED: Final = frozenset({_S.F_CONFIRMED, _S.RECOVERING, _S.RECOVERED, _S.UNCOLLECTIBLE})


class VoucherKind(StrEnum):
    """The one voucher that a month has, or a later one for what has come open since."""

    MONTHLY = "monthly"
    SUPPLEMENT = "supplement"


class VoucherTooEarly(Refused):
    """The month's tenant money still counts; the voucher is calculated from `cutoff_on` on."""


class MonthNotAdvanced(Refused):
    """The month's own voucher comes first: a supplement adds to one that finance has accepted."""


class NothingReopened(Refused):
    """Treasury is owed nothing of the month that a voucher has not dealt with."""


def require_cutoff(month: Month, today: date, calendar: WorkCalendar, *, workday: int) -> date:
    """The cut-off day, unless it is still to come. Raises VoucherTooEarly."""
    cutoff_on = due_on(month, calendar, workday=workday)
    if today < cutoff_on:
        raise VoucherTooEarly(month=str(month), cutoff_on=cutoff_on.isoformat())
    return cutoff_on


def above_contract(owed: Money, monthly: Money, days: int, month: Month) -> Money:
    """The part of a holdover charge beyond what the lease on paper asks for so many days."""
    on_paper = Money(half_up(Fraction(monthly.fen * days, month.days)))
    return max(owed - on_paper, ZERO)


def reopened(treasury_claim: Money, excluded: Money) -> Money:
    """What of a charge a supplement must cover; `excluded`: by the last accepted voucher."""
    return max(treasury_claim - excluded, ZERO)


def attributed(
    advanced: Sequence[Money], *, outstanding: Money, written_off: Money
) -> list[tuple[Money, Money]]:
    """Whose the operator's claim left on a charge is, where several vouchers advanced it.

    `advanced`: what each accepted voucher did, the oldest first. Tenants' money recovers the
    oldest first, so what is outstanding is the newest's, and what was written off lies below it.
    Gives (outstanding, written off) of each.
    """
    parts: list[tuple[Money, Money]] = []
    for amount in reversed(advanced):
        open_part = min(amount, outstanding)
        dropped = min(amount - open_part, written_off)
        outstanding, written_off = outstanding - open_part, written_off - dropped
        parts.append((open_part, dropped))
    return parts[::-1]


def standing(
    state: VoucherState, *, amount: Money, outstanding: Money, written_off: Money
) -> VoucherState:
    """Where a voucher stands, from the operator's claims left on its charges (domain.md 5.12).

    It is derived wherever it is shown and never stored, so a payment need not touch the voucher
    and one that bounces reopens it by itself.
    """
    if state not in ACCEPTED:
        return state
    if not outstanding:
        return _S.UNCOLLECTIBLE if written_off else _S.RECOVERED
    return _S.RECOVERING if outstanding < amount else _S.F_CONFIRMED
