"""When a voucher 代交凭证 may be calculated, what it counts, and where it stands once accepted.

The advance does not pay the tenant's debt away: the tenant goes on owing, to the operator
(民法典 Art. 524). At acceptance every line moves as much of the charge's treasury claim as is
still there (ADVANCED). For what tenants paid since the calculation the operator's payment takes
the place of theirs (OVER_ADVANCED, L1 debit, O1 credit; domain.md 11.1, 4): treasury is owed
that much less of the tenants' money, so it never gets rent twice, and O1 − A2 grows by it at
once, which is to say that it counts as recovered and goes to the operator in the contract's mode.
If that money had been remitted already, L1 stands below zero and the next statement is smaller.
"""

from datetime import date
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


class VoucherTooEarly(Refused):
    """The month's tenant money still counts; the voucher is calculated from `cutoff_on` on."""


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
