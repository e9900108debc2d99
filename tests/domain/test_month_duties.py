"""Who must act before a month can close."""

from dataclasses import replace

import pytest

from domain.access import Role
from domain.advances import VoucherState
from domain.closings import CHECKS, MonthFacts, failed_checks
from domain.money import ZERO, Money
from domain.month_duties import who_must_act
from domain.remittances import RemittanceState

READY = MonthFacts(
    is_over=True,
    previous_closed=True,
    live_leases=3,
    charged_leases=3,
    unconfirmed_runs=0,
    old_suspense=0,
    open_adjustments=0,
    shortfall=ZERO,
    voucher=None,
    reopened=ZERO,
    supplement=None,
    to_put_back=ZERO,
    to_remit=ZERO,
    remittances=frozenset(),
    violations=(),
)


def test_a_finished_month_waits_for_nobody() -> None:
    assert failed_checks(READY) == []


def test_every_check_knows_who_can_make_it_good() -> None:
    nobody = {check for check in CHECKS if not who_must_act(check, READY)}

    assert nobody == {"month_is_over", "remittances_confirmed"}, "none is under way here"


@pytest.mark.parametrize(
    ("voucher", "who"),
    [
        (None, Role.CASHIER),
        (VoucherState.CALCULATED, Role.OPERATOR_MANAGER),
        (VoucherState.OPERATOR_CONFIRMED, Role.CASHIER),
        (VoucherState.PAID, Role.FINANCE_OFFICER),
        (VoucherState.DISPUTED, Role.PURCHASER_APPROVER),
    ],
)
def test_the_voucher_waits_for_whoever_is_next(voucher: VoucherState | None, who: Role) -> None:
    month = replace(READY, shortfall=Money(1), voucher=voucher)

    assert failed_checks(month) == ["shortfall_advanced"]
    assert who_must_act("shortfall_advanced", month) == (who,)

    again = replace(READY, reopened=Money(1), supplement=voucher)
    assert failed_checks(again) == ["reopened_advanced"]
    assert who_must_act("reopened_advanced", again) == (who,)


@pytest.mark.parametrize(
    ("state", "who"),
    [
        (RemittanceState.STATEMENT, Role.OPERATOR_MANAGER),
        (RemittanceState.PAYMENT_ORDER, Role.CASHIER),
        (RemittanceState.MISMATCH, Role.CASHIER),
        (RemittanceState.SENT, Role.FINANCE_OFFICER),
    ],
)
def test_a_remittance_waits_for_whoever_is_next(state: RemittanceState, who: Role) -> None:
    month = replace(READY, remittances=frozenset({state, RemittanceState.CLOSED}))

    assert failed_checks(month) == ["remittances_confirmed"]
    assert who_must_act("remittances_confirmed", month) == (who,)
