"""Hand-over sheets 交接单: what was read, counted, seen and signed when keys changed hands."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.handovers import HandoverKind, HandoverState
from persistence.tables.base import NOW, JsonList, TradeRow, one_of, refers


class HandoverRow(TradeRow):
    """One sheet. Its lists are `domain.handovers.Sheet`; each side signs the same digest.

    Two sides sign whatever the kind: who gives the unit and who takes it.
    """

    __tablename__ = "handovers"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        refers("lease_id", "leases"),
        one_of("kind", HandoverKind, name="handover_kind"),
        one_of("state", HandoverState, name="handover_state"),
        CheckConstraint("(kind = 'acceptance') = (lease_id is null)", name="handover_of_a_lease"),
        CheckConstraint("kind <> 'acceptance' or gives_by <> takes_by", name="handover_four_eyes"),
        CheckConstraint(
            "(state in ('draft', 'void')) or sheet_sha256 is not null",
            name="handover_signed_sheet_is_fixed",
        ),
        CheckConstraint(
            "state <> 'complete' or (gives_by is not null and takes_by is not null)",
            name="handover_complete_when_both_signed",
        ),
        Index(
            "one_open_handover_per_unit",
            "authority_id",
            "unit_id",
            "kind",
            unique=True,
            postgresql_where=text("state in ('draft', 'signed_once')"),
        ),
        Index("handovers_by_unit", "authority_id", "unit_id", "id"),
        Index("handovers_by_lease", "authority_id", "lease_id", "id"),
        Index("handovers_by_project", "authority_id", "project_id", "id"),
    )

    project_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    lease_id: Mapped[UUID | None]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="draft")
    on_date: Mapped[date]
    meters: Mapped[JsonList] = mapped_column(server_default="[]")
    keys: Mapped[JsonList] = mapped_column(server_default="[]")
    fittings: Mapped[JsonList] = mapped_column(server_default="[]")
    photos: Mapped[JsonList] = mapped_column(server_default="[]")
    defects: Mapped[JsonList] = mapped_column(server_default="[]")
    note: Mapped[str | None]
    missing: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default="{}", comment="what it lacks before anybody may sign"
    )
    has_critical_defect: Mapped[bool] = mapped_column(server_default="false")
    sheet_sha256: Mapped[bytes | None] = mapped_column(LargeBinary, comment="what both signed")
    gives_name: Mapped[str | None]
    gives_by: Mapped[UUID | None] = mapped_column(comment="the clerk where a tenant signs on paper")
    gives_file_id: Mapped[UUID | None]
    gives_at: Mapped[datetime | None]
    takes_name: Mapped[str | None]
    takes_by: Mapped[UUID | None]
    takes_file_id: Mapped[UUID | None]
    takes_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")
