"""A published order stands open to objections; nobody chooses while one is open or was right."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_rounds import CHOSEN, DRAWN, homes, on, ordered, stepped, tried

LAST = date(2026, 4, 28)
OBJECTION = {"objector": "钱守信", "content": "第一位家庭已有住房。"}


async def in_window(city: City) -> Any:
    project = await city.project()
    one, _ = await ordered(city, project, await homes(city, project, 2), people=2)
    with on(city, DRAWN):
        return await stepped(city, city.approver, one, "order-publication")


async def objected(city: City, one: Any, day: date = DRAWN) -> Any:
    with on(city, day):
        return await city[Role.FRONT_DESK].post(
            f"/allocation-rounds/{one['id']}/objections", OBJECTION
        )


async def replied(city: City, one: Any, objection: Any, outcome: str) -> Any:
    path = f"/allocation-rounds/{one['id']}/objections/{objection['id']}/reply"
    return await city.officer.post(path, {"outcome": outcome, "reply": "经核实。"})


@pytest.mark.parametrize(
    ("day", "status"), [(DRAWN, 201), (LAST, 201), (LAST + timedelta(days=1), 409)]
)
async def test_objections_are_received_for_five_working_days(
    city: City, day: date, status: int
) -> None:
    one = await in_window(city)

    response = await objected(city, one, day)

    assert one["objections_until"] == LAST.isoformat()
    assert response.status_code == status, response.text
    if status == HTTPStatus.CONFLICT:
        assert response.json()["code"] == "objection_window_closed"


async def test_nobody_chooses_before_the_window_is_over(city: City) -> None:
    one = await in_window(city)

    with on(city, LAST):
        response = await tried(city, city[Role.FRONT_DESK], one, "selection")
    with on(city, LAST + timedelta(days=1)):
        begun = await stepped(city, city[Role.FRONT_DESK], one, "selection")

    assert (response.status_code, response.json()["code"]) == (409, "objections_open")
    assert begun["state"] == "selecting"


async def test_an_open_objection_keeps_the_session_from_beginning(city: City) -> None:
    one = await in_window(city)
    objection = (await objected(city, one)).json()

    with on(city, CHOSEN):
        response = await tried(city, city[Role.FRONT_DESK], one, "selection")
    answered = await replied(city, one, objection, "dismiss")
    with on(city, CHOSEN):
        begun = await stepped(city, city[Role.FRONT_DESK], one, "selection")

    assert response.json()["facts"] == {
        "objections_until": LAST.isoformat(),
        "open": 1,
        "upheld": 0,
    }
    assert (answered.json()["state"], answered.json()["reply"]) == ("dismissed", "经核实。")
    assert begun["state"] == "selecting"


async def test_an_objection_that_was_right_is_followed_by_the_re_check(city: City) -> None:
    one = await in_window(city)
    objection = (await objected(city, one)).json()
    await replied(city, one, objection, "uphold")

    with on(city, CHOSEN):
        response = await tried(city, city[Role.FRONT_DESK], one, "selection")
        reopened = await stepped(
            city, city.approver, one, "review-reopening", {"reason": "异议成立。"}
        )

    assert response.json()["facts"]["upheld"] == 1
    assert reopened["state"] == "registration_open"


async def test_an_objection_is_answered_once(city: City) -> None:
    one = await in_window(city)
    objection = (await objected(city, one)).json()
    await replied(city, one, objection, "dismiss")

    response = await replied(city, one, objection, "uphold")

    assert (response.status_code, response.json()["code"]) == (409, "transition_refused")
    assert response.json()["facts"]["possible"] == []


async def test_objections_to_an_order_that_was_withdrawn_do_not_hinder_the_next(
    city: City,
) -> None:
    one = await in_window(city)
    await replied(city, one, (await objected(city, one)).json(), "uphold")
    with on(city, DRAWN):
        one = await stepped(city, city.approver, one, "review-reopening", {"reason": "异议成立。"})
    from hashlib import sha256

    from tests.given_rounds import commitment

    secret = "ef" * 32
    anew = commitment(commitment=sha256(bytes.fromhex(secret)).hexdigest(), public_on="2026-04-30")
    with on(city, DRAWN):
        one = await stepped(city, city.officer, one, "review")
        one = await stepped(city, city.officer, one, "commitment", anew)
        one = await stepped(city, city.officer, one, "freezing")
    with on(city, date(2026, 4, 30)):
        body = {"secret": secret, "public_value": "1"}
        one = await stepped(city, city.officer, one, "order", body)
        one = await stepped(city, city.approver, one, "order-publication", {"reason": "重摇。"})
    with on(city, date(2026, 5, 12)):
        begun = await stepped(city, city.manager, one, "selection")

    assert begun["state"] == "selecting"
    listed = await city.officer.read(f"/allocation-rounds/{one['id']}/objections")
    assert [item["state"] for item in listed["items"]] == ["upheld"]


async def test_a_city_may_give_more_days(city: City) -> None:
    await city.officer.act(
        "/parameters",
        {
            "key": "round.objection_workdays",
            "valid_from": "2026-01-01",
            "value": 7,
            "legal_basis": "本市办法",
        },
    )

    one = await in_window(city)

    assert one["objections_until"] == "2026-04-30"


async def test_an_objection_of_another_round_is_not_there(city: City) -> None:
    one = await in_window(city)
    objection = (await objected(city, one)).json()
    other = "0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11"

    response = await city.officer.post(
        f"/allocation-rounds/{one['id']}/objections/{other}/reply",
        {"outcome": "dismiss", "reply": "无。"},
    )

    assert (response.status_code, response.json()["code"]) == (404, "objection_not_found")
    assert objection["state"] == "open"
