"""The same person twice: within an authority by name, across bureaus by yes or no only."""

from datetime import date
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, text, update

from api.runtime import Runtime
from domain.access import Role
from domain.identity import mask_national_id
from domain.leases import LeaseState
from persistence import registry
from persistence.tables.households import MemberRow
from tests.given import City, found_city
from tests.given_eligibility import (
    banned,
    decided,
    decision,
    granted,
    number,
    refused,
    trail,
)
from tests.given_leases import lease


@pytest.fixture
async def elsewhere(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    return await found_city(runtime, stranger)


async def housed(city: City, national_id: str, code: str = "XFJY", *, tenant: bool = True) -> Any:
    """Somebody lives in a home of a project of this name; gives the lease."""
    project = await city.project(code)
    unit = await city.unit(project, await city.building(project))
    lease_id = await lease(city, project, unit)
    index = city.runtime.vault.index("national_id", national_id)
    async with city.runtime.database.transaction(city.context) as session:
        household = await session.scalar(
            text("select household_id from leases where id = :id"), {"id": lease_id}
        )
        facts = {
            "national_id_index": index,
            "national_id_mask": mask_national_id(national_id),
        }
        if tenant:
            await session.execute(
                update(MemberRow).where(MemberRow.household_id == household).values(**facts)
            )
        else:
            await session.execute(
                insert(MemberRow).values(
                    household_id=household, name="王秀兰", relation="母亲", is_tenant=False, **facts
                )
            )
        await registry.note(session, [index])
    return lease_id


async def check(city: City, national_id: str) -> Any:
    body = {"national_id": national_id, "reason": "受理申请，核对重复保障"}
    return await city.officer.act("/duplicate-checks", body)


async def test_a_person_known_at_another_bureau_is_a_yes_with_something_to_quote(
    city: City, elsewhere: City
) -> None:
    mine = number()
    await granted(elsewhere, "孙某某", national_id=mine)

    found = await check(city, mine)

    assert (found["standing"], found["here"], found["elsewhere"]) == ("unknown", [], True)
    [reference] = found["references"]
    assert "孙某某" not in str(found)
    assert mine not in str(found)
    answered = await elsewhere.officer.read(f"/registry-references/{reference}")
    assert [one["kind"] for one in answered["here"]] == ["eligibility"]
    not_ours = await city.officer.get(f"/registry-references/{reference}")
    assert (not_ours.status_code, not_ours.json()["code"]) == (404, "reference_not_found")


async def test_whoever_is_unknown_everywhere_is_a_no(city: City) -> None:
    found = await check(city, number())

    assert found == {"standing": "unknown", "here": [], "elsewhere": False, "references": []}


async def test_what_counts_elsewhere_is_what_holds_there_today(city: City, elsewhere: City) -> None:
    """A record, a lived-in home, a ban; none of them once it is over. Nothing to keep in step."""
    granted_there, housed_there, banned_there, gone = (number() for _ in range(4))
    await granted(elsewhere, national_id=granted_there)
    lease_id = await housed(elsewhere, housed_there)
    ban = await banned(elsewhere, banned_there)
    await decided(elsewhere, await granted(elsewhere, national_id=gone), effective_on="2025-01-01")

    before = [(await check(city, one))["elsewhere"] for one in (granted_there, housed_there)]
    before += [(await check(city, one))["elsewhere"] for one in (banned_there, gone)]
    async with elsewhere.runtime.database.transaction(elsewhere.context) as session:
        await session.execute(
            text("update leases set state = 'terminated' where id = :id"), {"id": lease_id}
        )
    await elsewhere.approver.act(f"/bans/{ban['id']}/lifting", {"reason": "复议撤销"}, version=2)
    after = [(await check(city, one))["elsewhere"] for one in (housed_there, banned_there)]

    assert before == [True, True, True, False]
    assert after == [False, False]


async def test_leases_brought_in_by_the_books_are_known_to_other_bureaus(
    city: City, elsewhere: City
) -> None:
    from tests.given_books import real_books

    await real_books(elsewhere)

    found = await check(city, "150203199401191770")

    assert found["elsewhere"]


async def test_a_duplicate_is_granted_only_when_it_is_said_to_be_known(
    city: City, elsewhere: City
) -> None:
    mine = number()
    await granted(elsewhere, national_id=mine)

    refusal = await city.officer.post("/eligibility-records", decision(national_id=mine))
    made = await granted(city, national_id=mine, acknowledge_duplicates=True)

    assert (refusal.status_code, refusal.json()["code"]) == (409, "duplicates_found")
    facts = refusal.json()["facts"]
    assert facts["here"] == []
    assert len(facts["elsewhere"]) == 1
    assert [one["code"] for one in await refused(city, city.officer)] == ["duplicates_found"]
    assert made["standing"] == "eligible"
    [noted] = await trail(city, "eligibility.record.granted")
    assert noted["acknowledged_duplicates"] is True


async def test_edge_case_19_one_person_in_two_projects_is_found(city: City) -> None:
    """A member of a household of one project, granted a home with another applicant."""
    mine = number()
    lease_id = await housed(city, mine, "AAAA", tenant=False)
    members = [{"name": "王秀兰", "relation": "母亲", "national_id": mine}]

    refusal = await city.officer.post("/eligibility-records", decision(members=members))

    assert refusal.json()["code"] == "duplicates_found"
    assert refusal.json()["facts"]["here"] == [f"lease:{lease_id}"]


async def test_the_home_that_a_tenant_has_already_is_no_duplicate_of_theirs(city: City) -> None:
    """A renewal: the same tenant, another decision."""
    mine = number()
    await housed(city, mine)

    assert (await granted(city, national_id=mine))["standing"] == "eligible"


async def test_everybody_with_two_homes_or_two_records_is_listed(city: City) -> None:
    mine, other = number(), number()
    first, second = await housed(city, mine, "AAAA"), await housed(city, mine, "BBBB")
    members = [{"name": "王秀兰", "relation": "母亲", "national_id": other}]
    records = [await granted(city, members=members, acknowledge_duplicates=True) for _ in range(2)]

    found = await city[Role.AUDITOR].read("/duplicates")

    assert found["total"] == 2
    by_kind = {one["kind"]: one for one in found["items"]}
    assert by_kind["lease"]["subject_ids"] == sorted([str(first), str(second)])
    assert len(by_kind["lease"]["project_ids"]) == 2
    assert by_kind["eligibility"]["subject_ids"] == sorted(one["id"] for one in records)
    assert mine not in str(found)


async def test_every_question_to_other_bureaus_is_noted_with_its_reason(
    city: City, elsewhere: City
) -> None:
    mine = number()
    await granted(elsewhere, national_id=mine)

    await check(city, mine)

    async with city.runtime.database.snapshot(city.context) as session:
        rows = (
            await session.execute(
                text("select person_id, purpose, reason, asked, found from registry_inquiries")
            )
        ).all()
    assert rows == [(city.officer.person_id, "inquiry", "受理申请，核对重复保障", 1, 1)]
    [noted] = await trail(city, "eligibility.duplicate.checked")
    assert noted["reason"] == "受理申请，核对重复保障"


async def test_curiosity_ends_after_thirty_people_an_hour(city: City) -> None:
    body = {"reason": "受理申请，核对重复保障"}

    answers = [
        await city.officer.post("/duplicate-checks", {**body, "national_id": number()})
        for _ in range(31)
    ]

    assert [one.status_code for one in answers] == [200] * 30 + [429]
    last = answers[-1]
    assert last.json()["code"] == "inquiries_exhausted"
    assert last.headers["Retry-After"] == "3600"
    assert [one["code"] for one in await refused(city, city.officer)] == ["inquiries_exhausted"]
    other = await city.hire(Role.PURCHASER_APPROVER)
    assert (await other.post("/duplicate-checks", {**body, "national_id": number()})).is_success


async def test_granting_is_no_way_around_the_bound(city: City) -> None:
    """Pretended decisions tell of duplicates too; thirty of them an hour, then no more."""
    mine = number()
    members = [{"name": "王秀兰", "relation": "母亲", "national_id": mine}]
    await granted(city, members=members)

    answers = [
        await city.officer.post("/eligibility-records", decision(members=members))
        for _ in range(31)
    ]

    assert [one.status_code for one in answers] == [409] * 30 + [429]
    assert answers[-1].json()["code"] == "too_many_requests"


async def test_the_application_cannot_look_around_the_function(city: City, elsewhere: City) -> None:
    await granted(elsewhere, national_id=number())

    async with city.runtime.database.transaction(city.context) as session:
        seen = await session.scalar(text("select count(*) from known_people"))
        for deed in (
            "insert into registry_inquiries (person_id) values (uuid_v7())",
            "update registry_inquiries set asked = 0",
            "delete from registry_inquiries",
            "update known_people set reference = 'X'",
        ):
            with pytest.raises(Exception, match="permission denied"):
                async with session.begin_nested():
                    await session.execute(text(deed))

    assert seen == 0


async def test_nobody_in_particular_gets_no_answer(city: City) -> None:
    """Without an authority and a person there is nobody to note, so nothing is told."""
    from sqlalchemy.exc import DBAPIError

    for context in (None, city.context):
        with pytest.raises(DBAPIError, match="nobody asks"):
            async with city.runtime.database.transaction(context) as session:
                await registry.known_elsewhere(
                    session,
                    [b"x"],
                    date(2026, 1, 1),
                    purpose=registry.Purpose.INQUIRY,
                    reason="",
                )


async def test_the_question_leaves_the_asker_in_their_own_authority(
    city: City, elsewhere: City
) -> None:
    mine = number()
    await granted(elsewhere, national_id=mine)
    record = await granted(city, acknowledge_duplicates=True)

    found = await check(city, mine)
    listed = await city.officer.read("/eligibility-records")

    assert found["elsewhere"]
    assert [one["id"] for one in listed["items"]] == [record["id"]]


@pytest.mark.parametrize("reason", ["", "看看", "   "])
async def test_a_question_without_a_reason_is_not_asked(city: City, reason: str) -> None:
    response = await city.officer.post(
        "/duplicate-checks", {"national_id": number(), "reason": reason}
    )

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_a_lease_that_is_over_counts_nowhere(city: City) -> None:
    mine = number()
    for code in ("AAAA", "BBBB"):
        lease_id = await housed(city, mine, code)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update leases set state = :state where id = :id"),
            {"id": lease_id, "state": LeaseState.VOID.value},
        )

    assert (await city.officer.read("/duplicates"))["total"] == 0
