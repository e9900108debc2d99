"""A month that was advanced comes open again: a supplement covers it, and nothing is left over."""

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_month import Estate, estate

RENTS = {"甲": 27227, "乙": 20130}


async def advanced(city: City, **terms: Any) -> tuple[Estate, Any]:
    """April: 甲 paid, 乙 did not, the voucher is accepted. Gives 甲's payment too."""
    home = await estate(city, RENTS, **terms)
    await home.bill("2025-04")
    paid = await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    return home, paid


async def bounced(home: Estate, payment: Any) -> None:
    await home.city.manager.act(f"/payments/{payment['id']}/reversal", {"reason": "余额不足"})


async def reopened(home: Estate) -> Any:
    return (await home.city.finance.read("/advances/reopened", project_id=home.id))["items"]


async def failed(home: Estate, month: str) -> dict[str, list[str]]:
    checks = await home.checks(month)
    return {one["code"]: one["who"] for one in checks["items"] if not one["ok"]}


async def test_e19_a_bounced_payment_of_an_advanced_month_is_the_operators_again(
    city: City,
) -> None:
    """The debit came back after remittance and voucher: the next remittance is smaller, the
    tenant owes again, and the operator covers the month by a supplement.
    """
    home, paid = await advanced(city)
    assert await reopened(home) == []

    await bounced(home, paid)
    [due] = await reopened(home)
    voucher = await home.supplement("2025-04")
    lines = (await city.finance.read(f"/advances/{voucher['id']}/lines"))["items"]
    accepted = await home.accepted(await home.paid(voucher, str(voucher["cutoff_on"])))

    assert (due["month"], due["amount_fen"], due["charges"]) == ("2025-04", 27227, 1)
    assert (voucher["kind"], voucher["number"]) == ("supplement", "DJ-XFJY-202504-2")
    assert voucher["amount_fen"] == 27227
    assert voucher["due_on"] == due["due_on"] > due["since_on"]
    assert [(line["tenant_name"], line["amount_fen"]) for line in lines] == [("甲", 27227)]
    assert (accepted["state"], accepted["outstanding_fen"]) == ("f_confirmed", 27227)
    assert await reopened(home) == []
    balances = await home.balances("2027-12")
    assert (balances["A2"], balances["O1"]) == (47357, -47357)
    assert (balances["L1"], balances["A3"]) == (27227, -27227), "调整: the next one is smaller"
    assert await home.findings() == []


async def test_the_month_of_the_bounce_does_not_close_before_the_supplement(city: City) -> None:
    home, paid = await advanced(city)
    await home.close("2025-04")
    month = city.runtime.clock.today().isoformat()[:7]
    await bounced(home, paid)

    before = await failed(home, month)
    voucher = await home.supplement("2025-04")
    under_way = await failed(home, month)
    await home.accepted(await home.paid(voucher, voucher["cutoff_on"]))

    assert before["reopened_advanced"] == ["cashier"]
    assert under_way["reopened_advanced"] == ["operator_manager"]
    assert "reopened_advanced" not in await failed(home, month)
    assert "reopened_advanced" not in await failed(home, "2025-05"), "it came open later"
    assert await home.findings() == []


async def test_a_closed_month_that_never_had_a_voucher_gets_a_supplement(city: City) -> None:
    home = await estate(city, {"甲": 27227})
    await home.bill("2025-04")
    paid = await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    await home.close("2025-04")

    await bounced(home, paid)
    response = await city.cashier.post("/advances", {"project_id": home.id, "month": "2025-04"})
    voucher = await home.supplement("2025-04")

    assert response.json()["code"] == "period_closed"
    assert voucher["amount_fen"] == 27227


async def test_each_voucher_knows_what_is_its_own_of_a_charge(city: City) -> None:
    """Half was advanced, the other half bounced and was advanced too: the first half comes back
    first.
    """
    home = await estate(city, {"甲": 27227})
    await home.bill("2025-04")
    paid = await home.pay("甲", 20000, "2025-04-10")
    first = await home.advance("2025-04", "2025-05-12")
    await bounced(home, paid)
    second = await home.supplement("2025-04")
    await home.accepted(await home.paid(second, second["cutoff_on"]))
    await home.pay("甲", 8000, "2025-05-20")

    states = {
        one["id"]: (one["state"], one["recovered_fen"], one["outstanding_fen"])
        for one in (await city.finance.read("/advances", project_id=home.id))["items"]
    }
    listed = await city.finance.read("/advances", project_id=home.id, kind="supplement")

    assert states == {
        first["id"]: ("recovered", 7227, 0),
        second["id"]: ("recovering", 773, 19227),
    }
    assert [one["id"] for one in listed["items"]] == [second["id"]]
    assert await home.findings() == []


