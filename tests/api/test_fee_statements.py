"""The operator's fee of a month: counted, confirmed, audited, approved, paid and sealed."""

from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import pytest

from api.settlement.commands import sealed_facts
from domain.access import Permission, Role
from domain.fee_seals import seal
from persistence import deductions, settlement
from persistence.contracts import Reach
from tests.given import City
from tests.given_leases import lease
from tests.given_settlement import (
    PAYMENT,
    approved,
    computed,
    drafted,
    homes,
    in_force,
    priced,
    stepped,
    stock_changed,
    upheld,
)


async def the_month_of_e8(city: City) -> Any:
    """1,150 flats all month, 3 leave after the 20th, 50 join on the 11th of April 2025."""
    project = await city.project()
    codes = await homes(city, project, 1203)
    contract = await in_force(city, project, units=codes[:1153])
    await stock_changed(city, contract, "2025-04-11", join=codes[1153:])
    await stock_changed(city, contract, "2025-04-21", leave=codes[:3])
    return contract


async def balances(city: City, contract: Any) -> dict[str, int]:
    """What stands in the project's books today, which hold together."""
    month = f"{city.runtime.clock.today():%Y-%m}"
    project_id = contract["project_id"]
    found = await city.finance.read("/ledger/balances", project_id=project_id, month=month)
    assert found["broken"] == []
    return {one["account"]: one["closing_fen"] for one in found["items"]}


async def test_the_fee_counts_unit_days_and_rounds_once(city: City) -> None:
    """E8: 35,560 unit-days at 26.50 are 31,411.33, and the annex lacks 0.18."""
    made = await computed(city, await the_month_of_e8(city), "2025-04")

    assert made["state"] == "computed"
    assert made["unit_days"] == 35_560
    assert made["base_fen"] == 3_141_133
    assert made["rounding_fen"] == -18
    lines = [
        (one["from_on"], one["last_on"], one["units"], one["each_fen"]) for one in made["annex"]
    ]
    assert lines == [
        ("2025-04-01", "2025-04-20", 3, 1767),
        ("2025-04-01", "2025-04-30", 1150, 2650),
        ("2025-04-11", "2025-04-30", 50, 1767),
    ]
    assert sum(one["amount_fen"] for one in made["annex"]) - 18 == made["base_fen"]
    assert (made["coefficient"], made["coefficient_basis"]) == ("1", "provisional")
    assert made["net_fen"] + made["tax_fen"] == made["payable_fen"] == 3_141_133


async def test_a_price_that_changes_in_the_month_is_counted_on_both_sides(city: City) -> None:
    """E10: half of June at 26.50, half at 28.00 are 32,700.00."""
    project = await city.project()
    await homes(city, project, 1200)
    contract = await in_force(city, project)
    await priced(city, contract, "2025-06-16", 2800)

    made = await computed(city, contract, "2025-06")

    assert made["base_fen"] == 3_270_000
    assert [one["amount_fen"] for one in made["annex"]] == [1_590_000, 1_680_000]


async def test_a_quarter_adds_up_month_by_month(city: City) -> None:
    """E9: 31,411.33, 31,800.00 and 31,800.00 are 95,011.33."""
    contract = await the_month_of_e8(city)
    april = await computed(city, contract, "2025-04")
    later = [await computed(city, contract, month) for month in ("2025-05", "2025-06")]
    assert [one["base_fen"] for one in later] == [3_180_000, 3_180_000]
    assert sum(one["base_fen"] for one in (april, *later)) == 9_501_133


async def test_empty_homes_count_by_the_contracts_factor(city: City) -> None:
    """E8: 1,100 lived in and 100 empty at one half are 30,475.00."""
    project = await city.project()
    codes = await homes(city, project, 12)
    contract = await in_force(city, project, vacant_factor="0.5")
    units = (await city.officer.read("/units", project_id=project["id"], limit=200))["items"]
    for unit in units[:11]:
        await lease(city, project, unit)
    assert len(codes) == 12

    made = await computed(city, contract, "2025-04")

    assert made["base_fen"] == 11 * 2650 + 1325
    assert made["unit_days"] == 360
    empty = [one for one in made["annex"] if one["is_vacant"]]
    assert [(one["units"], one["each_fen"]) for one in empty] == [(1, 1325)]


async def test_days_between_two_leases_are_empty_and_no_day_counts_twice(city: City) -> None:
    from domain.leases import LeaseState

    project = await city.project()
    await homes(city, project, 1)
    contract = await in_force(city, project, vacant_factor="0.5")
    [unit] = (await city.officer.read("/units", project_id=project["id"]))["items"]
    left = date(2025, 4, 10)
    await lease(city, project, unit, vacated_on=left, state=LeaseState.TERMINATED)
    await lease(city, project, unit, starts_on=date(2025, 4, 21), contract_no="HT-2")

    made = await computed(city, contract, "2025-04")

    days = [(one["from_on"], one["last_on"], one["is_vacant"]) for one in made["annex"]]
    assert days == [
        ("2025-04-01", "2025-04-10", False),
        ("2025-04-11", "2025-04-20", True),
        ("2025-04-21", "2025-04-30", False),
    ]
    assert made["base_fen"] == 2208  # 25/30 of 26.50


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


async def test_edge_case_8_the_unit_day_of_a_hand_over_belongs_to_one_operator(city: City) -> None:
    """11.1, 8: the old contract's last day and the new one's first are counted once each."""
    project = await city.project()
    await homes(city, project, 10)
    first = await in_force(city, project, ends_on="2025-04-15")
    second = await in_force(city, project, starts_on="2025-04-16", ends_on="2025-12-31")
    made = [await computed(city, one, "2025-04") for one in (first, second)]
    assert [one["unit_days"] for one in made] == [150, 150]
    assert sum(Decimal(one["base_fen"]) for one in made) == 26_500


async def test_a_race_of_computations_leaves_one_statement(city: City) -> None:
    import asyncio

    project = await city.project()
    await homes(city, project, 50)
    contract = await in_force(city, project)
    body = {"contract_id": contract["id"], "month": "2025-04"}
    answers = await asyncio.gather(*(city.manager.post("/fee-statements", body) for _ in range(5)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409]
