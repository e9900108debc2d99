"""Who may be housed on which day, how long a ban lasts, and how long somebody has waited."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import POLICY, Permission, Role
from domain.calendar import Period
from domain.eligibility import (
    ACTORS,
    EligibilityState,
    QueuePlace,
    Standing,
    Terms,
    WaitingAlert,
    WaiverEffect,
    ban_period,
    person_standing,
    place_after_waivers,
    standing,
    waiting_alert,
)
from persistence.people import OPERATOR_ROLES

_S = EligibilityState
FROM, TO = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("state", "until_on", "day", "told"),
    [
        (_S.VALID, None, "2025-12-31", "not_started"),
        (_S.VALID, None, "2026-01-01", "eligible"),
        (_S.VALID, None, "2026-12-31", "eligible"),
        (_S.VALID, None, "2027-01-01", "expired"),
        (_S.CANCELLED, "2026-07-01", "2026-06-30", "eligible"),
        (_S.CANCELLED, "2026-07-01", "2026-07-01", "cancelled"),
        (_S.SUSPENDED, "2026-07-01", "2026-08-01", "suspended"),
        (_S.REPLACED, "2026-07-01", "2027-08-01", "replaced"),
        (_S.CANCELLED, "2026-01-01", "2026-01-01", "cancelled"),
    ],
)
def test_a_record_holds_from_its_first_day_to_its_last(
    state: EligibilityState, until_on: str | None, day: str, told: str
):
    terms = Terms(state, FROM, TO, date.fromisoformat(until_on) if until_on else None)

    assert standing(terms, date.fromisoformat(day)) == told


def test_a_person_without_a_record_is_unknown():
    assert person_standing([], [], FROM) is Standing.UNKNOWN


def test_a_ban_goes_before_any_record():
    record = Terms(_S.VALID, FROM, TO)
    ban = ban_period(date(2026, 3, 1), 5)

    assert person_standing([record], [ban], date(2026, 2, 28)) is Standing.ELIGIBLE
    assert person_standing([record], [ban], date(2026, 3, 1)) is Standing.BANNED
    assert person_standing([], [ban], date(2031, 2, 28)) is Standing.BANNED
    assert person_standing([], [ban], date(2031, 3, 1)) is Standing.UNKNOWN


def test_the_latest_record_says_why_none_holds():
    older = Terms(_S.VALID, date(2024, 1, 1), date(2024, 12, 31))
    newer = Terms(_S.SUSPENDED, date(2025, 1, 1), date(2026, 12, 31), date(2025, 6, 1))

    assert person_standing([newer, older], [], date(2026, 1, 1)) is Standing.SUSPENDED
    assert person_standing([newer, older], [], date(2024, 5, 1)) is Standing.ELIGIBLE


@given(days=st.lists(DAYS, min_size=2, max_size=2, unique=True), day=DAYS)
def test_eligible_is_from_the_first_day_to_the_last_and_no_other(days: list[date], day: date):
    first, last = sorted(days)

    told = standing(Terms(_S.VALID, first, last), day)

    assert (told is Standing.ELIGIBLE) == (first <= day <= last)


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [("2026-03-15", "2031-03-15"), ("2024-02-29", "2029-02-28"), ("2026-12-31", "2031-12-31")],
)
def test_a_ban_of_five_years_ends_on_its_anniversary(from_on: str, until_on: str):
    found = ban_period(date.fromisoformat(from_on), 5)

    assert found == Period(date.fromisoformat(from_on), date.fromisoformat(until_on))


@pytest.mark.parametrize(
    ("day", "alert"),
    [
        ("2026-04-14", WaitingAlert.NONE),
        ("2026-04-15", WaitingAlert.NEAR),
        ("2027-04-14", WaitingAlert.NEAR),
        ("2027-04-15", WaitingAlert.OVER),
    ],
)
def test_waiting_is_told_at_four_years_and_at_five(day: str, alert: WaitingAlert):
    on = date.fromisoformat(day)

    assert waiting_alert(date(2022, 4, 15), on, near_years=4, max_years=5) is alert


WAIVED = [date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1), date(2027, 1, 1)]


@pytest.mark.parametrize(
    ("times", "effect", "place"),
    [
        (0, WaiverEffect.QUEUE_END, QueuePlace(date(2024, 1, 1))),
        (1, WaiverEffect.QUEUE_END, QueuePlace(date(2024, 1, 1))),
        (2, WaiverEffect.QUEUE_END, QueuePlace(date(2026, 6, 1))),
        (3, WaiverEffect.QUEUE_END, QueuePlace(date(2026, 6, 1))),
        (4, WaiverEffect.QUEUE_END, QueuePlace(date(2027, 1, 1))),
        (1, WaiverEffect.LEAVE, QueuePlace(date(2024, 1, 1))),
        (2, WaiverEffect.LEAVE, QueuePlace(date(2024, 1, 1), has_left=True)),
    ],
)
def test_every_second_waiver_costs_the_place(times: int, effect: WaiverEffect, place: QueuePlace):
    found = place_after_waivers(
        date(2024, 1, 1), list(reversed(WAIVED[:times])), limit=2, effect=effect
    )

    assert found == place


@given(waived=st.lists(DAYS, max_size=6), limit=st.integers(0, 4))
def test_waiving_never_brings_anybody_forward(waived: list[date], limit: int):
    queued = date(2026, 1, 1)

    found = place_after_waivers(queued, waived, limit=limit, effect=WaiverEffect.QUEUE_END)

    assert found.queued_on >= queued
    assert found.queued_on - queued <= timedelta(days=3 * 366)
    assert limit or found == QueuePlace(queued)


_DECIDES = {
    Permission.GRANT_ELIGIBILITY,
    Permission.DECIDE_ELIGIBILITY,
    Permission.READ_ELIGIBILITY,
    Permission.CHECK_DUPLICATES,
    Permission.PLAN_ROUND,
    Permission.PUBLISH_ROUND,
    Permission.ALLOCATE_DIRECTLY,
    Permission.APPROVE_ALLOCATION,
}


@pytest.mark.parametrize("role", sorted(OPERATOR_ROLES))
def test_no_role_of_an_operator_has_a_hand_in_eligibility(role: Role):
    """建保〔2018〕92号: admission and cancellation of eligibility are not what is bought."""
    assert not POLICY[role] & _DECIDES
    assert not POLICY[role] & set(ACTORS.values())


def test_whoever_grants_does_not_decide_on_taking_it():
    for role, permissions in POLICY.items():
        both = {Permission.GRANT_ELIGIBILITY, Permission.DECIDE_ELIGIBILITY} <= permissions
        assert not both, role
