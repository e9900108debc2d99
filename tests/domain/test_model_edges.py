"""What goes wrong, on the reference books: E19, E20 and the edge cases of domain.md 11.1."""

import pytest

from domain.advances import Bearer, Exclusion, VoucherEvent, VoucherState
from domain.arrears import months_owed
from domain.money import ZERO
from domain.remittances import RecoveryMode
from tests.domain.e5 import APRIL, JUNE, MAY, REFUND, RETAIN, april, split_of, stands, yuan
from tests.domain.model import Books
from tests.domain.model_invariants import violations
from tests.domain.model_rows import NotInAccount, PaymentSpent, PeriodClosed


def test_e19_a_returned_debit_reopens_the_month_and_lowers_the_next_remittance():
    books = Books()
    books.bill("T1", JUNE, yuan("272.27"))
    debit = books.receive("T1", yuan("272.27"), JUNE)
    books.remit(JUNE)
    assert months_owed(books.monthly("T1"), JUNE.last) == 0

    books.reverse(debit, JUNE)

    assert months_owed(books.monthly("T1"), JUNE.last) == 1
    stands(books, A1="272.27", R1="272.27", A3="-272.27", L1="-272.27")
    books.bill("T2", JUNE, yuan("300.00"))
    books.receive("T2", yuan("300.00"), JUNE)
    assert books.remit(JUNE).tenant_money == yuan("27.73")
    with pytest.raises(PaymentSpent):
        books.reverse(debit, JUNE)


def test_e19_a_month_that_is_closed_keeps_the_payment_and_the_next_takes_it_back():
    books = Books()
    books.bill("T1", JUNE, yuan("272.27"))
    debit = books.receive("T1", yuan("272.27"), JUNE)
    books.remit(JUNE)
    sealed = books.close(JUNE)

    with pytest.raises(PeriodClosed):
        books.reverse(debit, JUNE)
    assert split_of(books, "T1", JUNE) == ("272.27", "0.00", "0.00")
    books.reverse(debit, JUNE.next)

    assert split_of(books, "T1", JUNE) == ("0.00", "272.27", "0.00")
    assert books.seals[JUNE] == sealed
    assert violations(books) == []


@pytest.mark.parametrize("mode", [RETAIN, REFUND])
@pytest.mark.parametrize("refunded", [False, True])
def test_a_bounced_recovery_leaves_the_operator_covered_for_its_claim(
    mode: RecoveryMode, refunded: bool
):
    books = Books(mode)
    april(books)
    recovery = books.receive("T3", yuan("272.27"), MAY)
    books.remit(MAY)
    if refunded:
        books.treasury_refunds(MAY)

    books.reverse(recovery, MAY)

    assert books.operator_claim() == yuan("373.57")
    assert books.vouchers[APRIL].state is VoucherState.F_CONFIRMED
    if mode is REFUND and not refunded:
        # Treasury still has it: the rent account is short until the next round.
        stands(books, A2="373.57", A3="-272.27", O1="373.57", T1="272.27")
        assert books.treasury_refunds(MAY) == ZERO
    else:
        # The operator had it and has put it back.
        stands(books, A2="373.57", O1="373.57")


def test_e20_a_second_payment_waits_for_the_next_bill():
    books = Books()
    books.bill("T1", APRIL, yuan("272.27"))
    books.receive("T1", yuan("272.27"), APRIL)
    books.receive("T1", yuan("272.27"), APRIL)
    assert books.credit("T1") == yuan("272.27")
    stands(books, A3="544.54", L1="272.27", L2="272.27")

    books.bill("T1", MAY, yuan("272.27"))

    assert books.credit("T1") == ZERO
    assert split_of(books, "T1", MAY) == ("272.27", "0.00", "0.00")
    stands(books, A3="544.54", L1="544.54")


def test_e20_a_second_payment_is_refunded_on_request():
    books = Books()
    books.bill("T1", APRIL, yuan("272.27"))
    books.receive("T1", yuan("272.27"), APRIL)
    twice = books.receive("T1", yuan("272.27"), APRIL)
    books.remit(APRIL)

    books.refund(twice, yuan("272.27"), APRIL)

    stands(books)
    with pytest.raises(PaymentSpent):
        books.refund(twice, yuan("0.01"), APRIL)
    with pytest.raises(PaymentSpent):
        books.reverse(twice, APRIL)


def test_edge_case_3_a_lower_rent_after_an_advance_is_treasurys_to_give_back():
    """11.1, 3: the operator's claim goes first, and treasury owes the operator the difference."""
    books = Books()
    april(books)
    t3 = next(one.id for one in books.charges.values() if one.lease == "T3")

    books.reduce(t3, yuan("70.97"), MAY)

    assert split_of(books, "T3", APRIL) == ("0.00", "0.00", "201.30")
    stands(books, A2="302.60", O1="373.57", T1="70.97")
    assert books.treasury_refunds(MAY) == yuan("70.97")
    stands(books, A2="302.60", O1="302.60")


