"""Service contracts, their prices and stock lists; deductions and the operator's fee."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import (
    NOW,
    Fen,
    FirstOfMonth,
    JsonList,
    TradeRow,
    first_of_month,
    refers,
)


class ServiceContractRow(TradeRow):
    """The contract between purchaser and operator for one project (102号令 Art. 23-24)."""

    __tablename__ = "service_contracts"
    __table_args__ = (
        refers("project_id", "projects"),
        UniqueConstraint("authority_id", "contract_no"),
        Index("service_contracts_by_project", "authority_id", "project_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="contract_ends_after_start"),
        CheckConstraint("recovery_mode in ('RETAIN', 'REMIT_REFUND')", name="recovery_mode"),
        CheckConstraint("vacant_factor between 0 and 1", name="vacant_factor_in_range"),
        CheckConstraint("signed_by <> maker_id", name="contract_signed_by_another"),
    )

    project_id: Mapped[UUID]
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    contract_no: Mapped[str]
    procurement_no: Mapped[str]
    state: Mapped[str] = mapped_column(comment="domain.contracts.ContractState")
    awarded_on: Mapped[date | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    budget_note: Mapped[str | None] = mapped_column(comment="what assures more than a year")
    content: Mapped[JsonList] = mapped_column(server_default="[]", comment="domain.purchases")
    clauses: Mapped[JsonList] = mapped_column(server_default="[]", comment="contracts.Clause")
    recovery_mode: Mapped[str]
    exclusions: Mapped[JsonList] = mapped_column(comment="domain.advances.Exclusion words")
    treasury_first: Mapped[bool] = mapped_column(server_default="false")
    uncollectible_borne_by: Mapped[str] = mapped_column(server_default="operator")
    vacant_factor: Mapped[Decimal] = mapped_column(Numeric(5, 4), server_default="1")
    tax_rate: Mapped[Decimal] = mapped_column(Numeric(5, 4), server_default="0.06")
    deduction_cap_fen: Mapped[Fen | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    signed_by: Mapped[UUID | None]
    signed_at: Mapped[datetime | None]
    signed_on: Mapped[date | None] = mapped_column(comment="the day on the paper")
    published_on: Mapped[date | None]
    announcement: Mapped[str | None] = mapped_column(comment="where it was published")
    backdating_reason: Mapped[str | None] = mapped_column(comment="put in force after its start")
    version: Mapped[int] = mapped_column(server_default="1")


class ContractPriceRow(TradeRow):
    """元/套/月 from a day on. The first is the contract's, later ones amendments with a reason."""

    __tablename__ = "contract_prices"
    __table_args__ = (
        refers("contract_id", "service_contracts"),
        Index("contract_prices_by_contract", "authority_id", "contract_id", "valid_from"),
        Index(
            "one_price_in_force_from_a_day",
            "authority_id",
            "contract_id",
            "valid_from",
            unique=True,
            postgresql_where=text("checker_id is not null"),
        ),
        CheckConstraint("price_fen > 0", name="contract_price_positive"),
        CheckConstraint("checker_id <> maker_id", name="contract_price_four_eyes"),
    )

    contract_id: Mapped[UUID]
    valid_from: Mapped[date]
    price_fen: Mapped[Fen]
    reason: Mapped[str]
    document_no: Mapped[str]
    maker_id: Mapped[UUID]
    checker_id: Mapped[UUID | None] = mapped_column(comment="in force once approved")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class ContractUnitRow(TradeRow):
    """A unit in the contract's stock list, from a day until the day before another."""

    __tablename__ = "contract_units"
    __table_args__ = (
        refers("contract_id", "service_contracts"),
        refers("unit_id", "units"),
        CheckConstraint("until_on is null or until_on > from_on", name="contract_unit_period"),
        UniqueConstraint("authority_id", "contract_id", "unit_id", "from_on"),
        Index("contract_units_by_unit", "authority_id", "unit_id"),
    )

    contract_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    from_on: Mapped[date]
    until_on: Mapped[date | None] = mapped_column(comment="first day not counted")


class DeductionEventRow(TradeRow):
    """A deduction 扣款: raised with clause and fact, answered, upheld or withdrawn."""

    __tablename__ = "deduction_events"
    __table_args__ = (
        refers("contract_id", "service_contracts"),
        first_of_month("month", name="deduction_month"),
        CheckConstraint("amount_fen > 0", name="deduction_amount_positive"),
        CheckConstraint("decided_by <> maker_id", name="deduction_four_eyes"),
        Index("deduction_events_by_contract", "authority_id", "contract_id", "month"),
        Index("deduction_events_by_time", "authority_id", "made_at", "id"),
    )

    contract_id: Mapped[UUID]
    month: Mapped[FirstOfMonth]
    clause: Mapped[str]
    fact: Mapped[str]
    amount_fen: Mapped[Fen]
    state: Mapped[str] = mapped_column(comment="domain.settlement.DeductionState")
    reply_by: Mapped[date] = mapped_column(comment="the operator's time to answer")
    reply: Mapped[str | None]
    replied_by: Mapped[UUID | None]
    decided_by: Mapped[UUID | None]
    decision: Mapped[str | None]
    statement_id: Mapped[UUID | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class FeeStatementRow(TradeRow):
    """The operator's fee for a month 服务费结算单, with the actor of every step."""

    __tablename__ = "fee_statements"
    __table_args__ = (
        refers("contract_id", "service_contracts"),
        Index(
            "one_fee_statement_per_month",
            "authority_id",
            "contract_id",
            "month",
            unique=True,
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index("fee_statements_by_time", "authority_id", "month", "id"),
        first_of_month("month", name="fee_month"),
        CheckConstraint("payable_fen >= 0", name="fee_not_negative"),
        CheckConstraint("net_fen + tax_fen = payable_fen", name="fee_tax_splits"),
        CheckConstraint("approved_by <> audited_by", name="fee_approved_by_another"),
        CheckConstraint("paid_by <> approved_by", name="fee_paid_by_another"),
    )

    contract_id: Mapped[UUID]
    project_id: Mapped[UUID]
    number: Mapped[str]
    month: Mapped[FirstOfMonth]
    state: Mapped[str] = mapped_column(comment="domain.settlement.FeeState")
    unit_days: Mapped[int]
    base_fen: Mapped[Fen]
    coefficient: Mapped[Decimal] = mapped_column(Numeric(6, 4))
    coefficient_basis: Mapped[str]
    performance_fen: Mapped[Fen] = mapped_column(comment="base × coefficient")
    deductions_fen: Mapped[Fen]
    carried_over_fen: Mapped[Fen] = mapped_column(comment="deductions beyond this fee")
    payable_fen: Mapped[Fen]
    tax_rate: Mapped[Decimal] = mapped_column(Numeric(5, 4))
    net_fen: Mapped[Fen]
    tax_fen: Mapped[Fen]
    annex: Mapped[JsonList] = mapped_column(comment="spans: units, days, price, amount")
    objection: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    audited_by: Mapped[UUID | None]
    audited_at: Mapped[datetime | None]
    approved_by: Mapped[UUID | None]
    approved_at: Mapped[datetime | None]
    approved_on: Mapped[date | None] = mapped_column(comment="the day it was booked on")
    paid_by: Mapped[UUID | None]
    paid_on: Mapped[date | None]
    invoice_no: Mapped[str | None]
    payment_no: Mapped[str | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawal_reason: Mapped[str | None]
    hash: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")
