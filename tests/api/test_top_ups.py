"""Recovered money bounced after the operator had it: the operator puts it back."""

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_month import Estate, estate


async def bounced(city: City, **terms: Any) -> Estate:
    """乙 paid what the operator had advanced, the operator got it, and then it bounced."""
    home = await estate(city, {"甲": 27227, "乙": 20130}, **terms)
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    paid = await home.pay("乙", 20130, "2025-05-20")
    if terms.get("recovery_mode") == "REMIT_REFUND":
        await home.remit("2025-05-31")
        await home.hand_over("refunded", 20130, "2025-06-10")
    else:
        await home.hand_over("kept", 20130, "2025-05-21")
    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})
    return home


async def due(home: Estate) -> Any:
    return (await home.city.finance.read("/top-ups/due", project_id=home.id))["items"]


async def failed(home: Estate, month: str) -> dict[str, list[str]]:
    checks = await home.checks(month)
    return {one["code"]: one["who"] for one in checks["items"] if not one["ok"]}


@pytest.mark.parametrize("mode", ["RETAIN", "REMIT_REFUND"])
async def test_what_bounced_is_a_due_item_and_no_error_of_the_books(city: City, mode: str) -> None:
    home = await bounced(city, recovery_mode=mode)
    month = city.runtime.clock.today().isoformat()[:7]

    [item] = await due(home)
    assert await home.findings() == []
    assert (item["amount_fen"], item["most_fen"], item["charges"]) == (20130, 20130, 1)
    assert item["since_on"] == city.runtime.clock.today().isoformat() < item["due_on"]
    assert (await failed(home, month))["bounced_put_back"] == ["cashier"]
    assert "bounced_put_back" not in await failed(home, "2025-05"), "it bounced later"

    made = await home.top_up(20130, item["since_on"])

    assert await due(home) == []
    assert "bounced_put_back" not in await failed(home, month)
    balances = await home.balances("2027-12")
    assert (balances["A2"], balances["O1"], balances["A3"]) == (20130, -20130, 0)
    assert await home.findings() == []
    listed = await city.finance.read("/top-ups", project_id=home.id)
    assert [one["id"] for one in listed["items"]] == [made["id"]]
    recoveries = await city.finance.read("/recoveries", project_id=home.id)
    assert all(one["id"] != made["id"] for one in recoveries["items"])


async def test_a_tenant_who_pays_again_settles_it_too(city: City) -> None:
    home = await bounced(city)

    await home.pay("乙", 20000, "2025-05-25")
    [item] = await due(home)
    assert (item["amount_fen"], item["most_fen"]) == (130, 130)
    assert (await home.waiting())["in_bank_fen"] == 0, "the operator has it already"
    await home.pay("乙", 130, "2025-05-26")

    assert await due(home) == []
    assert await home.findings() == []


async def test_money_that_treasury_still_has_makes_the_next_statement_smaller(city: City) -> None:
    """REMIT_REFUND, not refunded yet: the operator has nothing to put back (调整)."""
    home = await estate(city, {"甲": 27227, "乙": 20130}, recovery_mode="REMIT_REFUND")
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    paid = await home.pay("乙", 20130, "2025-05-20")
    await home.remit("2025-05-31")
    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})
    await home.bill("2025-06")
    await home.pay("甲", 54454, "2025-06-10")

    assert await due(home) == []
    statement = await home.statement("2025-06-30")

    assert statement["tenant_money_fen"] == 27227 - 20130
    assert await home.findings() == []


async def test_treasurys_money_waits_while_the_account_is_short(city: City) -> None:
    """The account pays out no household's prepaid rent in place of what bounced."""
    home = await bounced(city)
    await home.bill("2025-05")
    await home.pay("甲", 27227, "2025-05-22")
    await home.pay("甲", 50000, "2025-05-23")

    short = await home.statement("2025-05-31")
    await home.step(city.cashier, short, "withdrawal")
    await home.top_up(20130, city.runtime.clock.today().isoformat())
    whole = await home.statement("2025-05-31")

    assert (short["tenant_money_fen"], whole["tenant_money_fen"]) == (27227 - 20130, 27227)


async def test_no_more_is_put_back_than_bounced(city: City) -> None:
    home = await bounced(city)
    body = {"project_id": home.id, "amount_fen": 20131, "on_date": "2025-06-01", "slip_no": "B"}

    response = await city.cashier.post("/top-ups", body)

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "top_up_exceeds_bounced"
    assert response.json()["facts"] == {"bounced_fen": 20130, "sent_fen": 20131}


async def test_eight_top_ups_at_once_are_one(city: City) -> None:
    home = await bounced(city)
    body = {"project_id": home.id, "amount_fen": 20130, "on_date": "2025-06-01", "slip_no": "B"}

    answers = await asyncio.gather(*(city.cashier.post("/top-ups", body) for _ in range(8)))

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert await home.findings() == []


async def test_a_day_to_come_is_refused(city: City) -> None:
    home = await bounced(city)
    body = {"project_id": home.id, "amount_fen": 1, "on_date": "2099-01-01", "slip_no": "B"}

    response = await city.cashier.post("/top-ups", body)

    assert response.json()["code"] == "handed_over_in_future"


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.FRONT_DESK, Role.PURCHASER_APPROVER])
async def test_the_operators_cashier_books_it(city: City, role: Role) -> None:
    home = await bounced(city)
    body = {"project_id": home.id, "amount_fen": 1, "on_date": "2025-06-01", "slip_no": "B"}

    response = await city[role].post("/top-ups", body)

    assert response.json()["code"] == "permission_missing"
