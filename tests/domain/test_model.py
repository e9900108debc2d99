"""The month's work on the reference books: E5, E19, E20 and the edge cases, figure by figure."""

from dataclasses import dataclass

import pytest

from domain.advances import Bearer, Exclusion, VoucherEvent, VoucherState
from domain.arrears import months_owed
from domain.calendar import Month
from domain.ledger import Account
from domain.money import ZERO, Money
from domain.remittances import RecoveryMode
from tests.domain.model import Books
from tests.domain.model_invariants import violations
from tests.domain.model_rows import NotInAccount, PaymentSpent, PeriodClosed

APRIL, MAY, JUNE = Month(2025, 4), Month(2025, 5), Month(2025, 6)
RENTS = {"T1": Money.yuan("272.27"), "T2": Money.yuan("201.30"), "T3": Money.yuan("272.27")}
RETAIN, REFUND = RecoveryMode.RETAIN, RecoveryMode.REMIT_REFUND
yuan = Money.yuan


def percent(part: Money, whole: Money) -> float:
    """A rate for display, as E5 prints it."""
    return round(part.fen / whole.fen * 100, 2)


def stands(books: Books, **expected: str) -> None:
    """The balances in yuan, each on its own side; accounts not named are zero."""
    normal = {account: fen for account, fen in books.balances().items() if fen}
    debit = {Account.RECEIVABLE_TREASURY, Account.RECEIVABLE_OPERATOR, Account.RENT_BANK}
    debit |= {Account.TREASURY_REFUND_RECEIVABLE}
    signed = {account.value: fen if account in debit else -fen for account, fen in normal.items()}
    assert signed == {code: yuan(amount).fen for code, amount in expected.items()}
    assert violations(books) == []


def billed(month: Month, books: Books) -> None:
    for lease, rent in RENTS.items():
        books.bill(lease, month, rent)


def april(books: Books) -> None:
    """Steps 1 and 2 of E5: April is billed, partly paid, remitted, and advanced in May."""
    billed(APRIL, books)
    books.receive("T1", yuan("272.27"), APRIL)
    books.receive("T2", yuan("100.00"), APRIL)
    books.remit(APRIL)
    books.advance(APRIL, booked_in=APRIL)


def may_receipts(books: Books) -> None:
    books.receive("T1", yuan("272.27"), MAY)
    books.receive("T3", yuan("300.00"), MAY)
    books.receive("T2", yuan("302.60"), MAY)


def split_of(books: Books, lease: str, month: Month) -> tuple[str, str, str]:
    """Paid, owed to treasury, owed to operator, in yuan."""
    split = next(
        one.split for one in books.charges.values() if (one.lease, one.month) == (lease, month)
    )
    return tuple(str(part.as_yuan()) for part in (split.paid, split.treasury, split.operator))


def test_e5_step_1_aprils_tenant_money_is_remitted():
    books = Books()
    billed(APRIL, books)
    stands(books, A1="745.84", R1="745.84")

    books.receive("T1", yuan("272.27"), APRIL)
    books.receive("T2", yuan("100.00"), APRIL)
    stands(books, A1="373.57", R1="373.57", A3="372.27", L1="372.27")
    assert percent(books.paid(APRIL), yuan("745.84")) == 49.91

    round_ = books.remit(APRIL)
    assert (round_.tenant_money, round_.recovered) == (yuan("372.27"), ZERO)
    stands(books, A1="373.57", R1="373.57")


def test_e5_step_2_the_operator_advances_what_is_short():
    books = Books()
    billed(APRIL, books)
    books.receive("T1", yuan("272.27"), APRIL)
    books.receive("T2", yuan("100.00"), APRIL)
    books.remit(APRIL)

    voucher = books.calculate(APRIL)
    assert [line.amount for line in voucher.lines] == [ZERO, yuan("101.30"), yuan("272.27")]
    assert voucher.sums.amount == yuan("373.57")
    stands(books, A1="373.57", R1="373.57")

    books.step(APRIL, VoucherEvent.CONFIRM)
    books.step(APRIL, VoucherEvent.PAY)
    books.accept(APRIL, APRIL)
    stands(books, A2="373.57", O1="373.57")
    assert split_of(books, "T2", APRIL) == ("100.00", "0.00", "101.30")
    assert split_of(books, "T3", APRIL) == ("0.00", "0.00", "272.27")
    # Remitted tenant money + advance = billed − reduced − excluded (6.2, invariant 2).
    sums = voucher.sums
    assert yuan("372.27") + sums.amount == sums.billed - sums.reduced - sums.excluded
    # Six months in arrears are counted on what the tenant paid.
    assert months_owed(books.monthly("T3"), MAY.first) == 1


