"""Limits: the 121st request of a minute is refused, by all processes together, and told ahead."""

import asyncio
import re
import time
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from api.desk import office
from api.people.timetable import forget_rate_limits
from api.platform.limits import Limits, Of
from api.web.problems import RateLimited
from persistence.server import Addresses
from persistence.session import Database
from tests.given import City
from tests.given_bad_inputs import is_problem
from tests.given_limits import AS_SHIPPED, limited, served, through
from tests.given_payments import home, order
from tests.given_people import PASSWORD, browser, enter, signed_in, staff

_LEFT = re.compile(r'"(?P<of>[a-z-]+)";r=(?P<left>\d+);t=(?P<ends_in>\d+)')


async def test_row_30_the_121st_request_of_a_browser_in_a_minute(city: City) -> None:
    known = await staff(city)
    async with browser(limited(city.runtime, sign_in_address_limit=1_000_000)) as client:
        assert (await enter(client, known.username)).status_code == HTTPStatus.NO_CONTENT
        answers = [await client.get("/v1/me") for _ in range(121)]

    assert {one.status_code for one in answers[:120]} == {200}
    is_problem(answers[120], 429, "rate_limited")
    waits = int(answers[120].headers["Retry-After"])
    assert 1 <= waits <= 60
    assert answers[120].json()["facts"] == {"limit": 120, "wait_seconds": waits}


async def test_what_is_left_is_told_with_every_answer(city: City) -> None:
    async with served(limited(city.runtime, token_limit=8)) as http:
        cashier = through(http, city.cashier)
        answers = [await cashier.get("/me") for _ in range(9)]
        missing = await cashier.get("/nothing-of-ours")
        refused = await cashier.get("/units", limit=0)

    told = [_LEFT.fullmatch(one.headers["RateLimit"]) for one in answers]
    assert [int(one["left"]) for one in told if one] == [7, 6, 5, 4, 3, 2, 1, 0, 0]
    assert {one.headers["RateLimit-Policy"] for one in answers} == {'"token";q=8;w=60'}
    assert all(1 <= int(one["ends_in"]) <= 60 for one in told if one)
    assert missing.status_code == HTTPStatus.NOT_FOUND
    assert refused.status_code in {400, 429}


async def test_a_person_is_limited_and_nobody_else(city: City) -> None:
    async with served(limited(city.runtime, token_limit=3)) as http:
        cashier, officer = through(http, city.cashier), through(http, city.officer)
        for _ in range(4):
            last = await cashier.get("/me")
        other = await officer.get("/me")

    assert (last.status_code, other.status_code) == (429, 200)


async def test_a_payment_that_came_too_often_moves_nothing_and_may_come_again(city: City) -> None:
    """The key is not spent by a request that was never heard."""
    flat = await home(city)
    key = {"Idempotency-Key": str(uuid4())}
    async with served(limited(city.runtime, token_limit=1)) as http:
        cashier = through(http, city.cashier)
        await cashier.get("/me")
        refused = await cashier.post("/payments", order(flat, 100), **key)
    before = (await city.officer.read("/payments", lease_id=flat["id"]))["items"]

    again = await city.cashier.post("/payments", order(flat, 100), **key)

    is_problem(refused, 429, "rate_limited")
    assert before == []
    assert again.status_code == HTTPStatus.CREATED


async def test_processes_together_give_no_more_than_the_limit(
    city: City, addresses: Addresses
) -> None:
    settings = city.runtime.settings.model_copy(update=AS_SHIPPED)
    databases = [Database(addresses.app), Database(addresses.app)]
    processes = [Limits(database, settings) for database in databases]
    who = uuid4()

    granted = await asyncio.gather(
        *(_is_granted(process, who) for process in processes for _ in range(150))
    )

    for database in databases:
        await database.close()
    assert 114 <= sum(granted) <= 120  # what one holds unspent, another cannot give: 5 % at most


@pytest.mark.parametrize("limit", [1, 2, 7, 19, 20, 21, 40])
async def test_one_process_gives_exactly_the_limit(city: City, limit: int) -> None:
    limits = limited(city.runtime, user_limit=limit).limits
    who = uuid4()

    granted = await asyncio.gather(*(_is_granted(limits, who) for _ in range(limit + 5)))

    assert sum(granted) == limit


