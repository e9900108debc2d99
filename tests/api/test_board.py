"""The board: doors as they stand, their counts, and polling that costs a header."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import update

from domain.access import Role
from domain.housing import UnitState
from persistence.tables.housing import UnitRow
from tests.given import City, found_city
from tests.given_payments import advanced, home, order, owes


async def _estate(city: City) -> Any:
    """Three doors: one owes two months, of which one was advanced; one pays; one is empty."""
    owing = await home(city, "301", tenant="赵福生")
    project = owing["project"]
    first, *_ = await owes(city, owing, "2026-02", "2026-03")
    await advanced(city, owing, first)
    await home(city, "302", project=project, tenant="李明")
    building = (await city.officer.read(f"/projects/{project['id']}/buildings"))["items"][0]
    empty = await city.unit(project, building, "1101")
    return {"project": project, "building": building, "owing": owing, "empty": empty}


def _path(estate: Any) -> str:
    return f"/projects/{estate['project']['id']}/board"


async def test_a_door_tells_who_lives_there_until_when_and_what_is_owed(city: City) -> None:
    estate = await _estate(city)

    seen = await city.cashier.read(_path(estate))

    assert [door["room"] for door in seen["doors"]] == ["1101", "301", "302"]
    empty, owing, paying = seen["doors"]
    assert (owing["tenant_name"], owing["ends_on"]) == ("赵福生", "2027-12-31")
    assert (owing["overdue_fen"], owing["advanced_fen"]) == (54454, 27227)
    assert (owing["months_owed"], owing["bucket"]) == (2, "1_3")
    assert (paying["overdue_fen"], paying["bucket"]) == (0, "none")
    assert (empty["tenant_name"], empty["lease_id"], empty["bucket"]) == (None, None, "no_lease")
    assert empty["floor"] == 11
    assert (owing["plan"], owing["last_visit_on"], owing["last_contact_on"]) == (None, None, None)


async def test_doors_stand_by_entrance_from_the_top_floor_down(city: City) -> None:
    project = await city.project()
    building = await city.building(project)
    for entrance, room, floor in (("10", "101", 1), ("2", "901", 9), ("2", "1101", None)):
        facts = {"entrance": entrance, "floor": floor, "code": f"{entrance}-{room}"}
        await city.unit(project, building, room, **facts)

    seen = await city.cashier.read(f"/projects/{project['id']}/board")

    assert [(door["entrance"], door["floor"]) for door in seen["doors"]] == [
        ("2", 11),
        ("2", 9),
        ("10", 1),
    ]


async def test_the_counts_are_those_of_the_doors_and_of_the_arrears(city: City) -> None:
    estate = await _estate(city)

    seen = await city.cashier.read(_path(estate))
    everywhere = await city.cashier.read("/board")
    summary = await city.cashier.read("/arrears/summary")

    [building] = seen["buildings"]
    assert building["by_state"] == {"available": 1, "leased": 2}
    assert building["by_arrears"] == {"no_lease": 1, "none": 1, "1_3": 1}
    assert (building["units"], building["overdue_fen"]) == (3, 54454)
    [project] = everywhere["projects"]
    assert project["buildings"] == seen["buildings"]
    for counted in (project, everywhere):
        assert (counted["units"], counted["by_arrears"]) == (3, building["by_arrears"])
        assert counted["overdue_fen"] == summary["overdue_fen"]
        assert counted["advanced_fen"] == summary["operator_fen"]


async def test_one_building_is_seen_alone(city: City) -> None:
    estate = await _estate(city)
    other = await city.building(estate["project"], "2")
    await city.unit(estate["project"], other, "101")

    whole = await city.cashier.read(_path(estate))
    alone = await city.cashier.read(_path(estate), building_id=other["id"])

    assert [one["name"] for one in whole["buildings"]] == ["1", "2"]
    assert [one["name"] for one in alone["buildings"]] == ["2"]
    assert [door["building_id"] for door in alone["doors"]] == [other["id"]]


async def test_a_building_of_another_project_is_not_there(city: City) -> None:
    estate = await _estate(city)
    other = await city.building(await city.project("OTHER", "和顺里"))

    response = await city.cashier.get(_path(estate), building_id=other["id"])

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert response.json()["code"] == "building_not_in_project"


async def test_what_has_not_changed_is_not_sent_again(city: City) -> None:
    estate = await _estate(city)
    for path in (_path(estate), "/board"):
        first = await city.cashier.get(path)
        tag = first.headers["ETag"]

        again = await city.cashier.request("GET", path, headers={"If-None-Match": tag})
        stale = await city.cashier.request("GET", path, headers={"If-None-Match": '"other"'})

        assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
        assert again.headers["ETag"] == tag
        assert stale.status_code == HTTPStatus.OK


async def test_a_payment_is_seen_at_the_next_look(city: City) -> None:
    estate = await _estate(city)
    seen = {
        path: (await city.cashier.get(path)).headers["ETag"] for path in (_path(estate), "/board")
    }

    await city.cashier.act("/payments", order(estate["owing"], 54454))

    for path, tag in seen.items():
        response = await city.cashier.request("GET", path, headers={"If-None-Match": tag})
        assert response.status_code == HTTPStatus.OK
        assert "54454" not in response.text


async def test_another_projects_deeds_leave_a_board_as_it_is(city: City) -> None:
    estate = await _estate(city)
    tag = (await city.cashier.get(_path(estate))).headers["ETag"]

    await home(city, project=await city.project("OTHER", "和顺里"))
    response = await city.cashier.request("GET", _path(estate), headers={"If-None-Match": tag})

    assert response.status_code == HTTPStatus.NOT_MODIFIED


async def test_a_tag_of_one_role_is_not_anothers(city: City) -> None:
    estate = await _estate(city)
    tag = (await city.cashier.get(_path(estate))).headers["ETag"]

    response = await city.finance.request("GET", _path(estate), headers={"If-None-Match": tag})

    assert response.status_code == HTTPStatus.OK


async def test_each_role_sees_what_it_may_read(city: City) -> None:
    estate = await _estate(city)

    finance = (await city.finance.read(_path(estate)))["doors"]
    inspector = await city[Role.INSPECTOR].read(_path(estate))
    maintenance = (await city[Role.MAINTENANCE].read(_path(estate)))["doors"]

    assert [one["tenant_name"] for one in finance] == [None, "赵*生", "李*"]
    assert finance[1]["overdue_fen"] == 54454
    assert [one["tenant_name"] for one in maintenance] == [None, "赵*生", "李*"]
    assert {one["overdue_fen"] for one in maintenance} == {None}
    assert [one["tenant_name"] for one in inspector["doors"]] == [None, "赵福生", "李明"]
    assert {(one["overdue_fen"], one["bucket"]) for one in inspector["doors"]} == {(None, None)}
    assert inspector["buildings"][0]["by_arrears"] is None


async def test_a_home_that_left_the_stock_has_no_door(city: City) -> None:
    estate = await _estate(city)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(UnitRow)
            .where(UnitRow.id == UUID(estate["empty"]["id"]))
            .values(state=UnitState.WITHDRAWN)
        )

    seen = await city.cashier.read(_path(estate))

    assert (len(seen["doors"]), seen["buildings"][0]["units"]) == (2, 2)


async def test_an_operator_sees_its_own_projects_alone(city: City) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)
    await city.unit(other, await city.building(other))

    response = await city.cashier.get(f"/projects/{other['id']}/board")
    seen = await city.cashier.read("/board")

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert (seen["projects"], seen["units"]) == ([], 0)


async def test_another_citys_doors_are_not_there(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await _estate(elsewhere)

    response = await city.officer.get(_path(theirs))
    unknown = await city.officer.get(f"/projects/{uuid4()}/board")
    seen = await city.officer.read("/board")

    assert (response.status_code, unknown.status_code) == (HTTPStatus.NOT_FOUND,) * 2
    assert (seen["projects"], seen["units"], seen["overdue_fen"]) == ([], 0, 0)
