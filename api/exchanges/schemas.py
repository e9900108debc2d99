"""The wire format of exchanges of homes."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.exchanges.commands import Wanted
from api.web.kinds import Code, In, Out, Words
from domain.exchanges import MACHINE, ExchangeEvent, ExchangeKind, ExchangeReason, ExchangeState
from persistence.exchanges import Exchange


class ExchangeIn(In):
    kind: ExchangeKind
    with_lease_id: Annotated[
        UUID | None, Field(description="Of a swap: the other household's lease.")
    ] = None
    reason_code: ExchangeReason
    reason: Annotated[Words, Field(examples=["调动至青山区工作，原住房通勤过远。"])]
    file_ids: Annotated[list[UUID], Field(max_length=50)] = []

    def to_wanted(self) -> Wanted:
        return Wanted(self.kind, self.with_lease_id, self.reason_code, self.reason, self.file_ids)


class ExchangeDecisionIn(In):
    ok: Annotated[bool, Field(examples=[True])]
    decision_no: Annotated[Code, Field(examples=["包住保换〔2026〕7 号"])]
    decision: Annotated[Words | None, Field(description="In words; of a rejection, why.")] = None


class ExchangeOfferIn(In):
    unit_id: UUID


class ExchangeAcceptanceIn(In):
    moves_on: Annotated[date, Field(description="First day in the new home.")]
    reason: Annotated[Words | None, Field(description="Where that day has passed.")] = None


class ExchangeOut(Out):
    """A household's wish for another home 换房, up to the day on which it has it."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    with_lease_id: UUID | None
    kind: ExchangeKind
    state: ExchangeState
    reason_code: ExchangeReason
    reason: str
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
    checked_by: UUID | None
    decided_by: UUID | None
    decided_on: date | None
    decision_no: str | None
    decision: str | None
    reservation_id: UUID | None
    moves_on: date | None
    next_lease_id: UUID | None
    with_next_lease_id: UUID | None
    done_on: date | None
    version: int
    possible: list[ExchangeEvent]

    @classmethod
    def of(cls, one: Exchange) -> Self:
        facts = {name: getattr(one, name) for name in Exchange.__dataclass_fields__}
        return cls(**facts, possible=sorted(MACHINE.possible(one.state)))
