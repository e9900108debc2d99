"""A PostgreSQL of the bench's own with stock durability, and the program on a fresh database."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import urlopen

import asyncpg
from sqlalchemy.engine import make_url

from api import features
from api.demo import cast
from api.demo.founding import Stage, found, open_project
from api.desk import Desk, office, sit_down
from api.runtime import Runtime
from api.settings import Settings
from api.web import logging
from domain.access import Role
from domain.calendar import Month
from persistence import server
from persistence.migrating import migrate
from persistence.server import Addresses

CACHE: Final = Path(__file__).parent.parent / ".cache"
MONTH: Final = Month(2026, 4)
#: The business day on which the month is worked off: late enough to close it.
TODAY: Final = date(2026, 5, 15)
ESTATE: Final = cast.ESTATES[0]


@dataclass(slots=True)
class Ground:
    """A database with the demo's authorities and people, and one project without homes yet."""

    addresses: Addresses
    administrator: asyncpg.Connection
    runtime: Runtime
    stage: Stage
    project: Any

    async def desk(self, role: Role) -> Desk:
        """Whoever has this role for the project, freshly signed in: tokens last ten minutes."""
        return await sit_down(self.runtime, self.stage.http, _username(role), ESTATE.authority)

    async def token(self, role: Role) -> str:
        """An access token of theirs, for requests over the network."""
        return (await self.desk(role))._token  # noqa: SLF001 - what a device would have

    @property
    def authority_id(self) -> Any:
        return self.stage.authorities[ESTATE.authority]

    async def settle_down(self) -> None:
        """Statistics fresh, dirty pages written: what comes next is measured from rest."""
        await self.administrator.execute("vacuum analyze")
        await self.administrator.execute("checkpoint")


@contextlib.contextmanager
def postgres() -> Generator[str]:
    """The administrator's address. Durability is as PostgreSQL ships it.

    Only checkpoints are farther apart, so that none falls on one side of a comparison.
    """
    with server.embedded(CACHE / "bench-postgres") as url:
        yield url


async def set_up(administrator: str) -> None:
    connection = await asyncpg.connect(administrator)
    await connection.execute("alter system set max_wal_size = '8GB'")
    await connection.execute("alter system set checkpoint_timeout = '30min'")
    await connection.execute("select pg_reload_conf()")
    await connection.close()


@contextlib.asynccontextmanager
async def ground(administrator: str, name: str) -> AsyncGenerator[Ground]:
    """A fresh database of this name, dropped again at the end."""
    database = f"anju_bench_{name}"
    await _drop(administrator, database)
    addresses = await server.prepare(
        administrator, database=database, secret=CACHE / "bench-password"
    )
    await _in_thread(migrate, addresses.owner)
    features.load_handlers()
    logging.install(as_json=True, level=40)
    runtime = Runtime.start(_settings(), addresses.app)
    runtime.clock.told = MONTH.first
    url = make_url(administrator).set(drivername="postgresql", database=database)
    root = await asyncpg.connect(url.render_as_string(hide_password=False), command_timeout=1800)
    try:
        async with office(runtime) as http:
            stage = await found(runtime, http)
            project = await open_project(stage, ESTATE, MONTH.first)
            runtime.clock.told = TODAY
            yield Ground(addresses, root, runtime, stage, project)
    finally:
        await root.close()
        await runtime.database.close()
        await _drop(administrator, database)


@contextlib.contextmanager
def served(on: Ground, port: int) -> Generator[None]:
    """`anju serve` in a process of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": on.addresses.app,
        "DATABASE_OWNER_URL": on.addresses.owner,
        "ANJU_DATA": str(CACHE / "bench-data"),
        "PORT": str(port),
        "LOG_JSON": "true",
        "TOKEN_LIMIT": "1000000",  # the bench is one person, and faster than any
    }
    with running([sys.executable, "-m", "api.cli", "serve"], environment, port, "/readyz"):
        yield


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str], port: int, path: str
) -> Generator[None]:
    """A server process, from the moment it answers until it is told to stop."""
    with (CACHE / f"bench-server-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, cwd=Path(__file__).parent.parent
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}{path}")
            yield
        finally:
            process.terminate()
            process.wait(30)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the server ended; see .cache/bench-server-*.log")
        with contextlib.suppress(URLError, ConnectionError), urlopen(address, timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(address)


def _username(role: Role) -> str:
    places = (ESTATE.operator, "bureau", "finance", "audit")
    return next(p.username for p in cast.PEOPLE if role in p.roles and p.works_for in places)


def _settings() -> Settings:
    return Settings(anju_data=CACHE / "bench-data", pool_size=10)  # pyright: ignore[reportCallIssue]


async def _drop(administrator: str, database: str) -> None:
    connection = await asyncpg.connect(administrator)
    await connection.execute(f'drop database if exists "{database}" with (force)')
    await connection.close()


async def _in_thread(deed: Any, *given: Any) -> None:
    import asyncio

    await asyncio.to_thread(deed, *given)