@pytest.mark.parametrize("mode", [RETAIN, REFUND])
def test_e5_step_3_mays_money_settles_april_first(mode: RecoveryMode):
    books = Books(mode)
    april(books)
    billed(MAY, books)
    may_receipts(books)

    assert split_of(books, "T3", APRIL) == ("272.27", "0.00", "0.00")
    assert split_of(books, "T3", MAY) == ("27.73", "244.54", "0.00")
    assert split_of(books, "T2", APRIL) == ("201.30", "0.00", "0.00")
    assert split_of(books, "T2", MAY) == ("201.30", "0.00", "0.00")
    assert split_of(books, "T1", MAY) == ("272.27", "0.00", "0.00")
    assert books.operator_claim() == ZERO
    assert books.paid(MAY) == yuan("501.30")
    assert percent(books.paid(MAY), yuan("745.84")) == 67.21
    assert percent(books.paid(APRIL), yuan("745.84")) == 100.00
    stands(books, A1="244.54", R1="244.54", A3="874.87", L1="501.30", O1="373.57")
    assert books.vouchers[APRIL].state is VoucherState.RECOVERED


@dataclass(frozen=True)
class Round:
    """E5 step 4: what leaves the operator, what comes back, what it keeps."""

    mode: RecoveryMode
    sent: str
    refund: str
    retained: str


ROUNDS = [Round(RETAIN, "745.84", "0", "373.57"), Round(REFUND, "1119.41", "373.57", "0")]


@pytest.mark.parametrize("expected", ROUNDS)
def test_e5_step_4_treasury_has_the_whole_month_in_both_modes(expected: Round):
    books = Books(expected.mode)
    april(books)
    billed(MAY, books)
    may_receipts(books)

    advance = books.advance(MAY, booked_in=MAY)
    assert advance == yuan("244.54")
    assert [line.amount for line in books.vouchers[MAY].lines] == [ZERO, ZERO, yuan("244.54")]

    round_ = books.remit(MAY, advance)
    assert round_.sent == yuan(expected.sent)
    assert round_.refund_due == yuan(expected.refund)
    assert round_.retained == yuan(expected.retained)
    assert round_.net_from_operator == yuan("745.84")

    if expected.mode is REFUND:
        stands(books, A2="244.54", O1="618.11", T1="373.57")
        assert books.treasury_refunds(MAY) == yuan("373.57")
        assert books.treasury_refunds(MAY) == ZERO
    stands(books, A2="244.54", O1="244.54")
    assert months_owed(books.monthly("T3"), JUNE.first) == 1


@pytest.mark.parametrize("mode", [RETAIN, REFUND])
def test_e5_leaves_nothing_of_april_on_any_account(mode: RecoveryMode):
    books = Books(mode)
    april(books)
    books.receive("T3", yuan("272.27"), MAY)
    books.receive("T2", yuan("101.30"), MAY)
    books.remit(MAY)
    books.treasury_refunds(MAY)
    stands(books)


@pytest.mark.parametrize("mode", [RETAIN, REFUND])
def test_e5_with_treasury_first_serves_may_before_aprils_advance(mode: RecoveryMode):
    books = Books(mode, treasury_first=True)
    april(books)
    billed(MAY, books)
    may_receipts(books)

    assert split_of(books, "T3", MAY) == ("272.27", "0.00", "0.00")
    assert split_of(books, "T3", APRIL) == ("27.73", "0.00", "244.54")
    assert split_of(books, "T2", MAY) == ("201.30", "0.00", "0.00")
    assert split_of(books, "T2", APRIL) == ("201.30", "0.00", "0.00")
    stands(books, A2="244.54", A3="874.87", L1="745.84", O1="373.57")

    assert books.advance(MAY, booked_in=MAY) == ZERO
    round_ = books.remit(MAY)
    assert (round_.tenant_money, round_.recovered) == (yuan("745.84"), yuan("129.03"))
    assert round_.net_from_operator == yuan("745.84")
    assert books.vouchers[APRIL].state is VoucherState.RECOVERING
    books.treasury_refunds(MAY)
    stands(books, A2="244.54", O1="244.54")


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


def test_a_lower_rent_after_an_advance_is_treasurys_to_give_back():
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


def test_money_that_came_before_the_voucher_was_accepted_is_recovered_at_once():
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
