"""A unit by itself: entered, registered, made ready, repaired, frozen, disposed of."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.housing import MACHINE, UnitEvent, UnitState
from tests.given import City, found_city
from tests.given_leases import lease
from tests.given_units import act, card, home, in_state, known_since, stored, tried

_S, _E = UnitState, UnitEvent


@pytest.fixture
async def flat(city: City) -> Any:
    return await home(city)


async def _steps(city: City) -> dict[UnitEvent, tuple[Role, str, dict[str, Any]]]:
    """Each step that is a resource of its own: who, where, with what."""
    today = city.runtime.clock.today()
    desk, approver = city[Role.FRONT_DESK], city.approver
    return {
        _E.REGISTER: (Role.PURCHASER_OFFICER, "registration", {}),
        _E.MAKE_READY: (
            Role.FRONT_DESK,
            "readiness",
            {"lock_changed": True, "file_ids": [await stored(desk)]},
        ),
        _E.TAKE_OUT: (
            Role.FRONT_DESK,
            "repair",
            {"reason_code": "damage", "reason": "爆管", "until_on": today.isoformat()},
        ),
        _E.FINISH_REPAIR: (Role.FRONT_DESK, "repair/completion", {}),
        _E.FREEZE: (
            Role.PURCHASER_APPROVER,
            "freeze",
            {
                "reason_code": "litigation",
                "reason": "诉讼保全",
                "legal_basis": "民事诉讼法第一百零三条",
                "file_ids": [await stored(approver)],
            },
        ),
        _E.RELEASE: (
            Role.PURCHASER_APPROVER,
            "release",
            {"reason": "解除保全", "file_ids": [await stored(approver)]},
        ),
        _E.WITHDRAW: (
            Role.PURCHASER_APPROVER,
            "withdrawal",
            {
                "reason_code": "conversion",
                "reason": "转配售",
                "legal_basis": "财资〔2018〕106号",
                "file_ids": [await stored(approver)],
            },
        ),
    }


@pytest.mark.parametrize("state", list(UnitState))
async def test_over_http_too_what_the_table_does_not_list_is_refused_with_what_is_possible(
    city: City, flat: Any, state: UnitState
) -> None:
    for event, (role, action, body) in (await _steps(city)).items():
        if event in MACHINE.possible(state):
            continue
        unit = await in_state(city, flat, state)
        response = await tried(city[role], unit, action, body)

        problem = response.json()
        assert (response.status_code, problem["code"]) == (409, "transition_refused"), event
        assert problem["facts"]["possible"] == unit["possible"] == sorted(MACHINE.possible(state))
        assert (await city.officer.read(f"/units/{unit['id']}"))["version"] == unit["version"]


async def test_a_step_needs_the_unit_as_it_is_now(city: City, flat: Any) -> None:
    _, action, body = (await _steps(city))[_E.FREEZE]

    blind = await city.approver.post(f"/units/{flat['id']}/{action}", body)
    stale = await tried(city.approver, {**flat, "version": 9}, action, body)

    assert (blind.status_code, blind.json()["code"]) == (428, "precondition_required")
    assert (stale.status_code, stale.json()["code"]) == (412, "version_conflict")


async def test_a_draft_enters_the_register_with_its_card(city: City) -> None:
    project = await city.project()
    unit = await city.draft(project, await city.building(project))

    without = await tried(city.officer, unit, "registration", {})
    plan = await stored(city.officer, "户型图.pdf")
    await city.officer.act(f"/units/{unit['id']}/asset-card", card(file_ids=[plan]))
    now = await act(city.officer, unit, "registration", {"file_ids": [plan]})

    assert (without.status_code, without.json()["code"]) == (409, "asset_card_missing")
    assert (now["state"], now["possible"]) == ("acceptance", ["accept", "freeze", "take_out"])
    files = await city.officer.read(f"/units/{unit['id']}/files")
    assert [one["name"] for one in files["items"]] == ["户型图.pdf"]


async def test_a_units_facts_are_put_right_until_it_is_accepted(city: City, flat: Any) -> None:
    project = await city.officer.read(f"/projects/{flat['project_id']}")
    building = {"id": flat["building_id"], "name": "1"}
    draft = await city.draft(project, building, "102")
    path = f"/units/{draft['id']}"

    blind = await city.officer.request("PATCH", path, json={"area_m2": "60"})
    operator = await city.manager.patch(path, {"area_m2": "60"}, version=1)
    right = await city.officer.patch(path, {"area_m2": "60", "layout": "两室"}, version=1)
    taken = await city.officer.patch(path, {"code": flat["code"]}, version=2)
    late = await city.officer.patch(
        f"/units/{flat['id']}", {"area_m2": "60"}, version=flat["version"]
    )

    assert blind.json()["code"] == "precondition_required"
    assert operator.json()["code"] == "permission_missing"
    assert (right.json()["area_m2"], right.json()["layout"], right.json()["version"]) == (
        "60",
        "两室",
        2,
    )
    assert taken.json()["code"] == "code_taken"
    assert (late.status_code, late.json()["code"]) == (409, "unit_accepted")


async def test_an_operator_enters_no_unit_and_registers_none(city: City) -> None:
    project = await city.project()
    unit = await city.draft(project, await city.building(project))

    for role in (Role.OPERATOR_MANAGER, Role.FRONT_DESK, Role.MAINTENANCE):
        response = await tried(city[role], unit, "registration", {})
        assert response.json()["code"] == "permission_missing"


async def test_a_building_of_another_project_is_not_there(city: City) -> None:
    here, there = await city.project("HERE", "这里"), await city.project("THERE", "那里")
    body = {
        "building_id": (await city.building(there))["id"],
        "code": "HERE-1",
        "entrance": "1",
        "room": "101",
        "area_m2": "50",
        "price_per_m2": "5",
    }

    response = await city.officer.post(f"/projects/{here['id']}/units", body)

    assert (response.status_code, response.json()["code"]) == (404, "building_not_in_project")


async def test_an_empty_home_is_offered_again_once_nothing_critical_is_open(
    city: City, flat: Any
) -> None:
    unit = await in_state(city, flat, _S.TURNOVER, date(2026, 3, 1))
    caretaker = city[Role.MAINTENANCE]
    photo = await stored(caretaker)
    items = [{"what": "燃气表未复检", "is_critical": True}, {"what": "补漆", "is_critical": False}]
    body = {"lock_changed": True, "file_ids": [photo], "open_items": items}

    unsafe = await tried(caretaker, unit, "readiness", body)
    old_lock = await tried(
        caretaker, unit, "readiness", {**body, "lock_changed": False, "open_items": items[1:]}
    )
    unproved = await tried(caretaker, unit, "readiness", {**body, "file_ids": []})
    ready = await act(caretaker, unit, "readiness", {**body, "open_items": items[1:]})

    assert unsafe.json()["facts"] == {"failed": ["燃气表未复检"], "lock_changed": True}
    assert old_lock.json()["code"] == "not_ready"
    assert unproved.status_code == 422
    assert (ready["state"], ready["vacant_since"]) == ("available", "2026-03-01")
    history = (await city.officer.read(f"/units/{flat['id']}/history"))["items"]
    assert history[-1]["facts"] == {"open_items": ["补漆"]}


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
    steps = await _steps(city)
    lived_in = await in_state(city, flat, _S.LEASED)
    _, freeze, paper = steps[_E.FREEZE]

    bare = await tried(city.approver, lived_in, freeze, {**paper, "file_ids": []})
    operator = await tried(city.manager, lived_in, freeze, paper)
    frozen = await act(city.approver, lived_in, freeze, paper)
    released = await act(city.approver, frozen, "release", steps[_E.RELEASE][2])

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

    released = await act(city.approver, frozen, "release", (await _steps(city))[_E.RELEASE][2])

    assert released["state"] == "leased"


async def test_a_disposal_needs_the_approver_and_finance(city: City, flat: Any) -> None:
    _, action, body = (await _steps(city))[_E.WITHDRAW]
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
    _, action, body = (await _steps(city))[_E.WITHDRAW]
    await act(both, flat, action, {**body, "file_ids": [await stored(both)]})

    response = await both.post(
        f"/units/{flat['id']}/withdrawal/review", {"granted": True, "words": "同意"}
    )

    assert response.json()["code"] == "maker_is_checker"


async def test_a_refused_or_retracted_disposal_leaves_the_home_as_it_was(
    city: City, flat: Any
) -> None:
    _, action, body = (await _steps(city))[_E.WITHDRAW]
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

    _, action, body = (await _steps(city))[_E.WITHDRAW]
    response = await tried(city.approver, unit, action, body)

    assert response.json()["code"] == "unit_has_lease"


async def test_an_earlier_day_needs_a_reason_and_an_open_month_over_http_too(
    city: City, flat: Any
) -> None:
    today = city.runtime.clock.today()
    await known_since(city, flat, date(2025, 1, 1))
    unit = await in_state(city, flat, _S.REPAIR)
    desk = city[Role.FRONT_DESK]
    yesterday = (today - timedelta(days=1)).isoformat()

    silent = await tried(desk, unit, "repair/completion", {"effective_on": yesterday})
    early = await tried(
        desk, unit, "repair/completion", {"effective_on": "2024-12-31", "reason": "补录"}
    )
    future = (today + timedelta(days=1)).isoformat()
    ahead = await tried(desk, unit, "repair/completion", {"effective_on": future, "reason": "x"})
    told = await act(desk, unit, "repair/completion", {"effective_on": yesterday, "reason": "补录"})

    assert silent.json()["code"] == "backdating_needs_reason"
    assert early.json()["code"] == "unit_step_out_of_order"
    assert ahead.json()["code"] == "date_not_reached"
    assert told["state"] == "available"


async def test_another_operator_does_not_touch_the_home(city: City, flat: Any) -> None:
    elsewhere = await city.project("OTHER", "别人的", operator_id=None)
    unit = await city.unit(elsewhere, await city.building(elsewhere))
    today = city.runtime.clock.today().isoformat()
    body = {"reason_code": "damage", "reason": "漏水", "until_on": today}

    response = await tried(city[Role.FRONT_DESK], unit, "repair", body)

    assert (response.status_code, response.json()["code"]) == (404, "unit_not_found")


async def test_a_file_goes_to_who_may_read_the_unit_and_to_nobody_else(
    city: City, flat: Any, stranger: Any, runtime: Any
) -> None:
    _, action, body = (await _steps(city))[_E.FREEZE]
    await act(city.approver, flat, action, body)
    path = f"/units/{flat['id']}/files/{body['file_ids'][0]}"
    elsewhere = await found_city(runtime, stranger)
    loose = await stored(city.officer, "别的.pdf")

    fetched = await city[Role.FRONT_DESK].get(path)
    foreign = await elsewhere.officer.get(path)
    unattached = await city.officer.get(f"/units/{flat['id']}/files/{loose}")
    by_export = await city.cashier.get(f"/files/{body['file_ids'][0]}/content")

    assert (fetched.status_code, fetched.content[:5]) == (200, b"%PDF-")
    assert fetched.headers["content-disposition"].startswith("attachment;")
    assert (foreign.status_code, foreign.json()["code"]) == (404, "unit_not_found")
    assert unattached.json()["code"] == "file_not_found"
    assert by_export.json()["code"] == "file_not_found"
