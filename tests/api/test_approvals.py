"""The inbox of the second person: what waits, who made it, what it changes, and how to decide."""

import re
from typing import Any

import pytest

from api.approvals.deeds import WAYS
from domain.access import Role
from domain.approvals import DECISIONS
from persistence.approvals.detail import kinds
from tests.contract.reading import operations
from tests.given import City, found_city
from tests.given_books import DATA, bring_in
from tests.given_payments import home, owes
from tests.given_settlement import computed, drafted, homes, in_force, stepped
from tests.journeys.test_e5 import april, may


async def inbox(client: Any, **query: Any) -> list[Any]:
    answer = await client.read("/approvals", **query)
    assert answer["total"] == len(answer["items"])
    return answer["items"]


def changed(one: Any) -> dict[str, tuple[Any, Any]]:
    return {change["field"]: (change["before"], change["after"]) for change in one["changes"]}


async def decide(client: Any, one: Any, word: str, body: Any = None) -> Any:
    """Take one of the ways that the inbox names, just as it names it."""
    [path] = [way["path"] for way in one["ways"] if way["word"] == word]
    return await client.act(path.removeprefix("/v1"), body, version=one["version"])


async def _adjustment(city: City, kind: str = "reduction") -> Any:
    flat = await home(city, project=await city.project("HM", "惠民家园"))
    charge, *_ = await owes(city, flat, "2026-03")
    body = {
        "charge_id": str(charge),
        "kind": kind,
        "amount_fen": 7227,
        "reason": "面积有误",
        "basis": "测绘报告",
    }
    return await city.cashier.act("/adjustments", body)


async def test_an_adjustment_shows_the_charge_before_and_after(city: City) -> None:
    await _adjustment(city)

    [one] = await inbox(city.approver)

    assert (one["kind"], one["action"], one["amount_fen"]) == ("adjustment", "decide", 7227)
    assert changed(one)["due_fen"] == (27227, 20000)
    assert changed(one)["owed_fen"] == (27227, 20000)
    assert (one["facts"]["reason"], one["facts"]["tenant_name"]) == ("面积有误", "赵福生")
    assert one["made_by"]["name"] == "cashier 甲"
    await decide(city.approver, one, "approve")
    assert await inbox(city.approver) == []
    charge = (await city.cashier.read("/charges"))["items"][0]
    assert charge["treasury_claim_fen"] == 20000, "as the inbox said"


async def test_an_increase_adds_to_what_is_owed(city: City) -> None:
    await _adjustment(city, "increase")

    [one] = await inbox(city.approver)

    assert changed(one)["due_fen"] == changed(one)["owed_fen"] == (27227, 34454)
    await decide(city.approver, one, "reject")
    assert await inbox(city.approver) == []


