"""One unit, one card 一套一卡: editions are added, and none is changed."""

import asyncio
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_units import card, home, stored


@pytest.fixture
async def flat(city: City) -> Any:
    return await home(city)


async def test_a_card_is_written_and_the_unit_names_it(city: City, flat: Any) -> None:
    invoice = await stored(city.officer, "决算.pdf")
    path = f"/units/{flat['id']}/asset-card"

    before = await city.officer.get(path)
    written = await city.officer.act(path, card(file_ids=[invoice], title_no="蒙（2016）0012345"))

    assert (before.status_code, before.json()["code"]) == (404, "asset_card_not_found")
    assert (written["edition"], written["card_no"]) == (1, "ZC0001")
    assert written["original_value_fen"] == 18_432_000
    read = await city[Role.AUDITOR].read(path)
    assert read == written
    listed = await city.officer.read("/asset-cards", card_no="ZC")
    assert [one["unit_code"] for one in listed["items"]] == [flat["code"]]


async def test_a_later_edition_holds_and_the_earlier_one_stays(city: City, flat: Any) -> None:
    path = f"/units/{flat['id']}/asset-card"
    await city.officer.act(path, card())
    await city.officer.act(
        path, card(after_edition=1, original_value_fen=19_000_000, reason="加装电梯分摊")
    )

    listed = await city.officer.read("/asset-cards", project_id=flat["project_id"])
    editions = await city.officer.read(f"{path}/editions")

    assert [one["original_value_fen"] for one in listed["items"]] == [19_000_000]
    assert [(one["edition"], one["original_value_fen"]) for one in editions["items"]] == [
        (2, 19_000_000),
        (1, 18_432_000),
    ]


async def test_an_edition_follows_the_one_that_was_read(city: City, flat: Any) -> None:
    path = f"/units/{flat['id']}/asset-card"
    await city.officer.act(path, card())

    late = await city.officer.post(path, card())

    assert (late.status_code, late.json()["code"]) == (409, "card_changed_meanwhile")
    assert late.json()["facts"] == {"edition": 1}


async def test_two_editions_at_once_do_not_both_follow_the_same_one(city: City, flat: Any) -> None:
    path = f"/units/{flat['id']}/asset-card"

    answers = await asyncio.gather(*(city.officer.post(path, card()) for _ in range(4)))

    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]


async def test_a_card_number_is_one_units(city: City, flat: Any) -> None:
    building = {"id": flat["building_id"], "name": "1"}
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    other = await city.unit(project, building, "102")
    await city.officer.act(f"/units/{flat['id']}/asset-card", card())

    response = await city.officer.post(f"/units/{other['id']}/asset-card", card())

    assert (response.status_code, response.json()["code"]) == (409, "code_taken")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"depreciated_fen": 18_432_001}, "wear_exceeds_value"),
        ({"original_value_fen": -1}, "request_invalid"),
        ({"original_value_fen": 184_320.5}, "request_invalid"),
        ({"acquired_by": "stolen"}, "request_invalid"),
        ({"area_m2": "0"}, "request_invalid"),
        ({"mortgaged": True}, "request_invalid"),
    ],
)
async def test_what_a_card_cannot_say_is_refused(
    city: City, flat: Any, facts: dict[str, Any], code: str
) -> None:
    response = await city.officer.post(f"/units/{flat['id']}/asset-card", card(**facts))

    assert (response.status_code, response.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    "role", [Role.OPERATOR_MANAGER, Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER, Role.AUDITOR]
)
async def test_only_the_purchasers_officer_keeps_cards(city: City, flat: Any, role: Role) -> None:
    response = await city[role].post(f"/units/{flat['id']}/asset-card", card())

    assert response.json()["code"] == "permission_missing"
