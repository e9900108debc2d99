"""Vouchers: the day, the life, the split at acceptance, and where one stands."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import POLICY, Role
from domain.advances import ACTORS, MACHINE, VoucherEvent, VoucherState, accepted
from domain.calendar import Month
from domain.holidays import STATE_COUNCIL
from domain.ledger import Reason
from domain.money import ZERO, Money, total
from domain.states import TransitionRefused
from domain.vouchers import (
    ACCEPTED,
    VoucherTooEarly,
    above_contract,
    attributed,
    reopened,
    require_cutoff,
    standing,
)

S, E = VoucherState, VoucherEvent
APRIL = Month(2025, 4)
IMPOSSIBLE = sorted(set(product(S, E)) - set(MACHINE.transitions))


def test_a_voucher_is_made_from_the_fifth_working_day_on() -> None:
    # 1 to 5 May 2025 are holidays, 10 and 11 a weekend.
    with pytest.raises(VoucherTooEarly) as refused:
        require_cutoff(APRIL, date(2025, 5, 11), STATE_COUNCIL, workday=5)

    assert refused.value.facts == {"month": "2025-04", "cutoff_on": "2025-05-12"}
    assert require_cutoff(APRIL, date(2025, 5, 12), STATE_COUNCIL, workday=5) == date(2025, 5, 12)


@pytest.mark.parametrize(("state", "event"), IMPOSSIBLE)
def test_whatever_the_table_does_not_list_is_refused(state: S, event: E) -> None:
    with pytest.raises(TransitionRefused):
        MACHINE.after(state, event)


def test_every_event_that_people_cause_has_somebody_who_may() -> None:
    by_itself = {E.RECOVER, E.RECOVER_ALL, E.REOPEN}

    assert set(VoucherEvent) - by_itself == set(ACTORS)
    for permission in ACTORS.values():
        assert any(permission in granted for granted in POLICY.values())


def test_the_operator_never_accepts_its_own_money_nor_writes_its_claims_off() -> None:
    for role in (Role.CASHIER, Role.OPERATOR_MANAGER, Role.FRONT_DESK):
        assert ACTORS[E.ACCEPT] not in POLICY[role]
        assert ACTORS[E.DECLARE_UNCOLLECTIBLE] not in POLICY[role]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_whole_line_is_posted_and_never_more_than_treasury_still_claims(
    line: int, claim: int
) -> None:
    posted = dict(accepted(Money(line), Money(claim)))

    assert total(posted.values()) == Money(line)
    assert posted.get(Reason.ADVANCED, ZERO) <= Money(claim)
    assert (Reason.OVER_ADVANCED in posted) == (line > claim)


@pytest.mark.parametrize(
    ("outstanding", "written_off", "stands"),
    [
        (100, 0, S.F_CONFIRMED),
        (99, 0, S.RECOVERING),
        (99, 1, S.RECOVERING),
        (0, 0, S.RECOVERED),
        (0, 1, S.UNCOLLECTIBLE),
    ],
)
@pytest.mark.parametrize("stored", sorted(ACCEPTED))
def test_an_accepted_voucher_stands_where_its_claims_are(
    stored: S, outstanding: int, written_off: int, stands: S
) -> None:
    found = standing(
        stored,
        amount=Money(100),
        outstanding=Money(outstanding),
        written_off=Money(written_off),
    )

    assert found is stands


@pytest.mark.parametrize("stored", sorted(set(S) - ACCEPTED))
def test_before_acceptance_claims_say_nothing_about_a_voucher(stored: S) -> None:
    assert standing(stored, amount=Money(5), outstanding=ZERO, written_off=ZERO) is stored


def test_holdover_is_the_operators_duty_up_to_the_rent_on_paper() -> None:
    assert above_contract(Money(94248), Money(27227), 30, APRIL) == Money(67021)
    assert above_contract(Money(36483), Money(27227), 12, APRIL) == Money(36483 - 10891)
    assert above_contract(Money(10000), Money(27227), 30, APRIL) == ZERO


@pytest.mark.parametrize(("claim", "excluded", "open_again"), [(0, 0, 0), (5, 0, 5), (5, 5, 0)])
def test_what_a_contract_excluded_does_not_reopen(claim: int, excluded: int, open_again: int):
    assert reopened(Money(claim), Money(excluded)) == Money(open_again)
    assert reopened(Money(claim), Money(excluded + 9)) == max(ZERO, Money(open_again - 9))


def test_tenants_money_recovers_the_oldest_advance_first() -> None:
    advanced = [Money(100), Money(50), Money(30)]

    def parts(outstanding: int, written_off: int) -> list[tuple[int, int]]:
        found = attributed(advanced, outstanding=Money(outstanding), written_off=Money(written_off))
        return [(left.fen, dropped.fen) for left, dropped in found]

    assert parts(180, 0) == [(100, 0), (50, 0), (30, 0)]
    assert parts(70, 0) == [(0, 0), (40, 0), (30, 0)]
    assert parts(30, 60) == [(0, 10), (0, 50), (30, 0)]
    assert parts(0, 0) == [(0, 0), (0, 0), (0, 0)]


@given(
    st.lists(st.integers(0, 1000).map(Money), min_size=1, max_size=4),
    st.integers(0, 1000),
    st.integers(0, 1000),
)
def test_what_is_outstanding_and_dropped_belongs_to_some_voucher(
    advanced: list[Money], outstanding: int, written_off: int
) -> None:
    left = min(total(advanced), Money(outstanding))
    dropped = min(total(advanced) - left, Money(written_off))

    parts = attributed(advanced, outstanding=left, written_off=dropped)

    assert total(one for one, _ in parts) == left
    assert total(one for _, one in parts) == dropped
    assert all(a + b <= amount for (a, b), amount in zip(parts, advanced, strict=True))
