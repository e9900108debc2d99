"""A second person takes a payment back, once, and every debt it settled is open again."""

import asyncio
from http import HTTPStatus

from sqlalchemy import func, select

from persistence.tables.payments import AllocationRow
from tests.given import City
from tests.given_payments import RENT, advanced, books_of, charges_of, home, order, owes


async def test_a_reversal_mirrors_everything_and_the_debt_is_open_again(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04", "2025-05")
    before = await books_of(city, flat["project"]), await charges_of(city, flat)
    paid = await city.cashier.act("/payments", order(flat, 60000))

    taken_back = await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})

    assert (await books_of(city, flat["project"]), await charges_of(city, flat)) == before
    assert (taken_back["state"], taken_back["unallocated_fen"]) == ("reversed", 0)
    assert sum(one["amount_fen"] for one in taken_back["allocations"]) == 0


async def test_who_took_a_payment_does_not_take_it_back(city: City) -> None:
    flat = await home(city)
    paid = await city.cashier.act("/payments", order(flat, 100))

    response = await city.cashier.post(f"/payments/{paid['id']}/reversal", {"reason": "错"})

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")


async def test_a_payment_is_taken_back_once(city: City) -> None:
    flat = await home(city)
    paid = await city.cashier.act("/payments", order(flat, 100))
    path = f"/payments/{paid['id']}/reversal"
    await city.manager.act(path, {"reason": "错"})

    again = await city.manager.post(path, {"reason": "错"})

    assert (again.status_code, again.json()["code"]) == (409, "transition_refused")
    assert again.json()["facts"]["state"] == "reversed"


async def test_a_charge_advanced_meanwhile_owes_both_after_the_reversal(city: City) -> None:
    """60 of 100 came from the tenant, the operator advanced 40; the 60 bounced."""
    flat = await home(city)
    (april,) = await owes(city, flat, "2025-04", fen=10000)
    paid = await city.cashier.act("/payments", order(flat, 6000))
    await advanced(city, flat, april)

    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})

    assert await charges_of(city, flat) == [(0, 6000, 4000)]
    assert await books_of(city, flat["project"]) == {
        "A1": 6000,
        "A2": 4000,
        "O1": -4000,
        "R1": -6000,
    }


async def test_a_bounced_recovery_is_owed_to_the_operator_again(city: City) -> None:
    flat = await home(city)
    (april,) = await owes(city, flat, "2025-04", fen=10000)
    await advanced(city, flat, april)
    paid = await city.cashier.act("/payments", order(flat, 7000))

    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})

    assert await charges_of(city, flat) == [(0, 0, 10000)]
    assert await books_of(city, flat["project"]) == {"A2": 10000, "O1": -10000}


async def test_other_credit_of_the_household_pays_what_reopens(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04", fen=10000)
    first = await city.cashier.act("/payments", order(flat, 10000))
    second = await city.cashier.act("/payments", order(flat, 4000))

    await city.manager.act(f"/payments/{first['id']}/reversal", {"reason": "退票"})

    assert await charges_of(city, flat) == [(4000, 6000, 0)]
    read = await city.cashier.read(f"/payments/{second['id']}")
    assert (read["unallocated_fen"], read["allocations"][0]["amount_fen"]) == (0, 4000)
    await city.manager.act(f"/payments/{second['id']}/reversal", {"reason": "退票"})
    assert await charges_of(city, flat) == [(0, 10000, 0)]
    assert await books_of(city, flat["project"]) == {"A1": 10000, "R1": -10000}


async def test_credit_goes_back_to_its_payer_once_and_by_a_second_person(city: City) -> None:
    """E20: the same bill paid twice."""
    flat = await home(city)
    await owes(city, flat, "2026-04")
    await city.cashier.act("/payments", order(flat, RENT))
    twice = await city.cashier.act("/payments", order(flat, RENT))
    body = {"payment_id": twice["id"], "amount_fen": RENT, "slip_no": "TK1", "reason": "重复缴款"}

    own = await city.cashier.post("/refunds", body)
    more = await city.manager.post("/refunds", body | {"amount_fen": RENT + 1})
    refund = await city.manager.act("/refunds", body)
    again = await city.manager.post("/refunds", body | {"amount_fen": 1})
    bounced = await city.manager.post(f"/payments/{twice['id']}/reversal", {"reason": "退票"})

    assert own.json()["code"] == "maker_is_checker"
    assert (more.status_code, more.json()["code"]) == (409, "refund_exceeds_credit")
    assert (refund["amount_fen"], refund["lease_id"]) == (RENT, flat["id"])
    assert again.json()["code"] == "refund_exceeds_credit"
    assert (bounced.status_code, bounced.json()["code"]) == (409, "credit_already_refunded")
    assert await books_of(city, flat["project"]) == {"A3": RENT, "L1": -RENT}


async def test_reversals_at_once_are_one_reversal(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04")
    paid = await city.cashier.act("/payments", order(flat, RENT))
    path = f"/payments/{paid['id']}/reversal"

    answers = await asyncio.gather(*(city.manager.post(path, {"reason": "退票"}) for _ in range(8)))

    codes = sorted(answer.status_code for answer in answers)
    assert codes == [HTTPStatus.CREATED, *[HTTPStatus.CONFLICT] * 7]
    assert await charges_of(city, flat) == [(0, RENT, 0)]
    assert await books_of(city, flat["project"]) == {"A1": RENT, "R1": -RENT}
    async with city.runtime.database.snapshot(city.context) as session:
        assert await session.scalar(select(func.sum(AllocationRow.amount_fen))) == 0
