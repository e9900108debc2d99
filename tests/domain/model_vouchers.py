"""The operator's advance in the reference books: a month's voucher, and its supplements."""

from dataclasses import dataclass, field

from domain.advances import (
    DEFAULT_EXCLUSIONS,
    DueCharge,
    Exclusion,
    ShortfallLine,
    VoucherEvent,
    VoucherState,
    accepted,
    shortfall_lines,
)
from domain.advances import MACHINE as VOUCHER
from domain.calendar import Month
from domain.ledger import Account
from domain.money import ZERO, Money, total
from domain.vouchers import ACCEPTED, attributed, reopened, standing
from tests.domain.model_rows import (
    Charge,
    Deed,
    NothingReopened,
    Voucher,
    VoucherExists,
    Written,
)


@dataclass(kw_only=True)
class Vouchers(Written):
    """What is short, who pays it, and what became of it."""

    granted: frozenset[Exclusion] = DEFAULT_EXCLUSIONS
    holds: dict[str, set[Exclusion]] = field(default_factory=dict[str, set[Exclusion]])

    def calculate(self, month: Month) -> Voucher:
        """Count what is short for the month. It gets one voucher; another if that is withdrawn."""
        self.require_open(month)
        old = self.vouchers.get(month)
        if old is not None and old.state is not VoucherState.WITHDRAWN:
            raise VoucherExists(month=str(month))
        self.vouchers[month] = Voucher(month, self.short(month))
        return self.vouchers[month]

    def short(self, month: Month) -> list[ShortfallLine]:
        """What the operator would have to pay for each of the month's charges as of now."""
        due = [self._due(one) for one in self.charges.values() if one.month == month]
        return shortfall_lines(due, self.granted)

    def calculate_supplement(self, month: Month) -> Voucher:
        """Count what has come open again in a month that was advanced or closed."""
        later = self.supplements.setdefault(month, [])
        if later and later[-1].state not in {*ACCEPTED, VoucherState.WITHDRAWN}:
            raise VoucherExists(month=str(month))
        if not self.reopened(month):
            raise NothingReopened(month=str(month))
        lines = [line for line in self.short(month) if self.charges[line.charge_id].split.treasury]
        later.append(Voucher(month, lines))
        return later[-1]

    def supplement(self, month: Month, booked_in: Month) -> Money:
        """Every step of a supplement in a row; the sum that the operator paid."""
        amount = self.calculate_supplement(month).sums.amount
        self.step(month, VoucherEvent.CONFIRM)
        self.step(month, VoucherEvent.PAY)
        self.accept(month, booked_in)
        return amount

    def reopened(self, month: Month) -> Money:
        """What treasury is owed of the month that no accepted voucher has dealt with."""
        monthly = self.vouchers.get(month)
        is_closed = self.closed_through is not None and month <= self.closed_through
        if not is_closed and (monthly is None or monthly.state not in ACCEPTED):
            return ZERO
        return total(
            reopened(one.split.treasury, self._excluded(one))
            for one in self.charges.values()
            if one.month == month
        )

    def came_open(self, month: Month) -> Month:
        """Where the last of the charges in the month's latest voucher came open."""
        charges = {line.charge_id for line in self.current(month).lines if line.amount}
        debits = [one for one in self.rows if one.transfer.debit is Account.RECEIVABLE_TREASURY]
        return max(one.month for one in debits if one.charge in charges)

    def current(self, month: Month) -> Voucher:
        """The month's latest voucher: the one that steps are taken on."""
        return (self.supplements.get(month) or [self.vouchers[month]])[-1]

    def step(self, month: Month, event: VoucherEvent) -> None:
        voucher = self.current(month)
        voucher.state = VOUCHER.after(voucher.state, event)

    def accept(self, month: Month, booked_in: Month) -> None:
        """Finance confirms the operator's money: the claims change hands."""
        self.require_open(booked_in)
        self.step(month, VoucherEvent.ACCEPT)
        for line in self.current(month).lines:
            charge = self.charges[line.charge_id]
            for reason, amount in accepted(line.amount, charge.split.treasury):
                self.post(booked_in, charge.lease, Deed(reason, amount, charge.id))
        self.follow_vouchers()

    def advance(self, month: Month, booked_in: Month) -> Money:
        """Every step of the voucher in a row; the sum that the operator paid."""
        amount = self.calculate(month).sums.amount
        self.step(month, VoucherEvent.CONFIRM)
        self.step(month, VoucherEvent.PAY)
        self.accept(month, booked_in)
        return amount

    def _due(self, charge: Charge) -> DueCharge:
        split = charge.split
        return DueCharge(
            id=charge.id,
            billed=split.billed - split.operator,
            reduced=split.reduced + split.written_off,
            paid=split.paid,
            grounds=frozenset(self.holds.get(charge.lease, set())),
        )

    def _accepted(self, month: Month) -> list[Voucher]:
        """The month's accepted vouchers, the oldest first."""
        monthly = [self.vouchers[month]] if month in self.vouchers else []
        every = [*monthly, *self.supplements.get(month, [])]
        return [one for one in every if one.state in ACCEPTED]

    def _excluded(self, charge: Charge) -> Money:
        lines = [one.line_of(charge.id) for one in self._accepted(charge.month)]
        return next((line.excluded for line in reversed(lines) if line is not None), ZERO)

    def follow_vouchers(self) -> None:
        """An accepted voucher's state follows from what tenants paid."""
        for month in {*self.vouchers, *self.supplements}:
            vouchers = self._accepted(month)
            left = [[ZERO, ZERO] for _ in vouchers]
            for charge in [one for one in self.charges.values() if one.month == month]:
                lines = [one.line_of(charge.id) for one in vouchers]
                parts = attributed(
                    [line.amount if line else ZERO for line in lines],
                    outstanding=charge.split.operator,
                    written_off=charge.split.written_off,
                )
                for sums, part in zip(left, parts, strict=True):
                    sums[0], sums[1] = sums[0] + part[0], sums[1] + part[1]
            for voucher, (outstanding, written_off) in zip(vouchers, left, strict=True):
                voucher.state = standing(
                    voucher.state,
                    amount=voucher.sums.amount,
                    outstanding=outstanding,
                    written_off=written_off,
                )
