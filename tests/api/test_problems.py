"""Refusals look alike, say what happened, and hide what is inside; headers guard every answer."""

from http import HTTPStatus
from typing import Any, Final

import httpx
import pytest

from api.app import create_app
from api.runtime import Runtime
from api.web import contract
from api.web.headers import CSP
from api.web.labels import CHINESE
from domain.errors import DomainError
from persistence import housing
from tests.given import City

GUARDS: Final = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@pytest.mark.parametrize(
    "path",
    ["/v1/me", "/v1/meta", "/v1/nowhere", "/v1/units?limit=0", "/healthz", "/openapi.json"],
)
async def test_every_answer_is_guarded(city: City, path: str) -> None:
    headers = {"Authorization": f"Bearer {city.cashier.token}"}

    response = await city.http.get(path, headers=headers)

    assert {name: response.headers.get(name) for name in GUARDS} == GUARDS
    assert len(response.headers["x-request-id"]) >= 8


@pytest.mark.parametrize("path", ["/v1/me", "/v1/nowhere", "/v1/units"])
async def test_no_answer_of_the_api_is_kept_by_anyone(city: City, path: str) -> None:
    headers = {"Authorization": f"Bearer {city.cashier.token}"}

    response = await city.http.get(path, headers=headers)

    assert response.headers["cache-control"] == "private, no-store"


async def test_a_stream_is_guarded_too(city: City) -> None:
    from persistence import operations

    actor = await city.actor(next(iter(city.clients)))
    async with city.runtime.database.transaction(city.context) as session:
        made = await operations.start(session, actor, "test.x", project_id=None, arguments={})
        await operations.change(session, made, state="done")

    response = await city.cashier.get(f"/operations/{made}/events")

    assert {name: response.headers.get(name) for name in GUARDS} == GUARDS


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("order-4711_x", True),
        ("short", False),
        ("x" * 65, False),
        ("a b c d e f", False),
        ("<script>1</script>", False),
    ],
)
async def test_a_request_id_is_taken_over_when_it_is_one(
    stranger: httpx.AsyncClient, given: str, kept: bool
) -> None:
    response = await stranger.get("/v1/nowhere", headers={"X-Request-Id": given})

    assert (response.headers["x-request-id"] == given) is kept
    assert response.json()["request_id"] == response.headers["x-request-id"]


async def test_a_fault_inside_tells_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret-of-the-house")

    monkeypatch.setattr(housing, "projects", broken)

    response = await city.cashier.get("/projects")

    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert response.json()["code"] == "internal_error"
    assert "secret" not in response.text
    assert "Traceback" not in response.text


async def test_a_database_that_refuses_tells_nothing_either(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import column, select, table

    monkeypatch.setattr(
        housing, "projects", lambda _: select(column("code")).select_from(table("inside"))
    )

    response = await city.cashier.get("/projects")

    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "inside" not in response.text


async def test_the_catalogue_is_published_with_cause_and_cure(
    stranger: httpx.AsyncClient,
) -> None:
    meta = (await stranger.get("/v1/meta")).json()

    codes = {one["code"]: one for one in meta["codes"]}
    assert codes.keys() == contract.catalogue().keys()
    assert all(one["cause"] and one["cure"] for one in codes.values())
    assert codes["version_conflict"]["status"] == HTTPStatus.PRECONDITION_FAILED
    assert meta["limits"]["page_largest"] == 200
    assert meta["version"] == create_app(None).version


async def test_the_catalogue_knows_every_enumeration_in_two_languages(
    stranger: httpx.AsyncClient,
) -> None:
    enums = (await stranger.get("/v1/meta")).json()["enums"]

    for name, words in CHINESE.items():
        assert {one["word"]: one["zh"] for one in enums[name]} == words, name
    assert all(one["en"] for words in enums.values() for one in words)


def test_a_test_of_ours_is_no_refusal_of_the_program() -> None:
    class OnlyHere(DomainError):
        """Not in the catalogue."""

    assert OnlyHere.code not in contract.catalogue()


async def test_a_crowd_is_told_to_come_back(city: City, runtime: Runtime) -> None:
    """Every connection taken: a refusal with Retry-After, not an error, and then all is well."""
    from contextlib import AsyncExitStack

    async with AsyncExitStack() as all_of_them:
        for _ in range(runtime.settings.pool_size):
            await all_of_them.enter_async_context(runtime.database.engine.connect())

        response = await city.cashier.get("/me")

    after = await city.cashier.get("/me")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["code"] == "busy"
    assert response.headers["Retry-After"] == "1"
    assert after.status_code == HTTPStatus.OK


async def test_another_authoritys_thing_is_answered_like_one_that_never_was(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    from uuid import uuid4

    from tests.given import found_city

    elsewhere = await found_city(runtime, stranger)
    theirs = (await elsewhere.project())["id"]

    foreign = await city.officer.get(f"/projects/{theirs}")
    missing = await city.officer.get(f"/projects/{uuid4()}")

    assert foreign.status_code == missing.status_code == HTTPStatus.NOT_FOUND
    assert _shape(foreign.json(), theirs) == _shape(missing.json())


def _shape(told: dict[str, Any], _id: str | None = None) -> dict[str, Any]:
    """The body without what names the request itself."""
    hidden = {"request_id", "facts"}
    return {k: v for k, v in told.items() if k not in hidden} | {"facts": sorted(told["facts"])}
