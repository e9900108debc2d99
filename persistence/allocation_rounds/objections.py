"""Objections to a published order."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.allocation_rounds import ObjectionState
from domain.errors import NotFound
from persistence.reading import model
from persistence.tables.allocation_rounds import AllocationObjectionRow


class ObjectionNotFound(NotFound):
    """The round has no such objection."""


@dataclass(frozen=True, slots=True)
class Objection:
    id: UUID
    round_id: UUID
    objector: str
    content: str
    received_by: UUID
    received_at: datetime
    state: ObjectionState
    reply: str | None
    replied_by: UUID | None
    replied_at: datetime | None


_OBJECTIONS: Final = model(Objection, AllocationObjectionRow)


async def objections(session: AsyncSession, round_id: UUID) -> list[Objection]:
    """The latest first."""
    row = AllocationObjectionRow
    statement = _OBJECTIONS.select().where(row.round_id == round_id)
    return await _OBJECTIONS.all(session, statement.order_by(row.received_at.desc(), row.id))


async def find(
    session: AsyncSession, round_id: UUID, objection_id: UUID, *, lock: bool = False
) -> Objection:
    """Raises ObjectionNotFound."""
    row = AllocationObjectionRow
    statement = _OBJECTIONS.select().where(row.round_id == round_id, row.id == objection_id)
    found = await _OBJECTIONS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise ObjectionNotFound(objection_id=str(objection_id))
    return found


async def add(session: AsyncSession, **values: Any) -> UUID:
    row = AllocationObjectionRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def reply(session: AsyncSession, objection_id: UUID, **values: Any) -> None:
    row = AllocationObjectionRow
    await session.execute(
        update(row).where(row.id == objection_id).values(**values, replied_at=func.now())
    )


async def since(
    session: AsyncSession, round_id: UUID, published_at: datetime | None
) -> dict[ObjectionState, int]:
    """How many there are against the order that stands, by what became of them."""
    row = AllocationObjectionRow
    statement = select(row.state, func.count()).where(row.round_id == round_id).group_by(row.state)
    if published_at is not None:
        statement = statement.where(row.received_at >= published_at)
    found = await session.execute(statement)
    return {ObjectionState(state): count for state, count in found}
