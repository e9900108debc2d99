"""What journeys found, through the rent and through a household's life, in its smallest form."""

from datetime import date
from typing import Any

from domain.access import Role
from tests.api.test_desk import desk
from tests.given import City
from tests.given_exchanges import (
    ASKED,
    MOVES,
    accepted,
    approved,
    asked,
    completed,
    offered,
    vacant,
)
from tests.given_exits import billed, deed, inspected, opened, step
from tests.given_leasing import on
from tests.given_month import estate
from tests.given_renewals import granted, housed, next_lease, state_of


async def test_no_more_is_given_back_than_the_account_holds(city: City) -> None:
    """The rent was remitted and then bounced: another household's credit is no longer there."""
    home = await estate(city, {"甲": 27227, "乙": 100})
    await home.bill("2025-04")
    bounced = await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    credit = await home.pay("乙", 300, "2025-05-06")
    await city.manager.act(f"/payments/{bounced['id']}/reversal", {"reason": "退票"})
    body = {"payment_id": credit["id"], "amount_fen": 200, "slip_no": "TK1", "reason": "错缴"}

    response = await city.manager.post("/refunds", body)

    assert (response.status_code, response.json()["code"]) == (409, "account_holds_less")
    assert response.json()["facts"] == {"held_fen": 0, "amount_fen": 200}
    assert await home.findings() == []


async def test_whoever_leaves_leaves_no_next_lease_behind(city: City) -> None:
    """Renewed and signed, and the household goes all the same: nothing is to be taken over."""
    lease = await housed(city)
    following = await next_lease(city, await granted(city, lease))
    desk, leaves = city[Role.FRONT_DESK], date(2026, 8, 10)
    with on(city, leaves):
        case = await opened(desk, lease, "voluntary", "own_wish", leaves_on=leaves.isoformat())
        case = await step(desk, case, "accept")
        await inspected(city, lease, case)
        await billed(city, case)
        await deed(desk, case, "hand-back")

    assert (await state_of(city, lease), await state_of(city, following)) == ("terminated", "void")
    history = (await desk.read(f"/leases/{following['id']}/history"))["items"]
    assert (history[-1]["event"], history[-1]["reason"]) == ("discard", case["number"])


async def test_a_lease_that_follows_another_is_not_moved_into_beside_it(city: City) -> None:
    """Booked and registered, both leases of the household would run, and both homes be charged."""
    lease = await housed(city)
    moving = await accepted(
        city,
        await offered(
            city, await approved(city, await asked(city, lease)), await vacant(city, lease)
        ),
    )
    front = city[Role.FRONT_DESK]
    with on(city, ASKED):
        path = f"/leases/{moving['next_lease_id']}/check-in"
        refused = await front.post(path, {"booked_on": MOVES.isoformat()})
        waiting = [due["action"] for due in await desk(front, "lease_paper")]

    assert (refused.status_code, refused.json()["code"]) == (409, "lease_follows_another")
    assert refused.json()["facts"] == {"lease_id": lease["id"]}
    assert waiting == [], "the exchange itself is the duty"
    assert (await completed(city, moving))["state"] == "done"


async def test_a_renewed_lease_waits_for_its_day_and_for_nobody(city: City) -> None:
    lease = await housed(city)
    following = await next_lease(city, await granted(city, lease))
    front: Any = city[Role.FRONT_DESK]
    with on(city, date(2026, 8, 10)):
        path = f"/leases/{following['id']}/check-in"
        refused = await front.post(path, {"booked_on": "2026-11-01"})
        waiting = await desk(front, "lease_paper")

    assert refused.json()["code"] == "lease_follows_another"
    assert waiting == []
