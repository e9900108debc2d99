"""How an order came about: what was committed, frozen and drawn. Nothing of it is overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from persistence.reading import model
from persistence.tables.allocation_rounds import AllocationOrderingRow


@dataclass(frozen=True, slots=True)
class Ordering:
    """The latest that was not given up is the one that counts; the others stay for the record."""

    id: UUID
    round_id: UUID
    number: int
    algorithm: str
    commitment: str | None
    public_source: str | None
    public_on: date | None
    maker_id: UUID
    made_at: datetime
    inputs: str | None
    inputs_sha256: str | None
    frozen_by: UUID | None
    frozen_at: datetime | None
    result: str | None
    ordered_by: UUID | None
    ordered_at: datetime | None
    given_up_at: datetime | None


_ORDERINGS: Final = model(Ordering, AllocationOrderingRow)


async def orderings(session: AsyncSession, round_id: UUID) -> list[Ordering]:
    """The latest first."""
    row = AllocationOrderingRow
    statement = _ORDERINGS.select().where(row.round_id == round_id)
    return await _ORDERINGS.all(session, statement.order_by(row.number.desc()))


async def latest(session: AsyncSession, round_id: UUID) -> Ordering | None:
    row = AllocationOrderingRow
    statement = _ORDERINGS.select().where(row.round_id == round_id, row.given_up_at.is_(None))
    return await _ORDERINGS.first(session, statement.order_by(row.number.desc()).limit(1))


async def add(session: AsyncSession, round_id: UUID, **values: Any) -> UUID:
    """Another ordering, numbered on. The round must be held."""
    row = AllocationOrderingRow
    last = await session.scalar(
        select(func.coalesce(func.max(row.number), 0)).where(row.round_id == round_id)
    )
    made = await session.execute(
        insert(row).values(round_id=round_id, number=(last or 0) + 1, **values).returning(row.id)
    )
    return made.scalar_one()


async def freeze(session: AsyncSession, ordering_id: UUID, **values: Any) -> None:
    row = AllocationOrderingRow
    await session.execute(
        update(row).where(row.id == ordering_id).values(**values, frozen_at=func.now())
    )


async def finish(session: AsyncSession, ordering_id: UUID, **values: Any) -> None:
    row = AllocationOrderingRow
    await session.execute(
        update(row).where(row.id == ordering_id).values(**values, ordered_at=func.now())
    )


async def give_up(session: AsyncSession, round_id: UUID) -> None:
    """What was frozen or drawn counts no more; a commitment that nobody used still does."""
    row = AllocationOrderingRow
    await session.execute(
        update(row)
        .where(row.round_id == round_id, row.inputs.is_not(None), row.given_up_at.is_(None))
        .values(given_up_at=func.now())
    )
