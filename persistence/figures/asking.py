"""What every figure is asked with: whose projects, which months."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.access import Scope
from domain.calendar import Month
from persistence.scoped import reach_values, reaches


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
        return reaches(self.scope, table, project_id=self.project_id, column=column)

    def values(self, **more: Any) -> Mapping[str, Any]:
        """Values of the condition, and of `:first` and `:last`, first days of months."""
        reach = reach_values(self.scope, self.project_id)
        return {**reach, "first": self.first.first, "last": self.last.first, **more}
