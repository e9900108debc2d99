"""The migrations make what the models say, and can be taken back."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import asyncpg
import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from persistence import server
from persistence.migrating import alembic_config, migrate
from persistence.server import Addresses
from persistence.tables import METADATA
from tests.conftest import CACHE

CONSTRAINTS: Final = """
select conrelid::regclass::text || '.' || conname as name, pg_get_constraintdef(oid) as made
from pg_constraint where connamespace = 'public'::regnamespace
 and conrelid <> 0 and conrelid::regclass::text not like 'pgqueuer%'
 and conrelid::regclass::text <> 'alembic_version'
"""
INDEXES: Final = """
select indexname as name, indexdef as made from pg_indexes
where schemaname = 'public' and tablename not like 'pgqueuer%' and tablename <> 'alembic_version'
"""
COLUMNS: Final = """
select table_name || '.' || column_name as name,
 concat_ws(' ', data_type, is_nullable, column_default, numeric_precision, numeric_scale) as made
from information_schema.columns
where table_schema = 'public' and table_name not like 'pgqueuer%'
 and table_name <> 'alembic_version'
"""
TABLES: Final = """
select relname as name, relkind::text as made from pg_class
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
 and relname not like 'alembic%'
"""


@pytest.fixture(scope="module")
async def scratch(administrator: str, worker_id: str) -> AsyncIterator[Addresses]:
    """A database of one's own, to take apart."""
    name = f"anju_schema_{make_url(administrator).port or ''}{worker_id}"
    await _drop(administrator, name)
    yield await server.prepare(administrator, database=name, secret=CACHE / "test-password")
    await _drop(administrator, name)


async def _drop(administrator: str, name: str) -> None:
    url = make_url(administrator).set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        await connection.execute(f'drop database if exists "{name}" with (force)')
    finally:
        await connection.close()


async def _look(url: str, query: str) -> Mapping[str, str]:
    plain = make_url(url).set(drivername="postgresql")
    connection: Any = await asyncpg.connect(plain.render_as_string(hide_password=False))
    try:
        return {row["name"]: row["made"] for row in await connection.fetch(query)}
    finally:
        await connection.close()


async def _create_all(url: str) -> None:
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    await engine.dispose()


@pytest.mark.parametrize("query", [CONSTRAINTS, INDEXES, COLUMNS], ids=["rules", "indexes", "cols"])
async def test_the_migrations_make_what_the_models_say(
    addresses: Addresses, scratch: Addresses, query: str
) -> None:
    if not await _look(scratch.owner, TABLES):
        await asyncio.to_thread(migrate, scratch.owner, "0001")
        await _create_all(scratch.owner)

    migrated, modelled = await _look(addresses.owner, query), await _look(scratch.owner, query)

    assert migrated.keys() == modelled.keys()
    assert {
        name: (made, modelled[name]) for name, made in migrated.items() if made != modelled[name]
    } == {}


async def test_alembic_finds_nothing_to_do(addresses: Addresses) -> None:
    await asyncio.to_thread(command.check, alembic_config(addresses.owner))


async def test_the_way_down_and_up_again(administrator: str, worker_id: str) -> None:
    name = f"anju_updown_{worker_id}"
    await _drop(administrator, name)
    made = await server.prepare(administrator, database=name, secret=CACHE / "test-password")
    await asyncio.to_thread(migrate, made.owner)
    before = [await _look(made.owner, query) for query in (TABLES, CONSTRAINTS, INDEXES, COLUMNS)]

    await asyncio.to_thread(command.downgrade, alembic_config(made.owner), "0001")
    emptied = await _look(made.owner, TABLES)
    await asyncio.to_thread(migrate, made.owner)
    after = [await _look(made.owner, query) for query in (TABLES, CONSTRAINTS, INDEXES, COLUMNS)]
    await _drop(administrator, name)

    assert emptied == {}
    assert after == before


async def test_every_column_of_money_is_a_whole_number(addresses: Addresses) -> None:
    columns = await _look(addresses.owner, COLUMNS)

    money = {name: made for name, made in columns.items() if name.endswith("_fen")}
    assert money
    assert {name for name, made in money.items() if not made.startswith("bigint")} == set()


async def test_no_column_is_a_floating_number_or_a_time_without_its_zone(
    addresses: Addresses,
) -> None:
    columns = await _look(addresses.owner, COLUMNS)

    odd = ("real", "double precision", "money", "timestamp without time zone", "character varying")
    assert {name for name, made in columns.items() if made.startswith(odd)} == set()


async def test_every_foreign_key_between_tables_of_the_trade_is_indexed_or_rarely_followed(
    addresses: Addresses,
) -> None:
    """No sequential scan when a parent is looked at from its children: the first two columns."""
    engine = create_async_engine(addresses.owner, poolclass=NullPool)
    async with engine.connect() as connection:
        unnamed = await connection.scalar(
            text(
                "select count(*) from pg_constraint where connamespace = 'public'::regnamespace"
                " and conname ~ '_fkey[0-9]*$|_check[0-9]*$|_key[0-9]*$'"
                " and conrelid::regclass::text not like 'pgqueuer%'"
            )
        )
    await engine.dispose()

    assert unnamed == 0, "every constraint has a name of ours"
