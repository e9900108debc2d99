"""Participants are frozen before a draw, and never while its outcome could be foreseen."""

from datetime import date
from hashlib import sha256

from domain.lottery import verify
from tests.given import City
from tests.given_draws import DRAW, places, result_file
from tests.given_eligibility import decided
from tests.given_rounds import (
    DRAWN,
    REVIEWED,
    VALUE,
    applicant,
    commitment,
    homes,
    on,
    ordered,
    published,
    registered,
    reviewed,
    stepped,
    tried,
)


async def test_nothing_is_drawn_before_the_participants_are_frozen(city: City) -> None:
    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), people=1)

    with on(city, DRAWN):
        response = await tried(city, city.officer, one, "order", DRAW)

    assert (response.status_code, response.json()["code"]) == (409, "inputs_not_frozen")


async def test_once_the_value_can_be_known_nobody_is_frozen_any_more(city: City) -> None:
    """Commit anew, with a value that is still to come; the plan says so in a new version."""
    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), people=2)
    secret = "ab" * 32
    anew = commitment(commitment=sha256(bytes.fromhex(secret)).hexdigest(), public_on="2026-04-28")

    with on(city, DRAWN):
        late = await tried(city, city.officer, one, "freezing")
        one = await stepped(city, city.officer, one, "commitment", anew)
        one = await stepped(city, city.officer, one, "freezing")
        again = await tried(city, city.officer, one, "freezing")
        closed = await tried(city, city.officer, one, "commitment", anew)
    with on(city, date(2026, 4, 28)):
        old = await tried(city, city.officer, one, "order", DRAW)
        one = await stepped(
            city, city.officer, one, "order", {"secret": secret, "public_value": VALUE}
        )

    assert (late.status_code, late.json()["code"]) == (409, "public_value_known")
    assert again.json()["code"] == "inputs_frozen"
    assert closed.json()["code"] == "commitment_closed"
    assert old.json()["code"] == "secret_wrong"
    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()
    assert told["plan"]["lottery"]["commitment"] == anew["commitment"]
    assert [v["standing"] for v in told["versions"] if v["kind"] == "plan"] == [
        "corrected",
        "current",
    ]
    assert verify(await result_file(city, one), commitment=anew["commitment"]) is None


async def test_somebody_who_lost_eligibility_since_the_recheck_is_not_frozen(city: City) -> None:
    project = await city.project()
    one = await published(city, project, await homes(city, project, 1))
    record, mine = await applicant(city, "赵福生")
    await registered(city, one, record, mine)
    await registered(city, one, *await applicant(city, "钱进财"))
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        one = await stepped(city, city.officer, one, "review")
    await decided(city, record, effective_on="2026-04-18")

    with on(city, REVIEWED):
        response = await tried(city, city.officer, one, "freezing")

    assert (response.status_code, response.json()["code"]) == (409, "review_outdated")
    assert response.json()["facts"] == {"numbers": [1], "total": 1}


async def test_what_is_reopened_after_a_draw_is_drawn_with_another_secret(city: City) -> None:
    """The first draw is given up for good; its commitment cannot be used again."""
    project = await city.project()
    one, made = await ordered(city, project, await homes(city, project, 1), people=3)
    with on(city, DRAWN):
        one = await stepped(city, city.approver, one, "order-publication")
        one = await stepped(
            city, city.approver, one, "review-reopening", {"reason": "异议成立，重新复审。"}
        )
    assert (one["state"], one["objections_until"], one["ordered_by"]) == (
        "registration_open",
        None,
        None,
    )
    assert await places(city, one) == []
    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()
    assert (told["order"], told["inputs"]) == (None, None)
    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    path = f"/allocation-rounds/{one['id']}/registrations/{made[0]['id']}/review"
    version = next(item["version"] for item in listed if item["id"] == made[0]["id"])
    with on(city, date(2026, 4, 22)):
        await city.officer.act(path, {"outcome": "refuse", "reason": "有房。"}, version=version)
        one = await stepped(city, city.officer, one, "review")
        without = await tried(city, city.officer, one, "freezing")
        secret = "cd" * 32
        anew = commitment(
            commitment=sha256(bytes.fromhex(secret)).hexdigest(), public_on="2026-04-30"
        )
        one = await stepped(city, city.officer, one, "commitment", anew)
        one = await stepped(city, city.officer, one, "freezing")
    with on(city, date(2026, 4, 30)):
        body = {"secret": secret, "public_value": VALUE}
        one = await stepped(city, city.officer, one, "order", body)
        bare = await tried(city, city.approver, one, "order-publication")
        one = await stepped(city, city.approver, one, "order-publication", {"reason": "重新摇号。"})

    assert without.json()["code"] == "commitment_missing"
    assert (bare.status_code, bare.json()["code"]) == (409, "correction_needs_reason")
    assert sorted(await places(city, one)) == ["000002", "000003"]
    told = (await city.http.get(f"/v1/public/allocation-rounds/{one['id']}")).json()
    assert [(v["number"], v["standing"]) for v in told["versions"] if v["kind"] == "order"] == [
        (1, "withdrawn"),
        (2, "withdrawn"),
        (3, "current"),
    ]
    kept = (await city.officer.read(f"/allocation-rounds/{one['id']}/orderings"))["items"]
    assert [(item["number"], item["given_up_at"] is None) for item in kept] == [
        (2, True),
        (1, False),
    ]


async def test_reopening_before_a_draw_by_queue_does_not_end_in_a_dead_end(city: City) -> None:
    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), 2, method="queue")
    with on(city, REVIEWED):
        one = await stepped(city, city.officer, one, "freezing")
        one = await stepped(city, city.approver, one, "review-reopening", {"reason": "补审。"})
        one = await stepped(city, city.officer, one, "review")
        one = await stepped(city, city.officer, one, "freezing")
        one = await stepped(city, city.officer, one, "order")

    assert len(await places(city, one)) == 2


async def test_a_commitment_nobody_used_outlives_a_reopening(city: City) -> None:
    project = await city.project()
    one, _ = await reviewed(city, project, await homes(city, project, 1), 2)
    with on(city, REVIEWED):
        one = await stepped(city, city.approver, one, "review-reopening", {"reason": "补审。"})
        one = await stepped(city, city.officer, one, "review")
        one = await stepped(city, city.officer, one, "freezing")
    with on(city, DRAWN):
        one = await stepped(city, city.officer, one, "order", DRAW)

    assert one["state"] == "ordered"
