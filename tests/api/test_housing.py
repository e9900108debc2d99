"""A purchaser registers housing; an operator sees its own."""

from http import HTTPStatus
from uuid import uuid4

from domain.access import Role
from tests.given import City


async def test_a_project_is_registered_and_read_back(city: City) -> None:
    project = await city.project()

    read = await city.cashier.read(f"/projects/{project['id']}")

    assert (read["code"], read["name"], read["units"]) == ("XFJY", "幸福家园", 0)


async def test_an_operator_cannot_register_housing(city: City) -> None:
    body = {"code": "A", "name": "甲", "district": "青山区"}

    response = await city.manager.post("/projects", body)

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert response.json()["code"] == "permission_missing"


async def test_an_operator_sees_only_its_own_projects(city: City) -> None:
    ours = await city.project("OURS", "我们的")
    other = await city.project("OTHER", "别人的", operator_id=None)

    listed = await city.cashier.read("/projects")
    response = await city.cashier.get(f"/projects/{other['id']}")

    assert [one["id"] for one in listed["items"]] == [ours["id"]]
    assert response.status_code == HTTPStatus.NOT_FOUND


async def test_a_code_is_given_once(city: City) -> None:
    await city.project("XFJY")

    response = await city.officer.post(
        "/projects", {"code": "XFJY", "name": "乙", "district": "青山区"}
    )

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "code_taken"


async def test_units_are_listed_page_by_page_without_gap_or_repetition(city: City) -> None:
    project = await city.project()
    building = await city.building(project)
    for number in range(101, 106):
        await city.unit(project, building, str(number))

    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = await city.cashier.read("/units", **query)
        seen += [unit["room"] for unit in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == ["101", "102", "103", "104", "105"]


async def test_a_changed_cursor_is_refused(city: City) -> None:
    project = await city.project()
    building = await city.building(project)
    for number in (101, 102):
        await city.unit(project, building, str(number))
    page = await city.cashier.read("/units", limit=1)

    response = await city.cashier.get("/units", limit=1, cursor=page["next_cursor"][::-1])

    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.json()["code"] == "cursor_invalid"


async def test_a_change_needs_the_version_that_was_read(city: City) -> None:
    project = await city.project()
    path = f"/projects/{project['id']}"

    blind = await city.officer.request("PATCH", path, json={"name": "新名"})
    stale = await city.officer.patch(path, {"name": "新名"}, version=7)
    right = await city.officer.patch(path, {"name": "新名"}, version=1)

    assert blind.status_code == HTTPStatus.PRECONDITION_REQUIRED
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED
    assert (right.status_code, right.json()["name"]) == (HTTPStatus.OK, "新名")
    assert right.headers["ETag"] == '"2"'


async def test_a_project_keeps_what_is_said_to_be_nothing(city: City) -> None:
    project = await city.project()
    path = f"/projects/{project['id']}"

    kept = await city.officer.patch(path, {"name": None, "address": None}, version=1)
    freed = await city.officer.patch(path, {"operator_id": None}, version=2)

    assert (kept.status_code, kept.json()["name"]) == (HTTPStatus.OK, project["name"])
    assert kept.json()["operator_id"] == project["operator_id"]
    assert (freed.status_code, freed.json()["operator_id"]) == (HTTPStatus.OK, None)


async def test_a_project_goes_to_an_operator_that_there_is(city: City) -> None:
    project = await city.project()
    nobody = {"operator_id": str(uuid4())}

    changed = await city.officer.patch(f"/projects/{project['id']}", nobody, version=1)
    made = await city.officer.post(
        "/projects", {"code": "NEW", "name": "新家园", "district": "青山区"} | nobody
    )
    bureau = {"operator_id": (await city.officer.read("/me"))["desks"][0]["organisation_id"]}
    own = await city.officer.patch(f"/projects/{project['id']}", bureau, version=1)

    for refused in (changed, made):
        assert (refused.status_code, refused.json()["code"]) == (404, "organisation_not_found")
    assert (own.status_code, own.json()["code"]) == (422, "not_an_operator")
    assert own.json()["errors"][0]["pointer"] == "/operator_id"


async def test_a_unit_begins_its_history_when_it_is_registered(city: City) -> None:
    project = await city.project()
    unit = await city.draft(project, await city.building(project))

    history = await city.officer.read(f"/units/{unit['id']}/history")

    assert (unit["state"], unit["possible"]) == ("draft", ["register"])
    assert [(e["event"], e["to_state"]) for e in history["items"]] == [("draft", "draft")]


async def test_another_citys_project_is_as_if_it_were_not(city: City, stranger, runtime) -> None:
    from tests.given import found_city

    elsewhere = await found_city(runtime, stranger)
    project = await elsewhere.project()

    response = await city[Role.PURCHASER_OFFICER].get(f"/projects/{project['id']}")

    assert response.status_code == HTTPStatus.NOT_FOUND
