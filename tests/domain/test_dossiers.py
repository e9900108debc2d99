"""K10 建档完整率: what is due in a household's file at which point of its lease."""

from datetime import date
from fractions import Fraction

import pytest

from domain.dossiers import (
    DossierItem,
    LeaseFile,
    Presence,
    checklist,
    completeness,
    is_complete,
)
from domain.leases import OCCUPIED, LeaseState

TODAY = date(2026, 5, 11)
_I, _P = DossierItem, Presence


def file(state: LeaseState = LeaseState.ACTIVE, *has: DossierItem, **facts) -> LeaseFile:
    return LeaseFile(state, facts.pop("lived_from", date(2026, 4, 1)), frozenset(has), **facts)


def test_a_signed_lease_lacks_no_hand_over_yet() -> None:
    signed = file(LeaseState.SIGNED, _I.ELIGIBILITY, _I.IDENTITY, _I.EXPLANATION, _I.LEASE)
    found = checklist(replace_due(signed, date(2026, 6, 1)), TODAY)

    assert is_complete(found.values())
    assert found[_I.CHECK_IN_SHEET] is found[_I.DEPOSIT] is _P.NOT_DUE


def replace_due(one: LeaseFile, due: date) -> LeaseFile:
    return LeaseFile(one.state, one.lived_from, one.has, filing_due_on=due)


@pytest.mark.parametrize(
    ("due", "presence"),
    [(date(2026, 5, 11), _P.NOT_DUE), (date(2026, 5, 10), _P.MISSING), (None, _P.MISSING)],
)
def test_a_filing_is_missing_from_the_day_after_its_last(due: date | None, presence) -> None:
    assert checklist(file(filing_due_on=due), TODAY)[_I.FILING] is presence


@pytest.mark.parametrize(
    ("lived_from", "presence"),
    [(date(2025, 5, 12), _P.NOT_DUE), (date(2025, 5, 11), _P.MISSING)],
)
def test_a_year_after_moving_in_there_is_a_review(lived_from: date, presence) -> None:
    assert checklist(file(lived_from=lived_from), TODAY)[_I.REVIEW] is presence


def test_who_goes_on_living_there_has_no_second_hand_over() -> None:
    following = checklist(file(follows_another=True), TODAY)
    ended = checklist(file(LeaseState.TERMINATED, is_followed=True), TODAY)

    assert following[_I.CHECK_IN_SHEET] is following[_I.REGISTRATION] is _P.NOT_DUE
    assert ended[_I.CHECK_OUT_SHEET] is ended[_I.FINAL_BILL] is _P.NOT_DUE


def test_what_is_there_is_present_whether_it_was_due_or_not() -> None:
    for state in LeaseState:
        assert checklist(file(state, *_I), TODAY) == dict.fromkeys(_I, _P.PRESENT)


@pytest.mark.parametrize("state", sorted(OCCUPIED))
def test_a_household_that_lives_there_needs_all_papers_of_moving_in(state: LeaseState) -> None:
    found = checklist(file(state), TODAY)

    assert {item for item, one in found.items() if one is _P.MISSING} == {
        *(_I.ELIGIBILITY, _I.IDENTITY, _I.EXPLANATION, _I.LEASE, _I.FILING, _I.DEPOSIT),
        *(_I.CHECK_IN_SHEET, _I.REGISTRATION),
    }


def test_k10_is_files_with_everything_by_all_files() -> None:
    assert completeness(131, 138) == Fraction(131, 138)
    assert completeness(0, 0) is None
