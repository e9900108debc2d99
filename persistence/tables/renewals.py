"""Renewals and yearly reviews, and the reminders that were sent."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.renewals import RefusalReason, RenewalKind, RenewalState
from persistence.tables.base import NOW, TradeRow, one_of, refers


class RenewalRow(TradeRow):
    """A renewal or review of one lease, from the invitation to what is final."""

    __tablename__ = "renewals"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        one_of("kind", RenewalKind, name="renewal_kind"),
        one_of("state", RenewalState, name="renewal_state"),
        one_of("reason_code", RefusalReason, name="renewal_reason"),
        CheckConstraint("decided_by <> proposed_by", name="renewal_decided_by_another"),
        CheckConstraint("finally_by <> decided_by", name="renewal_objection_decided_by_another"),
        CheckConstraint(
            "state not in ('decided_no', 'objection', 'final_no') or reason_code is not null",
            name="renewal_refused_with_its_reason",
        ),
        Index(
            "one_renewal_under_way",
            "authority_id",
            "lease_id",
            "kind",
            unique=True,
            postgresql_where=text("state not in ('decided_ok', 'final_no')"),
        ),
        Index("renewals_by_lease", "authority_id", "lease_id", "id"),
        Index("renewals_by_project", "authority_id", "project_id", "apply_by", "id"),
        Index("renewals_by_day", "authority_id", "apply_by", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="invited")
    apply_by: Mapped[date] = mapped_column(comment="last day in time, included")
    applied_on: Mapped[date | None]
    applied_by: Mapped[UUID | None] = mapped_column(comment="whose account noted it")
    at_counter: Mapped[bool] = mapped_column(server_default="false")
    is_late: Mapped[bool] = mapped_column(server_default="false")
    late_granted_by: Mapped[UUID | None]
    declaration: Mapped[str | None] = mapped_column(comment="income and housing, as declared")
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    missing_papers: Mapped[str | None]
    supply_by: Mapped[date | None] = mapped_column(comment="last day for what is missing")
    proposed_ok: Mapped[bool | None]
    proposed_by: Mapped[UUID | None]
    reason_code: Mapped[str | None]
    reason: Mapped[str | None]
    decision_no: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_on: Mapped[date | None]
    object_by: Mapped[date | None] = mapped_column(comment="last day to object, included")
    objection: Mapped[str | None]
    objected_on: Mapped[date | None]
    reply: Mapped[str | None]
    finally_by: Mapped[UUID | None]
    final_on: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class RenewalInvitationRow(TradeRow):
    """A reminder to apply, sent once for each mark before the end."""

    __tablename__ = "renewal_invitations"
    __table_args__ = (
        refers("renewal_id", "renewals"),
        UniqueConstraint("authority_id", "renewal_id", "mark"),
    )

    renewal_id: Mapped[UUID]
    mark: Mapped[str] = mapped_column(comment="6m, 4m, 3m, 30d")
    sent_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
