"""What waits in the lives of homes and households, by the states that have a way out."""

from datetime import date

import pytest

from domain import allocation_rounds, check_ins, exchanges, filings, lease_changes, leases, renewals
from domain.access import Permission, Role
from domain.duties import roles_with
from domain.exits import MACHINES, OVER, ExitState, Track
from domain.home_duties import (
    CHECK_IN,
    EXCHANGE,
    FILING,
    LEASE_CHANGE,
    LEASE_PAPER,
    RENEWAL,
    ROUND,
    exit_step,
)
from tests.domain.test_duties import actor, duty


@pytest.mark.parametrize(
    ("steps", "machine"),
    [
        (ROUND, allocation_rounds.MACHINE),
        (LEASE_PAPER, leases.MACHINE),
        (FILING, filings.MACHINE),
        (CHECK_IN, check_ins.MACHINE),
        (RENEWAL, renewals.MACHINE),
        (LEASE_CHANGE, lease_changes.MACHINE),
        (EXCHANGE, exchanges.MACHINE),
    ],
    ids=["round", "lease", "filing", "check_in", "renewal", "change", "exchange"],
)
def test_a_state_that_waits_has_a_way_out_and_somebody_for_it(steps, machine) -> None:
    assert steps
    for state, step in steps.items():
        assert machine.possible(state), state
        assert roles_with(step.permission), state


@pytest.mark.parametrize("track", Track)
def test_every_open_case_waits_for_somebody(track: Track) -> None:
    states = {state for state, _ in MACHINES[track].transitions}
    for state in states - OVER:
        step, roles = exit_step(track, state)
        able = set(roles_with(step.permission))
        assert able & roles if roles is not None else able, state


def test_the_order_to_leave_waits_for_the_approver_alone() -> None:
    _, roles = exit_step(Track.ADMINISTRATIVE, ExitState.FACTS_NOTIFIED)

    assert roles == {Role.PURCHASER_APPROVER}


def test_a_step_for_fewer_than_hold_its_right_is_theirs_alone() -> None:
    one = duty(permission=Permission.STEP_EXIT, roles=frozenset({Role.PURCHASER_APPROVER}))

    assert one.is_for(actor(Role.PURCHASER_APPROVER))
    assert not one.is_for(actor(Role.FRONT_DESK))
    assert one.waits_for == (Role.PURCHASER_APPROVER,)
    assert not duty(due_on=date(2026, 5, 11)).is_overdue(date(2026, 5, 11))
