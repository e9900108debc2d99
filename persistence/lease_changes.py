"""What is asked of changes of a household, and how one is carried out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.lease_changes import LeaseChangeCause, LeaseChangeKind, LeaseChangeState
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.lease_changes import LeaseChangeRow
from persistence.tables.leases import LeaseRow


class LeaseChangeNotFound(NotFound):
    """No such change, or not of a lease of yours."""


@dataclass(frozen=True, slots=True)
class LeaseChange:
    """A change as screens show it: numbers masked. `before` is what stood there."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    household_id: UUID
    kind: LeaseChangeKind
    cause: LeaseChangeCause
    state: LeaseChangeState
    effective_on: date
    member_id: UUID
    name: str | None
    relation: str | None
    national_id_mask: str | None
    phone_mask: str | None
    reason: str | None
    note: str | None
    file_ids: list[UUID]
    before: dict[str, Any]
    maker_id: UUID
    made_at: datetime
    checked_by: UUID | None
    checked_on: date | None
    decided_by: UUID | None
    decided_on: date | None
    decision_no: str | None
    decision: str | None
    took_effect_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Living:
    """A member of the household, held, as a change finds them."""

    id: UUID
    name: str
    is_tenant: bool
    national_id_mask: str | None
    phone_mask: str | None
    national_id_sealed: bytes | None
    phone_sealed: bytes | None
    left_on: date | None


CHANGES: Final = model(LeaseChange, LeaseChangeRow)
_LIVING: Final = model(Living, MemberRow)


@dataclass(frozen=True, slots=True)
class Listed:
    """A change with what names its lease, and whom it is about as they are called now."""

    change: LeaseChange
    contract_no: str
    tenant_name: str
    building: str
    entrance: str
    room: str
    member_name: str | None


def changes(scope: Scope) -> Statement:
    """Statement: the changes that the scope reaches; a tenant's are its household's."""
    row = LeaseChangeRow
    return CHANGES.select().where(
        in_projects(scope, row.project_id), of_household(scope, row.household_id)
    )


def listing(scope: Scope) -> Statement:
    """Statement: the same, for `listed`."""
    row, lease, unit, building, home, member = (
        LeaseChangeRow,
        LeaseRow,
        UnitRow,
        BuildingRow,
        HouseholdRow,
        MemberRow,
    )
    return (
        changes(scope)
        .add_columns(
            lease.contract_no,
            home.tenant_name,
            building.name,
            unit.entrance,
            unit.room,
            member.name,
        )
        .join(lease, (lease.authority_id == row.authority_id) & (lease.id == row.lease_id))
        .join(unit, (unit.authority_id == lease.authority_id) & (unit.id == lease.unit_id))
        .join(
            building,
            (building.authority_id == unit.authority_id) & (building.id == unit.building_id),
        )
        .join(home, (home.authority_id == row.authority_id) & (home.id == row.household_id))
        # Who joins is no member before the day.
        .outerjoin(member, (member.authority_id == row.authority_id) & (member.id == row.member_id))
    )


def listed(row: Sequence[Any]) -> Listed:
    return Listed(CHANGES.read(row[:-6]), *row[-6:])


async def shown(session: AsyncSession, scope: Scope, change_id: UUID) -> Listed:
    """Raises LeaseChangeNotFound."""
    found = (await session.execute(listing(scope).where(LeaseChangeRow.id == change_id))).first()
    if found is None:
        raise LeaseChangeNotFound(change_id=str(change_id))
    return listed(found)


async def find(
    session: AsyncSession, scope: Scope, change_id: UUID, *, lock: bool = False
) -> LeaseChange:
    """Held until the transaction ends with `lock`. Raises LeaseChangeNotFound."""
    statement = changes(scope).where(LeaseChangeRow.id == change_id)
    found = await CHANGES.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise LeaseChangeNotFound(change_id=str(change_id))
    return found


async def add(session: AsyncSession, **values: Any) -> UUID:
    """Raises AlreadyDone where the same is under way for that person."""
    row = LeaseChangeRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def note(session: AsyncSession, change_id: UUID, **values: Any) -> None:
    row = LeaseChangeRow
    await session.execute(
        update(row).where(row.id == change_id).values(**values, version=row.version + 1)
    )


async def due(session: AsyncSession, today: date) -> Sequence[UUID]:
    """Approved changes whose day has come."""
    row = LeaseChangeRow
    statement = select(row.id).where(
        row.state == LeaseChangeState.APPROVED, row.effective_on <= today
    )
    return (await session.scalars(statement.order_by(row.effective_on, row.id))).all()


async def living(session: AsyncSession, household_id: UUID, member_id: UUID) -> Living | None:
    """A member of the household, held until the transaction ends."""
    row = MemberRow
    statement = _LIVING.select().where(row.household_id == household_id, row.id == member_id)
    return await _LIVING.first(session, statement.with_for_update())


async def tenant_of(session: AsyncSession, household_id: UUID) -> Living | None:
    """The household's tenant of now, held."""
    row = MemberRow
    statement = _LIVING.select().where(
        row.household_id == household_id, row.is_tenant, row.left_on.is_(None)
    )
    return await _LIVING.first(session, statement.with_for_update())


async def lives_there(session: AsyncSession, household_id: UUID, number: bytes) -> bool:
    """Whether somebody with that number is a member now."""
    row = MemberRow
    found = await session.scalar(
        select(row.id)
        .where(
            row.household_id == household_id,
            row.national_id_index == number,
            row.left_on.is_(None),
        )
        .limit(1)
    )
    return found is not None


#: A change's columns that become the member's.
_NUMBERS: Final = (
    *("national_id_sealed", "national_id_index", "national_id_mask"),
    *("phone_sealed", "phone_index", "phone_mask"),
)


async def told(session: AsyncSession, change_id: UUID) -> dict[str, Any]:
    """The numbers of the change, sealed under the member's id."""
    columns = [getattr(LeaseChangeRow, name) for name in _NUMBERS]
    found = await session.execute(select(*columns).where(LeaseChangeRow.id == change_id))
    return dict(zip(_NUMBERS, found.one(), strict=True))


async def join(session: AsyncSession, household_id: UUID, **values: Any) -> None:
    await session.execute(insert(MemberRow).values(household_id=household_id, **values))


async def alter(session: AsyncSession, member_id: UUID, values: Mapping[str, Any]) -> None:
    row = MemberRow
    await session.execute(update(row).where(row.id == member_id).values(**values))


async def restate(session: AsyncSession, household_id: UUID, *, more: int = 0) -> None:
    """The household's size and the name it goes by, after its people changed."""
    row, member = HouseholdRow, MemberRow
    tenant = (
        select(member.name)
        .where(member.household_id == household_id, member.is_tenant, member.left_on.is_(None))
        .limit(1)
        .scalar_subquery()
    )
    await session.execute(
        update(row)
        .where(row.id == household_id)
        .values(
            tenant_name=func.coalesce(tenant, row.tenant_name),
            size=func.greatest(row.size + more, 1),
            version=row.version + 1,
        )
    )
