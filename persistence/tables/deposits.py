"""Deposits 押金: received, used, given back, taken along; and what the bank says it holds."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.deposits import ReceiptState, RefundState
from persistence.tables.base import (
    NOW,
    Fen,
    FirstOfMonth,
    TradeRow,
    first_of_month,
    one_of,
    refers,
)


class DepositReceiptRow(TradeRow):
    """Money received as a deposit. A serial number of a channel is booked once."""

    __tablename__ = "deposit_receipts"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        UniqueConstraint("authority_id", "channel", "serial_no"),
        CheckConstraint("amount_fen > 0", name="deposit_receipt_positive"),
        CheckConstraint("reversed_by <> maker_id", name="deposit_reversed_by_another"),
        CheckConstraint(
            "(state = 'reversed') = (reversed_by is not null)", name="deposit_reversal_has_maker"
        ),
        first_of_month("month", name="deposit_receipt_month"),
        one_of("state", ReceiptState, name="deposit_receipt_state"),
        Index("deposit_receipts_by_lease", "authority_id", "lease_id", "id"),
        Index("deposit_receipts_by_project", "authority_id", "project_id", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(comment="domain.payments.Channel")
    serial_no: Mapped[str]
    receipt_no: Mapped[str]
    payer_name: Mapped[str]
    remark: Mapped[str] = mapped_column(server_default="")
    received_on: Mapped[date]
    month: Mapped[FirstOfMonth] = mapped_column(comment="the open month it is booked in")
    amount_fen: Mapped[Fen]
    state: Mapped[str] = mapped_column(server_default="held")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    reversed_by: Mapped[UUID | None]
    reversed_at: Mapped[datetime | None]
    reversal_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")


class DepositWithholdingRow(TradeRow):
    """Part of a deposit that is kept for damage or bills, and who gets it."""

    __tablename__ = "deposit_withholdings"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        CheckConstraint("amount_fen > 0", name="deposit_withholding_positive"),
        first_of_month("month", name="deposit_withholding_month"),
        Index("deposit_withholdings_by_lease", "authority_id", "lease_id", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    what: Mapped[str] = mapped_column(comment="the damage or the bill, in words")
    payee: Mapped[str]
    amount_fen: Mapped[Fen]
    on_date: Mapped[date]
    month: Mapped[FirstOfMonth]
    document_type: Mapped[str] = mapped_column(comment="the case that decided it")
    document_id: Mapped[UUID]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class DepositRefundRow(TradeRow):
    """Part of a deposit that goes back: proposed by one person, paid by another."""

    __tablename__ = "deposit_refunds"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        CheckConstraint("amount_fen > 0", name="deposit_refund_positive"),
        CheckConstraint("checker_id <> maker_id", name="deposit_refund_four_eyes"),
        CheckConstraint(
            "(state = 'paid') = (slip_no is not null and on_date is not null"
            " and month is not null)",
            name="deposit_refund_paid_with_slip",
        ),
        one_of("state", RefundState, name="deposit_refund_state"),
        Index(
            "one_open_refund_per_deposit",
            "authority_id",
            "lease_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("deposit_refunds_by_lease", "authority_id", "lease_id", "id"),
        Index("deposit_refunds_by_project", "authority_id", "project_id", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    amount_fen: Mapped[Fen]
    channel: Mapped[str] = mapped_column(comment="the channel it came by")
    payee_name: Mapped[str]
    payee_account_mask: Mapped[str | None]
    reason: Mapped[str]
    due_on: Mapped[date] = mapped_column(comment="last working day to pay it")
    state: Mapped[str] = mapped_column(server_default="proposed")
    document_type: Mapped[str | None] = mapped_column(comment="the case that settled it")
    document_id: Mapped[UUID | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    slip_no: Mapped[str | None]
    on_date: Mapped[date | None]
    month: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")


class DepositMoveRow(TradeRow):
    """A deposit that a household takes along to its next lease: renewed, or exchanged."""

    __tablename__ = "deposit_moves"
    __table_args__ = (
        refers("from_lease_id", "leases"),
        refers("to_lease_id", "leases"),
        CheckConstraint("amount_fen > 0", name="deposit_move_positive"),
        CheckConstraint("from_lease_id <> to_lease_id", name="deposit_move_between_leases"),
        Index("deposit_moves_from_lease", "authority_id", "from_lease_id"),
        Index("deposit_moves_to_lease", "authority_id", "to_lease_id"),
    )

    from_lease_id: Mapped[UUID]
    to_lease_id: Mapped[UUID]
    amount_fen: Mapped[Fen]
    on_date: Mapped[date]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class DepositBankBalanceRow(TradeRow):
    """What the deposit bank says that a project's account holds at the end of a day."""

    __tablename__ = "deposit_bank_balances"
    __table_args__ = (
        refers("project_id", "projects"),
        CheckConstraint("balance_fen >= 0", name="deposit_bank_balance_not_negative"),
        Index("deposit_bank_balances_by_project", "authority_id", "project_id", "on_date", "id"),
    )

    project_id: Mapped[UUID]
    on_date: Mapped[date]
    balance_fen: Mapped[Fen]
    file_id: Mapped[UUID | None] = mapped_column(comment="the bank's statement")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
