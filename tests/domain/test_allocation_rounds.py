"""Orders by score and by queue, the objection window, and who takes which step of a round."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import POLICY, Role
from domain.allocation_rounds import (
    ACTORS,
    HOLDS_HOMES,
    MACHINE,
    Entrant,
    RoundEvent,
    RoundState,
    by_queue,
    by_score,
    objections_until,
    registration_key,
)
from domain.holidays import STATE_COUNCIL
from persistence.people import OPERATOR_ROLES

EARLY, LATE = date(2022, 3, 1), date(2024, 3, 1)


def test_the_highest_score_chooses_first_and_equals_by_waiting():
    entrants = [
        Entrant("000001", 1, LATE, 80),
        Entrant("000002", 1, EARLY, 80),
        Entrant("000003", 1, EARLY, 95),
        Entrant("000004", 0, LATE, 10),
        Entrant("000005", 1, EARLY, 80),
    ]

    assert by_score(entrants) == ["000004", "000003", "000002", "000005", "000001"]


def test_whoever_has_waited_longest_chooses_first():
    entrants = [
        Entrant("000002", 0, EARLY),
        Entrant("000001", 0, LATE),
        Entrant("000003", 0, EARLY),
    ]

    assert by_queue(entrants) == ["000002", "000003", "000001"]


entrants = st.lists(
    st.builds(
        Entrant,
        st.integers(1, 999).map(registration_key),
        st.integers(0, 2),
        st.dates(date(2020, 1, 1), date(2026, 1, 1)),
        st.integers(0, 100),
    ),
    unique_by=lambda one: one.key,
    max_size=30,
)


@given(entrants=entrants, data=st.data())
def test_an_order_has_everybody_once_wherever_they_stood(
    entrants: list[Entrant], data: st.DataObject
):
    shuffled = data.draw(st.permutations(entrants))

    for order in (by_score, by_queue):
        assert order(entrants) == order(shuffled)
        assert sorted(order(entrants)) == sorted(one.key for one in entrants)


@pytest.mark.parametrize(
    ("published_on", "last_on"),
    [
        ("2026-04-07", "2026-04-14"),
        ("2026-04-03", "2026-04-13"),  # 清明 on a Saturday to Monday
        ("2026-04-30", "2026-05-11"),  # 劳动节, and 9 May worked in exchange
        ("2026-02-13", "2026-02-27"),  # 春节, and 14 February worked in exchange
    ],
)
def test_objections_have_five_working_days_after_the_day_of_publication(
    published_on: str, last_on: str
):
    found = objections_until(date.fromisoformat(published_on), 5, STATE_COUNCIL)

    assert found.isoformat() == last_on


def test_the_operator_runs_the_selection_and_decides_nothing():
    for role in OPERATOR_ROLES:
        steps = {event for event, permission in ACTORS.items() if permission in POLICY[role]}
        assert steps <= {RoundEvent.START_SELECTION}, role


def test_what_is_published_is_published_by_whoever_approves():
    for event in (RoundEvent.PUBLISH_PLAN, RoundEvent.PUBLISH_ORDER, RoundEvent.PUBLISH_RESULT):
        holders = {role for role, permissions in POLICY.items() if ACTORS[event] in permissions}
        assert holders == {Role.PURCHASER_APPROVER}


def test_every_event_has_its_actor_and_a_round_is_cancelled_only_before_anybody_chose():
    assert set(ACTORS) == set(RoundEvent)
    cancellable = {s for s in RoundState if RoundEvent.CANCEL in MACHINE.possible(s)}
    assert not cancellable & {RoundState.SELECTING, RoundState.RESULT_PUBLISHED, RoundState.CLOSED}
    assert cancellable - {RoundState.PLAN_DRAFT} < HOLDS_HOMES
