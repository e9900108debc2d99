"""Exit cases 退房·腾退·退回: their steps, the final bill, rent that goes back, market rents."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.exits import ExitState, Ground, Track
from domain.final_bills import BillState, RefundSource, RentRefundState
from persistence.tables.base import NOW, Fen, Json, Rate, TradeRow, one_of, refers


class ExitCaseRow(TradeRow):
    """A household's way out of a home. One is open per lease at a time."""

    __tablename__ = "exit_cases"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("unit_id", "units"),
        refers("household_id", "households"),
        UniqueConstraint("authority_id", "number"),
        one_of("track", Track, name="exit_case_track"),
        one_of("ground", Ground, name="exit_case_ground"),
        one_of("state", ExitState, name="exit_case_state"),
        CheckConstraint("decided_by <> maker_id", name="exit_decided_by_another"),
        Index(
            "one_open_exit_per_lease",
            "authority_id",
            "lease_id",
            unique=True,
            postgresql_where=text("state not in ('closed', 'withdrawn')"),
        ),
        Index("exit_cases_by_lease", "authority_id", "lease_id", "id"),
        Index("exit_cases_by_unit", "authority_id", "unit_id", "id"),
        Index("exit_cases_by_project", "authority_id", "project_id", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    household_id: Mapped[UUID]
    number: Mapped[str]
    track: Mapped[str]
    ground: Mapped[str]
    state: Mapped[str]
    opened_on: Mapped[date]
    leaves_on: Mapped[date | None] = mapped_column(comment="the day the household wishes")
    reason: Mapped[str | None]
    legal_basis: Mapped[str | None]
    document_no: Mapped[str | None] = mapped_column(comment="the decision it rests on")
    deadline_on: Mapped[date | None] = mapped_column(comment="last day of what runs now")
    contact_by: Mapped[date | None] = mapped_column(comment="to be inspected by then")
    inspect_on: Mapped[date | None]
    handover_id: Mapped[UUID | None] = mapped_column(comment="the check-out sheet")
    inspected_on: Mapped[date | None]
    formalities_by: Mapped[date | None]
    complete_by: Mapped[date | None] = mapped_column(comment="later, rent may run on")
    handed_back_on: Mapped[date | None]
    debts_fen: Mapped[Fen | None] = mapped_column(comment="still owed when it was settled")
    decided_by: Mapped[UUID | None] = mapped_column(comment="the approver: ordered, authorised")
    maker_id: Mapped[UUID | None] = mapped_column(comment="nobody where the calendar opened it")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class ExitEventRow(TradeRow):
    """One step of a case: who, when, from, to, why, and with which papers. Never changed."""

    __tablename__ = "exit_events"
    __table_args__ = (
        refers("case_id", "exit_cases"),
        Index("exit_events_by_case", "authority_id", "case_id", "at"),
    )

    case_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=NOW)
    effective_on: Mapped[date]
    event: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    reason: Mapped[str | None]
    legal_basis: Mapped[str | None]
    document_no: Mapped[str | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    facts: Mapped[Json] = mapped_column(server_default="{}")
    maker_id: Mapped[UUID | None]


class FinalBillRow(TradeRow):
    """A case's final bill: drafted by one person, confirmed and posted by another."""

    __tablename__ = "final_bills"
    __table_args__ = (
        refers("case_id", "exit_cases"),
        one_of("state", BillState, name="final_bill_state"),
        CheckConstraint("checker_id <> maker_id", name="final_bill_four_eyes"),
        Index(
            "one_final_bill_per_case",
            "authority_id",
            "case_id",
            unique=True,
            postgresql_where=text("state in ('drafted', 'confirmed')"),
        ),
        Index("final_bills_by_case", "authority_id", "case_id", "id"),
    )

    case_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(server_default="drafted")
    last_on: Mapped[date] = mapped_column(comment="the last day of rent")
    asked: Mapped[Json] = mapped_column(comment="what the draft was given: tariffs, proofs")
    told: Mapped[Json] = mapped_column(comment="what it came to, line by line")
    deposit_fen: Mapped[Fen]
    deposit_back_fen: Mapped[Fen]
    rent_back_fen: Mapped[Fen]
    owed_fen: Mapped[Fen]
    damage_owed_fen: Mapped[Fen] = mapped_column(comment="not covered, and not paid yet")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    confirmed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")


class RentRefundRow(TradeRow):
    """Rent paid beyond the last day that goes back to who paid it, from one of two sources."""

    __tablename__ = "rent_refunds"
    __table_args__ = (
        refers("case_id", "exit_cases"),
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("payment_id", "payments"),
        refers("refund_id", "refunds"),
        CheckConstraint("amount_fen > 0", name="rent_refund_positive"),
        CheckConstraint("checker_id <> maker_id", name="rent_refund_four_eyes"),
        CheckConstraint("(state = 'paid') = (refund_id is not null)", name="rent_refund_paid"),
        one_of("source", RefundSource, name="rent_refund_source"),
        one_of("state", RentRefundState, name="rent_refund_state"),
        Index(
            "one_open_rent_refund_per_payment",
            "authority_id",
            "payment_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("rent_refunds_by_case", "authority_id", "case_id", "id"),
    )

    case_id: Mapped[UUID]
    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    payment_id: Mapped[UUID]
    refund_id: Mapped[UUID | None]
    amount_fen: Mapped[Fen]
    source: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="proposed")
    due_on: Mapped[date]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class MarketRentRow(TradeRow):
    """What the market asks per square metre and month in a project, from a day on."""

    __tablename__ = "market_rents"
    __table_args__ = (
        refers("project_id", "projects"),
        CheckConstraint("price_per_m2 > 0", name="market_rent_positive"),
        Index("market_rents_by_project", "authority_id", "project_id", "valid_from"),
    )

    project_id: Mapped[UUID]
    price_per_m2: Mapped[Rate]
    valid_from: Mapped[date]
    document_no: Mapped[str]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
