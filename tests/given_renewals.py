"""Renewals on their way, over HTTP and on days that are told; a lease that ends in October."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from api.exits.timetable import open_cases_at_end
from api.leases.timetable import move_leases
from api.renewals.timetable import remind_of_renewals
from domain.access import Role
from tests.given import City, Client
from tests.given_check_ins import BOOKED, booked, contracted, moved_in
from tests.given_leases import billed
from tests.given_leasing import explained, on, signed
from tests.given_leasing import step as lease_step
from tests.given_month import confirmed
from tests.given_units import stored

ENDS: Final = date(2026, 10, 31)
#: 公租房办法 Art. 30: three months before, the last day included.
APPLY_BY: Final = date(2026, 7, 31)
ASKED: Final = date(2026, 7, 6)
DECIDED: Final = date(2026, 8, 3)
BEGINS: Final = date(2026, 11, 1)


async def housed(city: City, ends: date = ENDS, **facts: Any) -> Any:
    """A household that moved in in May and has paid for it; gives its lease, home and record."""
    with on(city, BOOKED):
        lease = await contracted(city, ends_on=ends.isoformat(), **facts)
        await moved_in(city, await booked(city, lease))
        run = await billed(city, {"id": lease["project_id"]}, "2026-05")
        await confirmed(city, run["id"])
    now = await city.officer.read(f"/leases/{lease['id']}")
    return {**lease, **now}


async def at_home(city: City, lease: Any) -> Client:
    """The tenant, signed in."""
    return await city.hire(Role.TENANT, household_id=UUID(lease["household_id"]))


def application(**facts: Any) -> dict[str, Any]:
    return {"declaration": "家庭月收入3200元，无其他住房。", "consents_to_checks": True, **facts}


async def applied(city: City, lease: Any, day: date = ASKED, **facts: Any) -> Any:
    """At the counter."""
    with on(city, day):
        path = f"/leases/{lease['id']}/renewal"
        return await city[Role.FRONT_DESK].act(path, application(**facts))


async def go(client: Client, one: Any, step: str, body: Any = None) -> Any:
    """A step on the renewal as it is now; gives it after."""
    version = (await client.read(f"/renewals/{one['id']}"))["version"]
    return await client.act(f"/renewals/{one['id']}/{step}", body, version=version)


async def tried(client: Client, one: Any, step: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the response."""
    version = (await client.read(f"/renewals/{one['id']}"))["version"]
    headers = {"If-Match": f'"{version}"'}
    return await client.post(f"/renewals/{one['id']}/{step}", body, **headers)


async def checked(city: City, one: Any) -> Any:
    return await go(city.officer, one, "data-check")


def finding(*, ok: bool = True, **facts: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"ok": ok, "decision_no": "包住保〔2026〕91 号"}
    if not ok:
        body |= {"reason_code": "other_housing", "reason": "名下有住房一套。"}
    return {**body, **facts}


async def proposed(city: City, one: Any, **facts: Any) -> Any:
    return await go(city.officer, one, "proposal", finding(**facts))


async def decided(city: City, one: Any, day: date = DECIDED, **facts: Any) -> Any:
    """Checked and proposed by the officer, decided by the approver."""
    with on(city, day):
        if one["state"] == "applied":
            one = await checked(city, one)
        one = await proposed(city, one, **facts)
        return await go(city.approver, one, "decision")


async def granted(city: City, lease: Any, asked: date = ASKED, day: date = DECIDED) -> Any:
    return await decided(city, await applied(city, lease, asked), day)


async def refused(city: City, lease: Any) -> Any:
    return await decided(city, await applied(city, lease), ok=False)


async def next_lease(city: City, one: Any, day: date = DECIDED, **facts: Any) -> Any:
    """Drafted, explained and signed by both sides."""
    desk = city[Role.FRONT_DESK]
    with on(city, day):
        lease = await desk.act(f"/renewals/{one['id']}/lease", facts)
        await explained(city, lease)
        await lease_step(desk, lease, "signing")
        return await signed(city, lease)


async def clock(city: City, day: date) -> None:
    """What the worker does of itself on that day."""
    with on(city, day):
        await remind_of_renewals(city.runtime, city.authority_id)
        await move_leases(city.runtime, city.authority_id)
        await open_cases_at_end(city.runtime, city.authority_id)


async def state_of(city: City, lease: Any) -> str:
    return (await city.officer.read(f"/leases/{lease['id']}"))["state"]


async def paper(client: Client) -> str:
    return await stored(client, "收入证明.pdf")
