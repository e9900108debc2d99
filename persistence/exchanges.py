"""What is asked of exchanges of homes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.exchanges import UNDER_WAY, ExchangeKind, ExchangeReason, ExchangeState
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.exchanges import ExchangeRow
from persistence.tables.leases import LeaseRow


class ExchangeNotFound(NotFound):
    """No such exchange, or not of a lease of yours."""


@dataclass(frozen=True, slots=True)
class Exchange:
    id: UUID
    project_id: UUID
    lease_id: UUID
    with_lease_id: UUID | None
    kind: ExchangeKind
    state: ExchangeState
    reason_code: ExchangeReason
    reason: str
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
    checked_by: UUID | None
    decided_by: UUID | None
    decided_on: date | None
    decision_no: str | None
    decision: str | None
    reservation_id: UUID | None
    moves_on: date | None
    next_lease_id: UUID | None
    with_next_lease_id: UUID | None
    done_on: date | None
    version: int

    @property
    def lease_ids(self) -> list[UUID]:
        """The leases that end by it."""
        return [one for one in (self.lease_id, self.with_lease_id) if one is not None]

    @property
    def next_ids(self) -> list[UUID]:
        """The leases that follow, in the same order."""
        return [one for one in (self.next_lease_id, self.with_next_lease_id) if one is not None]


EXCHANGES: Final = model(Exchange, ExchangeRow)


def exchanges(scope: Scope) -> Statement:
    """Statement: the exchanges that the scope reaches; a household sees those of its own lease."""
    row, lease = ExchangeRow, LeaseRow
    return (
        EXCHANGES.select()
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .where(in_projects(scope, row.project_id), of_household(scope, lease.household_id))
    )


async def find(
    session: AsyncSession, scope: Scope, exchange_id: UUID, *, lock: bool = False
) -> Exchange:
    """Held until the transaction ends with `lock`. Raises ExchangeNotFound."""
    statement = exchanges(scope).where(ExchangeRow.id == exchange_id)
    if lock:
        statement = statement.with_for_update(of=ExchangeRow)
    found = await EXCHANGES.first(session, statement)
    if found is None:
        raise ExchangeNotFound(exchange_id=str(exchange_id))
    return found


async def under_way(session: AsyncSession, lease_ids: Sequence[UUID]) -> bool:
    """Whether any of these leases takes part in an exchange, on either side. Hold them first."""
    row = ExchangeRow
    found = await session.scalar(
        select(row.id)
        .where(
            row.state.in_(sorted(UNDER_WAY)),
            or_(row.lease_id.in_(lease_ids), row.with_lease_id.in_(lease_ids)),
        )
        .limit(1)
    )
    return found is not None


async def add(session: AsyncSession, **values: Any) -> UUID:
    row = ExchangeRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change(session: AsyncSession, exchange_id: UUID, **values: Any) -> None:
    row = ExchangeRow
    await session.execute(
        update(row).where(row.id == exchange_id).values(**values, version=row.version + 1)
    )
