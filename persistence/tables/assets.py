"""Asset cards 一套一卡 and the yearly stocktake 资产盘点."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Numeric, SmallInteger, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.assets import Acquisition, StocktakeState
from persistence.tables.base import NOW, Fen, TradeRow, one_of, refers


class AssetCardRow(TradeRow):
    """An edition of a unit's card. The latest holds; the earlier ones stay as they were."""

    __tablename__ = "asset_cards"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("unit_id", "units"),
        UniqueConstraint("authority_id", "unit_id", "edition"),
        UniqueConstraint("authority_id", "card_no", "edition"),
        CheckConstraint("edition > 0", name="asset_card_edition_positive"),
        CheckConstraint("original_value_fen >= 0", name="asset_value_not_negative"),
        CheckConstraint(
            "depreciated_fen between 0 and original_value_fen", name="asset_wear_within_value"
        ),
        one_of("acquired_by", Acquisition, name="asset_acquisition"),
        Index("asset_cards_by_project", "authority_id", "project_id", "card_no", "id"),
    )

    project_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    edition: Mapped[int]
    card_no: Mapped[str]
    original_value_fen: Mapped[Fen]
    acquired_on: Mapped[date]
    acquired_by: Mapped[str]
    title_no: Mapped[str | None] = mapped_column(comment="不动产权证号")
    structure: Mapped[str | None]
    built_year: Mapped[int | None]
    area_m2: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    useful_years: Mapped[int | None]
    depreciated_fen: Mapped[Fen | None] = mapped_column(comment="1832, where it is kept")
    note: Mapped[str | None]
    reason: Mapped[str] = mapped_column(comment="why this edition")
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class StocktakeRow(TradeRow):
    """A project's yearly count: planned by the purchaser, counted by the operator, confirmed."""

    __tablename__ = "stocktakes"
    __table_args__ = (
        refers("project_id", "projects"),
        one_of("state", StocktakeState, name="stocktake_state"),
        CheckConstraint("confirmed_by <> submitted_by", name="stocktake_four_eyes"),
        CheckConstraint("confirmed_by <> maker_id", name="stocktake_confirmed_by_another"),
        Index(
            "one_stocktake_a_year",
            "authority_id",
            "project_id",
            "year",
            unique=True,
            postgresql_where=text("state <> 'void'"),
        ),
    )

    project_id: Mapped[UUID]
    year: Mapped[int]
    as_of: Mapped[date]
    state: Mapped[str] = mapped_column(server_default="planned")
    plan: Mapped[str] = mapped_column(comment="who counts what until when")
    remark: Mapped[str | None] = mapped_column(comment="why it was sent back or discarded")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    started_by: Mapped[UUID | None]
    started_on: Mapped[date | None]
    submitted_by: Mapped[UUID | None]
    submitted_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class StocktakeLineRow(TradeRow):
    """A unit of the round. What the books had is kept as it was on the day it began."""

    __tablename__ = "stocktake_lines"
    __table_args__ = (
        refers("stocktake_id", "stocktakes"),
        refers("unit_id", "units"),
        UniqueConstraint("authority_id", "stocktake_id", "unit_code"),
        CheckConstraint("booked in (0, 1)", name="stocktake_booked_once"),
        CheckConstraint("counted in (0, 1)", name="stocktake_counted_once"),
    )

    stocktake_id: Mapped[UUID]
    unit_id: Mapped[UUID | None] = mapped_column(comment="null where the books have no such unit")
    unit_code: Mapped[str]
    card_no: Mapped[str | None]
    booked_state: Mapped[str | None]
    booked: Mapped[int] = mapped_column(SmallInteger)
    counted: Mapped[int | None] = mapped_column(SmallInteger)
    reason: Mapped[str | None]
    counted_by: Mapped[UUID | None]
    counted_at: Mapped[datetime | None]
