"""The wire format of a lease's terms over time."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, Fen, In, MonthWire, Out, SignedFen, Words
from domain.lease_terms import TermsState
from domain.rent import Tier


class LeaseTermsIn(In):
    """A decision of the purchaser about the rent. Nothing changes until it is approved."""

    tier: Tier
    monthly_rent_fen: Annotated[
        Fen | None, Field(description="Null: what the rent rule gives for the tier.")
    ] = None
    discount: Annotated[
        DecimalWire | None, Field(description="减免比例: 0.3 is 30 % off.", examples=["0.3"])
    ] = None
    decided_on: Annotated[date, Field(examples=["2025-05-16"])]
    valid_from: Annotated[
        date | None,
        Field(description="Null: as the parameter lease.change_from says.", examples=[None]),
    ] = None
    change_id: Annotated[
        UUID | None, Field(description="The change of the household that it follows from.")
    ] = None
    document_no: Annotated[Code, Field(examples=["包住保〔2025〕31 号"])]
    reason: Annotated[Words, Field(examples=["年审：家庭收入降至低收入标准。"])]


class TermsApprovalIn(In):
    is_retroactive: Annotated[
        bool, Field(description="The decision is meant to reach back; difference lines follow.")
    ] = False


class PutRightOut(Out):
    """A month that was charged before: what it was, what it is, and where the difference went."""

    month: MonthWire
    was_fen: Fen
    due_fen: Fen
    difference_fen: SignedFen
    credited_fen: Annotated[Fen, Field(description="Had been paid: the household's credit now.")]
    charge_id: Annotated[
        UUID | None, Field(description="Supplementary, or the month's own; null before approval.")
    ]


class LeaseTermsOut(Out):
    """Rent, tier and discount from a day on. Of two from the same day the later made holds."""

    id: UUID
    lease_id: UUID
    project_id: UUID
    valid_from: date
    decided_on: date
    tier: Tier
    monthly_rent_fen: Fen
    rule_rent_fen: Annotated[Fen | None, Field(description="What the rent rule gave.")]
    discount: DecimalWire | None
    document_no: str
    reason: str
    state: TermsState
    is_retroactive: bool
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int
    change_id: UUID | None = None


class LeaseTermsDetailOut(LeaseTermsOut):
    """Terms with the months that they put right; of a draft, what approving it now would."""

    months: list[PutRightOut]
