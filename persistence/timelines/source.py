"""What a source of entries is, the list of all sources, and their union."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    DateTime,
    Subquery,
    Text,
    Uuid,
    bindparam,
    column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from domain.access import Actor, Permission
from domain.timelines import EntryKind
from persistence.tables.base import Statement


@dataclass(frozen=True, slots=True)
class Source:
    """Entries of a feature, and who may read them.

    statement   selects, in the order and of the kinds of `COLUMNS`, what concerns the leases
                `:leases` and the household `:household`, up to `:today`
    """

    permission: Permission
    statement: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. Fen; `at` is when it was entered, `on_date` when it was."""

    on_date: date
    at: datetime
    id: UUID
    kind: EntryKind
    lease_id: UUID | None
    subject_type: str
    subject_id: UUID
    number: str | None
    month: date | None
    amount_fen: int | None
    person_id: UUID | None
    facts: dict[str, Any]


#: What every source selects.
COLUMNS: Final = (
    column("on_date", Date()),
    column("at", DateTime(timezone=True)),
    column("id", Uuid()),
    column("kind", Text()),
    column("lease_id", Uuid()),
    column("subject_type", Text()),
    column("subject_id", Uuid()),
    column("number", Text()),
    column("month", Date()),
    column("amount_fen", BigInteger()),
    column("person_id", Uuid()),
    column("facts", JSONB()),
)


@cache
def sources() -> tuple[Source, ...]:
    """Every source of every file in this package, in the order of the files' names."""
    package = import_module("persistence.timelines")
    found: list[Source] = []
    for module in sorted(one.name for one in iter_modules(package.__path__)):
        found += getattr(import_module(f"persistence.timelines.{module}"), "SOURCES", ())
    return tuple(found)


def entries(
    actor: Actor, leases: Sequence[UUID], household_id: UUID, today: date
) -> tuple[Statement, Subquery]:
    """Statement: all entries that the actor may read, and its columns to sort and filter by.

    The leases and the household are within the actor's reach.
    """
    readable = [one.statement for one in sources() if one.permission in actor.permissions]
    names = ", ".join(one.name for one in COLUMNS)
    union = f"select * from ({' union all '.join(readable)}) entry ({names})"
    values = (
        bindparam("leases", list(leases), type_=ARRAY(Uuid())),
        bindparam("household", household_id, type_=Uuid()),
        bindparam("today", today, type_=Date()),
    )
    bound = text(union).bindparams(*(one for one in values if f":{one.key}" in union))
    told = bound.columns(*COLUMNS).subquery("told")
    return select(*told.c), told


def entry_of(row: Sequence[Any]) -> Entry:
    values = list(row)
    values[3] = EntryKind(values[3])
    return Entry(*values)
