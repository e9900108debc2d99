"""Eligibility records, their people, what was decided about them, and bans."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from domain.eligibility import BanState, EligibilityState, Measure, ProposalState
from persistence.tables.base import NOW, JsonList, TradeRow, one_of, refers


class EligibilityRecordRow(TradeRow):
    """What one decision of the purchaser granted. Its facts are never changed."""

    __tablename__ = "eligibility_records"
    __table_args__ = (
        refers("replaces_id", "eligibility_records"),
        refers("import_id", "imports"),
        CheckConstraint("ends_on >= starts_on", name="eligibility_ends_after_start"),
        CheckConstraint("size > 0", name="eligibility_size_positive"),
        CheckConstraint("(until_on is null) = (state = 'valid')", name="eligibility_until_taken"),
        one_of("state", EligibilityState, name="eligibility_state"),
        Index(
            "one_standing_record_per_person",
            "authority_id",
            "person_index",
            unique=True,
            postgresql_where=text("state in ('valid', 'suspended')"),
        ),
        Index("eligibility_records_by_person", "authority_id", "person_index"),
        Index("eligibility_records_by_name", "authority_id", "applicant_name", "id"),
        Index("eligibility_records_by_queue", "authority_id", "queued_on", "id"),
    )

    decision_no: Mapped[str]
    applicant_name: Mapped[str]
    person_index: Mapped[bytes] = mapped_column(LargeBinary, comment="the applicant's number")
    tier: Mapped[str] = mapped_column(comment="domain.rent.Tier")
    size: Mapped[int]
    approved_area_m2: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    approved_rooms: Mapped[int | None] = mapped_column(comment="over the size table, where given")
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(comment="last day on the paper, included")
    until_on: Mapped[date | None] = mapped_column(comment="first day that a measure took away")
    queued_on: Mapped[date]
    priority_groups: Mapped[JsonList] = mapped_column(server_default="[]")
    needs_easy_access: Mapped[bool] = mapped_column(server_default="false")
    state: Mapped[str] = mapped_column(server_default="valid")
    replaces_id: Mapped[UUID | None]
    import_id: Mapped[UUID | None]
    note: Mapped[str | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class EligiblePersonRow(TradeRow):
    """The applicant, or somebody who was granted a home with them. Numbers are sealed."""

    __tablename__ = "eligible_people"
    __table_args__ = (
        refers("record_id", "eligibility_records"),
        UniqueConstraint("authority_id", "record_id", "national_id_index"),
        Index("eligible_people_by_number", "authority_id", "national_id_index"),
    )

    record_id: Mapped[UUID]
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(comment="本人 for the applicant")
    is_applicant: Mapped[bool]
    national_id_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    national_id_index: Mapped[bytes] = mapped_column(LargeBinary)
    national_id_mask: Mapped[str]
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_mask: Mapped[str | None]


class EligibilityMeasureRow(TradeRow):
    """A measure proposed by one person of the bureau and decided by another."""

    __tablename__ = "eligibility_measures"
    __table_args__ = (
        refers("record_id", "eligibility_records"),
        one_of("measure", Measure, name="eligibility_measure_kind"),
        one_of("state", ProposalState, name="eligibility_measure_state"),
        CheckConstraint("decided_by <> maker_id", name="eligibility_measure_four_eyes"),
        Index(
            "one_open_measure_per_record",
            "authority_id",
            "record_id",
            unique=True,
            postgresql_where=text("state = 'proposed'"),
        ),
        Index("eligibility_measures_by_record", "authority_id", "record_id", "made_at"),
    )

    record_id: Mapped[UUID]
    measure: Mapped[str]
    effective_on: Mapped[date]
    reason: Mapped[str]
    legal_basis: Mapped[str]
    document_no: Mapped[str]
    with_ban: Mapped[bool] = mapped_column(server_default="false")
    state: Mapped[str] = mapped_column(server_default="proposed")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[str | None]


class BanRow(TradeRow):
    """不得再申请: a person who may not be granted a home for some years, and on what ground."""

    __tablename__ = "bans"
    __table_args__ = (
        refers("record_id", "eligibility_records"),
        one_of("state", BanState, name="ban_state"),
        CheckConstraint("until_on > from_on", name="ban_ends_after_start"),
        CheckConstraint("decided_by <> maker_id", name="ban_four_eyes"),
        CheckConstraint("lifted_by <> maker_id", name="ban_lifted_by_another"),
        Index("bans_by_person", "authority_id", "person_index"),
        Index("bans_by_time", "authority_id", "made_at", "id"),
    )

    person_index: Mapped[bytes] = mapped_column(LargeBinary)
    person_name: Mapped[str]
    national_id_mask: Mapped[str]
    record_id: Mapped[UUID | None]
    from_on: Mapped[date]
    until_on: Mapped[date] = mapped_column(comment="first day on which they may apply again")
    reason: Mapped[str]
    legal_basis: Mapped[str]
    document_no: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="proposed")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    lifted_by: Mapped[UUID | None]
    lifted_on: Mapped[date | None]
    lifting_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")
