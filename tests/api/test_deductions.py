"""Deductions: raised by one, answered by the operator, decided by another, taken off once."""

from typing import Any

import pytest

from tests.given import City
from tests.given_settlement import PAYMENT, approved, computed, homes, in_force, stepped, upheld


async def a_contract(city: City, count: int = 10, **facts: Any) -> Any:
    project = await city.project()
    await homes(city, project, count)
    return await in_force(city, project, **facts)


async def raised(city: City, contract: Any, fen: int = 50_000, month: str = "2025-04") -> Any:
    body = {
        "contract_id": contract["id"],
        "month": month,
        "clause": "合同第十二条第3款",
        "fact": "3月巡查报告迟报5日",
        "amount_fen": fen,
    }
    return await city.officer.act("/deduction-events", body)


async def test_the_operator_has_notice_at_once_and_five_working_days(city: City) -> None:
    made = await raised(city, await a_contract(city))
    assert made["state"] == "notified"
    assert made["possible"] == ["reply", "uphold", "withdraw"]
    assert made["reply_by"] > city.runtime.clock.today().isoformat()


async def test_a_deduction_is_upheld_after_the_answer_only(city: City) -> None:
    made = await raised(city, await a_contract(city))
    path = f"/deduction-events/{made['id']}"
    decision = {"uphold": True, "reason": "属实"}

    early = await city.approver.post(f"{path}/decision", decision, **{"If-Match": '"1"'})
    assert (early.status_code, early.json()["code"]) == (409, "reply_time_running")

    answered = await city.manager.act(f"{path}/reply", {"reply": "系统故障"}, version=1)
    assert answered["state"] == "o_reply"
    held = await city.approver.act(f"{path}/decision", decision, version=2)
    assert (held["state"], held["decision"]) == ("upheld", "属实")
    again = await city.approver.post(f"{path}/decision", decision, **{"If-Match": '"3"'})
    assert again.json()["code"] == "transition_refused"


async def test_a_deduction_is_withdrawn_at_any_time(city: City) -> None:
    contract = await a_contract(city)
    made = await raised(city, contract)
    decision = {"uphold": False, "reason": "证据不足"}
    gone = await city.approver.act(f"/deduction-events/{made['id']}/decision", decision, version=1)
    assert gone["state"] == "withdrawn"
    statement = await computed(city, contract, "2025-04")
    assert statement["deductions_fen"] == 0


@pytest.mark.parametrize(("who", "step"), [("officer", "decision"), ("cashier", "reply")])
async def test_each_step_belongs_to_its_own_desk(city: City, who: str, step: str) -> None:
    made = await raised(city, await a_contract(city))
    body = {"decision": {"uphold": True, "reason": "x"}, "reply": {"reply": "x"}}[step]
    client = getattr(city, who)
    path = f"/deduction-events/{made['id']}/{step}"
    response = await client.post(path, body, **{"If-Match": '"1"'})
    assert response.json()["code"] == "permission_missing"


@pytest.mark.parametrize("month", ["2024-12", "2026-01"])
async def test_nothing_is_deducted_outside_the_term(city: City, month: str) -> None:
    contract = await a_contract(city)
    body = {
        "contract_id": contract["id"],
        "month": month,
        "clause": "x",
        "fact": "y",
        "amount_fen": 1,
    }
    response = await city.officer.post("/deduction-events", body)
    assert response.json()["code"] == "contract_not_in_force"


async def test_upheld_deductions_come_off_the_month(city: City) -> None:
    """E8's deductions of 500.00, 2 × 800.00 and 7 × 200.00 leave 27,911.33 of 31,411.33."""
    contract = await a_contract(city, 1200)
    for fen, fact in ((50_000, "迟报"), (160_000, "投诉"), (140_000, "超期维修")):
        await upheld(city, contract, "2025-04", fen, fact)
    await raised(city, contract)

    made = await computed(city, contract, "2025-04")

    assert made["performance_fen"] == 3_180_000
    assert made["deductions_fen"] == 350_000
    assert made["payable_fen"] == 2_830_000
    taken = await city.manager.read(f"/fee-statements/{made['id']}/deductions")
    assert [one["state"] for one in taken["items"]] == ["applied"] * 3
    listed = await city.manager.read("/deduction-events", state="applied")
    assert len(listed["items"]) == 3


async def test_edge_case_10_deductions_beyond_the_fee_are_carried_over(city: City) -> None:
    """11.1, 10: the fee never falls below nothing."""
    contract = await a_contract(city)  # 265.00 a month
    await upheld(city, contract, "2025-04", 40_000)

    april = await computed(city, contract, "2025-04")
    assert (april["payable_fen"], april["carried_over_fen"]) == (0, 13_500)
    assert (april["net_fen"], april["tax_fen"]) == (0, 0)

    may = await computed(city, contract, "2025-05")
    assert (may["deductions_fen"], may["payable_fen"]) == (13_500, 13_000)


async def test_a_fee_of_nothing_is_approved_and_paid_without_a_posting(city: City) -> None:
    contract = await a_contract(city)
    await upheld(city, contract, "2025-04", 40_000)
    paid = await stepped(city, await approved(city, contract, "2025-04"), "payment", PAYMENT)
    assert paid["state"] == "closed"


async def test_the_contracts_cap_limits_what_a_month_deducts(city: City) -> None:
    contract = await a_contract(city, 100, deduction_cap_fen=20_000)
    for _ in range(2):
        await upheld(city, contract, "2025-04", 15_000)
    made = await computed(city, contract, "2025-04")
    assert (made["deductions_fen"], made["payable_fen"]) == (20_000, 245_000)


async def test_deductions_of_a_withdrawn_statement_wait_for_the_next(city: City) -> None:
    contract = await a_contract(city, 100)
    await upheld(city, contract, "2025-04", 15_000)
    made = await computed(city, contract, "2025-04")
    await stepped(city, made, "withdrawal", {"reason": "更正"})
    again = await computed(city, contract, "2025-04")
    assert again["deductions_fen"] == 15_000


async def test_a_deduction_upheld_late_comes_off_the_next_statement(city: City) -> None:
    contract = await a_contract(city, 100)
    await computed(city, contract, "2025-04")
    await upheld(city, contract, "2025-04", 15_000)
    may = await computed(city, contract, "2025-05")
    assert may["deductions_fen"] == 15_000
