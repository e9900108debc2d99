"""The register says what may be set, what holds on a day, and on what ground."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from domain.parameters import REGISTER, check
from persistence import parameters
from tests.given import City


def setting(key: str, value: Any, day: str = "2026-07-01") -> dict[str, Any]:
    return {"key": key, "value": value, "valid_from": day, "legal_basis": "包头市租金管理办法"}


async def _read(city: City, key: str, **query: Any) -> Any:
    found = await city.cashier.read("/parameters", **query)
    return next(one for one in found["items"] if one["key"] == key)


async def test_what_nobody_set_is_the_shipped_default(city: City) -> None:
    register = await city.cashier.read("/parameters")

    assert [one["key"] for one in register["items"]] == list(REGISTER)
    assert all(
        one["value"] == one["default"] and one["valid_from"] is None for one in register["items"]
    )
    assert all(one["legal_basis"] and one["name"] for one in register["items"])


@pytest.mark.parametrize("key", REGISTER)
def test_every_default_is_of_its_own_kind(key: str) -> None:
    check(REGISTER[key], REGISTER[key].default)


async def test_a_value_holds_from_its_day_on(city: City) -> None:
    await city.officer.act("/parameters", setting("rent.due_day", 15, "2026-07-01"))
    await city.officer.act("/parameters", setting("rent.due_day", 20, "2026-09-01"))

    days = ["2026-06-30", "2026-07-01", "2026-08-31", "2026-09-01"]
    found = [await _read(city, "rent.due_day", on=day) for day in days]

    assert [one["value"] for one in found] == [10, 15, 15, 20]
    assert [one["valid_from"] for one in found] == [None, "2026-07-01", "2026-07-01", "2026-09-01"]
    values = await city.cashier.read("/parameters/rent.due_day/values")
    assert [one["value"] for one in values["items"]] == [20, 15]


async def test_commands_ask_for_several_at_once(city: City) -> None:
    await city.officer.act("/parameters", setting("rent.due_day", 15))

    async with city.runtime.database.snapshot(city.context) as session:
        found = await parameters.values(
            session, ("rent.due_day", "rent.grace_workdays"), date(2026, 8, 1)
        )
        alone = await parameters.value(session, "rent.due_day", date(2026, 6, 1))

    assert found == {"rent.due_day": 15, "rent.grace_workdays": 5}
    assert alone == 10


async def test_a_value_is_never_changed(city: City) -> None:
    await city.officer.act("/parameters", setting("rent.due_day", 15))

    response = await city.officer.post("/parameters", setting("rent.due_day", 16))

    assert (response.status_code, response.json()["code"]) == (409, "already_done")
    assert (await _read(city, "rent.due_day", on="2026-07-01"))["value"] == 15


WRONG: list[tuple[str, Any]] = [
    ("rent.due_day", 0),
    ("rent.due_day", "15"),
    ("rent.due_day", True),
    ("rent.due_day", 1.5),
    ("rent.due_day", 10**12),
    ("rent.late_fee", 0.0005),
    ("rent.late_fee", "-1"),
    ("rent.late_fee", "1e9"),
    ("rent.proration_basis", "lunar"),
    ("rent.last_day_counted", 1),
    ("rent.last_day_counted", None),
    ("exit.holdover_rate_table", []),
    ("exit.holdover_rate_table", ["a"]),
    ("log.min_months", 5),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
async def test_a_value_of_another_kind_is_refused(city: City, key: str, value: Any) -> None:
    response = await city.officer.post("/parameters", setting(key, value))

    told = response.json()
    assert (response.status_code, told["code"]) == (422, "parameter_value_invalid"), told


async def test_a_key_outside_the_register_is_not_found(city: City) -> None:
    for response in (
        await city.officer.post("/parameters", setting("rent.mood", 1)),
        await city.officer.get("/parameters/rent.mood/values"),
    ):
        assert (response.status_code, response.json()["code"]) == (404, "parameter_not_found")


@pytest.mark.parametrize("role", [Role.CASHIER, Role.PURCHASER_APPROVER, Role.ADMINISTRATOR])
async def test_only_the_purchasers_officer_sets_parameters(city: City, role: Role) -> None:
    response = await city[role].post("/parameters", setting("rent.due_day", 15))

    assert response.status_code == HTTPStatus.FORBIDDEN
