"""Households moving in, step by step over HTTP."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import update

from domain.access import Role
from persistence.tables.housing import ProjectRow
from tests.given import City, Client
from tests.given_handovers import of_lease, signing
from tests.given_leasing import DRAFTED, kept, on, ready, signed

BOOKED: Final = date(2026, 5, 6)


async def contracted(city: City, reservation: Any = None, **facts: Any) -> Any:
    """A lease that both sides signed; gives it with its unit."""
    with on(city, min(DRAFTED, city.runtime.clock.today())):
        reservation = reservation or await kept(city)
        lease = await signed(city, await ready(city, reservation, **facts))
    return {**lease, "unit": reservation["unit"], "record": reservation["record"]}


async def booked(city: City, lease: Any = None, day: date = BOOKED, **facts: Any) -> Any:
    """Moving in is booked; gives the check-in with its lease."""
    lease = lease or await contracted(city, **facts)
    path = f"/leases/{lease['id']}/check-in"
    one = await city[Role.FRONT_DESK].act(path, {"booked_on": day.isoformat()})
    return {**one, "lease": lease}


async def go(client: Client, one: Any, step: str, body: Any = None) -> Any:
    """A step on the check-in as it is now; gives it after."""
    version = (await client.read(f"/check-ins/{one['id']}"))["version"]
    after = await client.act(f"/check-ins/{one['id']}/{step}", body, version=version)
    return {**one, **after}


async def tried(client: Client, one: Any, step: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the response."""
    version = (await client.read(f"/check-ins/{one['id']}"))["version"]
    headers = {"If-Match": f'"{version}"'}
    return await client.post(f"/check-ins/{one['id']}/{step}", body, **headers)


def money(lease: Any, fen: int, day: date) -> dict[str, Any]:
    return {
        "lease_id": lease["id"],
        "channel": "cash",
        "amount_fen": fen,
        "received_on": day.isoformat(),
        "payer_name": "赵福生",
    }


async def paid(city: City, one: Any) -> Any:
    """Deposit and first rent, exactly what is asked for, and confirmed."""
    lease, today = one["lease"], city.runtime.clock.today()
    asked = await city.officer.read(f"/check-ins/{one['id']}")
    if asked["deposit_missing_fen"]:
        body = money(lease, asked["deposit_missing_fen"], today)
        await city.cashier.act("/deposit-receipts", body)
    if asked["first_rent_missing_fen"]:
        await city.cashier.act("/payments", money(lease, asked["first_rent_missing_fen"], today))
    return await go(city[Role.FRONT_DESK], one, "money-confirmation")


async def looked_over(city: City, one: Any, *, signs: bool = True, **facts: Any) -> Any:
    """The sheet is filled, signed by both sides, and the home inspected."""
    desk, lease = city[Role.FRONT_DESK], one["lease"]
    sheet = await of_lease(city, lease["id"], lease["unit"], "check_in", desk, **facts)
    one = await go(desk, one, "inspection", {"handover_id": sheet["id"]})
    if signs:
        await signed_sheet(city, sheet)
    return {**one, "sheet": sheet}


async def signed_sheet(city: City, sheet: Any) -> None:
    desk = city[Role.FRONT_DESK]
    for side, name in (("tenant", "赵福生"), ("operator", "李建国")):
        response = await signing(desk, sheet, side, name)
        assert response.status_code == 201, response.text


async def verified(city: City, one: Any) -> Any:
    """Everybody of the household showed a card."""
    desk = city[Role.FRONT_DESK]
    for member in one["members"]:
        body = {"member_id": member["member_id"], "identity_way": "id_card_seen"}
        one = await go(desk, one, "members", body)
    return one


async def handed_over(city: City, one: Any = None, **facts: Any) -> Any:
    one = await paid(city, one or await booked(city))
    one = await verified(city, await looked_over(city, one))
    return await go(
        city[Role.FRONT_DESK], one, "hand-over", {"repair_split_explained": True, **facts}
    )


async def moved_in(city: City, one: Any = None, **facts: Any) -> Any:
    """From the booking to the entry; gives the check-in with its lease."""
    one = await handed_over(city, one, **facts)
    body = {"reason": facts["reason"]} if "reason" in facts else {}
    return await go(city[Role.FRONT_DESK], one, "registration", body)


async def given_to_another_operator(city: City, project_id: str) -> None:
    """The city's operator runs that project no more: its people see nothing of it."""
    async with city.runtime.database.transaction(city.context) as session:
        statement = update(ProjectRow).where(ProjectRow.id == UUID(project_id))
        await session.execute(statement.values(operator_id=city.organisations["evaluator"]))
