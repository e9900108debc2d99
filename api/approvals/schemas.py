"""The wire format of the inbox."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.approvals.deeds import ways_of
from api.web.kinds import Fen, MonthWire, Out
from api.web.people import PersonNameOut
from domain.duties import Duty, DutyAction, DutyKind
from persistence.approvals.detail import Detail
from persistence.names import Named

_VALUE = "As JSON: `…_fen` is whole fen, `…_on` a date."


class ChangeOut(Out):
    """A figure beside what it was, or beside the last of its kind; null before: the first."""

    field: Annotated[str, Field(examples=["amount_fen"])]
    before: Annotated[Any, Field(description=_VALUE, examples=[14236])]
    after: Annotated[Any, Field(description=_VALUE, examples=[31058])]


class WayOut(Out):
    """A way to decide: POST to `path`, with If-Match of the approval's `version`."""

    word: Annotated[str, Field(examples=["approve"])]
    path: Annotated[str, Field(examples=["/v1/adjustments/0198f2a4/approval"])]


class ApprovalOut(Out):
    """Something that waits for the caller as the second person."""

    kind: DutyKind
    action: DutyAction
    subject_type: str
    subject_id: UUID
    version: Annotated[int, Field(description="For If-Match.")]
    project_id: UUID | None
    project: str | None
    number: str | None
    name: str | None
    month: MonthWire | None
    amount_fen: Fen | None
    made_by: PersonNameOut | None
    made_at: datetime
    handed_by: Annotated[PersonNameOut | None, Field(description="Who took the step before.")]
    since_at: datetime | None
    due_on: date | None
    is_overdue: bool
    changes: list[ChangeOut]
    facts: Annotated[dict[str, Any], Field(description="Grounds, texts and parts, by kind.")]
    ways: list[WayOut]

    @classmethod
    def of(cls, duty: Duty, detail: Detail, known: Mapping[UUID, Named], today: date) -> Self:
        told = {name: getattr(duty, name) for name in cls.model_fields if hasattr(duty, name)}
        ids = {"id": duty.subject_id, "parent": detail.parent_id}
        return cls.model_validate(
            {
                **told,
                "version": detail.version,
                "made_by": PersonNameOut.of(known, detail.made_by),
                "made_at": detail.made_at,
                "handed_by": PersonNameOut.of(known, duty.handed_by),
                "is_overdue": duty.is_overdue(today),
                "changes": detail.changes,
                "facts": dict(detail.facts),
                "ways": [
                    {"word": way.word, "path": way.path.format(**ids)}
                    for way in ways_of(duty.kind, duty.action, detail.variant)
                ],
            }
        )


class ApprovalsOut(Out):
    """The inbox, soonest first; cut at 200, counted in full."""

    on_date: date
    total: int
    overdue: int
    items: list[ApprovalOut]
