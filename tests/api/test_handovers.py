"""Keys change hands: joint acceptance, check-in, check-out, each signed by two sides."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from domain.access import Role
from domain.housing import UnitState
from persistence.tables.people import MembershipRow
from tests.given import City, found_city
from tests.given_handovers import SIGNER, drafted, in_acceptance, priced, read_and_counted, signing
from tests.given_units import JPEG, home, in_state, stored


@pytest.fixture
async def unit(city: City) -> Any:
    """A unit that waits for its joint inspection, with a published price."""
    project = await city.project()
    await priced(city, project)
    return await in_acceptance(city, project, await city.building(project))


async def test_both_sides_sign_and_the_unit_is_accepted(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)

    first = await signing(city.officer, sheet, "purchaser")
    between = await city.officer.read(f"/units/{unit['id']}")
    second = await signing(city.manager, sheet, "operator", "王丽")

    assert (first.status_code, first.json()["state"]) == (201, "signed_once")
    assert between["state"] == "acceptance"
    assert (second.status_code, second.json()["state"]) == (201, "complete")
    assert [(s["side"], s["name"]) for s in second.json()["signatures"]] == [
        ("purchaser", "李建国"),
        ("operator", "王丽"),
    ]
    now = await city.officer.read(f"/units/{unit['id']}")
    assert (now["state"], now["vacant_since"]) == (
        "available",
        city.runtime.clock.today().isoformat(),
    )
    history = (await city.officer.read(f"/units/{unit['id']}/history"))["items"]
    assert [e["event"] for e in history] == ["draft", "register", "accept"]
    assert (history[-1]["document_type"], history[-1]["document_id"]) == ("handover", sheet["id"])


@pytest.mark.parametrize("first", list(SIGNER))
async def test_it_does_not_matter_which_side_signs_first(city: City, unit: Any, first: Any) -> None:
    sheet = await drafted(city, unit, city.manager)
    second = next(side for side in SIGNER if side is not first)

    await signing(city[SIGNER[first]], sheet, first)
    done = await signing(city[SIGNER[second]], sheet, second)

    assert done.json()["state"] == "complete"


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({"meters": []}, ["meter_water", "meter_power"]),
        ({"keys": [{"kind": "door", "expected": 3, "counted": 0}]}, ["keys"]),
        ({"keys": []}, ["keys"]),
    ],
)
async def test_without_keys_and_base_readings_nobody_signs(
    city: City, unit: Any, facts: dict[str, Any], lacks: list[str]
) -> None:
    sheet = await drafted(city, unit, **facts)

    response = await signing(city.officer, sheet, "purchaser")

    assert sheet["missing"] == lacks
    assert (response.status_code, response.json()["code"]) == (409, "handover_incomplete")
    assert response.json()["facts"] == {"missing": lacks}


async def test_the_city_says_how_many_keys(city: City, unit: Any) -> None:
    key = {"key": "handover.min_keys", "valid_from": "2026-01-01", "value": 5}
    await city.officer.act("/parameters", {**key, "legal_basis": "移交办法"})

    sheet = await drafted(city, unit)

    assert sheet["missing"] == ["keys"]


async def test_a_critical_defect_goes_to_repair_and_not_to_a_household(
    city: City, unit: Any
) -> None:
    defect = {"place": "阳台", "what": "栏板松动", "severity": "critical"}
    sheet = await drafted(city, unit, defects=[defect])
    await signing(city.officer, sheet, "purchaser")

    response = await signing(city.manager, sheet, "operator")

    assert (response.status_code, response.json()["code"]) == (409, "critical_defect")
    assert (await city.officer.read(f"/handovers/{sheet['id']}"))["state"] == "signed_once"
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "acceptance"


async def test_without_a_published_price_nobody_can_be_told_the_rent(city: City) -> None:
    project = await city.project()
    unit = await in_acceptance(city, project, await city.building(project))
    sheet = await drafted(city, unit)
    await signing(city.officer, sheet, "purchaser")

    response = await signing(city.manager, sheet, "operator")

    assert (response.status_code, response.json()["code"]) == (409, "rent_standard_missing")


async def test_premises_need_no_rent_standard(city: City) -> None:
    project = await city.project()
    building = await city.building(project)
    place = await in_state(
        city,
        await city.draft(project, building, "B1-007", kind="parking"),
        UnitState.ACCEPTANCE,
    )
    sheet = await drafted(city, place, meters=[], keys=[])
    await signing(city.officer, sheet, "purchaser")

    done = await signing(city.manager, sheet, "operator")

    assert done.json()["state"] == "complete"


async def test_one_side_does_not_sign_for_the_other(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)

    as_operator = await signing(city.officer, sheet, "operator")
    as_purchaser = await signing(city.manager, sheet, "purchaser")
    at_the_counter = await signing(city[Role.FRONT_DESK], sheet, "operator")
    as_tenant = await signing(city.manager, sheet, "tenant")
    unsigned = await city.officer.read(f"/handovers/{sheet['id']}")

    assert as_operator.json()["code"] == as_purchaser.json()["code"] == "role_missing"
    assert at_the_counter.json()["code"] == "role_missing"
    assert as_tenant.json()["code"] == "side_not_of_handover"
    assert (unsigned["state"], unsigned["signatures"]) == ("draft", [])


async def test_one_person_is_not_both_sides(city: City, unit: Any) -> None:
    both = await city.hire(Role.OPERATOR_MANAGER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.OPERATOR_MANAGER])
        )
    sheet = await drafted(city, unit)
    await signing(both, sheet, "purchaser")

    response = await signing(both, sheet, "operator")

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "acceptance"


async def test_a_side_signs_once(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)
    await signing(city.officer, sheet, "purchaser")

    again = await signing(city.officer, sheet, "purchaser")

    assert (again.status_code, again.json()["code"]) == (409, "side_has_signed")


async def test_two_signatures_at_once_are_both_kept_and_accept_once(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)

    answers = await asyncio.gather(
        signing(city.officer, sheet, "purchaser"), signing(city.manager, sheet, "operator")
    )

    assert [one.status_code for one in answers] == [201, 201]
    history = (await city.officer.read(f"/units/{unit['id']}/history"))["items"]
    assert [e["event"] for e in history].count("accept") == 1


async def test_what_was_signed_is_not_changed(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)
    path = f"/handovers/{sheet['id']}"
    corrected = (await city.officer.patch(path, {"note": "表号已核"}, version=1)).json()
    signed = (await signing(city.officer, sheet, "purchaser")).json()

    late = await city.manager.patch(path, {"keys": []}, version=signed["version"])

    assert corrected["sheet"]["note"] == "表号已核"
    assert corrected["sheet"]["meters"] == sheet["sheet"]["meters"]
    assert corrected["sheet_sha256"] != sheet["sheet_sha256"] is not None
    assert signed["sheet_sha256"] == corrected["sheet_sha256"]
    assert (late.status_code, late.json()["code"]) == (409, "handover_signed")


async def test_a_change_needs_the_sheet_as_it_was_read(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)
    path = f"/handovers/{sheet['id']}"

    blind = await city.officer.request("PATCH", path, json={"note": "x"})
    stale = await city.officer.patch(path, {"note": "x"}, version=7)

    assert (blind.status_code, stale.status_code) == (428, 412)


async def test_a_sheet_put_aside_stays_and_makes_room_for_another(city: City, unit: Any) -> None:
    sheet = await drafted(city, unit)
    second = await city.officer.post(
        "/handovers",
        {
            "kind": "acceptance",
            "unit_id": unit["id"],
            "on_date": sheet["on_date"],
            **read_and_counted(),
        },
    )
    path = f"/handovers/{sheet['id']}/void"
    voided = await city.officer.act(path, {"reason": "表号抄错"}, version=1)
    again = await city.officer.post(path, {"reason": "x"}, **{"If-Match": '"2"'})
    anew = await drafted(city, unit)

    assert (second.status_code, second.json()["code"]) == (409, "already_done")
    assert (voided["state"], voided["void_reason"], voided["possible"]) == ("void", "表号抄错", [])
    assert again.json()["code"] == "transition_refused"
    listed = await city.officer.read("/handovers", unit_id=unit["id"])
    assert [one["id"] for one in listed["items"]] == [anew["id"], sheet["id"]]


@pytest.mark.parametrize("state", [s for s in UnitState if s is not UnitState.ACCEPTANCE])
async def test_only_a_unit_that_waits_for_it_is_accepted(city: City, state: UnitState) -> None:
    flat = await in_state(city, await home(city), state)
    body = {
        "kind": "acceptance",
        "unit_id": flat["id"],
        "on_date": city.runtime.clock.today().isoformat(),
        **read_and_counted(),
    }

    response = await city.officer.post("/handovers", body)

    assert (response.status_code, response.json()["code"]) == (409, "transition_refused")
    assert response.json()["facts"]["possible"] == flat["possible"]


async def test_a_day_to_come_is_not_yet_handed_over(city: City, unit: Any) -> None:
    tomorrow = (city.runtime.clock.today() + timedelta(days=1)).isoformat()
    body = {"kind": "acceptance", "unit_id": unit["id"], "on_date": tomorrow}

    response = await city.officer.post("/handovers", body)

    assert response.json()["code"] == "date_not_reached"


async def test_a_photo_of_the_sheet_goes_to_who_may_read_it(
    city: City, unit: Any, stranger: Any, runtime: Any
) -> None:
    photo = await stored(city.officer, "客厅.jpg", JPEG)
    sheet = await drafted(city, unit, photos=[{"room": "客厅", "file_id": photo}])
    theirs = await stored(city.manager, "别的.jpg", JPEG)
    path = f"/handovers/{sheet['id']}/files"
    elsewhere = await found_city(runtime, stranger)

    seen = await city[Role.MAINTENANCE].get(f"{path}/{photo}")
    not_its = await city.officer.get(f"{path}/{theirs}")
    foreign = await elsewhere.officer.get(f"{path}/{photo}")
    stolen = await city.officer.patch(
        f"/handovers/{sheet['id']}", {"photos": [{"room": "a", "file_id": theirs}]}, version=1
    )

    assert (seen.status_code, seen.content) == (200, JPEG)
    assert not_its.json()["code"] == "file_not_found"
    assert foreign.json()["code"] == "handover_not_found"
    assert stolen.json()["code"] == "file_not_found"
