"""The drawer: what happened within reach, what of it is unread, and a stream that tells."""

import asyncio
import json
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from domain.access import Role
from persistence import audit
from tests.given import City, found_city
from tests.given_payments import home, order, owes
from tests.given_settlement import computed, homes, in_force
from tests.journeys.test_e5 import april


def kinds(answer: Any) -> list[str]:
    return [one["kind"] for one in answer["items"]]


async def test_news_is_told_newest_first_with_who_and_what(city: City) -> None:
    living = await april(city, "RETAIN")
    voucher = await living.voucher("2025-04")
    await living.step(city.manager, voucher, "confirmation")

    told = await city.cashier.read("/events", feature="advances")

    assert kinds(told) == ["advances.voucher.confirmed", "advances.voucher.calculated"]
    newest = told["items"][0]
    assert (newest["number"], newest["project"]) == (voucher["number"], "幸福家园")
    assert (newest["subject_type"], newest["subject_id"]) == ("advances.voucher", voucher["id"])
    assert newest["actor"]["name"] == "operator_manager 甲"
    assert newest["facts"] == {"month": "2025-04"}
    assert newest["is_read"] is False
    assert told["items"][1]["is_read"] is True, "one's own deed"


async def test_people_of_another_house_are_their_organisation(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.voucher("2025-04")

    [of_finance] = (await city.finance.read("/events", feature="advances"))["items"]
    [of_officer] = (await city.officer.read("/events", feature="advances"))["items"]

    assert of_finance["actor"]["name"] is None
    assert of_finance["actor"]["organisation"].startswith("operator")
    assert of_officer["actor"]["name"] == "cashier 甲"


async def test_everyday_payments_are_told_only_when_asked_for(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03")
    await city.cashier.act("/payments", order(flat, 100))

    quietly = await city.manager.read("/events")
    loudly = await city.manager.read("/events", quiet=True)

    assert "payments.payment.taken" not in kinds(quietly)
    assert kinds(loudly)[0] == "payments.payment.taken"
    assert (await city.manager.read("/events/unread"))["unread"] == 0


async def test_what_was_read_stays_read_and_news_does_not(city: City) -> None:
    living = await april(city, "RETAIN")
    voucher = await living.voucher("2025-04")
    before = await city.manager.read("/events/unread")
    page = await city.manager.read("/events")

    after = await city.manager.act("/events/reading", {"seen": page["seen"]})
    await living.step(city.manager, voucher, "disputes", {"reason": "流水未入账"})
    own = await city.manager.read("/events/unread")
    others = await city.cashier.read("/events/unread")
    settled = await city.manager.read("/events")

    assert before["unread"] >= 2
    assert (after["unread"], own["unread"]) == (0, 0), "one's own deed is no news"
    assert others["unread"] >= 1
    assert all(one["is_read"] for one in settled["items"])
    body = {"upheld": True, "decision": "流水已核实。"}
    fresh = await city.manager.read(f"/advances/{voucher['id']}")
    await city.approver.act(
        f"/advances/{voucher['id']}/dispute-decision", body, version=fresh["version"]
    )
    assert (await city.manager.read("/events/unread"))["unread"] == 1


async def test_an_event_that_was_saved_late_is_not_lost(city: City) -> None:
    """It began before somebody looked and was saved after they had read everything."""
    project = await city.project()
    actor = await city.actor(Role.OPERATOR_MANAGER)
    slow = city.runtime.database.transaction(city.context)
    session = await slow.__aenter__()
    await audit.record(
        session,
        actor,
        "closings.month.closed",
        UUID(project["id"]),
        project_id=UUID(project["id"]),
        announce=True,
    )
    seen = (await city.cashier.read("/events"))["seen"]
    await asyncio.sleep(0.05)
    assert (await city.cashier.act("/events/reading", {"seen": seen}))["unread"] == 0
    await slow.__aexit__(None, None, None)

    told = await city.cashier.read("/events")

    assert told["unread"] == 1
    assert [one["is_read"] for one in told["items"]] == [False]


async def test_an_older_mark_does_not_take_a_newer_ones_place(city: City) -> None:
    living = await april(city, "RETAIN")
    old = (await city.manager.read("/events"))["seen"]
    await living.voucher("2025-04")
    new = (await city.manager.read("/events"))["seen"]

    await city.manager.act("/events/reading", {"seen": new})
    again = await city.manager.act("/events/reading", {"seen": old})

    assert again["unread"] == 0


async def test_marks_of_a_time_when_something_else_runs_long_are_told_apart(city: City) -> None:
    living = await april(city, "RETAIN")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(text("select pg_current_xact_id()"))
        old = (await city.manager.read("/events"))["seen"]
        await living.voucher("2025-04")
        new = (await city.manager.read("/events"))["seen"]
        await city.manager.act("/events/reading", {"seen": new})
        again = await city.manager.act("/events/reading", {"seen": old})

    assert again["unread"] == 0


async def test_a_forged_mark_hides_nothing_of_what_comes(city: City) -> None:
    living = await april(city, "RETAIN")
    body = {"seen": "9223372036854775800:9223372036854775807:"}
    await city.manager.act("/events/reading", body)

    await living.voucher("2025-04")

    assert (await city.manager.read("/events/unread"))["unread"] == 1


@pytest.mark.parametrize("seen", ["x", "2:1:", "1:5:9", "", "1" * 5000])
async def test_what_is_no_mark_is_refused(city: City, seen: str) -> None:
    response = await city.manager.post("/events/reading", {"seen": seen})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_a_mark_of_a_restored_database_loses_nothing(city: City) -> None:
    """Transactions count anew there: by time alone what came later is unread."""
    living = await april(city, "RETAIN")
    seen = (await city.manager.read("/events"))["seen"]
    await city.manager.act("/events/reading", {"seen": seen})
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update event_marks set seen = '8000000000:8000000000:' where person_id = :id"),
            {"id": city.manager.person_id},
        )

    await living.voucher("2025-04")

    assert (await city.manager.read("/events/unread"))["unread"] == 1


async def test_nobody_hears_of_what_they_may_not_read(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.voucher("2025-04")
    project = await city.project("FEE", "有服务费的")
    await homes(city, project, 2)
    await computed(city, await in_force(city, project), "2025-01")

    heard = {
        role: {one["feature"] for one in (await city[role].read("/events"))["items"]}
        for role in (Role.MAINTENANCE, Role.EVALUATOR, Role.ADMINISTRATOR, Role.AUDITOR)
    }

    assert heard[Role.MAINTENANCE] == heard[Role.ADMINISTRATOR] == set()
    assert heard[Role.EVALUATOR] == {"contracts", "settlement"}
    assert heard[Role.AUDITOR] >= {"advances", "contracts", "settlement", "rent"}
    assert (await city[Role.TENANT].get("/events")).status_code == HTTPStatus.FORBIDDEN


async def test_an_operator_hears_of_its_own_projects_and_contracts(city: City) -> None:
    project = await city.project("OTHER", "别人的", operator_id=None)
    await homes(city, project, 2)
    other = city.organisations["evaluator"]
    service = await in_force(city, project)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update service_contracts set operator_id = :other where id = :id"),
            {"other": other, "id": UUID(service["id"])},
        )

    after = await city.manager.read("/events", project_id=project["id"])
    officer = await city.officer.read("/events", project_id=project["id"])

    assert kinds(after) == [], "the project came to this operator, the contract was another's"
    assert kinds(officer) != []


async def test_another_citys_news_is_not_ours(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    living = await april(elsewhere, "RETAIN")
    await living.voucher("2025-04")

    for role in (Role.AUDITOR, Role.OPERATOR_MANAGER, Role.PURCHASER_OFFICER):
        assert (await city[role].read("/events", quiet=True))["items"] == [], role
        assert (await city[role].read("/events/unread"))["unread"] == 0, role


async def test_pages_follow_each_other_without_gap(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.voucher("2025-04")
    whole = await city.officer.read("/events", quiet=True)

    seen: list[str] = []
    cursor = None
    while True:
        query = {"limit": 2, "quiet": True} | ({"cursor": cursor} if cursor else {})
        page = await city.officer.read("/events", **query)
        seen += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == [one["id"] for one in whole["items"]]


async def test_the_stream_tells_the_badge_and_every_change_of_it(city: City) -> None:
    living = await april(city, "RETAIN")
    settings = city.runtime.settings
    object.__setattr__(settings, "stream_seconds", 5.0)
    try:
        listening = asyncio.create_task(city.manager.get("/events/stream"))
        await asyncio.sleep(0.5)
        await living.voucher("2025-04")
        response = await asyncio.wait_for(listening, 20)
    finally:
        object.__setattr__(settings, "stream_seconds", 0.3)

    told = [
        json.loads(line.removeprefix("data:"))
        for line in response.text.splitlines()
        if line.startswith("data:")
    ]
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [one["unread"] for one in told] == [told[0]["unread"], told[0]["unread"] + 1]
    assert told[0]["newest_id"] != told[1]["newest_id"]


async def test_a_stream_that_is_not_for_one_is_a_plain_refusal(city: City) -> None:
    response = await city[Role.TENANT].get("/events/stream")

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert response.headers["content-type"] == "application/problem+json"
