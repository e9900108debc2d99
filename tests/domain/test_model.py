"""E5 on the reference books, figure by figure, in both ways to give an advance back."""

from dataclasses import dataclass

import pytest

from domain.advances import VoucherEvent, VoucherState
from domain.arrears import months_owed
from domain.money import ZERO, Money
from domain.remittances import RecoveryMode
from tests.domain.e5 import APRIL, JUNE, MAY, REFUND, RETAIN, april, billed, split_of, stands, yuan
from tests.domain.model import Books


def percent(part: Money, whole: Money) -> float:
    """A rate for display, as E5 prints it."""
    return round(part.fen / whole.fen * 100, 2)


def may_receipts(books: Books) -> None:
    books.receive("T1", yuan("272.27"), MAY)
    books.receive("T3", yuan("300.00"), MAY)
    books.receive("T2", yuan("302.60"), MAY)


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
