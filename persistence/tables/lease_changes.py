"""Changes of a household while its lease runs on: proposed, decided, and what was before."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.lease_changes import LeaseChangeCause, LeaseChangeKind, LeaseChangeState
from persistence.tables.base import NOW, Json, TradeRow, one_of, refers


class LeaseChangeRow(TradeRow):
    """One change. Numbers are sealed under the id of the member whose they are or will be."""

    __tablename__ = "lease_changes"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        refers("household_id", "households"),
        one_of("kind", LeaseChangeKind, name="lease_change_kind"),
        one_of("cause", LeaseChangeCause, name="lease_change_cause"),
        one_of("state", LeaseChangeState, name="lease_change_state"),
        CheckConstraint("checked_by <> maker_id", name="lease_change_checked_by_another"),
        CheckConstraint(
            "decided_by <> maker_id and (kind in ('name', 'national_id', 'phone')"
            " or decided_by <> checked_by)",
            name="lease_change_decided_by_another",
        ),
        CheckConstraint("cardinality(file_ids) > 0", name="lease_change_has_its_proof"),
        Index(
            "one_open_change_per_member",
            "authority_id",
            "member_id",
            "kind",
            unique=True,
            postgresql_where=text("state in ('submitted', 'checked', 'approved')"),
        ),
        Index("lease_changes_by_lease", "authority_id", "lease_id", "id"),
        Index("lease_changes_by_project", "authority_id", "project_id", "effective_on", "id"),
        Index("lease_changes_by_day", "authority_id", "effective_on", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    household_id: Mapped[UUID]
    kind: Mapped[str]
    cause: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="submitted")
    effective_on: Mapped[date]
    member_id: Mapped[UUID] = mapped_column(comment="whom it is about; of who joins, the id to be")
    name: Mapped[str | None]
    relation: Mapped[str | None]
    national_id_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    national_id_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    national_id_mask: Mapped[str | None]
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_mask: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(comment="why it counts from a day that has passed")
    note: Mapped[str | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    before: Mapped[Json] = mapped_column(server_default="{}", comment="what stood there, masked")
    before_national_id: Mapped[bytes | None] = mapped_column(LargeBinary, comment="sealed")
    before_phone: Mapped[bytes | None] = mapped_column(LargeBinary, comment="sealed")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checked_by: Mapped[UUID | None]
    checked_on: Mapped[date | None]
    decided_by: Mapped[UUID | None]
    decided_on: Mapped[date | None]
    decision_no: Mapped[str | None]
    decision: Mapped[str | None] = mapped_column(comment="in words; of a rejection, why")
    took_effect_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(server_default="1")
