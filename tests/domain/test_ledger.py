"""Every posting keeps the books' identities, and a mirror takes back exactly what was posted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ledger import (
    IDENTITIES,
    NAMES,
    ONE_SIDED,
    POSTINGS,
    Account,
    Reason,
    Side,
    Violation,
    balances,
    check_balances,
    mirror,
    normal_side,
    transfers,
    uncovered,
)
from domain.money import ZERO, Money

ONE = Money(1)


def rows_of(reason: Reason, yuan: str) -> list[tuple[str, str, Money]]:
    return [
        (row.debit.value, row.credit.value, row.amount)
        for row in transfers(reason, Money.yuan(yuan))
    ]


#: The postings of E5 (RETAIN), line by line.
E5 = [
    (Reason.CHARGED, "745.84", [("A1", "R1")]),
    (Reason.RECEIVED_FOR_TREASURY, "372.27", [("A3", "A1"), ("R1", "L1")]),
    (Reason.REMITTED, "372.27", [("L1", "A3")]),
    (Reason.ADVANCED, "373.57", [("A2", "A1"), ("R1", "L1"), ("L1", "O1")]),
    (Reason.RECEIVED_FOR_OPERATOR, "373.57", [("A3", "A2")]),
    (Reason.RECOVERED_KEPT, "373.57", [("O1", "A3")]),
]


@pytest.mark.parametrize(("reason", "amount", "lines"), E5)
def test_e5_is_posted_line_by_line(reason: Reason, amount: str, lines: list[tuple[str, str]]):
    assert rows_of(reason, amount) == [(*line, Money.yuan(amount)) for line in lines]


def test_after_all_lines_of_e5_nothing_of_april_is_left():
    rows = [row for reason, amount, _ in E5 for row in transfers(reason, Money.yuan(amount))]
    assert set(balances(rows).values()) == {0}


def test_every_reason_has_its_postings():
    assert set(POSTINGS) == set(Reason)
    assert all(POSTINGS.values())


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("group", IDENTITIES)
def test_no_reason_breaks_an_identity(reason: Reason, group: str):
    standing = balances(transfers(reason, ONE))
    assert sum(standing[account] for account in IDENTITIES[group]) == 0


@pytest.mark.parametrize("reason", Reason)
def test_no_posting_moves_an_account_to_itself(reason: Reason):
    assert all(line.debit is not line.credit for line in POSTINGS[reason])


def test_every_account_has_names_and_a_side():
    assert set(NAMES) == set(Account)
    assert len({naming.zh for naming in NAMES.values()}) == len(Account)
    assert len({naming.en for naming in NAMES.values()}) == len(Account)
    assert {account.value for account in Account if normal_side(account) is Side.DEBIT} == {
        "A1",
        "A2",
        "A3",
        "A4",
        "T1",
        "F1",
    }


def test_nothing_is_posted_for_nothing():
    assert transfers(Reason.CHARGED, ZERO) == ()


def test_an_amount_below_zero_is_not_posted():
    with pytest.raises(ValueError, match="reversal"):
        transfers(Reason.CHARGED, Money(-1))


def test_a_reversal_is_never_reversed():
    (row,) = transfers(Reason.CHARGED, ONE)
    with pytest.raises(ValueError, match="never"):
        mirror(mirror(row))


posted = st.lists(st.tuples(st.sampled_from(Reason), st.integers(1, 10**9)), max_size=20)


@given(posted=posted)
def test_whatever_is_posted_the_identities_hold(posted: list[tuple[Reason, int]]):
    rows = [row for reason, fen in posted for row in transfers(reason, Money(fen))]
    found = {violation.code for violation in check_balances(balances(rows))}
    assert not found & set(IDENTITIES)
    assert sum(balances(rows).values()) == 0


@given(posted=posted)
def test_a_mirror_leaves_nothing_behind(posted: list[tuple[Reason, int]]):
    rows = [row for reason, fen in posted for row in transfers(reason, Money(fen))]
    assert set(balances([*rows, *map(mirror, rows)]).values()) == {0}


def test_the_bank_identity_is_the_one_of_the_trade():
    """A3 + T1 = L1 + L2 + (O1 − A2)."""
    right = {Account.DUE_TO_TREASURY, Account.UNALLOCATED, Account.PAYABLE_TO_OPERATOR}
    left = {Account.RENT_BANK, Account.TREASURY_REFUND_RECEIVABLE, Account.RECEIVABLE_OPERATOR}
    assert set(IDENTITIES["bank_equals_what_is_owed"]) == left | right


WRONG = [
    ({"A3": 100, "L1": -100}, []),
    ({"A3": 100, "L1": -99}, ["bank_equals_what_is_owed", "books_balance"]),
    ({"A1": 5, "R1": -4}, ["billed_not_received_equals_treasury_claims", "books_balance"]),
    ({"A4": 5, "L3": -4}, ["deposits_are_in_the_deposit_bank", "books_balance"]),
    ({"F1": 5, "L4": -4}, ["fees_come_from_the_budget", "books_balance"]),
    ({"A2": 5, "O1": -4, "A3": -1}, []),
    ({"A1": -5, "R1": 5}, ["receivable_treasury_on_its_own_side", "deferred_rent_on_its_own_side"]),
    ({"A3": -5, "L1": 5}, []),
]


@pytest.mark.parametrize(
    ("claims", "owed", "with_operator", "off"),
    [(5, 5, 0, 0), (5, 9, 0, 0), (5, 4, 0, 1), (5, 4, 1, 0), (5, 2, 1, 2), (5, 9, 7, 0)],
)
def test_the_operators_claims_are_covered_but_for_what_it_was_handed_and_bounced(
    claims: int, owed: int, with_operator: int, off: int
):
    standing = {Account.RECEIVABLE_OPERATOR: claims, Account.PAYABLE_TO_OPERATOR: -owed}
    assert uncovered(standing, Money(with_operator)) == Money(off)


@pytest.mark.parametrize(("standing", "codes"), WRONG)
def test_each_rule_fires_on_its_own_violation(standing: dict[str, int], codes: list[str]):
    found = check_balances({Account(code): fen for code, fen in standing.items()})
    assert [violation.code for violation in found] == codes


def test_a_violation_says_by_how_much():
    assert check_balances({Account.RENT_BANK: 100, Account.DUE_TO_TREASURY: -99})[0] == Violation(
        "bank_equals_what_is_owed", 1
    )


@pytest.mark.parametrize("account", sorted(ONE_SIDED))
def test_an_account_on_its_wrong_side_is_noticed(account: Account):
    wrong = -1 if normal_side(account) is Side.DEBIT else 1
    codes = {violation.code for violation in check_balances({account: wrong})}
    assert f"{account.name.lower()}_on_its_own_side" in codes
