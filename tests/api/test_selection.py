"""Choosing a home: in order, what fits, in person or by proxy; and never two for one home."""

import asyncio
from http import HTTPStatus

import pytest

from domain.access import Role
from tests.given import City
from tests.given_rounds import (
    CHOSEN,
    REVIEWED,
    applicant,
    called,
    chose,
    homes,
    line,
    on,
    published,
    queue_round,
    registered,
    stepped,
    tried,
    turn_tried,
)


async def test_people_are_called_in_order(city: City) -> None:
    one, _ = await queue_round(city)

    first = await called(city, one, desk="1号窗口")

    assert (first["position"], first["turn"], first["desk"]) == (1, "called", "1号窗口")
    assert first["possible"] == ["select", "skip", "waive"]
    assert await line(city, one) == [(1, "called"), (2, "waiting"), (3, "waiting")]


async def test_a_clerk_finishes_with_one_before_calling_the_next(city: City) -> None:
    one, _ = await queue_round(city)
    await called(city, one)

    with on(city, CHOSEN):
        response = await city[Role.FRONT_DESK].post(f"/allocation-rounds/{one['id']}/calls")

    assert (response.status_code, response.json()["code"]) == (409, "turn_not_finished")
    assert response.json()["facts"] == {"number": "000001"}
    assert (await called(city, one, city.manager))["position"] == 2


async def test_windows_that_call_at_once_get_different_people(city: City) -> None:
    one, _ = await queue_round(city, people=6)
    clerks = [await city.hire(Role.FRONT_DESK) for _ in range(6)]

    with on(city, CHOSEN):
        answers = await asyncio.gather(
            *(clerk.act(f"/allocation-rounds/{one['id']}/calls") for clerk in clerks)
        )

    assert sorted(answer["position"] for answer in answers) == [1, 2, 3, 4, 5, 6]


async def test_a_double_click_calls_one(city: City) -> None:
    one, _ = await queue_round(city)

    with on(city, CHOSEN):
        answers = await asyncio.gather(
            *(city[Role.FRONT_DESK].post(f"/allocation-rounds/{one['id']}/calls") for _ in "ab")
        )

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert [turn for _, turn in await line(city, one)].count("called") == 1


async def test_the_absent_are_called_again_at_the_end_and_only_when_it_is_said(
    city: City,
) -> None:
    one, units = await queue_round(city, people=2)
    first = await called(city, one)
    skipped = await turn_tried(city, first, "skip")
    second = await called(city, one)
    await chose(city, second, units[0])

    with on(city, CHOSEN):
        nobody = await city[Role.FRONT_DESK].post(f"/allocation-rounds/{one['id']}/calls")
    again = await called(city, one, absent=True)

    assert skipped.json()["turn"] == "skipped"
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody_waiting")
    assert nobody.json()["facts"] == {"absent": 1}
    assert again["id"] == first["id"]


async def test_waiving_twice_sends_to_the_end_of_the_queue(city: City) -> None:
    """Two rounds, two waivers: in the third the household stands behind whoever came later."""
    project = await city.project()
    units = await homes(city, project, 2)
    record, mine = await applicant(city, "赵福生", queued_on="2020-01-01")
    other, others = await applicant(city, "钱进财", queued_on="2024-01-01")
    for nth in range(3):
        one = await published(city, project, units, method="queue")
        await registered(city, one, record, mine)
        if nth == 2:
            await registered(city, one, other, others)
        with on(city, REVIEWED):
            await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
            for step in ("review", "freezing", "order"):
                one = await stepped(city, city.officer, one, step)
            if nth == 2:
                break
            one = await stepped(city, city.approver, one, "order-publication")
        with on(city, CHOSEN):
            one = await stepped(city, city.manager, one, "selection")
        turn = await called(city, one)
        waived = await turn_tried(city, turn, "waiver", {"reason": "不满意。"})
        assert waived.json()["waived_on"] == CHOSEN.isoformat()
        with on(city, CHOSEN):
            one = await stepped(city, city.approver, one, "result-publication")
            await stepped(city, city.officer, one, "closing")

    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    assert [item["applicant_name"] for item in listed] == ["钱进财", "赵福生"]
    kept = await city.officer.read(f"/eligibility-records/{record['id']}")
    assert (kept["queued_on"], kept["version"]) == ("2020-01-01", 1), "the record is the bureau's"


