"""The wire format of changes of a household."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.lease_changes.commands import Wanted
from api.web.kinds import Code, In, Line, NationalId, Out, Phone, Words
from domain.lease_changes import (
    LeaseChangeCause,
    LeaseChangeEvent,
    LeaseChangeKind,
    LeaseChangeState,
    possible,
)
from persistence.lease_changes import LeaseChange, Listed


class LeaseChangeIn(In):
    """Who joins is named; for everything else `member_id` says whom it is about."""

    kind: Annotated[LeaseChangeKind, Field(examples=["join"])]
    cause: Annotated[LeaseChangeCause, Field(examples=["birth"])]
    effective_on: Annotated[date, Field(examples=["2026-07-01"])]
    file_ids: Annotated[list[UUID], Field(min_length=1, max_length=50)]
    member_id: UUID | None = None
    name: Annotated[Line | None, Field(examples=["赵小宝"])] = None
    relation: Annotated[Line | None, Field(examples=["子女"])] = None
    national_id: NationalId | None = None
    phone: Phone | None = None
    reason: Annotated[Words | None, Field(description="Why it counts from a day before.")] = None
    note: Words | None = None

    def to_wanted(self) -> Wanted:
        return Wanted(**{name: getattr(self, name) for name in type(self).model_fields})


class LeaseChangeDecisionIn(In):
    ok: Annotated[bool, Field(examples=[True])]
    decision_no: Annotated[Code | None, Field(examples=["包住保变〔2026〕12 号"])] = None
    decision: Annotated[Words | None, Field(description="In words; of a rejection, why.")] = None


class LeaseChangeOut(Out):
    """A change 变更 of the household of a lease, with what stood there before."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    household_id: UUID
    kind: LeaseChangeKind
    cause: LeaseChangeCause
    state: LeaseChangeState
    effective_on: date
    member_id: UUID
    name: str | None
    relation: str | None
    national_id_mask: str | None
    phone_mask: str | None
    reason: str | None
    note: str | None
    file_ids: list[UUID]
    before: dict[str, Any]
    maker_id: UUID
    made_at: datetime
    checked_by: UUID | None
    checked_on: date | None
    decided_by: UUID | None
    decided_on: date | None
    decision_no: str | None
    decision: str | None
    took_effect_on: date | None
    version: int
    possible: list[LeaseChangeEvent]
    contract_no: Annotated[str, Field(examples=["BT202500056"])]
    tenant_name: Annotated[str, Field(examples=["赵福生"])]
    building: str
    entrance: str
    room: str
    member_name: Annotated[
        str | None, Field(description="As they are called now; null while nobody has joined.")
    ]

    @classmethod
    def of(cls, listed: Listed) -> Self:
        one = listed.change
        facts = {name: getattr(one, name) for name in LeaseChange.__dataclass_fields__}
        names = {
            name: getattr(listed, name) for name in Listed.__dataclass_fields__ if name != "change"
        }
        return cls(**facts, **names, possible=possible(one.kind, one.state))
