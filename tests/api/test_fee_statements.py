"""The operator's fee of a month: counted, confirmed, audited, approved, paid and sealed."""

from http import HTTPStatus
from typing import Any

import pytest

from api.settlement.commands import sealed_facts
from domain.access import Permission, Role
from domain.fee_seals import seal
from persistence import deductions, settlement
from persistence.contracts import Reach
from tests.given import City
from tests.given_settlement import (
    PAYMENT,
    approved,
    computed,
    drafted,
    homes,
    in_force,
    stepped,
    stock_changed,
    the_month_of_e8,
    upheld,
)


async def balances(city: City, contract: Any) -> dict[str, int]:
    """What stands in the project's books today, which hold together."""
    month = f"{city.runtime.clock.today():%Y-%m}"
    project_id = contract["project_id"]
    found = await city.finance.read("/ledger/balances", project_id=project_id, month=month)
    assert found["broken"] == []
    return {one["account"]: one["closing_fen"] for one in found["items"]}


async def test_the_way_of_a_statement_to_its_payment(city: City) -> None:
    contract = await the_month_of_e8(city)
    made = await approved(city, contract, "2025-04")
    assert made["state"] == "pa_approved"

    paid = await stepped(city, made, "payment", PAYMENT)

    assert paid["state"] == "closed"
    assert paid["possible"] == []
    assert len(paid["hash"]) == 64
    assert paid["funding"] == {
        "year": 2025,
        "rent_fen": 0,
        "fee_fen": 3_141_133,
        "repairs_fen": 0,
        "fee_rate": None,
        "use_rate": None,
        "is_short": True,
    }
    held = await balances(city, contract)
    assert held["F1"] == 3_141_133
    assert held["L4"] == 0


async def test_the_hash_of_a_paid_statement_can_be_computed_again(city: City) -> None:
    contract = await the_month_of_e8(city)
    await upheld(city, contract, "2025-04", 50_000)
    paid = await stepped(city, await approved(city, contract, "2025-04"), "payment", PAYMENT)
    actor = await city.actor(Role.AUDITOR)
    reach = Reach(actor.scope(Permission.READ_CONTRACT), actor.organisation_id)
    async with city.runtime.database.transaction(city.context) as session:
        stored = await settlement.statement(session, reach, paid["id"])
        applied = await deductions.applied_in(session, reach, stored.id)
    assert seal(sealed_facts(stored, applied)) == stored.hash == paid["hash"]


async def test_a_month_is_computed_once_and_anew_after_withdrawal(city: City) -> None:
    contract = await the_month_of_e8(city)
    made = await computed(city, contract, "2025-04")
    body = {"contract_id": contract["id"], "month": "2025-04"}
    response = await city.manager.post("/fee-statements", body)
    assert (response.status_code, response.json()["code"]) == (409, "already_done")

    gone = await stepped(city, made, "withdrawal", {"reason": "移交清单更正"})
    again = await computed(city, contract, "2025-04")

    assert gone["state"] == "withdrawn"
    assert gone["withdrawal_reason"] == "移交清单更正"
    assert again["number"] == f"{made['number']}-2"
    listed = await city.officer.read("/fee-statements", contract_id=contract["id"])
    assert {one["state"] for one in listed["items"]} == {"withdrawn", "computed"}


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("2024-12", "contract_not_in_force"),
        ("2026-01", "contract_not_in_force"),
        ("2029-01", "contract_not_in_force"),
    ],
)
async def test_a_month_outside_the_term_has_no_fee(city: City, month: str, code: str) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await in_force(city, project)
    body = {"contract_id": contract["id"], "month": month}
    response = await city.manager.post("/fee-statements", body)
    assert (response.status_code, response.json()["code"]) == (409, code)


