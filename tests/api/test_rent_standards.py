"""The purchaser publishes prices and rules; a quote shows what they give, step by step."""

from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City

YUYAO: dict[str, Any] = {
    "name": "差别化租金",
    "guaranteed_m2": ["45"],
    "tiers": {
        "minimum_living": {"within": {"percent": "0"}, "beyond": {"percent": "50"}},
        "low_income": {"within": {"percent": "50"}, "beyond": {"percent": "85"}},
        "ineligible": {"within": {"flat_price": "8"}, "beyond": {"flat_price": "8"}},
    },
}


async def _flat(city: City, area: str = "58.00", price: str = "6.00") -> tuple[Any, Any, Any]:
    project = await city.project()
    building = await city.building(project)
    unit = await city.unit(project, building, area_m2=area, price_per_m2=price)
    return project, building, unit


async def _standard(city: City, project: Any, price: str, day: str, building: Any = None) -> Any:
    body = {
        "project_id": project["id"],
        "building_id": building["id"] if building else None,
        "price_per_m2": price,
        "valid_from": day,
        "document_no": "包发改价〔2026〕8 号",
    }
    return await city.officer.act("/rent-standards", body)


async def _rule(city: City, project: Any, day: str = "2025-01-01", **rule: Any) -> Any:
    body = {
        "project_id": project["id"] if project else None,
        "valid_from": day,
        "rule": YUYAO | rule,
        "basis": "actual_days",
        "legal_basis": "包头市公共租赁住房租金管理办法",
    }
    return await city.officer.act("/rent-rules", body)


async def _quote(city: City, unit: Any, tier: str = "lower_middle", **query: Any) -> Any:
    return await city.cashier.read("/rent-quotes", unit_id=unit["id"], tier=tier, **query)


async def test_without_standard_and_rule_the_register_gives_the_rent(city: City) -> None:
    _, _, unit = await _flat(city, "52.36", "5.20")

    quote = await _quote(city, unit)

    assert (quote["amount_fen"], quote["standard_id"], quote["rule_id"]) == (27227, None, None)


FIGURES = [
    ("lower_middle", 34800),
    ("low_income", 20130),
    ("minimum_living", 3900),
    ("ineligible", 46400),
]


@pytest.mark.parametrize(("tier", "fen"), FIGURES)
async def test_a_projects_rule_gives_each_tier_its_rent(city: City, tier: str, fen: int) -> None:
    project, _, unit = await _flat(city)
    rule = await _rule(city, project)

    quote = await _quote(city, unit, tier, month="2025-04")

    assert (quote["amount_fen"], quote["rule_id"]) == (fen, rule["id"])
    assert (quote["trace"]["within_m2"], quote["trace"]["beyond_m2"]) == ("45", "13")


async def test_a_projects_own_rule_goes_before_the_default(city: City) -> None:
    project, _, unit = await _flat(city)
    default = await _rule(city, None)
    before = await _quote(city, unit, "low_income")
    own = await _rule(city, project, name="本项目", guaranteed_m2=[])
    after = await _quote(city, unit, "low_income")

    assert (before["rule_id"], before["amount_fen"]) == (default["id"], 20130)
    assert (after["rule_id"], after["amount_fen"]) == (own["id"], 17400)
    listed = (await city.cashier.read("/rent-rules", project_id=project["id"]))["items"]
    assert [one["id"] for one in listed] == [own["id"]]
    assert len((await city.cashier.read("/rent-rules"))["items"]) == 2


async def test_a_standard_holds_from_its_day_and_a_building_may_have_its_own(city: City) -> None:
    project, building, unit = await _flat(city, "52.36", "9.99")
    await _standard(city, project, "5.20", "2025-01-01")
    await _standard(city, project, "5.60", "2025-07-01")
    june = await _quote(city, unit, month="2025-06")
    july = await _quote(city, unit, month="2025-07")
    await _standard(city, project, "6.00", "2025-01-01", building)
    own = await _quote(city, unit, month="2025-07")

    assert [q["amount_fen"] for q in (june, july, own)] == [27227, 29322, 31416]
    listed = (await city.cashier.read("/rent-standards", project_id=project["id"]))["items"]
    assert [one["valid_from"] for one in listed] == ["2025-07-01", "2025-01-01", "2025-01-01"]


async def test_a_rule_is_read_back_as_it_was_set(city: City) -> None:
    coefficient = {"feature": "top_floor", "equals": True, "how": "points", "value": "-10"}
    made = await _rule(city, None, coefficients=[coefficient], unit_fen=100)

    [read] = (await city.cashier.read("/rent-rules"))["items"]

    assert read == made
    assert read["rule"]["coefficients"] == [coefficient]
    assert read["rule"]["unit_fen"] == 100


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"unit_fen": 7}, "rent_rule_invalid", "/rule/unit_fen"),
    ({"guaranteed_m2": ["60", "45"]}, "rent_rule_invalid", "/rule/guaranteed_m2"),
    (
        {"tiers": {"low_income": {"within": {}, "beyond": {}}}},
        "rent_rule_invalid",
        "/rule/tiers/low_income/within",
    ),
    ({"tiers": {"nobility": {}}}, "request_invalid", "/rule/tiers/nobility"),
    ({"surprise": 1}, "request_invalid", "/rule/surprise"),
]


@pytest.mark.parametrize(("change", "code", "pointer"), WRONG)
async def test_what_is_no_rule_is_refused_where_it_stands(
    city: City, change: dict[str, Any], code: str, pointer: str
) -> None:
    body = {
        "valid_from": "2026-01-01",
        "rule": YUYAO | change,
        "basis": "actual_days",
        "legal_basis": "办法",
    }

    response = await city.officer.post("/rent-rules", body)

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert response.json()["errors"][0]["pointer"].startswith(pointer)


async def test_a_building_of_another_project_is_not_found(city: City) -> None:
    project = await city.project()
    other = await city.building(await city.project("OTHER"))
    body = {
        "project_id": project["id"],
        "building_id": other["id"],
        "price_per_m2": "5",
        "valid_from": "2026-01-01",
        "document_no": "8",
    }

    response = await city.officer.post("/rent-standards", body)

    assert (response.status_code, response.json()["code"]) == (404, "building_not_in_project")


@pytest.mark.parametrize("role", [Role.CASHIER, Role.OPERATOR_MANAGER, Role.PURCHASER_APPROVER])
async def test_only_the_purchasers_officer_sets_rent(city: City, role: Role) -> None:
    body = {"valid_from": "2026-01-01", "rule": YUYAO, "basis": "fixed_30", "legal_basis": "办法"}

    response = await city[role].post("/rent-rules", body)

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_an_operator_is_quoted_only_for_its_own_units(city: City) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)
    unit = await city.unit(other, await city.building(other))

    response = await city.cashier.get("/rent-quotes", unit_id=unit["id"], tier="low_income")

    assert (response.status_code, response.json()["code"]) == (404, "unit_not_found")
