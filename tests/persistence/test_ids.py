"""Ids by the batch: all different, in order, and UUIDv7 like the others (RFC 9562)."""

import time
from typing import Any
from uuid import UUID

from sqlalchemy import text

from persistence.ids import EACH_ID, new_id
from tests.given import City


async def _batch(city: City, rows: int) -> list[Any]:
    async with city.runtime.database.snapshot(city.context) as session:
        found = await session.scalars(
            text(f"select {EACH_ID} from generate_series(1, :rows)"), {"rows": rows}
        )
        return list(found.all())


async def test_a_batch_counts_up(city: City) -> None:
    made = await _batch(city, 70_000)

    assert len(set(made)) == 70_000
    assert made == sorted(made)


async def test_every_id_of_a_batch_is_one_of_version_7_made_now(city: City) -> None:
    before = time.time_ns() // 1_000_000 - 5_000
    for one in await _batch(city, 300):
        assert (one.version, one.variant) == (7, UUID(int=0x8 << 60).variant)
        assert before <= one.int >> 80 <= time.time_ns() // 1_000_000 + 5_000


async def test_batches_of_the_same_moment_share_nothing(city: City) -> None:
    async with city.runtime.database.snapshot(city.context) as session:
        found = await session.execute(
            text(
                f"select {EACH_ID}, b from generate_series(1, 50) b,"
                " lateral (select uuid_v7() as id) batch"
            )
        )
        one_batch = [row[0] for row in found]
        apart = await session.scalars(
            text("select uuid_v7_of(uuid_v7(), 1) from generate_series(1, 20000)")
        )
        assert len(set(one_batch)) == 50
        assert len(set(apart.all())) == 20_000


async def test_ids_made_here_look_the_same() -> None:
    made = [new_id() for _ in range(1_000)]

    assert len(set(made)) == 1_000
    assert {one.version for one in made} == {7}