def test_a_lower_rent_after_payment_is_credit_and_comes_off_the_next_remittance():
    books = Books()
    charge = books.bill("T1", APRIL, yuan("272.27"))
    payment = books.receive("T1", yuan("272.27"), APRIL)
    books.remit(APRIL)

    books.reduce(charge, yuan("70.97"), MAY)

    assert books.credit("T1") == yuan("70.97")
    stands(books, L1="-70.97", L2="70.97")
    with pytest.raises(NotInAccount):
        books.refund(payment, yuan("70.97"), MAY)
    books.bill("T1", MAY, yuan("201.30"))
    assert split_of(books, "T1", MAY) == ("70.97", "130.33", "0.00")
    stands(books, A1="130.33", R1="130.33")

    books.reverse(payment, MAY)

    assert split_of(books, "T1", APRIL) == ("0.00", "201.30", "0.00")
    assert split_of(books, "T1", MAY) == ("0.00", "201.30", "0.00")
    stands(books, A1="402.60", R1="402.60", A3="-272.27", L1="-272.27")


def test_edge_case_4_money_that_came_before_the_voucher_was_accepted_is_recovered_at_once():
    """11.1, 4: the operator advanced too much; the tenant's money is the operator's."""
    books = Books()
    books.bill("T3", APRIL, yuan("272.27"))
    books.calculate(APRIL)
    books.step(APRIL, VoucherEvent.CONFIRM)
    books.step(APRIL, VoucherEvent.PAY)
    books.receive("T3", yuan("100.00"), MAY)

    books.accept(APRIL, MAY)

    assert split_of(books, "T3", APRIL) == ("100.00", "0.00", "172.27")
    assert books.vouchers[APRIL].state is VoucherState.RECOVERING
    stands(books, A2="172.27", A3="100.00", O1="272.27")
    assert books.remit(MAY).retained == yuan("100.00")
    stands(books, A2="172.27", O1="172.27")


def test_money_that_was_remitted_before_the_voucher_was_accepted_is_set_off():
    books = Books()
    books.bill("T3", APRIL, yuan("272.27"))
    books.calculate(APRIL)
    books.step(APRIL, VoucherEvent.CONFIRM)
    books.step(APRIL, VoucherEvent.PAY)
    books.receive("T3", yuan("100.00"), MAY)
    books.remit(MAY)
    books.accept(APRIL, MAY)

    nothing = books.remit(MAY)
    assert (nothing.from_account, nothing.retained) == (ZERO, ZERO)
    books.bill("T1", MAY, yuan("150.00"))
    books.receive("T1", yuan("150.00"), MAY)
    round_ = books.remit(MAY)

    assert (round_.tenant_money, round_.retained) == (yuan("50.00"), yuan("100.00"))
    stands(books, A2="172.27", O1="172.27")


@pytest.mark.parametrize(
    ("bearer", "after"),
    [(Bearer.OPERATOR, {}), (Bearer.TREASURY, {"O1": "373.57", "T1": "373.57"})],
)
def test_what_cannot_be_collected_is_borne_as_the_contract_says(
    bearer: Bearer, after: dict[str, str]
):
    books = Books()
    april(books)
    for charge in list(books.charges):
        books.write_off(charge, bearer, MAY)
    stands(books, **after)


def test_an_excluded_month_stays_with_treasury_and_the_tenant():
    books = Books()
    books.holds["T3"] = {Exclusion.DISPUTE}
    april(books)
    assert books.vouchers[APRIL].sums.amount == yuan("101.30")
    assert books.vouchers[APRIL].sums.excluded == yuan("272.27")
    stands(books, A1="272.27", R1="272.27", A2="101.30", O1="101.30")


def test_money_of_nobody_known_waits_in_suspense():
    books = Books()
    books.bill("T2", APRIL, yuan("201.30"))
    found = books.receive(None, yuan("250.00"), APRIL)
    stands(books, A1="201.30", R1="201.30", A3="250.00", L2="250.00")
    assert books.remit(APRIL).from_account == ZERO

    books.match(found, "T2", MAY)

    stands(books, A3="250.00", L1="201.30", L2="48.70")


def test_two_seals_of_one_story_are_equal_and_of_another_differ():
    def told(last: str) -> bytes:
        books = Books()
        april(books)
        books.receive("T3", yuan(last), APRIL)
        return books.close(APRIL)

    assert told("1.00") == told("1.00")
    assert told("1.00") != told("1.01")


def test_a_closed_month_that_came_open_is_advanced_by_a_supplement_alone():
    books = Books()
    books.bill("T1", JUNE, yuan("272.27"))
    books.close(JUNE)

    books.calculate_supplement(JUNE)

    with pytest.raises(PeriodClosed):
        books.calculate(JUNE)
    assert violations(books) == []
