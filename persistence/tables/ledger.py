"""The ledger: transfers, the book of a project, closed months, and the chain of seals."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.ledger import Account
from domain.vouchers import VoucherKind
from persistence.tables.base import (
    NOW,
    Fen,
    FirstOfMonth,
    Json,
    LinkedRow,
    TradeRow,
    first_of_month,
    one_of,
    refers,
)


class BookRow(TradeRow):
    """The book of one project, and the one row every posting locks first.

    Postings share it, a billing run, a voucher and a closing hold it alone. Nothing is posted
    into a month up to `closed_through` (the first day of the last closed month).
    """

    __tablename__ = "books"
    __table_args__ = (
        refers("project_id", "projects"),
        UniqueConstraint("authority_id", "project_id"),
    )

    project_id: Mapped[UUID]
    closed_through: Mapped[date | None]


class TransferRow(LinkedRow):
    """One movement between two accounts. Balanced by construction; never changed or deleted."""

    __tablename__ = "transfers"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="transfer_amount_positive"),
        CheckConstraint("amount_fen <= 10000000000000", name="transfer_amount_bounded"),
        CheckConstraint("debit <> credit", name="transfer_between_two_accounts"),
        one_of("debit", Account, name="transfer_debit_account"),
        one_of("credit", Account, name="transfer_credit_account"),
        first_of_month("month", name="transfer_month"),
        Index(
            "transfer_mirrored_once",
            "authority_id",
            "reverses_id",
            unique=True,
            postgresql_where=text("reverses_id is not null"),
        ),
        Index("transfers_by_project_month", "authority_id", "project_id", "month"),
        Index("transfers_by_document", "authority_id", "document_id"),
        Index(
            "transfers_by_lease",
            "authority_id",
            "lease_id",
            "on_date",
            postgresql_where=text("lease_id is not null"),
        ),
    )

    debit: Mapped[str]
    credit: Mapped[str]
    amount_fen: Mapped[Fen]
    reason: Mapped[str] = mapped_column(comment="domain.ledger.Reason")
    on_date: Mapped[date]
    month: Mapped[FirstOfMonth]
    project_id: Mapped[UUID]
    lease_id: Mapped[UUID | None]
    charge_id: Mapped[UUID | None]
    operator_id: Mapped[UUID | None]
    document_type: Mapped[str]
    document_id: Mapped[UUID]
    reverses_id: Mapped[UUID | None]
    maker_id: Mapped[UUID]
    posted_at: Mapped[datetime] = mapped_column(server_default=NOW)


class SealRow(TradeRow):
    """A link of the hash chain over a batch of transfers, made by the worker."""

    __tablename__ = "seals"
    __table_args__ = (UniqueConstraint("authority_id", "number"),)

    number: Mapped[int]
    rows: Mapped[int]
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class SealedTransferRow(TradeRow):
    """Which seal covers a transfer: `id` is the transfer's, so one seal per transfer."""

    __tablename__ = "sealed_transfers"
    __table_args__ = (Index("sealed_transfers_by_seal", "authority_id", "number"),)

    number: Mapped[int]


class MonthClosingRow(TradeRow):
    """A closed month of a project: its totals and the hash of its lines."""

    __tablename__ = "month_closings"
    __table_args__ = (
        refers("project_id", "projects"),
        UniqueConstraint("authority_id", "project_id", "month"),
        first_of_month("month", name="closing_month"),
    )

    project_id: Mapped[UUID]
    month: Mapped[FirstOfMonth]
    lines: Mapped[int]
    totals: Mapped[Json]
    previous: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    maker_id: Mapped[UUID]
    closed_at: Mapped[datetime] = mapped_column(server_default=NOW)


