"""Terms that reach back: months already charged, paid, advanced or closed are put right."""

import pytest

from tests.given import City
from tests.given_terms import FULL, LOW, approved, changed, charges, drafted, let


async def test_e4_what_was_charged_too_little_is_one_supplementary_line(city: City) -> None:
    """5.20 → 5.60 from July: 41.90 for July and August; the old lines are not edited."""
    home = await let(city, 27227)
    for month in ("2025-06", "2025-07", "2025-08"):
        await home.bill(month)

    done = await changed(
        home,
        tier="lower_middle",
        monthly_rent_fen=29322,
        decided_on="2025-06-20",
        valid_from="2025-07-01",
    )

    booked = city.runtime.clock.today().isoformat()[:7]
    found = await charges(home)
    assert [one for one in found if one[0] < booked] == [
        (month, 1, 27227, 27227, 0) for month in ("2025-06", "2025-07", "2025-08")
    ]
    [extra] = [one for one in found if one[0] == booked]
    assert extra[1:] == (2, 4190, 4190, 0)
    [line] = [
        one
        for one in (await city.cashier.read("/charges", lease_id=str(home.leases["甲"])))["items"]
        if one["line"] == 2
    ]
    assert (line["from_on"], line["until_on"]) == ("2025-07-01", "2025-09-01")
    assert line["due_on"] > city.runtime.clock.today().isoformat(), "due with notice"
    assert [(one["month"], one["difference_fen"]) for one in done["months"]] == [
        ("2025-07", 2095),
        ("2025-08", 2095),
    ]
    assert await home.findings() == []


async def test_the_month_of_a_supplementary_line_is_still_charged_itself(city: City) -> None:
    home = await let(city, 27227)
    await home.bill("2025-08")
    await changed(home, monthly_rent_fen=29322, valid_from="2025-08-01")
    booked = city.runtime.clock.today().isoformat()[:7]
    before = await home.checks(booked)

    await home.bill(booked)

    checks = {one["code"]: one["facts"] for one in before["items"]}
    assert checks["every_live_lease_charged"] == {"live_leases": 1, "charged_leases": 0}
    assert [one[:3] for one in await charges(home) if one[0] == booked] == [
        (booked, 1, 29322),
        (booked, 2, 2095),
    ]
    assert await home.findings() == []


async def test_reaching_back_must_be_meant(city: City) -> None:
    home = await let(city)
    terms = await drafted(home, valid_from="2025-05-31")
    path = f"/lease-terms/{terms['id']}/approval"

    response = await city.approver.post(path, {}, **{"If-Match": '"1"'})

    assert (response.status_code, response.json()["code"]) == (409, "terms_retroactive")
    assert response.json()["facts"] == {"valid_from": "2025-05-31", "effect_on": "2025-06-01"}
    assert (await approved(home, terms, is_retroactive=True))["is_retroactive"] is True


async def test_rent_that_is_not_owed_after_all_comes_off_what_is_owed(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    await home.bill("2025-06")
    await home.pay("甲", 10000, "2025-06-10")

    await changed(home, valid_from="2025-05-01")

    assert await charges(home) == [
        ("2025-05", 1, FULL, LOW - 10000, FULL - LOW),
        ("2025-06", 1, FULL, LOW, FULL - LOW),
    ]
    assert await home.findings() == []


async def test_rent_that_was_paid_and_is_not_owed_becomes_credit(city: City) -> None:
    """May is paid in full; what is too much of it pays June, and the rest waits."""
    home = await let(city)
    await home.bill("2025-05")
    await home.pay("甲", FULL, "2025-05-10")
    await home.bill("2025-06")

    done = await changed(home, valid_from="2025-05-01")

    over = FULL - LOW
    assert await charges(home) == [
        ("2025-05", 1, FULL, 0, over),
        ("2025-06", 1, FULL, LOW - over, over),
    ]
    assert [one["credited_fen"] for one in done["months"]] == [over, 0]
    assert await home.findings() == []


async def test_an_advanced_month_gives_the_operators_claim_back_first(city: City) -> None:
    """The operator advanced rent that is not owed: treasury gives the difference back."""
    home = await let(city)
    await home.bill("2025-05")
    await home.pay("甲", 10000, "2025-05-10")
    await home.advance("2025-05", "2025-06-09")

    await changed(home, valid_from="2025-05-01")

    balances = await home.balances("2027-12")
    assert await charges(home) == [("2025-05", 1, FULL, LOW - 10000, FULL - LOW)]
    assert (balances["A2"], balances["T1"]) == (LOW - 10000, FULL - LOW)
    assert await home.findings() == []


@pytest.mark.parametrize("advanced", [False, True])
async def test_a_payment_taken_back_later_leaves_the_lower_rent(city: City, advanced: bool) -> None:
    home = await let(city)
    await home.bill("2025-05")
    if advanced:
        await home.advance("2025-05", "2025-06-09")
    paid = await home.pay("甲", FULL, "2025-06-10")
    await changed(home, valid_from="2025-05-01")
    assert (await city.cashier.read(f"/payments/{paid['id']}"))["unallocated_fen"] == FULL - LOW

    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})

    assert await charges(home) == [("2025-05", 1, FULL, LOW, FULL - LOW)]
    assert (await city.cashier.read(f"/payments/{paid['id']}"))["unallocated_fen"] == 0
    assert await home.findings() == []
    account = await city.cashier.read(f"/leases/{home.leases['甲']}/statement")
    assert account["closing_fen"] == LOW


async def test_a_second_decision_puts_right_only_what_is_left_to(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    await changed(home, valid_from="2025-05-01")

    again = await changed(home, valid_from="2025-05-01", monthly_rent_fen=LOW - 130)
    third = await changed(home, valid_from="2025-05-01", monthly_rent_fen=LOW)

    assert [one["difference_fen"] for one in again["months"]] == [-130]
    assert [one["difference_fen"] for one in third["months"]] == [130]
    assert sum(owed for *_, owed, _ in await charges(home)) == LOW
    assert await home.findings() == []


async def test_a_closed_month_is_put_right_in_the_open_one(city: City) -> None:
    home = await let(city)
    await home.bill("2025-05")
    await home.pay("甲", FULL, "2025-05-10")
    await home.remit("2025-05-31")
    closing = await home.close("2025-05")

    await changed(home, valid_from="2025-05-01")

    verified = await city.finance.read(f"/month-closings/{closing['id']}/verification")
    assert verified["holds"] is True
    payments = await city.cashier.read("/payments", lease_id=str(home.leases["甲"]))
    assert [one["unallocated_fen"] for one in payments["items"]] == [FULL - LOW]
    assert await home.findings() == []
