"""The purchaser grants eligibility; nobody of an operator can, and every attempt is remembered."""

from http import HTTPStatus
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from api.runtime import Runtime
from domain.access import Role
from tests.given import City, found_city
from tests.given_eligibility import (
    OPERATORS,
    ban,
    banned,
    decided,
    decision,
    granted,
    measure,
    number,
    refused,
)


async def test_a_decision_of_the_bureau_is_put_on_file(city: City) -> None:
    members = [{"name": "王秀兰", "relation": "配偶", "national_id": number()}]

    made = await granted(city, members=members, priority_groups=["disability"], approved_rooms=2)

    assert (made["state"], made["standing"], made["size"]) == ("valid", "eligible", 2)
    assert made["possible"] == ["cancel", "replace", "suspend"]
    assert [one["relation"] for one in made["people"]] == ["本人", "配偶"]
    read = await city.approver.read(f"/eligibility-records/{made['id']}")
    assert read == made


async def test_numbers_are_sealed_and_nothing_of_them_is_in_the_trail(city: City) -> None:
    mine = number()
    made = await granted(city, national_id=mine)

    async with city.runtime.database.snapshot(city.context) as session:
        rows = await session.execute(
            text("select p::text from eligible_people p union select e::text from audit_events e")
        )
        stored = "".join(row[0] for row in rows)

    assert mine not in stored
    assert made["people"][0]["national_id_mask"] == f"{mine[:6]}********{mine[-4:]}"


@pytest.mark.parametrize("role", OPERATORS)
async def test_an_operator_s_every_attempt_at_eligibility_is_refused_and_recorded(
    city: City, role: Role
) -> None:
    """Create, suspend, cancel, decide, ban, lift, look up: whatever the door."""
    record, client = await granted(city), city[role]
    one = await city.officer.act(
        f"/eligibility-records/{record['id']}/measures", measure(), version=1
    )
    path = f"/eligibility-records/{record['id']}"
    attempts: list[tuple[str, Any, dict[str, Any]]] = [
        ("POST", "/eligibility-records", {"json": decision()}),
        ("POST", "/eligibility-records", {"json": decision(replaces_id=record["id"])}),
        ("POST", f"{path}/measures", {"json": measure("suspend")}),
        ("POST", f"{path}/measures/{one['id']}/confirmation", {}),
        ("POST", f"{path}/measures/{one['id']}/rejection", {}),
        ("POST", "/bans", {"json": ban(number())}),
        ("POST", f"/bans/{uuid4()}/confirmation", {}),
        ("POST", f"/bans/{uuid4()}/lifting", {"json": {"reason": "无"}}),
        ("POST", "/duplicate-checks", {"json": {"national_id": number(), "reason": "随便看看"}}),
        ("GET", "/eligibility-records", {}),
        ("GET", path, {}),
        ("GET", "/waiting-queue", {}),
        ("GET", "/duplicates", {}),
        (
            "POST",
            "/imports",
            {"data": {"kind": "eligibility"}, "files": {"file": ("名单.xlsx", b"x")}},
        ),
    ]

    answers = [
        await client.request(method, address, **{"headers": {"If-Match": '"1"'}, **options})
        for method, address, options in attempts
    ]

    assert {one.status_code for one in answers} == {HTTPStatus.FORBIDDEN}
    assert {one.json()["code"] for one in answers} == {"permission_missing"}
    noted = await refused(city, client)
    assert len(noted) == len(attempts)
    assert noted[0]["operation"] == "grant_eligibility"
    assert {one["permission"].split(":")[0] for one in noted} == {"eligibility", "duplicates"}
    assert all(set(one) <= _ALLOWED for one in noted), "nothing that was sent"
    [listed] = (await city.officer.read("/eligibility-records"))["items"]
    assert (listed["id"], listed["version"], listed["state"]) == (record["id"], 1, "valid")


_ALLOWED = {"actor", "operation", "code", "permission", "record_id", "measure_id", "ban_id"}


@pytest.mark.parametrize("role", [Role.PURCHASER_APPROVER, Role.AUDITOR, Role.FINANCE_OFFICER])
async def test_nobody_but_the_officer_puts_a_decision_on_file(city: City, role: Role) -> None:
    response = await city[role].post("/eligibility-records", decision())

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert [one["code"] for one in await refused(city, city[role])] == ["permission_missing"]


async def test_the_refusal_of_a_stranger_leaves_no_trail(
    city: City, stranger: httpx.AsyncClient
) -> None:
    """Nobody knows in whose authority it would belong."""
    response = await stranger.post("/v1/eligibility-records", json=decision())

    assert response.status_code == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        ({"ends_on": "2024-12-31"}, 422, "period_invalid"),
        ({"tier": "ineligible"}, 422, "tier_not_granted"),
        ({"size": 1, "members": "one"}, 422, "size_too_small"),
        ({"members": "the applicant"}, 422, "person_twice"),
        ({"national_id": "150203199003071238"}, 422, "request_invalid"),
        ({"national_id": "15020319900307"}, 422, "request_invalid"),
        ({"replaces_id": "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"}, 404, "eligibility_not_found"),
    ],
)
async def test_what_no_decision_says_is_refused(
    city: City, facts: dict[str, Any], status: int, code: str
) -> None:
    body = decision(**facts)
    if facts.get("members"):
        own = body["applicant"]["national_id"] if facts["members"] == "the applicant" else number()
        body["members"] = [{"name": "王秀兰", "relation": "配偶", "national_id": own}]

    response = await city.officer.post("/eligibility-records", body)

    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert body["applicant"]["national_id"] not in response.text


