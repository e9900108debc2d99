"""Read models whose fields are columns of tables: selected by name, read with their words."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar, cast, get_type_hints

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from persistence.tables.base import Row, Statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Model(Generic[T]):
    """A frozen dataclass and the tables whose columns have the names of its fields."""

    kind: type[T]
    columns: tuple[Any, ...]
    words: tuple[tuple[int, type[StrEnum]], ...]

    def select(self) -> Statement:
        return select(*self.columns)

    def read(self, row: Sequence[Any]) -> T:
        values = list(row)
        for at, word in self.words:
            values[at] = word(values[at])
        return self.kind(*values)

    async def first(self, session: AsyncSession, statement: Statement) -> T | None:
        row = (await session.execute(statement)).first()
        return None if row is None else self.read(row)

    async def all(self, session: AsyncSession, statement: Statement) -> list[T]:
        return [self.read(row) for row in await session.execute(statement)]


def model(kind: type[T], table: type[Row], *joined: type[Row], **renamed: Any) -> Model[T]:
    """A field of a StrEnum is read as its word.

    A field that is no column of the table is one of a table that the statement joins; `renamed`
    are columns whose fields have other names.
    """
    hints = get_type_hints(kind)
    names = [one.name for one in fields(cast("Any", kind))]
    words = tuple(
        (at, hints[name])
        for at, name in enumerate(names)
        if isinstance(hints[name], type) and issubclass(hints[name], StrEnum)
    )
    columns = tuple(
        renamed[name]
        if name in renamed
        else next(getattr(one, name) for one in (table, *joined) if hasattr(one, name))
        for name in names
    )
    return Model(kind, columns, words)
