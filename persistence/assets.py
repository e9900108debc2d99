"""Asset cards 一套一卡: the edition that holds, and those before it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.access import Scope
from domain.errors import NotFound
from persistence.scoped import in_projects
from persistence.tables.assets import AssetCardRow
from persistence.tables.base import Statement
from persistence.tables.housing import UnitRow


class AssetCardNotFound(NotFound):
    """The unit has no asset card."""


@dataclass(frozen=True, slots=True)
class AssetCard:
    """An edition of a card. `depreciated_fen` is None where no wear is kept."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: str
    edition: int
    card_no: str
    original_value_fen: int
    acquired_on: date
    acquired_by: str
    title_no: str | None
    structure: str | None
    built_year: int | None
    area_m2: Decimal
    useful_years: int | None
    depreciated_fen: int | None
    note: str | None
    reason: str
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime


def editions(scope: Scope) -> Statement:
    """Statement: every edition of the cards that the scope reaches."""
    row = AssetCardRow
    return (
        select(
            row.id,
            row.project_id,
            row.unit_id,
            UnitRow.code,
            row.edition,
            row.card_no,
            row.original_value_fen,
            row.acquired_on,
            row.acquired_by,
            row.title_no,
            row.structure,
            row.built_year,
            row.area_m2,
            row.useful_years,
            row.depreciated_fen,
            row.note,
            row.reason,
            row.file_ids,
            row.maker_id,
            row.made_at,
        )
        .join(UnitRow, (UnitRow.authority_id == row.authority_id) & (UnitRow.id == row.unit_id))
        .where(in_projects(scope, row.project_id))
    )


def cards(scope: Scope) -> Statement:
    """Statement: the editions that hold."""
    later = aliased(AssetCardRow)
    row = AssetCardRow
    superseded = (
        select(later.id)
        .where(
            later.authority_id == row.authority_id,
            later.unit_id == row.unit_id,
            later.edition > row.edition,
        )
        .exists()
    )
    return editions(scope).where(~superseded)


async def card(session: AsyncSession, scope: Scope, unit_id: UUID) -> AssetCard:
    """The edition that holds. Raises AssetCardNotFound."""
    row = AssetCardRow
    found = await session.execute(
        editions(scope).where(row.unit_id == unit_id).order_by(row.edition.desc()).limit(1)
    )
    one = found.first()
    if one is None:
        raise AssetCardNotFound(unit_id=str(unit_id))
    return AssetCard(*one)


async def has_card(session: AsyncSession, unit_id: UUID) -> bool:
    row = AssetCardRow
    found = await session.scalar(select(row.id).where(row.unit_id == unit_id).limit(1))
    return found is not None


async def last_edition(session: AsyncSession, unit_id: UUID) -> int:
    """0 where the unit has no card yet. The unit's row must be held."""
    row = AssetCardRow
    found = await session.scalar(
        select(row.edition).where(row.unit_id == unit_id).order_by(row.edition.desc()).limit(1)
    )
    return found or 0


async def is_anothers(session: AsyncSession, unit_id: UUID, card_no: str) -> bool:
    """Whether a card of that number is, or once was, another unit's."""
    row = AssetCardRow
    found = await session.scalar(
        select(row.id).where(row.card_no == card_no, row.unit_id != unit_id).limit(1)
    )
    return found is not None


async def add_edition(session: AsyncSession, **values: Any) -> UUID:
    """Write the edition down; the unit's own lines about card and certificate follow it."""
    made = await session.execute(insert(AssetCardRow).values(**values).returning(AssetCardRow.id))
    await session.execute(
        update(UnitRow)
        .where(UnitRow.id == values["unit_id"])
        .values(asset_card_no=values["card_no"], title_no=values["title_no"])
    )
    return made.scalar_one()