async def test_a_voucher_stands_beside_the_month_before(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.voucher("2025-04")
    [first] = await inbox(city.manager)
    assert changed(first)["amount_fen"] == (None, 37357)
    await living.remit("2025-04-30")
    confirmed = await decide(city.manager, first, "confirm")
    await living.accepted(await _paid(living, confirmed))
    await may(living)
    await living.voucher("2025-05")

    [second] = await inbox(city.manager)

    assert changed(second) == {
        "billed_fen": (74584, 74584),
        "reduced_fen": (0, 0),
        "tenant_paid_fen": (37227, 50130),
        "excluded_fen": (0, 0),
        "amount_fen": (37357, 24454),
        "leases": (2, 1),
    }
    assert [way["word"] for way in second["ways"]] == ["confirm", "dispute"]


async def _paid(living: Any, voucher: Any) -> Any:
    body = {"amount_fen": voucher["amount_fen"], "bank_slip_no": "P1", "paid_on": "2025-05-12"}
    return await living.step(living.city.cashier, voucher, "payment", body)


async def test_finance_accepts_what_the_operator_paid(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.paid(await living.voucher("2025-04"), "2025-05-12")

    [one] = await inbox(city.finance)

    assert (one["action"], one["facts"]["bank_slip_no"]) == ("accept", "P1")
    assert one["made_by"]["name"] is None, "another house: the organisation alone"
    assert one["made_by"]["organisation"].startswith("operator")
    assert one["handed_by"]["roles"] == ["cashier"]
    await decide(city.finance, one, "accept", {"treasury_receipt_no": "GK-1"})
    assert await inbox(city.finance) == []


async def test_who_made_it_does_not_find_it(city: City) -> None:
    living = await april(city, "RETAIN")
    await city.manager.act("/advances", {"project_id": living.id, "month": "2025-04"})
    other = await city.hire(Role.OPERATOR_MANAGER)

    assert await inbox(city.manager) == []
    assert [one["kind"] for one in await inbox(other)] == ["voucher"]


async def test_a_remittance_is_signed_and_confirmed(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.statement("2025-04-30")
    [one] = await inbox(city.manager)
    assert changed(one)["tenant_money_fen"] == (None, 37227)
    signed = await decide(city.manager, one, "sign")
    body = {"bank_slip_no": "S1", "sent_on": "2025-05-06"}
    await living.step(city.cashier, signed, "sending", body)

    [one] = await inbox(city.finance)

    assert (one["action"], one["facts"]["sent_on"]) == ("confirm", "2025-05-06")
    await decide(city.finance, one, "confirm", {"treasury_receipt_no": "GK-1"})
    assert await inbox(city.finance) == []


async def test_a_fee_stands_beside_the_month_before(city: City) -> None:
    project = await city.project()
    await homes(city, project, 2)
    service = await in_force(city, project)
    made = await computed(city, service, "2025-01")
    for step in ("confirmation", "audit"):
        made = await stepped(city, made, step)
    await computed(city, service, "2025-02")

    [january] = await inbox(city.approver)
    [february] = await inbox(city.manager)

    assert (january["action"], january["month"]) == ("approve", "2025-01")
    assert changed(january)["base_fen"] == (None, 5300)
    assert changed(february)["base_fen"] == (5300, 5300)
    assert changed(february)["unit_days"] == (62, 56)
    await decide(city.approver, january, "approve")
    assert [one["action"] for one in await inbox(city.finance)] == ["pay"]


async def test_a_deduction_comes_with_its_answer(city: City) -> None:
    project = await city.project()
    await homes(city, project, 2)
    service = await in_force(city, project)
    body = {
        "contract_id": service["id"],
        "month": "2025-03",
        "clause": "第十二条",
        "fact": "迟报巡查",
        "amount_fen": 50000,
    }
    made = await city.officer.act("/deduction-events", body)
    await city.manager.act(f"/deduction-events/{made['id']}/reply", {"reply": "属实"}, version=1)

    [one] = await inbox(city.approver)

    assert (one["facts"]["fact"], one["facts"]["reply"]) == ("迟报巡查", "属实")
    assert one["made_by"]["name"] == "purchaser_officer 甲"
    await decide(city.approver, one, "decide", {"uphold": True, "reason": "属实"})
    assert await inbox(city.approver) == []


async def test_a_contract_and_a_price_stand_beside_those_before(city: City) -> None:
    project = await city.project()
    await homes(city, project, 2)
    first = await in_force(city, project)
    terms = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "price_fen": 2800}
    await drafted(city, project, **terms)

    [one] = await inbox(city.approver, kind="contract")
    assert changed(one)["price_fen"] == (2650, 2800)
    assert changed(one)["starts_on"] == ("2025-01-01", "2026-01-01")
    assert changed(one)["units"] == (2, 2)

    body = {"valid_from": "2025-07-01", "price_fen": 2700, "reason": "扩面", "document_no": "补1"}
    path = f"/service-contracts/{first['id']}/prices"
    await city.officer.act(path, body, version=first["version"])
    [price] = await inbox(city.approver, kind="contract_price")
    assert changed(price)["price_fen"] == (2650, 2700)
    await decide(city.approver, price, "approve")
    assert await inbox(city.approver, kind="contract_price") == []


async def test_a_book_says_what_it_adds(city: City) -> None:
    project = await city.project()
    name = "房源台账.xlsx"
    made = await bring_in(city, city.manager, project, "units", (DATA / name).read_bytes(), name)

    [one] = await inbox(city[Role.FRONT_DESK])

    assert changed(one) == {"units": (0, 144)}
    assert (one["facts"]["totals"]["units"], one["facts"]["warnings"]) == (144, 0)
    assert (one["subject_id"], one["name"]) == (made["id"], name)
    [way] = one["ways"]
    await city[Role.FRONT_DESK].act(way["path"].removeprefix("/v1"))
    assert await inbox(city[Role.FRONT_DESK]) == []


@pytest.mark.parametrize("role", [Role.CASHIER, Role.AUDITOR, Role.TENANT, Role.EVALUATOR])
async def test_who_decides_nothing_has_an_empty_inbox(city: City, role: Role) -> None:
    await _adjustment(city)
    living = await april(city, "RETAIN") if role is Role.CASHIER else None
    if living:
        await living.voucher("2025-04")

    assert await inbox(city[role]) == []


async def test_another_operators_and_another_citys_are_not_ours(
    city: City, stranger, runtime
) -> None:
    elsewhere = await found_city(runtime, stranger)
    await _adjustment(elsewhere)
    living = await april(elsewhere, "RETAIN")
    await living.voucher("2025-04")

    for role, client in city.clients.items():
        assert await inbox(client) == [], role


def test_every_decision_has_its_ways_and_its_details() -> None:
    assert set(WAYS) == DECISIONS
    assert {kind for kind, _ in DECISIONS} <= set(kinds())


def test_every_way_is_an_address_of_the_contract() -> None:
    known = {re.sub(r"{\w+}", "{}", one.path) for one in operations() if one.method == "POST"}

    for ways in WAYS.values():
        for way in ways:
            assert re.sub(r"{\w+}", "{}", way.path) in known, way
