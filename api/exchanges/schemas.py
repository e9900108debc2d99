"""The wire format of exchanges of homes."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.exchanges.commands import Wanted
from api.web.kinds import Code, DecimalWire, In, Out, Words
from domain.exchanges import (
    ExchangeEvent,
    ExchangeKind,
    ExchangeReason,
    ExchangeState,
    possible,
)
from persistence.exchanges import Exchange, Home, Listed


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


class ExchangeWaiverIn(In):
    """放弃声明: signed, and the signed paper is a stored file."""

    reason: Annotated[Words, Field(examples=["楼层高，老人上下不便。"])]
    file_ids: Annotated[list[UUID], Field(max_length=50)] = []


class ExchangeWithdrawalIn(In):
    """Where a home is kept for the household, it is given up in writing, with a signed paper."""

    reason: Words | None = None
    file_ids: Annotated[list[UUID], Field(max_length=50)] = []


class ExchangedHomeOut(Out):
    """A home that is left or moved into."""

    unit_id: UUID
    building: str
    entrance: str
    room: str
    layout: str | None
    area_m2: DecimalWire

    @classmethod
    def of(cls, home: Home) -> Self:
        return cls(**{name: getattr(home, name) for name in cls.model_fields})


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
    contract_no: Annotated[str, Field(examples=["BT202500056"])]
    tenant_name: Annotated[str, Field(examples=["赵福生"])]
    with_tenant_name: Annotated[str | None, Field(description="Of a swap: the other tenant.")]
    from_home: ExchangedHomeOut
    to_home: Annotated[
        ExchangedHomeOut | None,
        Field(description="What is offered; of a swap, the other household's. Null until then."),
    ]
    offer_until: Annotated[date | None, Field(description="Last day to sign for what is offered.")]

    @classmethod
    def of(cls, listed: Listed) -> Self:
        one = listed.exchange
        facts = {name: getattr(one, name) for name in Exchange.__dataclass_fields__}
        return cls(
            **facts,
            possible=possible(one.kind, one.state),
            contract_no=listed.contract_no,
            tenant_name=listed.tenant_name,
            with_tenant_name=listed.with_tenant_name,
            from_home=ExchangedHomeOut.of(listed.from_home),
            to_home=None if listed.to_home is None else ExchangedHomeOut.of(listed.to_home),
            offer_until=listed.offer_until,
        )
