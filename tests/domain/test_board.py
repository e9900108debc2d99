"""How a door stands."""

from datetime import date

import pytest

from domain.board import floor_of, vacant_days
from domain.housing import UnitState

TODAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    ("floor", "room", "told"),
    [(7, "101", 7), (None, "1101", 11), (None, "401", 4), (None, "8", None), (None, "A1", None)],
)
def test_a_floor_is_the_registered_one_or_the_rooms(floor, room, told) -> None:
    assert floor_of(floor, room) == told


def test_a_home_is_empty_for_as_many_days_as_nobody_lives_there() -> None:
    since = date(2026, 3, 29)

    assert vacant_days(UnitState.AVAILABLE, since, TODAY) == 43
    assert vacant_days(UnitState.TURNOVER, since, TODAY) == 43
    assert vacant_days(UnitState.LEASED, since, TODAY) is None
    assert vacant_days(UnitState.AVAILABLE, None, TODAY) is None
    assert vacant_days(UnitState.AVAILABLE, date(2026, 6, 1), TODAY) == 0
