"""Renewals: when one is reminded, until when one applies, and how long one may stay after a no."""

from datetime import date

import pytest

from domain.renewals import (
    MACHINE,
    UNDECIDED,
    Mark,
    RenewalEvent,
    RenewalState,
    apply_by,
    due_mark,
    marks_of,
    relocation_until,
)
from domain.states import TransitionRefused

MARKS = marks_of([{"days": 30}, {"months": 3}, {"months": 6}, {"months": 4}])


def test_marks_come_the_earliest_first():
    assert [mark.code for mark in MARKS] == ["6m", "4m", "3m", "30d"]


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        ("2026-06-29", None),
        ("2026-06-30", "6m"),
        ("2026-08-30", "6m"),
        ("2026-08-31", "4m"),
        ("2026-09-30", "3m"),
        ("2026-11-30", "3m"),
        ("2026-12-01", "30d"),
        ("2026-12-31", "30d"),
    ],
)
def test_the_latest_mark_that_has_come_is_due(today: str, mark: str | None):
    due = due_mark(MARKS, date(2026, 12, 31), date.fromisoformat(today))
    assert (due.code if due else None) == mark


@pytest.mark.parametrize(
    ("ends_on", "last_day"),
    [
        ("2026-12-31", "2026-09-30"),
        ("2026-05-31", "2026-02-28"),
        ("2024-05-31", "2024-02-29"),
        ("2026-10-15", "2026-07-15"),
    ],
)
def test_art_30_one_applies_three_months_before_the_end(ends_on: str, last_day: str):
    assert apply_by(date.fromisoformat(ends_on), 3) == date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("begins_on", "last_day"),
    [("2025-07-01", "2025-08-31"), ("2026-01-01", "2026-02-28"), ("2026-12-31", "2027-02-27")],
)
def test_e13_two_months_of_relocation(begins_on: str, last_day: str):
    assert relocation_until(date.fromisoformat(begins_on), 2) == date.fromisoformat(last_day)


def test_a_mark_of_days_counts_days():
    assert Mark(days=30).day_of(date(2026, 3, 1)) == date(2026, 1, 30)


def test_nobody_decides_while_papers_are_missing():
    for event in (RenewalEvent.APPROVE, RenewalEvent.REFUSE):
        with pytest.raises(TransitionRefused):
            MACHINE.after(RenewalState.NEEDS_MORE, event)


def test_what_is_final_is_not_undecided():
    ends = {state for state in RenewalState if not MACHINE.possible(state)}
    assert ends == {RenewalState.DECIDED_OK, RenewalState.FINAL_NO}
    assert not ends & UNDECIDED
