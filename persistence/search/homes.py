"""Homes, empty ones too, by a few typed characters.

Each reading of the text is a small question to one index, cut off after a page.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import and_, literal_column, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.leases import LIVE
from domain.search import Wanted
from persistence.prefixes import begins
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow

#: Said literally, so that the partial index on live leases serves it whatever the plan.
IS_LIVE: Final = LeaseRow.state.in_([literal_column(f"'{state}'") for state in sorted(LIVE)])
#: Candidates of one reading; the best of all readings make the page.
MOST: Final = 60


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A home and who lives in it."""

    unit_id: UUID
    project_id: UUID
    project: str
    code: str
    building: str
    entrance: str
    room: str
    state: str
    vacant_since: date | None
    lease_id: UUID | None
    household_id: UUID | None
    tenant_name: str | None


def at_address(statement: Statement, wanted: Wanted) -> Statement:
    """Homes at the address; of the estate that is named before it, if it begins a project's."""
    assert wanted.address is not None
    statement = statement.join(
        BuildingRow,
        and_(
            BuildingRow.authority_id == UnitRow.authority_id,
            BuildingRow.id == UnitRow.building_id,
        ),
    ).where(BuildingRow.name == wanted.address.building, UnitRow.room == wanted.address.room)
    if wanted.address.entrance:
        statement = statement.where(UnitRow.entrance == wanted.address.entrance)
    if wanted.estate:
        statement = statement.join(
            ProjectRow,
            and_(
                ProjectRow.authority_id == UnitRow.authority_id,
                ProjectRow.id == UnitRow.project_id,
            ),
        ).where(begins(ProjectRow.name, wanted.estate))
    return statement


async def units(session: AsyncSession, scope: Scope, wanted: Wanted) -> list[FoundUnit]:
    """Homes by code, address or room, empty ones too."""
    unit, lease, household = UnitRow, LeaseRow, HouseholdRow
    own = select(unit.id).where(in_projects(scope, unit.project_id), unit.voided_at.is_(None))
    asked = [own.where(begins(unit.code, number)) for number in wanted.numbers]
    if wanted.address:
        asked.append(at_address(own, wanted))
    if wanted.room:
        asked.append(own.where(unit.room == wanted.room))
    if not asked:
        return []
    parts = [select(one.limit(MOST).subquery()) for one in asked]
    found = await session.execute(
        select(
            unit.id,
            unit.project_id,
            ProjectRow.name,
            unit.code,
            BuildingRow.name,
            unit.entrance,
            unit.room,
            unit.state,
            unit.vacant_since,
            lease.id,
            lease.household_id,
            household.tenant_name,
        )
        .join(ProjectRow, ProjectRow.id == unit.project_id)
        .join(BuildingRow, BuildingRow.id == unit.building_id)
        .outerjoin(
            lease,
            and_(lease.authority_id == unit.authority_id, lease.unit_id == unit.id, IS_LIVE),
        )
        .outerjoin(household, household.id == lease.household_id)
        .where(unit.id.in_(union_all(*parts)))
        .order_by(unit.code, unit.id)
        .limit(MOST)
    )
    return [FoundUnit(*row) for row in found]
