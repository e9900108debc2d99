"""A unit by itself: entered, registered, made ready, repaired, frozen, disposed of."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.housing import MACHINE, UnitEvent, UnitState
from tests.given import City, found_city
from tests.given_units import act, card, home, in_state, known_since, steps, stored, tried

_S, _E = UnitState, UnitEvent


@pytest.fixture
async def flat(city: City) -> Any:
    return await home(city)


@pytest.mark.parametrize("state", list(UnitState))
async def test_over_http_too_what_the_table_does_not_list_is_refused_with_what_is_possible(
    city: City, flat: Any, state: UnitState
) -> None:
    for event, (role, action, body) in (await steps(city)).items():
        if event in MACHINE.possible(state):
            continue
        unit = await in_state(city, flat, state)
        response = await tried(city[role], unit, action, body)

        problem = response.json()
        assert (response.status_code, problem["code"]) == (409, "transition_refused"), event
        assert problem["facts"]["possible"] == unit["possible"] == sorted(MACHINE.possible(state))
        assert (await city.officer.read(f"/units/{unit['id']}"))["version"] == unit["version"]


async def test_a_step_needs_the_unit_as_it_is_now(city: City, flat: Any) -> None:
    _, action, body = (await steps(city))[_E.FREEZE]

    blind = await city.approver.post(f"/units/{flat['id']}/{action}", body)
    stale = await tried(city.approver, {**flat, "version": 9}, action, body)

    assert (blind.status_code, blind.json()["code"]) == (428, "precondition_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")


async def test_a_draft_enters_the_register_with_its_card(city: City) -> None:
    project = await city.project()
    unit = await city.draft(project, await city.building(project))

    without = await tried(city.officer, unit, "registration", {})
    plan = await stored(city.officer, "户型图.pdf")
    await city.officer.act(f"/units/{unit['id']}/asset-card", card(file_ids=[plan]))
    now = await act(city.officer, unit, "registration", {"file_ids": [plan]})

    assert (without.status_code, without.json()["code"]) == (409, "asset_card_missing")
    assert (now["state"], now["possible"]) == ("acceptance", ["accept", "freeze", "take_out"])
    files = await city.officer.read(f"/units/{unit['id']}/files")
    assert [one["name"] for one in files["items"]] == ["户型图.pdf"]


async def test_a_units_facts_are_put_right_until_it_is_accepted(city: City, flat: Any) -> None:
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    building = {"id": flat["building_id"], "name": "1"}
    draft = await city.draft(project, building, "102")
    path = f"/units/{draft['id']}"

    blind = await city.officer.request("PATCH", path, json={"area_m2": "60"})
    operator = await city.manager.patch(path, {"area_m2": "60"}, version=1)
    right = await city.officer.patch(path, {"area_m2": "60", "layout": "两室"}, version=1)
    taken = await city.officer.patch(path, {"code": flat["code"]}, version=2)
    late = await city.officer.patch(
        f"/units/{flat['id']}", {"area_m2": "60"}, version=flat["version"]
    )

    assert blind.json()["code"] == "precondition_required"
    assert operator.json()["code"] == "permission_missing"
    assert (right.json()["area_m2"], right.json()["layout"], right.json()["version"]) == (
        "60",
        "两室",
        2,
    )
    assert taken.json()["code"] == "code_taken"
    assert (late.status_code, late.json()["code"]) == (409, "unit_accepted")


async def test_an_operator_enters_no_unit_and_registers_none(city: City) -> None:
    project = await city.project()
    unit = await city.draft(project, await city.building(project))

    for role in (Role.OPERATOR_MANAGER, Role.FRONT_DESK, Role.MAINTENANCE):
        response = await tried(city[role], unit, "registration", {})
        assert response.json()["code"] == "permission_missing"


async def test_a_building_of_another_project_is_not_there(city: City) -> None:
    here, there = await city.project("HERE", "这里"), await city.project("THERE", "那里")
    body = {
        "building_id": (await city.building(there))["id"],
        "code": "HERE-1",
        "entrance": "1",
        "room": "101",
        "area_m2": "50",
        "price_per_m2": "5",
    }

    response = await city.officer.post(f"/projects/{here['id']}/units", body)

    assert (response.status_code, response.json()["code"]) == (404, "building_not_in_project")


async def test_an_empty_home_is_offered_again_once_nothing_critical_is_open(
    city: City, flat: Any
) -> None:
    unit = await in_state(city, flat, _S.TURNOVER, date(2026, 3, 1))
    caretaker = city[Role.MAINTENANCE]
    photo = await stored(caretaker)
    items = [{"what": "燃气表未复检", "is_critical": True}, {"what": "补漆", "is_critical": False}]
    body = {"lock_changed": True, "file_ids": [photo], "open_items": items}

    unsafe = await tried(caretaker, unit, "readiness", body)
    old_lock = await tried(
        caretaker, unit, "readiness", {**body, "lock_changed": False, "open_items": items[1:]}
    )
    unproved = await tried(caretaker, unit, "readiness", {**body, "file_ids": []})
    ready = await act(caretaker, unit, "readiness", {**body, "open_items": items[1:]})

    assert unsafe.json()["facts"] == {"failed": ["燃气表未复检"], "lock_changed": True}
    assert old_lock.json()["code"] == "not_ready"
    assert unproved.status_code == 422
    assert (ready["state"], ready["vacant_since"]) == ("available", "2026-03-01")
    history = (await city.officer.read(f"/units/{flat['id']}/history"))["items"]
    assert history[-1]["facts"] == {"open_items": ["补漆"]}


async def test_an_earlier_day_needs_a_reason_and_an_open_month_over_http_too(
    city: City, flat: Any
) -> None:
    today = city.runtime.clock.today()
    await known_since(city, flat, date(2025, 1, 1))
    unit = await in_state(city, flat, _S.REPAIR)
    desk = city[Role.FRONT_DESK]
    yesterday = (today - timedelta(days=1)).isoformat()

    silent = await tried(desk, unit, "repair/completion", {"effective_on": yesterday})
    early = await tried(
        desk, unit, "repair/completion", {"effective_on": "2024-12-31", "reason": "补录"}
    )
    future = (today + timedelta(days=1)).isoformat()
    ahead = await tried(desk, unit, "repair/completion", {"effective_on": future, "reason": "x"})
    told = await act(desk, unit, "repair/completion", {"effective_on": yesterday, "reason": "补录"})

    assert silent.json()["code"] == "backdating_needs_reason"
    assert early.json()["code"] == "unit_step_out_of_order"
    assert ahead.json()["code"] == "date_not_reached"
    assert told["state"] == "available"


async def test_another_operator_does_not_touch_the_home(city: City, flat: Any) -> None:
    elsewhere = await city.project("OTHER", "别人的", operator_id=None)
    unit = await city.unit(elsewhere, await city.building(elsewhere))
    today = city.runtime.clock.today().isoformat()
    body = {"reason_code": "damage", "reason": "漏水", "until_on": today}

    response = await tried(city[Role.FRONT_DESK], unit, "repair", body)

    assert (response.status_code, response.json()["code"]) == (404, "unit_not_found")


async def test_a_file_goes_to_who_may_read_the_unit_and_to_nobody_else(
    city: City, flat: Any, stranger: Any, runtime: Any
) -> None:
    _, action, body = (await steps(city))[_E.FREEZE]
    await act(city.approver, flat, action, body)
    path = f"/units/{flat['id']}/files/{body['file_ids'][0]}"
    elsewhere = await found_city(runtime, stranger)
    loose = await stored(city.officer, "别的.pdf")

    fetched = await city[Role.FRONT_DESK].get(path)
    foreign = await elsewhere.officer.get(path)
    unattached = await city.officer.get(f"/units/{flat['id']}/files/{loose}")
    by_export = await city.cashier.get(f"/files/{body['file_ids'][0]}/content")

    assert (fetched.status_code, fetched.content[:5]) == (200, b"%PDF-")
    assert fetched.headers["content-disposition"].startswith("attachment;")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "unit_not_found")
    assert unattached.json()["code"] == "file_not_found"
    assert by_export.json()["code"] == "file_not_found"
