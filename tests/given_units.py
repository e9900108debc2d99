"""Units at every point of their life, and the papers that bring them there."""

from datetime import date
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from PIL import Image
from sqlalchemy import insert, update

from domain.housing import UnitState
from persistence.tables.housing import UnitEventRow, UnitRow
from tests.given import City, Client

PDF: Final = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
#: A photo of one pixel.


def _photo() -> bytes:
    """A small grey picture, as a phone would take it."""
    made = BytesIO()
    Image.new("RGB", (64, 48), (120, 120, 120)).save(made, "JPEG")
    return made.getvalue()


JPEG: Final = _photo()


async def stored(client: Client, name: str = "证明.pdf", data: bytes = PDF) -> str:
    """A file that this person stored; gives its id."""
    response = await client.request("POST", "/files", files={"file": (name, data)})
    assert response.status_code == 201, response.text
    return response.json()["id"]


async def in_state(city: City, home: Any, state: UnitState, since: date | None = None) -> Any:
    """The unit in this state, however it came there; read anew."""
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(UnitRow)
            .where(UnitRow.id == UUID(home["id"]))
            .values(state=state, vacant_since=since)
        )
    return await city.officer.read(f"/units/{home['id']}")


async def known_since(city: City, home: Any, day: date) -> None:
    """The unit's history begins before the program knew it."""
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(UnitEventRow).values(
                unit_id=UUID(home["id"]), effective_on=day, event="import", to_state="available"
            )
        )


async def home(city: City, room: str = "101", **facts: Any) -> Any:
    """An accepted home of a project of its own."""
    project = await city.project()
    return await city.unit(project, await city.building(project), room, **facts)


async def act(client: Client, unit: Any, action: str, body: Any = None) -> Any:
    """A step on the unit as it was read; gives the answer's body."""
    return await client.act(f"/units/{unit['id']}/{action}", body, version=unit["version"])


async def tried(client: Client, unit: Any, action: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the response."""
    headers = {"If-Match": f'"{unit["version"]}"'}
    return await client.post(f"/units/{unit['id']}/{action}", body, **headers)


def card(number: str = "ZC0001", **facts: Any) -> dict[str, Any]:
    """An asset card's first edition."""
    return {
        "after_edition": 0,
        "card_no": number,
        "original_value_fen": 18_432_000,
        "acquired_on": "2014-09-30",
        "acquired_by": "built",
        "area_m2": "52.36",
        "reason": "新建入账",
        **facts,
    }
