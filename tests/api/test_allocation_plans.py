"""The plan of a round: what it must say, who publishes it, and that the public sees each change."""

from datetime import date
from http import HTTPStatus
from typing import Any

import httpx
import pytest

from api.runtime import Runtime
from domain.access import Role
from tests.given import City, found_city
from tests.given_rounds import (
    CLOSES,
    COMMITMENT,
    OPENS,
    PLANNED,
    commitment,
    drafted,
    homes,
    on,
    opened,
    ordered,
    plan,
    public,
    published,
    stepped,
    tried,
)


async def test_a_published_plan_says_what_article_11_wants(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 3, layout="一室一厅", area_m2="41.20")

    one = await published(city, project, units, tiers=["low_income"], priority_groups=["elderly"])

    told = await public(city, one)
    assert told["plan"] == {
        "title": "幸福家园2026年第一批配租",
        "project": "幸福家园",
        "location": "昆都仑区友谊大街18号",
        "homes": 3,
        "layouts": [
            {"layout": "一室一厅", "homes": 3, "area_from_m2": "41.20", "area_to_m2": "41.20"}
        ],
        "rent_standard": "5.20元/㎡·月",
        "target_group": "城镇低收入住房困难家庭",
        "tiers": ["low_income"],
        "registration_opens_on": "2026-04-07",
        "registration_closes_on": "2026-04-17",
        "method": "lottery",
        "priority_groups": ["elderly"],
        "score_items": [],
        "lottery": {
            "algorithm": "anju-draw-1",
            "commitment": COMMITMENT,
            "public_source": "双色球2026045期开奖号码",
            "public_on": "2026-04-21",
        },
    }
    assert [(v["kind"], v["number"], v["standing"]) for v in told["versions"]] == [
        ("plan", 1, "current")
    ]


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"location": ""}, ["location"]),
        ({"rent_standard": "", "target_group": ""}, ["rent_standard", "target_group"]),
        ({"registration_opens_on": None}, ["registration_window"]),
        ({"registration_closes_on": None}, ["registration_window"]),
        ({"units": None}, ["number"]),
    ],
)
async def test_a_plan_that_leaves_something_out_is_not_published(
    city: City, facts: dict[str, Any], missing: list[str]
) -> None:
    project = await city.project()
    one = await drafted(city, project, await homes(city, project, 1), method="queue", **facts)

    with on(city, PLANNED):
        response = await tried(city, city.approver, one, "plan-publication")

    assert (response.status_code, response.json()["code"]) == (409, "plan_incomplete")
    assert response.json()["facts"]["missing"] == missing


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"method": "lottery"}, "commitment_missing"),
        ({"method": "score"}, "score_sheet_missing"),
        ({"method": "queue", "priority_groups": ["disability"]}, "tier_would_disclose"),
        (
            {"method": "queue", "priority_groups": ["serious_illness", "bereaved"]},
            "tier_would_disclose",
        ),
        ({"method": "queue", "registration_opens_on": "2026-03-31"}, "registration_window_past"),
    ],
)
async def test_a_plan_that_would_not_be_fair_is_not_published(
    city: City, facts: dict[str, Any], code: str
) -> None:
    project = await city.project()
    one = await drafted(city, project, await homes(city, project, 1), **facts)

    with on(city, PLANNED):
        response = await tried(city, city.approver, one, "plan-publication")

    assert (response.status_code, response.json()["code"]) == (409, code)


async def test_a_tier_of_many_reasons_tells_none(city: City) -> None:
    project = await city.project()
    units = await homes(city, project, 1)

    one = await published(
        city, project, units, method="queue", priority_groups=["disability", "preferential"]
    )

    assert one["state"] == "plan_published"


async def test_who_drafted_a_plan_does_not_publish_it(city: City) -> None:
    from sqlalchemy import text, update

    from persistence.session import FourEyes
    from persistence.tables.people import MembershipRow

    project = await city.project()
    units = await homes(city, project, 1)
    both = await city.hire(Role.PURCHASER_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER])
        )
    one = await both.act("/allocation-rounds", plan(project, units, method="queue"))

    with on(city, PLANNED):
        response = await tried(city, both, one, "plan-publication")

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")
    with pytest.raises(FourEyes):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                text("update allocation_rounds set plan_published_by = maker_id where id = :id"),
                {"id": one["id"]},
            )


