"""The reference books with what offices do apart: statements, hand-overs, and days."""

from dataclasses import dataclass
from datetime import date

from domain.advances import VoucherState
from domain.calendar import Month
from domain.ledger import Account, Reason
from domain.money import ZERO, Money
from domain.remittances import Composition, RecoveryMode, compose, holding, refundable, top_up
from tests.domain.model import Books
from tests.domain.model_rows import Deed, Voucher


@dataclass
class Reference(Books):
    """Books in which a payment that bounced is made good by hand, and money is sent in steps."""

    tops_up_at_once: bool = False

    def booked(self, day: date) -> Month:
        """The month in which something of `day` is booked."""
        month = Month.of(day)
        return month if self.closed_through is None else max(month, self.closed_through.next)

    def round(self) -> Composition:
        """What a statement through today would hold."""
        return compose(holding(self.balances()), ZERO, self.mode)

    def send(self, tenant_money: Money, recovered: Money, month: Month) -> None:
        self.post(month, None, Deed(Reason.REMITTED, tenant_money))
        self.post(month, None, Deed(Reason.RECOVERED_REMITTED, recovered))

    def come_back(self, tenant_money: Money, recovered: Money, month: Month) -> None:
        """Treasury returns what was sent."""
        self.post(month, None, Deed(Reason.REMITTED, tenant_money, mirrors=True))
        self.post(month, None, Deed(Reason.RECOVERED_REMITTED, recovered, mirrors=True))

    def waiting(self) -> dict[str, Money]:
        """What the operator can be handed, by kind of recovery, and what it must put back."""
        kept = self.mode is RecoveryMode.RETAIN
        return {
            "kept": self.round().recovered if kept else ZERO,
            "refunded": refundable(self.balances()),
            "topped_up": top_up(self.balances(), self.mode),
        }

    def take_back(self, tenant: str | None, payment_id, month: Month) -> None:
        """Reverse a payment; the household's other credit pays what reopens."""
        self.reverse(payment_id, month)
        if tenant is not None:
            self.use_credit(tenant, month)

    def counted(self, voucher: Voucher) -> Voucher:
        """A voucher just calculated. One of nothing is recovered from the start."""
        if not voucher.sums.amount:
            voucher.state = VoucherState.RECOVERED
        return voucher

    def owed(self, tenant: str) -> Money:
        return Money(
            sum(one.split.owed.fen for one in self.charges.values() if one.lease == tenant)
        )

    def by_account(self) -> dict[str, int]:
        """Debits minus credits, accounts at zero left out."""
        return {str(account): fen for account, fen in self.balances().items() if fen}

    def by_account_through(self, month: Month) -> dict[str, int]:
        standing = dict.fromkeys(map(str, Account), 0)
        for row in self.rows:
            if row.month <= month:
                standing[str(row.transfer.debit)] += row.transfer.amount.fen
                standing[str(row.transfer.credit)] -= row.transfer.amount.fen
        return {account: fen for account, fen in standing.items() if fen}


#: How a kind of hand-over is posted.
HANDED_OVER = {
    "kept": Reason.RECOVERED_KEPT,
    "refunded": Reason.RECOVERED_REFUNDED,
    "topped_up": Reason.TOPPED_UP_BY_OPERATOR,
}
