"""Money in 实收: bank statements, payments, what they settled, and their reversal."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import (
    NOW,
    PREFIX,
    Fen,
    FirstOfMonth,
    Json,
    JsonList,
    LinkedRow,
    TradeRow,
    refers,
)


class BankStatementRow(TradeRow):
    """One file of the bank, as it was sent. The same bytes are one statement."""

    __tablename__ = "bank_statements"
    __table_args__ = (
        refers("project_id", "projects"),
        Index("bank_statements_by_project", "authority_id", "project_id", "made_at", "id"),
    )

    project_id: Mapped[UUID]
    file_id: Mapped[UUID]
    operation_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(server_default="reading", comment="reading, done, refused")
    account_mask: Mapped[str | None]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    summary: Mapped[Json] = mapped_column(server_default="{}")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class BankLineRow(LinkedRow):
    """A line of the statement and what became of it."""

    __tablename__ = "bank_lines"
    __table_args__ = (
        refers("statement_id", "bank_statements"),
        UniqueConstraint("authority_id", "statement_id", "line"),
        CheckConstraint(
            "outcome in ('matched', 'suspense', 'duplicate', 'conflict', 'expense')",
            name="bank_line_outcome",
        ),
    )

    statement_id: Mapped[UUID]
    line: Mapped[int]
    serial_no: Mapped[str]
    booked_on: Mapped[date]
    booked_time: Mapped[time | None]
    income_fen: Mapped[Fen] = mapped_column(server_default="0")
    expense_fen: Mapped[Fen] = mapped_column(server_default="0")
    payer_name: Mapped[str]
    payer_account_mask: Mapped[str]
    remark: Mapped[str]
    outcome: Mapped[str]
    matched_by: Mapped[str | None]
    lease_id: Mapped[UUID | None]
    payment_id: Mapped[UUID | None]


class PaymentRow(LinkedRow):
    """Money received. What it is, is fixed; where it went changes with matching and posting.

    A serial number of a channel is booked once (trust.md 9, L10).
    """

    __tablename__ = "payments"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        UniqueConstraint("authority_id", "channel", "serial_no"),
        CheckConstraint("amount_fen > 0", name="payment_amount_positive"),
        CheckConstraint(
            "unallocated_fen between 0 and amount_fen", name="payment_unallocated_in_range"
        ),
        CheckConstraint(
            "state in ('suspense', 'allocated', 'returned', 'reversed')", name="payment_state"
        ),
        CheckConstraint(
            "(state <> 'allocated') or lease_id is not null", name="payment_allocated_to_a_lease"
        ),
        Index("payments_by_project", "authority_id", "project_id", "received_on", "id"),
        Index("payments_by_lease", "authority_id", "lease_id", "received_on"),
        Index(
            "payments_by_receipt",
            "authority_id",
            "receipt_no",
            postgresql_ops={"receipt_no": PREFIX},
            postgresql_where=text("receipt_no is not null"),
        ),
        Index(
            "payments_in_suspense",
            "authority_id",
            "project_id",
            "received_on",
            "id",
            postgresql_where=text("state = 'suspense'"),
        ),
        refers("day_end_id", "day_ends"),
        refers("credit_lease_id", "leases"),
        Index(
            "payments_to_count",
            "authority_id",
            "project_id",
            "received_on",
            postgresql_where=text("channel = 'cash' and day_end_id is null"),
        ),
        Index(
            "payments_with_credit",
            "authority_id",
            "lease_id",
            postgresql_where=text("state = 'allocated' and unallocated_fen > 0"),
        ),
        Index(
            "payments_with_moved_credit",
            "authority_id",
            "credit_lease_id",
            postgresql_where=text("credit_lease_id is not null"),
        ),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID | None]
    channel: Mapped[str] = mapped_column(comment="cash, pos, bank, online")
    serial_no: Mapped[str]
    receipt_no: Mapped[str | None]
    payer_name: Mapped[str]
    payer_account_mask: Mapped[str | None]
    remark: Mapped[str] = mapped_column(server_default="")
    received_on: Mapped[date]
    month: Mapped[FirstOfMonth] = mapped_column(comment="the open month it is booked in")
    amount_fen: Mapped[Fen]
    unallocated_fen: Mapped[Fen]
    state: Mapped[str]
    matched_by: Mapped[str | None]
    suggestions: Mapped[JsonList] = mapped_column(server_default="[]")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    resolved_by: Mapped[UUID | None]
    resolved_at: Mapped[datetime | None]
    day_end_id: Mapped[UUID | None] = mapped_column(comment="which day end counted the cash")
    credit_lease_id: Mapped[UUID | None] = mapped_column(
        comment="the household's later lease, which what is left of it went to"
    )
    version: Mapped[int] = mapped_column(server_default="1")


class DayEndRow(TradeRow):
    """A counter's cash of a day, counted by a second person and held to what is booked.

    Cash that is booked for the day afterwards waits for another day end of its own.
    """

    __tablename__ = "day_ends"
    __table_args__ = (
        refers("project_id", "projects"),
        CheckConstraint("payments > 0", name="day_end_counts_something"),
        CheckConstraint("counted_fen >= 0", name="day_end_counted_not_negative"),
        CheckConstraint(
            "counted_fen = booked_fen or explanation is not null", name="day_end_explained"
        ),
        CheckConstraint("checker_id <> all (taker_ids)", name="day_end_four_eyes"),
        Index("day_ends_by_project", "authority_id", "project_id", "on_date", "id"),
    )

    project_id: Mapped[UUID]
    on_date: Mapped[date] = mapped_column(comment="the day on which the cash was received")
    payments: Mapped[int]
    booked_fen: Mapped[Fen]
    counted_fen: Mapped[Fen]
    explanation: Mapped[str | None]
    taker_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    checker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class AllocationRow(LinkedRow):
    """Part of a payment that settled part of a charge. A reversal adds the mirror row."""

    __tablename__ = "allocations"
    __table_args__ = (
        refers("payment_id", "payments"),
        refers("charge_id", "charges"),
        CheckConstraint("amount_fen <> 0", name="allocation_not_zero"),
        CheckConstraint("(amount_fen < 0) = (reverses_id is not null)", name="allocation_mirror"),
        CheckConstraint("claim in ('treasury', 'operator')", name="allocation_claim"),
        Index(
            "allocation_mirrored_once",
            "authority_id",
            "reverses_id",
            unique=True,
            postgresql_where=text("reverses_id is not null"),
        ),
        Index("allocations_by_payment", "authority_id", "payment_id"),
        Index("allocations_by_charge", "authority_id", "charge_id"),
    )

    payment_id: Mapped[UUID]
    charge_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    claim: Mapped[str]
    amount_fen: Mapped[Fen]
    month: Mapped[FirstOfMonth] = mapped_column(comment="the month the posting lies in")
    on_date: Mapped[date]
    reverses_id: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class PaymentReversalRow(TradeRow):
    """A payment taken back by a second person: wrong account, bounced, debit returned (E19)."""

    __tablename__ = "payment_reversals"
    __table_args__ = (
        refers("payment_id", "payments"),
        UniqueConstraint("authority_id", "payment_id"),
        CheckConstraint("checker_id <> maker_id", name="reversal_four_eyes"),
    )

    payment_id: Mapped[UUID]
    project_id: Mapped[UUID]
    reason: Mapped[str]
    on_date: Mapped[date]
    month: Mapped[FirstOfMonth]
    maker_id: Mapped[UUID] = mapped_column(comment="who took the payment")
    checker_id: Mapped[UUID] = mapped_column(comment="who takes it back")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class RefundRow(TradeRow):
    """Money given back to its payer: from suspense, or a household's credit."""

    __tablename__ = "refunds"
    __table_args__ = (
        refers("payment_id", "payments"),
        CheckConstraint("amount_fen > 0", name="refund_amount_positive"),
        CheckConstraint("checker_id <> maker_id", name="refund_four_eyes"),
        Index("refunds_by_payment", "authority_id", "payment_id"),
    )

    payment_id: Mapped[UUID]
    project_id: Mapped[UUID]
    lease_id: Mapped[UUID | None]
    amount_fen: Mapped[Fen]
    slip_no: Mapped[str]
    reason: Mapped[str]
    on_date: Mapped[date]
    month: Mapped[FirstOfMonth]
    maker_id: Mapped[UUID] = mapped_column(comment="who booked the money")
    checker_id: Mapped[UUID] = mapped_column(comment="who gives it back")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class ReceiptCounterRow(TradeRow):
    """The next receipt number of a project and year: gapless, locked only for its own row."""

    __tablename__ = "receipt_counters"
    __table_args__ = (UniqueConstraint("authority_id", "project_id", "kind", "year"),)

    project_id: Mapped[UUID]
    kind: Mapped[str]
    year: Mapped[int]
    last_no: Mapped[int] = mapped_column(BigInteger, server_default="0")
