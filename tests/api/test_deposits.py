"""A deposit is taken once, held apart from rent, used at the end, and goes back the way it came."""

import asyncio
from http import HTTPStatus
from uuid import UUID

import pytest

from domain.access import Role
from domain.holidays import STATE_COUNCIL
from domain.leases import LeaseState
from tests.given import City, found_city
from tests.given_deposits import RENT, agreed, findings, held, let, receipt, refund, taken_along
from tests.given_month import Estate, estate
from tests.given_payments import books_of, home
from tests.given_units import stored


async def test_a_deposit_taken_is_held_apart_from_rent(city: City) -> None:
    flat = await let(city)
    taken = await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))

    seen = await city.cashier.read(f"/leases/{flat['id']}/deposit")
    listed = await city.cashier.read("/deposits", project_id=flat["project"]["id"])

    assert (seen["agreed_fen"], seen["held_fen"]) == (RENT, RENT)
    assert [(one["reason"], one["amount_fen"]) for one in seen["movements"]] == [
        ("deposit_received", RENT)
    ]
    assert [one["held_fen"] for one in listed["items"]] == [RENT]
    assert taken["receipt_no"] == taken["serial_no"] == "XFJY-2026-000001"
    assert await books_of(city, flat["project"]) == {"A4": RENT, "L3": -RENT}
    assert await findings(city) == []


async def test_rent_and_deposit_count_one_row_of_receipts(city: City) -> None:
    flat = await let(city)
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    body = receipt(flat["id"], 100)
    paid = await city.cashier.act("/payments", body)

    assert paid["receipt_no"] == "XFJY-2026-000002"


async def test_no_more_is_taken_than_the_paper_asks_for(city: City) -> None:
    flat = await let(city)
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], 20000))

    response = await city.cashier.post("/deposit-receipts", receipt(flat["id"], 7228))
    rest = await city.cashier.post("/deposit-receipts", receipt(flat["id"], 7227))

    assert response.json()["code"] == "deposit_above_agreed"
    assert response.json()["facts"] == {"due_fen": 7227, "held_fen": 20000}
    assert rest.status_code == HTTPStatus.CREATED


@pytest.mark.parametrize("state", ["draft", "explained", "terminated", "void"])
async def test_a_lease_that_is_not_ready_or_over_takes_none(city: City, state: str) -> None:
    flat = await let(city, state=LeaseState(state))

    response = await city.cashier.post("/deposit-receipts", receipt(flat["id"], 100))

    assert response.json()["code"] == "deposit_not_taken"


async def test_a_serial_number_is_booked_once(city: City) -> None:
    flat = await let(city)
    body = receipt(flat["id"], 100, channel="pos", serial_no="POS1")
    await city.cashier.act("/deposit-receipts", body)

    again = await city.cashier.post("/deposit-receipts", body)
    without = await city.cashier.post("/deposit-receipts", body | {"serial_no": None})

    assert again.json()["code"] == "serial_already_booked"
    assert without.json()["code"] == "serial_no_missing"


async def test_the_same_key_takes_it_once(city: City) -> None:
    flat = await let(city)
    key = {"Idempotency-Key": "deposit-of-zhao"}

    answers = [
        await city.cashier.post("/deposit-receipts", receipt(flat["id"], RENT), **key)
        for _ in range(2)
    ]

    assert answers[0].json() == answers[1].json()
    assert await held(city, flat["id"]) == RENT


async def test_eight_counters_at_once_take_no_more_than_the_paper_asks_for(city: City) -> None:
    flat = await let(city)

    answers = await asyncio.gather(
        *(city.cashier.post("/deposit-receipts", receipt(flat["id"], RENT)) for _ in range(8))
    )

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert await held(city, flat["id"]) == RENT


