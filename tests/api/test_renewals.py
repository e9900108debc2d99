"""A household asks to stay: invited, checked, decided by two of the bureau, and heard."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from sqlalchemy import text

from domain.access import Role
from domain.calendar import months_after
from tests.given import City, found_city
from tests.given_check_ins import given_to_another_operator
from tests.given_eligibility import OPERATORS
from tests.given_leasing import DRAFTED, kept, on, place
from tests.given_renewals import (
    APPLY_BY,
    ASKED,
    DECIDED,
    ENDS,
    application,
    applied,
    at_home,
    checked,
    clock,
    decided,
    finding,
    go,
    granted,
    housed,
    next_lease,
    paper,
    proposed,
    state_of,
    tried,
)

FRONT_DESK = Role.FRONT_DESK


async def reminders(city: City, lease: Any) -> list[str]:
    """The marks that were told to whoever listens, in their order."""
    async with city.runtime.database.snapshot(city.context) as session:
        found = await session.scalars(
            text(
                "select facts ->> 'mark' from outgoing_events"
                " where kind = 'renewals.renewal.invited' and facts ->> 'lease_id' = :lease"
                " order by id"
            ),
            {"lease": lease["id"]},
        )
        return list(found)


async def test_the_calendar_invites_once_at_each_mark(city: City) -> None:
    lease = await housed(city, ends=date(2026, 12, 31))

    for day in (date(2026, 6, 29), date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 31)):
        await clock(city, day)
    [one] = (await city.officer.read("/renewals", lease_id=lease["id"]))["items"]
    told = await city.officer.read(f"/renewals/{one['id']}")

    assert await reminders(city, lease) == ["6m", "4m"]
    assert (told["state"], told["kind"], told["apply_by"]) == ("invited", "renewal", "2026-09-30")
    assert [(one["mark"], one["sent_on"]) for one in told["invitations"]] == [
        ("6m", "2026-06-30"),
        ("4m", "2026-08-31"),
    ]
    assert told["possible"] == ["apply"]


async def test_who_has_applied_is_reminded_no_more(city: City) -> None:
    lease = await housed(city)
    await clock(city, date(2026, 5, 7))
    await applied(city, lease)

    await clock(city, date(2026, 7, 31))

    assert await reminders(city, lease) == ["6m"]


async def test_a_household_answers_its_invitation(city: City) -> None:
    lease = await housed(city)
    await clock(city, date(2026, 5, 7))
    [one] = (await city.officer.read("/renewals", lease_id=lease["id"]))["items"]
    tenant = await at_home(city, lease)
    with on(city, APPLY_BY):
        file_id = await paper(tenant)
        after = await go(tenant, one, "application", application(file_ids=[file_id]))

    assert (after["state"], after["is_late"], after["at_counter"]) == ("applied", False, False)
    assert (after["applied_on"], after["file_ids"]) == ("2026-07-31", [file_id])
    assert await state_of(city, lease) == "renewal_review"


async def test_the_counter_applies_for_who_has_no_telephone(city: City) -> None:
    one = await applied(city, await housed(city))

    assert (one["at_counter"], one["applied_by"]) == (True, str(city[FRONT_DESK].person_id))
    assert one["apply_by"] == months_after(ENDS, -3).isoformat()


async def test_without_consent_nobody_may_check(city: City) -> None:
    lease = await housed(city)
    with on(city, ASKED):
        response = await city[FRONT_DESK].post(
            f"/leases/{lease['id']}/renewal", application(consents_to_checks=False)
        )

    assert response.json()["code"] == "consent_to_checks_missing"
    assert await state_of(city, lease) == "active"


async def test_two_applications_at_once_are_one(city: City) -> None:
    lease = await housed(city)
    path, desk = f"/leases/{lease['id']}/renewal", city[FRONT_DESK]
    with on(city, ASKED):
        both = await asyncio.gather(*(desk.post(path, application()) for _ in range(2)))
    codes = sorted(one.status_code for one in both)

    assert codes == [HTTPStatus.CREATED, HTTPStatus.CONFLICT]
    assert len((await city.officer.read("/renewals", lease_id=lease["id"]))["items"]) == 1


async def test_missing_papers_are_asked_for_and_brought(city: City) -> None:
    lease = await housed(city)
    one = await applied(city, lease)
    with on(city, ASKED):
        one = await proposed(city, await checked(city, one))
        asked = {"missing": "单位收入证明", "supply_by": "2026-07-20"}
        needs = await go(city.officer, one, "missing-papers", asked)
        tenant = await at_home(city, lease)
        early = await tried(city.approver, one, "decision")
        after = await go(tenant, one, "papers", {"file_ids": [await paper(tenant)]})
        blind = await tried(city.approver, one, "decision")

    assert (needs["state"], needs["missing_papers"]) == ("needs_more", "单位收入证明")
    assert early.json()["code"] == "transition_refused"
    assert (after["state"], len(after["file_ids"])) == ("data_check", 1)
    # What had been found before the papers came is found anew.
    assert blind.json()["code"] == "nothing_proposed"


async def test_the_officer_proposes_and_another_person_decides(city: City) -> None:
    lease = await housed(city)
    one = await decided(city, await applied(city, lease))

    assert (one["state"], one["decided_on"], one["object_by"]) == (
        "decided_ok",
        "2026-08-03",
        None,
    )
    assert one["proposed_by"] != one["decided_by"]
    assert await state_of(city, lease) == "active"


async def test_nobody_decides_on_an_own_finding(city: City) -> None:
    one = await applied(city, await housed(city))
    with on(city, ASKED):
        await checked(city, one)
        undecided = await tried(city.approver, one, "decision")
        await proposed(city, one)
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                text("update renewals set proposed_by = :who where id = :id"),
                {"who": city.approver.person_id, "id": one["id"]},
            )
        own = await tried(city.approver, one, "decision")

    assert undecided.json()["code"] == "nothing_proposed"
    assert own.json()["code"] == "maker_is_checker"


async def test_a_refusal_has_its_reason(city: City) -> None:
    one = await applied(city, await housed(city))
    with on(city, ASKED):
        await checked(city, one)
        bare = await tried(city.officer, one, "proposal", {"ok": False, "decision_no": "1"})

    assert bare.json()["code"] == "refusal_reason_missing"
    assert "other_housing" in bare.json()["facts"]["codes"]


@pytest.mark.parametrize("role", OPERATORS)
async def test_the_operator_decides_nothing(city: City, role: Role) -> None:
    """购买服务不包括准入和取消: whatever the step, the operator's people are refused."""
    one = await applied(city, await housed(city))
    client, version = city[role], {"If-Match": f'"{one["version"]}"'}
    steps = {
        "data-check": None,
        "missing-papers": {"missing": "证明", "supply_by": "2026-08-01"},
        "proposal": finding(),
        "decision": None,
        "late-grant": None,
        "objection-answer": {"upheld": False, "reply": "同意"},
    }
    with on(city, ASKED):
        codes = {
            (await client.post(f"/renewals/{one['id']}/{step}", body, **version)).json()["code"]
            for step, body in steps.items()
        }

    assert codes == {"permission_missing"}


