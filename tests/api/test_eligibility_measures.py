"""Eligibility is suspended, given back and cancelled by two people of the bureau; bans likewise."""

from datetime import date
from http import HTTPStatus
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from domain.access import Role
from domain.eligibility import (
    BAN,
    MACHINE,
    BanEvent,
    BanState,
    EligibilityEvent,
    EligibilityState,
    Measure,
)
from persistence import eligibility
from persistence.session import FourEyes
from tests.given import City
from tests.given_eligibility import (
    ban,
    banned,
    decided,
    granted,
    measure,
    number,
    proposed,
    refused,
    trail,
)


async def valid(city: City, record: Any, day: str) -> bool:
    """What leases, rounds and renewals would be told."""
    async with city.runtime.database.snapshot(city.context) as session:
        one = await eligibility.record(session, UUID(record["id"]))
        found = await eligibility.valid_on(session, one.person_index, date.fromisoformat(day))
    return found is not None


async def test_a_cancellation_counts_from_its_day_on(city: City) -> None:
    record = await granted(city)

    after = await decided(city, record, "cancel", effective_on="2026-07-01")

    assert (after["state"], after["until_on"], after["possible"]) == (
        "cancelled",
        "2026-07-01",
        [],
    )
    assert await valid(city, record, "2026-06-30")
    assert not await valid(city, record, "2026-07-01")


async def test_what_is_only_proposed_takes_nothing(city: City) -> None:
    record = await granted(city)

    await proposed(city, record, "cancel", effective_on="2026-01-01")

    assert await valid(city, record, "2026-06-30")


async def test_a_suspended_record_can_be_given_back(city: City) -> None:
    record = await granted(city)

    suspended = await decided(city, record, "suspend", effective_on="2026-03-01")
    taken = await valid(city, record, "2026-03-02")
    resumed = await decided(city, suspended, "resume", effective_on="2026-05-01")

    assert not taken
    assert (resumed["state"], resumed["until_on"]) == ("valid", None)
    assert await valid(city, record, "2026-05-01")
    found = await city.officer.read(f"/eligibility-records/{record['id']}/measures")
    assert [(one["measure"], one["state"]) for one in found["items"]] == [
        ("resume", "confirmed"),
        ("suspend", "confirmed"),
    ]


async def test_a_rejected_measure_changes_nothing_and_says_why(city: City) -> None:
    record = await granted(city)
    one = await proposed(city, record)

    path = f"/eligibility-records/{record['id']}/measures/{one['id']}/rejection"
    after = await city.approver.act(path, {"note": "证据不足。"}, version=1)

    assert (after["state"], after["version"]) == ("valid", 1)
    [kept] = (await city.officer.read(f"/eligibility-records/{record['id']}/measures"))["items"]
    assert (kept["state"], kept["decision_note"]) == ("rejected", "证据不足。")
    assert [one["measure"] for one in await trail(city, "eligibility.measure.rejected")] == [
        "cancel"
    ]


async def test_who_proposed_a_measure_does_not_decide_on_it(city: City) -> None:
    """Even with both roles: the API says so, and the table would too."""
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    record = await granted(city)
    both = await city.hire(Role.PURCHASER_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER])
        )
    path = f"/eligibility-records/{record['id']}/measures"
    one = await both.act(path, measure(), version=1)

    response = await both.post(f"{path}/{one['id']}/confirmation", **{"If-Match": '"1"'})

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")
    assert [noted["code"] for noted in await refused(city, both)] == ["maker_is_checker"]
    with pytest.raises(FourEyes):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                text("update eligibility_measures set decided_by = maker_id where id = :id"),
                {"id": one["id"]},
            )


async def test_one_measure_at_a_time(city: City) -> None:
    record = await granted(city)
    await proposed(city, record)

    response = await city.officer.post(
        f"/eligibility-records/{record['id']}/measures", measure("suspend"), **{"If-Match": '"1"'}
    )

    assert (response.status_code, response.json()["code"]) == (409, "already_done")


async def test_a_measure_is_decided_once(city: City) -> None:
    record = await granted(city)
    one = await proposed(city, record)
    path = f"/eligibility-records/{record['id']}/measures/{one['id']}"
    after = await city.approver.act(f"{path}/confirmation", version=1)

    for step in ("confirmation", "rejection"):
        response = await city.approver.post(
            f"{path}/{step}", **{"If-Match": f'"{after["version"]}"'}
        )
        assert (response.status_code, response.json()["code"]) == (409, "transition_refused")


@pytest.mark.parametrize(
    ("facts", "status", "code"),
    [
        ({"measure": "suspend", "with_ban": True}, 422, "ban_only_with_cancellation"),
        ({"effective_on": "2024-12-31"}, 409, "measure_before_record"),
        ({"measure": "replace"}, 422, "request_invalid"),
    ],
)
async def test_what_no_measure_is(
    city: City, facts: dict[str, Any], status: int, code: str
) -> None:
    record = await granted(city)

    response = await city.officer.post(
        f"/eligibility-records/{record['id']}/measures", measure(**facts), **{"If-Match": '"1"'}
    )

    assert (response.status_code, response.json()["code"]) == (status, code)


