"""Money moves once per key, whoever asks again, however often, and whatever breaks."""

import asyncio
from http import HTTPStatus
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select

from api.payments import commands
from api.runtime import Runtime
from domain.access import Role
from persistence.tables.payments import PaymentRow
from persistence.tables.platform import IdempotencyKeyRow
from tests.given import City, Client, found_city
from tests.given_payments import home, order

MANY = 60


async def _pay(client: Client, body: Any, key: str) -> httpx.Response:
    return await client.post("/payments", body, **{"Idempotency-Key": key})


async def _count(city: City, row: Any) -> int:
    async with city.runtime.database.transaction(city.context) as session:
        return await session.scalar(select(func.count()).select_from(row)) or 0


async def test_the_same_key_gives_the_first_answer_again(city: City) -> None:
    body, key = order(await home(city), 10000), str(uuid4())

    first = await _pay(city.cashier, body, key)
    again = await _pay(city.cashier, body, key)

    assert first.status_code == again.status_code == HTTPStatus.CREATED
    assert first.content == again.content
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert await _count(city, PaymentRow) == 1


async def test_another_amount_under_the_same_key_is_refused(city: City) -> None:
    flat, key = await home(city), str(uuid4())
    await _pay(city.cashier, order(flat, 10000), key)

    response = await _pay(city.cashier, order(flat, 10001), key)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response.json()["code"] == "idempotency_key_reused"
    assert await _count(city, PaymentRow) == 1


async def test_another_address_under_the_same_key_is_refused(city: City) -> None:
    flat, key = await home(city), str(uuid4())
    paid = (await _pay(city.cashier, order(flat, 10000), key)).json()

    response = await city.cashier.post(
        f"/payments/{paid['id']}/reversal", {"reason": "重复缴款"}, **{"Idempotency-Key": key}
    )

    assert response.json()["code"] == "idempotency_key_reused"


async def test_a_key_of_somebody_else_is_a_key_of_ones_own(city: City) -> None:
    flat, key = await home(city), str(uuid4())
    theirs = await _pay(city.cashier, order(flat, 10000), key)

    ours = await _pay(city.manager, order(flat, 20000), key)

    assert ours.status_code == HTTPStatus.CREATED
    assert ours.json()["id"] != theirs.json()["id"]
    assert "Idempotent-Replayed" not in ours.headers


async def test_a_key_of_another_city_is_not_known_here(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    key = str(uuid4())
    await _pay(elsewhere.cashier, order(await home(elsewhere), 10000), key)

    response = await _pay(city.cashier, order(await home(city), 20000), key)

    assert response.status_code == HTTPStatus.CREATED
    assert await _count(city, PaymentRow) == await _count(elsewhere, PaymentRow) == 1


async def test_sixty_at_once_are_one_payment(city: City) -> None:
    """Some may be told to wait; nobody pays twice, and every answer that was given is the same."""
    body, key = order(await home(city), 10000), str(uuid4())

    answers = await asyncio.gather(*(_pay(city.cashier, body, key) for _ in range(MANY)))

    given = [one for one in answers if one.status_code == HTTPStatus.CREATED]
    waiting = [one for one in answers if one.status_code != HTTPStatus.CREATED]
    assert await _count(city, PaymentRow) == 1
    assert len({one.content for one in given}) == 1
    assert sum("Idempotent-Replayed" not in one.headers for one in given) == 1
    assert {one.json()["code"] for one in waiting} <= {"busy", "idempotency_in_progress"}
    assert all("Retry-After" in one.headers for one in waiting)


async def test_a_deed_that_breaks_leaves_no_key_behind(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, key = order(await home(city), 10000), str(uuid4())

    async def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        for name in [one for one in vars(commands) if one.startswith("take_")]:
            patched.setattr(commands, name, broken)
        failed = await _pay(city.cashier, body, key)
    keys_then = await _count(city, IdempotencyKeyRow)
    retried = await _pay(city.cashier, body, key)

    assert failed.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert failed.json()["code"] == "internal_error"
    assert "power" not in failed.text
    assert keys_then == 0
    assert retried.status_code == HTTPStatus.CREATED
    assert await _count(city, PaymentRow) == 1


async def test_a_refused_deed_leaves_no_key_behind(city: City) -> None:
    key = str(uuid4())

    response = await _pay(city.cashier, order({"id": str(uuid4())}, 10000), key)

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert await _count(city, IdempotencyKeyRow) == 0


async def test_a_key_does_not_stand_for_a_permission(city: City) -> None:
    body, key = order(await home(city), 10000), str(uuid4())
    await _pay(city.cashier, body, key)

    response = await _pay(city[Role.AUDITOR], body, key)

    assert response.json()["code"] == "permission_missing"
    assert await _count(city, IdempotencyKeyRow) == 1


async def test_a_key_that_is_under_way_is_waited_for_or_told(city: City) -> None:
    """A first request that has not committed yet, seen from the second."""
    body, key = order(await home(city), 10000), str(uuid4())
    async with city.runtime.database.transaction(city.context) as session:
        session.add(
            IdempotencyKeyRow(principal_id=city.cashier.person_id, key=key, request_hash=b"not yet")
        )
        await session.flush()

        response = await _pay(city.cashier, body, key)
        await session.rollback()

    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["code"] == "idempotency_in_progress"
    assert response.headers["Retry-After"] == "1"
