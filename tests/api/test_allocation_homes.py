"""Homes of a round: fit to be offered, in one round at a time, of its own project."""

import pytest

from domain.housing import UnitState
from tests.given import City
from tests.given_rounds import (
    PLANNED,
    commitment,
    drafted,
    homes,
    on,
    plan,
    public,
    published,
    stepped,
    tried,
)
from tests.given_units import in_state


async def test_homes_of_a_plan_have_a_layout(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 1, layout=None)
    one = await drafted(city, project, units, method="queue")

    with on(city, PLANNED):
        response = await tried(city, city.approver, one, "plan-publication")

    assert response.json()["facts"]["missing"] == ["layout"]


@pytest.mark.parametrize("state", [UnitState.RESERVED, UnitState.LEASED, UnitState.REPAIR])
async def test_homes_of_a_published_plan_are_empty_and_ready(city: City, state: UnitState) -> None:
    project = await city.project()
    units = await homes(city, project, 2)
    await in_state(city, units[1], state)
    one = await drafted(city, project, units, method="queue")

    with on(city, PLANNED):
        response = await tried(city, city.approver, one, "plan-publication")

    assert (response.status_code, response.json()["code"]) == (409, "round_units_not_available")
    assert response.json()["facts"]["codes"] == [units[1]["code"]]


async def test_a_home_is_in_one_round_at_a_time_and_free_again_after_a_cancellation(
    city: City,
) -> None:
    project = await city.project()
    units = await homes(city, project, 2)
    one = await published(city, project, units, method="queue")

    refused = await city.officer.post("/allocation-rounds", plan(project, units[:1]))
    with on(city, PLANNED):
        await stepped(city, city.approver, one, "cancellation", {"reason": "房源另有安排。"})
    made = await drafted(city, project, units[:1])

    assert (refused.status_code, refused.json()["code"]) == (409, "unit_in_round")
    assert made["state"] == "plan_draft"
    told = await public(city, one)
    assert (told["plan"], told["versions"][-1]["reason"]) == (None, "房源另有安排。")


async def test_homes_of_a_draft_can_be_exchanged(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 3)
    one = await drafted(city, project, units[:2])

    body = {"units": [units[2]["code"], units[1]["code"]]}
    await city.officer.patch(f"/allocation-rounds/{one['id']}", body, version=one["version"])

    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/units"))["items"]
    assert [unit["code"] for unit in listed] == sorted(unit["code"] for unit in units[1:])
    other = await drafted(city, project, units[:1])
    assert other["state"] == "plan_draft"


async def test_homes_of_another_project_or_no_homes_are_not_taken(city: City) -> None:
    project, other = await city.project(), await city.project("BBBB")
    theirs = await homes(city, other, 1)

    response = await city.officer.post("/allocation-rounds", plan(project, theirs))

    assert (response.status_code, response.json()["code"]) == (422, "round_units_unknown")


async def test_shops_are_not_allocated(city: City) -> None:
    from sqlalchemy import text

    project = await city.project()
    units = await homes(city, project, 1)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(text("update units set kind = 'shop'"))

    response = await city.officer.post("/allocation-rounds", plan(project, units))

    assert response.json()["code"] == "round_units_unknown"


async def test_a_home_that_a_round_offers_is_not_listed_for_another(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 3)
    one = await drafted(city, project, units[:2])

    async def listed(*, in_round: bool) -> list[str]:
        query = {"project_id": project["id"], "in_round": in_round}
        return [unit["code"] for unit in (await city.officer.read("/units", **query))["items"]]

    assert await listed(in_round=False) == [units[2]["code"]]
    assert await listed(in_round=True) == [unit["code"] for unit in units[:2]]
    with on(city, PLANNED):
        await stepped(city, city.officer, one, "commitment", commitment())
        one = await stepped(city, city.approver, one, "plan-publication")
        await stepped(city, city.approver, one, "cancellation", {"reason": "房源调整。"})
    assert await listed(in_round=True) == []
