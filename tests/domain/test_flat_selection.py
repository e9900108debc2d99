"""Which homes somebody may choose, by size and by who needs to get in easily."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.flat_selection import (
    Chooser,
    Home,
    fits,
    is_easy,
    offered,
    rooms_allowed,
    rooms_of,
)
from domain.parameters import REGISTER

RULE = REGISTER["round.size_rule"].default


def home(number: int, layout: str | None = "一室一厅", floor: int | None = 5, **facts) -> Home:
    return Home(UUID(int=number), layout, floor, facts.get("has_lift", False))


@pytest.mark.parametrize(
    ("layout", "rooms"),
    [
        ("一室一厅", 1),
        ("两室一厅一卫", 2),
        ("二居", 2),
        ("2室1厅", 2),
        ("三房", 3),
        ("单间", 1),
        ("开间", 1),
        ("A户型", None),
        ("", None),
        (None, None),
    ],
)
def test_bedrooms_are_read_from_the_layout_s_own_words(layout: str | None, rooms: int | None):
    assert rooms_of(layout) == rooms


@pytest.mark.parametrize(("people", "rooms"), [(1, 1), (2, 2), (3, 2), (4, 3), (7, 3)])
def test_the_shipped_table_gives_one_person_one_room_and_three_people_two(people: int, rooms: int):
    assert rooms_allowed(RULE, people) == rooms


def test_a_table_that_says_nothing_of_a_size_is_no_bar():
    assert rooms_allowed([{"people_from": 3, "rooms_through": 2}], 1) is None


@pytest.mark.parametrize(
    ("size", "approved", "layout", "fit"),
    [
        (1, None, "一室一厅", True),
        (1, None, "两室一厅", False),
        (1, 2, "两室一厅", True),
        (4, 1, "两室一厅", False),
        (3, None, "一室一厅", True),
        (1, None, "A户型", True),
    ],
)
def test_no_more_rooms_than_the_household_may_have(
    size: int, approved: int | None, layout: str, fit: bool
):
    assert fits(RULE, Chooser(size, approved), home(1, layout)) is fit


@pytest.mark.parametrize(
    ("floor", "lift", "easy"),
    [(1, False, True), (2, None, True), (3, False, False), (18, True, True), (None, None, False)],
)
def test_easy_is_low_or_with_a_lift(floor: int | None, lift: bool | None, easy: bool):
    assert is_easy(Home(UUID(int=1), "一室", floor, lift), 2) is easy


def offer(homes: list[Home], *, needs: bool = False, size: int = 1, still_need: int = 0):
    found = offered(
        homes, Chooser(size, None, needs), rule=RULE, low_through=2, still_need=still_need
    )
    return [one.unit_id.int for one in found]


LOW_AND_HIGH = [home(1, floor=1), home(2, floor=6), home(3, floor=2), home(4, "两室一厅", 1)]


def test_whoever_needs_it_is_offered_the_easy_homes_while_there_are_any():
    assert offer(LOW_AND_HIGH, needs=True) == [1, 3]
    assert offer([home(2, floor=6)], needs=True) == [2]


def test_as_many_easy_homes_are_kept_as_people_still_need_one():
    assert offer(LOW_AND_HIGH, still_need=2) == [1, 2, 3]
    assert offer(LOW_AND_HIGH, still_need=3) == [2]


def test_nobody_is_sent_away_for_the_sake_of_somebody_later():
    assert offer([home(1, floor=1)], still_need=1) == [1]


homes = st.lists(
    st.builds(
        Home,
        st.integers(1, 99).map(lambda n: UUID(int=n)),
        st.sampled_from(["一室", "两室", "三室", None]),
        st.one_of(st.none(), st.integers(1, 18)),
        st.one_of(st.none(), st.booleans()),
    ),
    unique_by=lambda one: one.unit_id,
    max_size=12,
)


@given(homes=homes, size=st.integers(1, 6), needs=st.booleans(), still_need=st.integers(0, 5))
def test_somebody_whom_a_home_fits_is_offered_one_and_nobody_one_too_large(
    homes: list[Home], size: int, needs: bool, still_need: int
):
    chooser = Chooser(size, None, needs)

    found = offered(homes, chooser, rule=RULE, low_through=2, still_need=still_need)

    fitting = [one for one in homes if fits(RULE, chooser, one)]
    assert set(found) <= set(fitting)
    assert bool(found) == bool(fitting)
