"""What stands empty is found, with its reason and its cost."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.calendar import months_after
from domain.housing import UnitState
from tests.given import City, found_city
from tests.given_units import act, home, in_state, known_since

_S = UnitState


@pytest.fixture
async def flat(city: City) -> Any:
    return await home(city)


async def test_e16_u1_stood_empty_for_forty_five_days(city: City, flat: Any) -> None:
    today = city.runtime.clock.today()
    await in_state(city, flat, _S.AVAILABLE, today - timedelta(days=45))

    listed = await city.officer.read("/units/vacancies")

    [one] = listed["items"]
    assert (one["code"], one["reason"], one["days"]) == (flat["code"], "no_demand", 45)
    assert (one["monthly_rent_fen"], one["void_loss_fen"]) == (27227, 40841)


async def test_the_published_price_is_what_the_days_would_have_brought(
    city: City, flat: Any
) -> None:
    today = city.runtime.clock.today()
    await in_state(city, flat, _S.REPAIR, today - timedelta(days=30))
    for building, price in ((None, "6"), (flat["building_id"], "7.5")):
        body = {
            "project_id": flat["project_id"],
            "building_id": building,
            "price_per_m2": price,
            "valid_from": "2025-01-01",
            "document_no": "包住建〔2025〕1号",
        }
        await city.officer.act("/rent-standards", body)

    [one] = (await city.officer.read("/units/vacancies"))["items"]

    assert (one["reason"], one["void_loss_fen"]) == ("under_repair", 39270)


@pytest.mark.parametrize(("months", "found"), [(None, 4), (6, 2), (12, 1)])
async def test_auditors_ask_for_six_and_twelve_months(
    city: City, months: int | None, found: int
) -> None:
    today = city.runtime.clock.today()
    project = await city.project()
    building = await city.building(project)
    since = [
        months_after(today, -12),
        months_after(today, -6),
        months_after(today, -6) + timedelta(days=1),
        today,
    ]
    for room, day in enumerate(since):
        unit = await city.unit(project, building, str(room))
        await in_state(city, unit, _S.AVAILABLE, day)

    query = {} if months is None else {"min_months": months}
    listed = await city[Role.AUDITOR].read("/units/vacancies", **query)

    assert [one["vacant_since"] for one in listed["items"]] == [
        day.isoformat() for day in since[:found]
    ]


async def test_empty_homes_are_listed_by_reason_project_and_kind(city: City, flat: Any) -> None:
    today = city.runtime.clock.today()
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    building = {"id": flat["building_id"], "name": "1"}
    frozen = await city.unit(project, building, "102")
    shop = await city.unit(project, building, "S1", kind="shop", price_per_m2="40")
    for unit, state in ((flat, _S.AVAILABLE), (frozen, _S.FROZEN), (shop, _S.AVAILABLE)):
        await in_state(city, unit, state, today - timedelta(days=10))

    async def codes(**query: Any) -> list[str]:
        listed = await city.manager.read("/units/vacancies", **query)
        return sorted(one["code"] for one in listed["items"])

    assert await codes() == sorted([flat["code"], frozen["code"]])
    assert await codes(reason="frozen") == [frozen["code"]]
    assert await codes(reason="reserved") == []
    assert await codes(kind="shop") == [shop["code"]]
    assert await codes(project_id=flat["project_id"], reason="no_demand") == [flat["code"]]


async def test_another_operators_empty_homes_are_not_seen(
    city: City, stranger: Any, runtime: Any
) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)
    unit = await city.unit(other, await city.building(other))
    await in_state(city, unit, _S.AVAILABLE, date(2025, 1, 1))
    elsewhere = await found_city(runtime, stranger)

    assert (await city.manager.read("/units/vacancies"))["items"] == []
    assert (await elsewhere.officer.read("/units/vacancies"))["items"] == []
    assert (await city.manager.read("/vacancy-summaries", month="2026-04"))["items"] == []
    response = await city.manager.get("/vacancy-summaries", month="2026-04", project_id=other["id"])
    assert response.json()["code"] == "project_not_found"


async def test_a_home_tells_every_vacancy_it_had(city: City, flat: Any) -> None:
    today = city.runtime.clock.today()
    desk = city[Role.FRONT_DESK]
    await known_since(city, flat, today - timedelta(days=20))
    unit = await in_state(city, flat, _S.AVAILABLE, today - timedelta(days=20))
    body = {
        "reason_code": "damage",
        "reason": "漏水",
        "until_on": today.isoformat(),
        "effective_on": (today - timedelta(days=12)).isoformat(),
    }
    unit = await act(desk, unit, "repair", body)
    back = {"effective_on": (today - timedelta(days=5)).isoformat(), "reason": "补录"}
    await act(desk, unit, "repair/completion", back)

    [spell] = (await city.officer.read(f"/units/{flat['id']}/vacancies"))["items"]

    assert (spell["days"], spell["until_on"]) == (20, None)
    assert spell["reasons"] == [
        {"reason": "no_demand", "days": 13},
        {"reason": "under_repair", "days": 7},
    ]
    assert spell["void_loss_fen"] == 18151


async def test_a_projects_month_says_how_much_of_it_was_empty(city: City, flat: Any) -> None:
    await known_since(city, flat, date(2026, 3, 20))
    await in_state(city, flat, _S.AVAILABLE, date(2026, 3, 20))

    told = await city.finance.read("/vacancy-summaries", month="2026-04")

    [one] = told["items"]
    assert (one["month"], one["units"], one["stock_days"]) == ("2026-04", 1, 30)
    assert (one["vacant_days"], one["no_demand_days"]) == (30, 30)
    assert one["void_loss_fen"] == 27227
    assert (one["over_six_months"], one["over_twelve_months"]) == (1, 0)


async def test_a_month_that_has_not_begun_has_no_vacancies(city: City) -> None:
    response = await city.officer.get("/vacancy-summaries", month="2099-01")

    assert (response.status_code, response.json()["code"]) == (409, "month_not_begun")
