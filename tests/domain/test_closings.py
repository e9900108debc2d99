"""A month closes when its work is done, and its seal tells of any change."""

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.advances import VoucherState
from domain.closings import (
    CHECKS,
    GENESIS,
    MonthFacts,
    MonthNotReady,
    broken_link,
    canonical,
    failed_checks,
    require_closable,
    seal,
)
from domain.money import ZERO, Money
from domain.remittances import RemittanceState

DONE = MonthFacts(
    is_over=True,
    previous_closed=True,
    live_leases=3,
    charged_leases=3,
    unconfirmed_runs=0,
    old_suspense=0,
    open_adjustments=0,
    shortfall=Money(37357),
    voucher=VoucherState.F_CONFIRMED,
    reopened=ZERO,
    supplement=None,
    to_put_back=ZERO,
    to_remit=ZERO,
    remittances=frozenset({RemittanceState.TREASURY_CONFIRMED}),
    violations=(),
)

UNDONE = {
    "month_is_over": {"is_over": False},
    "previous_month_closed": {"previous_closed": False},
    "every_live_lease_charged": {"charged_leases": 2},
    "charges_confirmed": {"unconfirmed_runs": 1},
    "no_old_suspense": {"old_suspense": 1},
    "no_open_adjustment": {"open_adjustments": 1},
    "shortfall_advanced": {"voucher": None},
    "reopened_advanced": {"reopened": Money(1)},
    "bounced_put_back": {"to_put_back": Money(1)},
    "rent_remitted": {"to_remit": Money(1)},
    "remittances_confirmed": {"remittances": frozenset({RemittanceState.SENT})},
    "books_balance": {"violations": ("books_balance",)},
}


def test_a_month_whose_work_is_done_may_close():
    assert failed_checks(DONE) == []
    require_closable(DONE)


@pytest.mark.parametrize("code", CHECKS)
def test_each_check_fails_for_its_own_reason_alone(code: str):
    assert failed_checks(replace(DONE, **UNDONE[code])) == [code]


def test_a_refusal_names_everything_that_is_left_to_do():
    month = replace(
        DONE, **{name: fact for facts in UNDONE.values() for name, fact in facts.items()}
    )
    with pytest.raises(MonthNotReady) as refusal:
        require_closable(month)
    assert refusal.value.facts == {"failed": list(CHECKS)}


@pytest.mark.parametrize("state", VoucherState)
def test_a_shortfall_must_have_reached_treasury(state: VoucherState):
    before = {"calculated", "operator_confirmed", "paid", "disputed", "withdrawn"}
    failed = failed_checks(replace(DONE, voucher=state))
    assert failed == (["shortfall_advanced"] if state.value in before else [])


def test_without_a_shortfall_there_is_nothing_to_advance():
    assert failed_checks(replace(DONE, shortfall=ZERO, voucher=None)) == []


def test_money_that_treasury_has_too_much_of_is_nothing_to_remit():
    assert failed_checks(replace(DONE, to_remit=Money(-1))) == []


LINE = {"reason": "charged", "amount_fen": 27227, "lease": "新城家园 1-2-301", "charge": None}


def test_a_line_is_written_in_one_way_only():
    written = '{"amount_fen":27227,"charge":null,"lease":"新城家园 1-2-301","reason":"charged"}\n'
    assert canonical(LINE) == written.encode()
    assert canonical(dict(reversed(LINE.items()))) == canonical(LINE)


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), ["a"], {"a": 1}, b"a"])
def test_what_can_be_written_in_two_ways_is_not_sealed(value: object):
    with pytest.raises(TypeError, match="amount"):
        canonical({"amount": value})


def test_a_seal_is_the_hash_of_the_one_before_and_of_every_lines_hash():
    lines = [LINE, {**LINE, "amount_fen": 1}]
    expected = sha256(GENESIS + b"".join(sha256(canonical(line)).digest() for line in lines))
    assert seal(lines) == expected.digest()
    assert seal([]) == sha256(GENESIS).digest()


def test_a_seal_links_to_32_bytes():
    with pytest.raises(ValueError, match="32"):
        seal([], b"short")


values = st.one_of(st.integers(), st.text(max_size=5), st.booleans(), st.none())
lines = st.lists(st.dictionaries(st.text(max_size=5), values, max_size=4), max_size=5)


@given(one=lines, other=lines)
def test_only_the_same_lines_in_the_same_order_have_the_same_seal(one, other):
    same = [canonical(line) for line in one] == [canonical(line) for line in other]
    assert (seal(one) == seal(other)) is same


@given(months=st.lists(lines, min_size=1, max_size=4), data=st.data())
def test_a_change_anywhere_breaks_the_chain_where_it_is(months, data):
    chain, previous = [], GENESIS
    for month in months:
        sealed = seal(month, previous)
        chain.append((previous, sealed, month))
        previous = sealed
    assert broken_link(chain) is None

    number = data.draw(st.integers(0, len(chain) - 1))
    linked, sealed, month = chain[number]
    forged = [*month, {"amount_fen": 1}]
    assert broken_link([*chain[:number], (linked, sealed, forged), *chain[number + 1 :]]) == number
    resealed = (linked, seal(forged, linked), forged)
    after = number + 1 if number + 1 < len(chain) else None
    assert broken_link([*chain[:number], resealed, *chain[number + 1 :]]) == after
