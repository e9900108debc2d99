"""Moving in: one check-in per lease from booking to entry, and who showed who they are."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.check_ins import CheckInState
from domain.lease_signing import IdentityWay
from persistence.tables.base import NOW, Fen, TradeRow, one_of, refers


class CheckInRow(TradeRow):
    """A household moving in under a lease. Everything it was let in by stands here."""

    __tablename__ = "check_ins"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("handover_id", "handovers"),
        one_of("state", CheckInState, name="check_in_state"),
        CheckConstraint(
            "(waived_by is not null) = (deposit_waived or first_rent_waived)",
            name="check_in_waiver_has_its_name",
        ),
        CheckConstraint("waived_by <> maker_id", name="check_in_waived_by_another"),
        CheckConstraint(
            "state <> 'registered' or (charged_from is not null and handover_id is not null"
            " and handed_over_on is not null)",
            name="check_in_entered_with_its_facts",
        ),
        Index(
            "one_check_in_per_lease",
            "authority_id",
            "lease_id",
            unique=True,
            postgresql_where=text("state <> 'cancelled'"),
        ),
        Index("check_ins_by_day", "authority_id", "booked_on", "id"),
        Index("check_ins_by_project", "authority_id", "project_id", "booked_on", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(server_default="booked")
    booked_on: Mapped[date]
    deposit_waived: Mapped[bool] = mapped_column(server_default="false")
    first_rent_waived: Mapped[bool] = mapped_column(server_default="false")
    waived_by: Mapped[UUID | None] = mapped_column(comment="the purchaser's approver")
    waiver_reason: Mapped[str | None]
    waiver_document_no: Mapped[str | None]
    first_rent_fen: Mapped[Fen | None] = mapped_column(comment="what was asked for when confirmed")
    money_by: Mapped[UUID | None]
    handover_id: Mapped[UUID | None]
    handed_over_on: Mapped[date | None]
    handed_over_by: Mapped[UUID | None] = mapped_column(comment="who explained the repairs")
    charged_from: Mapped[date | None]
    registered_by: Mapped[UUID | None]
    held_for: Mapped[str | None] = mapped_column(comment="why nobody moved in yet")
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class CheckInMemberRow(TradeRow):
    """Somebody of the household who showed who they are, and how. Never by face alone."""

    __tablename__ = "check_in_members"
    __table_args__ = (
        refers("check_in_id", "check_ins"),
        refers("member_id", "members"),
        UniqueConstraint("authority_id", "check_in_id", "member_id"),
        one_of("way", IdentityWay, name="check_in_member_way"),
    )

    check_in_id: Mapped[UUID]
    member_id: Mapped[UUID]
    way: Mapped[str]
    by: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
