"""Orders: a lottery whose steps cannot be taken out of order, and one by score and by queue."""

import json
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from domain.access import Role
from domain.lottery import verify
from tests.given import City
from tests.given_draws import DRAW, places, result_file
from tests.given_eligibility import trail
from tests.given_rounds import (
    COMMITMENT,
    DRAWN,
    REVIEWED,
    SECRET,
    VALUE,
    applicant,
    homes,
    on,
    opened,
    ordered,
    published,
    registered,
    reviewed,
    stepped,
    tried,
)


async def test_edge_case_21_the_auditor_s_run_gives_the_same_order_to_the_byte(city: City) -> None:
    project = await city.project()

    one, _ = await ordered(city, project, await homes(city, project, 2), people=8)

    data = await result_file(city, one)
    file = json.loads(data)
    assert verify(data, commitment=COMMITMENT) is None
    assert await places(city, one) == file["order"]
    assert sorted(file["order"]) == [f"{n:06d}" for n in range(1, 9)]
    assert (file["inputs"]["round"], file["public_value"]) == (one["id"], VALUE)
    [drawn] = (await city[Role.AUDITOR].read(f"/allocation-rounds/{one['id']}/orderings"))["items"]
    assert drawn["inputs_sha256"] == file["inputs_sha256"]
    assert drawn["is_drawn"]


async def test_the_participants_are_public_before_the_draw_can_be_computed(city: City) -> None:
    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), people=2)
    with on(city, REVIEWED):
        one = await stepped(city, city.officer, one, "freezing")

    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()

    frozen = told["inputs"]
    assert frozen["participants"] == 2
    assert frozen["inputs"] == {
        "participants": [{"key": "000001", "tier": 0}, {"key": "000002", "tier": 0}],
        "round": one["id"],
    }
    canonical = json.dumps(frozen["inputs"], sort_keys=True, separators=(",", ":"))
    assert sha256(canonical.encode()).hexdigest() == frozen["inputs_sha256"]
    assert told["order"] is None
    with on(city, DRAWN):
        one = await stepped(city, city.officer, one, "order", DRAW)
    assert json.loads(await result_file(city, one))["inputs_sha256"] == frozen["inputs_sha256"]


async def test_the_result_file_is_public_with_the_order_and_not_before(city: City) -> None:
    project = await city.project()
    one, _ = await ordered(city, project, await homes(city, project, 1), people=2)
    path = f"/v1/public/allocation-rounds/{one['id']}/result-file"

    before = await city.http.get(path)
    with on(city, DRAWN):
        await stepped(city, city.approver, one, "order-publication")
    after = await city.http.get(path)

    assert (before.status_code, before.json()["code"]) == (404, "not_drawn")
    assert after.content == await result_file(city, one)
    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()
    assert told["order"]["result_sha256"] == sha256(after.content).hexdigest()


async def test_priority_groups_are_drawn_first_and_the_file_does_not_say_why(city: City) -> None:
    project = await city.project()
    one = await published(
        city, project, await homes(city, project, 1), priority_groups=["elderly", "disability"]
    )
    groups = ([], ["disability"], [], ["elderly"], ["merit"])
    for nth, group in enumerate(groups):
        await registered(city, one, *await applicant(city, f"赵{nth}", priority_groups=group))
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        one = await stepped(city, city.officer, one, "review")
        one = await stepped(city, city.officer, one, "freezing")
    with on(city, DRAWN):
        one = await stepped(city, city.officer, one, "order", DRAW)

    data = await result_file(city, one)

    assert set(json.loads(data)["order"][:2]) == {"000002", "000004"}
    assert b"disability" not in data
    assert b"elderly" not in data
    with on(city, DRAWN):
        await stepped(city, city.approver, one, "order-publication")
    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()
    assert "disability" not in str(told["order"])
    listed = await city[Role.FRONT_DESK].read(f"/allocation-rounds/{one['id']}/registrations")
    assert "disability" not in str(listed), "the operator is not told either"


@pytest.mark.parametrize(
    ("body", "day", "status", "code"),
    [
        ({**DRAW, "secret": "00" * 32}, DRAWN, 422, "secret_wrong"),
        ({**DRAW, "secret": SECRET.upper()}, DRAWN, 422, "request_invalid"),
        ({**DRAW, "public_value": "  "}, DRAWN, 422, "public_value_invalid"),
        ({"secret": SECRET}, DRAWN, 422, "secret_needed"),
        (None, DRAWN, 422, "secret_needed"),
        (DRAW, REVIEWED, 409, "public_value_not_yet"),
    ],
)
async def test_a_draw_needs_the_committed_secret_and_a_value_whose_day_has_come(
    city: City, body: Any, day: date, status: int, code: str
) -> None:
    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), people=2)
    with on(city, REVIEWED):
        one = await stepped(city, city.officer, one, "freezing")

    with on(city, day):
        response = await tried(city, city.officer, one, "order", body)

    assert (response.status_code, response.json()["code"]) == (status, code), response.text
    assert SECRET not in response.text
    assert await places(city, one) == []


