"""What goes wrong between people and money, by the number under which the trade lists it."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update

from domain.access import Role
from persistence import eligibility, recoveries
from persistence.recoveries import Pot
from persistence.tables.leases import LeaseRow
from tests.given import City
from tests.given_check_ins import given_to_another_operator
from tests.given_eligibility import banned, granted, number
from tests.given_leases import billed
from tests.given_leasing import DRAFTED, kept, on
from tests.given_month import confirmed
from tests.given_payments import advanced, books_of, charges_of, home, order, owes
from tests.given_renewals import housed

RENT = 27227


async def test_edge_case_5_paid_twice_through_two_channels_on_the_last_day(city: City) -> None:
    """The second is the household's credit, pays the next month, and both days close."""
    flat = await home(city)
    await owes(city, flat, "2026-03")
    last = {"received_on": "2026-03-31"}

    await city.cashier.act("/payments", order(flat, RENT, channel="cash", **last))
    twice = await city.cashier.act(
        "/payments", order(flat, RENT, channel="online", serial_no="WX-20260331-1", **last)
    )
    assert (twice["unallocated_fen"], await charges_of(city, flat)) == (RENT, [(RENT, 0, 0)])
    assert await books_of(city, flat["project"]) == {"A3": 2 * RENT, "L1": -RENT, "L2": -RENT}

    run = await billed(city, flat["project"], "2026-04")
    await confirmed(city, run["id"])

    assert await charges_of(city, flat) == [(RENT, 0, 0), (RENT, 0, 0)]
    assert await books_of(city, flat["project"]) == {"A3": 2 * RENT, "L1": -2 * RENT}


async def test_edge_case_6_who_paid_for_the_tenant_has_it_back_the_way_it_came(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")
    await city.cashier.act("/payments", order(flat, RENT))
    uncle = {"channel": "pos", "serial_no": "POS-77", "payer_name": "孙有德"}
    paid = await city.cashier.act("/payments", order(flat, RENT, **uncle))

    refund = await city.manager.act(
        "/refunds",
        {"payment_id": paid["id"], "amount_fen": RENT, "slip_no": "TK9", "reason": "重复缴款"},
    )

    assert (refund["payer_name"], refund["channel"]) == ("孙有德", "pos")
    assert (await city.manager.read("/refunds"))["items"] == [refund]


async def test_edge_case_9_the_old_operators_claim_stays_its_own(city: City) -> None:
    """The next operator collects; what the tenant pays goes back to who advanced it."""
    flat = await home(city)
    [april] = await owes(city, flat, "2026-04")
    await advanced(city, flat, april)
    project, old = UUID(flat["project"]["id"]), city.organisations["operator"]
    await given_to_another_operator(city, flat["project"]["id"])
    new = city.organisations["evaluator"]
    city.organisations["operator"] = new
    cashier = await city.hire(Role.CASHIER)

    await cashier.act("/payments", order(flat, RENT))

    async with city.runtime.database.snapshot(city.context) as session:
        waits = {
            operator: (await recoveries.waiting(session, project, operator, Pot.IN_BANK)).fen
            for operator in (old, new)
        }
    assert waits == {old: RENT, new: 0}
    assert await charges_of(city, flat) == [(RENT, 0, 0)]


async def test_edge_case_13_a_ban_finds_who_has_left_already(city: City) -> None:
    """Sublet, and found out only after the exit: the person is banned, wherever they apply."""
    mine = number()
    with on(city, DRAFTED):
        record = await granted(city, national_id=mine)
        reservation = await kept(city, record=record)
    lease = await housed(city, reservation=reservation)
    async with city.runtime.database.transaction(city.context) as session:
        left = update(LeaseRow).where(LeaseRow.id == UUID(lease["id"]))
        await session.execute(left.values(state="terminated", vacated_on=date(2026, 6, 30)))
    assert await eligible(city, record, "2026-07-31")

    made = await banned(city, mine, from_on="2026-08-01")

    assert (made["state"], made["until_on"]) == ("in_force", "2031-08-01")
    assert not await eligible(city, record, "2026-08-01")
    assert not await eligible(city, record, "2031-07-31")


async def eligible(city: City, record: Any, day: str) -> bool:
    """What leases, rounds and renewals would be told."""
    async with city.runtime.database.snapshot(city.context) as session:
        one = await eligibility.record(session, UUID(record["id"]))
        found = await eligibility.valid_on(session, one.person_index, date.fromisoformat(day))
    return found is not None


async def test_edge_case_24_a_home_without_rent_has_its_line_and_no_dunning(city: City) -> None:
    """A charge of 0.00 is made, nobody is dunned for it, and no rate counts it."""
    flat = await home(city, rent_fen=0)
    await billed(city, flat["project"], "2026-04")

    [charge] = (await city.cashier.read(f"/charges?lease_id={flat['id']}"))["items"]
    arrears = await city.cashier.read(f"/arrears?project_id={flat['project']['id']}")

    assert (charge["amount_fen"], charge["owed_fen"]) == (0, 0)
    assert arrears["items"] == []


async def test_edge_case_29_a_judgment_says_another_sum_than_the_books(city: City) -> None:
    """An adjustment with the judgment's number brings the books to what the court found."""
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    judged = "（2026）内0203民初11号"
    draft: Any = await city.cashier.act(
        "/adjustments",
        {
            "charge_id": str(charge),
            "kind": "reduction",
            "amount_fen": 5000,
            "reason": "判决认定欠租222.27元",
            "basis": judged,
        },
    )
    path = f"/adjustments/{draft['id']}/approval"
    done = await city.approver.act(path, version=draft["version"])

    statement = await city.cashier.read(f"/charges/{charge}")
    assert (done["basis"], done["state"]) == (judged, "approved")
    assert (statement["amount_fen"], statement["reduced_fen"], statement["owed_fen"]) == (
        RENT,
        5000,
        22227,
    )
    assert await books_of(city, flat["project"]) == {"A1": 22227, "R1": -22227}
