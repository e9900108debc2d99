"""Which project and which months a figure is asked for: `?project_id=&last=12&through=2026-04`."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query

from api.web.conditional import tag_of
from api.web.dependencies import Call, Today
from domain.access import Permission, Scope
from domain.calendar import Month
from persistence import changes, housing
from persistence.figures.asking import Asked

_PATTERN = r"^\d{4}-(0[1-9]|1[0-2])$"


def window(
    today: Today,
    last: Annotated[int, Query(ge=1, le=60, description="So many months.")] = 12,
    through: Annotated[
        str | None,
        Query(
            pattern=_PATTERN,
            examples=["2026-04"],
            description="The last of them; the month before this one, if it is not named.",
        ),
    ] = None,
) -> tuple[Month, ...]:
    """The months of a chart, the earliest first. Raises MonthInvalid."""
    end = Month.parse(through) if through else Month.of(today).previous
    return end.plus(1 - last).through(end)


Window = Annotated[tuple[Month, ...], Depends(window)]


@dataclass(frozen=True, slots=True)
class Question:
    """A figure's question, and the tag of its answer."""

    asked: Asked
    tag: str


async def question(
    call: Call,
    permission: Permission,
    project_id: UUID | None,
    months: tuple[Month, ...],
    figure: str,
) -> Question:
    """Whose figures, if the caller may see them. Raises PermissionMissing, ProjectNotFound."""
    scope = call.scope(permission)
    if project_id is None:
        changed = await changes.of_authority(call.session)
    else:
        await housing.project(call.session, scope, project_id)
        changed = await changes.of_project(call.session, project_id)
    tag = tag_of(figure, call.today, project_id, _reach(scope), *months, changed)
    return Question(Asked(scope, project_id, months), tag)


def _reach(scope: Scope) -> object:
    return "all" if scope.projects is None else sorted(scope.projects)


def year_of(year: int | None, today: date) -> tuple[Month, ...]:
    """The twelve months of a year; of this one, if none is named."""
    first = Month(year or today.year, 1)
    return first.through(first.plus(11))
