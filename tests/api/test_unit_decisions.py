"""Long repairs, disputes and disposals: a second person decides, and the home is as it was."""

from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.housing import UnitEvent, UnitState
from tests.given import City
from tests.given_leases import lease
from tests.given_units import act, home, in_state, steps, stored, tried

_S, _E = UnitState, UnitEvent


@pytest.fixture
async def flat(city: City) -> Any:
    return await home(city)


@pytest.mark.parametrize(("days", "asks"), [(30, False), (31, True)])
async def test_beyond_thirty_days_the_purchaser_is_asked(
    city: City, flat: Any, days: int, asks: bool
) -> None:
    today = city.runtime.clock.today()
    until = today + timedelta(days=days - 1)
    body = {"reason_code": "safety", "reason": "阳台开裂", "until_on": until.isoformat()}

    out = await act(city[Role.MAINTENANCE], flat, "repair", body)

    assert out["state"] == "repair"
    waiting = await city.officer.read("/unit-decisions", unit_id=flat["id"], state="asked")
    assert [one["kind"] for one in waiting["items"]] == ["long_repair"] * asks


async def test_the_purchaser_confirms_a_long_repair_and_whoever_asked_does_not(
    city: City, flat: Any
) -> None:
    today = city.runtime.clock.today()
    until = (today + timedelta(days=60)).isoformat()
    body = {"reason_code": "safety", "reason": "阳台开裂", "until_on": until}
    await act(city[Role.MAINTENANCE], flat, "repair", body)
    path = f"/units/{flat['id']}/repair/decision"
    yes = {"granted": True, "words": "同意加固"}

    operator = await city.manager.post(path, yes)
    granted = await city.officer.act(path, yes)
    again = await city.officer.post(path, yes)

    assert operator.json()["code"] == "permission_missing"
    assert (granted["state"], granted["decision"]) == ("granted", "同意加固")
    assert granted["decided_by"] == str(city.officer.person_id)
    assert (again.status_code, again.json()["code"]) == (404, "unit_decision_not_found")


async def test_a_repair_that_takes_longer_than_thought_is_asked_about(
    city: City, flat: Any
) -> None:
    today = city.runtime.clock.today()
    caretaker = city[Role.MAINTENANCE]
    short = {"reason_code": "damage", "reason": "漏水", "until_on": today.isoformat()}
    early = await tried(caretaker, flat, "repair/extension", short)
    out = await act(caretaker, flat, "repair", short)
    longer = {**short, "until_on": (today + timedelta(days=45)).isoformat()}

    within = await tried(caretaker, out, "repair/extension", short)
    asked = await act(caretaker, out, "repair/extension", longer)
    twice = await tried(caretaker, out, "repair/extension", longer)
    back = await act(caretaker, out, "repair/completion", {})

    assert early.json()["code"] == "not_in_repair"
    assert within.json()["code"] == "repair_within_limit"
    assert asked["until_on"] == longer["until_on"]
    assert twice.json()["code"] == "already_done"
    assert back["state"] == "available"
    settled = await city.officer.read("/unit-decisions", unit_id=flat["id"])
    assert [one["state"] for one in settled["items"]] == ["lapsed"]


async def test_a_repair_does_not_end_before_it_begins(city: City, flat: Any) -> None:
    yesterday = (city.runtime.clock.today() - timedelta(days=1)).isoformat()
    body = {"reason_code": "damage", "reason": "漏水", "until_on": yesterday}

    response = await tried(city[Role.FRONT_DESK], flat, "repair", body)

    assert response.json()["code"] == "repair_ends_before_it_begins"


