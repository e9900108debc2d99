"""Registering for a round: only who is eligible, once, in time; and nobody learns more."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, text

from domain.access import Role
from persistence.tables.households import HouseholdRow, MemberRow
from tests.api.test_duplicates import housed
from tests.given import City, Client
from tests.given_eligibility import banned, decided, granted, number, refused, trail
from tests.given_rounds import (
    CLOSES,
    OPENS,
    REVIEWED,
    applicant,
    homes,
    on,
    opened,
    published,
    registered,
    tried,
)


async def a_round(city: City, **facts: Any) -> Any:
    project = await city.project()
    return await published(city, project, await homes(city, project, 2), method="queue", **facts)


async def try_to(
    city: City,
    one: Any,
    name: str,
    national_id: str,
    day: date = OPENS,
    client: Client | None = None,
) -> Any:
    body = {"applicant": {"name": name, "national_id": national_id}}
    with on(city, day):
        return await (client or city[Role.FRONT_DESK]).post(
            f"/allocation-rounds/{one['id']}/registrations", body
        )


async def test_edge_case_23_the_clerk_registers_whoever_stands_at_the_counter(city: City) -> None:
    """11.1 no. 23: no telephone is needed, and the clerk's name stands beside it."""
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生", size=1)

    made = await registered(city, one, record, mine)

    assert (made["number"], made["state"], made["channel"]) == ("000001", "registered", "counter")
    assert made["registered_by"] == str(city[Role.FRONT_DESK].person_id)
    assert made["registered_by_name"] == "front_desk 甲"
    assert made["national_id_mask"] == f"{mine[:6]}********{mine[-4:]}"
    assert mine not in str(made)
    listed = await city.manager.read(f"/allocation-rounds/{one['id']}/registrations")
    assert [item["id"] for item in listed["items"]] == [made["id"]]


async def test_a_number_may_be_written_as_people_write_it(city: City) -> None:
    one = await a_round(city)
    await granted(city, "赵福生", national_id="11010519491231002X", acknowledge_duplicates=True)

    response = await try_to(city, one, "赵福生", "１１０１０５４９１２３１００２")

    assert response.status_code == HTTPStatus.CREATED, response.text


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (OPENS - timedelta(days=1), "registration_closed"),
        (OPENS, None),
        (CLOSES, None),
        (CLOSES + timedelta(days=1), "registration_closed"),
    ],
)
async def test_registration_is_open_from_its_first_day_to_its_last(
    city: City, day: date, code: str | None
) -> None:
    one = await a_round(city)
    _, mine = await applicant(city, "赵福生")

    response = await try_to(city, one, "赵福生", mine, day)

    assert response.json().get("code") == code, response.text


