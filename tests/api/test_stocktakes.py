"""A project's yearly count: planned by one, counted by another, confirmed by a third."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.assets import MACHINE, StocktakeEvent, StocktakeState
from domain.housing import UnitState
from tests.given import City, found_city
from tests.given_stocktakes import planned_round, started_round
from tests.given_units import card, in_state

_E = StocktakeEvent


@pytest.fixture
async def estate(city: City) -> Any:
    """Three homes, one of them with a card; one unit that left and one that is a draft."""
    project = await city.project()
    building = await city.building(project)
    homes = [await city.unit(project, building, room) for room in ("101", "102", "103")]
    await city.officer.act(f"/units/{homes[0]['id']}/asset-card", card())
    await in_state(city, await city.unit(project, building, "104"), UnitState.WITHDRAWN)
    await city.draft(project, building, "105")
    return {"project": project, "codes": [home["code"] for home in homes]}


def _lines(estate: Any, *counted: int, **facts: Any) -> dict[str, Any]:
    pairs = zip(estate["codes"], counted, strict=False)
    return {"lines": [{"unit_code": code, "counted": there, **facts} for code, there in pairs]}


async def _step(city: City, round_: Any, event: StocktakeEvent) -> Any:
    """Try a step as whoever may take it; gives the response."""
    role, action, body = {
        _E.START: (Role.OPERATOR_MANAGER, "start", None),
        _E.COUNT: (
            Role.FRONT_DESK,
            "counts",
            {"lines": [{"unit_code": "X", "counted": 1, "reason": "y"}]},
        ),
        _E.SUBMIT: (Role.OPERATOR_MANAGER, "submission", None),
        _E.SEND_BACK: (Role.PURCHASER_APPROVER, "return", {"reason": "复盘"}),
        _E.CONFIRM: (Role.PURCHASER_APPROVER, "confirmation", None),
        _E.DISCARD: (Role.PURCHASER_OFFICER, "discard", {"reason": "年份写错"}),
    }[event]
    now = await city.officer.read(f"/stocktakes/{round_['id']}")
    headers = {} if event is _E.COUNT else {"If-Match": f'"{now["version"]}"'}
    return await city[role].post(f"/stocktakes/{round_['id']}/{action}", body, **headers)


async def test_a_round_goes_from_the_plan_to_the_confirmation(city: City, estate: Any) -> None:
    planned = await planned_round(city, estate)
    path = f"/stocktakes/{planned['id']}"
    started = await city.manager.act(f"{path}/start", version=1)
    counted = await city[Role.FRONT_DESK].act(f"{path}/counts", _lines(estate, 1, 1, 1))
    handed_in = await city.manager.act(f"{path}/submission", version=2)
    confirmed = await city.approver.act(f"{path}/confirmation", version=3)

    assert (planned["state"], planned["lines"]) == ("planned", 0)
    assert (started["state"], started["lines"], started["counted"]) == ("counting", 3, 0)
    assert (counted["counted"], counted["missing"], counted["surplus"]) == (3, 0, 0)
    assert (handed_in["state"], confirmed["state"]) == ("counted", "confirmed")
    assert confirmed["confirmed_by"] == str(city.approver.person_id)
    assert confirmed["possible"] == []


async def test_what_the_books_had_stays_as_it_was_when_the_count_began(
    city: City, estate: Any
) -> None:
    started = await started_round(city, estate)
    project = estate["project"]
    buildings = await city.officer.read(f"/projects/{project['id']}/buildings")
    await city.unit(project, buildings["items"][0], "106")

    lines = (await city.officer.read(f"/stocktakes/{started['id']}/lines"))["items"]

    assert [line["unit_code"] for line in lines] == estate["codes"]
    assert [line["card_no"] for line in lines] == ["ZC0001", None, None]
    assert {line["booked_state"] for line in lines} == {"available"}
    assert {line["booked"] for line in lines} == {1}


async def test_a_difference_needs_its_reason_before_the_round_is_handed_in(
    city: City, estate: Any
) -> None:
    started = await started_round(city, estate)
    path = f"/stocktakes/{started['id']}"
    desk = city[Role.FRONT_DESK]
    found = {"unit_code": "没有登记的地下室", "counted": 1}
    await desk.act(f"{path}/counts", _lines(estate, 1, 0))
    await desk.act(f"{path}/counts", {"lines": [found]})

    early = await _step(city, started, _E.SUBMIT)
    await desk.act(f"{path}/counts", _lines(estate, 1, 0, 1, reason="已拆除，待核销"))
    await desk.act(f"{path}/counts", {"lines": [{**found, "reason": "图纸漏登"}]})
    done = await _step(city, started, _E.SUBMIT)

    assert early.json()["code"] == "stocktake_incomplete"
    assert early.json()["facts"] == {
        "codes": sorted([estate["codes"][1], estate["codes"][2], found["unit_code"]]),
        "total": 3,
    }
    assert (done.json()["missing"], done.json()["surplus"]) == (1, 1)
    differing = await city.officer.read(f"{path}/lines", differs=True)
    assert sorted(one["difference"] for one in differing["items"]) == [-1, 1]


async def test_counting_again_takes_the_place_of_the_count_before(city: City, estate: Any) -> None:
    started = await started_round(city, estate)
    path = f"/stocktakes/{started['id']}"
    desk = city[Role.FRONT_DESK]
    await desk.act(f"{path}/counts", _lines(estate, 0, reason="没人应门"))
    await asyncio.gather(*(desk.act(f"{path}/counts", _lines(estate, 1)) for _ in range(3)))

    listed = await city.officer.read(f"{path}/lines", is_counted=True)

    assert [(one["counted"], one["reason"]) for one in listed["items"]] == [(1, None)]


async def test_what_is_in_no_book_and_on_no_ground_is_a_slip_of_the_pen(
    city: City, estate: Any
) -> None:
    started = await started_round(city, estate)
    body = {"lines": [{"unit_code": "XFJY-九-9", "counted": 0}]}

    response = await city[Role.FRONT_DESK].post(f"/stocktakes/{started['id']}/counts", body)

    assert (response.status_code, response.json()["code"]) == (422, "neither_booked_nor_there")


async def test_who_planned_or_handed_in_does_not_confirm(city: City, estate: Any) -> None:
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    both = await city.hire(Role.PURCHASER_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER])
        )
    today = city.runtime.clock.today().isoformat()
    body = {"project_id": estate["project"]["id"], "year": 2025, "as_of": today, "plan": "x"}
    planned = await both.act("/stocktakes", body)
    path = f"/stocktakes/{planned['id']}"
    await city.manager.act(f"{path}/start", version=1)
    await city[Role.FRONT_DESK].act(f"{path}/counts", _lines(estate, 1, 1, 1))
    await city.manager.act(f"{path}/submission", version=2)

    response = await both.post(f"{path}/confirmation", **{"If-Match": '"3"'})

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")


async def test_a_round_may_be_sent_back_and_counted_again(city: City, estate: Any) -> None:
    started = await started_round(city, estate)
    path = f"/stocktakes/{started['id']}"
    await city[Role.FRONT_DESK].act(f"{path}/counts", _lines(estate, 1, 1, 1))
    await _step(city, started, _E.SUBMIT)

    back = await _step(city, started, _E.SEND_BACK)
    again = await _step(city, started, _E.SUBMIT)

    assert (back.json()["state"], back.json()["remark"]) == ("counting", "复盘")
    assert again.json()["state"] == "counted"


@pytest.mark.parametrize("state", [s for s in StocktakeState if s is not StocktakeState.VOID])
async def test_steps_out_of_turn_are_refused_with_what_is_possible(
    city: City, estate: Any, state: StocktakeState
) -> None:
    round_ = await planned_round(city, estate)
    way = [_E.START, _E.COUNT, _E.SUBMIT, _E.CONFIRM]
    if state is not StocktakeState.PLANNED:
        await _step(city, round_, way[0])
        await city[Role.FRONT_DESK].act(
            f"/stocktakes/{round_['id']}/counts", _lines(estate, 1, 1, 1)
        )
    for event in way[2:]:
        if (await city.officer.read(f"/stocktakes/{round_['id']}"))["state"] != state:
            await _step(city, round_, event)

    for event in StocktakeEvent:
        if event in MACHINE.possible(state):
            continue
        response = await _step(city, round_, event)
        assert (response.status_code, response.json()["code"]) == (409, "transition_refused")
        assert response.json()["facts"]["possible"] == sorted(MACHINE.possible(state))


async def test_a_year_has_one_round_unless_it_was_discarded(city: City, estate: Any) -> None:
    first = await planned_round(city, estate)
    body = {name: first[name] for name in ("project_id", "year", "as_of", "plan")}

    second = await city.officer.post("/stocktakes", body)
    await _step(city, first, _E.DISCARD)
    third = await city.officer.post("/stocktakes", body)

    assert (second.status_code, second.json()["code"]) == (409, "already_done")
    assert third.status_code == 201


async def test_nobody_counts_before_the_day(city: City, estate: Any) -> None:
    later = (city.runtime.clock.today() + timedelta(days=10)).isoformat()
    planned = await planned_round(city, estate, as_of=later)

    response = await _step(city, planned, _E.START)

    assert response.json()["code"] == "date_not_reached"


async def test_each_side_keeps_to_its_part(city: City, estate: Any) -> None:
    body = {"project_id": estate["project"]["id"], "year": 2026, "as_of": "2026-04-30", "plan": "x"}
    assert (await city.manager.post("/stocktakes", body)).json()["code"] == "permission_missing"
    started = await started_round(city, estate)
    path = f"/stocktakes/{started['id']}"

    by_purchaser = await city.officer.post(f"{path}/counts", _lines(estate, 1))
    by_operator = await city.manager.post(f"{path}/confirmation", **{"If-Match": '"2"'})

    assert by_purchaser.json()["code"] == by_operator.json()["code"] == "permission_missing"


async def test_another_citys_round_is_not_there(
    city: City, estate: Any, stranger: Any, runtime: Any
) -> None:
    started = await started_round(city, estate)
    elsewhere = await found_city(runtime, stranger)

    response = await elsewhere.officer.get(f"/stocktakes/{started['id']}/lines")

    assert response.json()["code"] == "stocktake_not_found"
    assert (await elsewhere.officer.read("/stocktakes"))["items"] == []
