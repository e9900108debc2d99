"""A household from its registration to the day it leaves: lot, lease, rent, tier, exchange,
renewal, and a deposit that does not reach. The books are right at the end.
"""

from datetime import date
from typing import Any, Final

from domain.access import Role
from tests.given import City
from tests.given_check_ins import BOOKED, booked, moved_in
from tests.given_exchanges import ASKED, transferred
from tests.given_exits import DAMAGED, billed, checked_in, deed, findings, inspected, opened, step
from tests.given_leases import billed as charged
from tests.given_leasing import on, place, ready, signed
from tests.given_month import confirmed
from tests.given_renewals import applied, clock, decided, next_lease
from tests.given_rounds import PLANNED, called, chose, homes, selecting

SIGNED: Final = date(2026, 4, 30)
ENDS: Final = date(2027, 1, 31)
RENEWED: Final = date(2027, 2, 1)
LEAVES: Final = date(2027, 2, 18)
RENT, LOWERED = 27227, 20130


async def month(city: City, project: Any, *months: str) -> None:
    for each in months:
        with on(city, date.fromisoformat(f"{each}-01")):
            run = await charged(city, project, each)
            await confirmed(city, run["id"])


async def owed(city: City, lease_id: str) -> int:
    return (await city.cashier.read(f"/leases/{lease_id}/statement"))["owed_to_treasury_fen"]


async def pay(city: City, lease_id: str, day: date) -> int:
    """Everything that is owed; gives how much."""
    with on(city, day):
        fen = await owed(city, lease_id)
        body = {
            "lease_id": lease_id,
            "channel": "cash",
            "amount_fen": fen,
            "received_on": day.isoformat(),
            "payer_name": "赵福生",
        }
        await city.cashier.act("/payments", body)
    return fen


async def housed_by_lot(city: City, project: Any, units: list[Any]) -> Any:
    """Registered, drawn, chosen, signed, moved in; gives the lease with its home."""
    one = await selecting(city, project, units[:1], people=1)
    await chose(city, await called(city, one), units[0])
    [kept] = (await city.officer.read("/reservations", round_id=one["id"]))["items"]
    with on(city, SIGNED):
        lease = await signed(city, await ready(city, kept, ends_on=ENDS.isoformat()))
    lease = {**lease, "unit": units[0]}
    with on(city, BOOKED):
        await moved_in(city, await booked(city, lease))
    return {**lease, **await city.officer.read(f"/leases/{lease['id']}")}


async def lowered(city: City, lease: Any) -> Any:
    """The yearly review finds a smaller income: from the first of July."""
    with on(city, date(2026, 6, 15)):
        body = {
            "tier": "low_income",
            "monthly_rent_fen": LOWERED,
            "decided_on": "2026-06-15",
            "document_no": "包住保〔2026〕31 号",
            "reason": "年审：家庭收入降低。",
        }
        terms = await city.officer.act(f"/leases/{lease['id']}/terms", body)
        path = f"/lease-terms/{terms['id']}/approval"
        return await city.approver.act(path, {}, version=terms["version"])


async def left(city: City, flat: Any) -> tuple[Any, Any]:
    """Of their own will, with a broken door; gives the bill and the case."""
    desk = city[Role.FRONT_DESK]
    with on(city, date(2027, 2, 2)):
        await checked_in(city, flat)
        case = await opened(desk, flat, "voluntary", "own_wish", leaves_on=LEAVES.isoformat())
        case = await step(desk, case, "accept")
    with on(city, LEAVES):
        await inspected(city, flat, case, **DAMAGED)
        bill = await billed(city, case)
        await deed(desk, case, "hand-back")
    return bill, case


async def test_a_households_life(city: City) -> None:
    with on(city, PLANNED):
        project = await place(city)
    units = await homes(city, project, 2)
    lease = await housed_by_lot(city, project, units)
    assert (lease["state"], lease["monthly_rent_fen"]) == ("active", RENT)

    await month(city, project, "2026-05", "2026-06")
    assert await pay(city, lease["id"], date(2026, 6, 5)) == RENT
    assert (await lowered(city, lease))["valid_from"] == "2026-07-01"
    await month(city, project, "2026-07", "2026-08", "2026-09")
    assert await pay(city, lease["id"], ASKED) == 3 * LOWERED

    done = await transferred(city, lease, units[1])
    second = done["next_lease_id"]
    # 201.30 × 15/30 stay for the old home; the new one costs 272.27 × 15/30 = 136.14 to the end of
    # the month, of which what had been paid for the old one pays 100.65.
    assert (await owed(city, lease["id"]), await owed(city, second)) == (0, 13614 - 10065)

    await month(city, project, "2026-10")
    await pay(city, second, date(2026, 10, 5))
    now = await city.officer.read(f"/leases/{second}")
    one = await applied(city, now, date(2026, 10, 12))
    one = await decided(city, one, date(2026, 10, 19))
    third = await next_lease(city, one, date(2026, 10, 19))
    await month(city, project, "2026-11", "2026-12", "2027-01")
    assert await pay(city, second, date(2027, 1, 11)) == 3 * RENT
    await clock(city, RENEWED)
    renewed = await city.officer.read(f"/leases/{third['id']}")
    assert (renewed["state"], renewed["starts_on"]) == ("active", RENEWED.isoformat())

    flat = {**renewed, "unit": units[1]}
    bill, case = await left(city, flat)
    # 272.27 × 18/28, a door and two keys, water and power; the deposit is a month's rent.
    assert [(one["against"], one["amount_fen"]) for one in bill["demands"]] == [
        ("rent", 17503),
        ("damage", 18000),
        ("damage", 7000),
        ("damage", 4620),
        ("damage", 4128),
    ]
    assert (bill["deposit_back_fen"], bill["owed_fen"]) == (0, 51251 - RENT)

    states = [
        (await city.officer.read(f"/leases/{each}"))["state"]
        for each in (lease["id"], second, third["id"])
    ]
    homes_now = [(await city.officer.read(f"/units/{each['id']}"))["state"] for each in units]
    assert states == ["terminated"] * 3
    assert homes_now == ["turnover", "turnover"]
    assert case["track"] == "voluntary"
    assert await findings(city) == []
