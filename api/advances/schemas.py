"""The wire format of vouchers."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, Fen, In, Line, MonthWire, Out, Words
from domain.advances import Exclusion, VoucherState
from persistence.voucher_lines import VoucherLine


class VoucherIn(In):
    project_id: UUID
    month: MonthWire


class DisputeIn(In):
    reason: Annotated[Words, Field(examples=["3 栋 401 已于 4 月 28 日缴费，流水未入账。"])]


class DisputeDecisionIn(In):
    """`upheld`: the figures stand. Otherwise the voucher falls and the month gets a new one."""

    upheld: bool
    decision: Annotated[Words, Field(examples=["流水已核实，凭证作废重算。"])]


class VoucherPaymentIn(In):
    amount_fen: Fen
    bank_slip_no: Annotated[Code, Field(examples=["202505120001"])]
    paid_on: date


class VoucherReturnIn(In):
    reason: Annotated[Words, Field(examples=["国库未收到该笔款项。"])]


class VoucherAcceptanceIn(In):
    treasury_receipt_no: Annotated[Code, Field(examples=["GK-2025-05-0001"])]


class UncollectibleIn(In):
    """The purchaser's decision. Who bears it, the service contract says."""

    evidence: Annotated[Words, Field(examples=["承租人死亡且无遗产，催缴七步已毕，材料附后。"])]
    charge_ids: Annotated[
        list[UUID] | None,
        Field(max_length=1000, description="Only these charges; null for all of the voucher."),
    ] = None


class VoucherOut(Out):
    """billed = reduced + tenant_paid + excluded + amount; amount = recovered + outstanding +
    written_off once finance has accepted it.
    """

    id: UUID
    project_id: UUID
    project: str
    contract_id: UUID
    operator_id: UUID
    number: Annotated[str, Field(examples=["DJ-XFJY-202504"])]
    month: MonthWire
    state: VoucherState
    billed_fen: Fen
    reduced_fen: Fen
    tenant_paid_fen: Fen
    excluded_fen: Fen
    amount_fen: Fen
    cutoff_on: date
    due_on: date
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    paid_by: UUID | None
    paid_on: date | None
    bank_slip_no: str | None
    accepted_by: UUID | None
    accepted_at: datetime | None
    treasury_receipt_no: str | None
    decision: str | None
    decided_by: UUID | None
    outstanding_fen: Annotated[Fen, Field(description="Tenants still owe it to the operator.")]
    written_off_fen: Fen
    recovered_fen: Annotated[Fen, Field(description="Tenants have paid it since.")]
    version: int


class VoucherLineOut(Out):
    """A charge in the voucher: what the operator pays for it, or why it need not."""

    id: UUID
    charge_id: UUID
    lease_id: UUID
    contract_no: str
    unit_code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    tenant_name: Line
    billed_fen: Fen
    tenant_paid_fen: Annotated[Fen, Field(description="When the voucher was calculated.")]
    amount_fen: Fen
    excluded_fen: Fen
    exclusion: Exclusion | None
    outstanding_fen: Fen
    previous_fen: Annotated[Fen, Field(description="Of earlier advances, not got back to today.")]
    months_owed: Annotated[int, Field(description="Months of overdue rent today.", examples=[2])]
    last_contact_on: Annotated[date | None, Field(description="Null: no contact is on record.")]

    @classmethod
    def of(cls, line: VoucherLine) -> Self:
        told = {name: getattr(line, name) for name in cls.model_fields if hasattr(line, name)}
        return cls.model_validate({**told, "last_contact_on": None})
