"""E5: three leases, two months. Arrears, the operator's advance, later payments, recovery."""

from typing import Any

import pytest

from tests.given import City
from tests.given_month import Estate, estate

RENTS = {"T1": 27227, "T2": 20130, "T3": 27227}
ZERO = {"A1": 0, "A2": 0, "A3": 0, "L1": 0, "O1": 0, "R1": 0}


async def april(city: City, mode: str) -> Estate:
    """April billed, part of it paid, remitted on the last day."""
    home = await estate(city, RENTS, recovery_mode=mode)
    await home.bill("2025-04")
    await home.pay("T1", 27227, "2025-04-10")
    await home.pay("T2", 10000, "2025-04-12")
    return home


async def may(home: Estate) -> None:
    """May billed; T1 pays its rent, T3 some of its debts, T2 all of its."""
    await home.bill("2025-05")
    await home.pay("T1", 27227, "2025-05-14")
    await home.pay("T3", 30000, "2025-05-15")
    await home.pay("T2", 30260, "2025-05-16")


async def claims(home: Estate, month: str) -> dict[str, tuple[int, int, int]]:
    """Per tenant what was paid, what treasury and what the operator still claim of the month."""
    answer = await home.city.cashier.read("/charges", project_id=home.id, month=month)
    tenants = {str(lease_id): tenant for tenant, lease_id in home.leases.items()}
    return {
        tenants[one["lease_id"]]: (
            one["paid_fen"],
            one["treasury_claim_fen"],
            one["operator_claim_fen"],
        )
        for one in answer["items"]
    }


@pytest.mark.parametrize("mode", ["RETAIN", "REMIT_REFUND"])
async def test_the_advance_leaves_the_tenants_owing_the_operator(city: City, mode: str) -> None:
    home = await april(city, mode)

    remitted = await home.remit("2025-04-30")
    voucher = await home.advance("2025-04", "2025-05-12")

    assert (remitted["tenant_money_fen"], remitted["recovered_fen"]) == (37227, 0)
    assert (voucher["billed_fen"], voucher["tenant_paid_fen"]) == (74584, 37227)
    assert (voucher["amount_fen"], voucher["cutoff_on"]) == (37357, "2025-05-12")
    assert remitted["amount_fen"] + voucher["amount_fen"] == 74584
    assert await claims(home, "2025-04") == {
        "T1": (27227, 0, 0),
        "T2": (10000, 0, 10130),
        "T3": (0, 0, 27227),
    }
    assert (voucher["state"], voucher["outstanding_fen"]) == ("f_confirmed", 37357)
    assert await home.findings() == []


@pytest.mark.parametrize("mode", ["RETAIN", "REMIT_REFUND"])
async def test_later_payments_settle_the_operators_older_claim_first(city: City, mode: str) -> None:
    home = await april(city, mode)
    await home.remit("2025-04-30")
    voucher = await home.advance("2025-04", "2025-05-12")
    await may(home)

    recovered = await city.finance.read(f"/advances/{voucher['id']}")

    assert await claims(home, "2025-05") == {
        "T1": (27227, 0, 0),
        "T2": (20130, 0, 0),
        "T3": (2773, 24454, 0),
    }
    assert (recovered["state"], recovered["recovered_fen"]) == ("recovered", 37357)
    assert recovered["outstanding_fen"] == 0
    assert (await home.waiting())["in_bank_fen"] == 37357
    assert await home.findings() == []


async def test_retain_sends_treasurys_part_and_keeps_the_recovered(city: City) -> None:
    home = await april(city, "RETAIN")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    await may(home)

    remitted = await home.remit("2025-05-31")
    await home.hand_over("kept", 37357, "2025-06-03")
    voucher = await home.advance("2025-05", "2025-06-09")

    assert (remitted["tenant_money_fen"], remitted["recovered_fen"]) == (50130, 0)
    assert voucher["amount_fen"] == 24454
    assert remitted["amount_fen"] + voucher["amount_fen"] == 74584
    assert await _of_april(home) == ZERO
    assert (await home.waiting())["in_bank_fen"] == 0
    assert await home.findings() == []


async def test_remit_refund_sends_everything_and_gets_the_recovered_back(city: City) -> None:
    home = await april(city, "REMIT_REFUND")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    await may(home)

    remitted = await home.remit("2025-05-31")
    at_treasury = (await home.waiting())["at_treasury_fen"]
    await home.hand_over("refunded", 37357, "2025-06-20")
    voucher = await home.advance("2025-05", "2025-06-09")

    assert (remitted["tenant_money_fen"], remitted["recovered_fen"]) == (50130, 37357)
    assert remitted["amount_fen"] == 87487
    assert remitted["amount_fen"] + voucher["amount_fen"] == 111941
    assert at_treasury == 37357
    assert 111941 - at_treasury == 74584
    assert await _of_april(home) == ZERO
    assert await home.findings() == []


async def test_the_months_advanced_are_the_tenants_arrears_all_the_same(city: City) -> None:
    home = await april(city, "RETAIN")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")

    before = await _arrears(home)
    await may(home)
    await home.remit("2025-05-31")
    await home.advance("2025-05", "2025-06-09")
    after = await _arrears(home)

    assert before == {"T2": 1, "T3": 1}
    assert after == {"T3": 1}, "April was paid in May, May is owed to the operator"


async def test_the_two_months_close_one_after_the_other(city: City) -> None:
    home = await april(city, "RETAIN")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    await may(home)
    await home.remit("2025-05-31")
    await home.advance("2025-05", "2025-06-09")

    assert (await home.checks("2025-04"))["ready"], await home.checks("2025-04")
    first = await home.close("2025-04")
    second = await home.close("2025-05")

    assert second["previous"] == first["hash"]
    assert (first["totals"]["A1"], first["lines"]) == (
        {"debit_fen": 74584, "credit_fen": 74584},
        3 + 2 * 2 + 1 + 2 * 3,
    )
    assert await home.findings() == []


async def _of_april(home: Estate) -> dict[str, int]:
    balances = await home.balances("2025-04", of_charges=True)
    return {account: balances[account] for account in ZERO}


async def _arrears(home: Estate) -> dict[str, Any]:
    answer = await home.city.cashier.read("/arrears", project_id=home.id)
    return {one["tenant_name"]: one["months_owed"] for one in answer["items"]}
