"""What a source of duties is asked with, and the list of all sources."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Scope
from domain.approvals import is_decision
from domain.calendar import WorkCalendar
from domain.duties import Duty
from persistence.contracts import Reach
from persistence.scoped import reach_values, reaches


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose duties, on which day, of which project if not of all."""

    actor: Actor
    today: date
    calendar: WorkCalendar
    project_id: UUID | None = None

    @property
    def scope(self) -> Scope:
        """The reach of the actor. A source is asked only if its `reads` is among their rights."""
        return Scope(self.actor.authority_id, self.actor.projects, self.actor.household_id)

    async def rows(
        self, session: AsyncSession, statement: str, table: str, **values: Any
    ) -> Sequence[Any]:
        """The statement's rows, where `{whose}` is the reach by the project of alias `table`."""
        whose = reaches(self.scope, table, project_id=self.project_id)
        reach = reach_values(self.scope, self.project_id)
        return await _rows(session, statement, whose, {**reach, **values})

    async def of_contracts(
        self, session: AsyncSession, statement: str, table: str, **values: Any
    ) -> Sequence[Any]:
        """The same by the service contract of alias `table`: an operator's people see their own."""
        reach = Reach(self.scope, self.actor.organisation_id)
        project = f"{table}.project_id = :project_id" if self.project_id else "true"
        given = {"project_id": self.project_id} if self.project_id else {}
        whose = f"{project} and {reach.reaches(table)}"
        return await _rows(session, statement, whose, {**given, **reach.reach_values(), **values})


async def _rows(
    session: AsyncSession, statement: str, whose: str, values: Mapping[str, Any]
) -> Sequence[Any]:
    return (await session.execute(text(statement.format(whose=whose)), dict(values))).all()


@dataclass(frozen=True, slots=True)
class Source:
    """What of a feature waits.

    reads   the right to know of such things at all
    flow    the rights of all who take part: nobody else is asked, or told what they handed on
    decides whether a second person's decision may be among them (domain.approvals)
    """

    reads: Permission
    flow: frozenset[Permission]
    find: Callable[[AsyncSession, Asked], Awaitable[list[Duty]]]
    decides: bool = False


@cache
def sources() -> tuple[Source, ...]:
    """Every source of every file in this package, in the order of the files' names."""
    package = import_module("persistence.duties")
    found: list[Source] = []
    for module in sorted(one.name for one in iter_modules(package.__path__)):
        found += getattr(import_module(f"persistence.duties.{module}"), "SOURCES", ())
    return tuple(found)


async def waiting(
    session: AsyncSession, asked: Asked, *, decisions_alone: bool = False
) -> list[Duty]:
    """Everything that waits in the flows that the actor takes part in, theirs or not."""
    rights = asked.actor.permissions
    found: list[Duty] = []
    for source in sources():
        is_wanted = source.decides or not decisions_alone
        if is_wanted and source.reads in rights and source.flow & rights:
            found += await source.find(session, asked)
    return [one for one in found if is_decision(one)] if decisions_alone else found
