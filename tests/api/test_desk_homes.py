"""The desk of those who let homes: what waits on the way in, and on the way out."""

from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_check_ins import BOOKED, booked
from tests.given_check_ins import moved_in as check_in_registered
from tests.given_duties import desk, told
from tests.given_eligibility import ban, granted, proposed
from tests.given_eligibility import number as national_id
from tests.given_exchanges import ASKED, MOVES, accepted, approved, asked, offered, vacant
from tests.given_exits import (
    applied,
    bill_in,
    checked_in,
    deed,
    inspected,
    let,
    opened,
    proof,
    step,
)
from tests.given_leasing import DRAFTED, drafted, explained, kept, ready
from tests.given_leasing import on as on_day
from tests.given_renewals import housed
from tests.given_rounds import PLANNED, commitment, homes, on, stepped
from tests.given_rounds import drafted as planned


async def handed_on(client: Any, kind: str) -> list[str]:
    answer = await client.read("/desk")
    return [one["action"] for one in answer["handed_over"] if one["kind"] == kind]


async def test_a_measure_waits_for_the_approver_and_not_for_who_proposed_it(city: City) -> None:
    record = await granted(city)
    await proposed(city, record)

    [due] = await desk(city.approver, "eligibility")

    assert (due["action"], due["subject_id"], due["name"]) == ("decide", record["id"], "赵福生")
    assert (due["project_id"], due["roles"]) == (None, ["purchaser_approver"])
    assert await desk(city.officer, "eligibility") == []
    assert await handed_on(city.officer, "eligibility") == ["decide"]
    for role in (Role.FRONT_DESK, Role.OPERATOR_MANAGER, Role.FINANCE_OFFICER, Role.AUDITOR):
        assert await desk(city[role], "eligibility") == [], role


async def test_a_proposed_ban_waits_for_the_approver(city: City) -> None:
    await city.officer.act("/bans", ban(national_id()))

    assert told(await desk(city.approver, "ban")) == [("ban", "decide")]
    assert await desk(city.officer, "ban") == []


async def test_a_plan_waits_for_another_person_to_publish_it(city: City) -> None:
    project = await city.project()
    with on(city, PLANNED):
        one = await planned(city, project, await homes(city, project, 2))
        [due] = await desk(city.approver, "allocation_round")
        assert (due["action"], due["subject_id"], due["name"]) == (
            "publish",
            one["id"],
            one["title"],
        )
        assert await handed_on(city.officer, "allocation_round") == ["publish"]

        await stepped(city, city.officer, one, "commitment", commitment())
        await stepped(city, city.approver, one, "plan-publication")

        assert await desk(city.approver, "allocation_round") == []
        assert await desk(city.officer, "allocation_round") == [], "registration opens by itself"


async def test_a_home_that_is_kept_waits_for_a_paper_and_the_paper_for_the_next_step(
    city: City,
) -> None:
    front = city[Role.FRONT_DESK]
    with on_day(city, DRAFTED):
        reservation = await kept(city)
        [due] = await desk(front, "reservation")
        assert (due["action"], due["subject_id"], due["number"]) == (
            "draft",
            reservation["id"],
            reservation["unit"]["code"],
        )
        assert due["due_on"] == reservation["deadline_on"]

        lease = await drafted(city, reservation)
        assert await desk(front, "reservation") == []
        [due] = await desk(front, "lease_paper")
        assert (due["action"], due["subject_id"]) == ("explain", lease["id"])
        assert (due["number"], due["due_on"]) == (lease["contract_no"], lease["starts_on"])

        await explained(city, lease)
        assert told(await desk(front, "lease_paper")) == [("lease_paper", "sign")]


async def test_a_signed_lease_is_filed_and_moved_into(city: City) -> None:
    front = city[Role.FRONT_DESK]
    one = await booked(city)

    [filing] = await desk(front, "filing")
    [moving] = await desk(front, "check_in")
    assert (filing["action"], moving["action"]) == ("file", "move_in")
    assert (moving["due_on"], moving["subject_id"]) == (BOOKED.isoformat(), one["id"])
    assert await desk(front, "lease_paper") == [], "the check-in stands for it"

    with on_day(city, BOOKED):
        await check_in_registered(city, one)
    assert await desk(front, "check_in") == []


async def test_papers_of_another_operators_project_wait_for_nobody_here(city: City) -> None:
    with on_day(city, DRAFTED):
        await ready(city)
    for role in (Role.CASHIER, Role.FINANCE_OFFICER, Role.EVALUATOR, Role.MAINTENANCE):
        assert await desk(city[role], "lease_paper") == [], role


