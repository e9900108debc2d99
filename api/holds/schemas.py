"""The wire format of holds."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import In, Out, Words
from domain.holds import HoldKind


class HoldIn(In):
    """Decided by the purchaser. `until_on` is the last day included; null has no end yet."""

    kind: HoldKind
    from_on: date
    until_on: date | None = None
    reason: Annotated[Words, Field(examples=["突发重大疾病，经街道核实，缓交三个月。"])]


class HoldEndIn(In):
    until_on: Annotated[date, Field(description="The last day included.")]


class HoldOut(Out):
    """While it lasts dunning rests, and the contract may leave the rent out of advances."""

    id: UUID
    lease_id: UUID
    kind: HoldKind
    from_on: date
    until_on: date | None
    reason: str
    maker_id: UUID
    made_at: datetime
