"""What is asked of households and their members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from persistence import registry
from persistence.bulk import insert_columns
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow


class HouseholdNotFound(NotFound):
    """No such household, or not in a project of yours."""


class MemberNotFound(NotFound):
    """No such member of this household."""


@dataclass(frozen=True, slots=True)
class Household:
    id: UUID
    project_id: UUID
    tenant_name: str
    tier: str
    size: int
    note: str | None
    made_at: datetime
    voided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member as screens show it: numbers masked."""

    id: UUID
    name: str
    relation: str
    is_tenant: bool
    national_id_mask: str | None
    phone_mask: str | None


def households(
    scope: Scope, *, query: str | None = None, phone_index: bytes | None = None
) -> Statement:
    """Statement: households whose tenant, unit code or contract begins with `query`."""
    row = HouseholdRow
    statement = select(
        row.id,
        row.project_id,
        row.tenant_name,
        row.tier,
        row.size,
        row.note,
        row.made_at,
        row.voided_at,
        row.version,
    ).where(in_projects(scope, row.project_id), of_household(scope, row.id))
    if not query:
        return statement
    of_lease = (
        select(LeaseRow.household_id)
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .where(
            or_(
                LeaseRow.contract_no.startswith(query, autoescape=True),
                UnitRow.code.startswith(query, autoescape=True),
            )
        )
    )
    found = or_(row.tenant_name.startswith(query, autoescape=True), row.id.in_(of_lease))
    if phone_index is not None:
        has_phone = exists().where(
            MemberRow.household_id == row.id, MemberRow.phone_index == phone_index
        )
        found = or_(found, has_phone)
    return statement.where(found)


async def household(session: AsyncSession, scope: Scope, household_id: UUID) -> Household:
    """Raises HouseholdNotFound."""
    found = await session.execute(households(scope).where(HouseholdRow.id == household_id))
    row = found.first()
    if row is None:
        raise HouseholdNotFound(household_id=str(household_id))
    return Household(*row)


async def members(session: AsyncSession, household_id: UUID) -> Sequence[Member]:
    row = MemberRow
    found = await session.execute(
        select(row.id, row.name, row.relation, row.is_tenant, row.national_id_mask, row.phone_mask)
        .where(row.household_id == household_id)
        .order_by(row.is_tenant.desc(), row.id)
    )
    return [Member(*one) for one in found]


async def add(
    session: AsyncSession,
    people: Mapping[str, Sequence[Any]],
    **values: Any,
) -> UUID:
    """A household with its people: columns of members without `household_id`.

    From now on the bureau's registry knows them.
    """
    made = await session.execute(insert(HouseholdRow).values(**values).returning(HouseholdRow.id))
    household_id = made.scalar_one()
    await add_members(session, household_id, people)
    return household_id


async def add_members(
    session: AsyncSession, household_id: UUID, people: Mapping[str, Sequence[Any]]
) -> None:
    """More people of a household; the registry knows them from now on."""
    count = len(people["name"])
    columns = {**people, "household_id": [household_id] * count}
    await insert_columns(session, MemberRow, columns)
    await registry.note(session, filter(None, people.get("national_id_index", ())))


async def sealed_numbers(
    session: AsyncSession, household_id: UUID, member_id: UUID
) -> tuple[bytes | None, bytes | None]:
    """The sealed identity number and phone of a member. Raises MemberNotFound."""
    found = await session.execute(
        select(MemberRow.national_id_sealed, MemberRow.phone_sealed).where(
            MemberRow.household_id == household_id, MemberRow.id == member_id
        )
    )
    row = found.first()
    if row is None:
        raise MemberNotFound(member_id=str(member_id))
    return row[0], row[1]


async def people_in(session: AsyncSession, project_id: UUID) -> int:
    """Everybody who lives in a project's homes, tenants included."""
    count = await session.scalar(
        select(func.count())
        .select_from(MemberRow)
        .join(HouseholdRow, HouseholdRow.id == MemberRow.household_id)
        .where(HouseholdRow.project_id == project_id, MemberRow.left_on.is_(None))
    )
    return count or 0


@dataclass(frozen=True, slots=True)
class TenantIndex:
    """A household's tenant of now, as bans and duplicates know people."""

    name: str
    index: bytes
    mask: str


async def tenant_index(session: AsyncSession, household_id: UUID) -> TenantIndex | None:
    """None where the tenant's number was never given."""
    row = MemberRow
    found = await session.execute(
        select(row.name, row.national_id_index, row.national_id_mask).where(
            row.household_id == household_id,
            row.is_tenant,
            row.left_on.is_(None),
            row.national_id_index.is_not(None),
        )
    )
    one: Any = found.first()
    return None if one is None else TenantIndex(one[0], one[1], one[2] or "")
