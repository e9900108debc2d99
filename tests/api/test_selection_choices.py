"""Which home may be chosen: what fits and is free, in person or by proxy; never two for one."""

import asyncio
from http import HTTPStatus
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from domain.access import Role
from persistence.tables.reservations import UnitReservationRow
from tests.given import City
from tests.given_eligibility import decided, trail
from tests.given_rounds import (
    CHOSEN,
    DRAWN,
    PLANNED,
    REVIEWED,
    applicant,
    called,
    chose,
    homes,
    line,
    on,
    ordered,
    paper,
    published,
    queue_round,
    registered,
    stepped,
    turn_path,
    turn_tried,
)


async def test_a_choice_keeps_the_home_until_a_deadline(city: City) -> None:
    one, units = await queue_round(city)
    turn = await called(city, one)

    made = await chose(city, turn, units[1])

    assert made["registration"]["turn"] == "selected"
    kept = await city.officer.read(f"/reservations/{made['reservation_id']}")
    assert (kept["state"], kept["unit_code"]) == ("held", units[1]["code"])
    assert kept["deadline_on"] == "2026-05-15", "ten working days over the May holidays"
    unit = await city.officer.read(f"/units/{units[1]['id']}")
    assert unit["state"] == "reserved"
    history = (await city.officer.read(f"/units/{units[1]['id']}/history"))["items"]
    assert (history[-1]["event"], history[-1]["document_type"], history[-1]["document_id"]) == (
        "reserve",
        "reservation",
        kept["id"],
    )


async def test_a_home_that_somebody_has_is_taken(city: City) -> None:
    one, units = await queue_round(city)
    first = await called(city, one)
    second = await called(city, one, city.manager)
    await chose(city, first, units[0])

    response = await turn_tried(
        city, second, "selection", {"unit_id": units[0]["id"]}, city.manager
    )

    assert (response.status_code, response.json()["code"]) == (409, "unit_taken")
    assert (await line(city, one))[1] == (2, "called"), "they choose another"


ROUNDS = 20


async def test_edge_case_20_two_who_choose_one_home_in_the_same_second(city: City) -> None:
    """Twenty times over real connections: one gets the home, the other is told, nothing is half."""
    project = await city.project()
    units = await homes(city, project, ROUNDS)
    one = await published(city, project, units, method="queue")
    for nth in range(2 * ROUNDS):
        await registered(city, one, *await applicant(city, f"赵{nth}"))
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)
    with on(city, DRAWN):
        one = await stepped(city, city.approver, one, "order-publication")
    with on(city, CHOSEN):
        one = await stepped(city, city.manager, one, "selection")
    clerks = [city[Role.FRONT_DESK], city.manager]

    for unit in units:
        turns = [await called(city, one, clerk) for clerk in clerks]
        with on(city, CHOSEN):
            answers = await asyncio.gather(
                *(
                    clerk.post(
                        turn_path(turn, "selection"),
                        {"unit_id": unit["id"]},
                        **{"If-Match": f'"{turn["version"]}"'},
                    )
                    for clerk, turn in zip(clerks, turns, strict=True)
                )
            )
        assert sorted(one.status_code for one in answers) == [200, 409], [
            one.text for one in answers
        ]
        [lost] = [n for n, one in enumerate(answers) if one.status_code == HTTPStatus.CONFLICT]
        assert answers[lost].json()["code"] == "unit_taken"
        waived = await turn_tried(
            city, turns[lost], "waiver", {"reason": "没有中意的。"}, clerks[lost]
        )
        assert waived.status_code == HTTPStatus.OK, waived.text

    async with city.runtime.database.snapshot(city.context) as session:
        row = UnitReservationRow
        held = await session.scalar(select(func.count()).where(row.state == "held"))
        homes_held = await session.scalar(
            select(func.count(row.unit_id.distinct())).where(row.state == "held")
        )
        reserved = await session.scalar(text("select count(*) from units where state = 'reserved'"))
    assert (held, homes_held, reserved) == (ROUNDS, ROUNDS, ROUNDS)
    assert len(await trail(city, "housing.unit.reserved")) == ROUNDS


async def test_the_table_refuses_what_a_lock_could_miss(city: City) -> None:
    from persistence import reservations
    from persistence.session import UnitTaken

    one, units = await queue_round(city)
    await chose(city, await called(city, one), units[0])
    second = await called(city, one)

    with pytest.raises(UnitTaken):
        async with city.runtime.database.transaction(city.context) as session:
            await reservations.add(
                session,
                project_id=one["project_id"],
                unit_id=units[0]["id"],
                record_id=await session.scalar(
                    text("select record_id from allocation_registrations where id = :id"),
                    {"id": second["id"]},
                ),
                round_id=one["id"],
                registration_id=second["id"],
                state="held",
                maker_id=uuid4(),
            )


