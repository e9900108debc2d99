"""The wire format of recoveries."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, Fen, In, MonthWire, Out, PositiveFen
from domain.remittances import RecoveryMode


class RecoveryKind(StrEnum):
    """KEPT leaves the account for the operator, REFUNDED comes from treasury, TOPPED_UP is the
    operator's own money for a payment that bounced after it had been handed over.
    """

    KEPT = "kept"
    REFUNDED = "refunded"
    TOPPED_UP = "topped_up"


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
    overdrawn_fen: Annotated[Fen, Field(description="Bounced after it was handed over.")]


class RecoverablesOut(Out):
    items: list[RecoverableOut]