async def test_a_second_bounce_gets_a_second_supplement(city: City) -> None:
    home, paid = await advanced(city)
    await bounced(home, paid)
    again = await home.pay("甲", 27227, "2025-05-14")
    assert await reopened(home) == [], "it was paid before anybody had to advance it"
    await bounced(home, again)
    one = await home.supplement("2025-04")
    await home.accepted(await home.paid(one, one["cutoff_on"]))
    [charge] = [
        one["id"]
        for one in (await city.cashier.read("/charges", project_id=home.id))["items"]
        if one["lease_id"] == str(home.leases["甲"])
    ]
    draft = {"charge_id": charge, "kind": "increase", "amount_fen": 500}
    drafted = await city.cashier.act("/adjustments", draft | {"reason": "复核", "basis": "1 号"})
    await city.approver.act(f"/adjustments/{drafted['id']}/approval", version=drafted["version"])

    two = await home.supplement("2025-04")

    assert two["amount_fen"] == 500
    assert two["number"] == "DJ-XFJY-202504-3"


async def test_what_the_contract_excludes_does_not_reopen(city: City) -> None:
    """乙 is in dispute: nobody advanced it. Neither does its bounced payment reopen the month."""
    home = await estate(city, RENTS)
    body = {"kind": "dispute", "from_on": "2025-04-20", "reason": "核实中"}
    await city.officer.act(f"/leases/{home.leases['乙']}/holds", body)
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    voucher = await home.voucher("2025-04")
    assert (voucher["state"], voucher["excluded_fen"]) == ("recovered", 20130)
    late = await home.pay("乙", 20130, "2025-05-14")
    await bounced(home, late)

    response = await city.cashier.post(
        "/advances/supplements", {"project_id": home.id, "month": "2025-04"}
    )

    assert await reopened(home) == []
    assert response.json()["code"] == "nothing_reopened"


async def test_an_excluded_household_makes_a_supplement_of_nothing(city: City) -> None:
    home, paid = await advanced(city)
    body = {"kind": "hardship", "from_on": "2025-04-01", "reason": "突发疾病"}
    await city.officer.act(f"/leases/{home.leases['甲']}/holds", body)
    await bounced(home, paid)

    voucher = await home.supplement("2025-04")

    assert (voucher["state"], voucher["amount_fen"]) == ("recovered", 0)
    assert voucher["excluded_fen"] == 27227
    assert await reopened(home) == [], "it was looked at, and is not the operator's"


async def test_a_supplement_follows_the_months_own_voucher(city: City) -> None:
    home = await estate(city, RENTS)
    await home.bill("2025-04")
    body = {"project_id": home.id, "month": "2025-04"}

    too_early = await city.cashier.post("/advances/supplements", body)
    await home.voucher("2025-04")
    under_way = await city.cashier.post("/advances/supplements", body)

    assert too_early.json()["code"] == under_way.json()["code"] == "month_not_advanced"
    assert under_way.json()["facts"] == {"month": "2025-04", "state": "calculated"}


async def test_eight_askings_at_once_make_one_supplement(city: City) -> None:
    home, paid = await advanced(city)
    await bounced(home, paid)
    body = {"project_id": home.id, "month": "2025-04"}

    answers = await asyncio.gather(
        *(city.cashier.post("/advances/supplements", body) for _ in range(8))
    )

    assert sorted(one.status_code for one in answers) == [201] + [409] * 7
    assert {one.json().get("code") for one in answers} == {None, "already_done"}


@pytest.mark.parametrize("role", [Role.FINANCE_OFFICER, Role.FRONT_DESK, Role.PURCHASER_OFFICER])
async def test_a_supplement_is_the_operators_to_work_out(city: City, role: Role) -> None:
    home, paid = await advanced(city)
    await bounced(home, paid)

    response = await city[role].post(
        "/advances/supplements", {"project_id": home.id, "month": "2025-04"}
    )

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_another_operators_reopened_months_are_not_seen(city: City) -> None:
    home, paid = await advanced(city)
    await bounced(home, paid)
    other = await city.project("QTXM", "其他项目", operator_id=None)

    seen = await city.cashier.read("/advances/reopened")
    elsewhere = await city.finance.read("/advances/reopened", project_id=other["id"])

    assert [one["project_id"] for one in seen["items"]] == [home.id]
    assert elsewhere["items"] == []
