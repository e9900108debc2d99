"""What waits for whom, and in which order."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from domain.access import POLICY, Actor, Permission, Role
from domain.advances import MACHINE, VoucherState
from domain.contracts import MACHINE as CONTRACTS
from domain.contracts import ContractState
from domain.duties import (
    CONTRACT,
    FEE_STATEMENT,
    REMITTANCE,
    VOUCHER,
    Duty,
    DutyAction,
    DutyKind,
    fee_payable_by,
    in_order,
    match_by,
    remit_by,
    roles_with,
)
from domain.holidays import STATE_COUNCIL
from domain.remittances import MACHINE as REMITTANCES
from domain.remittances import RemittanceState
from domain.settlement import MACHINE as FEES
from domain.settlement import FeeState

TODAY = date(2026, 5, 11)


def duty(**facts) -> Duty:
    told = {
        "kind": DutyKind.VOUCHER,
        "action": DutyAction.PAY,
        "permission": Permission.PAY_VOUCHER,
    }
    told |= {"project_id": None, "project": None, "subject_type": "voucher"}
    return Duty(**told | facts)


def actor(*roles: Role) -> Actor:
    return Actor(uuid4(), "甲", uuid4(), uuid4(), frozenset(roles), None)


def test_a_duty_is_for_whoever_holds_the_right() -> None:
    one = duty()

    assert [role for role in Role if one.is_for(actor(role))] == [Role.CASHIER]


def test_who_made_it_does_not_decide_it() -> None:
    manager = actor(Role.OPERATOR_MANAGER)
    one = duty(permission=Permission.CONFIRM_VOUCHER, not_for=manager.person_id)

    assert not one.is_for(manager)
    assert one.is_for(actor(Role.OPERATOR_MANAGER))


def test_what_one_handed_on_waits_for_others() -> None:
    cashier = actor(Role.CASHIER)
    confirm = duty(permission=Permission.CONFIRM_VOUCHER, handed_by=cashier.person_id)

    assert confirm.is_handed_on_by(cashier)
    assert not confirm.is_handed_on_by(actor(Role.CASHIER))
    assert not duty(handed_by=cashier.person_id).is_handed_on_by(cashier), "it is one's own again"


def test_the_soonest_comes_first_and_what_has_no_day_last() -> None:
    late, today, later = (duty(due_on=date(2026, 5, day)) for day in (9, 11, 20))
    old, young = (duty(since_at=datetime(2026, 5, day, tzinfo=UTC)) for day in (1, 2))

    assert in_order([young, later, old, today, late]) == [late, today, later, old, young]
    assert [one.is_overdue(TODAY) for one in (late, today, later, old)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("steps", "states", "machine"),
    [
        (VOUCHER, VoucherState, MACHINE),
        (REMITTANCE, RemittanceState, REMITTANCES),
        (FEE_STATEMENT, FeeState, FEES),
        (CONTRACT, ContractState, CONTRACTS),
    ],
    ids=["voucher", "remittance", "fee", "contract"],
)
def test_only_states_with_a_way_out_wait_for_somebody(steps, states, machine) -> None:
    for state in states:
        if state in steps:
            assert machine.possible(state), state
            assert roles_with(steps[state].permission), state


def test_deadlines_count_working_days() -> None:
    assert remit_by(date(2026, 4, 8), STATE_COUNCIL) == date(2026, 5, 11), "after the May holiday"
    assert match_by(date(2026, 4, 30), STATE_COUNCIL) == date(2026, 5, 8)
    assert fee_payable_by(date(2026, 4, 30)) == date(2026, 5, 30)


def test_every_right_of_a_step_belongs_to_somebody() -> None:
    for steps in (VOUCHER, REMITTANCE, FEE_STATEMENT, CONTRACT):
        for step in steps.values():
            assert any(step.permission in rights for rights in POLICY.values())