@pytest.mark.parametrize("written", ["15 digits", "lower case", "full width"])
async def test_edge_case_19_one_person_however_the_number_was_written(
    city: City, written: str
) -> None:
    """A second record for the same person is found under every way of writing the number."""
    mine = "11010519491231002X"
    variants = {
        "15 digits": "110105491231002",
        "lower case": mine.lower(),
        "full width": "１１０１０５１９４９１２３１００２ｘ",
    }
    first = await city.officer.post(
        "/eligibility-records", decision(national_id=mine, acknowledge_duplicates=True)
    )
    assert first.status_code == HTTPStatus.CREATED, first.text

    again = await city.officer.post(
        "/eligibility-records", decision(national_id=variants[written], acknowledge_duplicates=True)
    )

    assert (again.status_code, again.json()["code"]) == (409, "eligibility_exists")
    assert again.json()["facts"]["record_id"] == first.json()["id"]


async def test_another_decision_replaces_the_record_and_both_stay_on_file(city: City) -> None:
    mine = number()
    first = await granted(city, national_id=mine)

    second = await granted(
        city, national_id=mine, replaces_id=first["id"], starts_on="2026-06-01", tier="lower_middle"
    )

    before = await city.officer.read(f"/eligibility-records/{first['id']}")
    assert (before["state"], before["until_on"]) == ("replaced", "2026-06-01")
    assert (second["replaces_id"], second["tier"]) == (first["id"], "lower_middle")
    again = await city.officer.post(
        "/eligibility-records", decision(national_id=mine, replaces_id=first["id"])
    )
    assert (again.status_code, again.json()["code"]) == (409, "eligibility_exists")


async def test_a_record_that_ran_out_gives_way_by_itself(city: City) -> None:
    mine = number()
    first = await granted(city, national_id=mine, starts_on="2020-01-01", ends_on="2022-12-31")

    second = await granted(city, national_id=mine)

    assert second["replaces_id"] == first["id"]
    before = await city.officer.read(f"/eligibility-records/{first['id']}")
    assert (before["state"], before["until_on"]) == ("replaced", "2025-01-01")


async def test_a_suspended_record_is_decided_before_another_is_granted(city: City) -> None:
    mine = number()
    first = await granted(city, national_id=mine)
    await decided(city, first, "suspend")

    response = await city.officer.post(
        "/eligibility-records", decision(national_id=mine, replaces_id=first["id"])
    )

    assert (response.status_code, response.json()["code"]) == (409, "transition_refused")
    assert response.json()["facts"]["possible"] == ["cancel", "resume"]


async def test_a_banned_person_is_granted_nothing_before_the_ban_ends(city: City) -> None:
    mine = number()
    await banned(city, mine, from_on="2026-01-01")

    response = await city.officer.post(
        "/eligibility-records", decision(national_id=mine, starts_on="2026-02-01")
    )
    after = await city.officer.post(
        "/eligibility-records",
        decision(national_id=mine, starts_on="2031-01-01", ends_on="2033-12-31"),
    )

    assert (response.status_code, response.json()["code"]) == (409, "person_banned")
    assert response.json()["facts"] == {"until_on": "2031-01-01"}
    assert after.status_code == HTTPStatus.CREATED


async def test_two_officers_granting_the_same_person_at_once_make_one_record(city: City) -> None:
    import asyncio

    mine = number()
    other = await city.hire(Role.PURCHASER_OFFICER)

    answers = await asyncio.gather(
        *(
            one.post("/eligibility-records", decision(national_id=mine))
            for one in (city.officer, other)
        )
    )

    assert sorted(one.status_code for one in answers) == [201, 409], [a.text for a in answers]


async def test_another_city_s_record_is_not_there(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await granted(elsewhere)

    response = await city.officer.get(f"/eligibility-records/{theirs['id']}")

    assert (response.status_code, response.json()["code"]) == (404, "eligibility_not_found")
    assert (await city.officer.read("/eligibility-records"))["items"] == []


async def test_records_are_listed_by_name_and_found_by_their_beginning(city: City) -> None:
    for name in ("钱一", "赵一", "赵二"):
        await granted(city, name)

    found = await city.officer.read("/eligibility-records", q="赵")
    first = await city.officer.read("/eligibility-records", limit=2)
    rest = await city.officer.read("/eligibility-records", cursor=first["next_cursor"], limit=2)

    assert [one["applicant_name"] for one in found["items"]] == ["赵一", "赵二"]
    names = [one["applicant_name"] for one in (*first["items"], *rest["items"])]
    assert names == sorted(names)
    assert len(names) == 3