class VoucherRow(TradeRow):
    """The shortfall voucher 代交凭证 of a project's month (domain.md 5.12).

    A month has one, and supplements 补交 one after the other for what comes open again later.
    """

    __tablename__ = "vouchers"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("contract_id", "service_contracts"),
        Index(
            "one_voucher_per_month",
            "authority_id",
            "project_id",
            "month",
            unique=True,
            postgresql_where="kind = 'monthly' and state <> 'withdrawn'",
        ),
        Index(
            "one_supplement_under_way_per_month",
            "authority_id",
            "project_id",
            "month",
            unique=True,
            postgresql_where="kind = 'supplement'"
            " and state in ('calculated', 'operator_confirmed', 'paid', 'disputed')",
        ),
        one_of("kind", VoucherKind, name="voucher_kind"),
        UniqueConstraint("authority_id", "treasury_receipt_no"),
        first_of_month("month", name="voucher_month"),
        CheckConstraint(
            "billed_fen = reduced_fen + tenant_paid_fen + excluded_fen + amount_fen",
            name="voucher_adds_up",
        ),
        CheckConstraint("amount_fen >= 0", name="voucher_amount_not_negative"),
        CheckConstraint("confirmed_by <> maker_id", name="voucher_confirmed_by_another"),
        CheckConstraint("accepted_by <> paid_by", name="voucher_accepted_by_another"),
        Index("vouchers_by_time", "authority_id", "month", "id"),
    )

    project_id: Mapped[UUID]
    contract_id: Mapped[UUID]
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="monthly", comment="domain.vouchers")
    month: Mapped[FirstOfMonth]
    state: Mapped[str] = mapped_column(comment="domain.advances.VoucherState")
    billed_fen: Mapped[Fen]
    reduced_fen: Mapped[Fen]
    tenant_paid_fen: Mapped[Fen]
    excluded_fen: Mapped[Fen]
    amount_fen: Mapped[Fen]
    cutoff_on: Mapped[date]
    due_on: Mapped[date]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    paid_by: Mapped[UUID | None]
    paid_at: Mapped[datetime | None]
    paid_on: Mapped[date | None]
    bank_slip_no: Mapped[str | None]
    accepted_by: Mapped[UUID | None]
    accepted_at: Mapped[datetime | None]
    treasury_receipt_no: Mapped[str | None]
    decision: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(server_default="1")


class VoucherLineRow(LinkedRow):
    """One charge in the voucher: what the operator pays for it, or why not."""

    __tablename__ = "voucher_lines"
    __table_args__ = (
        refers("voucher_id", "vouchers"),
        refers("charge_id", "charges"),
        UniqueConstraint("authority_id", "voucher_id", "charge_id"),
        CheckConstraint("amount_fen >= 0 and excluded_fen >= 0", name="voucher_line_not_negative"),
        Index("voucher_lines_by_charge", "authority_id", "charge_id"),
    )

    voucher_id: Mapped[UUID]
    charge_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    amount_fen: Mapped[Fen]
    excluded_fen: Mapped[Fen] = mapped_column(server_default="0")
    exclusion: Mapped[str | None]


class RemittanceRow(TradeRow):
    """Rent sent to the treasury 上缴. Nothing is netted: every part has its own column."""

    __tablename__ = "remittances"
    __table_args__ = (
        refers("project_id", "projects"),
        UniqueConstraint("authority_id", "treasury_receipt_no"),
        CheckConstraint("amount_fen = tenant_money_fen + recovered_fen", name="remittance_adds_up"),
        CheckConstraint("amount_fen > 0", name="remittance_amount_positive"),
        CheckConstraint("signed_by <> maker_id", name="remittance_signed_by_another"),
        CheckConstraint("confirmed_by <> sent_by", name="remittance_confirmed_by_another"),
        Index("remittances_by_project", "authority_id", "project_id", "month", "id"),
        Index(
            "one_open_remittance_per_project",
            "authority_id",
            "project_id",
            unique=True,
            postgresql_where="state not in ('treasury_confirmed', 'closed', 'withdrawn')",
        ),
    )

    project_id: Mapped[UUID]
    number: Mapped[str]
    month: Mapped[FirstOfMonth] = mapped_column(comment="the month it is booked in")
    through_on: Mapped[date] = mapped_column(comment="money received up to this day")
    state: Mapped[str] = mapped_column(comment="domain.remittances.RemittanceState")
    tenant_money_fen: Mapped[Fen] = mapped_column(comment="for treasury's claims")
    recovered_fen: Mapped[Fen] = mapped_column(comment="for operator's claims, REMIT_REFUND only")
    amount_fen: Mapped[Fen]
    budget_code: Mapped[str]
    payment_code: Mapped[str]
    oldest_on: Mapped[date | None] = mapped_column(comment="the oldest receipt in it")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    signed_by: Mapped[UUID | None]
    signed_at: Mapped[datetime | None]
    sent_by: Mapped[UUID | None]
    sent_on: Mapped[date | None]
    bank_slip_no: Mapped[str | None]
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    treasury_receipt_no: Mapped[str | None]
    return_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")


class HandOverRow(TradeRow):
    """Recovered advances given to the operator: kept (RETAIN) or refunded (REMIT_REFUND).

    TOP_UP goes the other way: a payment bounced after its money had gone to the operator.
    """

    __tablename__ = "hand_overs"
    __table_args__ = (
        refers("project_id", "projects"),
        CheckConstraint("amount_fen > 0", name="hand_over_amount_positive"),
        CheckConstraint("mode in ('RETAIN', 'REMIT_REFUND', 'TOP_UP')", name="hand_over_mode"),
        Index("hand_overs_by_project", "authority_id", "project_id", "id"),
    )

    project_id: Mapped[UUID]
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    mode: Mapped[str]
    month: Mapped[FirstOfMonth]
    amount_fen: Mapped[Fen]
    on_date: Mapped[date]
    slip_no: Mapped[str]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