async def test_a_dispute_freezes_a_home_that_people_live_in_and_release_gives_it_back(
    city: City, flat: Any
) -> None:
    by_event = await steps(city)
    lived_in = await in_state(city, flat, _S.LEASED)
    _, freeze, paper = by_event[_E.FREEZE]

    bare = await tried(city.approver, lived_in, freeze, {**paper, "file_ids": []})
    operator = await tried(city.manager, lived_in, freeze, paper)
    frozen = await act(city.approver, lived_in, freeze, paper)
    released = await act(city.approver, frozen, "release", by_event[_E.RELEASE][2])

    assert bare.status_code == 422
    assert operator.json()["code"] == "permission_missing"
    assert (frozen["state"], frozen["vacant_since"]) == ("frozen", None)
    assert released["state"] == "leased"
    history = (await city.officer.read(f"/units/{flat['id']}/history"))["items"]
    assert history[-2]["reason_code"] == "litigation"
    assert history[-2]["legal_basis"] == "民事诉讼法第一百零三条"


async def test_a_home_brought_in_as_frozen_is_released_to_what_its_lease_tells(
    city: City, flat: Any
) -> None:
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    await lease(city, project, flat)
    frozen = await in_state(city, flat, _S.FROZEN)

    released = await act(city.approver, frozen, "release", (await steps(city))[_E.RELEASE][2])

    assert released["state"] == "leased"


async def test_a_disposal_needs_the_approver_and_finance(city: City, flat: Any) -> None:
    _, action, body = (await steps(city))[_E.WITHDRAW]
    review = f"/units/{flat['id']}/withdrawal/review"
    yes = {"granted": True, "words": "同意按评估价处置"}

    alone = await city.finance.post(review, yes)
    proposed = await act(city.approver, flat, action, body)
    twice = await tried(city.approver, flat, action, body)
    same_side = await city.approver.post(review, yes)
    still = await city.officer.read(f"/units/{flat['id']}")
    granted = await city.finance.act(review, yes)

    assert (alone.status_code, alone.json()["code"]) == (404, "unit_decision_not_found")
    assert proposed["state"] == "asked"
    assert twice.json()["code"] == "already_done"
    assert same_side.json()["code"] == "permission_missing"
    assert still["state"] == "available"
    assert granted["state"] == "granted"
    gone = await city.officer.read(f"/units/{flat['id']}")
    assert (gone["state"], gone["possible"], gone["vacant_since"]) == ("withdrawn", [], None)
    history = (await city.officer.read(f"/units/{flat['id']}/history"))["items"]
    assert history[-1]["document_id"] == granted["id"]
    assert history[-1]["maker_id"] == str(city.finance.person_id)


async def test_whoever_proposed_a_disposal_does_not_review_it(city: City, flat: Any) -> None:
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    both = await city.hire(Role.FINANCE_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.FINANCE_OFFICER, Role.PURCHASER_APPROVER])
        )
    _, action, body = (await steps(city))[_E.WITHDRAW]
    await act(both, flat, action, {**body, "file_ids": [await stored(both)]})

    response = await both.post(
        f"/units/{flat['id']}/withdrawal/review", {"granted": True, "words": "同意"}
    )

    assert response.json()["code"] == "maker_is_checker"


async def test_a_refused_or_retracted_disposal_leaves_the_home_as_it_was(
    city: City, flat: Any
) -> None:
    _, action, body = (await steps(city))[_E.WITHDRAW]
    await act(city.approver, flat, action, body)
    refused = await city.finance.act(
        f"/units/{flat['id']}/withdrawal/review", {"granted": False, "words": "评估价过低"}
    )
    await act(city.approver, flat, action, body)
    retracted = await city.approver.act(
        f"/units/{flat['id']}/withdrawal/retraction", {"words": "改为继续出租"}
    )

    assert (refused["state"], retracted["state"]) == ("refused", "lapsed")
    assert (await city.officer.read(f"/units/{flat['id']}"))["state"] == "available"


async def test_a_home_with_a_lease_is_not_disposed_of(city: City, flat: Any) -> None:
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    await lease(city, project, flat)
    unit = await in_state(city, flat, _S.REPAIR)

    _, action, body = (await steps(city))[_E.WITHDRAW]
    response = await tried(city.approver, unit, action, body)

    assert response.json()["code"] == "unit_has_lease"
