"""Homes kept for a household: waived in writing, lapsed by the calendar, given directly."""

from datetime import date
from http import HTTPStatus
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from api.reservations import commands
from api.reservations.timetable import lapse_reservations
from domain.access import Role
from domain.reservations import MACHINE, ReservationEvent, ReservationState
from persistence import reservations
from tests.api.test_duplicates import housed
from tests.given import City
from tests.given_eligibility import decided, granted, number, trail
from tests.given_rounds import (
    CHOSEN,
    PLANNED,
    called,
    chose,
    homes,
    on,
    paper,
    published,
    selecting,
)


async def kept(city: City) -> tuple[Any, Any]:
    """A home chosen in a round; gives the reservation and the unit."""
    project = await city.project()
    [unit] = await homes(city, project, 1)
    one = await selecting(city, project, [unit], people=1)
    made = await chose(city, await called(city, one), unit)
    return await city.officer.read(f"/reservations/{made['reservation_id']}"), unit


async def waived(city: City, one: Any, **body: Any) -> Any:
    clerk = city[Role.FRONT_DESK]
    told = {"reason": "已另行租住住房。", "file_ids": [await paper(clerk)], **body}
    with on(city, CHOSEN):
        return await clerk.post(
            f"/reservations/{one['id']}/waiver", told, **{"If-Match": f'"{one["version"]}"'}
        )


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


async def direct(city: City, unit: Any, record: Any, **facts: Any) -> Any:
    body = {
        "unit_id": unit["id"],
        "record_id": record["id"],
        "decision_no": "包住保〔2026〕0310号",
        "reason": "因原住房被鉴定为危房，应急安置。",
        "file_ids": [await paper(city.officer)],
        **facts,
    }
    with on(city, CHOSEN):
        return await city.officer.post("/direct-allocations", body)


async def decide(city: City, one: Any, step: str = "approval", body: Any = None) -> Any:
    with on(city, CHOSEN):
        return await city.approver.post(
            f"/direct-allocations/{one['id']}/{step}",
            body,
            **{"If-Match": f'"{one["version"]}"'},
        )


async def test_the_bureau_gives_a_home_to_one_household_by_a_decision(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    record = await granted(city)

    proposed = (await direct(city, unit, record)).json()
    before = await city.officer.read(f"/units/{unit['id']}")
    approved = (await decide(city, proposed)).json()

    assert (proposed["state"], before["state"]) == ("proposed", "available")
    assert (approved["state"], approved["deadline_on"]) == ("held", "2026-05-15")
    assert approved["decided_by"] == str(city.approver.person_id)
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "reserved"


async def test_a_direct_allocation_that_is_rejected_keeps_nothing(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    proposed = (await direct(city, unit, await granted(city))).json()

    rejected = (await decide(city, proposed, "rejection", {"reason": "依据不足。"})).json()

    assert (rejected["state"], rejected["end_reason"]) == ("rejected", "依据不足。")
    assert (await city.officer.read(f"/units/{unit['id']}"))["state"] == "available"


async def test_direct_allocations_are_listed_apart_from_rounds(city: City) -> None:
    chosen, _ = await kept(city)
    project = await city.project(code="HSL")
    [unit] = await homes(city, project, 1)
    given = (await direct(city, unit, await granted(city))).json()

    async def listed(**wanted: Any) -> list[str]:
        page = await city.officer.read("/reservations", **wanted)
        return [one["id"] for one in page["items"]]

    assert await listed(is_direct="true") == [given["id"]]
    assert await listed(is_direct="false") == [chosen["id"]]
    assert set(await listed()) == {given["id"], chosen["id"]}


async def test_no_operator_gives_homes_away(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    record = await granted(city)
    proposed = (await direct(city, unit, record)).json()
    body = {"unit_id": unit["id"], "record_id": record["id"], "decision_no": "甲", "reason": "乙"}

    for role in (Role.FRONT_DESK, Role.OPERATOR_MANAGER):
        answers = [
            await city[role].post(
                "/direct-allocations", {**body, "file_ids": [await paper(city[role])]}
            ),
            await city[role].post(
                f"/direct-allocations/{proposed['id']}/approval", **{"If-Match": '"1"'}
            ),
        ]
        assert {one.status_code for one in answers} == {HTTPStatus.FORBIDDEN}
    own = await city.officer.post(
        f"/direct-allocations/{proposed['id']}/approval", **{"If-Match": '"1"'}
    )
    assert own.status_code == HTTPStatus.FORBIDDEN


async def test_homes_of_a_round_are_not_given_away_beside_it(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    await published(city, project, [unit], method="queue")

    response = await direct(city, unit, await granted(city))

    assert (response.status_code, response.json()["code"]) == (409, "unit_in_round")


@pytest.mark.parametrize("why", ["cancelled", "housed", "kept"])
async def test_a_household_that_may_not_be_housed_or_is_gets_no_home(city: City, why: str) -> None:
    project = await city.project()
    units = await homes(city, project, 2)
    mine = number()
    record = await granted(city, national_id=mine)
    if why == "cancelled":
        await decided(city, record, effective_on="2026-04-02")
    if why == "housed":
        await housed(city, mine, "CCCC")
    if why == "kept":
        await direct(city, units[1], record)

    response = await direct(city, units[0], record)

    codes = {
        "cancelled": "household_not_eligible",
        "housed": "household_housed",
        "kept": "home_kept_already",
    }
    assert (response.status_code, response.json()["code"]) == (409, codes[why])


async def test_a_home_taken_in_between_is_not_given(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    first = (await direct(city, unit, await granted(city, "赵某"))).json()
    second = (await direct(city, unit, await granted(city, "钱某"))).json()
    await decide(city, first)

    response = await decide(city, second)

    assert (response.status_code, response.json()["code"]) == (409, "unit_taken")


async def test_a_decision_without_its_paper_is_none(city: City) -> None:
    project = await city.project()
    [unit] = await homes(city, project, 1)
    record = await granted(city)

    without = await direct(city, unit, record, file_ids=[])
    unknown = await direct(city, unit, record, file_ids=[record["id"]])

    assert without.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (unknown.status_code, unknown.json()["code"]) == (404, "file_not_found")
    async with city.runtime.database.snapshot(city.context) as session:
        assert await session.scalar(text("select count(*) from unit_reservations")) == 0


async def test_an_operator_sees_what_is_kept_in_its_own_projects(city: City) -> None:
    other = await city.project("BBBB", operator_id=None)
    [unit] = await homes(city, other, 1)
    made = (await direct(city, unit, await granted(city))).json()
    clerk = city[Role.FRONT_DESK]

    response = await clerk.get(f"/reservations/{made['id']}")

    assert (response.status_code, response.json()["code"]) == (404, "reservation_not_found")
    assert (await clerk.read("/reservations"))["items"] == []
    assert PLANNED < CHOSEN
