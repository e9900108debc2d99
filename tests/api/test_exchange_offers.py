"""A home offered in exchange: not wanted, not signed for in time, or the wish taken back."""

import asyncio
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from api.reservations.timetable import lapse_reservations
from domain.access import Role
from tests.api.test_exchanges import states
from tests.given import City, Client
from tests.given_exchanges import (
    ASKED,
    ENDS,
    MOVES,
    accepted,
    approved,
    asked,
    completed,
    go,
    neighbour,
    offered,
    transferred,
    tried,
    vacant,
)
from tests.given_exits import findings
from tests.given_leasing import on
from tests.given_renewals import housed
from tests.given_units import stored

FRONT_DESK = Role.FRONT_DESK
TOO_LATE = date(2026, 12, 1)


async def paper(client: Client) -> dict[str, Any]:
    return {"reason": "楼层高，老人上下不便。", "file_ids": [await stored(client, "放弃声明.pdf")]}


async def on_offer(city: City) -> tuple[Any, Any, Any]:
    """(lease, home, exchange): a home is kept for a household that lives elsewhere."""
    lease = await housed(city, ENDS)
    unit = await vacant(city, lease)
    return lease, unit, await offered(city, await approved(city, await asked(city, lease)), unit)


async def drafted(city: City, one: Any) -> Any:
    with on(city, ASKED):
        return await go(city[FRONT_DESK], one, "acceptance", {"moves_on": MOVES.isoformat()})


async def voided(city: City, lease_id: str) -> None:
    lease = await city.officer.read(f"/leases/{lease_id}")
    with on(city, ASKED):
        body = {"reason": "住户改变主意"}
        await city.manager.act(f"/leases/{lease_id}/voiding", body, version=lease["version"])


async def test_who_does_not_want_the_home_waits_for_another(city: City) -> None:
    lease, unit, one = await on_offer(city)
    second, desk = await vacant(city, lease, "202"), city[FRONT_DESK]
    with on(city, ASKED):
        waiting = await go(desk, one, "waiver", await paper(desk))
        again = await go(city.officer, one, "offer", {"unit_id": second["id"]})

    assert (waiting["state"], waiting["to_home"], waiting["offer_until"]) == (
        "approved",
        None,
        None,
    )
    assert await states(city, unit["id"], second["id"]) == ["available", "reserved"]
    assert (again["state"], again["to_home"]["unit_id"]) == ("offered", second["id"])
    assert await findings(city) == []


async def test_a_waiver_is_signed_and_is_the_counters(city: City) -> None:
    _, unit, one = await on_offer(city)
    desk = city[FRONT_DESK]
    with on(city, ASKED):
        unsigned = await tried(desk, one, "waiver", {"reason": "不合适"})
        officer = await tried(city.officer, one, "waiver", await paper(city.officer))
        manager = await tried(city.manager, one, "waiver", await paper(city.manager))

    assert unsigned["code"] == "waiver_unsigned"
    assert {officer["code"], manager["code"]} == {"permission_missing"}
    assert await states(city, unit["id"]) == ["reserved"]


async def test_without_an_offer_nothing_is_waived(city: City) -> None:
    one = await approved(city, await asked(city, await housed(city, ENDS)))
    desk = city[FRONT_DESK]
    with on(city, ASKED):
        refused = await tried(desk, one, "waiver", await paper(desk))

    assert refused["code"] == "transition_refused"


async def test_the_last_day_passes_and_the_household_asks_anew(city: City) -> None:
    lease, unit, one = await on_offer(city)
    with on(city, date.fromisoformat(one["offer_until"])):
        await lapse_reservations(city.runtime, city.authority_id)
        last_day = await city.officer.read(f"/exchanges/{one['id']}")
    with on(city, TOO_LATE):
        await lapse_reservations(city.runtime, city.authority_id)
        await lapse_reservations(city.runtime, city.authority_id)
    after = await city.officer.read(f"/exchanges/{one['id']}")
    anew = await asked(city, lease)

    assert (last_day["state"], after["state"], after["possible"]) == ("offered", "lapsed", [])
    assert await states(city, unit["id"]) == ["available"]
    assert anew["state"] == "submitted"


async def test_a_lease_that_is_not_signed_in_time_is_no_move(city: City) -> None:
    lease, unit, one = await on_offer(city)
    one = await drafted(city, one)
    with on(city, TOO_LATE):
        await lapse_reservations(city.runtime, city.authority_id)
        late = await tried(city[FRONT_DESK], one, "completion")
    after = await city.officer.read(f"/exchanges/{one['id']}")
    old = await city.officer.read(f"/leases/{lease['id']}")

    assert (after["state"], late["code"]) == ("lapsed", "transition_refused")
    assert (old["state"], await states(city, unit["id"])) == ("active", ["available"])


async def test_who_signed_in_time_does_not_lapse(city: City) -> None:
    *_, one = await on_offer(city)
    await accepted(city, one)
    with on(city, TOO_LATE):
        await lapse_reservations(city.runtime, city.authority_id)

    assert (await city.officer.read(f"/exchanges/{one['id']}"))["state"] == "accepted"


async def test_taking_the_wish_back_frees_the_home(city: City) -> None:
    lease, unit, one = await on_offer(city)
    desk = city[FRONT_DESK]
    with on(city, ASKED):
        unsigned = await tried(desk, one, "withdrawal")
        done = await go(desk, one, "withdrawal", await paper(desk))
    kept = await city.officer.read(f"/reservations/{one['reservation_id']}")

    assert unsigned["code"] == "waiver_unsigned"
    assert (done["state"], kept["state"]) == ("withdrawn", "waived")
    assert await states(city, lease["unit_id"], unit["id"]) == ["leased", "available"]


