"""A scope as a condition: every query of the trade filters with one of these."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute

from domain.access import Scope


def in_projects(scope: Scope, project: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Rows of the projects that the scope reaches; all of the authority when it names none."""
    return true() if scope.projects is None else project.in_(scope.projects)


def of_household(scope: Scope, household: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """A tenant sees the rows of one household; nobody else is narrowed."""
    return true() if scope.household_id is None else household == scope.household_id


def reaches(
    scope: Scope, table: str, *, project_id: UUID | None = None, column: str = "project_id"
) -> str:
    """The same for a statement written as text: a condition on the alias, for `reach_values`.

    `project_id` narrows it to one project, which the caller has found to be within the scope.
    """
    if project_id is not None:
        return f"{table}.{column} = :project_id"
    return "true" if scope.projects is None else f"{table}.{column} = any(:projects)"


def reach_values(scope: Scope, project_id: UUID | None = None) -> dict[str, Any]:
    """The values that `reaches` binds."""
    if project_id is not None:
        return {"project_id": project_id}
    return {} if scope.projects is None else {"projects": sorted(scope.projects)}
