"""A second person confirms what a run charged, before the month is advanced or closed."""

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_leases import billed
from tests.given_month import Estate, estate
from tests.given_payments import charges_of, home

RENTS = {"甲": 27227, "乙": 20130}


async def to_confirm(city: City, month: str = "2025-04") -> tuple[Estate, Any]:
    city_home = await estate(city, RENTS)
    return city_home, await billed(city, city_home.project, month)


async def confirm(city: City, run: Any, role: Role = Role.OPERATOR_MANAGER, **body: Any) -> Any:
    body = {"month_total_fen": run["month_total_fen"], **body}
    return await city[role].post(f"/billing-runs/{run['id']}/confirmation", body)


async def test_the_charges_stand_at_once_and_the_month_waits(city: City) -> None:
    place, run = await to_confirm(city)

    checks = {one["code"]: one for one in (await place.checks("2025-04"))["items"]}
    voucher = await city.cashier.post("/advances", {"project_id": place.id, "month": "2025-04"})
    arrears = await city.cashier.read(f"/leases/{place.leases['甲']}/arrears")

    assert (run["state"], run["month_total_fen"]) == ("to_confirm", 47357)
    assert arrears["overdue_fen"] == 27227, "arrears are known at once"
    assert checks["charges_confirmed"]["ok"] is False
    assert checks["charges_confirmed"]["who"] == ["operator_manager", "cashier"]
    assert (voucher.status_code, voucher.json()["code"]) == (409, "charges_not_confirmed")

    answer = await confirm(city, run)

    assert answer.status_code == HTTPStatus.CREATED, answer.text
    done = answer.json()
    assert (done["state"], done["confirmed_by"]) == ("done", str(city.manager.person_id))
    assert (await place.voucher("2025-04"))["amount_fen"] == 47357
    assert await place.findings() == []


async def test_whoever_started_the_run_does_not_confirm_it(city: City) -> None:
    _, run = await to_confirm(city)

    same = await confirm(city, run, Role.CASHIER)
    colleague = await city.hire(Role.CASHIER)
    other = await colleague.post(
        f"/billing-runs/{run['id']}/confirmation", {"month_total_fen": run["month_total_fen"]}
    )

    assert (same.status_code, same.json()["code"]) == (403, "maker_is_checker")
    assert other.status_code == HTTPStatus.CREATED


async def test_a_total_that_left_the_tolerance_is_explained(city: City) -> None:
    """± 5 % around the last month (parameter rent.total_tolerance_percent)."""
    flat = await home(city)
    await confirm(city, await billed(city, flat["project"], "2026-03"))
    await home(city, "102", project=flat["project"], rent_fen=1400)
    run = await billed(city, flat["project"], "2026-04")

    silent = await confirm(city, run)
    said = await confirm(city, run, explanation="102 室 4 月入住。")

    assert (silent.status_code, silent.json()["code"]) == (409, "totals_unexplained")
    assert silent.json()["facts"] == {
        "this_month_fen": 28627,
        "last_month_fen": 27227,
        "change_fen": 1400,
        "tolerance_percent": "5",
    }
    assert said.json()["explanation"] == "102 室 4 月入住。"


async def test_the_city_says_what_is_unusual(city: City) -> None:
    setting = {"key": "rent.total_tolerance_percent", "value": "10", "valid_from": "2026-01-01"}
    await city.officer.act("/parameters", setting | {"legal_basis": "八号文"})
    flat = await home(city)
    await confirm(city, await billed(city, flat["project"], "2026-03"))
    await home(city, "102", project=flat["project"], rent_fen=1400)

    answer = await confirm(city, await billed(city, flat["project"], "2026-04"))

    assert answer.status_code == HTTPStatus.CREATED


async def test_what_is_confirmed_is_what_was_looked_at(city: City) -> None:
    flat = await home(city)
    first = await billed(city, flat["project"], "2026-04")
    await home(city, "102", project=flat["project"], rent_fen=1000)
    second = await billed(city, flat["project"], "2026-04")

    stale = await confirm(city, first)
    fresh = await confirm(city, second)
    also = await confirm(city, first, month_total_fen=second["month_total_fen"])

    assert stale.json()["code"] == "totals_differ"
    assert stale.json()["facts"] == {"sent_fen": 27227, "month_total_fen": 28227}
    assert fresh.status_code == also.status_code == HTTPStatus.CREATED


async def test_a_repeated_run_that_charged_nobody_needs_nobody(city: City) -> None:
    flat = await home(city)
    await confirm(city, await billed(city, flat["project"], "2026-04"))

    again = await billed(city, flat["project"], "2026-04")
    refused = await confirm(city, again)

    assert (again["state"], again["charged"]) == ("done", 0)
    assert refused.json()["code"] == "transition_refused"
    assert len(await charges_of(city, flat)) == 1


async def test_eight_confirmations_at_once_are_one(city: City) -> None:
    _, run = await to_confirm(city)

    answers = await asyncio.gather(*(confirm(city, run) for _ in range(8)))

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert {one.json().get("code") for one in answers} == {None, "transition_refused"}


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER])
async def test_the_operators_people_confirm(city: City, role: Role) -> None:
    _, run = await to_confirm(city)

    answer = await confirm(city, run, role)

    assert answer.json()["code"] == "permission_missing"


async def test_another_citys_run_is_not_there(city: City) -> None:
    _, run = await to_confirm(city)
    elsewhere = await found_city(city.runtime, city.http)

    answer = await confirm(elsewhere, run)

    assert (answer.status_code, answer.json()["code"]) == (404, "billing_run_not_found")
