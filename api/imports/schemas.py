"""The wire format of imports."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from api.imports.columns import PHRASES
from api.web.kinds import Out
from domain.cells import Why
from persistence.imports import Import

Kind = Literal["units", "leases", "stocktake", "eligibility"]


class CellErrorOut(Out):
    """A wrong cell: the row as people count it, the header over it, and why."""

    row: Annotated[int, Field(examples=[89])]
    column: Annotated[str, Field(examples=["身份证号"])]
    code: Annotated[Why, Field(description="Stable.")]
    why: Annotated[str, Field(description="In English.", examples=["ID check digit"])]
    why_zh: str
    shown: Annotated[str | None, Field(description="What stands there; null for personal data.")]


class WarningOut(Out):
    """Something to look at before confirming; it does not stop the import."""

    row: int
    column: str
    code: Annotated[str, Field(examples=["rent_differs_from_rule"])]
    facts: dict[str, Any]


class ReportOut(Out):
    """What was understood of the book."""

    rows: int
    header_row: int | None
    totals: Annotated[
        dict[str, Any],
        Field(examples=[{"units": 144, "area_m2": "6816.24"}], description="Compare with paper."),
    ]
    columns: list[str]
    ignored_columns: list[str]
    ignored_rows: list[int]
    errors_total: int
    errors: list[CellErrorOut]
    warnings_total: int
    warnings: list[WarningOut]


class ImportOut(Out):
    """A book brought in. `ready` waits for confirmation; of a `refused` one nothing is stored."""

    id: UUID
    kind: Kind
    state: Literal["reading", "ready", "refused", "confirming", "confirmed"]
    project_id: Annotated[UUID | None, Field(description="Null: a book of the authority.")]
    file_id: UUID
    marked_file_id: UUID | None
    report: ReportOut | None
    result: dict[str, Any] | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    version: int

    @classmethod
    def of(cls, one: Import) -> Self:
        return cls.model_validate(
            {
                **{name: getattr(one, name) for name in cls.model_fields if name != "report"},
                "report": _report(one.report) if one.report else None,
            }
        )


class ImportStartedOut(Out):
    """The import and the operation that reads (or stores) it."""

    import_id: UUID
    operation_id: UUID


def _report(stored: dict[str, Any]) -> dict[str, Any]:
    """The stored report with the reasons worded."""
    errors = [
        {
            "row": row,
            "column": column,
            "code": code,
            "why": PHRASES[Why(code)].english,
            "why_zh": PHRASES[Why(code)].chinese,
            "shown": shown,
        }
        for row, column, code, shown in stored["errors"]
    ]
    return {**stored, "errors": errors}