async def test_a_city_may_let_those_leave_the_queue_who_waive_too_often(city: City) -> None:
    for key, value in (("round.waiver_limit", 1), ("round.waiver_effect", "leave")):
        await city.officer.act(
            "/parameters",
            {"key": key, "valid_from": "2026-01-01", "value": value, "legal_basis": "本市办法"},
        )
    project = await city.project()
    units = await homes(city, project, 1)
    record, mine = await applicant(city, "赵福生")
    one = await published(city, project, units, method="queue")
    await registered(city, one, record, mine)
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)
        one = await stepped(city, city.approver, one, "order-publication")
    with on(city, CHOSEN):
        one = await stepped(city, city.manager, one, "selection")
    await turn_tried(city, await called(city, one), "waiver", {"reason": "不满意。"})
    with on(city, CHOSEN):
        one = await stepped(city, city.approver, one, "result-publication")
        await stepped(city, city.officer, one, "closing")
    later = await published(city, project, units, method="queue")
    body = {"applicant": {"name": "赵福生", "national_id": mine}}

    with on(city, REVIEWED.replace(day=7)):
        response = await city.officer.post(f"/allocation-rounds/{later['id']}/registrations", body)

    assert (response.json()["code"], response.json()["facts"]) == (
        "not_eligible",
        {"why": "left_queue"},
    )


async def test_whoever_had_nothing_to_choose_from_has_waived_nothing(city: City) -> None:
    one, units = await queue_round(city, units=1, people=2)
    await chose(city, await called(city, one), units[0])
    turn = await called(city, one)

    waived = await turn_tried(city, turn, "waiver", {"reason": "没有房源了。"})

    assert (waived.json()["turn"], waived.json()["waived_on"]) == ("waived", None)


async def test_the_result_waits_until_everybody_had_their_turn(city: City) -> None:
    one, units = await queue_round(city, units=2, people=3)
    with on(city, CHOSEN):
        early = await tried(city, city.approver, one, "result-publication")
    first = await called(city, one)
    with on(city, CHOSEN):
        at_window = await tried(city, city.approver, one, "result-publication")
    await chose(city, first, units[0])
    await chose(city, await called(city, one), units[1])

    with on(city, CHOSEN):
        one = await stepped(city, city.approver, one, "result-publication")

    assert (early.status_code, early.json()["code"]) == (409, "turns_not_over")
    assert at_window.json()["facts"]["called"] == 1
    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()
    assert [line["outcome"] for line in told["result"]["lines"]] == [
        "selected",
        "selected",
        "waiting",
    ]


async def test_homes_outside_the_round_are_not_chosen_in_it(city: City) -> None:
    one, _ = await queue_round(city)
    other = await city.project("BBBB")
    [theirs] = await homes(city, other, 1)
    turn = await called(city, one)

    response = await turn_tried(city, turn, "selection", {"unit_id": theirs["id"]})

    assert (response.status_code, response.json()["code"]) == (404, "unit_not_in_round")


@pytest.mark.parametrize("role", [Role.CASHIER, Role.PURCHASER_OFFICER, Role.TENANT])
async def test_the_session_is_the_operator_s_to_run(city: City, role: Role) -> None:
    one, units = await queue_round(city)
    turn = await called(city, one)

    answers = [
        await city[role].post(f"/allocation-rounds/{one['id']}/calls"),
        await turn_tried(city, turn, "selection", {"unit_id": units[0]["id"]}, city[role]),
        await turn_tried(city, turn, "skip", None, city[role]),
    ]

    assert {one.status_code for one in answers} == {HTTPStatus.FORBIDDEN}
