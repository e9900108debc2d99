"""Streams of progress: many at once hold no connection, and refusals come before they begin."""

import asyncio
from contextlib import AsyncExitStack
from http import HTTPStatus
from uuid import uuid4

from domain.access import Role
from persistence import operations
from persistence.session import Context
from tests.given import City

MANY = 30


async def _waiting(city: City) -> str:
    actor = await city.actor(Role.CASHIER)
    async with city.runtime.database.transaction(city.context) as session:
        made = await operations.start(session, actor, "test.never", project_id=None, arguments={})
    return str(made)


async def _finish(city: City, operation_id: str) -> None:
    async with city.runtime.database.transaction(Context(city.authority_id)) as session:
        await operations.change(session, operation_id, state="done")  # type: ignore[arg-type]


async def test_many_open_streams_leave_the_pool_to_others(city: City) -> None:
    """Thirty watchers of one operation, a pool of twenty: everybody else still gets through."""
    operation_id = await _waiting(city)
    path = f"/operations/{operation_id}/events"
    watching = [asyncio.create_task(city.cashier.get(path)) for _ in range(MANY)]
    await asyncio.sleep(1)

    others = await asyncio.gather(*(city.cashier.get("/me") for _ in range(10)))
    await _finish(city, operation_id)
    streams = await asyncio.wait_for(asyncio.gather(*watching), 20)

    assert {one.status_code for one in others} == {HTTPStatus.OK}
    assert {one.status_code for one in streams} == {HTTPStatus.OK}
    assert all('"state":"done"' in one.text.replace(" ", "") for one in streams)


async def test_a_waiting_stream_holds_no_connection(city: City) -> None:
    operation_id = await _waiting(city)
    watching = asyncio.create_task(city.cashier.get(f"/operations/{operation_id}/events"))
    looks = []
    for _ in range(20):
        await asyncio.sleep(0.03)
        looks.append(city.runtime.database.engine.pool.checkedout())  # type: ignore[attr-defined]

    await _finish(city, operation_id)
    await asyncio.wait_for(watching, 10)

    assert 0 in looks


async def test_a_stream_outlives_a_crowd(city: City) -> None:
    """All connections are taken for longer than anybody waits for one: the stream goes on."""
    operation_id = await _waiting(city)
    watching = asyncio.create_task(city.cashier.get(f"/operations/{operation_id}/events"))
    await asyncio.sleep(0.5)

    async with AsyncExitStack() as all_of_them:
        for _ in range(city.runtime.settings.pool_size):
            await all_of_them.enter_async_context(city.runtime.database.engine.connect())
        await asyncio.sleep(2.6)
    await _finish(city, operation_id)
    stream = await asyncio.wait_for(watching, 10)

    assert '"state":"done"' in stream.text.replace(" ", "")


async def test_a_stream_that_is_not_yours_is_a_plain_refusal(city: City) -> None:
    response = await city.cashier.get(f"/operations/{uuid4()}/events")
    tenant = await city[Role.TENANT].get(f"/operations/{uuid4()}/events")

    assert response.status_code == HTTPStatus.NOT_FOUND
    assert response.headers["content-type"] == "application/problem+json"
    assert tenant.status_code == HTTPStatus.FORBIDDEN
