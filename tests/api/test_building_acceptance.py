"""A whole building accepted at once: what one unit would meet, every unit meets."""

from typing import Any

import pytest

from domain.access import Role
from domain.housing import UnitState
from tests.given import City, found_city
from tests.given_handovers import in_acceptance, priced, read_and_counted, signing
from tests.given_units import JPEG, in_state, stored

CRITICAL = {"place": "阳台", "what": "栏板松动", "severity": "critical"}


@pytest.fixture
async def estate(city: City) -> Any:
    project = await city.project()
    await priced(city, project)
    return {"project": project, "building": await city.building(project)}


async def _draft(city: City, estate: Any, sheets: list[dict[str, Any]]) -> Any:
    today = city.runtime.clock.today().isoformat()
    path = f"/buildings/{estate['building']['id']}/handovers"
    return await city.officer.act(path, {"on_date": today, "sheets": sheets})


async def _sign(city: City, estate: Any, role: Role, side: str) -> Any:
    client = city[role]
    scan = await stored(client, "移交书.jpg", JPEG)
    path = f"/buildings/{estate['building']['id']}/handover-signatures"
    return await client.act(path, {"side": side, "name": "李建国", "file_id": scan})


async def test_a_building_is_accepted_with_two_signatures(city: City, estate: Any) -> None:
    units = [
        await in_acceptance(city, estate["project"], estate["building"], str(room))
        for room in range(101, 106)
    ]
    photo = await stored(city.officer, "外观.jpg", JPEG)

    drafts = await _draft(
        city,
        estate,
        [
            {
                "unit_code": unit["code"],
                **read_and_counted(photos=[{"room": "客厅", "file_id": photo}]),
            }
            for unit in units
        ],
    )
    first = await _sign(city, estate, Role.PURCHASER_OFFICER, "purchaser")
    second = await _sign(city, estate, Role.OPERATOR_MANAGER, "operator")

    assert drafts["drafted"] == 5
    assert (first["signed"], first["accepted"]) == (5, 0)
    assert (second["signed"], second["accepted"]) == (5, 5)
    listed = await city.officer.read("/units", project_id=estate["project"]["id"])
    assert {unit["state"] for unit in listed["items"]} == {"available"}
    today = city.runtime.clock.today().isoformat()
    assert {unit["vacant_since"] for unit in listed["items"]} == {today}
    history = (await city.officer.read(f"/units/{units[0]['id']}/history"))["items"]
    assert (history[-1]["event"], history[-1]["document_type"]) == ("accept", "handover")
    sheet = await city.officer.read(f"/handovers/{history[-1]['document_id']}")
    assert sheet["state"] == "complete"
    assert len(sheet["sheet_sha256"]) == 64
    scan = sheet["signatures"][0]["file_id"]
    for file_id in (photo, scan):
        fetched = await city.manager.get(f"/handovers/{sheet['id']}/files/{file_id}")
        assert fetched.content == JPEG


async def test_a_unit_that_cannot_have_a_sheet_says_why_and_the_rest_go_on(
    city: City, estate: Any
) -> None:
    good, again = [
        await in_acceptance(city, estate["project"], estate["building"], room)
        for room in ("101", "102")
    ]
    let = await city.unit(estate["project"], estate["building"], "103")
    await _draft(city, estate, [{"unit_code": again["code"], **read_and_counted()}])

    drafts = await _draft(
        city,
        estate,
        [
            {"unit_code": code, **read_and_counted()}
            for code in (good["code"], good["code"], again["code"], let["code"], "NOWHERE")
        ],
    )

    assert [one["why"] for one in drafts["items"]] == [
        None,
        "said_twice",
        "sheet_open",
        "not_in_acceptance",
        "unit_unknown",
    ]
    assert drafts["drafted"] == 1


