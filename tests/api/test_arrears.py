"""One call tells who owes what since when, and what happens next."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from domain.leases import LeaseState
from persistence.tables.leases import LeaseHoldRow
from tests.given import City
from tests.given_payments import advanced, home, order, owes


@pytest.fixture(autouse=True)
def may_20th(city: City) -> Iterator[None]:
    city.runtime.clock.told = date(2025, 5, 20)
    yield
    city.runtime.clock.told = None


async def test_a_household_in_arrears_is_told_in_one_call(city: City) -> None:
    flat = await home(city)
    march, *_ = await owes(city, flat, "2025-03", "2025-04", "2025-05", fen=10000)
    await owes(city, flat, "2025-06", fen=10000)
    await advanced(city, flat, march)
    paid = order(flat, 4000, received_on="2025-05-02")
    await city.cashier.act("/payments", paid)

    (told,) = (await city.cashier.read("/arrears"))["items"]

    assert (told["overdue_fen"], told["treasury_fen"], told["operator_fen"]) == (26000, 20000, 6000)
    assert (told["coming_fen"], told["months_owed"], told["since_on"]) == (10000, 3, "2025-03-10")
    assert told["band"] == "1_3"
    assert [(age["months"], age["amount_fen"]) for age in told["ageing"]] == [
        (3, 26000),
        (0, 0),
        (0, 0),
    ]
    assert told["last_payment"] == {"received_on": "2025-05-02", "amount_fen": 4000}
    assert (told["step"]["code"], told["step"]["channel"]) == ("employer_letter", "letter")
    assert (told["next_step"]["code"], told["next_step"]["due_on"]) == (
        "lawyers_letter",
        "2025-06-11",
    )
    assert told["may_be_evicted"] is False
    assert told == await city.cashier.read(f"/leases/{flat['id']}/arrears")


async def test_an_advanced_month_is_still_a_month_owed(city: City) -> None:
    flat = await home(city)
    for charge in await owes(city, flat, *(f"2024-{n:02}" for n in range(7, 13))):
        await advanced(city, flat, charge)

    told = await city.cashier.read(f"/leases/{flat['id']}/arrears")

    assert (told["months_owed"], told["treasury_fen"]) == (6, 0)
    assert told["may_be_evicted"] is True
    assert told["step"]["code"] == "suit"
    assert told["next_step"] is None
    assert [age["months"] for age in told["ageing"]] == [0, 1, 5]


async def test_a_hold_stops_what_would_happen_next(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-03", "2025-04")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(LeaseHoldRow).values(
                lease_id=UUID(flat["id"]),
                kind="hardship",
                from_on=date(2025, 5, 1),
                until_on=date(2025, 5, 20),
                reason="失业",
                maker_id=city.officer.person_id,
            )
        )

    today = await city.cashier.read(f"/leases/{flat['id']}/arrears")
    city.runtime.clock.told = date(2025, 5, 21)
    tomorrow = await city.cashier.read(f"/leases/{flat['id']}/arrears")

    assert (today["holds"], today["step"], today["next_step"]) == (["hardship"], None, None)
    assert (tomorrow["holds"], tomorrow["step"]["code"]) == ([], "demand_letter")


async def test_debts_survive_the_end_of_the_lease(city: City) -> None:
    gone = await home(city, state=LeaseState.TERMINATED, vacated_on=date(2025, 4, 30))
    await owes(city, gone, "2025-04")

    (told,) = (await city.cashier.read("/arrears"))["items"]

    assert (told["lease_state"], told["overdue_fen"]) == ("terminated", 27227)


async def test_a_charge_is_overdue_on_the_day_after_it_is_due(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-05", due_day=20)

    assert (await city.cashier.read("/arrears"))["items"] == []
    city.runtime.clock.told = date(2025, 5, 21)
    assert len((await city.cashier.read("/arrears"))["items"]) == 1


async def test_who_owes_nothing_is_not_in_arrears_and_reads_as_zero(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04")
    await city.cashier.act("/payments", order(flat, 27227, received_on="2025-05-02"))

    told = await city.cashier.read(f"/leases/{flat['id']}/arrears")

    assert (await city.cashier.read("/arrears"))["items"] == []
    assert (told["overdue_fen"], told["since_on"], told["step"], told["band"]) == (
        0,
        None,
        None,
        "none",
    )


async def test_the_deepest_debt_comes_first_page_by_page(city: City) -> None:
    first = await home(city, "101")
    homes = [first, *[await home(city, f"10{n}", project=first["project"]) for n in range(2, 7)]]
    for flat, fen in zip(homes, (300, 900, 300, 700, 300, 100), strict=True):
        await owes(city, flat, "2025-04", fen=fen)

    seen: list[Any] = []
    cursor = None
    while True:
        page = await city.cashier.read(
            "/arrears", limit=2, **({"cursor": cursor} if cursor else {})
        )
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert [one["overdue_fen"] for one in seen] == [900, 700, 300, 300, 300, 100]
    assert len({one["lease_id"] for one in seen}) == 6


async def test_arrears_are_found_by_name_unit_and_contract(city: City) -> None:
    flat = await home(city, tenant="赵福生")
    other = await home(city, "202", project=flat["project"], tenant="钱多")
    await owes(city, flat, "2025-03", "2025-04")
    await owes(city, other, "2025-04")

    for query in ("钱", other["unit"]["code"], f"HT-{other['unit']['code']}"):
        (told,) = (await city.cashier.read("/arrears", query=query))["items"]
        assert told["lease_id"] == other["id"], query
    (deep,) = (await city.cashier.read("/arrears", min_months=2))["items"]
    assert deep["lease_id"] == flat["id"]


async def test_the_summary_adds_up_by_project(city: City) -> None:
    flat = await home(city)
    (april,) = await owes(city, flat, "2025-04", fen=10000)
    await advanced(city, flat, april)
    elsewhere = await home(city, project=await city.project("Z", "乙"))
    await owes(city, elsewhere, *(f"2024-{n:02}" for n in range(4, 11)), fen=1000)

    told = await city.cashier.read("/arrears/summary")

    one, two = told["items"]
    assert (told["households"], told["overdue_fen"], told["operator_fen"]) == (2, 17000, 10000)
    assert (one["operator_fen"], one["households_1_3"], one["young_fen"]) == (10000, 1, 10000)
    assert (two["households_over_6"], two["may_be_evicted"], two["old_fen"]) == (1, 1, 7000)


async def test_another_operators_debtors_are_as_if_they_were_not(city: City) -> None:
    flat = await home(city, project=await city.project("OTHER", "别人的", operator_id=None))
    await owes(city, flat, "2025-04")

    assert (await city.cashier.read("/arrears"))["items"] == []
    assert (await city.cashier.get(f"/leases/{flat['id']}/arrears")).status_code == 404
    assert len((await city.officer.read("/arrears"))["items"]) == 1
