"""Units at every point of their life, and the papers that bring them there."""

from datetime import date
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from PIL import Image
from sqlalchemy import insert, update

from api.housing import life
from api.housing.life import Step
from domain.access import Actor, Role, Scope
from domain.housing import ACTORS, UnitEvent, UnitState
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


_S, _E = UnitState, UnitEvent


async def steps(city: City) -> dict[UnitEvent, tuple[Role, str, dict[str, Any]]]:
    """Each step that is a resource of its own: who, where, with what."""
    today = city.runtime.clock.today()
    desk, approver = city[Role.FRONT_DESK], city.approver
    return {
        _E.REGISTER: (Role.PURCHASER_OFFICER, "registration", {}),
        _E.MAKE_READY: (
            Role.FRONT_DESK,
            "readiness",
            {"lock_changed": True, "file_ids": [await stored(desk)]},
        ),
        _E.TAKE_OUT: (
            Role.FRONT_DESK,
            "repair",
            {"reason_code": "damage", "reason": "爆管", "until_on": today.isoformat()},
        ),
        _E.FINISH_REPAIR: (Role.FRONT_DESK, "repair/completion", {}),
        _E.FREEZE: (
            Role.PURCHASER_APPROVER,
            "freeze",
            {
                "reason_code": "litigation",
                "reason": "诉讼保全",
                "legal_basis": "民事诉讼法第一百零三条",
                "file_ids": [await stored(approver)],
            },
        ),
        _E.RELEASE: (
            Role.PURCHASER_APPROVER,
            "release",
            {"reason": "解除保全", "file_ids": [await stored(approver)]},
        ),
        _E.WITHDRAW: (
            Role.PURCHASER_APPROVER,
            "withdrawal",
            {
                "reason_code": "conversion",
                "reason": "转配售",
                "legal_basis": "财资〔2018〕106号",
                "file_ids": [await stored(approver)],
            },
        ),
    }


async def first_on(city: City, home: Any, day: date) -> None:
    """The unit's history began earlier than today."""
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(UnitEventRow).values(
                unit_id=UUID(home["id"]), effective_on=day, event="import", to_state="available"
            )
        )


async def actor_for(city: City, event: UnitEvent) -> Actor:
    return await city.actor(min(ACTORS[event]))


async def move(
    city: City, home: Any, event: UnitEvent, actor: Actor | None = None, **facts: Any
) -> life.Moved:
    return await moved_by(city, home, actor or await actor_for(city, event), event, **facts)


async def moved_by(
    city: City, home: Any, who: Actor | None, event: UnitEvent, **facts: Any
) -> life.Moved:
    async with city.runtime.database.transaction(city.context) as session:
        return await life.move(
            session,
            who,
            Scope(city.authority_id, None),
            UUID(home["id"]),
            Step(event=event, **facts),
            today=city.runtime.clock.today(),
        )