async def test_a_yearly_review_has_the_same_steps_and_no_new_lease(city: City) -> None:
    lease = await housed(city)
    with on(city, ASKED):
        path = f"/leases/{lease['id']}/review"
        operator = await city[FRONT_DESK].post(path, {"answer_by": "2026-07-31"})
        one = await city.officer.act(path, {"answer_by": "2026-07-31"})
        twice = await city.officer.post(path, {"answer_by": "2026-07-31"})
        one = await go(city[FRONT_DESK], one, "application", application())
    one = await decided(city, one)
    with on(city, DECIDED):
        response = await city[FRONT_DESK].post(f"/renewals/{one['id']}/lease", {})

    assert operator.json()["code"] == "permission_missing"
    assert twice.json()["code"] == "already_done"
    assert (one["kind"], one["state"]) == ("review", "decided_ok")
    assert response.json()["code"] == "not_granted"
    assert await state_of(city, lease) == "active"


async def test_out_of_turn_a_step_says_what_may_follow(city: City) -> None:
    one = await applied(city, lease := await housed(city))
    with on(city, ASKED):
        response = await tried(city.officer, one, "proposal", finding())
        unversioned = await city.officer.post(f"/renewals/{one['id']}/data-check")
        stale = await city.officer.post(
            f"/renewals/{one['id']}/data-check", **{"If-Match": f'"{one["version"] - 1}"'}
        )
        twice = await city[FRONT_DESK].post(f"/leases/{lease['id']}/renewal", application())
        early = await city[FRONT_DESK].post(f"/renewals/{one['id']}/lease", {})

    assert (response.json()["code"], response.json()["facts"]["possible"]) == (
        "transition_refused",
        ["check"],
    )
    assert unversioned.json()["code"] == "precondition_required"
    assert stale.json()["code"] == "version_conflict"
    assert twice.json()["code"] == "lease_not_renewable"
    assert early.json()["code"] == "not_granted"


async def test_a_lease_that_has_not_begun_is_not_renewed(city: City) -> None:
    one = await granted(city, await housed(city))
    following = await next_lease(city, one)
    with on(city, DECIDED):
        response = await city[FRONT_DESK].post(f"/leases/{following['id']}/renewal", application())

    assert response.json()["code"] == "lease_not_renewable"


async def another(city: City) -> Any:
    """A household of another project."""
    with on(city, DRAFTED):
        reservation = await kept(city, await place(city, code="LYJY", name="绿园家园"))
    return await housed(city, reservation=reservation)


async def test_renewals_are_seen_by_whom_they_concern(
    city: City, runtime: Any, stranger: Any
) -> None:
    lease = await housed(city)
    one = await applied(city, lease)
    path = f"/renewals/{one['id']}"
    elsewhere = await found_city(runtime, stranger)
    neighbour = await at_home(city, await another(city))
    own = await (await at_home(city, lease)).read(path)
    seen = [await client.get(path) for client in (elsewhere.officer, neighbour)]
    await given_to_another_operator(city, lease["project_id"])
    operator = await city[FRONT_DESK].get(path)

    assert own["id"] == one["id"]
    assert [one.json()["code"] for one in (*seen, operator)] == ["renewal_not_found"] * 3