async def test_the_next_window_is_a_whole_one(city: City) -> None:
    ahead = 0.0
    settings = city.runtime.settings.model_copy(update={"user_limit": 5})
    limits = Limits(city.runtime.database, settings, now=lambda: time.monotonic() + ahead)
    who = uuid4()
    first = [await _is_granted(limits, who) for _ in range(7)]

    await _an_age_ago(city, f"person:{who}")
    ahead = 61.0
    second = [await _is_granted(limits, who) for _ in range(7)]

    assert first == second == [True] * 5 + [False] * 2


async def test_most_requests_ask_the_database_nothing_more(city: City) -> None:
    """A process takes a twentieth of the window at once."""
    limits = limited(city.runtime).limits
    who = uuid4()

    for _ in range(120):
        await limits.take(Of.PERSON, who)
    for _ in range(500):
        await limits.take(Of.PERSON, who)  # refused, and not asked again before the window ends

    assert await _granted(city, f"person:{who}") == 120


async def test_an_office_works_on_when_the_count_cannot_be_reached(city: City) -> None:
    nowhere = Database("postgresql+asyncpg://nobody@127.0.0.1:1/none")
    limits = Limits(nowhere, city.runtime.settings.model_copy(update=AS_SHIPPED))

    assert [await _is_granted(limits, uuid4()) for _ in range(3)] == [True] * 3


async def test_the_eleventh_sign_in_from_an_address_in_a_minute(city: City) -> None:
    """Right or wrong: an address tries ten times a minute; another is heard meanwhile."""
    runtime = limited(city.runtime)
    known = await staff(city)
    here, there = (f"10.{uuid4().int % 250}.{uuid4().int % 250}.{last}" for last in (1, 2))
    async with served(runtime, address=here) as http:
        tried = [
            await signed_in(http, f"nobody.{uuid4().hex}", "falsch, aber lang") for _ in range(10)
        ]
        refused = await signed_in(http, known.username)
        cookie = await http.post(
            "/v1/auth/sessions",
            json={"username": known.username, "password": PASSWORD},
            headers={"X-Requested-By": "anju"},
        )
    async with served(runtime, address=there) as http:
        heard = await signed_in(http, known.username)

    assert {one.status_code for one in tried} == {401}
    is_problem(refused, 429, "rate_limited")
    is_problem(cookie, 429, "rate_limited")
    assert heard.status_code == HTTPStatus.OK


async def test_the_command_line_is_not_counted(city: City) -> None:
    async with office(limited(city.runtime, token_limit=1)) as http:
        answers = [await through(http, city.officer).get("/me") for _ in range(5)]

    assert {one.status_code for one in answers} == {200}
    assert "RateLimit" not in answers[0].headers


async def test_counts_outlive_no_crash_and_no_day(city: City) -> None:
    limits = limited(city.runtime).limits
    old, young = uuid4(), uuid4()
    for who in (old, young):
        await limits.take(Of.PERSON, who)
    await _an_age_ago(city, f"person:{old}")

    await forget_rate_limits(city.runtime)

    assert await _granted(city, f"person:{old}") is None
    assert await _granted(city, f"person:{young}") is not None
    async with city.runtime.database.transaction() as session:
        kept = await session.scalar(
            text("select relpersistence::text from pg_class where relname = 'rate_limits'")
        )
    assert kept == "u"


async def _is_granted(limits: Limits, who: Any) -> bool:
    try:
        await limits.spend(Of.PERSON, who)
    except RateLimited:
        return False
    return True


async def _granted(city: City, key: str) -> int | None:
    async with city.runtime.database.transaction() as session:
        return await session.scalar(
            text("select granted from rate_limits where key = :key"), {"key": key}
        )


async def _an_age_ago(city: City, key: str) -> None:
    async with city.runtime.database.transaction() as session:
        await session.execute(
            text(
                "update rate_limits set began_at = began_at - interval '3 hours' where key = :key"
            ),
            {"key": key},
        )
