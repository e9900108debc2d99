"""A unit moves as the asset register says, and its vacancy follows from its state."""

from datetime import date

import pytest

from domain.access import Role
from domain.housing import (
    ACTORS,
    BY_CALENDAR,
    MACHINE,
    TRANSITIONS,
    UnitEvent,
    UnitState,
)
from domain.vacancies import VACANT, VacancyReason, vacancy, vacant_since

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


def test_only_the_purchaser_freezes_and_finance_has_a_say_in_disposal():
    for event in (_E.FREEZE, _E.RELEASE):
        assert ACTORS[event] == {Role.PURCHASER_APPROVER}
    assert ACTORS[_E.WITHDRAW] == {Role.PURCHASER_APPROVER, Role.FINANCE_OFFICER}


def test_the_calendar_decides_nothing():
    assert {_E.RESERVE, _E.LAPSE, _E.OPEN_EXIT} == BY_CALENDAR


@pytest.mark.parametrize(
    ("state", "before", "expected"),
    [
        (_S.AVAILABLE, _S.ACCEPTANCE, VacancyReason.NO_DEMAND),
        (_S.FROZEN, _S.AVAILABLE, VacancyReason.FROZEN),
        (_S.FROZEN, _S.REPAIR, VacancyReason.FROZEN),
        (_S.FROZEN, None, VacancyReason.FROZEN),
        (_S.FROZEN, _S.LEASED, None),
        (_S.FROZEN, _S.NOTICE, None),
        (_S.FROZEN, _S.ACCEPTANCE, None),
        (_S.LEASED, _S.RESERVED, None),
        (_S.ACCEPTANCE, _S.DRAFT, None),
    ],
)
def test_a_frozen_home_goes_on_being_lived_in_or_empty(
    state: UnitState, before: UnitState | None, expected: VacancyReason | None
):
    assert vacancy(state, before) is expected


def test_a_vacancy_begins_once_and_ends_with_a_household():
    first, later = date(2025, 3, 1), date(2025, 4, 1)
    assert vacant_since(None, _S.TURNOVER, _S.NOTICE, first) == first
    assert vacant_since(first, _S.AVAILABLE, _S.TURNOVER, later) == first
    assert vacant_since(first, _S.LEASED, _S.RESERVED, later) is None
