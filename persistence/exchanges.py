"""What is asked of exchanges of homes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from domain.access import Scope
from domain.errors import NotFound
from domain.exchanges import UNDER_WAY, ExchangeKind, ExchangeReason, ExchangeState
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.exchanges import ExchangeRow
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.reservations import UnitReservationRow


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


@dataclass(frozen=True, slots=True)
class Home:
    unit_id: UUID
    building: str
    entrance: str
    room: str
    layout: str | None
    area_m2: Decimal


@dataclass(frozen=True, slots=True)
class Listed:
    """An exchange with its homes. `to_home`: what is offered, or of a swap the other household's.

    `offer_until` is the last day to sign for what is offered.
    """

    exchange: Exchange
    contract_no: str
    tenant_name: str
    with_tenant_name: str | None
    offer_until: date | None
    from_home: Home
    to_home: Home | None


EXCHANGES: Final = model(Exchange, ExchangeRow)
_OLD: Final = (aliased(UnitRow), aliased(BuildingRow))
_NEW: Final = (aliased(UnitRow), aliased(BuildingRow))
_HOME: Final = len(Home.__dataclass_fields__)


def exchanges(scope: Scope) -> Statement:
    """Statement: the exchanges that the scope reaches; a household sees those of its own lease."""
    row, lease = ExchangeRow, LeaseRow
    return (
        EXCHANGES.select()
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .where(in_projects(scope, row.project_id), of_household(scope, lease.household_id))
    )


def listing(scope: Scope) -> Statement:
    """Statement: the same, for `listed`."""
    row, lease, home, kept = ExchangeRow, LeaseRow, HouseholdRow, UnitReservationRow
    other, neighbour, to = aliased(LeaseRow), aliased(HouseholdRow), _NEW[0]
    return (
        exchanges(scope)
        .add_columns(
            lease.contract_no,
            home.tenant_name,
            neighbour.tenant_name,
            kept.deadline_on,
            *_columns(*_OLD),
            *_columns(*_NEW),
        )
        .join(home, _meets(lease, home, lease.household_id))
        .join(_OLD[0], _meets(lease, _OLD[0], lease.unit_id))
        .join(_OLD[1], _meets(_OLD[0], _OLD[1], _OLD[0].building_id))
        .outerjoin(kept, _meets(row, kept, row.reservation_id))
        .outerjoin(other, _meets(row, other, row.with_lease_id))
        .outerjoin(neighbour, _meets(other, neighbour, other.household_id))
        .outerjoin(
            to,
            (to.authority_id == row.authority_id)
            & (to.id == func.coalesce(kept.unit_id, other.unit_id)),
        )
        .outerjoin(_NEW[1], _meets(to, _NEW[1], to.building_id))
    )


def _columns(unit: Any, building: Any) -> tuple[Any, ...]:
    return unit.id, building.name, unit.entrance, unit.room, unit.layout, unit.area_m2


def _meets(one: Any, other: Any, reference: Any) -> ColumnElement[bool]:
    return (other.authority_id == one.authority_id) & (other.id == reference)


def listed(row: Sequence[Any]) -> Listed:
    facts, names, homes = row[: -2 * _HOME - 4], row[-2 * _HOME - 4 : -2 * _HOME], row[-2 * _HOME :]
    to = homes[_HOME:]
    return Listed(
        EXCHANGES.read(facts),
        *names,
        from_home=Home(*homes[:_HOME]),
        to_home=None if to[0] is None else Home(*to),
    )


def takes_part(lease_id: UUID) -> ColumnElement[bool]:
    """The lease ends or begins by it."""
    row = ExchangeRow
    leases = (row.lease_id, row.with_lease_id, row.next_lease_id, row.with_next_lease_id)
    return or_(*(one == lease_id for one in leases))


async def shown(session: AsyncSession, scope: Scope, exchange_id: UUID) -> Listed:
    """Raises ExchangeNotFound."""
    found = (await session.execute(listing(scope).where(ExchangeRow.id == exchange_id))).first()
    if found is None:
        raise ExchangeNotFound(exchange_id=str(exchange_id))
    return listed(found)


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


async def of_reservation(session: AsyncSession, reservation_id: UUID) -> Exchange | None:
    """The exchange under way for which a home is kept, held."""
    row = ExchangeRow
    statement = EXCHANGES.select().where(
        row.reservation_id == reservation_id, row.state.in_(sorted(UNDER_WAY))
    )
    return await EXCHANGES.first(session, statement.with_for_update())


async def add(session: AsyncSession, **values: Any) -> UUID:
    row = ExchangeRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change(session: AsyncSession, exchange_id: UUID, **values: Any) -> None:
    row = ExchangeRow
    await session.execute(
        update(row).where(row.id == exchange_id).values(**values, version=row.version + 1)
    )
