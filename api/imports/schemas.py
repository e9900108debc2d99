"""The wire format of imports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from api.imports.columns import PHRASES
from api.imports.preview import Preview, PreviewRow
from api.web.kinds import In, Line, Out
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


class RecognisedOut(Out):
    """A column of the file that is one of the book's: by its place from 1 and its header."""

    position: int
    header: Annotated[str, Field(description="As in the file.", examples=["身份证号码"])]
    field: Annotated[str, Field(description="Stable.", examples=["national_id"])]
    name: Annotated[str, Field(description="As on the office's form.", examples=["身份证号"])]


class ReportOut(Out):
    """What was understood of the book."""

    rows: int
    header_row: int | None
    totals: Annotated[
        dict[str, Any],
        Field(examples=[{"units": 144, "area_m2": "6816.24"}], description="Compare with paper."),
    ]
    columns: list[str]
    recognised: list[RecognisedOut]
    missing_columns: Annotated[
        list[str], Field(description="Of the office's form, not in the file; none is required.")
    ]
    ignored_columns: Annotated[list[str], Field(description="In the file, known to nobody.")]
    ignored_rows: list[int]
    errors_total: int
    errors: list[CellErrorOut]
    warnings_total: int
    warnings: list[WarningOut]


class ImportOut(Out):
    """A book brought in. `ready` waits for confirmation; of a `refused` one nothing is stored;
    what a `withdrawn` one stored is void.
    """

    id: UUID
    kind: Kind
    state: Literal["reading", "ready", "refused", "confirming", "confirmed", "withdrawn"]
    project_id: Annotated[UUID | None, Field(description="Null: a book of the authority.")]
    file_id: UUID
    marked_file_id: UUID | None
    report: ReportOut | None
    result: dict[str, Any] | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    withdrawn_by: UUID | None
    withdrawn_at: datetime | None
    withdrawal_reason: str | None
    version: int

    @classmethod
    def of(cls, one: Import) -> Self:
        return cls.model_validate(
            {
                **{name: getattr(one, name) for name in cls.model_fields if name != "report"},
                "report": _report(one.report) if one.report else None,
            }
        )


class PreviewColumnOut(Out):
    """A column of the file as it came; `field` and `name` are null if nobody knows it."""

    position: int
    header: str
    field: str | None
    name: str | None


class PreviewErrorOut(Out):
    """A wrong cell of a row, by the header over it."""

    column: str
    code: Why
    why: Annotated[str, Field(description="In English.")]
    why_zh: str


class PreviewRowOut(Out):
    """A row as people count it, from 1. Cells stand in the order of `columns`."""

    row: Annotated[int, Field(examples=[89])]
    kind: Annotated[
        Literal["row", "continued", "ignored"],
        Field(description="`continued` belongs to the row above; `ignored` is a footer."),
    ]
    cells: Annotated[list[str], Field(description="Numbers of people are masked.")]
    errors: list[PreviewErrorOut]
    warnings: list[WarningOut]


class ImportRowsOut(Out):
    """Rows of the book from under its header, in its own order."""

    columns: list[PreviewColumnOut]
    rows_total: int
    wrong_total: Annotated[int, Field(description="Rows with an error.")]
    items: list[PreviewRowOut]
    next_cursor: str | None

    @classmethod
    def of(cls, seen: Preview, rows: Sequence[PreviewRow], next_cursor: str | None) -> Self:
        return cls(
            columns=[PreviewColumnOut.model_validate(one) for one in seen.columns],
            rows_total=seen.rows_total,
            wrong_total=seen.wrong_total,
            items=[_row(one) for one in rows],
            next_cursor=next_cursor,
        )


class ImportWithdrawalIn(In):
    """Why an import is taken back."""

    reason: Annotated[Line, Field(min_length=4, examples=["导错了项目，已换成新台账"])]


class ImportStartedOut(Out):
    """The import and the operation that reads (or stores) it."""

    import_id: UUID
    operation_id: UUID


def _row(one: PreviewRow) -> PreviewRowOut:
    worded = [(column, Why(code), PHRASES[Why(code)]) for column, code in one.errors]
    return PreviewRowOut(
        row=one.row,
        kind=one.kind,  # pyright: ignore[reportArgumentType]
        cells=one.cells,
        errors=[
            PreviewErrorOut(column=column, code=why, why=phrase.english, why_zh=phrase.chinese)
            for column, why, phrase in worded
        ],
        warnings=[WarningOut(row=one.row, **warned) for warned in one.warnings],
    )


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
    return {"recognised": [], "missing_columns": [], **stored, "errors": errors}
