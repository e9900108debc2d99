"""The wire format of saved tests."""

from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, Out, SignedFen
from domain.audits import NUMBERS, AuditTest
from persistence.audits.source import Count, Hit


class AuditTestOut(Out):
    """A saved test and how much it finds now; each row of it is to be explained."""

    code: AuditTest
    number: Annotated[int, Field(description="In the auditors' list of 16.", examples=[4])]
    hits: int
    amount_fen: Annotated[Fen, Field(description="Of all hits, whichever way they go.")]

    @classmethod
    def of(cls, code: AuditTest, count: Count) -> Self:
        hits, fen = count.hits, count.amount_fen
        return cls(code=code, number=NUMBERS[code], hits=hits, amount_fen=fen)


class AuditTestsOut(Out):
    """Every saved test. `not_yet` are the list's numbers that need records not kept yet."""

    on_date: date
    project_id: UUID | None
    hits: int
    items: list[AuditTestOut]
    not_yet: list[int]


class AuditHitOut(Out):
    """Something to be explained: the paper it is about, and what the test compared."""

    id: UUID
    project_id: UUID
    subject_type: Annotated[str, Field(examples=["lease"])]
    subject_id: UUID
    number: str | None
    name: str | None
    on_date: date | None
    amount_fen: SignedFen | None
    facts: Annotated[
        dict[str, Any],
        Field(examples=[{"monthly_rent_fen": 27227, "rule_rent_fen": 27000}]),
    ]

    @classmethod
    def of(cls, hit: Hit) -> Self:
        return cls.model_validate(hit)
