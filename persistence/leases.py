"""What is asked of leases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import null, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from persistence import lease_terms
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, UnitRow
from persistence.tables.leases import LeaseRow


class LeaseNotFound(NotFound):
    """No such lease, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A lease with what names it on every screen: unit and tenant."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    household_id: UUID
    contract_no: str
    state: str
    starts_on: date
    ends_on: date
    charged_from: date
    vacated_on: date | None
    monthly_rent_fen: int
    rule_rent_fen: int | None
    tier: str
    discount: Decimal | None
    deposit_fen: int
    unit_code: str
    building: str
    entrance: str
    room: str
    area_m2: Decimal
    tenant_name: str
    version: int
    signed_on: date | None
    renewed_from: UUID | None
    exchanged_from: UUID | None
    relocation_until: date | None
    terms_from: date | None


def leases(scope: Scope, *, query: str | None = None, on: date | None = None) -> Statement:
    """Statement: leases whose tenant, unit code or contract number begins with `query`.

    Rent, tier and discount are those of the paper, or of the day `on`.
    """
    row = LeaseRow
    now = None if on is None else lease_terms.current(on)
    terms = [
        getattr(row, name) if now is None else lease_terms.else_paper(now, name)
        for name in ("monthly_rent_fen", "rule_rent_fen", "tier", "discount")
    ]
    statement = (
        select(
            row.id,
            row.project_id,
            row.unit_id,
            row.household_id,
            row.contract_no,
            row.state,
            row.starts_on,
            row.ends_on,
            row.charged_from,
            row.vacated_on,
            *terms,
            row.deposit_fen,
            UnitRow.code,
            BuildingRow.name,
            UnitRow.entrance,
            UnitRow.room,
            UnitRow.area_m2,
            HouseholdRow.tenant_name,
            row.version,
            row.signed_on,
            row.renewed_from,
            row.exchanged_from,
            row.relocation_until,
            null() if now is None else now.c.valid_from,
        )
        .join(UnitRow, UnitRow.id == row.unit_id)
        .join(BuildingRow, BuildingRow.id == UnitRow.building_id)
        .join(HouseholdRow, HouseholdRow.id == row.household_id)
        .where(in_projects(scope, row.project_id), of_household(scope, row.household_id))
    )
    if now is not None:
        statement = statement.outerjoin(now, true())
    if not query:
        return statement
    return statement.where(
        or_(
            row.contract_no.startswith(query, autoescape=True),
            UnitRow.code.startswith(query, autoescape=True),
            HouseholdRow.tenant_name.startswith(query, autoescape=True),
        )
    )


async def lease(
    session: AsyncSession, scope: Scope, lease_id: UUID, *, on: date | None = None
) -> Lease:
    """The lease with the terms of the paper, or of the day `on`. Raises LeaseNotFound."""
    found = await session.execute(leases(scope, on=on).where(LeaseRow.id == lease_id))
    row = found.first()
    if row is None:
        raise LeaseNotFound(lease_id=str(lease_id))
    return Lease(*row)


async def of_household_ids(session: AsyncSession, scope: Scope, household_id: UUID) -> list[UUID]:
    """All leases that a household ever had."""
    row = LeaseRow
    found = await session.scalars(
        select(row.id).where(
            row.household_id == household_id,
            in_projects(scope, row.project_id),
            of_household(scope, row.household_id),
        )
    )
    return list(found)
