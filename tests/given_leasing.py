"""A lease on its way, over HTTP and on days that are told: kept, drafted, explained, signed."""

from datetime import date
from typing import Any, Final

from domain.access import Role
from tests.given import City, Client
from tests.given_eligibility import granted
from tests.given_handovers import priced
from tests.given_rounds import on
from tests.given_units import JPEG, PDF, stored

#: A picture of one pixel, drawn.
PNG: Final = b"\x89PNG\r\n\x1a\n" + bytes(16)
DRAFTED: Final = date(2026, 4, 10)
STARTS: Final = date(2026, 5, 1)


async def place(city: City, **facts: Any) -> Any:
    """A project with a published price."""
    project = await city.project(**facts)
    await priced(city, project)
    return project


async def kept(
    city: City, project: Any = None, room: str = "101", *, record: Any = None, **facts: Any
) -> Any:
    """A home kept for a household by the purchaser's decision; `facts` are the unit's."""
    project = project or await place(city)
    buildings = (await city.officer.read(f"/projects/{project['id']}/buildings"))["items"]
    building = buildings[0] if buildings else await city.building(project)
    unit = await city.unit(project, building, room, **facts)
    record = record or await granted(city)
    paper = await stored(city.officer, "批复.pdf", PDF)
    body = {
        "unit_id": unit["id"],
        "record_id": record["id"],
        "decision_no": f"包住保配〔2026〕{room}号",
        "reason": "特困家庭直接配租",
        "file_ids": [paper],
    }
    proposed = await city.officer.act("/direct-allocations", body)
    held = await city.approver.act(
        f"/direct-allocations/{proposed['id']}/approval", version=proposed["version"]
    )
    return {**held, "unit": unit, "record": record, "project": project}


def lease_in(reservation: Any, **facts: Any) -> dict[str, Any]:
    return {"reservation_id": reservation["id"], "starts_on": STARTS.isoformat(), **facts}


async def step(client: Client, lease: Any, action: str, body: Any = None) -> Any:
    """A step on the lease as it is now; gives it after."""
    now = await client.read(f"/leases/{lease['id']}")
    return await client.act(f"/leases/{lease['id']}/{action}", body, version=now["version"])


async def tried(client: Client, lease: Any, action: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the response."""
    version = (await client.read(f"/leases/{lease['id']}"))["version"]
    headers = {"If-Match": f'"{version}"'}
    return await client.post(f"/leases/{lease['id']}/{action}", body, **headers)


async def drafted(city: City, reservation: Any = None, **facts: Any) -> Any:
    reservation = reservation or await kept(city)
    return await city[Role.FRONT_DESK].act("/leases", lease_in(reservation, **facts))


def explanation(**facts: Any) -> dict[str, Any]:
    return {"acknowledgement": "at_counter", "acknowledged_by": "赵福生", **facts}


async def explained(city: City, lease: Any, **facts: Any) -> Any:
    return await step(city[Role.FRONT_DESK], lease, "explanation", explanation(**facts))


async def ready(city: City, reservation: Any = None, **facts: Any) -> Any:
    """Drafted, explained, and sent to be signed."""
    lease = await drafted(city, reservation, **facts)
    await explained(city, lease)
    return await step(city[Role.FRONT_DESK], lease, "signing")


async def hand(client: Client, side: str = "tenant", **facts: Any) -> dict[str, Any]:
    """A signature with a scan of its own."""
    body = {
        "side": side,
        "way": "scanned",
        "name": "赵福生" if side == "tenant" else "李建国",
        "file_id": await stored(client, "签名.jpg", JPEG),
    }
    if side == "tenant":
        body["identity_way"] = "id_card_seen"
    return {**body, **facts}


async def signed(city: City, lease: Any = None, *, day: date | None = None, **facts: Any) -> Any:
    """Signed by both sides: the tenant at the counter, the manager for the purchaser."""
    desk, manager = city[Role.FRONT_DESK], city.manager
    lease = lease or await ready(city, **facts)
    when = {} if day is None else {"signed_on": day.isoformat()}
    await step(desk, lease, "signatures", await hand(desk, **when))
    return await step(manager, lease, "signatures", await hand(manager, "operator", **when))


__all__ = [
    "DRAFTED",
    "PNG",
    "STARTS",
    "drafted",
    "explained",
    "explanation",
    "hand",
    "kept",
    "lease_in",
    "on",
    "place",
    "ready",
    "signed",
    "step",
    "tried",
]


async def filing_of(city: City, lease: Any) -> Any:
    [one] = (await city.officer.read("/lease-filings", lease_id=lease["id"]))["items"]
    return one


FRONT_DESK = Role.FRONT_DESK


async def tried_draft(city: City, reservation: Any, **facts: Any) -> Any:
    return await city[FRONT_DESK].post("/leases", lease_in(reservation, **facts))
