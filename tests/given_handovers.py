"""Hand-over sheets, and the people of both sides who sign them."""

from typing import Any, Final

from domain.access import Role
from domain.handovers import Side
from tests.given import City, Client
from tests.given_units import JPEG, card, stored

#: Whose account notes each side's signature on a joint acceptance.
SIGNER: Final = {Side.PURCHASER: Role.PURCHASER_OFFICER, Side.OPERATOR: Role.OPERATOR_MANAGER}


def read_and_counted(**facts: Any) -> dict[str, Any]:
    """What an acceptance needs at least: base readings and keys."""
    return {
        "meters": [
            {"kind": "water", "reading": "0.5", "meter_no": "S-1001"},
            {"kind": "power", "reading": "12", "meter_no": "D-1001"},
        ],
        "keys": [{"kind": "door", "expected": 3, "counted": 3}],
        **facts,
    }


async def priced(city: City, project: Any) -> None:
    """The project has a published rent standard."""
    body = {
        "project_id": project["id"],
        "price_per_m2": "5.20",
        "valid_from": "2025-01-01",
        "document_no": "包住建〔2025〕1号",
    }
    await city.officer.act("/rent-standards", body)


async def in_acceptance(city: City, project: Any, building: Any, room: str = "101") -> Any:
    """A unit that was registered with its card, and waits for the joint inspection."""
    unit = await city.draft(project, building, room)
    await city.officer.act(f"/units/{unit['id']}/asset-card", card(f"ZC-{unit['code']}"))
    await city.officer.act(f"/units/{unit['id']}/registration", {}, version=unit["version"])
    return await city.officer.read(f"/units/{unit['id']}")


async def drafted(city: City, unit: Any, client: Client | None = None, **facts: Any) -> Any:
    """A joint acceptance of today, complete enough to sign."""
    body = {
        "kind": "acceptance",
        "unit_id": unit["id"],
        "on_date": city.runtime.clock.today().isoformat(),
        **read_and_counted(),
        **facts,
    }
    return await (client or city.officer).act("/handovers", body)


async def signing(client: Client, sheet: Any, side: str, name: str = "李建国") -> Any:
    """A signature with a scan of its own; gives the response."""
    scan = await stored(client, "签名.jpg", JPEG)
    body = {"side": side, "name": name, "file_id": scan}
    return await client.post(f"/handovers/{sheet['id']}/signatures", body)


async def of_lease(
    city: City, lease_id: Any, unit: Any, kind: str, client: Client, **facts: Any
) -> Any:
    """A household's sheet with everything it needs; gives it as drafted."""
    photo = await stored(client, "水表.jpg", JPEG)
    body = {
        "kind": kind,
        "unit_id": unit["id"],
        "lease_id": str(lease_id),
        "on_date": city.runtime.clock.today().isoformat(),
        "meters": [
            {"kind": "water", "reading": "100", "photo_id": photo},
            {"kind": "power", "reading": "1000", "photo_id": photo},
        ],
        "keys": [{"kind": "door", "expected": 6, "counted": 6, "price_fen": 3500}],
        "fittings": [{"room": "客厅", "item": "入户门", "count": 1, "condition": "intact"}],
        "photos": [{"room": "客厅", "file_id": photo}],
        **facts,
    }
    return await client.act("/handovers", body)
