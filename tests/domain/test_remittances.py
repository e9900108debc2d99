"""Remittances: the life, and who may do what."""

from itertools import product

import pytest

from domain.access import POLICY, Role
from domain.remittances import ACTORS, MACHINE, RemittanceEvent, RemittanceState
from domain.states import TransitionRefused

S, E = RemittanceState, RemittanceEvent
IMPOSSIBLE = sorted(set(product(S, E)) - set(MACHINE.transitions))


@pytest.mark.parametrize(("state", "event"), IMPOSSIBLE)
def test_whatever_the_table_does_not_list_is_refused(state: S, event: E) -> None:
    with pytest.raises(TransitionRefused):
        MACHINE.after(state, event)


def test_returned_money_goes_out_again_under_a_new_order() -> None:
    state = S.SENT
    for event in (E.RETURN, E.REISSUE, E.SEND, E.CONFIRM, E.CLOSE):
        state = MACHINE.after(state, event)

    assert state is S.CLOSED


def test_money_that_has_left_cannot_be_withdrawn() -> None:
    for state in (S.SENT, S.MISMATCH, S.TREASURY_CONFIRMED, S.CLOSED):
        assert E.WITHDRAW not in MACHINE.possible(state)


def test_finance_confirms_and_only_finance() -> None:
    for event in (E.CONFIRM, E.RETURN):
        may = {role for role, granted in POLICY.items() if ACTORS[event] in granted}
        assert may == {Role.FINANCE_OFFICER}