async def test_edge_case_30_a_published_plan_is_not_changed_but_withdrawn_and_published_anew(
    city: City,
) -> None:
    """11.1 no. 30: the chain is public, and the version before says what became of it."""
    project = await city.project()
    one = await published(city, project, await homes(city, project, 2), method="queue")
    with on(city, PLANNED):
        refused = await city.officer.patch(
            f"/allocation-rounds/{one['id']}", {"title": "改"}, version=one["version"]
        )
        one = await stepped(
            city, city.approver, one, "plan-withdrawal", {"reason": "户型面积有误。"}
        )
        while_withdrawn = await public(city, one)
        changed = await city.officer.patch(
            f"/allocation-rounds/{one['id']}",
            {"rent_standard": "5.00元/㎡·月"},
            version=one["version"],
        )
        one = await stepped(city, city.approver, one, "plan-publication")

    told = await public(city, one)
    assert (refused.status_code, refused.json()["code"]) == (409, "plan_published")
    assert changed.status_code == HTTPStatus.OK
    assert while_withdrawn["plan"] is None
    assert told["plan"]["rent_standard"] == "5.00元/㎡·月"
    assert [(v["number"], v["standing"], v["reason"]) for v in told["versions"]] == [
        (1, "withdrawn", None),
        (2, "withdrawn", "户型面积有误。"),
        (3, "current", "户型面积有误。"),
    ]
    first = await city.http.get(f"/v1/public/allocation-rounds/{one['id']}/versions/plan/1")
    assert first.json()["plan"]["rent_standard"] == "5.20元/㎡·月"
    assert first.json()["version"]["standing"] == "withdrawn"
    second = await city.http.get(f"/v1/public/allocation-rounds/{one['id']}/versions/plan/2")
    assert second.json()["plan"] is None


async def test_registration_opens_by_the_calendar_on_its_day(city: City) -> None:
    from api.reservations.timetable import open_registrations

    project = await city.project()
    one = await published(city, project, await homes(city, project, 1), method="queue")
    with on(city, date(2026, 4, 6)):
        early = await tried(city, city.officer, one, "registration-opening")
        await open_registrations(city.runtime, city.authority_id)
        before = await city.officer.read(f"/allocation-rounds/{one['id']}")
    with on(city, OPENS):
        await open_registrations(city.runtime, city.authority_id)
        await open_registrations(city.runtime, city.authority_id)

    after = await city.officer.read(f"/allocation-rounds/{one['id']}")
    assert (early.status_code, early.json()["code"]) == (409, "registration_not_yet")
    assert (before["state"], after["state"]) == ("plan_published", "registration_open")
    assert after["version"] == before["version"] + 1


async def test_an_operator_sees_the_rounds_of_its_projects_only(city: City) -> None:
    mine, other = await city.project(), await city.project("BBBB", operator_id=None)
    one = await drafted(city, mine, await homes(city, mine, 1))
    theirs = await drafted(city, other, await homes(city, other, 1))
    clerk = city[Role.FRONT_DESK]

    listed = (await clerk.read("/allocation-rounds"))["items"]
    response = await clerk.get(f"/allocation-rounds/{theirs['id']}")

    assert [item["id"] for item in listed] == [one["id"]]
    assert (response.status_code, response.json()["code"]) == (404, "round_not_found")


async def test_another_city_s_round_is_not_there(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    project = await elsewhere.project()
    theirs = await drafted(elsewhere, project, await homes(elsewhere, project, 1))

    response = await city.officer.get(f"/allocation-rounds/{theirs['id']}")

    assert (response.status_code, response.json()["code"]) == (404, "round_not_found")


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"public_on": CLOSES.isoformat()}, "public_value_not_ahead"),
        ({"public_on": PLANNED.isoformat()}, "public_value_not_ahead"),
        ({"commitment": "00"}, "request_invalid"),
        ({"commitment": COMMITMENT.upper()}, "request_invalid"),
    ],
)
async def test_what_binds_nobody_is_no_commitment(
    city: City, facts: dict[str, Any], code: str
) -> None:
    project = await city.project()
    one = await drafted(city, project, await homes(city, project, 1))

    with on(city, PLANNED):
        response = await tried(city, city.officer, one, "commitment", commitment(**facts))

    assert (response.status_code, response.json()["code"]) == (422, code)


async def test_only_a_lottery_is_committed_to(city: City) -> None:
    project = await city.project()
    one = await drafted(city, project, await homes(city, project, 1), method="queue")

    with on(city, PLANNED):
        response = await tried(city, city.officer, one, "commitment", commitment())

    assert (response.status_code, response.json()["code"]) == (409, "lottery_only")


async def test_nothing_is_committed_after_the_draw(city: City) -> None:
    project = await city.project()
    one, _ = await ordered(city, project, await homes(city, project, 1), people=1)

    with on(city, date(2026, 4, 22)):
        response = await tried(
            city, city.officer, one, "commitment", commitment(public_on="2026-05-01")
        )

    assert (response.status_code, response.json()["code"]) == (409, "commitment_closed")


async def test_a_version_that_was_never_published_is_not_there(city: City) -> None:
    project = await city.project()
    one, _ = await opened(city, project, await homes(city, project, 1), people=0, method="queue")
    draft = await drafted(city, project, [], units=None)
    base = "/v1/public/allocation-rounds"

    for path in (
        f"{base}/{one['id']}/versions/order/1",
        f"{base}/{one['id']}/versions/plan/2",
        f"{base}/{one['id']}/result-file",
        f"{base}/{draft['id']}",
        f"{base}/0198f2a4-6b1e-7c7e-9d67-3f5a1c0e2b11",
    ):
        response = await city.http.get(path)
        assert response.status_code == HTTPStatus.NOT_FOUND, path
