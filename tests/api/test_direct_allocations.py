"""The bureau gives a home to one household by a decision, beside the rounds."""

from http import HTTPStatus
from typing import Any

import pytest
from sqlalchemy import text

from domain.access import Role
from tests.api.test_duplicates import housed
from tests.given import City
from tests.given_eligibility import decided, granted, number
from tests.given_reservations import decide, direct, kept
from tests.given_rounds import homes, paper, published


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
