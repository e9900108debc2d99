"""Sessions end when they should, and a browser's cookie serves our own pages only."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, update

from api.platform.secrets import digest
from persistence.tables.people import RefreshTokenRow, SessionRow
from tests.given import City
from tests.given_people import browser, enter, refreshed, signed_in, staff

HERE = "http://anju.test"


async def _me(city: City, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return (await city.http.get("/v1/me", headers=headers)).status_code


async def _pair(city: City) -> Any:
    return (await signed_in(city.http, (await staff(city)).username)).json()


async def _spent(city: City, refresh_token: str, ago: timedelta) -> None:
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(RefreshTokenRow)
            .where(RefreshTokenRow.token_hash == digest(refresh_token))
            .values(spent_at=func.now() - ago)
        )


async def _aged(city: City, person_id: str, **columns: Any) -> None:
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(SessionRow).where(SessionRow.person_id == UUID(person_id)).values(**columns)
        )


async def test_a_token_is_worth_nothing_after_signing_out(city: City) -> None:
    pair = await _pair(city)
    headers = {"Authorization": f"Bearer {pair['access_token']}"}

    out = await city.http.delete("/v1/auth/sessions/current", headers=headers)

    assert out.status_code == HTTPStatus.NO_CONTENT
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert await _me(city, pair["access_token"]) == HTTPStatus.UNAUTHORIZED
    again = await refreshed(city.http, pair["refresh_token"])
    assert again.json()["code"] == "refresh_token_invalid"


async def test_a_refresh_token_is_traded_for_the_next_pair(city: City) -> None:
    first = await _pair(city)

    second = (await refreshed(city.http, first["refresh_token"])).json()

    assert second["refresh_token"] != first["refresh_token"]
    assert await _me(city, second["access_token"]) == HTTPStatus.OK
    assert (await refreshed(city.http, second["refresh_token"])).status_code == HTTPStatus.OK


async def test_a_lost_answer_may_be_asked_for_again_within_30_seconds(city: City) -> None:
    first = await _pair(city)
    await refreshed(city.http, first["refresh_token"])
    await _spent(city, first["refresh_token"], timedelta(seconds=20))

    again = await refreshed(city.http, first["refresh_token"])

    assert again.status_code == HTTPStatus.OK
    assert await _me(city, again.json()["access_token"]) == HTTPStatus.OK


async def test_a_refresh_token_that_comes_back_later_ends_the_whole_session(city: City) -> None:
    first = await _pair(city)
    second = (await refreshed(city.http, first["refresh_token"])).json()
    await _spent(city, first["refresh_token"], timedelta(seconds=31))

    stolen = await refreshed(city.http, first["refresh_token"])

    assert stolen.status_code == HTTPStatus.UNAUTHORIZED
    assert stolen.json()["code"] == "refresh_token_invalid"
    assert await _me(city, second["access_token"]) == HTTPStatus.UNAUTHORIZED
    assert (await refreshed(city.http, second["refresh_token"])).status_code == 401


async def test_a_refresh_token_that_nobody_issued_is_refused(city: City) -> None:
    response = await refreshed(city.http, "x" * 43)

    assert response.json()["code"] == "refresh_token_invalid"


async def test_an_access_token_refreshes_nothing(city: City) -> None:
    response = await refreshed(city.http, city.cashier.token[:200])

    assert response.status_code == HTTPStatus.UNAUTHORIZED


async def test_a_refresh_token_opens_no_door_by_itself(city: City) -> None:
    pair = await _pair(city)

    assert await _me(city, pair["refresh_token"]) == HTTPStatus.UNAUTHORIZED


async def test_a_session_has_an_end(city: City) -> None:
    person = await staff(city)
    pair = (await signed_in(city.http, person.username)).json()

    await _aged(city, person.person_id, expires_at=func.now() - timedelta(seconds=1))

    assert await _me(city, pair["access_token"]) == HTTPStatus.UNAUTHORIZED
    assert (await refreshed(city.http, pair["refresh_token"])).status_code == 401


async def test_a_browser_left_alone_is_signed_out(city: City) -> None:
    person = await staff(city)
    async with browser(city.runtime) as client:
        await enter(client, person.username)
        before = await client.get("/v1/me")
        await _aged(city, person.person_id, seen_at=func.now() - timedelta(hours=9))

        after = await client.get("/v1/me")

    assert (before.status_code, after.status_code) == (HTTPStatus.OK, HTTPStatus.UNAUTHORIZED)


async def test_work_keeps_a_browser_signed_in(city: City) -> None:
    person = await staff(city)
    async with browser(city.runtime) as client:
        await enter(client, person.username)
        await _aged(city, person.person_id, seen_at=func.now() - timedelta(hours=7))
        await client.get("/v1/me")
        async with city.runtime.database.transaction() as session:
            seen = await session.scalar(
                SessionRow.__table__.select()
                .with_only_columns(func.now() - SessionRow.seen_at)
                .where(SessionRow.person_id == UUID(person.person_id))
            )

    assert seen is not None
    assert seen < timedelta(minutes=1)


async def test_the_cookie_is_for_the_browser_alone(city: City) -> None:
    person = await staff(city)
    async with browser(city.runtime) as client:
        answer = await enter(client, person.username)

    cookie = answer.headers["set-cookie"]
    assert answer.status_code == HTTPStatus.NO_CONTENT
    assert cookie.startswith("anju_session=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


async def test_over_https_the_cookie_is_bound_to_this_host(city: City) -> None:
    person = await staff(city)
    async with browser(city.runtime, address="https://anju.test") as client:
        answer = await enter(client, person.username)
        me = await client.get("/v1/me")

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-anju_session=")
    assert {"HttpOnly", "Secure", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert me.status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"X-Requested-By": "anju"}, True),
        ({"X-Requested-By": "anju", "Origin": HERE}, True),
        ({}, False),
        ({"Origin": HERE}, False),
        ({"X-Requested-By": "anju", "Origin": "https://evil.example"}, False),
        ({"X-Requested-By": "anju", "Origin": "null"}, False),
        ({"X-Requested-By": "anju", "Origin": f"{HERE}.evil.example"}, False),
        ({"X-Requested-By": "anju", "Origin": "http://anju.test:8080"}, False),
    ],
)
async def test_a_cookie_changes_things_from_our_own_pages_only(
    city: City, headers: dict[str, str], allowed: bool
) -> None:
    person = await staff(city)
    async with browser(city.runtime) as client:
        await enter(client, person.username)

        response = await client.delete("/v1/auth/sessions/current", headers=headers)
        me = await client.get("/v1/me")

    if allowed:
        assert response.status_code == HTTPStatus.NO_CONTENT
    else:
        assert response.status_code == HTTPStatus.FORBIDDEN
        assert response.json()["code"] == "cross_site"
        assert me.status_code == HTTPStatus.OK


async def test_nobody_is_signed_in_from_another_site(city: City) -> None:
    person = await staff(city)
    async with browser(city.runtime) as client:
        response = await client.post(
            "/v1/auth/sessions",
            json={"username": person.username, "password": "whatever"},
            headers={"X-Requested-By": "anju", "Origin": "https://evil.example"},
        )

    assert response.json()["code"] == "cross_site"


async def test_a_cookie_that_nobody_issued_is_refused(city: City) -> None:
    response = await city.http.get("/v1/me", headers={"Cookie": "anju_session=made-up"})

    assert response.json()["code"] == "session_ended"


async def test_switching_the_authority_ends_the_session_before(city: City) -> None:
    pair = await _pair(city)

    switched = await city.http.put(
        "/v1/me/authority",
        json={"authority_id": str(city.authority_id)},
        headers={"Authorization": f"Bearer {pair['access_token']}"},
    )

    assert switched.status_code == HTTPStatus.OK
    assert await _me(city, pair["access_token"]) == HTTPStatus.UNAUTHORIZED
    assert await _me(city, switched.json()["access_token"]) == HTTPStatus.OK