async def test_nobody_registers_twice(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    await registered(city, one, record, mine)

    response = await try_to(city, one, "赵福生", mine)

    assert (response.status_code, response.json()["code"]) == (409, "already_registered")


async def test_who_withdrew_may_register_again(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    made = await registered(city, one, record, mine)
    path = f"/allocation-rounds/{one['id']}/registrations/{made['id']}/withdrawal"
    with on(city, OPENS):
        await city[Role.FRONT_DESK].act(path, {"reason": "另有住房"}, version=made["version"])

    again = await registered(city, one, record, mine)

    assert again["number"] == "000002"


async def strangers(city: City) -> dict[str, tuple[str, str]]:
    """Everybody who may not register, and the word for it."""
    ban, over, cancelled, other, home = (number() for _ in range(5))
    await granted(city, "钱一", national_id=ban)
    await banned(city, ban, from_on="2026-01-01")
    await granted(city, "钱二", national_id=over, ends_on="2026-03-31")
    record = await granted(city, "钱三", national_id=cancelled)
    await decided(city, record, effective_on="2026-04-01")
    await granted(city, "钱四", national_id=other, tier="new_worker")
    await granted(city, "钱五", national_id=home)
    await housed(city, home, "CCCC")
    _, named = await applicant(city, "钱六")
    return {
        "unknown": ("赵某", number()),
        "banned": ("钱一", ban),
        "expired": ("钱二", over),
        "cancelled": ("钱三", cancelled),
        "other_tier": ("钱四", other),
        "housed": ("钱五", home),
        "other_name": ("钱七", named),
    }


async def test_a_clerk_learns_the_same_of_everybody_who_may_not(city: City) -> None:
    """Banned, expired, of another tier, housed, unknown: one answer, and each is noted."""
    one = await a_round(city, tiers=["low_income"])
    people = await strangers(city)

    answers = [await try_to(city, one, *who) for who in people.values()]

    assert {one.status_code for one in answers} == {HTTPStatus.CONFLICT}
    told = [{**one.json(), "request_id": ""} for one in answers]
    assert all(one == told[0] for one in told)
    assert (told[0]["code"], told[0]["facts"]) == ("not_eligible", {})
    noted = await refused(city, city[Role.FRONT_DESK])
    assert [one["code"] for one in noted] == ["not_eligible"] * len(people)
    assert not any(national_id in str(noted) for _, national_id in people.values())


async def test_the_bureau_is_told_why(city: City) -> None:
    one = await a_round(city, tiers=["low_income"])

    for why, who in (await strangers(city)).items():
        response = await try_to(city, one, *who, client=city.officer)
        assert response.json()["facts"] == {"why": why}


async def test_trying_out_who_is_eligible_ends_after_thirty_tries(city: City) -> None:
    one = await a_round(city)

    answers = [await try_to(city, one, "某人", number()) for _ in range(31)]

    assert [one.status_code for one in answers] == [409] * 30 + [429]


async def test_a_tenant_registers_themselves_and_reads_their_own(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    other = await registered(city, one, *await applicant(city, "钱进财"))
    async with city.runtime.database.transaction(city.context) as session:
        household_id = await session.scalar(
            insert(HouseholdRow)
            .values(
                project_id=UUID(one["project_id"]), tenant_name="赵福生", tier="low_income", size=1
            )
            .returning(HouseholdRow.id)
        )
        await session.execute(
            insert(MemberRow).values(
                household_id=household_id,
                name="赵福生",
                relation="本人",
                is_tenant=True,
                national_id_index=city.runtime.vault.index("national_id", mine),
            )
        )
    tenant = await city.hire(Role.TENANT, household_id=household_id)

    with on(city, OPENS):
        made = await tenant.act(f"/allocation-rounds/{one['id']}/registrations")
    base = f"/allocation-rounds/{one['id']}/registrations"
    own = await tenant.get(f"{base}/{made['id']}")
    theirs = await tenant.get(f"{base}/{other['id']}")
    listed = await tenant.get(base)

    assert (made["channel"], made["applicant_name"]) == ("online", record["applicant_name"])
    assert own.status_code == HTTPStatus.OK
    assert (theirs.status_code, theirs.json()["code"]) == (404, "registration_not_found")
    assert listed.status_code == HTTPStatus.FORBIDDEN


async def test_at_the_counter_somebody_must_be_named(city: City) -> None:
    one = await a_round(city)

    with on(city, OPENS):
        response = await city[Role.FRONT_DESK].post(f"/allocation-rounds/{one['id']}/registrations")

    assert (response.status_code, response.json()["code"]) == (422, "applicant_missing")


@pytest.mark.parametrize(
    "role", [Role.CASHIER, Role.INSPECTOR, Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER]
)
async def test_registering_is_for_the_counter(city: City, role: Role) -> None:
    one = await a_round(city)

    response = await try_to(city, one, "赵福生", number(), client=city[role])

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_a_round_of_another_operator_s_project_is_not_there(city: City) -> None:
    project = await city.project("BBBB", operator_id=None)
    one = await published(city, project, await homes(city, project, 1), method="queue")
    _, mine = await applicant(city, "赵福生")

    response = await try_to(city, one, "赵福生", mine)

    assert (response.status_code, response.json()["code"]) == (404, "round_not_found")


async def test_the_recheck_admits_whom_nothing_speaks_against_and_leaves_the_rest(
    city: City,
) -> None:
    one = await a_round(city)
    people = [await applicant(city, name) for name in ("赵一", "钱二", "孙三")]
    made = [await registered(city, one, *who) for who in people]
    await decided(city, people[1][0], effective_on="2026-04-10")
    await housed(city, people[2][1], "CCCC")

    with on(city, REVIEWED):
        found = await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        incomplete = await tried(city, city.officer, one, "review")

    assert found == {"admitted": 1, "waiting": 2}
    assert (incomplete.status_code, incomplete.json()["code"]) == (409, "review_incomplete")
    assert incomplete.json()["facts"] == {"waiting": 2}
    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    assert [item["state"] for item in listed] == ["admitted", "registered", "registered"]
    assert listed[0]["id"] == made[0]["id"]


async def review(city: City, one: Any, made: Any, body: Any) -> Any:
    path = f"/allocation-rounds/{one['id']}/registrations/{made['id']}/review"
    with on(city, REVIEWED):
        return await city.officer.post(path, body, **{"If-Match": f'"{made["version"]}"'})


async def test_a_refusal_says_why_and_nobody_is_admitted_who_is_not_eligible(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    made = await registered(city, one, record, mine)
    await decided(city, record, effective_on="2026-04-10")

    without = await review(city, one, made, {"outcome": "refuse"})
    admitted = await review(city, one, made, {"outcome": "admit"})
    told = await review(city, one, made, {"outcome": "refuse", "reason": "资格已取消。"})

    assert (without.status_code, without.json()["code"]) == (422, "review_reason_missing")
    assert (admitted.json()["code"], admitted.json()["facts"]) == (
        "not_eligible",
        {"why": "cancelled"},
    )
    assert (told.json()["state"], told.json()["reason"]) == ("refused", "资格已取消。")


async def test_the_review_ends_after_registration_with_somebody_admitted(city: City) -> None:
    project = await city.project()
    one, _ = await opened(city, project, await homes(city, project, 1), people=0, method="queue")
    _, mine = await applicant(city, "赵福生")
    await try_to(city, one, "赵福生", mine)

    with on(city, CLOSES):
        early = await tried(city, city.officer, one, "review")
    with on(city, REVIEWED):
        listed = await city.officer.read(f"/allocation-rounds/{one['id']}/registrations")
        [made] = listed["items"]
    await review(city, one, made, {"outcome": "refuse", "reason": "材料不实。"})
    with on(city, REVIEWED):
        nobody = await tried(city, city.officer, one, "review")

    assert (early.status_code, early.json()["code"]) == (409, "registration_still_open")
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody_admitted")


SHEET = [
    {"code": "income", "name": "收入", "most": 40},
    {"code": "years", "name": "年限", "most": 60},
]


async def scored(city: City, one: Any, made: Any, points: Any) -> Any:
    path = f"/allocation-rounds/{one['id']}/registrations/{made['id']}/scores"
    with on(city, REVIEWED):
        return await city.officer.request(
            "PUT", path, json={"points": points}, headers={"If-Match": f'"{made["version"]}"'}
        )


async def test_an_order_by_score_has_every_sheet_filled_in(city: City) -> None:
    project = await city.project()
    one, made = await opened(
        city, project, await homes(city, project, 1), 2, method="score", score_items=SHEET
    )
    first = await scored(city, one, made[0], {"income": 30, "years": 20})
    for points in ({"income": 41}, {"other": 1}, {"income": -1}):
        wrong = await scored(city, one, made[1], points)
        assert (wrong.status_code, wrong.json()["code"]) == (422, "score_invalid")
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        missing = await tried(city, city.officer, one, "review")

    assert (first.json()["points"], first.json()["scores"]) == (50, {"income": 30, "years": 20})
    assert (missing.status_code, missing.json()["code"]) == (409, "scores_missing")
    assert missing.json()["facts"]["numbers"] == [2]


async def test_other_rounds_are_not_scored(city: City) -> None:
    project = await city.project()
    one, [made] = await opened(city, project, await homes(city, project, 1), 1, method="queue")

    response = await scored(city, one, made, {"income": 1})

    assert (response.status_code, response.json()["code"]) == (409, "scores_not_asked")


async def test_every_step_is_in_the_trail_and_names_nobody(city: City) -> None:
    one = await a_round(city)
    _, mine = await applicant(city, "孙某某")
    await try_to(city, one, "孙某某", mine)

    [noted] = await trail(city, "rounds.registration.made")
    async with city.runtime.database.snapshot(city.context) as session:
        rows = await session.execute(text("select a::text from audit_events a"))
        stored = "".join(row[0] for row in rows)
        events = await session.execute(text("select kind from outgoing_events"))
        kinds = {row[0] for row in events}

    assert noted["round_id"] == one["id"]
    assert "孙某某" not in stored
    assert mine not in stored
    assert {"rounds.round.plan_published", "rounds.registration.made"} <= kinds
