"""The wire format of registrations, turns and objections."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, In, Line, NationalId, Out, Words
from domain.allocation_rounds import (
    REGISTRATION,
    TURN,
    ObjectionState,
    RegistrationEvent,
    RegistrationState,
    TurnEvent,
    TurnState,
    registration_key,
)
from persistence.allocation_rounds.registrations import Registration


class ApplicantAtCounterIn(In):
    name: Annotated[Line, Field(examples=["赵福生"])]
    national_id: NationalId


class RegistrationIn(In):
    """Whom the clerk registers. A tenant registers themselves and names nobody."""

    applicant: ApplicantAtCounterIn | None = None


class RegistrationWithdrawalIn(In):
    reason: Words | None = None


class ReviewIn(In):
    """A refusal says why; the household is told."""

    outcome: Literal["admit", "refuse"]
    reason: Annotated[Words | None, Field(examples=["经复审，申请人名下已有住房。"])] = None

    @property
    def event(self) -> RegistrationEvent:
        return RegistrationEvent(self.outcome)


class ScoresIn(In):
    points: Annotated[
        dict[Code, int], Field(max_length=30, description="By the code of the sheet's line.")
    ]


class CallIn(In):
    """`absent`: once nobody waits, call those again who were not there."""

    desk: Annotated[Line | None, Field(examples=["2号窗口"])] = None
    absent: bool = False


class ProxyIn(In):
    """Who chooses for the household 委托代理人; the power of attorney is a stored file."""

    name: Annotated[Line, Field(examples=["王秀兰"])]
    national_id: Annotated[NationalId, Field(examples=["11010519491231002X"])]
    file_id: UUID


class SelectionIn(In):
    unit_id: UUID
    proxy: ProxyIn | None = None


class TurnWaiverIn(In):
    reason: Annotated[Words, Field(examples=["对剩余房源楼层不满意。"])]
    file_ids: Annotated[list[UUID], Field(max_length=5)] = []


class RegistrationOut(Out):
    """A household in a round. `possible` is what the re-check, or the session, may do next."""

    id: UUID
    round_id: UUID
    number: Annotated[str, Field(description="登记号.", examples=["000017"])]
    applicant_name: str
    national_id_mask: Annotated[str | None, Field(examples=["150203********1239"])]
    size: int
    channel: Literal["counter", "online"]
    registered_by: UUID
    registered_by_name: Annotated[str, Field(description="The clerk at the counter.")]
    registered_at: datetime
    state: RegistrationState
    reason: str | None
    checked_by: UUID | None
    checked_at: datetime | None
    scores: dict[str, int]
    points: int | None
    position: int | None
    turn: TurnState | None
    desk: str | None
    called_at: datetime | None
    waived_on: date | None
    proxy_name: str | None
    proxy_mask: str | None
    possible: list[RegistrationEvent | TurnEvent]
    version: int

    @classmethod
    def of(cls, one: Registration, masks: Mapping[UUID, str], names: Mapping[UUID, str]) -> Self:
        told: dict[str, Any] = {
            name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)
        }
        return cls.model_validate(
            told
            | {
                "number": registration_key(one.number),
                "national_id_mask": masks.get(one.record_id),
                "registered_by_name": names.get(one.registered_by, ""),
                "possible": _possible(one),
            }
        )


def _possible(one: Registration) -> list[RegistrationEvent | TurnEvent]:
    if one.turn is not None:
        return sorted(TURN.possible(TurnState(one.turn)))
    return sorted(REGISTRATION.possible(one.state))


class RecheckOut(Out):
    """How many the re-check admitted by itself, and how many wait for somebody to look."""

    admitted: int
    waiting: int


class HomeOut(Out):
    """A home that is offered to the household."""

    unit_id: UUID
    code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    layout: str | None
    area_m2: str
    floor: int | None
    has_lift: bool | None


class HomesOut(Out):
    items: list[HomeOut]


class SelectedOut(Out):
    registration: RegistrationOut
    reservation_id: UUID


class OrderObjectionIn(In):
    objector: Annotated[Line, Field(examples=["钱守信"])]
    content: Annotated[Words, Field(examples=["第12位家庭已有住房。"])]


class OrderObjectionReplyIn(In):
    outcome: Literal["uphold", "dismiss"]
    reply: Annotated[Words, Field(examples=["经核实，该家庭无房，异议不成立。"])]


class OrderObjectionOut(Out):
    id: UUID
    round_id: UUID
    objector: str
    content: str
    received_by: UUID
    received_at: datetime
    state: ObjectionState
    reply: str | None
    replied_by: UUID | None
    replied_at: datetime | None


class OrderObjectionsOut(Out):
    items: list[OrderObjectionOut]