async def test_a_receipt_is_taken_back_by_a_second_person(city: City) -> None:
    flat = await let(city)
    taken = await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    path = f"/deposit-receipts/{taken['id']}/reversal"

    alone = await city.cashier.post(path, {"reason": "记错合同"})
    done = await city.manager.act(path, {"reason": "记错合同"})
    again = await city.manager.post(path, {"reason": "记错合同"})

    assert alone.json()["code"] == "maker_is_checker"
    assert done["state"] == "reversed"
    assert (again.json()["code"], again.json()["facts"]["possible"]) == ("transition_refused", [])
    assert await held(city, flat["id"]) == 0
    assert await books_of(city, flat["project"]) == {}
    assert await findings(city) == []


async def test_what_went_back_already_cannot_be_taken_back(city: City) -> None:
    flat = await let(city)
    taken = await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    one = await refund(city, flat, 1)
    await city.manager.act(f"/deposit-refunds/{one['id']}/payment", {"slip_no": "T1"}, version=1)

    response = await city.manager.post(
        f"/deposit-receipts/{taken['id']}/reversal", {"reason": "退票"}
    )

    assert response.json()["code"] == "deposit_exceeded"


async def test_it_goes_back_to_who_paid_it_by_a_second_person(city: City) -> None:
    """The payer is somebody else's mother: she gets it, through the card it came by."""
    flat = await let(city)
    body = receipt(flat["id"], RENT, channel="pos", serial_no="P1", payer_name="赵母")
    await city.cashier.act("/deposit-receipts", body)

    elsewhere = await city.cashier.post(
        "/deposit-refunds",
        {"lease_id": flat["id"], "amount_fen": RENT, "reason": "退房", "channel": "cash"},
    )
    one = await refund(city, flat, RENT)
    path = f"/deposit-refunds/{one['id']}/payment"
    alone = await city.cashier.post(path, {"slip_no": "T1"}, **{"If-Match": '"1"'})
    stale = await city.manager.post(path, {"slip_no": "T1"}, **{"If-Match": '"7"'})
    paid = await city.manager.act(path, {"slip_no": "T1"}, version=1)

    assert elsewhere.json()["code"] == "refund_to_payer"
    assert (one["channel"], one["payee_name"], one["state"]) == ("pos", "赵母", "proposed")
    assert alone.json()["code"] == "maker_is_checker"
    assert stale.json()["code"] == "version_conflict"
    assert (paid["state"], paid["slip_no"]) == ("paid", "T1")
    assert await books_of(city, flat["project"]) == {}
    assert await findings(city) == []


async def test_seven_working_days_are_left_to_pay_it(city: City) -> None:
    flat = await let(city)
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))

    one = await refund(city, flat, RENT)

    seventh = STATE_COUNCIL.add_workdays(city.runtime.clock.today(), 7)
    assert one["due_on"] == seventh.isoformat()


async def test_a_deposit_from_a_book_needs_to_be_told_where_it_goes(city: City) -> None:
    flat = await let(city)
    other = await home(city, "102", project=flat["project"])
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    await agreed(city, other["id"], RENT)
    await taken_along(city, flat["id"], other["id"])

    missing = await city.cashier.post(
        "/deposit-refunds", {"lease_id": other["id"], "amount_fen": 1, "reason": "退房"}
    )
    named = await refund(city, other, RENT, channel="bank", payee_name="赵福生")

    assert missing.json()["code"] == "refund_way_missing"
    assert missing.json()["errors"][0]["pointer"] == "/channel"
    assert (named["channel"], named["payee_name"]) == ("bank", "赵福生")


async def test_one_refund_waits_at_a_time_and_may_be_withdrawn(city: City) -> None:
    flat = await let(city)
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    one = await refund(city, flat, RENT)
    body = {"lease_id": flat["id"], "amount_fen": 1, "reason": "退房"}

    second = await city.cashier.post("/deposit-refunds", body)
    gone = await city.cashier.act(f"/deposit-refunds/{one['id']}/withdrawal", version=1)
    late = await city.manager.post(
        f"/deposit-refunds/{one['id']}/payment", {"slip_no": "T1"}, **{"If-Match": '"2"'}
    )

    assert second.json()["code"] == "already_done"
    assert gone["state"] == "withdrawn"
    assert late.json()["code"] == "transition_refused"
    assert await held(city, flat["id"]) == RENT


