"""The wire format of remittances."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, Fen, In, MonthWire, Out, PositiveFen, Words
from domain.held_money import Alert
from domain.remittances import RemittanceState

#: 政府收支分类科目: 10307 is paid use of state-owned resources and assets.
BudgetCode = Annotated[
    str, Field(pattern=r"^103[0-9]{0,8}$", description="Non-tax revenue.", examples=["10307"])
]


class RemittanceIn(In):
    project_id: UUID
    through_on: Annotated[date, Field(description="Money received up to and with this day.")]
    budget_code: BudgetCode = "10307"
    payment_code: Annotated[
        Code | None, Field(description="缴款码 of the non-tax system; null: our own number.")
    ] = None


class SendingIn(In):
    bank_slip_no: Annotated[Code, Field(examples=["202504300009"])]
    sent_on: date


class RemittanceReturnIn(In):
    reason: Annotated[Words, Field(examples=["科目编码有误，款项退回。"])]


class ReissueIn(In):
    """The codes under which it is sent again; null keeps them."""

    budget_code: BudgetCode | None = None
    payment_code: Code | None = None


class RemittanceConfirmationIn(In):
    treasury_receipt_no: Annotated[Code, Field(examples=["GK-2025-04-0031"])]


class RemittanceOut(Out):
    """A statement. Nothing is netted: every part has a figure of its own."""

    id: UUID
    project_id: UUID
    project: str
    number: Annotated[str, Field(examples=["SJ-XFJY-202504-1"])]
    month: MonthWire
    through_on: date
    state: RemittanceState
    tenant_money_fen: Annotated[Fen, Field(description="For treasury's own claims.")]
    recovered_fen: Annotated[Fen, Field(description="For the operator's claims; 先缴后退 only.")]
    amount_fen: PositiveFen
    budget_code: str
    payment_code: str
    oldest_on: Annotated[date | None, Field(description="The oldest receipt in it.")]
    maker_id: UUID
    made_at: datetime
    signed_by: UUID | None
    signed_at: datetime | None
    sent_by: UUID | None
    sent_on: date | None
    bank_slip_no: str | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    treasury_receipt_no: str | None
    return_reason: str | None
    version: int


class HeldMoneyOut(Out):
    """Tenants' money for treasury that a project's account holds today."""

    project_id: UUID
    project: str
    amount_fen: Fen
    oldest_on: date | None
    workdays: Annotated[int, Field(description="Working days since the oldest receipt.")]
    alert: Annotated[
        Alert, Field(description="notice: over 3 working days; late: past the monthly day.")
    ]


class HeldMoneysOut(Out):
    items: list[HeldMoneyOut]