IMPOSSIBLE = [
    (state, one)
    for state, one in product(EligibilityState, Measure)
    if EligibilityEvent(one.value) not in MACHINE.possible(state)
]


@pytest.mark.parametrize(("state", "one"), IMPOSSIBLE)
async def test_a_measure_outside_the_table_is_refused_with_what_is_possible(
    city: City, state: EligibilityState, one: Measure
) -> None:
    record = await granted(city)
    async with city.runtime.database.transaction(city.context) as session:
        until_on = None if state is EligibilityState.VALID else date(2026, 1, 1)
        await eligibility.change(session, UUID(record["id"]), state=state.value, until_on=until_on)

    response = await city.officer.post(
        f"/eligibility-records/{record['id']}/measures", measure(one.value), **{"If-Match": '"2"'}
    )

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "transition_refused")
    assert told["facts"]["possible"] == sorted(MACHINE.possible(state))


async def test_a_stale_version_decides_nothing(city: City) -> None:
    record = await granted(city)
    path = f"/eligibility-records/{record['id']}/measures"

    stale = await city.officer.post(path, measure(), **{"If-Match": '"7"'})
    without = await city.officer.post(path, measure())

    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")
    assert (without.status_code, without.json()["code"]) == (428, "precondition_required")


async def test_a_cancellation_can_carry_a_ban_of_five_years(city: City) -> None:
    record = await granted(city, "钱进财")

    await decided(city, record, "cancel", with_ban=True, effective_on="2026-07-01")

    [found] = (await city.officer.read("/bans"))["items"]
    assert (found["from_on"], found["until_on"]) == ("2026-07-01", "2031-07-01")
    assert (found["state"], found["record_id"]) == ("in_force", record["id"])
    assert (found["maker_id"], found["decided_by"]) == (
        str(city.officer.person_id),
        str(city.approver.person_id),
    )


async def test_the_years_of_a_ban_are_the_city_s_own(city: City) -> None:
    await city.officer.act(
        "/parameters",
        {
            "key": "reapply.ban_years",
            "valid_from": "2026-01-01",
            "value": 3,
            "legal_basis": "本市办法第四十条",
        },
    )

    made = await banned(city, number(), from_on="2026-02-28")

    assert made["until_on"] == "2029-02-28"


async def test_a_ban_takes_from_a_record_that_still_stands(city: City) -> None:
    """Eligibility is asked in one place, so a ban alone is enough."""
    mine = number()
    record = await granted(city, national_id=mine)

    made = await banned(city, mine, from_on="2026-03-01")
    kept, taken = await valid(city, record, "2026-02-28"), await valid(city, record, "2026-03-01")
    await city.approver.act(f"/bans/{made['id']}/lifting", {"reason": "复议撤销。"}, version=2)

    assert (kept, taken) == (True, False)
    assert await valid(city, record, "2026-03-01")


async def test_nobody_is_banned_twice_at_once(city: City) -> None:
    mine = number()
    await banned(city, mine)

    response = await city.officer.post("/bans", ban(mine, from_on="2027-01-01"))

    assert (response.status_code, response.json()["code"]) == (409, "already_banned")


async def test_a_ban_that_was_rejected_bans_nobody(city: City) -> None:
    mine = number()
    made = await city.officer.act("/bans", ban(mine))

    after = await city.approver.act(f"/bans/{made['id']}/rejection", version=1)

    assert (after["state"], after["possible"]) == ("rejected", [])
    assert (await granted(city, national_id=mine))["standing"] == "eligible"


_STEPS = {BanEvent.CONFIRM: "confirmation", BanEvent.REJECT: "rejection", BanEvent.LIFT: "lifting"}
_OUTSIDE = [(s, e) for s, e in product(BanState, BanEvent) if e not in BAN.possible(s)]


@pytest.mark.parametrize(("state", "event"), _OUTSIDE)
async def test_a_step_on_a_ban_outside_the_table_is_refused(
    city: City, state: BanState, event: BanEvent
) -> None:
    made = await city.officer.act("/bans", ban(number()))
    async with city.runtime.database.transaction(city.context) as session:
        await eligibility.change_ban(session, UUID(made["id"]), state=state.value)

    body = {"reason": "复议撤销。"} if event is BanEvent.LIFT else None
    response = await city.approver.post(
        f"/bans/{made['id']}/{_STEPS[event]}", body, **{"If-Match": '"2"'}
    )

    told = response.json()
    assert (response.status_code, told["code"]) == (409, "transition_refused")
    assert told["facts"]["possible"] == sorted(BAN.possible(state))


async def test_the_officer_alone_cannot_ban(city: City) -> None:
    made = await city.officer.act("/bans", ban(number()))

    response = await city.officer.post(f"/bans/{made['id']}/confirmation", **{"If-Match": '"1"'})

    assert response.status_code == HTTPStatus.FORBIDDEN
