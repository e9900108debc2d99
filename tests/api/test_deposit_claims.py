"""What a deposit pays when people leave, in which order, and what goes back."""

import pytest

from domain.deposits import DepositAboveClaims
from tests.given import City
from tests.given_deposits import (
    RENT,
    agreed,
    deposited,
    findings,
    held,
    let,
    receipt,
    refund,
    served,
    taken_along,
)
from tests.given_payments import advanced, books_of, charges_of, home, owes


async def test_e12_the_deposit_pays_rent_then_the_advance_then_damage(city: City) -> None:
    """1,000.00 against 163.36, 244.54 and 820.00: the tenant still owes 227.90 of the damage."""
    flat = await home(city)
    may, _ = (
        await owes(city, flat, "2026-02", fen=24454),
        await deposited(city, flat["id"], 100_000),
    )
    await advanced(city, flat, may[0])
    await owes(city, flat, "2026-03", fen=16336)

    settled = await served(city, flat["id"], ("rent", 16336), ("advance", 24454), ("damage", 82000))

    assert settled == ([16336, 24454, 59210], 0, 22790)
    assert await charges_of(city, flat) == [(24454, 0, 0), (16336, 0, 0)]
    assert await held(city, flat["id"]) == 0
    balances = await books_of(city, flat["project"])
    # Rent is in the rent bank now, due to treasury; the recovered advance waits for the operator.
    assert balances == {"A3": 40790, "L1": -16336, "O1": -24454}
    payments = (await city.cashier.read("/payments", lease_id=flat["id"]))["items"]
    assert {(one["channel"], one["amount_fen"]) for one in payments} == {
        ("deposit", 16336),
        ("deposit", 24454),
    }
    assert await findings(city) == []


async def test_e12_shared_pro_rata_where_the_city_says_so(city: City) -> None:
    setting = {"key": "deposit.pro_rata", "value": True, "valid_from": "2025-01-01"}
    await city.officer.act("/parameters", setting | {"legal_basis": "十号文"})
    flat = await home(city)
    [may] = await owes(city, flat, "2026-02", fen=24454)
    await advanced(city, flat, may)
    await owes(city, flat, "2026-03", fen=16336)
    await deposited(city, flat["id"], 100_000)

    settled = await served(city, flat["id"], ("rent", 16336), ("advance", 24454), ("damage", 82000))

    assert settled == ([13304, 19915, 66781], 0, 22790)
    assert await findings(city) == []


async def test_what_is_not_claimed_goes_back(city: City) -> None:
    """1,000.00 less door, keys, water and power: 662.52 (E12)."""
    flat = await home(city)
    await deposited(city, flat["id"], 100_000)

    settled = await served(city, flat["id"], ("damage", 25000), ("damage", 4620), ("damage", 4128))
    one = await refund(city, flat, settled[1])
    await city.manager.act(f"/deposit-refunds/{one['id']}/payment", {"slip_no": "T1"}, version=1)

    assert settled[1] == 66252
    assert await held(city, flat["id"]) == 0
    assert await findings(city) == []


async def test_rent_is_paid_from_it_no_further_than_it_is_owed(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03", fen=100)
    await deposited(city, flat["id"], 100_000)

    with pytest.raises(DepositAboveClaims):
        await served(city, flat["id"], ("rent", 101))

    assert await held(city, flat["id"]) == 100_000


async def test_rent_paid_from_it_can_be_taken_back_like_any_payment(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03", fen=10_000)
    await deposited(city, flat["id"], 100_000)
    await served(city, flat["id"], ("rent", 10_000))
    [paid] = (await city.cashier.read("/payments", lease_id=flat["id"]))["items"]

    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "结算有误"})

    assert await held(city, flat["id"]) == 100_000
    assert await charges_of(city, flat) == [(0, 10_000, 0)]
    assert await findings(city) == []
    account = await city.cashier.read(f"/leases/{flat['id']}/statement")
    assert account["closing_fen"] == 10_000


async def test_the_next_lease_takes_it_over_as_far_as_it_asks(city: City) -> None:
    """E11: 272.27 goes along to a home of 301.60; 29.33 are still to come."""
    flat = await let(city)
    await city.cashier.act("/deposit-receipts", receipt(flat["id"], RENT))
    next_one = await home(city, "102", project=flat["project"])
    await agreed(city, next_one["id"], 30160)

    moved = await taken_along(city, flat["id"], next_one["id"])
    top_up = await city.cashier.post("/deposit-receipts", receipt(next_one["id"], 2934))

    assert (moved, await held(city, flat["id"])) == (RENT, 0)
    assert top_up.json()["facts"]["due_fen"] == 2933
    assert await findings(city) == []
