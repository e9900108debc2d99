"""The wire format of the desk."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, MonthWire, Out
from domain.access import Permission, Role
from domain.duties import Duty, DutyAction, DutyKind


class DutyOut(Out):
    """One thing, or `count` alike, that wait. `subject_id` is what `subject_type` says it is."""

    kind: DutyKind
    action: DutyAction
    permission: Annotated[Permission, Field(description="What the step needs.")]
    roles: Annotated[list[Role], Field(description="Whom it waits for.")]
    project_id: Annotated[UUID | None, Field(description="Null: of several projects together.")]
    project: str | None
    subject_type: Annotated[str, Field(examples=["voucher"])]
    subject_id: UUID | None
    number: Annotated[str | None, Field(examples=["DJ-XFJY-202604"])]
    name: Annotated[str | None, Field(description="Whom or what it is about, besides its number.")]
    month: MonthWire | None
    count: Annotated[int | None, Field(examples=[138])]
    amount_fen: Fen | None
    due_on: Annotated[date | None, Field(description="The last day; null: no rule sets one.")]
    is_overdue: bool
    days_late: Annotated[int | None, Field(description="Of what is overdue.")]
    since_at: Annotated[datetime | None, Field(description="It has waited since.")]
    by_me: Annotated[bool, Field(description="The caller brought it to where it waits.")]

    @classmethod
    def of(cls, duty: Duty, person_id: UUID, today: date) -> Self:
        is_overdue = duty.is_overdue(today)
        late = (today - duty.due_on).days if is_overdue and duty.due_on else None
        told = {name: getattr(duty, name) for name in cls.model_fields if hasattr(duty, name)}
        return cls.model_validate(
            {
                **told,
                "roles": duty.waits_for,
                "is_overdue": is_overdue,
                "days_late": late,
                "by_me": duty.handed_by == person_id,
            }
        )


class DutiesOut(Out):
    """What waits for the caller, soonest first, and what they handed on and others have to do.

    Both lists are cut at 200; the counts are of all.
    """

    on_date: date
    waiting: Annotated[int, Field(description="Things that wait for the caller.")]
    overdue: int
    due_today: int
    by_kind: Annotated[dict[DutyKind, int], Field(description="Kinds that occur.")]
    items: list[DutyOut]
    handed_over_total: int
    handed_over: list[DutyOut]

    @classmethod
    def of(
        cls, mine: Sequence[Duty], handed_over: Sequence[Duty], person_id: UUID, today: date
    ) -> Self:
        kinds = [duty.kind for duty in mine]
        return cls(
            on_date=today,
            waiting=len(mine),
            overdue=sum(duty.is_overdue(today) for duty in mine),
            due_today=sum(duty.due_on == today for duty in mine),
            by_kind={kind: kinds.count(kind) for kind in DutyKind if kind in kinds},
            items=[DutyOut.of(duty, person_id, today) for duty in mine[:_MOST]],
            handed_over_total=len(handed_over),
            handed_over=[DutyOut.of(duty, person_id, today) for duty in handed_over[:_MOST]],
        )


_MOST = 200