async def test_a_month_that_is_not_over_has_no_fee_yet(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    today = city.runtime.clock.today()
    term = {"starts_on": today.replace(day=1).isoformat()}
    term["ends_on"] = today.replace(day=28).isoformat()
    contract = await in_force(city, project, **term)
    body = {"contract_id": contract["id"], "month": f"{today:%Y-%m}"}
    response = await city.manager.post("/fee-statements", body)
    assert response.json()["code"] == "month_not_over"


async def test_a_draft_is_paid_for_nothing(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await drafted(city, project)
    body = {"contract_id": contract["id"], "month": "2025-04"}
    response = await city.manager.post("/fee-statements", body)
    assert response.json()["code"] == "contract_not_in_force"


@pytest.mark.parametrize(
    ("step", "role"),
    [
        ("confirmation", Role.CASHIER),
        ("audit", Role.PURCHASER_APPROVER),
        ("approval", Role.PURCHASER_OFFICER),
        ("payment", Role.PURCHASER_APPROVER),
        ("withdrawal", Role.FINANCE_OFFICER),
        ("objection", Role.FINANCE_OFFICER),
        ("objection-reply", Role.OPERATOR_MANAGER),
    ],
)
async def test_each_step_belongs_to_its_own_desk(city: City, step: str, role: Role) -> None:
    project = await city.project()
    await homes(city, project, 1)
    made = await computed(city, await in_force(city, project), "2025-04")
    bodies = {"payment": PAYMENT, "withdrawal": {"reason": "x"}, "objection": {"reason": "x"}}
    body = {"objection-reply": {"reply": "x"}, **bodies}.get(step)
    path = f"/fee-statements/{made['id']}/{step}"
    response = await city[role].post(path, body, **{"If-Match": '"1"'})
    assert (response.status_code, response.json()["code"]) == (403, "permission_missing")


@pytest.mark.parametrize("step", ["audit", "approval", "payment", "objection-reply"])
async def test_a_step_out_of_turn_is_refused(city: City, step: str) -> None:
    project = await city.project()
    await homes(city, project, 1)
    made = await computed(city, await in_force(city, project), "2025-04")
    body = {"payment": PAYMENT, "objection-reply": {"reply": "x"}}.get(step)
    client = {"approval": city.approver, "payment": city.finance}.get(step, city.officer)
    path = f"/fee-statements/{made['id']}/{step}"
    response = await client.post(path, body, **{"If-Match": '"1"'})
    assert (response.status_code, response.json()["code"]) == (409, "transition_refused")
    assert response.json()["facts"]["possible"] == ["confirm", "dispute", "withdraw"]


async def test_an_objection_is_answered_and_the_statement_confirmed_anew(city: City) -> None:
    contract = await the_month_of_e8(city)
    made = await approved(city, contract, "2025-04")

    disputed = await stepped(city, made, "objection", {"reason": "计数有误"})
    assert disputed["state"] == "disputed"
    assert disputed["approved_by"] is None
    assert set((await balances(city, contract)).values()) <= {0}

    answered = await stepped(city, disputed, "objection-reply", {"reply": "计数无误"})
    assert answered["state"] == "computed"
    assert answered["objection"]["reply"] == "计数无误"
    for step in ("confirmation", "audit", "approval"):
        answered = await stepped(city, answered, step)
    paid = await stepped(city, answered, "payment", PAYMENT)
    assert paid["state"] == "closed"
    assert (await balances(city, contract))["F1"] == 3_141_133


async def test_the_same_key_pays_once(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    made = await approved(city, await in_force(city, project), "2025-04")
    path = f"/fee-statements/{made['id']}/payment"
    headers = {"If-Match": f'"{made["version"]}"', "Idempotency-Key": "pay-once-0001"}
    first = await city.finance.post(path, PAYMENT, **headers)
    second = await city.finance.post(path, PAYMENT, **headers)
    assert first.status_code == second.status_code == HTTPStatus.CREATED
    assert second.headers["Idempotent-Replayed"] == "true"
    other = await city.finance.post(path, PAYMENT, **{"If-Match": f'"{made["version"] + 1}"'})
    assert other.json()["code"] == "transition_refused"


@pytest.mark.parametrize(
    ("paid_on", "code"),
    [("2999-01-01", "date_not_reached"), ("2025-05-01", "paid_before_approval")],
)
async def test_nothing_is_paid_before_its_approval_nor_on_a_day_to_come(
    city: City, paid_on: str, code: str
) -> None:
    project = await city.project()
    await homes(city, project, 1)
    made = await approved(city, await in_force(city, project), "2025-04")
    response = await city.finance.post(
        f"/fee-statements/{made['id']}/payment",
        {**PAYMENT, "paid_on": paid_on},
        **{"If-Match": f'"{made["version"]}"'},
    )
    assert response.json()["code"] == code


async def test_a_settled_month_keeps_its_stock_and_its_price(city: City) -> None:
    project = await city.project()
    codes = await homes(city, project, 30)
    contract = await in_force(city, project)
    await computed(city, contract, "2025-04")
    body = {"from_on": "2025-04-30", "leave": codes[:1], "reason": "x", "document_no": "y"}
    headers = {"If-Match": f'"{contract["version"]}"'}
    path = f"/service-contracts/{contract['id']}"
    response = await city.officer.post(f"{path}/units", body, **headers)
    assert response.json()["code"] == "month_settled"
    price = {"valid_from": "2025-04-30", "price_fen": 2700, "reason": "x", "document_no": "y"}
    response = await city.officer.post(f"{path}/prices", price, **headers)
    assert response.json()["code"] == "month_settled"
    await stock_changed(city, contract, "2025-05-01", leave=codes[:1])


async def test_months_are_settled_in_their_order(city: City) -> None:
    project = await city.project()
    await homes(city, project, 1)
    contract = await in_force(city, project)
    april = await computed(city, contract, "2025-04")
    may = await computed(city, contract, "2025-05")
    body = {"contract_id": contract["id"], "month": "2025-03"}
    response = await city.manager.post("/fee-statements", body)
    assert response.json()["code"] == "later_month_settled"
    response = await city.manager.post(
        f"/fee-statements/{april['id']}/withdrawal", {"reason": "x"}, **{"If-Match": '"1"'}
    )
    assert response.json()["code"] == "later_month_settled"
    await stepped(city, may, "withdrawal", {"reason": "x"})
    await stepped(city, april, "withdrawal", {"reason": "x"})
    await computed(city, contract, "2025-03")


async def test_a_race_of_computations_leaves_one_statement(city: City) -> None:
    import asyncio

    project = await city.project()
    await homes(city, project, 50)
    contract = await in_force(city, project)
    body = {"contract_id": contract["id"], "month": "2025-04"}
    answers = await asyncio.gather(*(city.manager.post("/fee-statements", body) for _ in range(5)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409]
