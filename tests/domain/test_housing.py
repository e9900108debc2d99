"""A unit moves as the asset register says, and its vacancy follows from its state."""

import pytest

from domain.access import Role
from domain.housing import ACTORS, MACHINE, TRANSITIONS, VACANT, UnitEvent, UnitState, VacancyReason

_S, _E = UnitState, UnitEvent

WALK = [
    (_E.REGISTER, _S.ACCEPTANCE),
    (_E.ACCEPT, _S.AVAILABLE),
    (_E.RESERVE, _S.RESERVED),
    (_E.LAPSE, _S.AVAILABLE),
    (_E.RESERVE, _S.RESERVED),
    (_E.OCCUPY, _S.LEASED),
    (_E.OPEN_EXIT, _S.NOTICE),
    (_E.WITHDRAW_EXIT, _S.LEASED),
    (_E.OPEN_EXIT, _S.NOTICE),
    (_E.HAND_BACK, _S.TURNOVER),
    (_E.MAKE_READY, _S.AVAILABLE),
    (_E.TAKE_OUT, _S.REPAIR),
    (_E.FINISH_REPAIR, _S.AVAILABLE),
    (_E.WITHDRAW, _S.WITHDRAWN),
]


def test_a_unit_goes_from_the_register_through_tenants_and_repair_to_disposal():
    state = _S.DRAFT
    for event, expected in WALK:
        state = MACHINE.after(state, event)
        assert state is expected


@pytest.mark.parametrize("state", [_S.LEASED, _S.NOTICE])
def test_a_home_that_is_lived_in_is_not_taken_out(state: UnitState):
    assert not {_E.TAKE_OUT, _E.WITHDRAW, _E.RESERVE} & MACHINE.possible(state)


def test_a_reserved_unit_cannot_be_disposed_of():
    assert (_S.RESERVED, _E.WITHDRAW) not in TRANSITIONS


def test_a_home_is_vacant_exactly_when_it_could_be_lived_in_and_is_not():
    assert set(VACANT) == set(_S) - {
        _S.DRAFT,
        _S.ACCEPTANCE,
        _S.LEASED,
        _S.NOTICE,
        _S.WITHDRAWN,
    }
    assert set(VACANT.values()) == set(VacancyReason)


def test_every_event_has_somebody_who_may_bring_it_about():
    assert set(ACTORS) == set(UnitEvent)
    assert all(ACTORS.values())


def test_only_the_purchaser_freezes_and_disposes():
    for event in (_E.FREEZE, _E.RELEASE, _E.WITHDRAW):
        assert ACTORS[event] == {Role.PURCHASER_APPROVER}
