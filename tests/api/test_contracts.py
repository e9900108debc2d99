"""The purchaser contracts an operator: drafted, signed, published, in force, amended."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest

from domain.access import Role
from tests.given import City
from tests.given_settlement import drafted, homes, in_force, terms


async def test_a_draft_has_its_terms_its_price_and_the_stock_list(city: City) -> None:
    project = await city.project()
    codes = await homes(city, project, 3)

    contract = await drafted(city, project, awarded_on="2024-12-20")

    assert contract["state"] == "draft"
    assert contract["possible"] == ["sign"]
    assert (contract["units"], contract["price_fen"]) == (3, 2650)
    assert contract["deadlines"]["sign_by"] == "2025-01-19"
    stock = await city.officer.read(f"/service-contracts/{contract['id']}/units")
    assert [one["code"] for one in stock["items"]] == codes
    assert {one["from_on"] for one in stock["items"]} == {"2025-01-01"}


async def test_a_contract_in_force_gives_the_project_to_its_operator(city: City) -> None:
    project = await city.project(operator_id=None)
    await homes(city, project, 2)

    contract = await in_force(city, project)

    assert contract["state"] == "active"
    assert contract["backdating_reason"] == "系统上线前已履行"
    assert contract["signed_by"] == str(city.approver.person_id)
    now = await city.officer.read(f"/projects/{project['id']}")
    assert now["operator_id"] == str(city.organisations["operator"])
    listed = await city.manager.read("/service-contracts", on="2025-06-01")
    assert [one["id"] for one in listed["items"]] == [contract["id"]]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"ends_on": "2026-01-01"}, 422, "contract_too_long"),
        ({"ends_on": "2028-01-01", "budget_note": "列入预算"}, 422, "contract_too_long"),
        ({"ends_on": "2024-12-31"}, 422, "period_invalid"),
        ({"clauses": ["price", "term"]}, 422, "contract_incomplete"),
        ({"units": ["XFJY-1-00001", "NOWHERE-1"]}, 422, "units_unknown"),
        ({"price_fen": 0}, 422, "request_invalid"),
        ({"price_fen": 26.5}, 422, "request_invalid"),
        ({"vacant_factor": "1.5"}, 422, "request_invalid"),
        ({"content": ["eligibility"]}, 422, "request_invalid"),
        ({"paid": True}, 422, "request_invalid"),
    ],
)
async def test_an_unlawful_draft_is_refused(
    city: City, changes: dict[str, Any], status: int, code: str
) -> None:
    project = await city.project()
    await homes(city, project, 1)

    response = await city.officer.post("/service-contracts", terms(city, project, **changes))

    assert (response.status_code, response.json()["code"]) == (status, code)


async def test_three_years_need_a_budget_note_and_are_enough_with_it(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await drafted(city, project, ends_on="2027-12-31", budget_note="列入三年滚动预算")
    assert contract["budget_note"] == "列入三年滚动预算"


async def test_only_an_operator_can_be_contracted(city: City) -> None:
    project = await city.project()
    body = terms(city, project, operator_id=str(city.organisations["bureau"]))
    response = await city.officer.post("/service-contracts", body)
    assert response.json()["code"] == "not_an_operator"
    body = terms(city, project, operator_id=str(uuid4()))
    response = await city.officer.post("/service-contracts", body)
    assert response.json()["code"] == "organisation_not_found"


@pytest.mark.parametrize(
    "role", [Role.OPERATOR_MANAGER, Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER]
)
async def test_only_the_purchasers_officer_drafts(city: City, role: Role) -> None:
    project = await city.project()
    response = await city[role].post("/service-contracts", terms(city, project))
    assert response.json()["code"] == "permission_missing"


async def test_who_drafts_does_not_sign(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await drafted(city, project)
    path = f"/service-contracts/{contract['id']}/signature"

    response = await city.officer.post(path, **{"If-Match": '"1"'})
    assert response.json()["code"] == "permission_missing"

    both = await _with_both_roles(city)
    mine = await both.act("/service-contracts", terms(city, await city.project("P2", "二号")))
    response = await both.post(f"/service-contracts/{mine['id']}/signature", **{"If-Match": '"1"'})
    assert response.json()["code"] == "maker_is_checker"


async def _with_both_roles(city: City) -> Any:
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    client = await city.hire(Role.PURCHASER_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == client.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER])
        )
    return client


async def test_steps_out_of_turn_are_refused_with_what_is_possible(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await drafted(city, project)
    path = f"/service-contracts/{contract['id']}"

    response = await city.officer.post(f"{path}/activation", {"reason": "x"}, **{"If-Match": '"1"'})

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "transition_refused"
    assert response.json()["facts"]["possible"] == ["sign"]
    assert (await city.approver.post(f"{path}/signature")).status_code == 428
    stale = await city.approver.post(f"{path}/signature", **{"If-Match": '"9"'})
    assert stale.status_code == 412


@pytest.mark.parametrize(
    ("facts", "body", "code"),
    [
        ({"starts_on": "2030-01-01", "ends_on": "2030-12-31"}, None, "contract_not_started"),
        ({}, None, "backdating_needs_reason"),
    ],
)
async def test_a_contract_comes_into_force_once_it_started_and_late_with_a_reason(
    city: City, facts: dict[str, Any], body: Any, code: str
) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await drafted(city, project, **facts)
    path = f"/service-contracts/{contract['id']}"
    await city.approver.act(f"{path}/signature", version=1)
    await city.officer.act(f"{path}/publication", {"announcement": "网址"}, version=2)

    response = await city.officer.post(f"{path}/activation", body, **{"If-Match": '"3"'})

    assert response.json()["code"] == code


async def test_a_contract_without_units_does_not_come_into_force(city: City) -> None:
    contract = await drafted(city, await city.project())
    path = f"/service-contracts/{contract['id']}"
    await city.approver.act(f"{path}/signature", version=1)
    await city.officer.act(f"{path}/publication", {"announcement": "网址"}, version=2)
    response = await city.officer.post(f"{path}/activation", {"reason": "x"}, **{"If-Match": '"3"'})
    assert response.json()["code"] == "stock_list_missing"


async def test_a_unit_day_belongs_to_one_contract_only(city: City) -> None:
    project = await city.project()
    codes = await homes(city, project, 3)
    await in_force(city, project, units=codes[:2])

    response = await city.officer.post("/service-contracts", terms(city, project))
    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "unit_counted_twice"
    assert response.json()["facts"] == {"codes": codes[:2], "total": 2}

    following = terms(city, project, starts_on="2026-01-01", ends_on="2026-12-31")
    assert (await city.officer.post("/service-contracts", following)).status_code == 201
    beside = terms(city, project, units=codes[2:])
    assert (await city.officer.post("/service-contracts", beside)).status_code == 201


async def test_two_drafts_of_the_same_units_cannot_both_be_signed(city: City) -> None:
    project = await city.project()
    codes = await homes(city, project, 1)
    first, second = [await drafted(city, project) for _ in range(2)]
    await city.approver.act(f"/service-contracts/{first['id']}/signature", version=1)

    response = await city.approver.post(
        f"/service-contracts/{second['id']}/signature", **{"If-Match": '"1"'}
    )

    assert response.json()["code"] == "unit_counted_twice"
    assert response.json()["facts"]["codes"] == codes


async def test_another_operator_neither_sees_nor_touches_the_contract(city: City) -> None:
    from sqlalchemy import insert, update

    from persistence.tables.authorities import OrganisationRow
    from persistence.tables.people import MembershipRow

    project = await city.project()
    await homes(city, project, 1)
    contract = await in_force(city, project)
    stranger = await city.hire(Role.OPERATOR_MANAGER)
    async with city.runtime.database.transaction() as session:
        other = await session.execute(
            insert(OrganisationRow)
            .values(name=f"other {uuid4()}", kind="operator")
            .returning(OrganisationRow.id)
        )
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == stranger.person_id)
            .values(organisation_id=other.scalar_one())
        )

    assert (await stranger.read("/service-contracts"))["items"] == []
    response = await stranger.get(f"/service-contracts/{contract['id']}")
    assert response.json()["code"] == "contract_not_found"
    body = {"contract_id": contract["id"], "month": "2025-04"}
    response = await stranger.post("/fee-statements", body)
    assert response.json()["code"] == "contract_not_found"
