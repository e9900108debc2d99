"""The wire format of recoveries."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, Fen, In, MonthWire, Out, PositiveFen
from domain.remittances import RecoveryMode


class RecoveryKind(StrEnum):
    """KEPT leaves the account for the operator, REFUNDED comes from treasury."""

    KEPT = "kept"
    REFUNDED = "refunded"


class RecoveryIn(In):
    project_id: UUID
    kind: RecoveryKind
    amount_fen: PositiveFen
    on_date: date
    slip_no: Annotated[Code, Field(examples=["202506100007"])]
    operator_id: Annotated[
        UUID | None, Field(description="Null: the operator whose contract is in force.")
    ] = None


class RecoveryOut(Out):
    """Money given back to an operator for what it had advanced; never netted with a remittance."""

    id: UUID
    project_id: UUID
    operator_id: UUID
    kind: RecoveryKind
    month: MonthWire
    amount_fen: PositiveFen
    on_date: date
    slip_no: str
    maker_id: UUID
    made_at: datetime


class RecoverableOut(Out):
    """What waits for one operator in a project's books."""

    operator_id: UUID
    mode: Annotated[RecoveryMode, Field(description="Of the contract in force.")]
    in_bank_fen: Annotated[Fen, Field(description="Tenants have paid it; it lies in the account.")]
    at_treasury_fen: Annotated[Fen, Field(description="Treasury has it twice and refunds it.")]


class RecoverablesOut(Out):
    items: list[RecoverableOut]


class TopUpIn(In):
    """The operator's own money into the account, for what bounced after it was handed over."""

    project_id: UUID
    amount_fen: PositiveFen
    on_date: date
    slip_no: Annotated[Code, Field(examples=["202506180003"])]
    operator_id: Annotated[
        UUID | None, Field(description="Null: the operator whose contract is in force.")
    ] = None


class TopUpOut(Out):
    id: UUID
    project_id: UUID
    operator_id: UUID
    month: MonthWire
    amount_fen: PositiveFen
    on_date: date
    slip_no: str
    maker_id: UUID
    made_at: datetime


class TopUpDueOut(Out):
    """What an operator must put back into a project's account, and by when."""

    project_id: UUID
    project: Annotated[str, Field(examples=["幸福家园"])]
    operator_id: UUID
    operator: Annotated[str, Field(examples=["鹿城公共住房运营有限公司"])]
    amount_fen: Annotated[PositiveFen, Field(description="Less what tenants have paid since.")]
    most_fen: Annotated[PositiveFen, Field(description="What may be put back, by charge.")]
    charges: Annotated[int, Field(examples=[1])]
    since_on: Annotated[date, Field(description="The day on which it bounced.")]
    due_on: date


class TopUpsDueOut(Out):
    items: list[TopUpDueOut]
