"""Households 保障家庭 and their members. Identity numbers and phones are stored sealed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Computed, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import NOW, PREFIX, TradeRow, refers


class HouseholdRow(TradeRow):
    __tablename__ = "households"
    __table_args__ = (
        refers("project_id", "projects"),
        Index("households_by_name", "authority_id", "tenant_name", "id"),
        Index("households_by_project", "authority_id", "project_id", "id"),
        Index(
            "households_by_import",
            "authority_id",
            "import_id",
            postgresql_where=text("import_id is not null"),
        ),
        Index(
            "households_by_name_prefix",
            "authority_id",
            "tenant_name",
            postgresql_ops={"tenant_name": PREFIX},
        ),
        Index(
            "households_by_project_name",
            "authority_id",
            "project_id",
            "tenant_name",
            postgresql_ops={"tenant_name": PREFIX},
        ),
    )

    project_id: Mapped[UUID]
    tenant_name: Mapped[str]
    tier: Mapped[str] = mapped_column(comment="domain.rent.Tier")
    size: Mapped[int]
    emergency_contact: Mapped[str | None]
    note: Mapped[str | None]
    import_id: Mapped[UUID | None] = mapped_column(comment="the book that brought it in")
    voided_at: Mapped[datetime | None] = mapped_column(comment="its import was taken back")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class MemberRow(TradeRow):
    """A person of the household. Searching by number goes through the keyed index only."""

    __tablename__ = "members"
    __table_args__ = (
        refers("household_id", "households"),
        Index("members_by_household", "authority_id", "household_id"),
        Index("members_by_national_id", "authority_id", "national_id_index"),
        Index("members_by_phone", "authority_id", "phone_index"),
        Index("members_by_national_id_tail", "authority_id", "national_id_tail"),
        Index("members_by_phone_tail", "authority_id", "phone_tail"),
    )

    household_id: Mapped[UUID]
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(comment="本人 for the tenant")
    is_tenant: Mapped[bool]
    national_id_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    national_id_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    national_id_mask: Mapped[str | None]
    national_id_tail: Mapped[str | None] = mapped_column(
        Computed("right(national_id_mask, 4)", persisted=True), comment="what the mask shows"
    )
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_mask: Mapped[str | None]
    phone_tail: Mapped[str | None] = mapped_column(
        Computed("right(phone_mask, 4)", persisted=True), comment="what the mask shows"
    )
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]
