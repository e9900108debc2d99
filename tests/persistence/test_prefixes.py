"""What begins with a text, held to Python's own word for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import String, column, select, values

from persistence.prefixes import after, begins
from persistence.session import Database
from tests.given import City

texts = st.text(min_size=1, max_size=4).filter(lambda text: "\0" not in text)


@given(prefix=texts, rest=st.text(max_size=3))
def test_whatever_begins_with_a_text_lies_before_what_comes_after_it(prefix, rest) -> None:
    beyond = after(prefix)

    assert beyond is None or prefix + rest < beyond


@given(prefix=texts, other=texts)
def test_what_does_not_begin_with_it_lies_outside(prefix, other) -> None:
    beyond = after(prefix)
    within = prefix <= other and (beyond is None or other < beyond)

    assert within == other.startswith(prefix)


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("赵", ["赵", "赵一", "赵福生"]),
        ("赵福", ["赵福生"]),
        ("%", ["%"]),
        ("_", ["_"]),
        ("A", ["A", "AB"]),
        ("\U0010ffff", ["\U0010ffff", "\U0010ffff1"]),
    ],
)
async def test_the_database_finds_what_begins(city: City, prefix: str, found: list[str]) -> None:
    words = ["A", "AB", "B", "%", "_", "赵", "赵一", "赵福生", "钱", "\U0010ffff", "\U0010ffff1"]
    told = values(column("word", String), name="told").data([(word,) for word in words])
    database: Database = city.runtime.database

    async with database.snapshot(city.context) as session:
        rows = await session.scalars(select(told.c.word).where(begins(told.c.word, prefix)))

    assert sorted(rows) == found
