"""The wire format of final bills, rent refunds and market rents."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, Fen, In, Line, MonthWire, Out, PositiveFen, Words
from domain.final_bills import BillState, ClearanceKind, RefundSource, RentRefundState
from domain.handover_sheets import MeterKind
from domain.leases import Against
from domain.payments import Channel
from persistence.final_bills import FinalBill


class UtilityIn(In):
    """A bill that the deposit answers for. `used` is for leases without a check-in sheet."""

    meter: Annotated[MeterKind, Field(examples=["water"])]
    yuan_a_unit: Annotated[DecimalWire, Field(examples=["3.85"])]
    used: DecimalWire | None = None
    payee: Annotated[Line, Field(examples=["包头市供水公司"])]


class OtherDemandIn(In):
    what: Annotated[Line, Field(examples=["清运遗留物"])]
    amount_fen: PositiveFen
    payee: Line


class ClearanceIn(In):
    """An account that is paid or closed, with its proof or slip."""

    kind: Annotated[ClearanceKind, Field(examples=["property_fee"])]
    file_id: UUID


class RefundToIn(In):
    """Where the deposit goes back to, for one that was brought in from a book."""

    channel: Channel
    payee_name: Line
    payee_account_mask: Annotated[str | None, Field(max_length=40)] = None


class FinalBillIn(In):
    """What the bill cannot know of itself: tariffs, proofs, what else is owed."""

    utilities: Annotated[list[UtilityIn], Field(max_length=10)] = []
    others: Annotated[list[OtherDemandIn], Field(max_length=20)] = []
    clearances: Annotated[list[ClearanceIn], Field(max_length=10)] = []
    refund_to: RefundToIn | None = None

    def to_asked(self) -> dict[str, Any]:
        return self.model_dump(mode="json")


class RentLineOut(Out):
    """A month put right: what it was charged, and what it is."""

    kind: Annotated[str, Field(examples=["rent"])]
    month: MonthWire
    was_fen: Fen
    due_fen: Fen


class DemandOut(Out):
    """What the deposit is asked for, and what of it was paid."""

    against: Against
    what: str
    payee: str
    amount_fen: Fen
    paid_fen: Fen


class FinalBillOut(Out):
    """A final bill 退房结算. Two legs go back: `deposit_back_fen` from the deposit account,
    `rent_back_fen` by the account or the treasury; `to_tenant_fen` is both.
    """

    id: UUID
    case_id: UUID
    state: BillState
    last_on: Annotated[date, Field(description="The last day of rent.")]
    rents: list[RentLineOut]
    demands: list[DemandOut]
    deposit_fen: Fen
    deposit_back_fen: Fen
    rent_back_fen: Fen
    to_tenant_fen: Fen
    owed_fen: Annotated[Fen, Field(description="What the deposit did not reach.")]
    damage_owed_fen: Annotated[Fen, Field(description="Of that damage and bills, unpaid yet.")]
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    confirmed_on: date | None
    version: int

    @classmethod
    def of(cls, one: FinalBill) -> Self:
        computed = {"rents", "demands", "to_tenant_fen"}
        told = {name: getattr(one, name) for name in cls.model_fields if name not in computed}
        return cls.model_validate(
            {
                **told,
                "rents": one.told["rents"],
                "demands": one.told["demands"],
                "to_tenant_fen": one.deposit_back_fen + one.rent_back_fen,
            }
        )


class DamagePaymentIn(In):
    """Money for damage or bills that the deposit did not reach. Cash has no serial number."""

    amount_fen: PositiveFen
    channel: Annotated[Channel, Field(examples=["cash"])]
    serial_no: Code | None = None
    payer_name: Annotated[Line, Field(examples=["赵福生"])]


class RentRefundPaymentIn(In):
    slip_no: Annotated[Code, Field(examples=["TF20260625-01"])]
    reason: Annotated[Words, Field(examples=["退房退还预缴租金"])]


class RentRefundOut(Out):
    """Rent that goes back 退还预缴租金, to who paid it."""

    id: UUID
    case_id: UUID
    project_id: UUID
    lease_id: UUID
    payment_id: UUID
    refund_id: UUID | None
    amount_fen: Fen
    source: RefundSource
    state: RentRefundState
    due_on: date
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int
    channel: Annotated[Channel, Field(description="How the money had come: it goes back so.")]
    payer_name: Annotated[str, Field(description="Who paid it, and has it back.")]
    payer_account_mask: str | None


class MarketRentIn(In):
    """What the market asks per square metre and month, by the bureau's published paper."""

    project_id: UUID
    price_per_m2: Annotated[DecimalWire, Field(gt=0, le=10_000, examples=["18.00"])]
    valid_from: Annotated[date, Field(examples=["2026-01-01"])]
    document_no: Annotated[Code, Field(examples=["包住建〔2026〕8号"])]


class MarketRentOut(Out):
    id: UUID
    project_id: UUID
    price_per_m2: DecimalWire
    valid_from: date
    document_no: str
    maker_id: UUID
    made_at: datetime
