"""The ladder says what is due, what comes next, and what must not be done yet."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dunning import (
    LADDER,
    Dunning,
    Hold,
    LadderInvalid,
    PlanIsKept,
    StepBelowLast,
    StepNotReached,
    StepOnHold,
    StepTooSoon,
    StepUnknown,
    coming,
    ladder_of,
    next_step,
    require_step,
    to_rows,
)
from domain.errors import DomainError
from domain.holidays import STATE_COUNCIL
from domain.parameters import ParameterValueInvalid, check, parameter

TODAY = date(2025, 5, 20)


@pytest.mark.parametrize(
    ("today", "months", "now", "next_code", "next_on"),
    [
        (date(2025, 4, 1), 0, None, "reminder", date(2025, 4, 5)),
        (date(2025, 4, 11), 1, "reminder", "notice", date(2025, 4, 17)),
        (date(2025, 4, 17), 1, "notice", "call", date(2025, 4, 25)),
        (date(2025, 4, 25), 1, "call", "visit", date(2025, 5, 10)),
        (date(2025, 5, 10), 1, "visit", "demand_letter", date(2025, 5, 11)),
    ],
)
def test_the_ladder_is_climbed_from_the_oldest_due_day(
    today: date, months: int, now: str | None, next_code: str, next_on: date
) -> None:
    case = Dunning(date(2025, 4, 10), months)

    step = next_step(case, today, STATE_COUNCIL)
    ahead = coming(case, date(2025, 4, 10), today, STATE_COUNCIL)

    assert (step.code if step else None) == now
    assert ahead is not None
    assert (ahead.step.code, ahead.due_on) == (next_code, next_on)


@pytest.mark.parametrize(
    ("months", "next_code", "next_on"),
    [
        (2, "employer_letter", date(2025, 6, 11)),
        (3, "lawyers_letter", date(2025, 6, 11)),
        (4, "suit", date(2025, 7, 11)),
        (6, None, None),
    ],
)
def test_letters_wait_for_further_months(
    months: int, next_code: str | None, next_on: date | None
) -> None:
    oldest = date(2024, 12, 10)

    ahead = coming(Dunning(oldest, months), date(2025, 5, 10), TODAY, STATE_COUNCIL)

    assert (ahead and ahead.step.code, ahead and ahead.due_on) == (next_code, next_on)


@pytest.mark.parametrize("hold", [Hold.HARDSHIP, Hold.DISPUTE, Hold.FROZEN])
@pytest.mark.parametrize("months", range(1, 8))
def test_a_hold_stops_every_step_after_the_reminder(hold: Hold, months: int) -> None:
    case = Dunning(date(2025, 1, 10), months, holds=frozenset({hold}))

    assert next_step(case, TODAY, STATE_COUNCIL) is None
    assert coming(case, date(2025, 5, 10), TODAY, STATE_COUNCIL) is None


def test_people_in_special_care_are_visited_and_spared_letters_to_others() -> None:
    case = Dunning(date(2025, 3, 10), 2, holds=frozenset({Hold.VULNERABLE}))

    step = next_step(case, TODAY, STATE_COUNCIL)

    assert step is not None
    assert step.code == "demand_letter"
    assert coming(case, date(2025, 4, 10), TODAY, STATE_COUNCIL) is None


def test_a_kept_plan_stops_the_ladder() -> None:
    case = Dunning(date(2025, 3, 10), 2, keeps_a_plan=True)

    assert next_step(case, TODAY, STATE_COUNCIL) is None
    assert coming(case, date(2025, 4, 10), TODAY, STATE_COUNCIL) is None


@given(
    oldest=st.dates(date(2024, 1, 10), date(2025, 5, 19)),
    months=st.integers(1, 12),
    today=st.dates(date(2025, 5, 20), date(2025, 6, 30)),
)
def test_what_comes_next_stands_above_what_is_due_now(
    oldest: date, months: int, today: date
) -> None:
    case = Dunning(oldest, months)

    step = next_step(case, today, STATE_COUNCIL)
    ahead = coming(case, oldest + timedelta(days=28), today, STATE_COUNCIL)

    assert step is not None
    if step is not LADDER[-1] and ahead is not None:
        assert ahead.step.number != step.number


OLDEST = date(2025, 3, 10)


@pytest.mark.parametrize(
    ("code", "case", "refusal"),
    [
        ("letter_to_mother", Dunning(OLDEST, 2), StepUnknown),
        ("suit", Dunning(OLDEST, 2), StepNotReached),
        ("call", Dunning(OLDEST, 2, last_step=4, last_step_on=date(2025, 5, 1)), StepBelowLast),
        ("demand_letter", Dunning(OLDEST, 2, last_step=3, last_step_on=TODAY), StepTooSoon),
        ("demand_letter", Dunning(OLDEST, 2, holds=frozenset({Hold.DISPUTE})), StepOnHold),
        ("employer_letter", Dunning(OLDEST, 3, holds=frozenset({Hold.VULNERABLE})), StepOnHold),
        ("call", Dunning(OLDEST, 2, keeps_a_plan=True), PlanIsKept),
    ],
)
def test_a_step_that_may_not_be_taken_is_refused(
    code: str, case: Dunning, refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        require_step(code, case, TODAY, STATE_COUNCIL)


def test_the_last_step_may_be_repeated_and_lower_ones_skipped() -> None:
    called = Dunning(OLDEST, 2, last_step=2, last_step_on=TODAY)
    assert require_step("call", called, TODAY, STATE_COUNCIL).number == 2
    assert require_step("visit", Dunning(OLDEST, 2), TODAY, STATE_COUNCIL).number == 3
    later = TODAY + timedelta(days=5)
    assert require_step("visit", called, later, STATE_COUNCIL).number == 3


def test_a_step_has_its_time_before_the_next_is_due() -> None:
    """A visit on 20 May: the demand letter is reached, and comes ten days later."""
    visited = Dunning(OLDEST, 2, last_step=3, last_step_on=TODAY)

    assert next_step(visited, TODAY, STATE_COUNCIL) is None
    ahead = coming(visited, date(2025, 4, 10), TODAY, STATE_COUNCIL)
    assert ahead is not None
    assert (ahead.step.code, ahead.due_on) == ("demand_letter", date(2025, 5, 30))
    due = next_step(visited, date(2025, 5, 30), STATE_COUNCIL)
    assert due is not None
    assert due.code == "demand_letter"


def test_the_ladder_goes_to_the_register_and_back() -> None:
    assert ladder_of(to_rows(LADDER)) == LADDER
    check(parameter("arrears.ladder"), to_rows(LADDER[:3]))


ROW = to_rows(LADDER)[2]


@pytest.mark.parametrize(
    "rows",
    [
        [ROW, ROW],
        [{**ROW, "after": "15"}],
        [{**ROW, "after": True}],
        [{**ROW, "rest_days": -1}],
        [{**ROW, "clock": "weeks"}],
        [{**ROW, "channel": "drum"}],
        [{**ROW, "stopped_by": ["rain"]}],
        [{**ROW, "code": ""}],
        [{key: value for key, value in ROW.items() if key != "proof"}],
    ],
)
def test_a_ladder_that_does_not_say_what_a_step_needs_is_refused(rows: list[Any]) -> None:
    with pytest.raises(LadderInvalid):
        ladder_of(rows)
    with pytest.raises(ParameterValueInvalid):
        check(parameter("arrears.ladder"), rows)
