"""The wire format of homes kept for households."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, In, Out, Words
from domain.reservations import MACHINE, ReservationEvent, ReservationState
from persistence.reservations import Named, Reservation

_Files = Annotated[list[UUID], Field(max_length=10, description="Stored files.")]


class DirectAllocationIn(In):
    """A home for one household outside any round, by a decision of the bureau."""

    unit_id: UUID
    record_id: Annotated[UUID, Field(description="The household's eligibility record.")]
    decision_no: Annotated[Code, Field(examples=["包住保〔2026〕0310号"])]
    reason: Annotated[Words, Field(examples=["因原住房被鉴定为危房，应急安置。"])]
    file_ids: Annotated[_Files, Field(min_length=1, description="The decision's paper.")]


class WaiverIn(In):
    """放弃声明: signed, and the signed paper is a stored file."""

    reason: Annotated[Words, Field(examples=["已另行租住住房。"])]
    file_ids: _Files = []


class AllocationRejectionIn(In):
    reason: Words


class ReservationOut(Out):
    """A home for a household until a day. `possible` is what may happen to it next."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    layout: str | None
    record_id: UUID
    applicant_name: str
    round_id: UUID | None
    registration_id: UUID | None
    state: ReservationState
    possible: list[ReservationEvent]
    deadline_on: Annotated[date | None, Field(description="Last day to sign, included.")]
    decision_no: str | None
    reason: str | None
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    ended_on: date | None
    ended_by: Annotated[UUID | None, Field(description="Null where the calendar did it.")]
    end_reason: str | None
    version: int

    @classmethod
    def of(cls, one: Reservation, named: Named) -> Self:
        told: dict[str, Any] = {}
        for name in cls.model_fields:
            source = one if hasattr(one, name) else named
            if hasattr(source, name):
                told[name] = getattr(source, name)
        return cls.model_validate(told | {"possible": sorted(MACHINE.possible(one.state))})
