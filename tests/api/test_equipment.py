"""Devices are registered, kept up and retired; of attempts only result and time are kept."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from domain.access import Role
from persistence.tables.equipment import DeviceRow, IdentityCheckRow
from tests.given import City, found_city
from tests.given_equipment import device
from tests.given_units import JPEG, stored


@pytest.fixture
async def project(city: City) -> Any:
    return await city.project()


async def test_a_device_is_registered_and_found(city: City, project: Any) -> None:
    building = await city.building(project)
    gate = await device(
        city, project, kind="entrance_gate", building_id=building["id"], entrance="1"
    )

    assert (gate["state"], gate["possible"]) == ("in_service", ["fail", "retire"])
    assert gate["credential_kinds"] == ["card", "face_at_vendor", "pin"]
    for query in ({"project_id": project["id"]}, {"building_id": building["id"]}, {}):
        listed = await city[Role.INSPECTOR].read("/devices", **query)
        assert [one["id"] for one in listed["items"]] == [gate["id"]]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"credential_kinds": ["face_at_vendor"]}, "face_only_device"),
        ({"credential_kinds": []}, "request_invalid"),
        ({"credential_kinds": ["iris"]}, "request_invalid"),
        ({"kind": "door_lock"}, "device_place_invalid"),
        ({"kind": "lift"}, "device_place_invalid"),
        ({"entrance": "1"}, "device_place_invalid"),
        ({"kind": "camera"}, "request_invalid"),
        ({"stores_templates": True}, "request_invalid"),
    ],
)
async def test_what_no_device_may_be_is_refused(
    city: City, project: Any, facts: dict[str, Any], code: str
) -> None:
    body = {
        "project_id": project["id"],
        "kind": "estate_gate",
        "vendor": "鹿城智能",
        "serial_no": "LC-0001",
        "credential_kinds": ["card"],
        "installed_on": "2026-04-01",
        **facts,
    }

    response = await city[Role.MAINTENANCE].post("/devices", body)

    assert (response.status_code, response.json()["code"]) == (422, code)


async def test_not_even_the_database_takes_a_face_only_device(city: City, project: Any) -> None:
    values = {
        "project_id": project["id"],
        "kind": "estate_gate",
        "vendor": "x",
        "serial_no": "1",
        "credential_kinds": ["face_at_vendor"],
        "installed_on": city.runtime.clock.today(),
        "maker_id": city.officer.person_id,
    }

    with pytest.raises(DBAPIError, match="device_opens_without_a_face"):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(insert(DeviceRow).values(values))


async def test_a_serial_number_is_one_devices(city: City, project: Any) -> None:
    first = await device(city, project)
    body = {name: first[name] for name in ("project_id", "kind", "vendor", "serial_no")}
    body |= {"credential_kinds": ["card"], "installed_on": "2026-04-01"}

    response = await city[Role.MAINTENANCE].post("/devices", body)

    assert (response.status_code, response.json()["code"]) == (409, "code_taken")


async def test_a_place_is_of_the_devices_own_project(city: City, project: Any) -> None:
    other = await city.project("OTHER", "别的")
    building = await city.building(other)
    unit = await city.unit(other, building)
    caretaker = city[Role.MAINTENANCE]
    body = {
        "project_id": project["id"],
        "vendor": "鹿城智能",
        "serial_no": "LC-9",
        "credential_kinds": ["card"],
        "installed_on": "2026-04-01",
    }

    lift = await caretaker.post("/devices", {**body, "kind": "lift", "building_id": building["id"]})
    lock = await caretaker.post("/devices", {**body, "kind": "door_lock", "unit_id": unit["id"]})

    assert lift.json()["code"] == "building_not_in_project"
    assert lock.json()["code"] == "unit_not_found"


async def test_a_device_fails_recovers_and_is_retired(city: City, project: Any) -> None:
    gate = await device(city, project)
    caretaker = city[Role.MAINTENANCE]
    path = f"/devices/{gate['id']}"

    early = await caretaker.post(f"{path}/recovery", {}, **{"If-Match": '"1"'})
    blind = await caretaker.post(f"{path}/failure", {})
    failed = await caretaker.act(f"{path}/failure", {"note": "读卡器无响应"}, version=1)
    back = await caretaker.act(f"{path}/recovery", {}, version=2)
    gone = await caretaker.act(f"{path}/retirement", {"note": "更换"}, version=3)
    after = await caretaker.post(f"{path}/failure", {}, **{"If-Match": '"4"'})

    assert early.json()["facts"]["possible"] == ["fail", "retire"]
    assert blind.json()["code"] == "precondition_required"
    assert (failed["state"], failed["note"]) == ("out_of_order", "读卡器无响应")
    assert (back["state"], gone["state"], gone["possible"]) == ("in_service", "retired", [])
    assert after.json()["code"] == "transition_refused"


async def test_upkeep_is_a_log_that_nobody_changes(city: City, project: Any) -> None:
    gate = await device(city, project)
    caretaker = city[Role.MAINTENANCE]
    photo = await stored(caretaker, "电池.jpg", JPEG)
    path = f"/devices/{gate['id']}"
    line = {
        "on_date": "2026-04-11",
        "kind": "battery",
        "result": "fixed",
        "done_by": "鹿城智能 · 张工",
        "cost_fen": 4500,
        "file_ids": [photo],
    }

    await caretaker.act(f"{path}/upkeeps", line)
    await caretaker.act(f"{path}/upkeeps", {**line, "on_date": "2026-06-01", "file_ids": []})
    tomorrow = (city.runtime.clock.today() + timedelta(days=1)).isoformat()
    ahead = await caretaker.post(f"{path}/upkeeps", {**line, "on_date": tomorrow})

    listed = await city.officer.read(f"{path}/upkeeps")
    assert [one["on_date"] for one in listed["items"]] == ["2026-06-01", "2026-04-11"]
    assert (await city.officer.read(path))["last_upkeep_on"] == "2026-06-01"
    assert ahead.json()["code"] == "date_not_reached"
    fetched = await city.officer.get(f"{path}/files/{photo}")
    assert fetched.content == JPEG


async def test_of_an_attempt_result_and_time_are_kept_and_only_once(
    city: City, project: Any
) -> None:
    gate = await device(city, project)
    caretaker = city[Role.MAINTENANCE]
    path = f"/devices/{gate['id']}/identity-checks"
    checks = [
        {"at": f"2026-04-11T08:3{n}:00Z", "kind": "card", "passed": n > 0, "vendor_ref": f"E-{n}"}
        for n in range(3)
    ]

    first = await caretaker.act(path, {"checks": checks[:2]})
    again = await caretaker.act(path, {"checks": checks})

    assert (first["stored"], again["stored"]) == (2, 1)
    listed = await city.officer.read(path)
    assert [one["passed"] for one in listed["items"]] == [True, True, False]
    assert set(listed["items"][0]) == {"id", "at", "kind", "passed", "vendor_ref"}
    columns = set(IdentityCheckRow.__table__.columns.keys())
    assert columns == {
        *("authority_id", "id", "device_id", "at", "kind", "passed", "vendor_ref", "made_at")
    }


@pytest.mark.parametrize(
    "extra", [{"member_id": "x"}, {"template": "x"}, {"photo": "x"}, {"name": "赵福生"}]
)
async def test_who_it_was_and_what_was_seen_cannot_be_sent(
    city: City, project: Any, extra: dict[str, str]
) -> None:
    gate = await device(city, project)
    check = {"at": "2026-04-11T08:30:00Z", "kind": "face_at_vendor", "passed": True}
    body = {"checks": [{**check, "vendor_ref": "E-1", **extra}]}

    response = await city[Role.MAINTENANCE].post(f"/devices/{gate['id']}/identity-checks", body)

    assert (response.status_code, response.json()["code"]) == (422, "request_invalid")


async def test_an_operator_sees_the_devices_of_its_own_projects(
    city: City, stranger: Any, runtime: Any
) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)
    body = {
        "project_id": other["id"],
        "kind": "estate_gate",
        "vendor": "鹿城智能",
        "serial_no": "LC-7",
        "credential_kinds": ["pin"],
        "installed_on": "2026-04-01",
    }
    gate = await city.officer.act("/devices", body)
    elsewhere = await found_city(runtime, stranger)

    for client in (city.manager, elsewhere.officer):
        assert (await client.get(f"/devices/{gate['id']}")).json()["code"] == "device_not_found"
        assert (await client.read("/devices"))["items"] == []
    not_theirs = await city.manager.post("/devices", {**body, "serial_no": "LC-8"})
    assert not_theirs.json()["code"] == "project_not_found"
