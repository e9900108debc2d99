"""Homes kept for a household, by a round's selection or by the purchaser directly."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.reservations import ReservationState
from persistence.tables.base import NOW, TradeRow, one_of, refers


class UnitReservationRow(TradeRow):
    """A home for one household until a day. One home for one household, whatever happens."""

    __tablename__ = "unit_reservations"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        refers("record_id", "eligibility_records"),
        refers("round_id", "allocation_rounds"),
        refers("registration_id", "allocation_registrations"),
        one_of("state", ReservationState, name="reservation_state"),
        CheckConstraint(
            "(round_id is null) = (registration_id is null)", name="reservation_of_a_round"
        ),
        CheckConstraint(
            "round_id is not null or decision_no is not null", name="reservation_has_its_decision"
        ),
        CheckConstraint("decided_by <> maker_id", name="direct_allocation_by_another"),
        Index(
            "one_reservation_per_unit",
            "authority_id",
            "unit_id",
            unique=True,
            postgresql_where=text("state = 'held'"),
        ),
        Index(
            "one_reservation_per_household",
            "authority_id",
            "record_id",
            unique=True,
            postgresql_where=text("state in ('held', 'proposed')"),
        ),
        Index("unit_reservations_by_round", "authority_id", "round_id", "made_at"),
        Index("unit_reservations_by_time", "authority_id", "made_at", "id"),
        Index("unit_reservations_by_deadline", "authority_id", "deadline_on"),
    )

    project_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    record_id: Mapped[UUID]
    round_id: Mapped[UUID | None]
    registration_id: Mapped[UUID | None]
    state: Mapped[str]
    deadline_on: Mapped[date | None] = mapped_column(comment="last day to sign, included")
    decision_no: Mapped[str | None] = mapped_column(comment="of a direct allocation")
    reason: Mapped[str | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_by: Mapped[UUID | None] = mapped_column(comment="nobody where the calendar did it")
    end_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")
