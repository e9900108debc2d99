"""Allocation rounds on their way, over HTTP and on days that are told."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from domain.access import Role
from tests.given import City, Client
from tests.given_eligibility import granted, number
from tests.given_units import stored

#: The days of an ordinary round: planned, open, closed, frozen, drawn, objected to, chosen.
PLANNED: Final = date(2026, 4, 1)
OPENS: Final = date(2026, 4, 7)
CLOSES: Final = date(2026, 4, 17)
REVIEWED: Final = date(2026, 4, 20)
DRAWN: Final = date(2026, 4, 21)
CHOSEN: Final = date(2026, 4, 29)

SECRET: Final = "5e" * 32
COMMITMENT: Final = sha256(bytes.fromhex(SECRET)).hexdigest()
SOURCE: Final = "双色球2026045期开奖号码"
VALUE: Final = "03 11 17 22 28 33 + 05"


@contextmanager
def on(city: City, day: date) -> Iterator[None]:
    """On that business day."""
    before = city.runtime.clock.told
    city.runtime.clock.told = day
    try:
        yield
    finally:
        city.runtime.clock.told = before


async def homes(city: City, project: Any, count: int = 4, **facts: Any) -> list[Any]:
    """So many homes, one a floor, with one room each."""
    with on(city, PLANNED):
        building = await city.building(project)
        return [
            await city.unit(
                project, building, f"{n}01", **{"layout": "一室一厅", "floor": n, **facts}
            )
            for n in range(1, count + 1)
        ]


def plan(project: Any, units: Sequence[Any], /, **facts: Any) -> dict[str, Any]:
    return {
        "project_id": project["id"],
        "title": "幸福家园2026年第一批配租",
        "method": "lottery",
        "location": "昆都仑区友谊大街18号",
        "rent_standard": "5.20元/㎡·月",
        "target_group": "城镇低收入住房困难家庭",
        "registration_opens_on": OPENS.isoformat(),
        "registration_closes_on": CLOSES.isoformat(),
        "units": [unit["code"] for unit in units],
        **facts,
    }


async def drafted(city: City, project: Any, units: Sequence[Any], /, **facts: Any) -> Any:
    return await city.officer.act("/allocation-rounds", plan(project, units, **facts))


async def stepped(city: City, client: Client, one: Any, step: str, body: Any = None) -> Any:
    """A step on the round as it is now."""
    now = await city.officer.read(f"/allocation-rounds/{one['id']}")
    return await client.act(f"/allocation-rounds/{one['id']}/{step}", body, version=now["version"])


async def tried(city: City, client: Client, one: Any, step: str, body: Any = None) -> Any:
    """The same where it may be refused: gives the response."""
    now = await city.officer.read(f"/allocation-rounds/{one['id']}")
    headers = {"If-Match": f'"{now["version"]}"'}
    return await client.post(f"/allocation-rounds/{one['id']}/{step}", body, **headers)


def commitment(**facts: Any) -> dict[str, Any]:
    return {
        "commitment": COMMITMENT,
        "public_source": SOURCE,
        "public_on": DRAWN.isoformat(),
        **facts,
    }


async def published(city: City, project: Any, units: Sequence[Any], /, **facts: Any) -> Any:
    """Drafted, committed where it is a lottery, and published."""
    with on(city, PLANNED):
        one = await drafted(city, project, units, **facts)
        if one["method"] == "lottery":
            one = await stepped(city, city.officer, one, "commitment", commitment())
        return await stepped(city, city.approver, one, "plan-publication")


async def registered(city: City, one: Any, record: Any, national_id: str) -> Any:
    """At the counter, by the clerk."""
    body = {"applicant": {"name": record["applicant_name"], "national_id": national_id}}
    with on(city, OPENS):
        return await city[Role.FRONT_DESK].act(
            f"/allocation-rounds/{one['id']}/registrations", body
        )


async def applicant(city: City, name: str, **facts: Any) -> tuple[Any, str]:
    """Somebody who was granted a home, and their number."""
    mine = facts.pop("national_id", None) or number()
    return await granted(city, name, national_id=mine, **facts), mine


NAMES: Final = ("赵福生", "钱进财", "孙守信", "李建国", "周秀英", "吴玉兰", "郑小明", "王大力")


async def opened(
    city: City, project: Any, units: Sequence[Any], /, people: int = 3, **facts: Any
) -> tuple[Any, list[Any]]:
    """Published, with so many registered; gives the round and the registrations."""
    one = await published(city, project, units, **facts)
    made = [await registered(city, one, *await applicant(city, name)) for name in NAMES[:people]]
    return await city.officer.read(f"/allocation-rounds/{one['id']}"), made


async def reviewed(
    city: City, project: Any, units: Sequence[Any], /, people: int = 3, **facts: Any
) -> tuple[Any, list[Any]]:
    one, made = await opened(city, project, units, people, **facts)
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        return await stepped(city, city.officer, one, "review"), made


async def ordered(
    city: City, project: Any, units: Sequence[Any], /, people: int = 3, **facts: Any
) -> tuple[Any, list[Any]]:
    one, made = await reviewed(city, project, units, people, **facts)
    with on(city, REVIEWED):
        one = await stepped(city, city.officer, one, "freezing")
    draw = {"secret": SECRET, "public_value": VALUE} if one["method"] == "lottery" else None
    with on(city, DRAWN):
        return await stepped(city, city.officer, one, "order", draw), made


async def selecting(
    city: City, project: Any, units: Sequence[Any], /, people: int = 3, **facts: Any
) -> Any:
    """Ordered, published, without objections, and the session has begun."""
    one, _ = await ordered(city, project, units, people, **facts)
    with on(city, DRAWN):
        one = await stepped(city, city.approver, one, "order-publication")
    with on(city, CHOSEN):
        return await stepped(city, city[Role.FRONT_DESK], one, "selection")


async def called(city: City, one: Any, clerk: Client | None = None, **body: Any) -> Any:
    client = clerk or city[Role.FRONT_DESK]
    with on(city, CHOSEN):
        return await client.act(f"/allocation-rounds/{one['id']}/calls", body or None)


def turn_path(turn: Any, step: str) -> str:
    return f"/allocation-rounds/{turn['round_id']}/registrations/{turn['id']}/{step}"


async def chose(city: City, turn: Any, unit: Any, clerk: Client | None = None, **facts: Any) -> Any:
    client = clerk or city[Role.FRONT_DESK]
    with on(city, CHOSEN):
        return await client.act(
            turn_path(turn, "selection"),
            {"unit_id": unit["id"], **facts},
            version=turn["version"],
        )


async def turn_tried(
    city: City, turn: Any, step: str, body: Any = None, clerk: Client | None = None
) -> Any:
    client = clerk or city[Role.FRONT_DESK]
    with on(city, CHOSEN):
        headers = {"If-Match": f'"{turn["version"]}"'}
        return await client.post(turn_path(turn, step), body, **headers)


async def paper(client: Client) -> str:
    """A signed paper, scanned; gives its id."""
    return await stored(client, "签字件.pdf")


async def queue_round(city: City, units: int = 3, people: int = 3, **facts: Any) -> Any:
    """By queue, so that places follow the numbers: the first registered is the first called."""
    project = await city.project()
    made = await homes(city, project, units, **facts)
    one = await selecting(city, project, made, people=people, method="queue")
    return one, made


async def line(city: City, one: Any) -> list[tuple[int, str]]:
    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    return [(item["position"], item["turn"]) for item in listed]


async def public(city: City, one: Any) -> Any:
    response = await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")
    assert response.status_code == HTTPStatus.OK, response.text
    return response.json()
