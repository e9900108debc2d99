"""Changes of a household: put down, checked, decided."""

from datetime import date
from typing import Any

from domain.access import Role
from tests.given import City, Client
from tests.given_eligibility import number
from tests.given_units import stored

FRONT_DESK = Role.FRONT_DESK
TODAY = date(2026, 6, 15)


async def members(city: City, lease: Any) -> dict[str, Any]:
    found = await city.officer.read(f"/households/{lease['household_id']}")
    return {one["name"]: one for one in found["members"]}


async def who(city: City, lease: Any, name: str) -> str:
    return (await members(city, lease))[name]["id"]


async def wanted(client: Client, kind: str = "join", cause: str = "birth", **facts: Any) -> Any:
    body = {
        "kind": kind,
        "cause": cause,
        "effective_on": TODAY.isoformat(),
        "file_ids": [await stored(client, "证明.pdf")],
    }
    if kind == "join":
        body |= {"name": "赵小宝", "relation": "子女", "national_id": number()}
    return {**body, **facts}


async def proposed(city: City, lease: Any, *told: str, **facts: Any) -> Any:
    desk = city[FRONT_DESK]
    return await desk.act(f"/leases/{lease['id']}/changes", await wanted(desk, *told, **facts))


async def step(client: Client, one: Any, name: str, body: Any = None) -> Any:
    version = (await client.read(f"/lease-changes/{one['id']}"))["version"]
    return await client.act(f"/lease-changes/{one['id']}/{name}", body, version=version)
