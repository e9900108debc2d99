"""Households change homes: by leave of the purchaser, on one day, with all their money."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any

from domain.access import Role
from tests.given import City, found_city
from tests.given_check_ins import given_to_another_operator
from tests.given_exchanges import (
    ASKED,
    ENDS,
    MOVES,
    accepted,
    approved,
    asked,
    completed,
    neighbour,
    offered,
    swapped,
    transferred,
    vacant,
    wish,
)
from tests.given_exits import findings
from tests.given_leases import billed
from tests.given_leasing import on
from tests.given_month import confirmed
from tests.given_renewals import housed

FRONT_DESK = Role.FRONT_DESK
A, B = 27227, 30160


async def september(city: City, lease: Any) -> None:
    """Its rent is charged on the first, before anybody moves."""
    with on(city, date(2026, 9, 1)):
        run = await billed(city, {"id": lease["project_id"]}, "2026-09")
        await confirmed(city, run["id"])


async def paid(city: City, lease: Any, fen: int) -> None:
    body = {
        "lease_id": lease["id"],
        "channel": "cash",
        "amount_fen": fen,
        "received_on": ASKED.isoformat(),
        "payer_name": "赵福生",
    }
    with on(city, ASKED):
        await city.cashier.act("/payments", body)


async def due(city: City, lease_id: str, month: str = "2026-09") -> list[tuple[str, str, int]]:
    """(from, until, due) of the month's charges, as they stand."""
    found = await city.cashier.read("/charges", lease_id=lease_id)
    return [
        (
            one["from_on"],
            one["until_on"],
            one["amount_fen"] + one["adjusted_fen"] - one["reduced_fen"],
        )
        for one in found["items"]
        if one["month"] == month
    ]


async def states(city: City, *unit_ids: str) -> list[str]:
    return [(await city.officer.read(f"/units/{each}"))["state"] for each in unit_ids]


async def test_e11_no_day_is_charged_twice_and_the_deposit_wants_29_33(city: City) -> None:
    """A 1 to 15 September 136.14, B 16 to 30 150.80: 286.94."""
    lease = await housed(city, ENDS)
    unit = await vacant(city, lease)
    await september(city, lease)
    done = await transferred(city, lease, unit)
    old, new = await due(city, lease["id"]), await due(city, done["next_lease_id"])
    deposit = await city.cashier.read(f"/leases/{done['next_lease_id']}/deposit")

    assert old == [("2026-09-01", "2026-10-01", 13614)]
    assert new == [("2026-09-16", "2026-10-01", 15080)]
    assert old[0][2] + new[0][2] == 28694
    assert (deposit["held_fen"], deposit["agreed_fen"]) == (A, B)
    assert deposit["agreed_fen"] - deposit["held_fen"] == 2933
    assert await findings(city) == []


async def test_what_was_paid_for_the_old_home_pays_the_new_one(city: City) -> None:
    lease = await housed(city, ENDS)
    unit = await vacant(city, lease)
    await september(city, lease)
    await paid(city, lease, A)
    done = await transferred(city, lease, unit)
    accounts = [
        await city.cashier.read(f"/leases/{each}/statement")
        for each in (lease["id"], done["next_lease_id"])
    ]

    assert [one["credit_fen"] for one in accounts] == [0, 0]
    # 272.27 paid, 286.94 due: 14.67 are still owed, for the new home.
    assert [one["owed_to_treasury_fen"] for one in accounts] == [0, 1467]
    assert await findings(city) == []


async def test_the_next_run_charges_each_of_them_once(city: City) -> None:
    lease = await housed(city, ENDS)
    done = await transferred(city, lease, await vacant(city, lease))
    await september(city, lease)
    with on(city, date(2026, 10, 1)):
        await billed(city, {"id": lease["project_id"]}, "2026-10")

    assert await due(city, lease["id"]) == [("2026-09-01", "2026-09-16", 13614)]
    assert await due(city, done["next_lease_id"]) == [("2026-09-16", "2026-10-01", 15080)]
    assert await due(city, lease["id"], "2026-10") == []
    assert await due(city, done["next_lease_id"], "2026-10") == [("2026-10-01", "2026-11-01", B)]


async def test_the_homes_change_their_states(city: City) -> None:
    lease = await housed(city, ENDS)
    unit = await vacant(city, lease)
    one = await offered(city, await approved(city, await asked(city, lease)), unit)
    kept = await states(city, lease["unit_id"], unit["id"])
    one = await accepted(city, one)
    done = await completed(city, one)
    old, new = [
        await city.officer.read(f"/leases/{each}") for each in (lease["id"], done["next_lease_id"])
    ]

    assert kept == ["leased", "reserved"]
    assert await states(city, lease["unit_id"], unit["id"]) == ["turnover", "leased"]
    assert (old["state"], old["vacated_on"]) == ("terminated", "2026-09-15")
    assert (new["state"], new["starts_on"], new["ends_on"]) == (
        "active",
        "2026-09-16",
        ENDS.isoformat(),
    )
    assert (done["state"], done["done_on"]) == ("done", MOVES.isoformat())


