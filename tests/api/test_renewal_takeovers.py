"""A renewed lease takes the old one's place: no gap, no day twice, the money goes along."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.access import Role
from persistence.tables.ledger import BookRow
from tests.given import City
from tests.given_eligibility import OPERATORS
from tests.given_exits import findings
from tests.given_leasing import on
from tests.given_renewals import (
    BEGINS,
    DECIDED,
    ENDS,
    applied,
    clock,
    decided,
    granted,
    housed,
    next_lease,
    refused,
    state_of,
)
from tests.given_takeovers import AFTER, RENT, charged, charges, paid

FRONT_DESK = Role.FRONT_DESK
WHY = {"reason": "审核晚于租期届满，自届满次日起接续。"}


async def closed(city: City, lease: Any, *months: str) -> None:
    """The book is closed through these months; closing itself has its own tests."""
    async with city.runtime.database.transaction(city.context) as session:
        row = BookRow
        statement = update(row).where(row.project_id == UUID(lease["project_id"]))
        last = date.fromisoformat(f"{months[-1]}-01")
        await session.execute(statement.values(closed_through=last))


async def test_a_signed_renewal_takes_over_by_itself_on_its_day(city: City) -> None:
    lease = await housed(city)
    one = await granted(city, lease)
    following = await next_lease(city, one)

    await clock(city, ENDS)
    before = [await state_of(city, each) for each in (lease, following)]
    await clock(city, BEGINS)
    old, new = [await city.officer.read(f"/leases/{each['id']}") for each in (lease, following)]
    unit = await city.officer.read(f"/units/{lease['unit_id']}")

    assert before == ["active", "signed"]
    assert (old["state"], old["vacated_on"]) == ("terminated", "2026-10-31")
    assert (new["state"], new["charged_from"], new["renewed_from"]) == (
        "active",
        "2026-11-01",
        lease["id"],
    )
    assert unit["state"] == "leased"
    assert await findings(city) == []


async def test_the_renewal_follows_without_a_gap_and_with_the_rent_of_its_day(city: City) -> None:
    lease = await housed(city)
    one = await granted(city, lease)
    with on(city, DECIDED):
        following = await city[FRONT_DESK].act(
            f"/renewals/{one['id']}/lease", {"ends_on": "2028-10-31"}
        )
        twice = await city[FRONT_DESK].post(f"/renewals/{one['id']}/lease", {})

    assert (following["starts_on"], following["ends_on"]) == ("2026-11-01", "2028-10-31")
    assert (following["monthly_rent_fen"], following["state"]) == (RENT, "draft")
    assert following["unit_id"] == lease["unit_id"]
    assert twice.json()["code"] == "already_done"
    assert await findings(city) == []


async def test_edge_case_2_a_renewal_decided_late_leaves_no_gap_and_no_overlap(city: City) -> None:
    """The old lease ended on 31 October, November was charged to it, the approval came on the
    twelfth: November is taken off the one and charged to the other.
    """
    lease = await housed(city)
    one = await applied(city, lease)
    await charged(city, lease, "2026-10")
    await clock(city, BEGINS)
    waiting = await state_of(city, lease)
    await charged(city, lease, "2026-11")
    before = await charges(city, lease)
    await paid(city, lease, 2 * RENT, date(2026, 11, 5))
    one = await decided(city, one, AFTER)
    following = await next_lease(city, one, AFTER, **WHY)
    await clock(city, AFTER)

    assert waiting == "relocation"
    assert before[-1] == ("2026-11", 1, "2026-11-01", "2026-12-01", RENT, RENT)
    assert (await charges(city, lease))[-1][4:] == (0, 0)
    new = await charges(city, following)
    assert new == [("2026-11", 1, "2026-11-01", "2026-12-01", RENT, 0)]
    await charged(city, lease, "2026-11")
    assert await charges(city, following) == new
    assert await findings(city) == []


async def test_a_takeover_into_a_closed_month_is_charged_in_the_first_open_one(
    city: City,
) -> None:
    lease = await housed(city)
    one = await applied(city, lease)
    await clock(city, BEGINS)
    await charged(city, lease, "2026-10", "2026-11", "2026-12")
    late = date(2026, 12, 8)
    await paid(city, lease, 3 * RENT, late)
    one = await decided(city, one, late)
    await closed(city, lease, "2026-11")
    with on(city, late):
        silent = await city[FRONT_DESK].post(f"/renewals/{one['id']}/lease", {})
    following = await next_lease(city, one, late, **WHY)
    await clock(city, late)

    assert silent.json()["code"] == "backdating_needs_reason"
    assert await charges(city, following) == [
        ("2026-12", 1, "2026-12-01", "2027-01-01", RENT, 0),
        ("2026-12", 2, "2026-11-01", "2026-12-01", RENT, 0),
    ]
    # The month was closed by the test alone.
    assert {one.code for one in await findings(city)} == {"closed_through_without_closing"}


async def test_arrears_stand_in_the_way_unless_a_plan_is_kept(city: City) -> None:
    lease = await housed(city)
    await charged(city, lease, "2026-06", "2026-07")
    one = await granted(city, lease)
    desk = city[FRONT_DESK]
    with on(city, DECIDED):
        path = f"/renewals/{one['id']}/lease"
        owing = await desk.post(path, {})
        case = await city.cashier.act("/arrears-cases", {"lease_id": lease["id"]})
        fen = owing.json()["facts"]["overdue_fen"]
        plan = {
            "amount_fen": fen,
            "parts": 2,
            "first_due_on": "2026-08-10",
            "document_no": "分期〔2026〕1号",
            "reason": "家庭成员住院",
        }
        agreement = f"/arrears-cases/{case['id']}/plan"
        drawn = await city.cashier.act(agreement, plan)
        proposed = await desk.post(path, {})
        await city.manager.act(f"{agreement}/confirmation", version=drawn["version"])
    with on(city, date(2026, 9, 1)):
        broken = await desk.post(path, {})
    with on(city, DECIDED):
        agreed = await desk.act(path, {})

    assert owing.json()["code"] == "arrears_open"
    assert proposed.json()["code"] == "arrears_open"
    assert broken.json()["code"] == "arrears_open"
    assert agreed["state"] == "draft"


async def test_timetable_expiring_relocation_holdover_on_the_right_days(city: City) -> None:
    lease = await housed(city)
    seen: dict[str, str] = {}
    for day in (
        *("2026-07-31", "2026-08-01", "2026-10-31", "2026-11-01", "2026-12-31"),
        "2027-01-01",
    ):
        await clock(city, date.fromisoformat(day))
        seen[day] = await state_of(city, lease)
    events = (await city.officer.read(f"/leases/{lease['id']}/history"))["items"]
    moved = [(one["event"], one["maker_id"]) for one in events[-3:]]

    assert seen == {
        "2026-07-31": "active",
        "2026-08-01": "expiring",
        "2026-10-31": "expiring",
        "2026-11-01": "relocation",
        "2026-12-31": "relocation",
        "2027-01-01": "holdover",
    }
    assert moved == [("near_end", None), ("reach_end", None), ("overstay", None)]


async def test_a_late_application_that_nobody_took_does_not_stop_the_clock(city: City) -> None:
    lease = await housed(city)
    await clock(city, DECIDED)
    await applied(city, lease, DECIDED)
    for day in (BEGINS, date(2027, 1, 1)):
        await clock(city, day)

    assert await state_of(city, lease) == "holdover"


async def test_while_it_is_being_decided_nobody_is_overstaying(city: City) -> None:
    lease = await housed(city)
    await applied(city, lease)
    for day in (BEGINS, date(2027, 1, 1)):
        await clock(city, day)

    assert await state_of(city, lease) == "relocation"


async def test_refused_for_good_after_the_end_the_period_counts_from_then(city: City) -> None:
    lease = await housed(city)
    one = await applied(city, lease)
    await clock(city, BEGINS)
    await decided(city, one, date(2026, 12, 1), ok=False)
    await clock(city, date(2026, 12, 10))
    after = await city.officer.read(f"/leases/{lease['id']}")

    assert (after["state"], after["relocation_until"]) == ("relocation", "2027-02-09")


async def test_a_refusal_brings_no_lease(city: City) -> None:
    one = await refused(city, await housed(city))
    with on(city, DECIDED):
        response = await city[FRONT_DESK].post(f"/renewals/{one['id']}/lease", {})

    assert response.json()["code"] == "not_granted"


@pytest.mark.parametrize("role", [one for one in OPERATORS if one is not FRONT_DESK])
async def test_only_the_counter_drafts_the_next_lease(city: City, role: Role) -> None:
    one = await granted(city, await housed(city))
    with on(city, DECIDED):
        response = await city[role].post(f"/renewals/{one['id']}/lease", {})

    assert response.json()["code"] == "permission_missing"


async def test_a_renewal_takes_over_no_earlier_than_its_day(city: City) -> None:
    lease = await housed(city)
    following = await next_lease(city, await granted(city, lease))
    desk, path = city[FRONT_DESK], f"/leases/{following['id']}/takeover"
    version = {"If-Match": f'"{following["version"]}"'}
    with on(city, ENDS):
        early = await desk.post(path, **version)
    with on(city, BEGINS):
        now = await city.officer.read(f"/leases/{lease['id']}")
        first = await desk.post(
            f"/leases/{lease['id']}/takeover", **{"If-Match": f'"{now["version"]}"'}
        )
        officer = await city.officer.post(path, **version)
        done = await desk.act(path, version=following["version"])
        twice = await desk.post(path, **{"If-Match": f'"{done["version"]}"'})

    assert early.json()["code"] == "lease_begins_later"
    assert first.json()["code"] == "follows_no_lease"
    assert officer.json()["code"] == "permission_missing"
    assert done["state"] == "active"
    assert twice.json()["code"] == "transition_refused"


async def test_who_is_leaving_is_not_renewed_before_the_case_is_called_off(city: City) -> None:
    lease = await housed(city)
    following = await next_lease(city, await granted(city, lease))
    desk = city[FRONT_DESK]
    with on(city, BEGINS):
        await desk.act(
            "/exit-cases",
            {
                "lease_id": lease["id"],
                "track": "voluntary",
                "ground": "own_wish",
                "leaves_on": "2026-12-01",
                "reason": "迁往外地",
            },
        )
        response = await desk.post(
            f"/leases/{following['id']}/takeover", **{"If-Match": f'"{following["version"]}"'}
        )

    assert response.json()["code"] == "exit_still_open"
