"""What a saved test is, the list of all of them, their counts and their rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Date,
    Integer,
    Subquery,
    Text,
    Uuid,
    bindparam,
    column,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.audits import AuditTest
from persistence.scoped import reach_values, reaches
from persistence.tables.base import Statement


@dataclass(frozen=True, slots=True)
class Test:
    """A saved test: a statement that selects what is to be explained, in the order of `COLUMNS`.

    `{whose}` in it stands for the reach, by the project in `column` of the alias `table`.
    """

    code: AuditTest
    table: str
    statement: str
    column: str = "project_id"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the tests measure by, on a day. `limits`: by month, until when rent is remitted."""

    today: date
    evict_months: int
    vacant_before: date
    limits: Sequence[tuple[date, date]]

    def values(self) -> Mapping[str, tuple[Any, Any]]:
        """The values that statements may name, with their kinds."""
        return {
            "today": (self.today, Date()),
            "evict_months": (self.evict_months, Integer()),
            "vacant_before": (self.vacant_before, Date()),
            "limit_months": ([month for month, _ in self.limits], ARRAY(Date())),
            "limit_days": ([day for _, day in self.limits], ARRAY(Date())),
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to be explained. Fen; `facts` say what the test compared."""

    id: UUID
    project_id: UUID
    subject_type: str
    subject_id: UUID
    number: str | None
    name: str | None
    on_date: date | None
    amount_fen: int | None
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    hits: int
    amount_fen: int


COLUMNS: Final = (
    column("id", Uuid()),
    column("project_id", Uuid()),
    column("subject_type", Text()),
    column("subject_id", Uuid()),
    column("number", Text()),
    column("name", Text()),
    column("on_date", Date()),
    column("amount_fen", BigInteger()),
    column("facts", JSONB()),
)


@cache
def tests() -> Mapping[AuditTest, Test]:
    """Every test of every file in this package, in the order of the auditors' list."""
    package = import_module("persistence.audits")
    found: dict[AuditTest, Test] = {}
    for module in sorted(one.name for one in iter_modules(package.__path__)):
        for test in getattr(import_module(f"persistence.audits.{module}"), "TESTS", ()):
            found[test.code] = test
    return {code: found[code] for code in AuditTest if code in found}


def hits(
    test: Test, scope: Scope, project_id: UUID | None, terms: Terms
) -> tuple[Statement, Subquery]:
    """Statement: what the test finds, and its columns to sort by."""
    whose = reaches(scope, test.table, project_id=project_id, column=test.column)
    names = ", ".join(one.name for one in COLUMNS)
    statement = f"select * from ({test.statement.format(whose=whose)}) hit ({names})"
    given = {**terms.values(), **_reach(scope, project_id)}
    bound = text(statement).bindparams(
        *(
            bindparam(name, value, type_=kind)
            for name, (value, kind) in given.items()
            if f":{name}" in statement
        )
    )
    found = bound.columns(*COLUMNS).subquery("found")
    return select(*found.c), found


async def count(
    session: AsyncSession, test: Test, scope: Scope, project_id: UUID | None, terms: Terms
) -> Count:
    _, found = hits(test, scope, project_id, terms)
    counted = await session.execute(
        select(func.count(), func.coalesce(func.sum(func.abs(found.c.amount_fen)), 0))
    )
    number, fen = counted.one()
    return Count(number, int(fen))


def _reach(scope: Scope, project_id: UUID | None) -> dict[str, tuple[Any, Any]]:
    kinds: dict[str, Any] = {"project_id": Uuid(), "projects": ARRAY(Uuid())}
    return {name: (value, kinds[name]) for name, value in reach_values(scope, project_id).items()}
