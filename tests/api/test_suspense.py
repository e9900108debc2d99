"""Money that nobody could place waits in suspense, is resolved, or goes back."""

import asyncio
from http import HTTPStatus
from typing import Any

from api import worker
from tests.given import City
from tests.given_payments import advanced, bank_file, books_of, charges_of, home, order, owes, sent

RENT = 27227


async def stray(city: City, flat: Any, yuan: str = "272.27", payer: str = "赵福生") -> Any:
    """Money that names nobody beyond doubt; gives the suspense item."""
    await sent(city, flat["project"], bank_file([(yuan, payer, "交房租", "S1")]))
    await worker.drain(city.runtime)
    (item,) = (await city.cashier.read("/suspense-items"))["items"]
    return item


async def test_money_in_suspense_tells_its_age_and_whose_it_may_be(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")

    item = await stray(city, flat)

    assert (item["amount_fen"], item["is_overdue"]) == (RENT, True)
    assert item["age_days"] > 0
    (told,) = item["suggestions"]
    assert (told["lease_id"], told["reason"]) == (flat["id"], "name_and_amount")
    assert await books_of(city, flat["project"]) == {
        "A1": RENT,
        "A3": RENT,
        "L2": -RENT,
        "R1": -RENT,
    }


async def test_resolving_settles_the_leases_oldest_debts(city: City) -> None:
    flat = await home(city)
    april, _ = await owes(city, flat, "2025-04", "2025-05", fen=10000)
    await advanced(city, flat, april)
    item = await stray(city, flat, "250.00")

    paid = await city.cashier.act(
        f"/suspense-items/{item['payment_id']}/resolution", {"lease_id": flat["id"]}
    )

    assert [(one["claim"], one["amount_fen"]) for one in paid["allocations"]] == [
        ("operator", 10000),
        ("treasury", 10000),
    ]
    assert (paid["state"], paid["unallocated_fen"], paid["matched_by"]) == (
        "allocated",
        5000,
        "hand",
    )
    assert (await city.cashier.read("/suspense-items"))["items"] == []
    assert await books_of(city, flat["project"]) == {
        "A3": 25000,
        "L1": -10000,
        "L2": -5000,
        "O1": -10000,
    }


async def test_a_resolved_payment_can_be_taken_back_whole(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04")
    item = await stray(city, flat)
    path = f"/suspense-items/{item['payment_id']}/resolution"
    await city.cashier.act(path, {"lease_id": flat["id"]})

    await city.manager.act(f"/payments/{item['payment_id']}/reversal", {"reason": "退票"})

    assert await charges_of(city, flat) == [(0, RENT, 0)]
    assert await books_of(city, flat["project"]) == {"A1": RENT, "R1": -RENT}


async def test_money_is_resolved_once(city: City) -> None:
    flat = await home(city)
    other = await home(city, "102", project=flat["project"])
    await owes(city, flat, "2025-04")
    await owes(city, other, "2025-04")
    item = await stray(city, flat)
    path = f"/suspense-items/{item['payment_id']}/resolution"

    answers = await asyncio.gather(
        *(city.cashier.post(path, {"lease_id": home["id"]}) for home in (flat, other, flat, other))
    )

    codes = sorted(answer.status_code for answer in answers)
    assert codes == [HTTPStatus.CREATED, *[HTTPStatus.CONFLICT] * 3]
    assert (await books_of(city, flat["project"]))["L1"] == -RENT


async def test_money_of_one_project_does_not_pay_in_another(city: City) -> None:
    flat = await home(city)
    elsewhere = await home(city, project=await city.project("B", "乙"))
    item = await stray(city, flat)

    response = await city.cashier.post(
        f"/suspense-items/{item['payment_id']}/resolution", {"lease_id": elsewhere["id"]}
    )

    assert (response.status_code, response.json()["code"]) == (409, "lease_of_other_project")


async def test_only_a_second_person_returns_money_and_only_once(city: City) -> None:
    flat = await home(city)
    item = await stray(city, flat)
    path = f"/suspense-items/{item['payment_id']}/return"
    body = {"slip_no": "TK1", "reason": "非本项目租户"}

    own = await city.cashier.post(path, body)
    refund = await city.manager.act(path, body)
    again = await city.manager.post(path, body)

    assert own.json()["code"] == "maker_is_checker"
    assert (refund["amount_fen"], refund["lease_id"]) == (RENT, None)
    assert (again.status_code, again.json()["code"]) == (409, "transition_refused")
    assert (await city.cashier.read(f"/payments/{item['payment_id']}"))["state"] == "returned"
    assert await books_of(city, flat["project"]) == {}


async def test_what_was_placed_is_not_returned_as_suspense(city: City) -> None:
    flat = await home(city)
    paid = await city.cashier.act("/payments", order(flat, 100))

    response = await city.manager.post(
        f"/suspense-items/{paid['id']}/return", {"slip_no": "TK1", "reason": "错"}
    )

    assert response.json()["code"] == "transition_refused"