async def test_what_one_unit_would_meet_every_unit_meets(city: City, estate: Any) -> None:
    """The statement for many is held to the command for one, refusal by refusal."""
    cases = {
        "101": {},
        "102": {"keys": []},
        "103": {"meters": []},
        "104": {"defects": [CRITICAL]},
        "105": {"defects": [{**CRITICAL, "severity": "minor"}]},
        "106": {},
        "107": {},
    }
    outcomes: dict[str, dict[str, str | None]] = {}
    for way in ("many", "one"):
        building = await city.building(estate["project"], way)
        here = {**estate, "building": building}
        units = {
            room: await in_acceptance(city, estate["project"], building, room) for room in cases
        }
        await _draft(
            city,
            here,
            [
                {"unit_code": units[room]["code"], **read_and_counted(**facts)}
                for room, facts in cases.items()
            ],
        )
        listed = await city.officer.read("/handovers", project_id=estate["project"]["id"])
        sheets = {
            room: next(s for s in listed["items"] if s["unit_id"] == unit["id"])
            for room, unit in units.items()
        }
        await signing(city.officer, sheets["106"], "purchaser")
        await in_state(city, units["107"], UnitState.REPAIR)
        outcomes[way] = await _signed_by_both(city, here, sheets, way)

    assert outcomes["one"] == outcomes["many"]
    assert outcomes["many"] == {
        "101": None,
        "102": "handover_incomplete",
        "103": "handover_incomplete",
        "104": "critical_defect",
        "105": None,
        "106": None,
        "107": "transition_refused",
    }


async def _signed_by_both(
    city: City, estate: Any, sheets: dict[str, Any], way: str
) -> dict[str, str | None]:
    """Room → the refusal that its second signature met."""
    if way == "one":
        found: dict[str, str | None] = {}
        for room, sheet in sheets.items():
            await signing(city.officer, sheet, "purchaser")
            response = await signing(city.manager, sheet, "operator")
            found[room] = None if response.status_code == 201 else response.json()["code"]
        return found
    await _sign(city, estate, Role.PURCHASER_OFFICER, "purchaser")
    told = await _sign(city, estate, Role.OPERATOR_MANAGER, "operator")
    by_id = {sheet["unit_id"]: room for room, sheet in sheets.items()}
    return {by_id[one["unit_id"]]: one["why"] for one in told["items"]}


async def test_without_a_price_no_home_of_the_building_is_accepted(city: City) -> None:
    project = await city.project()
    estate = {"project": project, "building": await city.building(project)}
    unit = await in_acceptance(city, project, estate["building"])
    await _draft(city, estate, [{"unit_code": unit["code"], **read_and_counted()}])
    await _sign(city, estate, Role.PURCHASER_OFFICER, "purchaser")

    told = await _sign(city, estate, Role.OPERATOR_MANAGER, "operator")

    assert (told["signed"], [one["why"] for one in told["items"]]) == (
        0,
        ["rent_standard_missing"],
    )


async def test_signing_twice_signs_once(city: City, estate: Any) -> None:
    unit = await in_acceptance(city, estate["project"], estate["building"])
    await _draft(city, estate, [{"unit_code": unit["code"], **read_and_counted()}])
    await _sign(city, estate, Role.PURCHASER_OFFICER, "purchaser")

    again = await _sign(city, estate, Role.PURCHASER_OFFICER, "purchaser")

    assert [one["why"] for one in again["items"]] == ["side_has_signed"]


async def test_neither_side_signs_for_the_other_nor_elsewhere(
    city: City, estate: Any, stranger: Any, runtime: Any
) -> None:
    path = f"/buildings/{estate['building']['id']}/handover-signatures"
    elsewhere = await found_city(runtime, stranger)

    async def code(client: Any, side: str) -> str:
        scan = await stored(client, "移交书.jpg", JPEG)
        body = {"side": side, "name": "李建国", "file_id": scan}
        return (await client.post(path, body)).json()["code"]

    assert await code(city.officer, "operator") == "role_missing"
    assert await code(city.manager, "purchaser") == "role_missing"
    assert await code(city.manager, "tenant") == "side_not_of_handover"
    assert await code(elsewhere.officer, "purchaser") == "building_not_found"
