"""What anybody may read of a round: masked by construction, version by version, not too often."""

import json
import re
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.web.pace import Pace
from api.web.problems import TooManyRequests
from domain.access import Role
from tests.given import City
from tests.given_eligibility import number
from tests.given_rounds import (
    CHOSEN,
    REVIEWED,
    applicant,
    called,
    chose,
    homes,
    on,
    published,
    registered,
    selecting,
    stepped,
    turn_tried,
)


async def public(city: City, one: Any) -> Any:
    response = await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")
    assert response.status_code == HTTPStatus.OK, response.text
    return response.json()


async def order_of(city: City, *people: tuple[str, str]) -> Any:
    project = await city.project()
    one = await published(city, project, await homes(city, project, 1), method="queue")
    for name, mine in people:
        await registered(city, one, *await applicant(city, name, national_id=mine))
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)
        one = await stepped(city, city.approver, one, "order-publication")
    return (await public(city, one))["order"]


async def test_names_are_masked_and_numbers_told_only_of_those_who_look_alike(city: City) -> None:
    first, second, third = number(), number(), number()

    order = await order_of(city, ("张小明", first), ("李四", second), ("张大明", third))

    assert [(line["name"], line["id"]) for line in order["lines"]] == [
        ("张*明", f"{first[:4]}**********{first[-4:]}"),
        ("李*", None),
        ("张*明", f"{third[:4]}**********{third[-4:]}"),
    ]


async def test_a_minor_is_not_named(city: City) -> None:
    child = number(date(2012, 5, 1))

    order = await order_of(city, ("张小宝", child), ("李四", number()))

    assert order["lines"][0]["name"] == "未成年人"
    assert "张" not in json.dumps(order, ensure_ascii=False).replace(order["title"], "")


async def test_nothing_public_holds_a_person_in_full(city: City) -> None:
    """Every body of every version, and the hall, against names, numbers and rooms."""
    project = await city.project()
    units = await homes(city, project, 2)
    one = await selecting(city, project, units, people=3)
    await chose(city, await called(city, one), units[0])
    await turn_tried(city, await called(city, one), "waiver", {"reason": "不满意。"})
    await chose(city, await called(city, one), units[1])
    with on(city, CHOSEN):
        one = await stepped(city, city.approver, one, "result-publication")
    people = await city.officer.read("/eligibility-records")

    told = await public(city, one)
    texts = [json.dumps(told, ensure_ascii=False)]
    for version in told["versions"]:
        path = f"/v1/public/allocation-rounds/{one['id']}/versions"
        response = await city.http.get(f"{path}/{version['kind']}/{version['number']}")
        assert response.status_code == HTTPStatus.OK
        texts.append(response.text)
    hall = await city[Role.FRONT_DESK].read(f"/allocation-rounds/{one['id']}/hall")
    texts.append(json.dumps(hall, ensure_ascii=False))

    for text in texts:
        assert not re.search(r"(?<![0-9a-f])[0-9]{17}[0-9X](?![0-9a-f])", text)
        for record in people["items"]:
            assert record["applicant_name"] not in text
            assert record["id"] not in text
        for unit in units:
            assert unit["code"] not in text
            assert unit["id"] not in text


async def test_edge_case_30_a_corrected_result_keeps_the_one_before_in_the_chain(
    city: City,
) -> None:
    """11.1 no. 30."""
    project = await city.project()
    units = await homes(city, project, 1)
    one = await selecting(city, project, units, people=1)
    made = await chose(city, await called(city, one), units[0])
    with on(city, CHOSEN):
        one = await stepped(city, city.approver, one, "result-publication")
        kept = await city.officer.read(f"/reservations/{made['reservation_id']}")
        await city[Role.FRONT_DESK].act(
            f"/reservations/{kept['id']}/waiver",
            {"reason": "已购房。", "file_ids": [await _paper(city)]},
            version=kept["version"],
        )
        one = await stepped(
            city, city.approver, one, "result-publication", {"reason": "一户放弃。"}
        )

    told = await public(city, one)
    assert told["result"]["lines"][0]["outcome"] == "waived"
    results = [v for v in told["versions"] if v["kind"] == "result"]
    assert [(v["number"], v["standing"], v["reason"]) for v in results] == [
        (1, "corrected", None),
        (2, "current", "一户放弃。"),
    ]
    first = (
        await city.http.get(f"/v1/public/allocation-rounds/{one['id']}/versions/result/1")
    ).json()
    assert first["version"]["standing"] == "corrected"
    assert first["result"]["lines"][0]["outcome"] == "selected"


async def _paper(city: City) -> str:
    from tests.given_rounds import paper

    return await paper(city[Role.FRONT_DESK])


async def test_the_hash_of_a_version_is_that_of_what_it_says(city: City) -> None:
    from domain.lottery import hash_of

    project = await city.project()
    one = await selecting(city, project, await homes(city, project, 1), people=1)

    told = await public(city, one)

    [order] = [v for v in told["versions"] if v["kind"] == "order"]
    assert order["sha256"] == hash_of(told["order"]).hex()


async def test_who_asks_too_often_is_told_to_wait(city: City) -> None:
    settings = city.runtime.settings.model_copy(update={"public_pace": 3})
    app = create_app(replace(city.runtime, settings=settings))
    path = "/v1/public/allocation-rounds/0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)

    async with httpx.AsyncClient(transport=transport, base_url="http://anju.test") as client:
        answers = [await client.get(path) for _ in range(4)]

    assert [one.status_code for one in answers] == [404, 404, 404, 429]
    assert answers[-1].json()["code"] == "too_many_requests"
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_bucket_fills_again_with_time_and_is_each_address_s_own():
    now = [0.0]
    pace = Pace(most=2, now=lambda: now[0])

    pace.take("a")
    pace.take("a")
    with pytest.raises(TooManyRequests):
        pace.take("a")
    pace.take("b")
    now[0] = 30.0
    pace.take("a")
    with pytest.raises(TooManyRequests):
        pace.take("a")


def test_old_addresses_are_forgotten():
    pace = Pace(most=1, now=lambda: 0.0)

    for n in range(10_001):
        pace.take(str(n))

    assert len(pace._buckets) == 10_000
