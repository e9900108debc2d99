"""The wire format of timelines."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import MonthWire, Out, SignedFen
from api.web.people import PersonNameOut
from domain.timelines import EntryKind
from persistence.names import Named
from persistence.timelines.source import Entry


class TimelineEntryOut(Out):
    """One thing that happened to a household. `facts` are the rest, by kind."""

    id: UUID
    on_date: Annotated[date, Field(description="The day on which it was so.")]
    at: Annotated[datetime, Field(description="When it was entered.")]
    kind: EntryKind
    lease_id: UUID | None
    subject_type: Annotated[str, Field(examples=["payment"])]
    subject_id: UUID
    number: Annotated[str | None, Field(examples=["XFJY-2026-000113"])]
    month: MonthWire | None
    amount_fen: Annotated[SignedFen | None, Field(description="Minus: taken back, given back.")]
    person: PersonNameOut | None
    facts: Annotated[dict[str, Any], Field(examples=[{"channel": "cash", "payer_name": "赵福生"}])]

    @classmethod
    def of(cls, entry: Entry, known: Mapping[UUID, Named]) -> Self:
        told = {name: getattr(entry, name) for name in cls.model_fields if hasattr(entry, name)}
        return cls.model_validate({**told, "person": PersonNameOut.of(known, entry.person_id)})
