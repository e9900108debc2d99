"""What is asked of holds on leases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.leases import LeaseHoldRow, LeaseRow


class HoldNotFound(NotFound):
    """No such hold, or not on a lease of a project of yours."""


@dataclass(frozen=True, slots=True)
class Hold:
    id: UUID
    lease_id: UUID
    kind: str
    from_on: date
    until_on: date | None
    reason: str
    maker_id: UUID
    made_at: datetime


def holds(scope: Scope) -> Statement:
    row = LeaseHoldRow
    return (
        select(
            row.id,
            row.lease_id,
            row.kind,
            row.from_on,
            row.until_on,
            row.reason,
            row.maker_id,
            row.made_at,
        )
        .join(LeaseRow, LeaseRow.id == row.lease_id)
        .where(in_projects(scope, LeaseRow.project_id), of_household(scope, LeaseRow.household_id))
    )


def hold_of(row: Sequence[Any]) -> Hold:
    return Hold(*row)


async def hold(session: AsyncSession, scope: Scope, hold_id: UUID) -> Hold:
    """Raises HoldNotFound."""
    row = (await session.execute(holds(scope).where(LeaseHoldRow.id == hold_id))).first()
    if row is None:
        raise HoldNotFound(hold_id=str(hold_id))
    return hold_of(row)


async def lock(session: AsyncSession, scope: Scope, hold_id: UUID) -> Hold:
    """The hold, kept until the transaction ends. Raises HoldNotFound."""
    await hold(session, scope, hold_id)
    await session.execute(
        select(LeaseHoldRow.id).where(LeaseHoldRow.id == hold_id).with_for_update()
    )
    return await hold(session, scope, hold_id)


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(LeaseHoldRow).values(**values).returning(LeaseHoldRow.id))
    return made.scalar_one()


async def end(session: AsyncSession, hold_id: UUID, until_on: date) -> None:
    await session.execute(
        update(LeaseHoldRow).where(LeaseHoldRow.id == hold_id).values(until_on=until_on)
    )


async def kinds_in_force(
    session: AsyncSession, lease_ids: Sequence[UUID], today: date
) -> dict[UUID, frozenset[str]]:
    """The kinds of hold in force on `today`, by lease."""
    row = LeaseHoldRow
    found = await session.execute(
        select(row.lease_id, func.array_agg(row.kind.distinct()))
        .where(
            row.lease_id == func.any(list(lease_ids)),
            row.from_on <= today,
            or_(row.until_on.is_(None), row.until_on >= today),
        )
        .group_by(row.lease_id)
    )
    return {lease_id: frozenset(kinds) for lease_id, kinds in found}