async def test_an_order_by_queue_goes_by_the_day_of_queueing(city: City) -> None:
    project = await city.project()
    one = await published(city, project, await homes(city, project, 1), method="queue")
    for name, queued_on in (("赵", "2024-01-03"), ("钱", "2024-01-01"), ("孙", "2024-01-02")):
        await registered(city, one, *await applicant(city, f"{name}某", queued_on=queued_on))
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)
        refused = await tried(city, city.officer, one, "order", DRAW)

    assert await places(city, one) == ["000002", "000003", "000001"]
    assert refused.json()["code"] == "transition_refused"
    assert json.loads(await result_file(city, one))["algorithm"] == "anju-queue-1"


async def test_an_order_by_score_goes_by_points_and_then_by_waiting(city: City) -> None:
    project = await city.project()
    sheet = [{"code": "income", "name": "收入", "most": 100}]
    one = await published(
        city, project, await homes(city, project, 1), method="score", score_items=sheet
    )
    for points, queued_on in ((60, "2024-01-01"), (90, "2024-01-02"), (90, "2023-01-02")):
        made = await registered(city, one, *await applicant(city, "赵某", queued_on=queued_on))
        with on(city, REVIEWED):
            response = await city.officer.request(
                "PUT",
                f"/allocation-rounds/{one['id']}/registrations/{made['id']}/scores",
                json={"points": {"income": points}},
                headers={"If-Match": f'"{made["version"]}"'},
            )
        assert response.status_code == HTTPStatus.OK
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        for step in ("review", "freezing", "order"):
            one = await stepped(city, city.officer, one, step)

    assert await places(city, one) == ["000003", "000002", "000001"]
    with on(city, REVIEWED):
        await stepped(city, city.approver, one, "order-publication")
    public = f"/v1/public/allocation-rounds/{one['id']}"
    assert (await city.http.get(f"{public}/result-file")).status_code == HTTPStatus.NOT_FOUND


async def test_who_drew_does_not_publish(city: City) -> None:
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), 2, method="queue")
    both = await city.hire(Role.PURCHASER_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER])
        )
    with on(city, REVIEWED):
        one = await stepped(city, both, one, "freezing")
        one = await stepped(city, both, one, "order")
        response = await tried(city, both, one, "order-publication")

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")


@pytest.mark.parametrize(
    "deed",
    [
        "update allocation_orderings set commitment = 'x'",
        "update allocation_orderings set public_source = 'x'",
        "update allocation_publications set body = null",
        "delete from allocation_publications",
        "delete from allocation_orderings",
        "update allocation_registrations set number = 7",
        "update allocation_registrations set record_id = id",
    ],
)
async def test_what_a_draw_rests_on_is_not_changed_by_the_application(
    city: City, deed: str
) -> None:
    with pytest.raises(DBAPIError, match="permission denied"):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(text(deed))


async def test_the_trail_tells_the_steps_and_never_the_secret_before_the_draw(city: City) -> None:
    project = await city.project()
    one, _ = await ordered(city, project, await homes(city, project, 1), people=2)

    [committed] = await trail(city, "rounds.commitment.made")
    [frozen] = await trail(city, "rounds.round.frozen")
    [drawn] = await trail(city, "rounds.round.ordered")

    assert committed["commitment"] == COMMITMENT
    assert frozen["participants"] == 2
    assert (drawn["from"], drawn["to"]) == ("reviewed", "ordered")
    async with city.runtime.database.snapshot(city.context) as session:
        rows = await session.execute(text("select a::text from audit_events a"))
        assert SECRET not in "".join(row[0] for row in rows)
    assert UUID(one["id"])


async def test_nobody_registers_or_is_reviewed_once_the_review_is_over(city: City) -> None:
    project = await city.project()
    one, made = await reviewed(city, project, await homes(city, project, 1), people=2)
    path = f"/allocation-rounds/{one['id']}/registrations/{made[0]['id']}"
    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    version = next(item["version"] for item in listed if item["id"] == made[0]["id"])

    with on(city, REVIEWED):
        answers = [
            await city.officer.post(
                f"{path}/review",
                {"outcome": "refuse", "reason": "晚了。"},
                **{"If-Match": f'"{version}"'},
            ),
            await city[Role.FRONT_DESK].post(f"{path}/withdrawal", **{"If-Match": f'"{version}"'}),
            await city.officer.post(f"/allocation-rounds/{one['id']}/recheck"),
        ]

    assert {one.json()["code"] for one in answers} == {"registration_closed"}


async def test_a_draw_of_nobody_is_not_made(city: City) -> None:
    project = await city.project()
    one, _ = await opened(city, project, await homes(city, project, 1), people=0)

    with on(city, REVIEWED):
        response = await tried(city, city.officer, one, "review")

    assert response.json()["code"] in {"nobody_admitted", "transition_refused"}
