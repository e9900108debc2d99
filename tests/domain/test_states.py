"""Every life cycle does what its table lists, refuses the rest, and can be walked to its end."""

from enum import StrEnum
from itertools import product
from typing import Any

import pytest

from domain import (
    advances,
    allocation_rounds,
    arrears_cases,
    billing_runs,
    closings,
    contracts,
    deposits,
    eligibility,
    exchanges,
    filings,
    housing,
    lease_changes,
    lease_terms,
    lease_texts,
    leases,
    remittances,
    renewals,
    reservations,
    role_grants,
    settlement,
)
from domain.access import POLICY, Permission, Role
from domain.states import Machine, TransitionRefused

#: Machine, its events, where it begins.
MACHINES: list[tuple[Machine[Any, Any], type[StrEnum], StrEnum]] = [
    (housing.MACHINE, housing.UnitEvent, housing.UnitState.DRAFT),
    (role_grants.MACHINE, role_grants.GrantEvent, role_grants.GrantState.WAITING),
    (lease_terms.MACHINE, lease_terms.TermsEvent, lease_terms.TermsState.DRAFTED),
    (billing_runs.MACHINE, billing_runs.RunEvent, billing_runs.RunState.WAITING),
    (deposits.RECEIPT, deposits.ReceiptEvent, deposits.ReceiptState.HELD),
    (deposits.REFUND, deposits.RefundEvent, deposits.RefundState.PROPOSED),
    (filings.MACHINE, filings.FilingEvent, filings.FilingState.TO_FILE),
    (
        lease_changes.MACHINE,
        lease_changes.LeaseChangeEvent,
        lease_changes.LeaseChangeState.SUBMITTED,
    ),
    (exchanges.MACHINE, exchanges.ExchangeEvent, exchanges.ExchangeState.SUBMITTED),
    (renewals.MACHINE, renewals.RenewalEvent, renewals.RenewalState.INVITED),
    (lease_texts.TEMPLATE, lease_texts.TemplateEvent, lease_texts.TemplateState.DRAFTED),
    (leases.MACHINE, leases.LeaseEvent, leases.LeaseState.DRAFT),
    (advances.MACHINE, advances.VoucherEvent, advances.VoucherState.CALCULATED),
    (remittances.MACHINE, remittances.RemittanceEvent, remittances.RemittanceState.OPEN),
    (closings.MACHINE, closings.MonthEvent, closings.MonthState.OPEN),
    (contracts.MACHINE, contracts.ContractEvent, contracts.ContractState.DRAFT),
    (settlement.MACHINE, settlement.FeeEvent, settlement.FeeState.COMPUTED),
    (settlement.DEDUCTION, settlement.DeductionEvent, settlement.DeductionState.RAISED),
    (arrears_cases.CASE, arrears_cases.CaseEvent, arrears_cases.CaseState.OPEN),
    (eligibility.MACHINE, eligibility.EligibilityEvent, eligibility.EligibilityState.VALID),
    (eligibility.PROPOSAL, eligibility.ProposalEvent, eligibility.ProposalState.PROPOSED),
    (eligibility.BAN, eligibility.BanEvent, eligibility.BanState.PROPOSED),
    (
        reservations.MACHINE,
        reservations.ReservationEvent,
        reservations.ReservationState.PROPOSED,
    ),
    (
        allocation_rounds.MACHINE,
        allocation_rounds.RoundEvent,
        allocation_rounds.RoundState.PLAN_DRAFT,
    ),
    (
        allocation_rounds.REGISTRATION,
        allocation_rounds.RegistrationEvent,
        allocation_rounds.RegistrationState.REGISTERED,
    ),
    (
        allocation_rounds.TURN,
        allocation_rounds.TurnEvent,
        allocation_rounds.TurnState.WAITING,
    ),
    (
        allocation_rounds.OBJECTION,
        allocation_rounds.ObjectionEvent,
        allocation_rounds.ObjectionState.OPEN,
    ),
]
BY_NAME = {machine.name: (machine, events, first) for machine, events, first in MACHINES}
LISTED = [(machine, *pair) for machine, _, _ in MACHINES for pair in machine.transitions]
IMPOSSIBLE = [
    (machine, state, event)
    for machine, events, first in MACHINES
    for state, event in product(type(first), events)
    if (state, event) not in machine.transitions
]
#: What makes the thing leads from nothing.
BIRTHS: set[StrEnum] = {advances.VoucherEvent.CALCULATE}


def named(case: tuple[Any, ...]) -> str:
    return f"{case[0].name}-{case[1].value}-{case[2].value}"


@pytest.mark.parametrize("case", LISTED, ids=named)
def test_what_the_table_lists_is_done(case: tuple[Any, ...]):
    machine, state, event = case
    assert machine.after(state, event) is machine.transitions[state, event]
    assert event in machine.possible(state)


@pytest.mark.parametrize("case", IMPOSSIBLE, ids=named)
def test_whatever_the_table_does_not_list_is_refused(case: tuple[Any, ...]):
    machine, state, event = case
    with pytest.raises(TransitionRefused) as refusal:
        machine.after(state, event)
    assert refusal.value.facts == {
        "thing": machine.name,
        "state": state,
        "event": event,
        "possible": sorted(machine.possible(state)),
    }
    assert refusal.value.code == "transition_refused"


