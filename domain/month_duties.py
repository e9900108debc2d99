"""Who must act when a check of the month's end does not hold (domain.closings.CHECKS)."""

from collections.abc import Mapping
from typing import Final

from domain.access import Role
from domain.advances import VoucherState
from domain.closings import MonthFacts
from domain.remittances import RemittanceState

_CASHIER: Final = (Role.CASHIER,)

#: Checks that wait for no state of another thing. Nobody can hurry the calendar.
_FIXED: Final[Mapping[str, tuple[Role, ...]]] = {
    "month_is_over": (),
    "previous_month_closed": (Role.OPERATOR_MANAGER,),
    "every_live_lease_charged": _CASHIER,
    "charges_confirmed": (Role.OPERATOR_MANAGER, Role.CASHIER),
    "no_old_suspense": _CASHIER,
    "no_open_adjustment": (Role.PURCHASER_APPROVER,),
    "bounced_put_back": _CASHIER,
    "rent_remitted": _CASHIER,
    "books_balance": (Role.AUDITOR,),
}
_ON_VOUCHER: Final[Mapping[VoucherState | None, tuple[Role, ...]]] = {
    None: _CASHIER,
    VoucherState.CALCULATED: (Role.OPERATOR_MANAGER,),
    VoucherState.OPERATOR_CONFIRMED: _CASHIER,
    VoucherState.PAID: (Role.FINANCE_OFFICER,),
    VoucherState.DISPUTED: (Role.PURCHASER_APPROVER,),
}
_ON_REMITTANCE: Final[Mapping[RemittanceState, tuple[Role, ...]]] = {
    RemittanceState.STATEMENT: (Role.OPERATOR_MANAGER,),
    RemittanceState.PAYMENT_ORDER: _CASHIER,
    RemittanceState.MISMATCH: _CASHIER,
    RemittanceState.SENT: (Role.FINANCE_OFFICER,),
}


def who_must_act(check: str, month: MonthFacts) -> tuple[Role, ...]:
    """The roles that can make a failed check good, next in line first."""
    if check == "shortfall_advanced":
        return _ON_VOUCHER.get(month.voucher, _CASHIER)
    if check == "reopened_advanced":
        return _ON_VOUCHER.get(month.supplement, _CASHIER)
    if check == "remittances_confirmed":
        waiting = [_ON_REMITTANCE[state] for state in _ON_REMITTANCE if state in month.remittances]
        return tuple(dict.fromkeys(role for roles in waiting for role in roles))
    return _FIXED[check]
