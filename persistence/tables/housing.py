"""Projects 小区, buildings 栋 and units 套."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.housing import UnitState
from domain.unit_decisions import DecisionKind, DecisionState
from domain.unit_kinds import UnitKind
from persistence.tables.base import (
    NOW,
    PREFIX,
    Area,
    Json,
    LinkedRow,
    Rate,
    TradeRow,
    one_of,
    refers,
)

_STANDS: Final = text("voided_at is null")


class ProjectRow(TradeRow):
    """An estate: what one service contract and one price are for."""

    __tablename__ = "projects"
    __table_args__ = (
        UniqueConstraint("authority_id", "code"),
        Index("projects_by_operator", "authority_id", "operator_id"),
    )

    code: Mapped[str]
    name: Mapped[str]
    district: Mapped[str]
    address: Mapped[str] = mapped_column(server_default="")
    operator_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class BuildingRow(TradeRow):
    __tablename__ = "buildings"
    __table_args__ = (
        refers("project_id", "projects"),
        UniqueConstraint("authority_id", "project_id", "name"),
        UniqueConstraint("authority_id", "project_id", "id"),
        Index("buildings_by_name", "authority_id", "name"),
    )

    project_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(comment="栋号, without 栋")
    floors: Mapped[int | None]


class UnitRow(LinkedRow):
    """One home. Its state is its own: arrears belong to the lease."""

    __tablename__ = "units"
    __table_args__ = (
        refers("building_id", "buildings", within="project_id"),
        # A code and a door are given once among the homes that stand.
        Index(
            "units_authority_id_code_once",
            "authority_id",
            "code",
            unique=True,
            postgresql_where=_STANDS,
        ),
        Index(
            "units_authority_id_building_id_entrance_room_once",
            "authority_id",
            "building_id",
            "entrance",
            "room",
            unique=True,
            postgresql_where=_STANDS,
        ),
        Index(
            "units_by_import",
            "authority_id",
            "import_id",
            postgresql_where=text("import_id is not null"),
        ),
        CheckConstraint("area_m2 > 0", name="unit_area_positive"),
        one_of("state", UnitState, name="unit_state"),
        one_of("kind", UnitKind, name="unit_kind"),
        Index("units_by_project", "authority_id", "project_id", "code", "id"),
        Index("units_by_code_prefix", "authority_id", "code", postgresql_ops={"code": PREFIX}),
        Index("units_by_room", "authority_id", "room", "building_id"),
        Index(
            "vacant_units",
            "authority_id",
            "vacant_since",
            "id",
            postgresql_where=text("vacant_since is not null"),
        ),
    )

    project_id: Mapped[UUID]
    building_id: Mapped[UUID]
    code: Mapped[str]
    entrance: Mapped[str]
    room: Mapped[str]
    layout: Mapped[str | None]
    area_m2: Mapped[Area]
    inner_area_m2: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    floor: Mapped[int | None]
    floors: Mapped[int | None]
    orientation: Mapped[str | None]
    has_lift: Mapped[bool | None]
    structure: Mapped[str | None]
    built_year: Mapped[int | None]
    title_no: Mapped[str | None]
    asset_card_no: Mapped[str | None]
    price_per_m2: Mapped[Rate] = mapped_column(comment="元/㎡·月 of the register")
    features: Mapped[Json] = mapped_column(server_default="{}", comment="physical coefficients")
    kind: Mapped[str] = mapped_column(server_default=UnitKind.DWELLING)
    state: Mapped[str]
    vacant_since: Mapped[date | None]
    note: Mapped[str | None]
    import_id: Mapped[UUID | None] = mapped_column(comment="the book that brought it in")
    voided_at: Mapped[datetime | None] = mapped_column(comment="its import was taken back")
    version: Mapped[int] = mapped_column(server_default="1")


class UnitEventRow(LinkedRow):
    """One step in a unit's life: who, when, from, to, why."""

    __tablename__ = "unit_events"
    __table_args__ = (
        refers("unit_id", "units"),
        Index("unit_events_by_unit", "authority_id", "unit_id", "at"),
    )

    unit_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=NOW)
    effective_on: Mapped[date]
    event: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    reason_code: Mapped[str | None]
    reason: Mapped[str | None]
    legal_basis: Mapped[str | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    document_type: Mapped[str | None] = mapped_column(comment="what brought it about, if a record")
    document_id: Mapped[UUID | None]
    facts: Mapped[Json] = mapped_column(server_default="{}", comment="of this event alone")
    maker_id: Mapped[UUID | None] = mapped_column(comment="nobody where the calendar did it")
    lease_id: Mapped[UUID | None] = mapped_column(comment="the lease that caused it")
    vacant_since: Mapped[date | None] = mapped_column(comment="until then")


class UnitDecisionRow(TradeRow):
    """What a second side decides about a unit: its disposal 处置, a repair beyond thirty days."""

    __tablename__ = "unit_decisions"
    __table_args__ = (
        refers("unit_id", "units"),
        refers("project_id", "projects"),
        one_of("kind", DecisionKind, name="unit_decision_kind"),
        one_of("state", DecisionState, name="unit_decision_state"),
        CheckConstraint("decided_by <> maker_id", name="unit_decision_four_eyes"),
        CheckConstraint(
            "(state in ('granted', 'refused')) = (decided_by is not null)",
            name="unit_decision_has_its_decider",
        ),
        Index(
            "one_open_decision_per_unit",
            "authority_id",
            "unit_id",
            "kind",
            unique=True,
            postgresql_where=text("state = 'asked'"),
        ),
        Index("unit_decisions_by_project", "authority_id", "project_id", "id"),
    )

    project_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="asked")
    effective_on: Mapped[date]
    until_on: Mapped[date | None] = mapped_column(comment="a repair's expected last day")
    reason_code: Mapped[str]
    reason: Mapped[str]
    legal_basis: Mapped[str | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    decision: Mapped[str | None] = mapped_column(comment="the decider's words")
    version: Mapped[int] = mapped_column(server_default="1")