@pytest.mark.parametrize("name", BY_NAME)
def test_every_state_can_be_reached_and_every_event_happens(name: str):
    machine, events, first = BY_NAME[name]
    reached, grows = {first}, True
    while grows:
        found = {end for (start, _), end in machine.transitions.items() if start in reached}
        grows = not found <= reached
        reached |= found
    assert reached == set(type(first))
    assert {event for _, event in {*machine.transitions, *machine.returns}} | BIRTHS == (
        set(events) | BIRTHS
    )


FINAL = [
    ("unit", {"withdrawn"}),
    ("lease", {"terminated", "void"}),
    ("deposit_receipt", {"reversed"}),
    ("deposit_refund", {"paid", "withdrawn"}),
    ("lease_filing", {"confirmed"}),
    ("lease_template", {"approved", "rejected"}),
    ("voucher", {"uncollectible", "withdrawn"}),
    ("remittance", {"closed", "withdrawn"}),
    ("month", {"closed"}),
    ("service_contract", {"ended", "rescinded"}),
    ("fee_statement", {"closed", "withdrawn"}),
    ("deduction_event", {"withdrawn", "applied"}),
    ("arrears_case", {"written_off"}),
    ("eligibility", {"cancelled", "replaced"}),
    ("eligibility_measure", {"confirmed", "rejected"}),
    ("ban", {"rejected", "lifted"}),
    ("reservation", {"rejected", "used", "waived", "lapsed"}),
    ("allocation_round", {"closed", "cancelled"}),
    ("allocation_registration", {"withdrawn"}),
    ("selection_turn", {"waived"}),
    ("allocation_objection", {"upheld", "dismissed"}),
]


@pytest.mark.parametrize(("name", "final"), FINAL)
def test_only_what_is_over_has_no_way_out(name: str, final: set[str]):
    machine, _, first = BY_NAME[name]
    assert {state.value for state in type(first) if not machine.possible(state)} == final


def test_a_released_unit_is_what_it_was_before():
    unit, state, event = housing.MACHINE, housing.UnitState, housing.UnitEvent
    for before in (state.AVAILABLE, state.LEASED, state.NOTICE):
        assert unit.after(before, event.FREEZE) is state.FROZEN
        assert unit.after(state.FROZEN, event.RELEASE, before=before) is before
    assert unit.possible(state.FROZEN) == {event.RELEASE}


@pytest.mark.parametrize("before", [None, housing.UnitState.DRAFT, housing.UnitState.WITHDRAWN])
def test_a_unit_is_not_released_into_a_state_it_cannot_have_come_from(
    before: housing.UnitState | None,
):
    with pytest.raises(TransitionRefused):
        housing.MACHINE.after(housing.UnitState.FROZEN, housing.UnitEvent.RELEASE, before=before)


#: Who does it, by domain.md 1 and 5; the permission must be that role's, and the other's not.
DONE_BY = [
    (advances.ACTORS[advances.VoucherEvent.CONFIRM], Role.OPERATOR_MANAGER, Role.CASHIER),
    (advances.ACTORS[advances.VoucherEvent.PAY], Role.CASHIER, Role.FINANCE_OFFICER),
    (advances.ACTORS[advances.VoucherEvent.ACCEPT], Role.FINANCE_OFFICER, Role.CASHIER),
    (
        advances.ACTORS[advances.VoucherEvent.DECLARE_UNCOLLECTIBLE],
        Role.PURCHASER_APPROVER,
        Role.OPERATOR_MANAGER,
    ),
    (remittances.ACTORS[remittances.RemittanceEvent.DRAW_UP], Role.CASHIER, Role.FINANCE_OFFICER),
    (remittances.ACTORS[remittances.RemittanceEvent.SIGN], Role.OPERATOR_MANAGER, Role.CASHIER),
    (remittances.ACTORS[remittances.RemittanceEvent.CONFIRM], Role.FINANCE_OFFICER, Role.CASHIER),
    (
        contracts.ACTORS[contracts.ContractEvent.SIGN],
        Role.PURCHASER_APPROVER,
        Role.PURCHASER_OFFICER,
    ),
    (settlement.ACTORS[settlement.FeeEvent.CONFIRM], Role.OPERATOR_MANAGER, Role.FINANCE_OFFICER),
    (settlement.ACTORS[settlement.FeeEvent.AUDIT], Role.PURCHASER_OFFICER, Role.OPERATOR_MANAGER),
    (
        settlement.ACTORS[settlement.FeeEvent.APPROVE],
        Role.PURCHASER_APPROVER,
        Role.PURCHASER_OFFICER,
    ),
    (settlement.ACTORS[settlement.FeeEvent.PAY], Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER),
    (
        settlement.DEDUCTION_ACTORS[settlement.DeductionEvent.REPLY],
        Role.OPERATOR_MANAGER,
        Role.PURCHASER_OFFICER,
    ),
    (
        settlement.DEDUCTION_ACTORS[settlement.DeductionEvent.UPHOLD],
        Role.PURCHASER_APPROVER,
        Role.OPERATOR_MANAGER,
    ),
]


@pytest.mark.parametrize(("permission", "holder", "other"), DONE_BY)
def test_each_step_is_its_own_side_s_to_take(permission: Permission, holder: Role, other: Role):
    assert permission in POLICY[holder]
    assert permission not in POLICY[other]


@pytest.mark.parametrize(
    "event", [leases.LeaseEvent.APPROVE_RENEWAL, leases.LeaseEvent.REFUSE_RENEWAL]
)
def test_the_operator_never_decides_who_may_stay(event: leases.LeaseEvent):
    assert leases.ACTORS[event] <= {Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER}
