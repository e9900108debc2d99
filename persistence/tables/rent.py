"""Rent standards and rules, billing runs, charges 应收 and their adjustments."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.billing_runs import RunState
from persistence.tables.base import (
    NOW,
    Fen,
    FirstOfMonth,
    Json,
    LinkedRow,
    Rate,
    TradeRow,
    first_of_month,
    one_of,
    refers,
)


class RentStandardRow(TradeRow):
    """The published price of a project (or one of its buildings) from a day on. Art. 19."""

    __tablename__ = "rent_standards"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("building_id", "buildings"),
        CheckConstraint("price_per_m2 >= 0", name="rent_price_not_negative"),
        Index("rent_standards_by_project", "authority_id", "project_id", "valid_from"),
    )

    project_id: Mapped[UUID]
    building_id: Mapped[UUID | None]
    price_per_m2: Mapped[Rate]
    valid_from: Mapped[date]
    document_no: Mapped[str]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class RentRuleRow(TradeRow):
    """The ordered rule list (domain.rent.RentRule as JSON) of a project from a day on."""

    __tablename__ = "rent_rules"
    __table_args__ = (
        refers("project_id", "projects"),
        Index("rent_rules_by_project", "authority_id", "project_id", "valid_from"),
    )

    project_id: Mapped[UUID | None] = mapped_column(comment="null: the authority's default")
    valid_from: Mapped[date]
    rule: Mapped[Json]
    basis: Mapped[str] = mapped_column(comment="domain.proration.Basis")
    legal_basis: Mapped[str]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class BillingRunRow(TradeRow):
    """One run of a project's month. Every lease of the project has an outcome in it."""

    __tablename__ = "billing_runs"
    __table_args__ = (
        refers("project_id", "projects"),
        first_of_month("month", name="billing_run_month"),
        one_of("state", RunState, name="billing_run_state"),
        CheckConstraint("confirmed_by <> maker_id", name="billing_run_confirmed_by_another"),
        Index(
            "billing_runs_to_confirm",
            "authority_id",
            "project_id",
            "month",
            postgresql_where=text("state = 'to_confirm'"),
        ),
        Index("billing_runs_by_project", "authority_id", "project_id", "month"),
        Index("billing_runs_by_time", "authority_id", "made_at", "id"),
    )

    project_id: Mapped[UUID]
    month: Mapped[FirstOfMonth]
    operation_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(server_default="waiting", comment="waiting, done, failed")
    charged: Mapped[int] = mapped_column(server_default="0")
    skipped: Mapped[int] = mapped_column(server_default="0")
    refused: Mapped[int] = mapped_column(server_default="0")
    billed_fen: Mapped[Fen] = mapped_column(server_default="0")
    credit_used_fen: Mapped[Fen] = mapped_column(server_default="0")
    month_total_fen: Mapped[Fen | None] = mapped_column()
    last_month_total_fen: Mapped[Fen | None] = mapped_column()
    explanation: Mapped[str | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    finished_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]


class BillingOutcomeRow(LinkedRow):
    """What became of one lease in one run: charged; skipped or refused, and why."""

    __tablename__ = "billing_outcomes"
    __table_args__ = (
        UniqueConstraint("authority_id", "run_id", "lease_id"),
        CheckConstraint("outcome in ('charged', 'skipped', 'refused')", name="billing_outcome"),
        Index(
            "billing_outcomes_not_charged",
            "authority_id",
            "run_id",
            "lease_id",
            postgresql_where=text("outcome <> 'charged'"),
        ),
    )

    run_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    amount_fen: Mapped[Fen | None]


class ChargeRow(LinkedRow):
    """What a household owes for a period, and where that sum stands now.

    The split changes with every posting; the CHECK keeps it whole (domain.md 6.2, invariant 1).
    With it changes what the charge carries, which makes arrears an index (ADR 20).
    """

    __tablename__ = "charges"
    __table_args__ = (
        refers("lease_id", "leases", within="project_id"),
        UniqueConstraint("authority_id", "lease_id", "month", "kind", "line"),
        first_of_month("month", name="charge_month"),
        CheckConstraint(
            "amount_fen + adjusted_fen = paid_fen + treasury_claim_fen + operator_claim_fen"
            " + reduced_fen + written_off_fen",
            name="charge_adds_up",
        ),
        CheckConstraint(
            "amount_fen >= 0 and paid_fen >= 0 and treasury_claim_fen >= 0"
            " and operator_claim_fen >= 0 and reduced_fen >= 0 and written_off_fen >= 0",
            name="charge_parts_not_negative",
        ),
        CheckConstraint(
            "arrears_fen >= treasury_claim_fen + operator_claim_fen and arrears_months >= 0",
            name="charge_carries_its_own",
        ),
        Index("charges_by_project_month", "authority_id", "project_id", "month", "id"),
        Index(
            "charges_open_by_lease",
            "authority_id",
            "lease_id",
            "due_on",
            postgresql_where=text("treasury_claim_fen + operator_claim_fen > 0"),
        ),
        Index(
            "charges_in_arrears",
            "authority_id",
            "project_id",
            "arrears_fen",
            "lease_id",
            "due_on",
            "arrears_months",
            postgresql_include=["treasury_claim_fen", "operator_claim_fen"],
            postgresql_where=text("treasury_claim_fen + operator_claim_fen > 0"),
        ),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    household_id: Mapped[UUID]
    run_id: Mapped[UUID | None]
    month: Mapped[FirstOfMonth]
    kind: Mapped[str] = mapped_column(server_default="rent")
    line: Mapped[int] = mapped_column(server_default="1")
    from_on: Mapped[date]
    until_on: Mapped[date] = mapped_column(comment="first day not charged")
    due_on: Mapped[date]
    amount_fen: Mapped[Fen]
    adjusted_fen: Mapped[Fen] = mapped_column(server_default="0")
    paid_fen: Mapped[Fen] = mapped_column(server_default="0")
    treasury_claim_fen: Mapped[Fen]
    operator_claim_fen: Mapped[Fen] = mapped_column(server_default="0")
    reduced_fen: Mapped[Fen] = mapped_column(server_default="0")
    written_off_fen: Mapped[Fen] = mapped_column(server_default="0")
    operator_id: Mapped[UUID | None] = mapped_column(comment="who holds the operator's claim")
    arrears_fen: Mapped[Fen] = mapped_column(
        server_default="0", comment="open here and in the lease's older charges; 0 once settled"
    )
    arrears_months: Mapped[int] = mapped_column(
        server_default="0", comment="months of rent in arrears_fen"
    )
    trace: Mapped[Json]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class AdjustmentRow(TradeRow):
    """A later correction of a charge: drafted by the operator, decided by the purchaser."""

    __tablename__ = "adjustments"
    __table_args__ = (
        refers("charge_id", "charges"),
        CheckConstraint("amount_fen <> 0", name="adjustment_not_zero"),
        CheckConstraint("state in ('drafted', 'approved', 'rejected')", name="adjustment_state"),
        CheckConstraint("checker_id <> maker_id", name="adjustment_four_eyes"),
        Index("adjustments_by_charge", "authority_id", "charge_id"),
        Index("adjustments_by_time", "authority_id", "made_at", "id"),
    )

    charge_id: Mapped[UUID]
    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(comment="reduction or increase")
    amount_fen: Mapped[Fen] = mapped_column(comment="signed: minus lowers the debt")
    reason: Mapped[str]
    basis: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="drafted")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")
