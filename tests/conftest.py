"""A real PostgreSQL for every test: migrated once per worker, a city of its own per test.

Row security keeps cities apart, so tests commit for real and never see each other.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from logging import WARNING
from pathlib import Path

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from api.app import create_app
from api.runtime import Runtime
from api.settings import Settings
from api.web import logging
from persistence import server
from persistence.migrating import migrate
from persistence.server import Addresses
from tests.given import City, found_city

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache"
LIMITS = ("user_limit", "token_limit", "sign_in_address_limit", "reveal_limit")

#: The folders with the longest files first: what is short fills up the end of two workers' time.
ORDER = ("journeys", "contract", "api", "rent_life", "persistence", "domain")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: ORDER.index(item.path.relative_to(ROOT / "tests").parts[0]))


@pytest.fixture(scope="session")
def administrator() -> Iterator[str]:
    """DATABASE_URL's server, or the embedded one, which all workers share."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with server.embedded(CACHE / "test-postgres") as url:
        asyncio.run(_forget_durability(url))
        yield url


@pytest.fixture(scope="session")
def addresses(administrator: str, worker_id: str) -> Addresses:
    """A fresh database for this worker, at the present schema."""
    database = f"anju_test_{os.environ.get('ANJU_TEST_NAME', '')}{worker_id}"
    asyncio.run(_drop(administrator, database))
    made = server.prepared(administrator, database=database, secret=CACHE / "test-password")
    migrate(made.owner)
    return made


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Many people's work in a minute, and most tests are not about how often."""
    return Settings(
        anju_data=tmp_path_factory.mktemp("data"),
        pool_size=20,
        stream_seconds=0.3,
        public_pace=100_000,
        **dict.fromkeys(LIMITS, 1_000_000),
    )  # pyright: ignore[reportCallIssue]


@pytest.fixture(scope="session")
async def runtime(settings: Settings, addresses: Addresses) -> AsyncIterator[Runtime]:
    logging.install(as_json=False, level=WARNING)
    started = Runtime.start(settings, addresses.app)
    yield started
    await started.database.close()


@pytest.fixture(scope="session")
async def stranger(runtime: Runtime) -> AsyncIterator[httpx.AsyncClient]:
    """A client that nobody signed in."""
    transport = httpx.ASGITransport(app=create_app(runtime), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://anju.test") as client:
        yield client


@pytest.fixture
async def city(runtime: Runtime, stranger: httpx.AsyncClient) -> City:
    """A new city with its bureau, an operator, finance, and one person of every role."""
    runtime.clock.told = None
    return await found_city(runtime, stranger)


async def _drop(administrator: str, database: str) -> None:
    plain = make_url(administrator).set(drivername="postgresql")
    connection = await asyncpg.connect(plain.render_as_string(hide_password=False))
    try:
        await connection.execute(f'drop database if exists "{database}" with (force)')
    finally:
        await connection.close()


async def _forget_durability(administrator: str) -> None:
    """Tests never restart the server: waiting for the disk would only slow them down."""
    connection = await asyncpg.connect(administrator)
    try:
        await connection.execute("alter system set fsync = off")
        await connection.execute("alter system set synchronous_commit = off")
        await connection.execute("select pg_reload_conf()")
    finally:
        await connection.close()
