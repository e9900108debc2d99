"""An administrator keeps people and their desks; nobody gets a role that is not theirs."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest

from domain.access import Role
from tests.given import City
from tests.given_people import signed_in, staff


def _person(city: City, **facts: Any) -> dict[str, Any]:
    return {
        "username": f"gao.{uuid4().hex[:8]}",
        "name": "高晓峰",
        "password": "鹿城的春天来得晚",
        "organisation_id": str(city.organisations["operator"]),
        "roles": ["cashier"],
        **facts,
    }


async def test_a_hired_person_signs_in_and_has_the_roles_once_confirmed(city: City) -> None:
    known = await staff(city, roles=["cashier"])

    token = (await signed_in(city.http, known.username)).json()["access_token"]

    me = await city.http.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["roles"] == ["cashier"]
    assert "payment:take" in me.json()["permissions"]


@pytest.mark.parametrize("role", [Role.PURCHASER_APPROVER, Role.FINANCE_OFFICER, Role.AUDITOR])
async def test_an_operators_person_never_becomes_its_own_judge(city: City, role: Role) -> None:
    response = await city[Role.ADMINISTRATOR].post("/people", _person(city, roles=[role]))

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "role_not_of_organisation"


async def test_a_common_password_is_refused(city: City) -> None:
    response = await city[Role.ADMINISTRATOR].post("/people", _person(city, password="12345678"))

    assert response.json()["code"] == "password_weak"
    assert response.json()["errors"][0]["pointer"] == "/password"


async def test_a_person_who_is_shut_out_is_out_at_once(city: City) -> None:
    before = await city.cashier.get("/me")

    await city[Role.ADMINISTRATOR].request(
        "PATCH", f"/people/{city.cashier.person_id}", json={"is_active": False}
    )

    after = await city.cashier.get("/me")
    assert (before.status_code, after.status_code) == (HTTPStatus.OK, HTTPStatus.UNAUTHORIZED)
    assert after.json()["code"] == "session_ended"


async def test_an_administrator_touches_no_business(city: City) -> None:
    response = await city[Role.ADMINISTRATOR].post(
        "/projects", {"code": "A", "name": "甲", "district": "青山区"}
    )

    assert response.json()["code"] == "permission_missing"
