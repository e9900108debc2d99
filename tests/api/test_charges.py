"""Charges are listed as offices ask for them, and each explains itself."""

from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_leases import billed
from tests.given_payments import home, order


async def _pages(city: City, **query: Any) -> list[tuple[str, str]]:
    """Every charge of the list by (month, unit), two a page."""
    seen: list[tuple[str, str]] = []
    cursor: dict[str, str] = {}
    while True:
        page = await city.cashier.read("/charges", limit=2, **query, **cursor)
        seen += [(one["month"], one["unit_code"][-3:]) for one in page["items"]]
        if page["next_cursor"] is None:
            return seen
        cursor = {"cursor": page["next_cursor"]}


async def test_a_charge_tells_the_rule_that_made_it(city: City) -> None:
    flat = await home(city)
    await billed(city, flat["project"], "2026-04")

    [charge] = (await city.cashier.read("/charges", lease_id=flat["id"]))["items"]
    detail = await city.finance.read(f"/charges/{charge['id']}")

    assert {key: detail[key] for key in charge} == charge
    assert detail["trace"] == {
        "rent_fen": 27227,
        "basis": "actual_days",
        "days": 30,
        "month_days": 30,
        "from_on": "2026-04-01",
        "until_on": "2026-05-01",
        "unit_fen": 1,
        "rule_id": None,
    }
    assert (charge["due_on"], charge["owed_fen"], charge["kind"]) == ("2026-04-10", 27227, "rent")


async def test_charges_come_page_by_page_latest_month_first(city: City) -> None:
    project = await city.project()
    for room in ("101", "102", "103"):
        await home(city, room, project=project)
    for month in ("2026-03", "2026-04"):
        await billed(city, project, month)

    every = await _pages(city)
    of_project = await _pages(city, project_id=project["id"])
    april = await _pages(city, project_id=project["id"], month="2026-04")

    rooms = {"101", "102", "103"}
    assert sorted(every) == sorted((m, r) for m in ("2026-03", "2026-04") for r in rooms)
    assert [month for month, _ in of_project] == ["2026-04"] * 3 + ["2026-03"] * 3
    assert {room for _, room in april} == rooms


async def test_open_charges_are_those_with_something_to_pay(city: City) -> None:
    flat = await home(city)
    await home(city, "102", project=flat["project"], rent_fen=0)
    await billed(city, flat["project"], "2026-03")
    await billed(city, flat["project"], "2026-04")
    await city.cashier.act("/payments", order(flat, 27227 + 100))

    still = (await city.cashier.read("/charges", open=True))["items"]
    settled = (await city.cashier.read("/charges", open=False))["items"]

    assert [(one["month"], one["owed_fen"]) for one in still] == [("2026-04", 27127)]
    assert sorted(one["amount_fen"] for one in settled) == [0, 0, 27227]


@pytest.mark.parametrize("month", ["2026-13", "0000-01", "april", "2026-4"])
async def test_what_is_no_month_is_refused(city: City, month: str) -> None:
    response = await city.cashier.get("/charges", month=month)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_an_unknown_charge_is_not_found(city: City) -> None:
    response = await city.cashier.get(f"/charges/{city.authority_id}")

    assert (response.status_code, response.json()["code"]) == (404, "charge_not_found")


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.MAINTENANCE, Role.ADMINISTRATOR])
async def test_who_does_not_see_money_sees_no_charges(city: City, role: Role) -> None:
    assert (await city[role].get("/charges")).status_code == HTTPStatus.FORBIDDEN
