"""The screen in the hall: who is at a window, who is next, what is left; live, names masked."""

import asyncio
import json
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_rounds import CHOSEN, called, chose, homes, on, selecting, stepped, turn_tried


async def hall(city: City, one: Any) -> Any:
    return await city[Role.FRONT_DESK].read(f"/allocation-rounds/{one['id']}/hall")


async def test_the_hall_follows_the_session(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 3)
    one = await selecting(city, project, units, people=4, method="queue")
    await chose(city, await called(city, one), units[2])
    second = await called(city, one, desk="2号窗口")

    told = await hall(city, one)

    assert [(t["position"], t["name"], t["desk"]) for t in told["called"]] == [
        (2, "钱*财", "2号窗口")
    ]
    assert [t["position"] for t in told["next"]] == [3, 4]
    assert (told["waiting"], told["selected"], told["homes_left"]) == (2, 1, 2)
    assert told["remaining"] == [
        {"layout": "一室一厅", "floor": 1, "homes": 1},
        {"layout": "一室一厅", "floor": 2, "homes": 1},
    ]
    [pick] = told["picks"]
    assert (pick["position"], pick["name"], pick["building"]) == (1, "赵*生", "1栋")
    await turn_tried(city, second, "skip")
    assert (await hall(city, one))["skipped"] == 1


async def watch(city: City, one: Any, role: Role = Role.FRONT_DESK) -> list[Any]:
    response = await city[role].request("GET", f"/allocation-rounds/{one['id']}/hall/events")
    assert response.status_code == HTTPStatus.OK, response.text
    assert response.headers["content-type"].startswith("text/event-stream")
    return [
        json.loads(line.removeprefix("data: "))
        for line in response.text.splitlines()
        if line.startswith("data: ")
    ]


async def test_the_stream_tells_each_change_and_ends_with_the_session(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 1)
    one = await selecting(city, project, units, people=1)
    watching = asyncio.create_task(watch(city, one))
    await asyncio.sleep(0.8)
    turn = await called(city, one)
    await asyncio.sleep(0.8)
    await chose(city, turn, units[0])
    await asyncio.sleep(0.8)
    with on(city, CHOSEN):
        await stepped(city, city.approver, one, "result-publication")

    told = await asyncio.wait_for(watching, 10)

    assert [(t["state"], t["waiting"], len(t["called"]), t["selected"]) for t in told] == [
        ("selecting", 1, 0, 0),
        ("selecting", 0, 1, 0),
        ("selecting", 0, 0, 1),
        ("result_published", 0, 0, 1),
    ]


@pytest.mark.parametrize("role", [Role.TENANT, Role.FINANCE_OFFICER, Role.EVALUATOR])
async def test_who_may_not_see_rounds_does_not_watch(city: City, role: Role) -> None:
    project = await city.project()
    one = await selecting(city, project, await homes(city, project, 1), people=1)

    for path in ("hall", "hall/events"):
        response = await city[role].get(f"/allocation-rounds/{one['id']}/{path}")
        assert response.status_code == HTTPStatus.FORBIDDEN