@pytest.mark.parametrize(
    ("size", "approved", "fitting"), [(1, None, [1]), (3, None, [1, 2]), (1, 3, [1, 2, 3])]
)
async def test_a_home_fits_the_household(
    city: City, size: int, approved: int | None, fitting: list[int]
) -> None:
    project = await city.project()
    building = await city.building(project)
    with on(city, PLANNED):
        units = [
            await city.unit(project, building, f"30{n}", layout=f"{n}室1厅", floor=3)
            for n in (1, 2, 3)
        ]
    one = await published(city, project, units, method="queue")
    await registered(city, one, *await applicant(city, "赵某", size=size, approved_rooms=approved))
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)
        one = await stepped(city, city.approver, one, "order-publication")
    with on(city, CHOSEN):
        one = await stepped(city, city.manager, one, "selection")
    turn = await called(city, one)

    offered = await city[Role.FRONT_DESK].read(turn_path(turn, "homes"))
    assert [home["code"] for home in offered["items"]] == [units[n - 1]["code"] for n in fitting]
    for n in {1, 2, 3} - set(fitting):
        response = await turn_tried(city, turn, "selection", {"unit_id": units[n - 1]["id"]})
        assert (response.status_code, response.json()["code"]) == (409, "unit_unsuitable")


async def test_easy_homes_are_kept_for_whoever_needs_one_and_nobody_is_told(city: City) -> None:
    """The second in order needs a low floor: the first is not offered it, and not told why."""
    project = await city.project()
    units = await homes(city, project, 4)
    one = await published(city, project, units, method="queue")
    await registered(city, one, *await applicant(city, "赵一", queued_on="2023-01-01"))
    await registered(
        city, one, *await applicant(city, "钱二", queued_on="2023-02-01", needs_easy_access=True)
    )
    await registered(
        city, one, *await applicant(city, "孙三", queued_on="2023-03-01", needs_easy_access=True)
    )
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)
        one = await stepped(city, city.approver, one, "order-publication")
    with on(city, CHOSEN):
        one = await stepped(city, city.manager, one, "selection")
    clerk = city[Role.FRONT_DESK]

    first = await called(city, one)
    offered = await clerk.read(turn_path(first, "homes"))
    refused = await turn_tried(city, first, "selection", {"unit_id": units[0]["id"]})
    await chose(city, first, units[3])
    second = await called(city, one)
    to_second = await clerk.read(turn_path(second, "homes"))

    assert [home["floor"] for home in offered["items"]] == [3, 4]
    assert refused.json()["code"] == "unit_unsuitable"
    assert [home["floor"] for home in to_second["items"]] == [1, 2]
    listed = await clerk.read(f"/allocation-rounds/{one['id']}/registrations")
    for told in (offered, refused.json(), to_second, listed):
        assert "access" not in str(told)
        assert "disab" not in str(told)


async def test_edge_case_22_somebody_chooses_by_a_power_of_attorney(city: City) -> None:
    one, units = await queue_round(city)
    turn = await called(city, one)
    clerk = city[Role.FRONT_DESK]
    proxy = {"name": "王秀兰", "national_id": "11010519491231002X", "file_id": await paper(clerk)}

    made = await chose(city, turn, units[0], proxy=proxy)

    told = made["registration"]
    assert (told["proxy_name"], told["proxy_mask"]) == ("王秀兰", "110105********002X")
    async with city.runtime.database.snapshot(city.context) as session:
        kept = await session.scalar(
            text("select file_id::text from attachments where subject_id = :id"),
            {"id": turn["id"]},
        )
    assert kept == proxy["file_id"]


async def test_a_proxy_without_a_paper_of_ours_does_not_choose(city: City) -> None:
    one, units = await queue_round(city)
    turn = await called(city, one)
    proxy = {"name": "王秀兰", "national_id": "11010519491231002X", "file_id": str(uuid4())}

    response = await turn_tried(
        city, turn, "selection", {"unit_id": units[0]["id"], "proxy": proxy}
    )

    assert (response.status_code, response.json()["code"]) == (404, "file_not_found")
    assert (await city.officer.read(f"/units/{units[0]['id']}"))["state"] == "available"


async def test_whoever_lost_eligibility_meanwhile_gets_no_home(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 1)
    one, _ = await ordered(city, project, units, people=1, method="queue")
    [record] = (await city.officer.read("/eligibility-records"))["items"]
    with on(city, DRAWN):
        one = await stepped(city, city.approver, one, "order-publication")
    with on(city, CHOSEN):
        one = await stepped(city, city.manager, one, "selection")
    turn = await called(city, one)
    await decided(city, record, effective_on="2026-04-22")

    response = await turn_tried(city, turn, "selection", {"unit_id": units[0]["id"]})

    assert (response.status_code, response.json()["code"]) == (409, "household_not_eligible")
