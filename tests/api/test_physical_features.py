"""Physical coefficients 物理系数: what is known of a home changes its price by the rule."""

from typing import Any

import pytest

from tests.given import City

#: Points add up first: the top floor 10 % less, a home facing north 5 % less; a lift 2 % more.
RULE: dict[str, Any] = {
    "name": "楼层朝向调节",
    "coefficients": [
        {"feature": "top_floor", "equals": True, "how": "points", "value": "-10"},
        {"feature": "orientation", "equals": "北", "how": "points", "value": "-5"},
        {"feature": "has_lift", "equals": True, "how": "factor", "value": "1.02"},
        {"feature": "floor", "equals": 2, "how": "points", "value": "3"},
        {"feature": "south_window", "equals": False, "how": "points", "value": "-4"},
    ],
}

#: Of 52.36 ㎡ at 5.20 元: 272.272.
HOMES: list[tuple[dict[str, Any], int, list[str]]] = [
    ({}, 27227, []),
    ({"floor": 3, "floors": 6, "orientation": "南"}, 27227, []),
    ({"floor": 6, "floors": 6}, 24504, ["top_floor"]),
    ({"floor": 6, "floors": 6, "orientation": "北"}, 23143, ["top_floor", "orientation"]),
    ({"floor": 2, "floors": 6, "has_lift": True}, 28605, ["has_lift", "floor"]),
    ({"floor": 6, "has_lift": False}, 27227, []),
    ({"floor": 3, "floors": 6, "features": {"south_window": False}}, 26138, ["south_window"]),
]


@pytest.mark.parametrize(("told", "rent", "applied"), HOMES)
async def test_the_rule_acts_on_what_the_register_says(
    city: City, told: dict[str, Any], rent: int, applied: list[str]
) -> None:
    project = await city.project()
    unit = await city.unit(project, await city.building(project), **told)
    body = {"project_id": project["id"], "valid_from": "2025-01-01", "rule": RULE}
    body |= {"basis": "actual_days", "legal_basis": "包发改价〔2025〕1 号"}
    await city.officer.act("/rent-rules", body)

    quote = await city.cashier.read(
        "/rent-quotes", unit_id=unit["id"], month="2026-04", tier="low_income", household_size=1
    )

    assert {name: unit[name] for name in told} == told
    assert quote["amount_fen"] == rent
    assert [one["feature"] for one in quote["trace"]["coefficients"]] == applied


async def test_a_property_is_put_right_until_the_home_is_accepted(city: City) -> None:
    project = await city.project()
    unit = await city.draft(project, await city.building(project), floor=6)

    changed = {"floors": 6, "orientation": "东西", "structure": "砖混", "inner_area_m2": "45.1"}
    response = await city.officer.patch(f"/units/{unit['id']}", changed, version=unit["version"])

    assert response.status_code == 200, response.text
    now = response.json()
    assert {name: now[name] for name in changed} == changed
