"""Registrations are checked again and scored; nobody who is not eligible is admitted."""

from typing import Any

from tests.api.test_duplicates import housed
from tests.given import City
from tests.given_eligibility import decided
from tests.given_registrations import a_round, try_to
from tests.given_rounds import CLOSES, REVIEWED, applicant, homes, on, opened, registered, tried


async def test_the_recheck_admits_whom_nothing_speaks_against_and_leaves_the_rest(
    city: City,
) -> None:
    one = await a_round(city)
    people = [await applicant(city, name) for name in ("赵一", "钱二", "孙三")]
    made = [await registered(city, one, *who) for who in people]
    await decided(city, people[1][0], effective_on="2026-04-10")
    await housed(city, people[2][1], "CCCC")

    with on(city, REVIEWED):
        found = await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        incomplete = await tried(city, city.officer, one, "review")

    assert found == {"admitted": 1, "waiting": 2}
    assert (incomplete.status_code, incomplete.json()["code"]) == (409, "review_incomplete")
    assert incomplete.json()["facts"] == {"waiting": 2}
    listed = (await city.officer.read(f"/allocation-rounds/{one['id']}/registrations"))["items"]
    assert [item["state"] for item in listed] == ["admitted", "registered", "registered"]
    assert listed[0]["id"] == made[0]["id"]


async def review(city: City, one: Any, made: Any, body: Any) -> Any:
    path = f"/allocation-rounds/{one['id']}/registrations/{made['id']}/review"
    with on(city, REVIEWED):
        return await city.officer.post(path, body, **{"If-Match": f'"{made["version"]}"'})


async def test_a_refusal_says_why_and_nobody_is_admitted_who_is_not_eligible(city: City) -> None:
    one = await a_round(city)
    record, mine = await applicant(city, "赵福生")
    made = await registered(city, one, record, mine)
    await decided(city, record, effective_on="2026-04-10")

    without = await review(city, one, made, {"outcome": "refuse"})
    admitted = await review(city, one, made, {"outcome": "admit"})
    told = await review(city, one, made, {"outcome": "refuse", "reason": "资格已取消。"})

    assert (without.status_code, without.json()["code"]) == (422, "review_reason_missing")
    assert (admitted.json()["code"], admitted.json()["facts"]) == (
        "not_eligible",
        {"why": "cancelled"},
    )
    assert (told.json()["state"], told.json()["reason"]) == ("refused", "资格已取消。")


async def test_the_review_ends_after_registration_with_somebody_admitted(city: City) -> None:
    project = await city.project()
    one, _ = await opened(city, project, await homes(city, project, 1), people=0, method="queue")
    _, mine = await applicant(city, "赵福生")
    await try_to(city, one, "赵福生", mine)

    with on(city, CLOSES):
        early = await tried(city, city.officer, one, "review")
    with on(city, REVIEWED):
        listed = await city.officer.read(f"/allocation-rounds/{one['id']}/registrations")
        [made] = listed["items"]
    await review(city, one, made, {"outcome": "refuse", "reason": "材料不实。"})
    with on(city, REVIEWED):
        nobody = await tried(city, city.officer, one, "review")

    assert (early.status_code, early.json()["code"]) == (409, "registration_still_open")
    assert (nobody.status_code, nobody.json()["code"]) == (409, "nobody_admitted")


SHEET = [
    {"code": "income", "name": "收入", "most": 40},
    {"code": "years", "name": "年限", "most": 60},
]


async def scored(city: City, one: Any, made: Any, points: Any) -> Any:
    path = f"/allocation-rounds/{one['id']}/registrations/{made['id']}/scores"
    with on(city, REVIEWED):
        return await city.officer.request(
            "PUT", path, json={"points": points}, headers={"If-Match": f'"{made["version"]}"'}
        )


async def test_an_order_by_score_has_every_sheet_filled_in(city: City) -> None:
    project = await city.project()
    one, made = await opened(
        city, project, await homes(city, project, 1), 2, method="score", score_items=SHEET
    )
    first = await scored(city, one, made[0], {"income": 30, "years": 20})
    for points in ({"income": 41}, {"other": 1}, {"income": -1}):
        wrong = await scored(city, one, made[1], points)
        assert (wrong.status_code, wrong.json()["code"]) == (422, "score_invalid")
    with on(city, REVIEWED):
        await city.officer.act(f"/allocation-rounds/{one['id']}/recheck")
        missing = await tried(city, city.officer, one, "review")

    assert (first.json()["points"], first.json()["scores"]) == (50, {"income": 30, "years": 20})
    assert (missing.status_code, missing.json()["code"]) == (409, "scores_missing")
    assert missing.json()["facts"]["numbers"] == [2]


async def test_other_rounds_are_not_scored(city: City) -> None:
    project = await city.project()
    one, [made] = await opened(city, project, await homes(city, project, 1), 1, method="queue")

    response = await scored(city, one, made, {"income": 1})

    assert (response.status_code, response.json()["code"]) == (409, "scores_not_asked")
