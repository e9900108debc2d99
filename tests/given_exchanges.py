"""Households changing homes, over HTTP and on days that are told."""

from datetime import date
from typing import Any, Final

from domain.access import Role
from tests.given import City, Client
from tests.given_eligibility import granted
from tests.given_leasing import DRAFTED, explained, kept, on, signed
from tests.given_leasing import step as lease_step
from tests.given_renewals import housed

ASKED: Final = date(2026, 9, 7)
MOVES: Final = date(2026, 9, 16)
ENDS: Final = date(2028, 4, 30)


async def neighbour(city: City, lease: Any, room: str = "102", **facts: Any) -> Any:
    """Another household of the same project; `facts` are its home's."""
    project = await city.officer.read(f"/projects/{lease['project_id']}")
    with on(city, DRAFTED):
        reservation = await kept(city, project, room, record=await granted(city, "钱有余"), **facts)
    return await housed(city, ENDS, reservation=reservation)


async def vacant(city: City, lease: Any, room: str = "201", **facts: Any) -> Any:
    """An empty home of the same project, 58 m² unless told otherwise."""
    project = await city.officer.read(f"/projects/{lease['project_id']}")
    building = (await city.officer.read(f"/projects/{project['id']}/buildings"))["items"][0]
    with on(city, DRAFTED):
        return await city.unit(project, building, room, **{"area_m2": "58.00", **facts})


def wish(partner: Any = None, **facts: Any) -> dict[str, Any]:
    body = {"kind": "transfer", "reason_code": "defect", "reason": "屋顶渗漏，短期内无法修复。"}
    if partner is not None:
        body |= {"kind": "swap", "with_lease_id": partner["id"]}
    return {**body, **facts}


async def asked(city: City, lease: Any, partner: Any = None, **facts: Any) -> Any:
    with on(city, ASKED):
        return await city[Role.FRONT_DESK].act(
            f"/leases/{lease['id']}/exchanges", wish(partner, **facts)
        )


async def go(client: Client, one: Any, step: str, body: Any = None) -> Any:
    """A step on the exchange as it is now; gives it after."""
    version = (await client.read(f"/exchanges/{one['id']}"))["version"]
    return await client.act(f"/exchanges/{one['id']}/{step}", body, version=version)


async def tried(client: Client, one: Any, step: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the problem."""
    version = (await client.read(f"/exchanges/{one['id']}"))["version"]
    path = f"/exchanges/{one['id']}/{step}"
    return (await client.post(path, body, **{"If-Match": f'"{version}"'})).json()


OK: Final = {"ok": True, "decision_no": "包住保换〔2026〕7 号"}


async def approved(city: City, one: Any) -> Any:
    """Checked by the manager and approved by the purchaser."""
    with on(city, ASKED):
        await go(city.manager, one, "check")
        return await go(city.approver, one, "decision", OK)


async def offered(city: City, one: Any, unit: Any) -> Any:
    with on(city, ASKED):
        return await go(city.officer, one, "offer", {"unit_id": unit["id"]})


async def accepted(city: City, one: Any, moves: date = MOVES) -> Any:
    """The next leases are drafted, explained, and signed by both sides."""
    desk = city[Role.FRONT_DESK]
    with on(city, ASKED):
        one = await go(desk, one, "acceptance", {"moves_on": moves.isoformat()})
        for lease_id in (one["next_lease_id"], one["with_next_lease_id"]):
            if lease_id is not None:
                lease = await city.officer.read(f"/leases/{lease_id}")
                await explained(city, lease)
                await lease_step(desk, lease, "signing")
                await signed(city, lease)
    return one


async def completed(city: City, one: Any, day: date = MOVES) -> Any:
    with on(city, day):
        return await go(city[Role.FRONT_DESK], one, "completion")


async def transferred(city: City, lease: Any, unit: Any) -> Any:
    """The whole way into an empty home."""
    one = await offered(city, await approved(city, await asked(city, lease)), unit)
    return await completed(city, await accepted(city, one))


async def swapped(city: City, lease: Any, partner: Any) -> Any:
    """The whole way of two households into each other's home."""
    one = await approved(city, await asked(city, lease, partner))
    return await completed(city, await accepted(city, one))
