"""The operator pays what its tenants have not; finance accepts it; the claims change hands."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from domain.calendar import Month
from tests.given import City
from tests.given_month import Estate, estate

RENTS = {"甲": 27227, "乙": 20130, "丙": 27227}


async def billed(city: City, **terms: Any) -> Estate:
    home = await estate(city, RENTS, **terms)
    await home.bill("2025-04")
    return home


async def problem(response: Any, code: str) -> Any:
    assert response.status_code >= 400, response.text
    assert response.json()["code"] == code, response.text
    return response.json()["facts"]


async def test_the_running_month_is_too_early(city: City) -> None:
    home = await billed(city)
    month = str(Month.of(city.runtime.clock.today()))

    response = await city.cashier.post("/advances", {"project_id": home.id, "month": month})

    facts = await problem(response, "voucher_too_early")
    assert date.fromisoformat(facts["cutoff_on"]) > city.runtime.clock.today()


async def test_a_month_that_everybody_paid_needs_no_advance(city: City) -> None:
    home = await billed(city)
    for tenant, fen in RENTS.items():
        await home.pay(tenant, fen, "2025-04-10")

    voucher = await home.voucher("2025-04")

    assert (voucher["state"], voucher["amount_fen"]) == ("recovered", 0)


async def test_a_month_has_one_voucher(city: City) -> None:
    home = await billed(city)
    body = {"project_id": home.id, "month": "2025-04"}

    answers = await asyncio.gather(*(city.cashier.post("/advances", body) for _ in range(5)))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
    assert {one.json().get("code") for one in answers} == {None, "already_done"}


async def test_without_a_contract_nobody_owes_the_shortfall(city: City) -> None:
    home = await estate(city, RENTS, state="draft")
    await home.bill("2025-04")

    response = await city.cashier.post("/advances", {"project_id": home.id, "month": "2025-04"})

    await problem(response, "no_contract_in_force")


async def test_whoever_calculated_it_cannot_confirm_it(city: City) -> None:
    home = await billed(city)
    body = {"project_id": home.id, "month": "2025-04"}
    voucher = await city.manager.act("/advances", body)

    response = await city.manager.post(
        f"/advances/{voucher['id']}/confirmation", None, **{"If-Match": '"1"'}
    )

    assert response.status_code == HTTPStatus.FORBIDDEN
    await problem(response, "maker_is_checker")


@pytest.mark.parametrize(
    ("step", "role", "body"),
    [
        ("payment", Role.CASHIER, {"amount_fen": 1, "bank_slip_no": "P", "paid_on": "2025-05-12"}),
        ("acceptance", Role.FINANCE_OFFICER, {"treasury_receipt_no": "G"}),
        ("uncollectible", Role.PURCHASER_APPROVER, {"evidence": "无"}),
        ("dispute-decision", Role.PURCHASER_APPROVER, {"upheld": True, "decision": "维持"}),
        ("return", Role.FINANCE_OFFICER, {"reason": "未到账"}),
    ],
)
async def test_no_step_can_be_skipped(city: City, step: str, role: Role, body: Any) -> None:
    home = await billed(city)
    voucher = await home.voucher("2025-04")

    response = await city[role].post(
        f"/advances/{voucher['id']}/{step}", body, **{"If-Match": '"1"'}
    )

    facts = await problem(response, "transition_refused")
    assert facts["possible"] == ["confirm", "dispute"]


@pytest.mark.parametrize(
    ("step", "role"),
    [
        ("confirmation", Role.CASHIER),
        ("payment", Role.OPERATOR_MANAGER),
        ("acceptance", Role.OPERATOR_MANAGER),
        ("uncollectible", Role.FINANCE_OFFICER),
        ("dispute-decision", Role.OPERATOR_MANAGER),
    ],
)
async def test_a_step_is_for_its_role(city: City, step: str, role: Role) -> None:
    home = await billed(city)
    voucher = await home.voucher("2025-04")
    bodies = {
        "payment": {"amount_fen": 1, "bank_slip_no": "P", "paid_on": "2025-05-12"},
        "acceptance": {"treasury_receipt_no": "G"},
        "uncollectible": {"evidence": "无"},
        "dispute-decision": {"upheld": True, "decision": "维持"},
    }

    response = await city[role].post(
        f"/advances/{voucher['id']}/{step}", bodies.get(step), **{"If-Match": '"1"'}
    )

    await problem(response, "permission_missing")


async def test_the_operator_pays_exactly_the_voucher(city: City) -> None:
    home = await billed(city)
    voucher = await home.step(city.manager, await home.voucher("2025-04"), "confirmation")
    path = f"/advances/{voucher['id']}/payment"
    body = {"amount_fen": 74583, "bank_slip_no": "P1", "paid_on": "2025-05-12"}

    response = await city.cashier.post(path, body, **{"If-Match": '"2"'})

    assert await problem(response, "voucher_amount_differs") == {
        "amount_fen": 74584,
        "sent_fen": 74583,
    }


async def test_a_treasury_receipt_proves_one_voucher(city: City) -> None:
    home = await billed(city)
    await home.bill("2025-05")
    april = await home.paid(await home.voucher("2025-04"), "2025-05-12")
    may = await home.paid(await home.voucher("2025-05"), "2025-06-09")
    body = {"treasury_receipt_no": "GK-1"}
    await home.step(city.finance, april, "acceptance", body)

    response = await city.finance.post(
        f"/advances/{may['id']}/acceptance", body, **{"If-Match": f'"{may["version"]}"'}
    )

    await problem(response, "code_taken")


async def test_two_acceptances_at_once_move_the_claims_once(city: City) -> None:
    home = await billed(city)
    paid = await home.paid(await home.voucher("2025-04"), "2025-05-12")
    path = f"/advances/{paid['id']}/acceptance"
    match = {"If-Match": f'"{paid["version"]}"'}

    answers = await asyncio.gather(
        *(city.finance.post(path, {"treasury_receipt_no": f"G{n}"}, **match) for n in range(8))
    )

    assert sum(answer.status_code == HTTPStatus.CREATED for answer in answers) == 1
    assert (await home.balances("2025-04"))["A2"] == 74584
    assert await home.findings() == []


async def test_money_that_finance_does_not_find_is_paid_again(city: City) -> None:
    home = await billed(city)
    paid = await home.paid(await home.voucher("2025-04"), "2025-05-12")

    returned = await home.step(city.finance, paid, "return", {"reason": "国库未收到"})
    body = {"amount_fen": 74584, "bank_slip_no": "P2", "paid_on": "2025-05-13"}
    again = await home.step(city.cashier, returned, "payment", body)
    voucher = await home.accepted(again)

    assert (returned["state"], returned["bank_slip_no"]) == ("operator_confirmed", None)
    assert (voucher["state"], voucher["paid_on"]) == ("f_confirmed", "2025-05-13")


async def test_a_disputed_voucher_stands_or_falls_by_the_purchasers_word(city: City) -> None:
    home = await billed(city)
    voucher = await home.voucher("2025-04")
    disputed = await home.step(city.manager, voucher, "disputes", {"reason": "少记一笔"})
    decision = {"upheld": True, "decision": "金额无误"}
    upheld = await home.step(city.approver, disputed, "dispute-decision", decision)
    await home.pay("甲", 27227, "2025-04-30")
    again = await home.step(city.manager, upheld, "disputes", {"reason": "流水已补录"})
    fallen = await home.step(
        city.approver, again, "dispute-decision", {"upheld": False, "decision": "重算"}
    )

    renewed = await home.voucher("2025-04")

    assert (upheld["state"], fallen["state"]) == ("calculated", "withdrawn")
    assert (voucher["amount_fen"], renewed["amount_fen"]) == (74584, 47357)
    assert renewed["number"] == "DJ-XFJY-202504-2"


async def test_edge_case_4_what_tenants_paid_meanwhile_is_recovered_at_once(city: City) -> None:
    """domain.md 11.1, 4: the bank tells of a payment after the voucher was paid."""
    home = await billed(city)
    paid = await home.paid(await home.voucher("2025-04"), "2025-05-12")
    await home.pay("甲", 27227, "2025-04-30")
    await home.pay("乙", 130, "2025-04-30")

    voucher = await home.accepted(paid)

    assert (voucher["state"], voucher["outstanding_fen"]) == ("recovering", 47227)
    assert voucher["recovered_fen"] == 27357
    assert (await home.waiting())["in_bank_fen"] == 27357
    held = (await city.finance.read("/remittances/held-money"))["items"]
    assert held[0]["amount_fen"] == 0, "treasury has it from the operator already"
    await home.hand_over("kept", 27357, "2025-05-20")
    balances = await home.balances("2025-05")
    assert (balances["A3"], balances["L1"], balances["O1"]) == (0, 0, -47227)
    assert await home.findings() == []


async def test_an_overlap_that_was_remitted_makes_the_next_statement_smaller(city: City) -> None:
    home = await billed(city)
    paid = await home.paid(await home.voucher("2025-04"), "2025-05-12")
    await home.pay("甲", 27227, "2025-04-30")
    await home.remit("2025-04-30")
    await home.accepted(paid)

    assert (await home.waiting())["in_bank_fen"] == 0, "the money has left the account"
    await home.bill("2025-05")
    await home.pay("甲", 27227, "2025-05-20")

    assert (await home.waiting())["in_bank_fen"] == 27227
    assert await home.findings() == []


@pytest.mark.parametrize(("bearer", "account"), [("operator", "O1"), ("treasury", "T1")])
async def test_the_contract_says_who_bears_what_cannot_be_collected(
    city: City, bearer: str, account: str
) -> None:
    home = await billed(city, uncollectible_borne_by=bearer)
    voucher = await home.advance("2025-04", "2025-05-12")
    lines = (await city.finance.read(f"/advances/{voucher['id']}/lines"))["items"]
    one = next(line for line in lines if line["tenant_name"] == "乙")
    before = await home.balances("2026-12")

    some = await home.step(
        city.approver,
        voucher,
        "uncollectible",
        {"evidence": "承租人死亡", "charge_ids": [one["charge_id"]]},
    )
    every = await home.step(city.approver, some, "uncollectible", {"evidence": "催缴已毕"})

    after = await home.balances("2026-12")
    assert (some["state"], some["written_off_fen"]) == ("recovering", 20130)
    assert (every["state"], every["outstanding_fen"]) == ("uncollectible", 0)
    assert after["A2"] == 0
    assert after[account] - before[account] == 74584
    assert await home.findings() == []


async def test_what_a_contract_leaves_out_is_nobodys_advance(city: City) -> None:
    home = await billed(city, exclusions=["dispute"])
    for tenant, kind in (("甲", "dispute"), ("乙", "hardship")):
        body = {"kind": kind, "from_on": "2025-04-20", "reason": "核实中"}
        await city.officer.act(f"/leases/{home.leases[tenant]}/holds", body)

    voucher = await home.voucher("2025-04")
    lines = (await city.finance.read(f"/advances/{voucher['id']}/lines"))["items"]

    assert (voucher["excluded_fen"], voucher["amount_fen"]) == (27227, 47357)
    assert {line["tenant_name"]: line["exclusion"] for line in lines} == {
        "甲": "dispute",
        "乙": None,
        "丙": None,
    }