async def test_more_than_is_held_is_not_given_back(city: City) -> None:
    flat = await let(city)

    response = await city.cashier.post(
        "/deposit-refunds", {"lease_id": flat["id"], "amount_fen": 1, "reason": "退房"}
    )

    assert response.json()["code"] == "deposit_exceeded"


async def test_auditors_see_the_bank_against_what_is_owed(city: City) -> None:
    flat = await let(city)
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    slip = await stored(city.cashier, "对账单.pdf")
    body = {"project_id": flat["project"]["id"], "on_date": "2026-04-30", "balance_fen": RENT - 500}

    await city.cashier.act("/deposit-bank-balances", body | {"file_id": slip})
    await city.cashier.act("/deposit-bank-balances", body | {"on_date": "2026-04-07"})
    [told] = (await city[Role.AUDITOR].read("/deposits/summary"))["items"]

    assert (told["leases"], told["held_fen"], told["booked_fen"]) == (1, RENT, RENT)
    assert (told["bank_on"], told["bank_fen"]) == ("2026-04-30", RENT - 500)
    assert (told["booked_then_fen"], told["difference_fen"]) == (RENT, -500)


async def test_the_banks_word_of_tomorrow_is_refused(city: City) -> None:
    flat = await let(city)
    body = {"project_id": flat["project"]["id"], "on_date": "2099-01-01", "balance_fen": 0}

    response = await city.cashier.post("/deposit-bank-balances", body)

    assert response.json()["code"] == "date_not_reached"


async def test_a_closed_month_takes_nothing_more(city: City) -> None:
    """Money dated into it is booked in the first open month."""
    place: Estate = await estate(city, {"甲": RENT})
    await place.bill("2025-04")
    await place.pay("甲", RENT, "2025-04-10")
    await place.remit("2025-04-30")
    await place.close("2025-04")
    lease_id = place.leases["甲"]
    await agreed(city, lease_id, RENT)

    body = receipt(lease_id, RENT, received_on="2025-04-20")
    taken = await city.cashier.act("/deposit-receipts", body)

    assert taken["month"] == "2025-05"
    assert await place.findings() == []


@pytest.mark.parametrize(
    "role", [Role.FRONT_DESK, Role.PURCHASER_OFFICER, Role.FINANCE_OFFICER, Role.TENANT]
)
async def test_only_those_who_handle_money_take_a_deposit(city: City, role: Role) -> None:
    flat = await let(city)

    response = await city[role].post("/deposit-receipts", receipt(flat["id"], 100))

    assert response.json()["code"] == "permission_missing"


async def test_a_tenant_sees_its_own_deposit_alone(city: City) -> None:
    flat, other = await let(city), await home(city, "102", project=await city.project("B"))
    lease = await city.officer.read(f"/leases/{flat['id']}")
    tenant = await city.hire(Role.TENANT, household_id=UUID(lease["household_id"]))

    own = await tenant.get(f"/leases/{flat['id']}/deposit")
    foreign = await tenant.get(f"/leases/{other['id']}/deposit")

    assert own.status_code == HTTPStatus.OK
    assert (foreign.status_code, foreign.json()["code"]) == (404, "lease_not_found")


async def test_another_citys_deposit_is_not_there(city: City) -> None:
    flat = await let(city)
    taken = await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    one = await refund(city, flat, 1)
    elsewhere = await found_city(city.runtime, city.http)

    answers = [
        await elsewhere.cashier.get(f"/leases/{flat['id']}/deposit"),
        await elsewhere.cashier.post("/deposit-receipts", receipt(flat["id"], 1)),
        await elsewhere.manager.post(f"/deposit-receipts/{taken['id']}/reversal", {"reason": "退"}),
        await elsewhere.manager.post(
            f"/deposit-refunds/{one['id']}/payment", {"slip_no": "T"}, **{"If-Match": '"1"'}
        ),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