async def test_each_step_out_waits_for_who_may_take_it(city: City) -> None:
    front = city[Role.FRONT_DESK]
    flat = await let(city)
    files = await proof(city.officer)
    case = await opened(
        city.officer,
        flat,
        "administrative",
        "sublet",
        document_no="包住退〔2026〕1号",
        legal_basis="公租房办法第二十七条",
        file_ids=files,
    )
    [due] = await desk(city.officer, "exit_case")
    assert (due["action"], due["number"], due["roles"]) == (
        "step",
        case["number"],
        ["purchaser_officer"],
    )
    assert await desk(front, "exit_case") == await desk(city.approver, "exit_case") == []

    await step(
        city.officer,
        case,
        "notify_facts",
        served_way="in_person",
        document_no="包住告〔2026〕1号",
        file_ids=files,
    )

    [due] = await desk(city.approver, "exit_case")
    assert due["roles"] == ["purchaser_approver"]
    assert await desk(city.officer, "exit_case") == []


async def test_a_final_bill_and_the_money_back_wait_for_another_person(city: City) -> None:
    front = city[Role.FRONT_DESK]
    flat = await let(city)
    await checked_in(city, flat)
    case = await applied(city, flat)
    case = await step(front, case, "accept")
    await inspected(city, flat, case)
    assert told(await desk(city.cashier, "exit_case")) == [("exit_case", "draft")]
    await deed(front, case, "final-bill", await bill_in(front))
    [due] = await desk(city.manager, "final_bill")
    assert (due["action"], due["subject_id"], due["number"]) == (
        "confirm",
        case["id"],
        case["number"],
    )
    assert await handed_on(front, "final_bill") == ["confirm"]
    assert await desk(front, "exit_case") == [], "the bill waits, not the case"

    bill = await city.manager.read(f"/exit-cases/{case['id']}/final-bill")
    path = f"/exit-cases/{case['id']}/final-bill/confirmation"
    await city.manager.act(path, version=bill["version"])

    assert await desk(city.manager, "final_bill") == []
    due = (await desk(city.cashier, "deposit_refund") + await desk(city.manager, "deposit_refund"))[
        0
    ]
    assert (due["action"], due["amount_fen"] > 0, due["due_on"] is not None) == ("pay", True, True)


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.MAINTENANCE, Role.INSPECTOR])
async def test_who_takes_no_part_is_told_nothing(city: City, role: Role) -> None:
    await applied(city, await let(city))

    assert await desk(city[role], "exit_case") == []


async def test_an_exchange_waits_for_one_person_after_another(city: City) -> None:
    front = city[Role.FRONT_DESK]
    lease = await housed(city)
    unit = await vacant(city, lease)
    one = await asked(city, lease)
    with on_day(city, ASKED):
        [due] = await desk(city.manager, "exchange")
        assert (due["action"], due["subject_id"], due["number"]) == (
            "check",
            one["id"],
            lease["contract_no"],
        )
        assert await handed_on(front, "exchange") == ["check"]
    await approved(city, one)
    with on_day(city, ASKED):
        assert told(await desk(city.officer, "exchange")) == [("exchange", "offer")]
    await offered(city, one, unit)
    with on_day(city, ASKED):
        assert told(await desk(front, "exchange")) == [("exchange", "draft")]
    await accepted(city, one)
    with on_day(city, ASKED):
        [due] = await desk(front, "exchange")
        assert (due["action"], due["due_on"]) == ("move_in", MOVES.isoformat())


async def test_a_change_is_checked_by_the_officer_and_decided_by_the_approver(city: City) -> None:
    front = city[Role.FRONT_DESK]
    lease = await housed(city)
    with on_day(city, ASKED):
        body = {
            "kind": "join",
            "cause": "birth",
            "effective_on": ASKED.isoformat(),
            "file_ids": await proof(front),
            "name": "赵小宝",
            "relation": "子女",
            "national_id": national_id(),
        }
        one = await front.act(f"/leases/{lease['id']}/changes", body)
        [due] = await desk(city.officer, "lease_change")
        assert (due["action"], due["subject_id"]) == ("check", one["id"])
        await city.officer.act(f"/lease-changes/{one['id']}/check", {"ok": True}, version=1)

        assert told(await desk(city.approver, "lease_change")) == [("lease_change", "decide")]
        assert await desk(city.officer, "lease_change") == []