async def test_two_households_swap_on_one_day(city: City) -> None:
    lease = await housed(city, ENDS)
    partner = await neighbour(city, lease, area_m2="58.00")
    await september(city, lease)
    done = await swapped(city, lease, partner)
    mine, theirs = [
        await city.officer.read(f"/leases/{done[each]}")
        for each in ("next_lease_id", "with_next_lease_id")
    ]

    assert (mine["unit_id"], theirs["unit_id"]) == (partner["unit_id"], lease["unit_id"])
    assert (mine["household_id"], theirs["household_id"]) == (
        lease["household_id"],
        partner["household_id"],
    )
    assert [one["state"] for one in (mine, theirs)] == ["active", "active"]
    assert await states(city, lease["unit_id"], partner["unit_id"]) == ["leased", "leased"]
    for old, new, sums in (
        (lease, mine, (13614, 15080)),
        (partner, theirs, (15080, 13614)),
    ):
        found = [*await due(city, old["id"]), *await due(city, new["id"])]
        assert tuple(fen for *_, fen in found) == sums
    assert await findings(city) == []


async def test_two_swaps_of_one_home_are_one(city: City) -> None:
    """A with B and C with A, in the same moment: one of them is refused."""
    a = await housed(city, ENDS)
    b, c = await neighbour(city, a, "102"), await neighbour(city, a, "103")
    desk = city[FRONT_DESK]
    with on(city, ASKED):
        both = await asyncio.gather(
            desk.post(f"/leases/{a['id']}/exchanges", wish(b)),
            desk.post(f"/leases/{c['id']}/exchanges", wish(a)),
        )

    assert sorted(one.status_code for one in both) == [HTTPStatus.CREATED, HTTPStatus.CONFLICT]
    assert {one.json().get("code") for one in both} == {None, "exchange_under_way"}


async def test_a_swap_is_done_once_whoever_presses_twice(city: City) -> None:
    lease = await housed(city, ENDS)
    one = await accepted(
        city, await approved(city, await asked(city, lease, await neighbour(city, lease)))
    )
    now = await city.officer.read(f"/exchanges/{one['id']}")
    path, version = f"/exchanges/{one['id']}/completion", {"If-Match": f'"{now["version"]}"'}
    with on(city, MOVES):
        both = await asyncio.gather(*(city[FRONT_DESK].post(path, **version) for _ in range(2)))

    assert sum(one.status_code == HTTPStatus.CREATED for one in both) == 1
    assert await findings(city) == []


async def test_exchanges_are_seen_by_whom_they_concern(
    city: City, runtime: Any, stranger: Any
) -> None:
    lease = await housed(city, ENDS)
    one = await asked(city, lease)
    path = f"/exchanges/{one['id']}"
    elsewhere = await found_city(runtime, stranger)
    listed = await city.officer.read("/exchanges", lease_id=lease["id"])
    other = await elsewhere.officer.get(path)
    await given_to_another_operator(city, lease["project_id"])
    operator = await city[FRONT_DESK].get(path)

    assert [each["id"] for each in listed["items"]] == [one["id"]]
    assert [each.json()["code"] for each in (other, operator)] == ["exchange_not_found"] * 2


async def test_an_exchange_is_found_by_each_of_its_leases(city: City) -> None:
    lease = await housed(city, ENDS)
    partner = await neighbour(city, lease)
    one = await accepted(city, await approved(city, await asked(city, lease, partner)))

    for key in ("lease_id", "with_lease_id", "next_lease_id", "with_next_lease_id"):
        found = await city.officer.read("/exchanges", lease_id=one[key])
        assert [each["id"] for each in found["items"]] == [one["id"]], key


async def test_a_list_names_who_moves_from_where_to_where(city: City) -> None:
    lease = await housed(city, ENDS)
    partner, unit = await neighbour(city, lease), await vacant(city, lease)
    third = await neighbour(city, lease, "103")
    moving = await asked(city, lease)
    before = await approved(city, moving)
    one = await offered(city, before, unit)
    swap = await approved(city, await asked(city, partner, third))
    [mine] = (await city.officer.read("/exchanges", lease_id=lease["id"]))["items"]

    assert (moving["to_home"], "accept" in before["possible"]) == (None, False)
    assert "offer" in before["possible"]
    assert (mine["tenant_name"], mine["contract_no"]) == ("赵福生", lease["contract_no"])
    assert (mine["from_home"]["unit_id"], mine["to_home"]["unit_id"]) == (
        lease["unit_id"],
        unit["id"],
    )
    assert (one["to_home"]["room"], one["offer_until"] > ASKED.isoformat()) == ("201", True)
    assert (swap["to_home"]["unit_id"], swap["with_tenant_name"]) == (third["unit_id"], "钱有余")
    assert (swap["offer_until"], swap["possible"]) == (None, ["accept", "withdraw"])
