"""Households on their way out, over HTTP and on days that are told."""

from datetime import date
from typing import Any, Final

from sqlalchemy import select

from domain.access import Role
from persistence import verifying
from persistence.tables.deposits import DepositRefundRow
from tests.given import City, Client
from tests.given_deposits import deposited
from tests.given_handovers import of_lease, signing
from tests.given_payments import home, order, owes
from tests.given_units import stored

RENT: Final = 27227
APPLIED: Final = date(2025, 6, 2)
LEAVES: Final = date(2025, 6, 18)


async def let(city: City, *, deposit: int = 100_000, **facts: Any) -> Any:
    """A home lived in since January 2025, with a deposit."""
    flat = await home(city, **facts)
    if deposit:
        await deposited(city, flat["id"], deposit, received_on="2025-01-05")
    return flat


async def prepaid(city: City, flat: Any, *months: str) -> None:
    """Charged and paid."""
    await owes(city, flat, *months)
    fen = RENT * len(months)
    await city.cashier.act("/payments", order(flat, fen, received_on="2025-06-01"))


async def opened(client: Client, flat: Any, track: str, ground: str, **facts: Any) -> Any:
    body = {"lease_id": flat["id"], "track": track, "ground": ground, **facts}
    return await client.act("/exit-cases", body)


async def applied(city: City, flat: Any) -> Any:
    return await opened(
        city[Role.FRONT_DESK], flat, "voluntary", "own_wish", leaves_on=LEAVES.isoformat()
    )


async def step(client: Client, case: Any, event: str, **facts: Any) -> Any:
    """A step of the front half on the case as it is now; gives it after."""
    return await deed(client, case, "steps", {"event": event, **facts})


async def deed(client: Client, case: Any, action: str, body: Any = None) -> Any:
    return await client.act(
        f"/exit-cases/{case['id']}/{action}", body, version=await _version(client, case)
    )


async def tried(client: Client, case: Any, action: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the response."""
    version = await _version(client, case)
    return await client.post(
        f"/exit-cases/{case['id']}/{action}", body, **{"If-Match": f'"{version}"'}
    )


async def _version(client: Client, case: Any) -> int:
    return (await client.read(f"/exit-cases/{case['id']}"))["version"]


async def proof(client: Client) -> list[str]:
    return [await stored(client)]


async def checked_in(city: City, flat: Any, water: str = "88", power: str = "914") -> None:
    await _sheet(city, flat, "check_in", water, power, ("operator", "tenant"))


async def checked_out(city: City, flat: Any, *, alone: bool = False, **facts: Any) -> Any:
    """The check-out sheet of today; by the operator alone where the household is gone."""
    sides = ("operator",) if alone else ("tenant", "operator")
    return await _sheet(city, flat, "check_out", "100", "1000", sides, **facts)


async def _sheet(
    city: City, flat: Any, kind: str, water: str, power: str, sides: Any, **facts: Any
) -> Any:
    desk = city[Role.FRONT_DESK]
    photo = await stored(desk, "表.pdf")
    meters = [
        {"kind": "water", "reading": water, "photo_id": photo},
        {"kind": "power", "reading": power, "photo_id": photo},
    ]
    sheet = await of_lease(city, flat["id"], flat["unit"], kind, desk, meters=meters, **facts)
    for side in sides:
        response = await signing(desk, sheet, side)
        assert response.status_code == 201, response.text
    return sheet


#: E12: a door at 180.00 and two keys at 35.00.
DAMAGED: Final = {
    "keys": [{"kind": "door", "expected": 6, "counted": 4, "price_fen": 3500}],
    "fittings": [
        {
            "room": "客厅",
            "item": "入户门",
            "count": 1,
            "condition": "damaged",
            "price_fen": 18000,
        }
    ],
}


async def bill_in(client: Client, **facts: Any) -> dict[str, Any]:
    """Water and power at their tariffs, the property fee proved."""
    return {
        "utilities": [
            {"meter": "water", "yuan_a_unit": "3.85", "payee": "供水公司"},
            {"meter": "power", "yuan_a_unit": "0.48", "payee": "供电公司"},
        ],
        "clearances": [{"kind": "property_fee", "file_id": await stored(client)}],
        **facts,
    }


async def inspected(city: City, flat: Any, case: Any, **sheet: Any) -> Any:
    """Booked for today, and the sheet signed."""
    desk = city[Role.FRONT_DESK]
    today = city.runtime.clock.today().isoformat()
    await step(desk, case, "book_inspection", inspect_on=today)
    await checked_out(city, flat, **sheet)
    return await deed(desk, case, "inspection")


async def billed(city: City, case: Any, **facts: Any) -> Any:
    """Drafted at the counter and confirmed by the manager; gives the bill."""
    desk = city[Role.FRONT_DESK]
    drafted = await deed(desk, case, "final-bill", await bill_in(desk, **facts))
    path = f"/exit-cases/{case['id']}/final-bill/confirmation"
    return await city.manager.act(path, version=drafted["version"])


async def refunds_of(city: City, case: Any) -> list[Any]:
    return (await city.cashier.read("/rent-refunds", case_id=case["id"]))["items"]


SLIP: Final = {"slip_no": "TF-1", "reason": "退房退还预缴租金"}


async def paid_back(city: City, flat: Any, case: Any) -> None:
    """Both legs, by the manager: rent from the account, the deposit from its own."""
    for one in await refunds_of(city, case):
        path = f"/rent-refunds/{one['id']}/payment"
        await city.manager.act(path, SLIP, version=one["version"])
    async with city.runtime.database.snapshot(city.context) as session:
        row = DepositRefundRow
        found = await session.execute(
            select(row.id, row.version).where(row.lease_id == flat["id"], row.state == "proposed")
        )
        waiting = list(found)
    for refund_id, version in waiting:
        path = f"/deposit-refunds/{refund_id}/payment"
        await city.manager.act(path, {"slip_no": "YJ-1"}, version=version)


async def findings(city: City) -> Any:
    """What `anju ledger verify` would find."""
    async with city.runtime.database.snapshot(city.context) as session:
        return await verifying.findings(session)
