"""Allocation rounds 配租: plan, homes, registrations, orders, objections and what was published."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from domain.allocation_rounds import (
    Method,
    ObjectionState,
    PublicationKind,
    RegistrationState,
    RoundState,
    TurnState,
)
from persistence.tables.base import NOW, Json, JsonList, SharedRow, TradeRow, one_of, refers


class AllocationRoundRow(TradeRow):
    """A round of one project. The plan's six fields of Art. 11 are here and in its homes."""

    __tablename__ = "allocation_rounds"
    __table_args__ = (
        refers("project_id", "projects"),
        one_of("method", Method, name="round_method"),
        one_of("state", RoundState, name="round_state"),
        CheckConstraint(
            "registration_closes_on >= registration_opens_on", name="round_window_closes_after"
        ),
        CheckConstraint("plan_published_by <> maker_id", name="round_plan_by_another"),
        CheckConstraint("order_published_by <> ordered_by", name="round_order_by_another"),
        Index("allocation_rounds_by_time", "authority_id", "made_at", "id"),
        Index("allocation_rounds_by_project", "authority_id", "project_id"),
    )

    project_id: Mapped[UUID]
    title: Mapped[str]
    method: Mapped[str]
    location: Mapped[str]
    rent_standard: Mapped[str]
    target_group: Mapped[str]
    tiers: Mapped[JsonList] = mapped_column(server_default="[]", comment="none: any tier")
    priority_groups: Mapped[JsonList] = mapped_column(server_default="[]")
    score_items: Mapped[JsonList] = mapped_column(server_default="[]")
    registration_opens_on: Mapped[date | None]
    registration_closes_on: Mapped[date | None] = mapped_column(comment="last day, included")
    state: Mapped[str] = mapped_column(server_default="plan_draft")
    next_number: Mapped[int] = mapped_column(server_default="1")
    objections_until: Mapped[date | None] = mapped_column(comment="last day, included")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    plan_published_by: Mapped[UUID | None]
    ordered_by: Mapped[UUID | None]
    order_published_by: Mapped[UUID | None]
    order_published_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(comment="of the latest withdrawal, or cancellation")
    version: Mapped[int] = mapped_column(server_default="1")


class AllocationUnitRow(TradeRow):
    """A home of a round. It is in one round at a time."""

    __tablename__ = "allocation_units"
    __table_args__ = (
        refers("round_id", "allocation_rounds"),
        refers("unit_id", "units"),
        UniqueConstraint("authority_id", "round_id", "unit_id"),
        Index(
            "unit_in_one_round",
            "authority_id",
            "unit_id",
            unique=True,
            postgresql_where=text("is_offered"),
        ),
    )

    round_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    is_offered: Mapped[bool] = mapped_column(server_default="true")