async def test_after_acceptance_the_next_lease_is_void_first(city: City) -> None:
    lease, unit, one = await on_offer(city)
    one, desk = await drafted(city, one), city[FRONT_DESK]
    with on(city, ASKED):
        early = await tried(desk, one, "withdrawal", await paper(desk))
    await voided(city, one["next_lease_id"])
    with on(city, ASKED):
        done = await go(desk, one, "withdrawal", await paper(desk))
    old = await city.officer.read(f"/leases/{lease['id']}")

    assert (early["code"], early["facts"]["state"]) == ("next_lease_stands", "draft")
    assert (done["state"], old["state"]) == ("withdrawn", "active")
    assert await states(city, unit["id"]) == ["available"]
    assert await findings(city) == []


async def test_a_lease_signed_and_void_leaves_no_home_to_give_up(city: City) -> None:
    _, unit, one = await on_offer(city)
    one = await accepted(city, one)
    await voided(city, one["next_lease_id"])
    with on(city, ASKED):
        done = await go(city[FRONT_DESK], one, "withdrawal")

    assert (done["state"], await states(city, unit["id"])) == ("withdrawn", ["available"])


async def test_a_swap_is_taken_back_when_both_leases_are_void(city: City) -> None:
    lease = await housed(city, ENDS)
    partner = await neighbour(city, lease)
    one = await drafted(city, await approved(city, await asked(city, lease, partner)))
    await voided(city, one["next_lease_id"])
    with on(city, ASKED):
        early = await tried(city[FRONT_DESK], one, "withdrawal")
    await voided(city, one["with_next_lease_id"])
    with on(city, ASKED):
        done = await go(city[FRONT_DESK], one, "withdrawal")

    assert (early["code"], done["state"]) == ("next_lease_stands", "withdrawn")
    assert await states(city, lease["unit_id"], partner["unit_id"]) == ["leased", "leased"]
    assert (await asked(city, partner, lease))["state"] == "submitted"


async def test_who_has_moved_does_not_take_it_back(city: City) -> None:
    lease = await housed(city, ENDS)
    done = await transferred(city, lease, await vacant(city, lease))
    desk = city[FRONT_DESK]
    with on(city, MOVES):
        refused = await tried(desk, done, "withdrawal", await paper(desk))

    assert refused["code"] == "transition_refused"


async def test_a_waiver_in_the_list_of_kept_homes_is_the_same(city: City) -> None:
    *_, one = await on_offer(city)
    path, desk = f"/reservations/{one['reservation_id']}", city[FRONT_DESK]
    version = (await city.officer.read(path))["version"]
    with on(city, ASKED):
        await desk.act(f"{path}/waiver", await paper(desk), version=version)

    assert (await city.officer.read(f"/exchanges/{one['id']}"))["state"] == "approved"


async def test_a_home_that_was_taken_is_not_waived_behind_the_leases_back(city: City) -> None:
    _, unit, one = await on_offer(city)
    one = await drafted(city, one)
    path, desk = f"/reservations/{one['reservation_id']}", city[FRONT_DESK]
    version = {"If-Match": f'"{(await city.officer.read(path))["version"]}"'}
    with on(city, ASKED):
        response = await desk.post(f"{path}/waiver", await paper(desk), **version)

    assert response.json()["code"] == "transition_refused"
    assert await states(city, unit["id"]) == ["reserved"]


async def test_taken_and_waived_in_the_same_moment_is_one_of_both(city: City) -> None:
    *_, one = await on_offer(city)
    desk = city[FRONT_DESK]
    version = {"If-Match": f'"{one["version"]}"'}
    with on(city, ASKED):
        waiver, path = await paper(desk), f"/exchanges/{one['id']}"
        both = await asyncio.gather(
            desk.post(f"{path}/acceptance", {"moves_on": MOVES.isoformat()}, **version),
            desk.post(f"{path}/waiver", waiver, **version),
        )

    assert sum(each.status_code == HTTPStatus.CREATED for each in both) == 1


async def test_an_offer_is_due_on_its_last_day(city: City) -> None:
    *_, one = await on_offer(city)
    [due] = [
        each
        for each in (await city[FRONT_DESK].read("/desk"))["items"]
        if each["kind"] == "exchange"
    ]
    done = await completed(city, await accepted(city, one))

    assert due["due_on"] == one["offer_until"]
    assert done["state"] == "done"


async def test_nobody_moves_on_before_they_have_moved_in(city: City) -> None:
    lease = await housed(city, ENDS)
    partner = await neighbour(city, lease)
    one = await approved(city, await asked(city, lease, partner))
    began = lease["charged_from"]
    desk, late = city[FRONT_DESK], {"reason": "补记"}
    with on(city, ASKED):
        same = await tried(desk, one, "acceptance", {"moves_on": began, **late})
        next_day = (date.fromisoformat(began) + timedelta(days=1)).isoformat()
        done = await go(desk, one, "acceptance", {"moves_on": next_day, **late})

    assert (same["code"], same["facts"]["earliest"]) == ("moves_before_moved_in", next_day)
    assert (done["state"], done["moves_on"]) == ("accepted", next_day)
