"""Households and leases for tests that are about what follows from them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update

from api import worker
from domain.leases import LeaseState
from persistence.tables.households import HouseholdRow, MemberRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from tests.given import City


async def lease(
    city: City,
    project: Any,
    unit: Any,
    *,
    rent_fen: int = 27227,
    starts_on: date = date(2025, 1, 1),
    ends_on: date = date(2027, 12, 31),
    charged_from: date | None = None,
    vacated_on: date | None = None,
    tenant: str = "赵福生",
    tier: str = "lower_middle",
    state: LeaseState = LeaseState.ACTIVE,
    contract_no: str | None = None,
    **facts: Any,
) -> UUID:
    """A household of one that has moved in, with its lease."""
    async with city.runtime.database.transaction(city.context) as session:
        household_id = (
            await session.execute(
                insert(HouseholdRow)
                .values(project_id=project["id"], tenant_name=tenant, tier=tier, size=1)
                .returning(HouseholdRow.id)
            )
        ).scalar_one()
        await session.execute(
            insert(MemberRow).values(
                household_id=household_id, name=tenant, relation="本人", is_tenant=True
            )
        )
        await session.execute(
            update(UnitRow).where(UnitRow.id == UUID(unit["id"])).values(state="leased")
        )
        made = await session.execute(
            insert(LeaseRow)
            .values(
                project_id=project["id"],
                unit_id=unit["id"],
                household_id=household_id,
                contract_no=contract_no or f"HT-{unit['code']}",
                state=state,
                starts_on=starts_on,
                ends_on=ends_on,
                charged_from=charged_from or starts_on,
                vacated_on=vacated_on,
                monthly_rent_fen=rent_fen,
                tier=tier,
                **facts,
            )
            .returning(LeaseRow.id)
        )
        return made.scalar_one()


async def billed(city: City, project: Any, month: str) -> Any:
    """Run the project's month through to its end; gives the run."""
    body = {"project_id": project["id"], "month": month}
    started = await city.cashier.act("/billing-runs", body)
    await worker.drain(city.runtime)
    return await city.cashier.read(f"/billing-runs/{started['id']}")
