"""A round from its plan to its end: drawn by lot, chosen in order, public throughout."""

import json
import re
from typing import Any

import httpx

from domain.access import Role
from domain.lottery import verify
from tests.given import City
from tests.given_rounds import (
    CHOSEN,
    COMMITMENT,
    DRAWN,
    called,
    chose,
    homes,
    on,
    ordered,
    paper,
    stepped,
)


async def test_households_go_from_registration_through_the_lottery_to_a_home(
    city: City, stranger: httpx.AsyncClient
) -> None:
    project = await city.project()
    units = await homes(city, project, 3)
    one, made = await ordered(city, project, units, people=4)
    with on(city, DRAWN):
        one = await stepped(city, city.approver, one, "order-publication")
    public = f"/v1/public/allocation-rounds/{one['id']}"

    told = (await stranger.get(public)).json()
    file = (await stranger.get(f"{public}/result-file")).content
    assert verify(file, commitment=COMMITMENT, inputs_sha256=told["order"]["inputs_sha256"]) is None
    assert [line["number"] for line in told["order"]["lines"]] == json.loads(file)["order"]
    assert one["objections_until"] == "2026-04-28"

    with on(city, CHOSEN):
        one = await stepped(city, city.manager, one, "selection")
    order = told["order"]["lines"]
    first = await called(city, one, desk="1号窗口")
    assert first["number"] == order[0]["number"]
    taken = await chose(city, first, units[2])
    assert taken["registration"]["turn"] == "selected"

    second = await called(city, one)
    with on(city, CHOSEN):
        await city[Role.FRONT_DESK].act(
            f"/allocation-rounds/{one['id']}/registrations/{second['id']}/skip",
            version=second["version"],
        )
    third = await called(city, one)
    with on(city, CHOSEN):
        await city[Role.FRONT_DESK].act(
            f"/allocation-rounds/{one['id']}/registrations/{third['id']}/waiver",
            {"reason": "楼层太高。", "file_ids": [await paper(city[Role.FRONT_DESK])]},
            version=third["version"],
        )
    fourth = await called(city, one)
    await chose(city, fourth, units[1])
    again = await called(city, one, absent=True)
    assert again["id"] == second["id"]
    await chose(city, again, units[0])

    with on(city, CHOSEN):
        one = await stepped(city, city.approver, one, "result-publication")
        one = await stepped(city, city.officer, one, "closing")
    told = (await stranger.get(public)).json()
    outcomes = {
        line["number"]: (line["outcome"], line["place"]) for line in told["result"]["lines"]
    }
    assert outcomes == {
        first["number"]: ("selected", "1栋"),
        second["number"]: ("selected", "1栋"),
        third["number"]: ("waived", None),
        fourth["number"]: ("selected", "1栋"),
    }
    _nobody_can_be_recognised(told, made)
    kept = (await city.officer.read("/reservations", round_id=one["id"]))["items"]
    assert {item["state"] for item in kept} == {"held"}
    assert {item["deadline_on"] for item in kept} == {"2026-05-15"}
    states = {unit["code"]: unit["state"] for unit in (await city.officer.read("/units"))["items"]}
    assert set(states.values()) == {"reserved"}


def _nobody_can_be_recognised(told: Any, made: list[Any]) -> None:
    text = json.dumps(told, ensure_ascii=False)
    assert not re.search(r"[0-9]{17}[0-9X]", text)
    for registration in made:
        assert registration["applicant_name"] not in text
    for line in (*told["order"]["lines"], *told["result"]["lines"]):
        assert "*" in line["name"]
