"""A project with one unit and household per lease, straight into the tables: for statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.charging import LeaseFacts
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import BuildingRow, ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow, LeaseTermsRow
from persistence.tables.ledger import BookRow


@dataclass(frozen=True, slots=True)
class Estate:
    """A new project with one unit and household per lease."""

    project_id: UUID
    leases: list[UUID]


async def estate(session: AsyncSession, facts: Sequence[LeaseFacts]) -> Estate:
    mark = uuid4().hex
    ids = [(uuid4(), uuid4(), uuid4()) for _ in facts]
    project_id, building_id = uuid4(), uuid4()
    await session.execute(
        insert(ProjectRow).values(id=project_id, code=mark, name=mark, district="青山区")
    )
    await session.execute(insert(BookRow).values(project_id=project_id))
    await session.execute(
        insert(BuildingRow).values(id=building_id, project_id=project_id, name="1")
    )
    if not facts:
        return Estate(project_id, [])
    rows: dict[Any, list[dict[str, Any]]] = {
        UnitRow: [],
        HouseholdRow: [],
        LeaseRow: [],
        LeaseTermsRow: [],
    }
    for number, (one, (unit, household, lease)) in enumerate(zip(facts, ids, strict=True)):
        rows[UnitRow].append(
            {
                "id": unit,
                "project_id": project_id,
                "building_id": building_id,
                "code": f"{mark}-{number}",
                "entrance": "1",
                "room": str(number),
                "area_m2": 50,
                "price_per_m2": 5,
                "state": one.unit_state,
            }
        )
        rows[HouseholdRow].append(
            {
                "id": household,
                "project_id": project_id,
                "tenant_name": "赵福生",
                "tier": "low_income",
                "size": 1,
            }
        )
        rows[LeaseRow].append(
            {
                "id": lease,
                "project_id": project_id,
                "unit_id": unit,
                "household_id": household,
                "contract_no": f"{mark}-{number}",
                "state": one.state,
                "starts_on": date(2025, 1, 1),
                "ends_on": one.ends_on,
                "charged_from": one.charged_from,
                "vacated_on": one.vacated_on,
                "monthly_rent_fen": one.monthly_rent.fen,
                "tier": "low_income",
            }
        )
        rows[LeaseTermsRow] += [
            {
                "lease_id": lease,
                "valid_from": change.valid_from,
                "decided_on": change.valid_from,
                "tier": "low_income",
                "monthly_rent_fen": change.monthly.fen,
                "document_no": "1 号",
                "reason": "复核",
                "state": "approved",
                "maker_id": uuid4(),
            }
            for change in one.changes
        ]
    for table, values in rows.items():
        if values:
            await session.execute(insert(table).values(values))
    return Estate(project_id, [lease for _, _, lease in ids])
