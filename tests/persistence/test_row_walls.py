"""What the walls do: rows of other cities are neither seen, written nor pointed to."""

import asyncio
import contextlib
import random
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from api.runtime import Runtime
from persistence.server import Addresses
from persistence.session import Database, PrivilegedRole
from persistence.tables import METADATA
from persistence.tables.housing import ProjectRow
from tests.given import City, found_city
from tests.given_walls import TRADE

ROUNDS = 300


async def test_without_an_authority_there_is_nothing(city: City) -> None:
    await city.project()

    async with city.runtime.database.transaction() as session:
        counted = {
            name: await session.scalar(select(func.count()).select_from(METADATA.tables[name]))
            for name in TRADE
        }

    assert set(counted.values()) == {0}


async def test_a_connection_that_served_a_city_forgets_it(city: City) -> None:
    """After set_config(…, true) the setting is an empty text: no row, and no error either."""
    await city.project()
    database = Database(city.runtime.database.url, pool_size=1)
    async with database.transaction(city.context) as session:
        seen = await session.scalar(select(func.count()).select_from(ProjectRow))

    async with database.transaction() as session:
        after = await session.scalar(select(func.count()).select_from(ProjectRow))
    await database.close()

    assert (seen, after) == (1, 0)


async def test_a_row_cannot_be_written_into_another_authority(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    statement = insert(ProjectRow).values(
        authority_id=elsewhere.authority_id, code="X", name="甲", district="乙"
    )

    with pytest.raises(DBAPIError, match="row-level security"):
        async with runtime.database.transaction(city.context) as session:
            await session.execute(statement)


async def test_a_row_cannot_point_into_another_authority(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await elsewhere.project()

    response = await city.officer.post(f"/projects/{theirs['id']}/buildings", {"name": "1"})
    with pytest.raises(DBAPIError, match="foreign key"):
        async with runtime.database.transaction(city.context) as session:
            await session.execute(
                text("insert into buildings (project_id, name) values (:id, '1')"),
                {"id": theirs["id"]},
            )

    assert response.status_code == 404


async def test_the_program_refuses_to_serve_with_privileges(
    addresses: Addresses, administrator: str
) -> None:
    superuser = (
        make_url(administrator)
        .set(drivername="postgresql+asyncpg", database=make_url(addresses.app).database)
        .render_as_string(hide_password=False)
    )
    for url in (addresses.owner, superuser):
        database = Database(url, pool_size=1)
        with pytest.raises(PrivilegedRole):
            await database.refuse_privileges()
        await database.close()


async def test_the_program_serves_as_the_application(runtime: Runtime) -> None:
    await runtime.database.refuse_privileges()


async def test_two_cities_on_two_connections_never_see_each_other(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    """300 reads and writes at once, with errors, cancels and rollbacks, on a pool of two."""
    other = await found_city(runtime, stranger)
    names = {city.authority_id: "canary-here", other.authority_id: "canary-there"}
    dice = random.Random(20260401)
    database = Database(runtime.database.url, pool_size=2)
    leaks: list[str] = []

    async def visit(visitor: City, fate: str) -> None:
        async with database.transaction(visitor.context) as session:
            await session.execute(
                insert(ProjectRow).values(
                    code=uuid4().hex, name=names[visitor.authority_id], district="青山区"
                )
            )
            if fate == "cancelled":
                await session.execute(text("select pg_sleep(5)"))
            seen = await session.scalars(select(ProjectRow.name))
            leaks.extend(set(seen) - {names[visitor.authority_id]})
            if fate == "broken":
                await session.execute(text("select 1 / 0"))
            if fate == "rolled back":
                raise LookupError

    async def fated(visitor: City, fate: str) -> None:
        with contextlib.suppress(TimeoutError, LookupError, DBAPIError):
            await asyncio.wait_for(visit(visitor, fate), 0.05 if fate == "cancelled" else 60)

    gate = asyncio.Semaphore(2)

    async def queued(visitor: City, fate: str) -> None:
        async with gate:
            await fated(visitor, fate)

    fates = dice.choices(["saved", "broken", "rolled back", "cancelled"], [6, 2, 2, 1], k=ROUNDS)
    visitors = dice.choices([city, other], k=ROUNDS)
    await asyncio.gather(*(queued(*pair) for pair in zip(visitors, fates, strict=True)))

    async with database.transaction(city.context) as session:
        mine = await session.scalar(select(func.count()).select_from(ProjectRow))
    await database.close()
    saved = sum(1 for v, f in zip(visitors, fates, strict=True) if v is city and f == "saved")
    assert leaks == []
    assert mine == saved
