"""Homes kept for a household: waived in writing, lapsed by the calendar, given directly."""

from datetime import date
from http import HTTPStatus
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from api.reservations import commands
from api.reservations.timetable import lapse_reservations
from domain.access import Role
from domain.reservations import MACHINE, ReservationEvent, ReservationState
from persistence import reservations
from tests.given import City
from tests.given_eligibility import granted, trail
from tests.given_reservations import direct, kept, waived
from tests.given_rounds import CHOSEN, PLANNED, homes, on, paper


async def test_a_signed_waiver_frees_the_home(city: City) -> None:
    one, unit = await kept(city)

    response = await waived(city, one)

    told = response.json()
    assert (told["state"], told["ended_on"], told["possible"]) == (
        "waived",
        CHOSEN.isoformat(),
        [],
    )
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "available"
    listed = await city.officer.read(f"/allocation-rounds/{one['round_id']}/registrations")
    [turn] = listed["items"]
    assert (turn["turn"], turn["waived_on"]) == ("waived", CHOSEN.isoformat())


async def test_a_waiver_without_the_signed_paper_waives_nothing(city: City) -> None:
    one, unit = await kept(city)

    response = await waived(city, one, file_ids=[])

    assert (response.status_code, response.json()["code"]) == (422, "waiver_unsigned")
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "reserved"


async def test_a_home_is_waived_once_however_often_it_is_pressed(city: City) -> None:
    import asyncio

    one, _ = await kept(city)

    answers = await asyncio.gather(*(waived(city, one) for _ in range(3)))

    assert min(answer.status_code for answer in answers) == HTTPStatus.OK
    assert all(answer.status_code in {200, 409, 412} for answer in answers)
    assert len(await trail(city, "reservations.reservation.waived")) == 1


async def test_the_calendar_frees_what_nobody_signed_for_in_time(city: City) -> None:
    one, unit = await kept(city)
    with on(city, date(2026, 5, 15)):
        await lapse_reservations(city.runtime, city.authority_id)
        last_day = await city.officer.read(f"/reservations/{one['id']}")
    with on(city, date(2026, 5, 16)):
        await lapse_reservations(city.runtime, city.authority_id)
        await lapse_reservations(city.runtime, city.authority_id)

    after = await city.officer.read(f"/reservations/{one['id']}")
    assert (last_day["state"], after["state"]) == ("held", "lapsed")
    assert (after["ended_by"], after["ended_on"]) == (None, "2026-05-16")
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "available"
    history = (await city.officer.read(f"/units/{unit['id']}/history"))["items"]
    assert (history[-1]["event"], history[-1]["maker_id"]) == ("lapse", None)
    listed = await city.officer.read(f"/allocation-rounds/{one['round_id']}/registrations")
    assert listed["items"][0]["waived_on"] == "2026-05-16", "a lapse counts as a waiver"


async def test_a_home_whose_lease_was_signed_does_not_lapse(city: City) -> None:
    one, _ = await kept(city)
    actor = await city.actor(Role.FRONT_DESK)
    async with city.runtime.database.transaction(city.context) as session:
        found = await reservations.of_unit(session, UUID(one["unit_id"]))
        assert found is not None
        await commands.use(session, actor, found, today=CHOSEN)
    with on(city, date(2026, 6, 1)):
        await lapse_reservations(city.runtime, city.authority_id)

    after = await city.officer.read(f"/reservations/{one['id']}")
    assert after["state"] == "used"


OUTSIDE = [
    (state, event)
    for state, event in product(ReservationState, ReservationEvent)
    if (state, event) not in MACHINE.transitions and event is not ReservationEvent.LAPSE
]
_STEPS: dict[ReservationEvent, tuple[str, Role]] = {
    ReservationEvent.APPROVE: ("/direct-allocations/{}/approval", Role.PURCHASER_APPROVER),
    ReservationEvent.REJECT: ("/direct-allocations/{}/rejection", Role.PURCHASER_APPROVER),
    ReservationEvent.WAIVE: ("/reservations/{}/waiver", Role.FRONT_DESK),
}


@pytest.mark.parametrize(("state", "event"), [p for p in OUTSIDE if p[1] in _STEPS])
async def test_a_step_outside_the_table_is_refused_with_what_is_possible(
    city: City, state: ReservationState, event: ReservationEvent
) -> None:
    one, _ = await kept(city)
    async with city.runtime.database.transaction(city.context) as session:
        await reservations.change(session, UUID(one["id"]), state=state.value)
    path, role = _STEPS[event]
    client = city[role]
    body: Any = {"reason": "无。"}
    if event is ReservationEvent.WAIVE:
        body["file_ids"] = [await paper(client)]

    response = await client.post(
        path.format(one["id"]),
        None if event is ReservationEvent.APPROVE else body,
        **{"If-Match": f'"{one["version"] + 1}"'},
    )

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "transition_refused"), response.text
    assert told["facts"]["possible"] == sorted(MACHINE.possible(state))


async def test_an_operator_sees_what_is_kept_in_its_own_projects(city: City) -> None:
    other = await city.project("BBBB", operator_id=None)
    [unit] = await homes(city, other, 1)
    made = (await direct(city, unit, await granted(city))).json()
    clerk = city[Role.FRONT_DESK]

    response = await clerk.get(f"/reservations/{made['id']}")

    assert (response.status_code, response.json()["code"]) == (404, "reservation_not_found")
    assert (await clerk.read("/reservations"))["items"] == []
    assert PLANNED < CHOSEN
