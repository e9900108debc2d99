"""Devices on the way home, and households that hold credentials for them."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from domain.access import Role
from domain.identity import mask_national_id
from persistence.ids import new_id
from persistence.tables.households import MemberRow
from persistence.tables.leases import LeaseRow
from tests.given import City
from tests.given_leases import lease
from tests.given_units import stored


async def device(city: City, project: Any, **facts: Any) -> Any:
    """An estate gate that takes card, PIN and face."""
    body = {
        "project_id": project["id"],
        "kind": "estate_gate",
        "vendor": "鹿城智能",
        "serial_no": "LC-0001",
        "credential_kinds": ["card", "pin", "face_at_vendor"],
        "installed_on": "2026-04-01",
        **facts,
    }
    return await city[Role.MAINTENANCE].act("/devices", body)


async def lived_in(city: City, **facts: Any) -> Any:
    """A home with a household and its lease, and a gate before it."""
    project = await city.project()
    unit = await city.unit(project, await city.building(project))
    lease_id = await lease(city, project, unit, **facts)
    async with city.runtime.database.snapshot(city.context) as session:
        household_id = await session.scalar(
            select(LeaseRow.household_id).where(LeaseRow.id == lease_id)
        )
        tenant = await session.scalar(
            select(MemberRow.id).where(MemberRow.household_id == household_id)
        )
    return {
        "project": project,
        "unit": unit,
        "lease_id": str(lease_id),
        "household_id": str(household_id),
        "tenant_id": str(tenant),
        "gate": await device(city, project),
    }


async def co_resident(city: City, home: Any, national_id: str | None) -> str:
    """Another member, with an identity number or without."""
    member_id = new_id()
    sealed = city.runtime.vault.seal("national_id", member_id, national_id) if national_id else None
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(MemberRow).values(
                id=member_id,
                household_id=UUID(home["household_id"]),
                name="赵小宝",
                relation="子",
                is_tenant=False,
                national_id_sealed=sealed.cipher if sealed else None,
                national_id_index=sealed.index if sealed else None,
                national_id_mask=mask_national_id(national_id) if national_id else None,
            )
        )
    return str(member_id)


def ordered(home: Any, kind: str = "card", **facts: Any) -> dict[str, Any]:
    """A credential for the tenant at the gate."""
    return {
        "lease_id": home["lease_id"],
        "member_id": home["tenant_id"],
        "device_id": home["gate"]["id"],
        "kind": kind,
        **facts,
    }


async def issued(city: City, home: Any, kind: str = "card", **facts: Any) -> Any:
    desk = city[Role.FRONT_DESK]
    if kind == "face_at_vendor":
        facts = {"consent_file_id": await stored(desk, "同意书.pdf"), **facts}
    return await desk.act("/credentials", ordered(home, kind, **facts))


async def withdrawn(city: City, credential: Any, cause: str = "lost", **facts: Any) -> Any:
    path = f"/credentials/{credential['id']}/withdrawal"
    return await city[Role.FRONT_DESK].post(path, {"cause": cause, **facts})
