"""Tenants' rent goes to the treasury, nothing netted; what waits is counted by the day."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any

from domain.access import Role
from tests.given import City
from tests.given_month import Estate, estate

RENTS = {"甲": 27227, "乙": 20130}


async def paid_up(city: City, **terms: Any) -> Estate:
    home = await estate(city, RENTS, **terms)
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    await home.pay("乙", 10000, "2025-04-25")
    return home


async def held(home: Estate) -> Any:
    return (await home.city.finance.read("/remittances/held-money"))["items"][0]


async def test_a_statement_takes_what_came_in_up_to_its_day(city: City) -> None:
    home = await paid_up(city)

    statement = await home.statement("2025-04-20")

    assert (statement["tenant_money_fen"], statement["oldest_on"]) == (27227, "2025-04-10")
    assert (statement["number"], statement["budget_code"]) == ("SJ-XFJY-202504-1", "10307")
    assert statement["payment_code"] == statement["number"]


async def test_there_is_one_open_statement_at_a_time(city: City) -> None:
    home = await paid_up(city)
    body = {"project_id": home.id, "through_on": "2025-04-30"}

    answers = await asyncio.gather(*(city.cashier.post("/remittances", body) for _ in range(5)))

    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409]


async def test_nothing_held_is_nothing_to_remit(city: City) -> None:
    home = await paid_up(city)
    await home.remit("2025-04-30")

    response = await city.cashier.post(
        "/remittances", {"project_id": home.id, "through_on": "2025-04-30"}
    )

    assert response.json()["code"] == "nothing_to_remit"


async def test_an_earlier_day_after_a_later_remittance_takes_nothing_twice(city: City) -> None:
    home = await paid_up(city)
    signed = await home.statement("2025-04-20")
    await home.sent(signed, "2025-05-06")
    held_now = await held(home)

    assert held_now["amount_fen"] == 10000
    assert held_now["oldest_on"] == "2025-04-25"


async def test_the_second_signature_is_another_persons(city: City) -> None:
    home = await paid_up(city)
    colleague = await city.hire(Role.OPERATOR_MANAGER)
    statement = await home.statement("2025-04-30")

    by_maker = await city.cashier.post(
        f"/remittances/{statement['id']}/signature", None, **{"If-Match": '"1"'}
    )
    signed = await home.step(colleague, statement, "signature")

    assert by_maker.status_code == HTTPStatus.FORBIDDEN
    assert signed["state"] == "payment_order"


async def test_sending_needs_the_signature(city: City) -> None:
    home = await paid_up(city)
    statement = await home.statement("2025-04-30")

    response = await city.cashier.post(
        f"/remittances/{statement['id']}/sending",
        {"bank_slip_no": "S", "sent_on": "2025-04-30"},
        **{"If-Match": '"1"'},
    )

    assert response.json()["code"] == "transition_refused"
    assert response.json()["facts"]["possible"] == ["sign", "withdraw"]


async def test_money_leaves_the_books_when_it_is_sent(city: City) -> None:
    home = await paid_up(city)
    statement = await home.statement("2025-04-30")
    before = await home.balances("2025-04")
    sent = await home.sent(statement, "2025-04-30")
    after = await home.balances("2025-04")

    assert (before["A3"], before["L1"]) == (37227, -37227)
    assert (after["A3"], after["L1"]) == (0, 0)
    assert sent["state"] == "sent"
    assert (await held(home))["alert"] == "none"


async def test_edge_case_25_returned_money_is_booked_back_and_goes_on_ageing(city: City) -> None:
    """domain.md 11.1, 25: a wrong code; and it may happen twice."""
    home = await paid_up(city)
    one = await home.sent(await home.statement("2025-04-30"), "2025-04-30")
    for number in range(2):
        returned = await home.step(city.finance, one, "return", {"reason": "科目有误"})
        now = await held(home)
        assert (now["amount_fen"], now["oldest_on"]) == (37227, "2025-04-10")
        assert (now["alert"], returned["state"]) == ("late", "mismatch")
        again = await home.step(city.cashier, returned, "reissue", {"budget_code": f"1030{number}"})
        body = {"bank_slip_no": f"S{number}", "sent_on": "2025-05-08"}
        one = await home.step(city.cashier, again, "sending", body)
    confirmed = await home.step(city.finance, one, "confirmation", {"treasury_receipt_no": "GK-9"})

    assert (confirmed["state"], confirmed["budget_code"]) == ("treasury_confirmed", "10301")
    assert (await held(home))["amount_fen"] == 0
    assert await home.findings() == []


async def test_a_statement_whose_money_bounced_cannot_be_sent(city: City) -> None:
    home = await paid_up(city)
    signed = await home.step(city.manager, await home.statement("2025-04-30"), "signature")
    payments = (await city.cashier.read("/payments", project_id=home.id))["items"]
    await city.manager.act(f"/payments/{payments[0]['id']}/reversal", {"reason": "退票"})

    response = await city.cashier.post(
        f"/remittances/{signed['id']}/sending",
        {"bank_slip_no": "S", "sent_on": "2025-04-30"},
        **{"If-Match": f'"{signed["version"]}"'},
    )
    withdrawn = await home.step(city.cashier, signed, "withdrawal")
    renewed = await home.statement("2025-04-30")

    assert response.json()["code"] == "money_not_there"
    assert withdrawn["state"] == "withdrawn"
    assert renewed["tenant_money_fen"] == 27227


async def test_nothing_is_sent_tomorrow(city: City) -> None:
    home = await paid_up(city)
    tomorrow = date.fromordinal(city.runtime.clock.today().toordinal() + 1)

    response = await city.cashier.post(
        "/remittances", {"project_id": home.id, "through_on": tomorrow.isoformat()}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response.json()["code"] == "sent_in_future"


async def test_recovered_money_is_kept_only_where_the_contract_says_so(city: City) -> None:
    home = await paid_up(city, recovery_mode="REMIT_REFUND")
    await home.advance("2025-04", "2025-05-12")
    await home.pay("乙", 10130, "2025-05-20")

    response = await city.cashier.post("/recoveries", home.recovery("kept", 1, "2025-05-21"))

    assert response.json()["code"] == "recovery_mode_differs"


async def test_no_more_is_handed_over_than_waits(city: City) -> None:
    home = await paid_up(city)
    await home.advance("2025-04", "2025-05-12")
    await home.pay("乙", 10130, "2025-05-20")

    response = await city.cashier.post("/recoveries", home.recovery("kept", 10131, "2025-05-21"))

    assert response.json()["facts"] == {"waiting_fen": 10130, "sent_fen": 10131}


async def test_eight_hand_overs_at_once_give_the_money_once(city: City) -> None:
    home = await paid_up(city)
    await home.advance("2025-04", "2025-05-12")
    await home.pay("乙", 10130, "2025-05-20")
    body = home.recovery("kept", 10130, "2025-05-21")

    answers = await asyncio.gather(*(city.cashier.post("/recoveries", body) for _ in range(8)))

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert await home.findings() == []


async def test_a_refund_under_way_to_treasury_is_not_refunded_yet(city: City) -> None:
    home = await paid_up(city, recovery_mode="REMIT_REFUND")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    await home.pay("乙", 10130, "2025-05-20")
    await home.sent(await home.statement("2025-05-31"), "2025-05-31")

    response = await city.finance.post(
        "/recoveries", home.recovery("refunded", 10130, "2025-06-03")
    )

    assert response.json()["facts"]["waiting_fen"] == 0


async def test_finance_alone_books_a_refund(city: City) -> None:
    home = await paid_up(city)

    response = await city.cashier.post("/recoveries", home.recovery("refunded", 1, "2025-06-03"))

    assert response.json()["code"] == "permission_missing"
