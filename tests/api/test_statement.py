"""A lease's account explains every fen, whatever happened."""

import random
from typing import Any

import pytest

from api import worker
from tests.given import City
from tests.given_payments import advanced, bank_file, books_of, home, order, owes, sent


async def test_a_month_of_the_account_is_told_line_by_line(city: City) -> None:
    """E5, T3: April advanced, then 300.00 for April (operator) and May (treasury)."""
    flat = await home(city)
    april, may = await owes(city, flat, "2025-04", "2025-05")
    await advanced(city, flat, april)
    paid = await city.cashier.act("/payments", order(flat, 30000, received_on="2025-05-20"))

    told = await city.cashier.read(f"/leases/{flat['id']}/statement")

    lines = [
        (one["on_date"], one["kind"], one["amount_fen"], one["shifted_fen"], one["balance_fen"])
        for one in told["lines"]
    ]
    assert lines == [
        ("2025-04-01", "charge", 27227, 0, 27227),
        ("2025-05-01", "charge", 27227, 0, 54454),
        ("2025-05-01", "advance", 0, 27227, 54454),
        ("2025-05-20", "payment", -30000, 0, 24454),
    ]
    charge, _, advance, payment = told["lines"]
    assert (charge["month"], charge["trace"]) == ("2025-04", {"rent_fen": 27227})
    assert advance["parts"][0]["charge_id"] == str(april)
    assert [(part["month"], part["claim"], part["amount_fen"]) for part in payment["parts"]] == [
        ("2025-04", "operator", 27227),
        ("2025-05", "treasury", 2773),
    ]
    assert payment["reference"] == paid["receipt_no"]
    assert (told["opening_fen"], told["closing_fen"]) == (0, 24454)
    assert (told["owed_to_treasury_fen"], told["owed_to_operator_fen"]) == (24454, 0)
    assert may


async def test_a_part_of_the_account_begins_with_what_was_owed(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04", "2025-05", fen=10000)
    await city.cashier.act("/payments", order(flat, 4000, received_on="2025-04-20"))
    path = f"/leases/{flat['id']}/statement"

    may = await city.cashier.read(path, **{"from": "2025-05-01", "to": "2025-05-31"})
    wrong = await city.cashier.get(path, **{"from": "2025-06-01", "to": "2025-05-31"})

    assert (may["opening_fen"], may["closing_fen"], len(may["lines"])) == (6000, 16000, 1)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "period_invalid")


@pytest.mark.parametrize("seed", range(6))
async def test_the_account_closes_with_what_is_owed_less_credit_after_any_history(
    city: City, seed: int
) -> None:
    chance = random.Random(seed)
    flat = await home(city)
    months = iter(f"20{year}-{month:02}" for year in (24, 25) for month in range(1, 13))
    made: list[Any] = []
    charges: list[Any] = []
    for step in range(14):
        fen = chance.randrange(1, 20000)
        deed = chance.choice(("charge", "pay", "pay", "advance", "reverse", "refund", "suspense"))
        if deed == "charge":
            charges += await owes(city, flat, next(months), fen=fen)
        elif deed == "pay":
            made.append(await city.cashier.act("/payments", order(flat, fen)))
        elif deed == "advance" and charges:
            await advanced(city, flat, chance.choice(charges))
        elif deed == "reverse" and made:
            path = f"/payments/{chance.choice(made)['id']}/reversal"
            await city.manager.post(path, {"reason": "退票"})
        elif deed == "refund" and made:
            body = {"payment_id": chance.choice(made)["id"], "amount_fen": min(fen, 500)}
            await city.manager.post("/refunds", body | {"slip_no": "T", "reason": "退"})
        elif deed == "suspense":
            made += await _resolved(city, flat, f"{fen // 100}.{fen % 100:02}", f"S{step}")
        await _closes(city, flat)


async def _resolved(city: City, flat: Any, yuan: str, serial: str) -> list[Any]:
    await sent(city, flat["project"], bank_file([(yuan, "某", "不明", serial)]))
    await worker.drain(city.runtime)
    items = (await city.cashier.read("/suspense-items"))["items"]
    return [
        await city.cashier.act(
            f"/suspense-items/{item['payment_id']}/resolution", {"lease_id": flat["id"]}
        )
        for item in items
    ]


async def _closes(city: City, flat: Any) -> None:
    told = await city.cashier.read(f"/leases/{flat['id']}/statement")
    owed = told["owed_to_treasury_fen"] + told["owed_to_operator_fen"]
    assert told["closing_fen"] == owed - told["credit_fen"]
    assert (
        told["opening_fen"] + sum(one["amount_fen"] for one in told["lines"])
        == owed - (told["credit_fen"])
    )
    books = await books_of(city, flat["project"])
    assert books.get("A1", 0) == told["owed_to_treasury_fen"]
    assert books.get("A2", 0) == told["owed_to_operator_fen"]
    assert -books.get("L2", 0) == told["credit_fen"]
