"""Whatever a project's people do, in any order, the invariants of the books hold."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from domain.advances import Bearer, Exclusion, VoucherEvent, VoucherState, shortfall
from domain.calendar import Month
from domain.errors import Refused
from domain.ledger import Account
from domain.money import Money
from domain.remittances import RecoveryMode
from tests.domain.model import Books
from tests.domain.model_invariants import violations

LEASES = ("T1", "T2")
leases = st.sampled_from(LEASES)
grounds = st.sampled_from([frozenset(), frozenset(), *({one} for one in Exclusion)])
amounts = st.integers(1, 400).map(Money)
#: How much of what is owed is paid: part, all of it, or more.
eagerness = st.sampled_from([30, 100, 100, 100, 150])


class AnyMonth(RuleBasedStateMachine):
    """Everything that can happen to a project's rent, in any order. A refusal changes nothing.

    Small sums and few households, so that deeds meet each other: what is paid is often just what
    is owed, and months go by.
    """

    charges = Bundle("charges")
    payments = Bundle("payments")

    def __init__(self) -> None:
        super().__init__()
        self.books, self.now = Books(), Month(2025, 4)

    @initialize(mode=st.sampled_from(RecoveryMode), treasury_first=st.booleans())
    def sign_contract(self, mode: RecoveryMode, treasury_first: bool) -> None:
        self.books = Books(mode, treasury_first=treasury_first)

    @rule(target=charges, amount=amounts)
    def bill(self, amount: Money):
        """Everybody's month."""
        billed = [
            self._tried(lambda lease=lease: self.books.bill(lease, self.now, amount))
            for lease in LEASES
        ]
        return multiple(*filter(None, billed))

    @rule(target=payments, lease=leases, percent=eagerness, remitted=st.booleans())
    def pay(self, lease: str, percent: int, remitted: bool):
        owed = sum(charge.unpaid.fen for charge in self.books.monthly(lease))
        payment = self.books.receive(lease, Money(owed * percent // 100 + 1), self.now)
        if remitted:
            self.remit()
        return payment

    @rule(target=payments, amount=amounts)
    def receive_from_nobody_known(self, amount: Money):
        return self.books.receive(None, amount, self.now)

    @rule(payment=payments, lease=leases)
    def match(self, payment, lease: str) -> None:
        self._tried(lambda: self.books.match(payment, lease, self.now))

    @rule(payment=payments)
    def reverse(self, payment) -> None:
        self._tried(lambda: self.books.reverse(payment, self.now))

    @rule(payment=payments, amount=amounts)
    def refund(self, payment, amount: Money) -> None:
        self._tried(lambda: self.books.refund(payment, amount, self.now))

    @rule(charge=charges, amount=amounts)
    def reduce(self, charge, amount: Money) -> None:
        self._tried(lambda: self.books.reduce(charge, amount, self.now))

    @rule(charge=charges, amount=amounts)
    def increase(self, charge, amount: Money) -> None:
        self._tried(lambda: self.books.increase(charge, amount, self.now))

    @rule(charge=charges, bearer=st.sampled_from(Bearer))
    def write_off(self, charge, bearer: Bearer) -> None:
        self._tried(lambda: self.books.write_off(charge, bearer, self.now))

    @rule(lease=leases, grounds=grounds)
    def hold(self, lease: str, grounds: set[Exclusion]) -> None:
        self.books.holds[lease] = set(grounds)

    @rule(back=st.integers(0, 1), at_once=st.booleans())
    def voucher_is_paid(self, back: int, at_once: bool) -> None:
        """Up to the bank slip; where finance accepts it later, much may happen before."""
        month = self.now.plus(-back)
        is_new = month not in self.books.vouchers and shortfall(self.books.short(month)).amount
        if is_new and self._tried(lambda: self.books.calculate(month)):
            self.books.step(month, VoucherEvent.CONFIRM)
            self.books.step(month, VoucherEvent.PAY)
        if at_once:
            self.accept()

    @rule(at_once=st.booleans())
    def supplements_are_paid(self, at_once: bool) -> None:
        """Every month that has come open again is covered, whatever it was that reopened it."""
        for month in {*self.books.vouchers, self.now.plus(-1), self.now}:
            if self._tried(lambda month=month: self.books.calculate_supplement(month)):
                self.books.step(month, VoucherEvent.CONFIRM)
                self.books.step(month, VoucherEvent.PAY)
        if at_once:
            self.accept()
            for month in filter(self.books.reopened, self.books.vouchers):
                self.books.supplement(month, self.now)
                assert not self.books.reopened(month)

    @rule()
    def accept(self) -> None:
        for month in {*self.books.vouchers, *self.books.supplements}:
            voucher = self._tried(lambda month=month: self.books.current(month))
            if voucher is not None and voucher.state is VoucherState.PAID:
                self.books.accept(month, self.now)

    @rule(target=charges)
    def month_is_billed_and_advanced(self):
        """The month as it should go, so that what goes wrong afterwards has something to undo."""
        charges = self.bill(Money(200))
        self.voucher_is_paid(0, at_once=True)
        return charges

    @rule()
    def remit(self) -> None:
        books = self.books
        prepaid = -books.balance(Account.UNALLOCATED)
        before = books.balance(Account.RENT_BANK) - prepaid
        round_ = books.remit(self.now)
        left = books.balance(Account.RENT_BANK) - prepaid
        assert left == before - (round_.from_account + round_.retained).fen
        assert left >= min(before, 0), "nobody's prepaid rent is paid out"

    @rule()
    def treasury_refunds(self) -> None:
        self.books.treasury_refunds(self.now)

    @rule(closes=st.booleans())
    def month_turns(self, closes: bool) -> None:
        if closes:
            self.books.close(self.now)
        self.now = self.now.next

    @invariant()
    def books_hold(self) -> None:
        assert violations(self.books) == []

    def _tried(self, deed):
        """What the deed gives, or nothing when it is refused: then nothing has been written."""
        rows = len(self.books.rows)
        try:
            return deed()
        except (Refused, KeyError):
            assert len(self.books.rows) == rows, "a refused deed wrote rows"
            return None


AnyMonth.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
test_any_month_keeps_every_invariant = AnyMonth.TestCase
