"""The wire format of the ledger."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, MonthWire, Out, PositiveFen, SignedFen
from domain.ledger import Account, Reason


class TransferOut(Out):
    """One movement: `amount_fen` from the credit account to the debit account."""

    id: UUID
    debit: Account
    credit: Account
    amount_fen: PositiveFen
    reason: Reason
    on_date: date
    month: MonthWire
    project_id: UUID
    lease_id: UUID | None
    charge_id: UUID | None
    operator_id: UUID | None
    document_type: Annotated[str, Field(examples=["payment"])]
    document_id: UUID
    reverses_id: Annotated[UUID | None, Field(description="The transfer that this one mirrors.")]
    maker_id: UUID
    posted_at: datetime


class BalanceOut(Out):
    """An account. Balances are debits minus credits; `normal` is the side on which it grows."""

    account: Account
    name: Annotated[str, Field(examples=["应收租金—财政债权"])]
    name_en: str
    normal: Annotated[str, Field(examples=["debit"])]
    opening_fen: SignedFen
    debit_fen: Fen
    credit_fen: Fen
    closing_fen: SignedFen


class BalancesOut(Out):
    project_id: UUID
    month: MonthWire
    items: list[BalanceOut]
    broken: Annotated[
        list[str], Field(description="Identities of the books that do not hold; empty when well.")
    ]


class FindingOut(Out):
    """Something in the books that cannot be."""

    code: Annotated[str, Field(examples=["charge_split_differs_from_transfers"])]
    subject: UUID
    facts: dict[str, object]


class FindingsOut(Out):
    clean: bool
    items: list[FindingOut]
