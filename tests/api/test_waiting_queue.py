"""Who waits for a home, for how long, and when the bureau is told (公租房办法 Art. 10)."""

from collections.abc import Iterator
from datetime import date

import pytest

from domain.access import Role
from tests.given import City
from tests.given_eligibility import banned, decided, granted, number


@pytest.fixture(autouse=True)
def today(city: City) -> Iterator[None]:
    city.runtime.clock.told = date(2026, 4, 15)
    yield
    city.runtime.clock.told = None


async def test_whoever_waited_longest_stands_first_with_an_alert_at_four_and_five_years(
    city: City,
) -> None:
    for name, queued_on in (
        ("赵", "2022-04-16"),
        ("钱", "2022-04-15"),
        ("孙", "2021-04-15"),
        ("李", "2021-04-16"),
        ("周", "2026-04-15"),
    ):
        await granted(city, name, queued_on=queued_on)

    found = (await city.officer.read("/waiting-queue"))["items"]

    assert [(w["applicant_name"], w["alert"], w["waited_years"]) for w in found] == [
        ("孙", "over", 5),
        ("李", "near", 4),
        ("钱", "near", 4),
        ("赵", "none", 3),
        ("周", "none", 0),
    ]
    near = (await city.officer.read("/waiting-queue", alert="near"))["items"]
    assert [w["applicant_name"] for w in near] == ["李", "钱"]


async def test_the_summary_counts_by_tier(city: City) -> None:
    await granted(city, queued_on="2020-01-01")
    await granted(city, queued_on="2022-01-01")
    await granted(city, queued_on="2025-01-01", tier="minimum_living")

    found = await city[Role.AUDITOR].read("/waiting-queue/summary")

    assert (found["near_years"], found["max_years"]) == (4, 5)
    assert (found["waiting"], found["near"], found["over"]) == (3, 1, 1)
    assert found["tiers"] == [
        {"tier": "minimum_living", "waiting": 1, "near": 0, "over": 0},
        {"tier": "low_income", "waiting": 2, "near": 1, "over": 1},
    ]


async def test_a_city_may_wait_less_long(city: City) -> None:
    for key, value in (("queue.near_years", 1), ("queue.max_years", 2)):
        await city.officer.act(
            "/parameters",
            {"key": key, "valid_from": "2026-01-01", "value": value, "legal_basis": "本市办法"},
        )
    await granted(city, queued_on="2024-04-15")

    [one] = (await city.officer.read("/waiting-queue"))["items"]

    assert one["alert"] == "over"


async def test_nobody_waits_who_may_not_be_housed_or_is(city: City) -> None:
    from tests.api.test_duplicates import housed

    ban, home = number(), number()
    await granted(city, national_id=ban)
    await banned(city, ban, from_on="2026-01-01")
    await granted(city, national_id=home)
    await housed(city, home)
    await decided(city, await granted(city), effective_on="2026-04-01")
    await granted(city, starts_on="2026-05-01")
    await granted(city, starts_on="2020-01-01", ends_on="2025-12-31")
    waits = await granted(city)

    found = (await city.officer.read("/waiting-queue"))["items"]

    assert [one["record_id"] for one in found] == [waits["id"]]


async def test_pages_of_the_queue_go_on_where_they_ended(city: City) -> None:
    for n in range(5):
        await granted(city, f"赵{n}", queued_on=f"2024-01-0{5 - n}")

    first = await city.officer.read("/waiting-queue", limit=3)
    rest = await city.officer.read("/waiting-queue", limit=3, cursor=first["next_cursor"])

    names = [one["applicant_name"] for one in (*first["items"], *rest["items"])]
    assert names == ["赵4", "赵3", "赵2", "赵1", "赵0"]
    assert rest["next_cursor"] is None
