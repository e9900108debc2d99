"""The wire format of month closings."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, In, MonthWire, Out
from domain.access import Role
from domain.ledger import Account

CheckCode = Literal[
    "month_is_over",
    "previous_month_closed",
    "every_live_lease_charged",
    "charges_confirmed",
    "no_old_suspense",
    "no_open_adjustment",
    "shortfall_advanced",
    "reopened_advanced",
    "bounced_put_back",
    "rent_remitted",
    "remittances_confirmed",
    "books_balance",
]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="SHA-256, hexadecimal.")]


class ClosingIn(In):
    project_id: UUID
    month: MonthWire


class CheckOut(Out):
    """One thing that must hold before the month may close."""

    code: CheckCode
    ok: bool
    facts: Annotated[dict[str, Any], Field(description="The figures behind it.")]
    who: Annotated[list[Role], Field(description="Who must act; empty when it holds.")]


class ChecksOut(Out):
    project_id: UUID
    month: MonthWire
    ready: bool
    items: list[CheckOut]


class TurnoverOut(Out):
    debit_fen: Fen
    credit_fen: Fen


class ClosingOut(Out):
    """A closed month, its totals by account, and its link in the project's chain."""

    id: UUID
    project_id: UUID
    project: str
    month: MonthWire
    lines: int
    totals: dict[Account, TurnoverOut]
    previous: Hash
    hash: Hash
    maker_id: UUID
    closed_at: datetime


class ClosingVerificationOut(Out):
    """The month hashed anew from its lines as they are now."""

    holds: bool
    lines: int
    lines_now: int
    hash: Hash
    hash_now: Hash
