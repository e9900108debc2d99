"""What every figure is asked with: whose projects, which months."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.access import Scope
from domain.calendar import Month


@dataclass(frozen=True, slots=True)
class Asked:
    """One project or all within reach, over some months."""

    scope: Scope
    project_id: UUID | None
    months: tuple[Month, ...]

    @property
    def first(self) -> Month:
        return self.months[0]

    @property
    def last(self) -> Month:
        return self.months[-1]

    def whose(self, table: str, column: str = "project_id") -> str:
        """The condition on a table's project, for `values`."""
        if self.project_id is not None:
            return f"{table}.{column} = :project_id"
        return "true" if self.scope.projects is None else f"{table}.{column} = any(:projects)"

    def values(self, **more: Any) -> Mapping[str, Any]:
        """Values of the condition, and of `:first` and `:last`, first days of months."""
        reach: dict[str, Any] = {}
        if self.project_id is not None:
            reach["project_id"] = self.project_id
        elif self.scope.projects is not None:
            reach["projects"] = sorted(self.scope.projects)
        return {**reach, "first": self.first.first, "last": self.last.first, **more}