class AllocationRegistrationRow(TradeRow):
    """A household that wants a home of the round, and its turn when homes are chosen."""

    __tablename__ = "allocation_registrations"
    __table_args__ = (
        refers("round_id", "allocation_rounds"),
        refers("record_id", "eligibility_records"),
        UniqueConstraint("authority_id", "round_id", "number"),
        one_of("state", RegistrationState, name="registration_state"),
        one_of("turn", TurnState, name="registration_turn"),
        CheckConstraint("channel in ('counter', 'online')", name="registration_channel"),
        Index(
            "one_registration_per_person",
            "authority_id",
            "round_id",
            "person_index",
            unique=True,
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index(
            "one_called_per_clerk",
            "authority_id",
            "round_id",
            "called_by",
            unique=True,
            postgresql_where=text("turn = 'called'"),
        ),
        Index("allocation_registrations_by_position", "authority_id", "round_id", "position"),
        Index("allocation_registrations_by_person", "authority_id", "person_index"),
    )

    round_id: Mapped[UUID]
    record_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(comment="登记号, from 1 in each round")
    person_index: Mapped[bytes] = mapped_column(LargeBinary)
    applicant_name: Mapped[str]
    size: Mapped[int]
    channel: Mapped[str]
    registered_by: Mapped[UUID] = mapped_column(comment="the clerk, or the tenant in person")
    registered_at: Mapped[datetime] = mapped_column(server_default=NOW)
    state: Mapped[str] = mapped_column(server_default="registered")
    reason: Mapped[str | None] = mapped_column(comment="of the refusal or the withdrawal")
    checked_by: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    scores: Mapped[Json] = mapped_column(server_default="{}")
    points: Mapped[int | None]
    position: Mapped[int | None]
    turn: Mapped[str | None]
    desk: Mapped[str | None] = mapped_column(comment="the window that called")
    called_by: Mapped[UUID | None]
    called_at: Mapped[datetime | None]
    waived_on: Mapped[date | None]
    proxy_name: Mapped[str | None]
    proxy_mask: Mapped[str | None] = mapped_column(comment="of the proxy's identity number")
    version: Mapped[int] = mapped_column(server_default="1")


class AllocationOrderingRow(TradeRow):
    """How an order came about: committed, frozen, drawn. Each only once, and kept for good."""

    __tablename__ = "allocation_orderings"
    __table_args__ = (
        refers("round_id", "allocation_rounds"),
        UniqueConstraint("authority_id", "round_id", "number"),
        CheckConstraint("(inputs is null) = (inputs_sha256 is null)", name="ordering_frozen_hash"),
        CheckConstraint("result is null or inputs is not null", name="ordering_frozen_first"),
    )

    round_id: Mapped[UUID]
    number: Mapped[int]
    algorithm: Mapped[str]
    commitment: Mapped[str | None] = mapped_column(comment="SHA-256 of the secret")
    public_source: Mapped[str | None]
    public_on: Mapped[date | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    inputs: Mapped[str | None] = mapped_column(comment="canonical JSON")
    inputs_sha256: Mapped[str | None]
    frozen_by: Mapped[UUID | None]
    frozen_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(comment="the result file, to the byte")
    ordered_by: Mapped[UUID | None]
    ordered_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None] = mapped_column(comment="the re-check was reopened")


class AllocationObjectionRow(TradeRow):
    """An objection to a published order, and the reply to it."""

    __tablename__ = "allocation_objections"
    __table_args__ = (
        refers("round_id", "allocation_rounds"),
        one_of("state", ObjectionState, name="allocation_objection_state"),
        Index("allocation_objections_by_round", "authority_id", "round_id", "received_at", "id"),
    )

    round_id: Mapped[UUID]
    objector: Mapped[str]
    content: Mapped[str]
    received_by: Mapped[UUID]
    received_at: Mapped[datetime] = mapped_column(server_default=NOW)
    state: Mapped[str] = mapped_column(server_default="open")
    reply: Mapped[str | None]
    replied_by: Mapped[UUID | None]
    replied_at: Mapped[datetime | None]


class AllocationPublicationRow(TradeRow):
    """What the public saw, version by version. A body of null withdraws what stood before."""

    __tablename__ = "allocation_publications"
    __table_args__ = (
        refers("round_id", "allocation_rounds"),
        UniqueConstraint("authority_id", "round_id", "kind", "number"),
        one_of("kind", PublicationKind, name="publication_kind"),
        CheckConstraint("number = 1 or reason is not null", name="publication_says_why"),
    )

    round_id: Mapped[UUID]
    kind: Mapped[str]
    number: Mapped[int]
    body: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    sha256: Mapped[str | None] = mapped_column(comment="of the body's canonical text")
    reason: Mapped[str | None] = mapped_column(comment="why it was corrected or withdrawn")
    published_by: Mapped[UUID]
    published_at: Mapped[datetime] = mapped_column(server_default=NOW)


class PublicAddressRow(SharedRow):
    """In whose authority something public lies: all that a caller without a name can find."""

    __tablename__ = "public_addresses"

    kind: Mapped[str] = mapped_column(comment="allocation_round, …")
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"))
