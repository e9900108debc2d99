"""The wire format of exit cases and their steps."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.exits.opening import Wanted
from api.exits.stepping import Taken
from api.web.kinds import Code, Fen, In, Line, Out, Words
from domain.access import Role
from domain.exit_proofs import NEEDS, NoticeChannel, ServedWay, WitnessKind
from domain.exits import MACHINES, ExitEvent, ExitState, Ground, Track, actors
from persistence.exits import ExitCase

_Files = Annotated[list[UUID], Field(max_length=50, description="Stored files that prove it.")]


class ExitCaseIn(In):
    """Who leaves by which way. A household's own wish names the day it would like to go."""

    lease_id: UUID
    track: Annotated[Track, Field(examples=["voluntary"])]
    ground: Annotated[Ground, Field(examples=["own_wish"])]
    leaves_on: Annotated[date | None, Field(examples=["2026-06-18"])] = None
    reason: Words | None = None
    legal_basis: Annotated[Line | None, Field(examples=["公租房办法第二十七条"])] = None
    document_no: Code | None = None
    file_ids: _Files = []

    def to_wanted(self) -> Wanted:
        return Wanted(**{name: getattr(self, name) for name in type(self).model_fields})


class NoticeChannelIn(In):
    channel: NoticeChannel
    on_date: date
    reference: Annotated[Line, Field(description="Address, page of the paper, place.")]


class WitnessIn(In):
    name: Annotated[Line, Field(examples=["王社区"])]
    kind: WitnessKind


class InventoryItemIn(In):
    item: Annotated[Line, Field(examples=["木床"])]
    count: Annotated[int, Field(strict=True, ge=1, le=10_000)]
    condition: Line


class ExitStepIn(In):
    """A step of the front half. What each event needs stands in a case's `possible`."""

    event: Annotated[ExitEvent, Field(examples=["accept"])]
    on_date: Annotated[date | None, Field(description="Today when left out.")] = None
    reason: Words | None = None
    legal_basis: Line | None = None
    document_no: Code | None = None
    deadline_on: Annotated[date | None, Field(description="The last day it gives.")] = None
    inspect_on: date | None = None
    file_ids: _Files = []
    served_way: ServedWay | None = None
    court: Line | None = None
    judged_arrears_fen: Fen | None = None
    legal_review_by: Annotated[Line | None, Field(description="Who checked it in law.")] = None
    channels: Annotated[list[NoticeChannelIn], Field(max_length=10)] = []
    notary: Line | None = None
    witnesses: Annotated[list[WitnessIn], Field(max_length=20)] = []
    inventory: Annotated[list[InventoryItemIn], Field(max_length=500)] = []
    storage_place: Line | None = None
    misused_from: date | None = None
    misused_until: date | None = None
    back_rent_fen: Annotated[Fen | None, Field(description="As the bureau decided it.")] = None
    fine_fen: Annotated[Fen | None, Field(description="Recorded only.")] = None
    unlawful_gain_fen: Fen | None = None

    def to_taken(self) -> Taken:
        told = self.model_dump(mode="json", exclude_none=True, exclude=_PLAIN)
        facts = {name: value for name, value in told.items() if value not in ([], None)}
        return Taken(
            event=self.event,
            on=self.on_date,
            reason=self.reason,
            legal_basis=self.legal_basis,
            document_no=self.document_no,
            deadline_on=self.deadline_on,
            inspect_on=self.inspect_on,
            file_ids=self.file_ids,
            facts=facts,
        )


_PLAIN = {
    *("event", "on_date", "reason", "legal_basis", "document_no", "deadline_on"),
    *("inspect_on", "file_ids"),
}


class ExitWithdrawalIn(In):
    reason: Annotated[Words, Field(examples=["住户撤回申请"])]


class ExitSettlementIn(In):
    """The reason is for the purchaser's approver, where a debt stays open."""

    reason: Words | None = None


class PossibleOut(Out):
    """A step that can be taken now: whose it is, and the fields that must be filled."""

    event: ExitEvent
    roles: list[Role]
    needs: list[str]


class ExitCaseOut(Out):
    """An exit case 退房案件. `possible` is what can be done next."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    unit_id: UUID
    household_id: UUID
    number: Annotated[str, Field(examples=["XFJY-TF-2026-0001"])]
    track: Track
    ground: Ground
    state: ExitState
    opened_on: date
    leaves_on: date | None
    reason: str | None
    legal_basis: str | None
    document_no: str | None
    deadline_on: Annotated[date | None, Field(description="Last day of the period that runs.")]
    contact_by: date | None
    inspect_on: date | None
    handover_id: UUID | None
    inspected_on: date | None
    formalities_by: date | None
    complete_by: date | None
    handed_back_on: date | None
    debts_fen: Fen | None
    maker_id: UUID | None
    decided_by: UUID | None
    made_at: datetime
    version: int
    contract_no: str
    tenant_name: str
    building: str
    entrance: str
    room: str
    possible: list[PossibleOut]

    @classmethod
    def of(cls, one: ExitCase) -> Self:
        events = sorted(MACHINES[one.track].possible(one.state))
        possible = [
            PossibleOut(
                event=event,
                roles=sorted(actors(one.track, event)),
                needs=list(NEEDS.get(event, ())),
            )
            for event in events
        ]
        told: dict[str, Any] = {
            name: getattr(one, name) for name in cls.model_fields if name != "possible"
        }
        return cls(**told, possible=possible)


class ExitStepOut(Out):
    id: UUID
    at: datetime
    effective_on: date
    event: str
    from_state: ExitState | None
    to_state: ExitState
    reason: str | None
    legal_basis: str | None
    document_no: str | None
    file_ids: list[UUID]
    facts: dict[str, Any]
    maker_id: UUID | None


class ExitHistoryOut(Out):
    items: list[ExitStepOut]


class ExitFileOut(Out):
    file_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    maker_id: UUID
    made_at: datetime


class ExitFilesOut(Out):
    items: list[ExitFileOut]
