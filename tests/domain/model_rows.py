"""The parts of the reference books, and the one way in which they are written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from domain.advances import Shortfall, ShortfallLine, VoucherState, shortfall
from domain.allocation import FROM_CREDIT, RECEIPT, Split, moved
from domain.calendar import Month
from domain.closings import GENESIS, seal
from domain.errors import Refused
from domain.ledger import Account, Reason, Transfer, balances, mirror, transfers
from domain.money import ZERO, Money, total


class PeriodClosed(Refused): ...


class PaymentSpent(Refused): ...


class AlreadyBilled(Refused): ...


class VoucherExists(Refused): ...


class NothingReopened(Refused): ...


class NotInAccount(Refused): ...


@dataclass(frozen=True)
class Deed:
    """What was posted: a reason with its amount, for a charge or for none."""

    reason: Reason
    amount: Money
    charge: UUID | None = None
    mirrors: bool = False


@dataclass(frozen=True)
class Row:
    """A ledger row, with what it was posted for."""

    transfer: Transfer
    month: Month
    lease: str | None
    charge: UUID | None

    def line(self) -> dict[str, object]:
        return {
            "debit": self.transfer.debit.value,
            "credit": self.transfer.credit.value,
            "amount_fen": self.transfer.amount.fen,
            "reason": self.transfer.reason.value,
            "mirrors": self.transfer.mirrors,
            "month": str(self.month),
            "lease": self.lease,
            "charge": str(self.charge) if self.charge else None,
        }


@dataclass
class Charge:
    id: UUID
    lease: str
    month: Month
    amount: Money
    split: Split = field(default_factory=Split)


@dataclass
class Payment:
    id: UUID
    lease: str | None
    amount: Money
    unallocated: Money = ZERO
    refunded: Money = ZERO
    deeds: list[Deed] = field(default_factory=list[Deed])
    is_reversed: bool = False


@dataclass
class Voucher:
    month: Month
    lines: list[ShortfallLine]
    state: VoucherState = VoucherState.CALCULATED

    @property
    def sums(self) -> Shortfall:
        return shortfall(self.lines)

    def line_of(self, charge: UUID) -> ShortfallLine | None:
        """Its line, where the charge was not settled when the voucher was calculated."""
        found = (line for line in self.lines if line.charge_id == charge)
        return next((line for line in found if line.amount or line.excluded), None)


#: Reasons by which a payment settles a part of a charge.
SETTLES = frozenset(RECEIPT.values()) | frozenset(FROM_CREDIT.values())


@dataclass(kw_only=True)
class Written:
    """What has been posted so far. `deeds` are told once, `rows` with every account."""

    charges: dict[UUID, Charge] = field(default_factory=dict[UUID, Charge])
    payments: dict[UUID, Payment] = field(default_factory=dict[UUID, Payment])
    vouchers: dict[Month, Voucher] = field(default_factory=dict[Month, Voucher])
    supplements: dict[Month, list[Voucher]] = field(default_factory=dict[Month, list[Voucher]])
    rows: list[Row] = field(default_factory=list[Row])
    deeds: list[Deed] = field(default_factory=list[Deed])
    seals: dict[Month, bytes] = field(default_factory=dict[Month, bytes])
    closed_through: Month | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def post(self, month: Month, lease: str | None, deed: Deed) -> None:
        """Write a deed's rows into an open month, and move its charge. Nothing for no money."""
        self.require_open(month)
        if not deed.amount:
            return
        if deed.charge is not None:
            charge = self.charges[deed.charge]
            charge.split = moved(charge.split, deed.reason, deed.amount, mirrors=deed.mirrors)
        for transfer in transfers(deed.reason, deed.amount):
            row = mirror(transfer) if deed.mirrors else transfer
            self.rows.append(Row(row, month, lease, deed.charge))
        self.deeds.append(deed)

    def pay(self, payment: Payment, deed: Deed, month: Month) -> None:
        """Post a deed of a payment, which is taken back with it."""
        self.post(month, payment.lease, deed)
        if deed.amount:
            payment.deeds.append(deed)

    def close(self, month: Month) -> bytes:
        """Seal the month and all before it. Nothing is booked there any more."""
        self.require_open(month)
        previous = next(reversed(self.seals.values()), GENESIS)
        self.seals[month] = seal(self.lines(self.closed_through, month), previous)
        self.closed_through = month
        return self.seals[month]

    def require_open(self, month: Month) -> None:
        if self.closed_through is not None and month <= self.closed_through:
            raise PeriodClosed(month=str(month))

    def new_id(self) -> UUID:
        return UUID(int=next(self.numbers))

    def lines(self, after: Month | None, through: Month) -> Iterator[dict[str, object]]:
        """What a seal covers."""
        return (
            row.line()
            for row in self.rows
            if row.month <= through and (after is None or row.month > after)
        )

    def balances(self, lease: str | None = None) -> dict[Account, int]:
        """Debits minus credits in fen: of the project, or of one household."""
        return balances(row.transfer for row in self.rows if lease is None or row.lease == lease)

    def posted(self, reason: Reason, charge: UUID | None = None) -> Money:
        """All that was posted for a reason, less what was taken back."""
        return total(
            -deed.amount if deed.mirrors else deed.amount
            for deed in self.deeds
            if deed.reason is reason and (charge is None or deed.charge == charge)
        )
