"""A payment settles debts in order, and every fen of a charge stays accounted for."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.allocation import (
    FROM_CREDIT,
    MOVES,
    RECEIPT,
    Allocation,
    Claim,
    OpenCharge,
    Part,
    PartExceeded,
    Split,
    allocate,
    moved,
    reduction,
)
from domain.ledger import Account, Reason, balances, transfers
from domain.money import ZERO, Money, total

yuan = Money.yuan
APRIL, MAY = UUID(int=4), UUID(int=5)
ON_10_APRIL, ON_10_MAY = date(2025, 4, 10), date(2025, 5, 10)

#: T3 of E5: April was advanced by the operator, May is owed to treasury.
T3 = [
    OpenCharge(MAY, ON_10_MAY, treasury=yuan("272.27"), operator=ZERO),
    OpenCharge(APRIL, ON_10_APRIL, treasury=ZERO, operator=yuan("272.27")),
]
T2 = [
    OpenCharge(APRIL, ON_10_APRIL, treasury=ZERO, operator=yuan("101.30")),
    OpenCharge(MAY, ON_10_MAY, treasury=yuan("201.30"), operator=ZERO),
]
TABLE = [
    ("T3", T3, "300.00", False, [(APRIL, "operator", "272.27"), (MAY, "treasury", "27.73")], "0"),
    ("T3", T3, "300.00", True, [(MAY, "treasury", "272.27"), (APRIL, "operator", "27.73")], "0"),
    ("T2", T2, "302.60", False, [(APRIL, "operator", "101.30"), (MAY, "treasury", "201.30")], "0"),
    ("T2", T2, "302.60", True, [(MAY, "treasury", "201.30"), (APRIL, "operator", "101.30")], "0"),
    ("E20", [], "272.27", False, [], "272.27"),
    ("E20", T3[:1], "544.54", False, [(MAY, "treasury", "272.27")], "272.27"),
    (
        "E20",
        T3,
        "544.55",
        False,
        [(APRIL, "operator", "272.27"), (MAY, "treasury", "272.27")],
        "0.01",
    ),
    ("nothing", T3, "0", False, [], "0"),
    ("a fen", T3, "0.01", False, [(APRIL, "operator", "0.01")], "0"),
]


@pytest.mark.parametrize(("case", "charges", "paid", "treasury_first", "parts", "credit"), TABLE)
def test_a_payment_settles_the_oldest_debt_first(
    case, charges, paid, treasury_first, parts, credit
):
    made, left = allocate(yuan(paid), charges, treasury_first=treasury_first)
    assert made == [Allocation(id, Claim(claim), yuan(amount)) for id, claim, amount in parts]
    assert left == yuan(credit), case


def test_within_a_charge_the_operator_comes_before_treasury():
    both = OpenCharge(APRIL, ON_10_APRIL, treasury=yuan("100.00"), operator=yuan("50.00"))
    made, _ = allocate(yuan("60.00"), [both])
    assert [(part.claim, part.amount) for part in made] == [
        (Claim.OPERATOR, yuan("50.00")),
        (Claim.TREASURY, yuan("10.00")),
    ]


COST = OpenCharge(UUID(int=1), ON_10_MAY, yuan("30.00"), ZERO, Part.COST)
FEE = OpenCharge(UUID(int=2), ON_10_MAY, yuan("6.13"), ZERO, Part.LATE_FEE)
RENT = OpenCharge(UUID(int=3), ON_10_MAY, yuan("272.27"), ZERO)
LATER = OpenCharge(UUID(int=9), date(2025, 6, 10), yuan("272.27"), ZERO)


@pytest.mark.parametrize(
    ("principal_first", "order"), [(False, [1, 2, 3, 9]), (True, [3, 9, 1, 2])]
)
def test_costs_and_late_fees_come_first_unless_the_office_says_principal(
    principal_first: bool, order: list[int]
):
    everything = [LATER, RENT, FEE, COST]
    made, _ = allocate(yuan("9999"), everything, principal_first=principal_first)
    assert [part.charge_id.int for part in made] == order


def test_both_switches_serve_treasury_then_principal():
    advanced = OpenCharge(UUID(int=8), ON_10_APRIL, ZERO, yuan("100.00"))
    made, _ = allocate(
        yuan("9999"), [advanced, FEE, RENT], treasury_first=True, principal_first=True
    )
    assert [part.charge_id.int for part in made] == [3, 2, 8]


amounts = st.integers(0, 100_000).map(Money)
charges = st.lists(
    st.builds(
        OpenCharge,
        id=st.uuids(),
        due_on=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
        treasury=amounts,
        operator=amounts,
        part=st.sampled_from(Part),
    ),
    max_size=8,
    unique_by=lambda charge: charge.id,
)
switches = st.fixed_dictionaries(
    {"treasury_first": st.booleans(), "principal_first": st.booleans()}
)


@given(payment=amounts, charges=charges, switches=switches)
def test_no_money_appears_or_disappears(payment, charges, switches):
    made, credit = allocate(payment, charges, **switches)
    assert total(part.amount for part in made) + credit == payment
    assert credit >= ZERO
    owed = total(charge.treasury + charge.operator for charge in charges)
    assert not (credit and total(part.amount for part in made) < owed)


@given(payment=amounts, charges=charges, switches=switches)
def test_no_claim_gets_more_than_it_is_owed(payment, charges, switches):
    made, _ = allocate(payment, charges, **switches)
    owed = {
        (charge.id, claim): amount
        for charge in charges
        for claim, amount in ((Claim.TREASURY, charge.treasury), (Claim.OPERATOR, charge.operator))
    }
    assert len({(part.charge_id, part.claim) for part in made}) == len(made)
    assert all(ZERO < part.amount <= owed[part.charge_id, part.claim] for part in made)


@given(payment=amounts, charges=charges, switches=switches)
def test_the_order_in_which_charges_are_read_does_not_matter(payment, charges, switches):
    assert allocate(payment, charges, **switches) == allocate(
        payment, list(reversed(charges)), **switches
    )


@given(first=amounts, second=amounts, charges=charges, switches=switches)
def test_two_payments_settle_what_one_would(first, second, charges, switches):
    """However money is cut up, the same claims are served."""

    def settled(*payments: Money) -> dict[tuple[UUID, Claim], Money]:
        served: dict[tuple[UUID, Claim], Money] = {}
        credit = ZERO
        for payment in payments:
            left = [
                OpenCharge(
                    charge.id,
                    charge.due_on,
                    charge.treasury - served.get((charge.id, Claim.TREASURY), ZERO),
                    charge.operator - served.get((charge.id, Claim.OPERATOR), ZERO),
                    charge.part,
                )
                for charge in charges
            ]
            made, credit = allocate(payment + credit, left, **switches)
            for part in made:
                key = part.charge_id, part.claim
                served[key] = served.get(key, ZERO) + part.amount
        return served

    assert settled(first, second) == settled(first + second)


@given(payment=amounts, charges=charges)
def test_treasury_first_never_pays_the_operator_while_treasury_is_owed(payment, charges):
    made, _ = allocate(payment, charges, treasury_first=True)
    to_treasury = total(part.amount for part in made if part.claim is Claim.TREASURY)
    owed = total(charge.treasury for charge in charges)
    assert to_treasury == min(payment, owed)


def test_every_reason_for_a_charge_agrees_with_the_accounts_it_moves():
    """A1 is the sum of the treasury's parts and A2 of the operator's, whatever is posted."""
    for reason, (source, target) in MOVES.items():
        standing = balances(transfers(reason, Money(1)))
        for part, account in (
            ("treasury", Account.RECEIVABLE_TREASURY),
            ("operator", Account.RECEIVABLE_OPERATOR),
        ):
            assert standing[account] == (target == part) - (source == part), reason


def test_no_reason_moves_a_claim_without_moving_the_charge():
    claims = {Account.RECEIVABLE_TREASURY, Account.RECEIVABLE_OPERATOR}
    for reason in set(Reason) - set(MOVES):
        standing = balances(transfers(reason, Money(1)))
        assert not any(standing[account] for account in claims), reason


def test_each_claim_has_its_reason_for_receipts_and_for_credit():
    for claim, part in ((Claim.TREASURY, "treasury"), (Claim.OPERATOR, "operator")):
        assert MOVES[RECEIPT[claim]] == (part, "paid")
        assert MOVES[FROM_CREDIT[claim]] == (part, "paid")


splits = st.builds(
    Split, paid=amounts, treasury=amounts, operator=amounts, reduced=amounts, written_off=amounts
)


@given(split=splits, reason=st.sampled_from(Reason), amount=amounts)
def test_what_is_posted_and_mirrored_leaves_the_charge_as_it_was(split, reason, amount):
    try:
        after = moved(split, reason, amount)
    except PartExceeded:
        return
    assert moved(after, reason, amount, mirrors=True) == split
    added = amount if reason in {Reason.CHARGED, Reason.INCREASED} else ZERO
    assert after.billed == split.billed + added


def test_more_than_is_owed_is_refused_with_what_there_is():
    with pytest.raises(PartExceeded) as refusal:
        moved(Split(treasury=yuan("1.00")), Reason.RECEIVED_FOR_TREASURY, yuan("1.01"))
    assert refusal.value.facts["held_fen"] == 100


REDUCTIONS = [
    ("treasury only", Split(treasury=Money(100)), 40, [("reduced", 40)]),
    (
        "operator's claim first",
        Split(treasury=Money(100), operator=Money(30)),
        40,
        [("reduced_after_advance", 30), ("reduced", 10)],
    ),
    (
        "what was paid last",
        Split(paid=Money(50), treasury=Money(20), operator=Money(10)),
        60,
        [("reduced_after_advance", 10), ("reduced", 20), ("reduced_after_payment", 30)],
    ),
]


@pytest.mark.parametrize(("case", "split", "fen", "expected"), REDUCTIONS)
def test_a_reduction_serves_the_operator_then_treasury_then_the_payer(case, split, fen, expected):
    made = reduction(split, Money(fen))
    assert [(reason.value, amount.fen) for reason, amount in made] == expected, case


@given(split=splits, amount=amounts)
def test_a_reduction_lowers_by_just_its_amount_or_not_at_all(split: Split, amount: Money):
    most = split.paid + split.treasury + split.operator
    if amount > most:
        with pytest.raises(PartExceeded):
            reduction(split, amount)
        return
    after = split
    for reason, part in reduction(split, amount):
        after = moved(after, reason, part)
    assert after.reduced == split.reduced + amount
    assert after.billed == split.billed
