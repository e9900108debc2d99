"""A scope as a condition: every query of the trade filters with one of these."""

from typing import Any

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute

from domain.access import Scope


def in_projects(scope: Scope, project: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Rows of the projects that the scope reaches; all of the authority when it names none."""
    return true() if scope.projects is None else project.in_(scope.projects)


def of_household(scope: Scope, household: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """A tenant sees the rows of one household; nobody else is narrowed."""
    return true() if scope.household_id is None else household == scope.household_id
