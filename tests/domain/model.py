"""Reference books: one project's rent in plain Python, built from nothing but the domain.

The real program is compared with it, step by step. Every deed names the month in which it is
booked; money is received per lease, remitted for the project as a whole.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from domain.advances import WRITE_OFF, Bearer
from domain.allocation import FROM_CREDIT, RECEIPT, Allocation, OpenCharge, allocate, reduction
from domain.arrears import MonthlyCharge
from domain.calendar import Month
from domain.ledger import Account, Reason
from domain.money import ZERO, Money, total
from domain.remittances import (
    Composition,
    RecoveryMode,
    compose,
    holding,
    posted,
    refundable,
    top_up,
)
from tests.domain.model_rows import (
    SETTLES,
    AlreadyBilled,
    Charge,
    Deed,
    NotInAccount,
    Payment,
    PaymentSpent,
)
from tests.domain.model_vouchers import Vouchers


@dataclass
class Books(Vouchers):
    """The rent of one project under one service contract."""

    mode: RecoveryMode = RecoveryMode.RETAIN
    treasury_first: bool = False
    tops_up_at_once: bool = True

    # --- what is owed ---------------------------------------------------------------------

    def bill(self, lease: str, month: Month, amount: Money) -> UUID:
        """Raise a month's rent once; the household's credit is used up at once."""
        if any(one.lease == lease and one.month == month for one in self.charges.values()):
            raise AlreadyBilled(lease=lease, month=str(month))
        self.require_open(month)
        charge = Charge(self.new_id(), lease, month, amount)
        self.charges[charge.id] = charge
        self.post(month, lease, Deed(Reason.CHARGED, amount, charge.id))
        self.use_credit(lease, month)
        return charge.id

    def increase(self, charge_id: UUID, amount: Money, month: Month) -> None:
        charge = self.charges[charge_id]
        self.post(month, charge.lease, Deed(Reason.INCREASED, amount, charge_id))

    def reduce(self, charge_id: UUID, amount: Money, month: Month) -> None:
        """Lower a charge: the operator's claim first, the treasury's, what was paid last."""
        charge = self.charges[charge_id]
        self.require_open(month)
        for reason, part in reduction(charge.split, amount):
            if reason is Reason.REDUCED_AFTER_PAYMENT:
                self._give_credit(charge, part, month)
            else:
                self.post(month, charge.lease, Deed(reason, part, charge_id))
        self.follow_vouchers()

    def write_off(self, charge_id: UUID, bearer: Bearer, month: Month) -> None:
        split, lease = self.charges[charge_id].split, self.charges[charge_id].lease
        self.post(month, lease, Deed(WRITE_OFF[bearer], split.operator, charge_id))
        self.post(month, lease, Deed(Reason.WRITTEN_OFF, split.treasury, charge_id))
        self.follow_vouchers()

    # --- money in -------------------------------------------------------------------------

    def receive(self, lease: str | None, amount: Money, month: Month) -> UUID:
        """Money comes in: for a household, or for nobody known (suspense)."""
        self.require_open(month)
        payment = Payment(self.new_id(), lease, amount)
        self.payments[payment.id] = payment
        made, credit = self._allocate(lease, amount)
        for part in made:
            self.pay(payment, Deed(RECEIPT[part.claim], part.amount, part.charge_id), month)
        self.pay(payment, Deed(Reason.RECEIVED_UNALLOCATED, credit), month)
        payment.unallocated = credit
        self.follow_vouchers()
        return payment.id

    def match(self, payment_id: UUID, lease: str, month: Month) -> None:
        """Say whose money in suspense is; it settles debts at once."""
        if self.payments[payment_id].lease is not None:
            raise PaymentSpent(payment=str(payment_id))
        self.require_open(month)
        self.payments[payment_id].lease = lease
        self.use_credit(lease, month)

    def use_credit(self, lease: str, month: Month) -> None:
        """Settle debts from what the household has paid too much, the oldest money first."""
        self.require_open(month)
        for payment in [one for one in self.payments.values() if one.lease == lease]:
            made, left = self._allocate(lease, payment.unallocated)
            for part in made:
                deed = Deed(FROM_CREDIT[part.claim], part.amount, part.charge_id)
                self.pay(payment, deed, month)
            payment.unallocated = left
        self.follow_vouchers()

    def reverse(self, payment_id: UUID, month: Month) -> None:
        """Take a payment back: mirror all it did, newest first, and lower anew what was lowered."""
        payment = self.payments[payment_id]
        if payment.is_reversed or payment.refunded:
            raise PaymentSpent(payment=str(payment_id))
        self.require_open(month)
        lowered: list[Deed] = []
        for deed in reversed(payment.deeds):
            self.post(month, payment.lease, replace(deed, mirrors=True))
            if deed.reason is Reason.REDUCED_AFTER_PAYMENT:
                lowered.append(deed)
        payment.is_reversed, payment.unallocated = True, ZERO
        for deed in lowered:
            if deed.charge is not None:
                self.reduce(deed.charge, deed.amount, month)
        if self.tops_up_at_once:
            self.top_up(month)
        self.follow_vouchers()

    def top_up(self, month: Month) -> Money:
        """The operator puts back what it was handed of payments that were taken back since."""
        amount = top_up(self.balances(), self.mode)
        self.post(month, None, Deed(Reason.TOPPED_UP_BY_OPERATOR, amount))
        return amount

    def refund(self, payment_id: UUID, amount: Money, month: Month) -> None:
        """Give unallocated money back to its payer, if it still lies in the account."""
        payment = self.payments[payment_id]
        if payment.unallocated < amount:
            raise PaymentSpent(payment=str(payment_id))
        if self.balance(Account.RENT_BANK) < amount.fen:
            raise NotInAccount(amount_fen=amount.fen)
        self.post(month, payment.lease, Deed(Reason.REFUNDED, amount))
        payment.unallocated -= amount
        payment.refunded += amount

    # --- money out ------------------------------------------------------------------------

    def remit(self, booked_in: Month, advance: Money = ZERO) -> Composition:
        """Empty the rent account of what is due. `advance` is shown with it, and posted before."""
        self.require_open(booked_in)
        round_ = compose(holding(self.balances()), advance, self.mode)
        for reason, amount in posted(round_):
            self.post(booked_in, None, Deed(reason, amount))
        return round_

    def treasury_refunds(self, booked_in: Month) -> Money:
        """Treasury pays the operator back what it has twice (退付)."""
        amount = refundable(self.balances())
        self.post(booked_in, None, Deed(Reason.RECOVERED_REFUNDED, amount))
        return amount

    # --- what stands ----------------------------------------------------------------------

    def balance(self, account: Account) -> int:
        return self.balances()[account]

    def credit(self, lease: str) -> Money:
        return total(one.unallocated for one in self.payments.values() if one.lease == lease)

    def monthly(self, lease: str) -> list[MonthlyCharge]:
        return [
            MonthlyCharge(one.month, _due_on(one.month), one.split.owed)
            for one in self.charges.values()
            if one.lease == lease
        ]

    def paid(self, month: Month) -> Money:
        return total(one.split.paid for one in self.charges.values() if one.month == month)

    def operator_claim(self) -> Money:
        return total(one.split.operator for one in self.charges.values())

    # --- how ------------------------------------------------------------------------------

    def _give_credit(self, charge: Charge, amount: Money, month: Month) -> None:
        """Turn what was paid on a charge into credit, the newest payment first."""
        for payment in reversed(self.payments.values()):
            part = min(amount, self._paid_by(payment, charge))
            if not part:
                continue
            self.pay(payment, Deed(Reason.REDUCED_AFTER_PAYMENT, part, charge.id), month)
            payment.unallocated += part
            amount -= part

    def _paid_by(self, payment: Payment, charge: Charge) -> Money:
        if payment.is_reversed:
            return ZERO
        deeds = [deed for deed in payment.deeds if deed.charge == charge.id]
        given = total(deed.amount for deed in deeds if deed.reason in SETTLES)
        return given - total(
            deed.amount for deed in deeds if deed.reason is Reason.REDUCED_AFTER_PAYMENT
        )

    def _allocate(self, lease: str | None, amount: Money) -> tuple[list[Allocation], Money]:
        owed = [
            OpenCharge(one.id, _due_on(one.month), one.split.treasury, one.split.operator)
            for one in self.charges.values()
            if one.lease == lease
        ]
        return allocate(amount, owed, treasury_first=self.treasury_first)


def _due_on(month: Month) -> date:
    return month.first.replace(day=10)
