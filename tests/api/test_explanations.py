"""The "why?" beside a figure: the rule, the values in force here, and their legal bases."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_month import estate
from tests.journeys.test_e5 import RENTS


async def why(client: Any, figure: str, **query: Any) -> Any:
    return await client.read(f"/explanations/{figure}", **query)


async def test_a_default_is_told_with_its_legal_basis(city: City) -> None:
    told = await why(city.cashier, "months_owed")

    [parameter] = told["parameters"]
    assert (parameter["key"], parameter["value"]) == ("arrears.evict_months_cumulative", 6)
    assert parameter["valid_from"] is None
    assert "第二十九条" in parameter["legal_basis"]
    assert told["formula"] == "count(months_with_unpaid_rent_after_due_day)"


async def test_what_the_city_has_set_is_told_from_its_day_on(city: City) -> None:
    body = {
        "key": "advance.due_rule",
        "valid_from": "2026-07-01",
        "value": 8,
        "legal_basis": "包头市公租房运营管理办法第十二条",
    }
    await city.officer.act("/parameters", body)

    before = await why(city.cashier, "shortfall", on="2026-06-30")
    after = await why(city.cashier, "shortfall", on="2026-07-01")

    assert [one["value"] for one in (*before["parameters"], *after["parameters"])] == [5, 8]
    assert after["parameters"][0]["legal_basis"] == "包头市公租房运营管理办法第十二条"


async def test_rent_is_told_with_the_projects_own_standard_and_rule(city: City) -> None:
    project = await city.project()
    body = {"project_id": project["id"], "price_per_m2": "5.20", "valid_from": "2025-01-01"}
    await city.officer.act("/rent-standards", {**body, "document_no": "〔2024〕31号"})
    await city.officer.act(
        "/rent-standards",
        {**body, "price_per_m2": "5.60", "valid_from": "2025-07-01", "document_no": "〔2025〕8号"},
    )
    rule = {
        "project_id": project["id"],
        "valid_from": "2025-01-01",
        "rule": {"name": "青山区差别化租金"},
        "basis": "actual_days",
        "legal_basis": "包头市公共租赁住房租金管理办法第七条",
    }
    await city.officer.act("/rent-rules", rule)

    early = await why(city.cashier, "rent", project_id=project["id"], on="2025-06-30")
    late = await why(city.cashier, "rent", project_id=project["id"], on="2025-07-01")
    nowhere = await why(city.cashier, "rent")

    assert [one["price_per_m2"] for one in early["rent_standards"]] == ["5.2"]
    assert [one["document_no"] for one in late["rent_standards"]] == ["〔2025〕8号"]
    assert late["rent_rule"]["legal_basis"] == "包头市公共租赁住房租金管理办法第七条"
    assert (nowhere["rent_standards"], nowhere["rent_rule"]) == ([], None)


async def test_a_fee_is_told_with_the_contracts_terms(city: City) -> None:
    living = await estate(city, RENTS, recovery_mode="REMIT_REFUND")

    told = await why(city.manager, "recovery", project_id=living.id, on="2025-04-30")
    other = await why(city.manager, "recovery", project_id=living.id, on="2024-04-30")

    assert told["contract"]["recovery_mode"] == "REMIT_REFUND"
    assert "民法典第五百二十四条" in told["legal_bases"]
    assert other["contract"] is None, "no contract was in force"


async def test_another_operators_terms_are_not_told(city: City) -> None:
    living = await estate(city, RENTS, operator_id=city.organisations["evaluator"])

    told = await why(city.manager, "recovery", project_id=living.id, on="2025-04-30")
    officer = await why(city.officer, "recovery", project_id=living.id, on="2025-04-30")

    assert told["contract"] is None
    assert officer["contract"] is not None


async def test_the_catalogue_lists_every_figure(city: City) -> None:
    listed = (await city[Role.TENANT].read("/explanations"))["items"]

    assert len(listed) >= 30
    for one in listed:
        told = await why(city[Role.TENANT], one["figure"])
        assert (told["formula"], told["legal_bases"]) == (one["formula"], one["legal_bases"])


@pytest.mark.parametrize("figure", ["happiness", "RENT", "rent/x"])
async def test_what_is_not_computed_is_not_there(city: City, figure: str) -> None:
    response = await city.cashier.get(f"/explanations/{figure}")

    assert response.status_code == HTTPStatus.NOT_FOUND


async def test_projects_that_are_not_ours_are_not_there(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await elsewhere.project()
    other = await city.project("OTHER", "别人的", operator_id=None)

    for client, project_id in (
        (city.officer, theirs["id"]),
        (city.manager, other["id"]),
        (city.officer, str(uuid4())),
    ):
        response = await client.get("/explanations/rent", project_id=project_id)
        assert response.status_code == HTTPStatus.NOT_FOUND
    refused = await city[Role.TENANT].get("/explanations/rent", project_id=theirs["id"])
    assert refused.status_code == HTTPStatus.FORBIDDEN
