"""What is known of a project's month: the figures from which its steps and ties follow."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.calendar import Month


@dataclass(frozen=True, slots=True)
class Billing:
    """The month's runs: the one under way, if any, and what those that ended made."""

    operation_id: UUID | None
    finished_at: datetime | None
    maker_id: UUID | None
    charged: int
    refused: int
    to_confirm_id: UUID | None


@dataclass(frozen=True, slots=True)
class Charged:
    """The month's charges as they stand now, of any kind. Fen."""

    leases: int
    billed_fen: int
    reduced_fen: int
    written_off_fen: int
    paid_fen: int
    treasury_fen: int
    operator_fen: int
    owing_leases: int

    @property
    def owed_fen(self) -> int:
        return self.treasury_fen + self.operator_fen


@dataclass(frozen=True, slots=True)
class Channel:
    """Money that came one way in the booked month, and still stands."""

    channel: str
    payments: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Received:
    """Money into the rent account in the booked month, net of what was taken back. Fen.

    Suspense is of the whole project: money whose household is not known, whenever it came.
    """

    channels: tuple[Channel, ...]
    for_treasury_fen: int
    for_operator_fen: int
    unallocated_fen: int
    suspense: int
    suspense_fen: int
    suspense_due_on: date | None

    @property
    def total_fen(self) -> int:
        return self.for_treasury_fen + self.for_operator_fen + self.unallocated_fen


@dataclass(frozen=True, slots=True)
class Excluded:
    """What the voucher leaves out for one reason."""

    reason: str
    leases: int
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Voucher:
    """The month's voucher. Fen; `state` is as stored, before recovery is looked at.

    `previous_fen` is what its households owe of earlier months' advances.
    """

    id: UUID
    number: str
    state: str
    leases: int
    previous_fen: int
    billed_fen: int
    reduced_fen: int
    tenant_paid_fen: int
    excluded_fen: int
    amount_fen: int
    due_on: date
    outstanding_fen: int
    written_off_fen: int
    is_accepted: bool
    excluded: tuple[Excluded, ...]
    maker_id: UUID
    confirmed_by: UUID | None
    paid_by: UUID | None

    @property
    def recovered_fen(self) -> int:
        return self.amount_fen - self.outstanding_fen - self.written_off_fen


@dataclass(frozen=True, slots=True)
class Remittance:
    id: UUID
    state: str
    tenant_money_fen: int
    recovered_fen: int
    is_sent: bool


@dataclass(frozen=True, slots=True)
class Advances:
    """The operator's claims in the booked month, as domain.ledger moves them. Fen."""

    opening_fen: int
    advanced_fen: int
    recovered_fen: int
    reduced_fen: int
    written_off_fen: int
    closing_fen: int


@dataclass(frozen=True, slots=True)
class Fee:
    id: UUID
    state: str
    base_fen: int
    coefficient: str
    performance_fen: int
    deductions_fen: int
    payable_fen: int
    payable_by: date | None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """All that is known of a project's month. Fen.

    cut_off_on           from when the shortfall may be counted
    due_to_treasury_fen  tenants' money that became due to treasury in the booked month
    to_remit_fen         what was booked up to and with the month and has not been sent
    failed               codes of the checks of its end that do not hold; `broken`: of the books
    """

    month: Month
    charge_by: date
    cut_off_on: date
    billing: Billing
    charged: Charged
    received: Received
    voucher: Voucher | None
    remittances: tuple[Remittance, ...]
    due_to_treasury_fen: int
    to_remit_fen: int
    remit_by: date | None
    advances: Advances
    closed_at: datetime | None
    lines: int
    checks: int
    failed: tuple[str, ...]
    fees: tuple[Fee, ...]
    broken: tuple[str, ...]

    @property
    def advance_paid_fen(self) -> int:
        """What finance has accepted of the month's advance."""
        return self.voucher.amount_fen if self.voucher and self.voucher.is_accepted else 0
