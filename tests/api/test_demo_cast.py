"""The demo's people: whoever makes something, somebody else of the cast can check it."""

from collections.abc import Sequence
from itertools import product

import pytest

from api.demo import cast
from api.demo.cast import Estate, Someone
from api.exits.rent_refunds import PAYERS
from domain.access import POLICY, Permission
from domain.exits import OPENERS, ExitEvent, Ground, Track, actors
from domain.final_bills import RefundSource
from domain.lease_signing import SIGNERS, SigningSide

_P = Permission

#: What one person makes and another decides, in a household's life.
TWO_PERSON_ACTS = [
    (_P.GRANT_ELIGIBILITY, _P.DECIDE_ELIGIBILITY),
    (_P.PLAN_ROUND, _P.PUBLISH_ROUND),
    (_P.ALLOCATE_DIRECTLY, _P.APPROVE_ALLOCATION),
    (_P.SET_LEASE_TEXT, _P.APPROVE_LEASE_TEXT),
    (_P.DRAFT_LEASE, _P.SIGN_LEASE),
    (_P.DRAFT_LEASE, _P.VOID_LEASE),
    (_P.FILE_LEASE, _P.CONFIRM_FILING),
    (_P.DRAFT_TERMS, _P.APPROVE_TERMS),
    (_P.CHANGE_HOUSEHOLD, _P.CHECK_CHANGE),
    (_P.CHECK_CHANGE, _P.DECIDE_CHANGE),
    (_P.ASK_FOR_EXCHANGE, _P.CHECK_EXCHANGE),
    (_P.CHECK_EXCHANGE, _P.DECIDE_EXCHANGE),
    (_P.CHECK_RENEWAL, _P.DECIDE_RENEWAL),
    # Who decided does not answer the objection.
    (_P.DECIDE_RENEWAL, _P.DECIDE_RENEWAL),
    (_P.TAKE_DEPOSIT, _P.REFUND_DEPOSIT),
    (_P.DRAFT_FINAL_BILL, _P.CONFIRM_FINAL_BILL),
    (_P.DRAFT_FINAL_BILL, _P.REFUND_DEPOSIT),
    (_P.TAKE_PAYMENT, _P.REVERSE_PAYMENT),
]


def staff(estate: Estate) -> list[Someone]:
    """Whoever works for the estate: its operator's people, and the authority's offices."""
    places = {estate.operator, "bureau", "finance", "audit"}
    return [one for one in cast.PEOPLE if one.works_for in places]


def having(people: Sequence[Someone], permission: Permission) -> list[Someone]:
    return [one for one in people if any(permission in POLICY[role] for role in one.roles)]


@pytest.mark.parametrize("estate", cast.ESTATES, ids=lambda estate: estate.code)
@pytest.mark.parametrize(("make", "check"), TWO_PERSON_ACTS)
def test_whatever_one_makes_another_can_check(
    estate: Estate, make: Permission, check: Permission
) -> None:
    people = staff(estate)
    makers, checkers = having(people, make), having(people, check)
    assert makers
    for maker in makers:
        assert [one for one in checkers if one != maker], maker.username


@pytest.mark.parametrize("estate", cast.ESTATES, ids=lambda estate: estate.code)
def test_rent_goes_back_by_who_neither_took_it_nor_drafted_the_bill(estate: Estate) -> None:
    people = staff(estate)
    payers = {one for one in people if set(one.roles) & PAYERS[RefundSource.SET_OFF]}
    takers = having(people, _P.TAKE_PAYMENT)
    for taker, drafter in product(takers, having(people, _P.DRAFT_FINAL_BILL)):
        assert payers - {taker, drafter}, (taker.username, drafter.username)


@pytest.mark.parametrize("estate", cast.ESTATES, ids=lambda estate: estate.code)
def test_the_operators_hand_under_a_lease_is_not_its_drafters(estate: Estate) -> None:
    people = staff(estate)
    hands = {one for one in people if set(one.roles) & SIGNERS[SigningSide.OPERATOR]}
    for drafter in having(people, _P.DRAFT_LEASE):
        assert hands - {drafter}, drafter.username


@pytest.mark.parametrize("estate", cast.ESTATES, ids=lambda estate: estate.code)
def test_who_opens_an_administrative_case_does_not_order_the_return(estate: Estate) -> None:
    people = staff(estate)
    openers = {one for one in people if set(one.roles) & OPENERS[Ground.SUBLET]}
    order = actors(Track.ADMINISTRATIVE, ExitEvent.ORDER_RETURN)
    assert {one for one in people if set(one.roles) & order} - openers


def test_everybody_is_among_the_printed_sign_ins() -> None:
    told = cast.sign_ins()
    for one in (*cast.PEOPLE, cast.ADMINISTRATOR, cast.SECOND_ADMINISTRATOR):
        assert f"  {one.username:<14}{one.name}" in told
