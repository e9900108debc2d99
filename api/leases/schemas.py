"""The wire format of leases."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.leases.drafting import Wanted
from api.web.kinds import Code, DecimalWire, Fen, In, Line, Out, Words
from domain.leases import MACHINE, LeaseEvent, LeaseState
from domain.rent import Tier
from persistence.lease_life import LeaseRecord
from persistence.leases import Lease

On = Annotated[
    date | None,
    Field(description="Today when left out; an earlier day needs a reason and an open month."),
]
Why = Annotated[
    Words | None, Field(description="Why it is put down only now.", examples=["现场已签，补录"])
]


class LeaseOut(Out):
    """A lease. `ends_on` is the last day on the paper; rent runs from `charged_from`.

    Rent, tier and discount are those of today: `terms_from` says since when, null for the paper's.
    """

    id: UUID
    project_id: UUID
    unit_id: UUID
    household_id: UUID
    contract_no: Annotated[str, Field(examples=["BT202500056"])]
    state: LeaseState
    starts_on: date
    ends_on: date
    charged_from: date
    vacated_on: date | None
    monthly_rent_fen: Fen
    rule_rent_fen: Annotated[Fen | None, Field(description="What the rent rule gave.")]
    tier: Tier
    discount: DecimalWire | None
    deposit_fen: Fen
    unit_code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    area_m2: DecimalWire
    tenant_name: Annotated[str, Field(examples=["赵福生"])]
    version: int
    signed_on: Annotated[date | None, Field(description="Null: not yet, or brought in.")]
    renewed_from: Annotated[UUID | None, Field(description="The lease that it renews.")]
    exchanged_from: Annotated[
        UUID | None, Field(description="The lease that it was exchanged for.")
    ]
    relocation_until: Annotated[date | None, Field(description="Last day of the 搬迁期.")]
    terms_from: date | None


class LeaseDetailOut(LeaseOut):
    """A lease with how its rent came about, and what can be done with it in its state."""

    rent_trace: Annotated[
        dict[str, Any] | None, Field(description="Every value of the rule; null: brought in.")
    ]
    note: str | None
    reservation_id: UUID | None
    maker_id: UUID | None
    possible: Annotated[list[LeaseEvent], Field(description="What its state allows.")]

    @classmethod
    def told(cls, lease: Lease, record: LeaseRecord) -> Self:
        return cls(
            **LeaseOut.model_validate(lease).model_dump(),
            rent_trace=record.rent_trace,
            note=record.note,
            reservation_id=record.reservation_id,
            maker_id=record.maker_id,
            possible=sorted(MACHINE.possible(record.state)),
        )


class LeaseIn(In):
    """A lease for a household that a home is kept for. Rent and deposit are what the rules give."""

    reservation_id: UUID
    starts_on: Annotated[date, Field(examples=["2026-05-01"])]
    ends_on: Annotated[
        date | None,
        Field(description="Last day, included. Null: as long as is usual.", examples=[None]),
    ] = None
    contract_no: Annotated[
        Code | None, Field(description="Null: the project's next number.", examples=[None])
    ] = None
    note: Words | None = None
    reason: Annotated[
        Words | None, Field(description="Where it began already.", examples=["补签"])
    ] = None

    def to_wanted(self) -> Wanted:
        return Wanted(
            reservation_id=self.reservation_id,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            contract_no=self.contract_no,
            note=self.note,
            reason=self.reason,
        )


class LeasePatch(In):
    """Other days or another note on a draft; what is left out stays."""

    starts_on: Annotated[date | None, Field(examples=["2026-05-01"])] = None
    ends_on: Annotated[date | None, Field(examples=["2029-04-30"])] = None
    note: Words | None = None
    reason: Why = None

    def to_changes(self) -> dict[str, Any]:
        return {
            name: getattr(self, name)
            for name in self.model_fields_set
            if getattr(self, name) is not None or name == "note"
        }


class LeaseVoidIn(In):
    reason: Annotated[Words, Field(examples=["承租人放弃签约。"])]


class LeaseSuspensionIn(In):
    reason: Annotated[Words, Field(examples=["租赁关系争议，法院已受理。"])]
    legal_basis: Annotated[Line, Field(examples=["民事诉讼法第一百五十三条"])]
    file_ids: Annotated[list[UUID], Field(min_length=1, max_length=50)]


class LeaseResumptionIn(In):
    reason: Annotated[Words, Field(examples=["调解结案。"])]


class LeaseStepOut(Out):
    """A line of a lease's history."""

    id: UUID
    at: datetime
    effective_on: date
    event: str
    from_state: LeaseState | None
    to_state: LeaseState
    reason_code: str | None
    reason: str | None
    legal_basis: str | None
    file_ids: list[UUID]
    document_type: str | None
    document_id: UUID | None
    facts: dict[str, Any]
    maker_id: Annotated[UUID | None, Field(description="Null: the calendar did it.")]


class LeaseHistoryOut(Out):
    items: list[LeaseStepOut]


class LeaseFileOut(Out):
    """A paper of the lease."""

    file_id: UUID
    name: Annotated[str, Field(examples=["租赁合同.pdf"])]
    media_type: str
    size: int
    sha256: str
    maker_id: UUID
    made_at: datetime


class LeaseFilesOut(Out):
    items: list[LeaseFileOut]
