"""The wire format of the counter's day."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Fen, In, Out, SignedFen, Words
from domain.payments import Channel
from persistence.day_ends import DayEnd, Uncounted


class ChannelTotalOut(Out):
    channel: Channel
    payments: int
    amount_fen: Annotated[Fen, Field(description="What stands; what was taken back is beside it.")]
    reversed_payments: int
    reversed_fen: Fen
    unconfirmed_fen: Annotated[Fen, Field(description="Cash that nobody has counted yet.")]


class DayTotalsOut(Out):
    """What a project received on a day. Bank lines count on the day of the bank."""

    project_id: UUID
    on_date: date
    amount_fen: Fen
    unconfirmed_fen: Fen
    items: list[ChannelTotalOut]


class DayEndIn(In):
    """The cash of a day, counted by somebody who took none of it."""

    project_id: UUID
    on_date: date
    booked_fen: Annotated[Fen, Field(description="The cash that was shown as not counted.")]
    counted_fen: Annotated[Fen, Field(description="What lay in the drawer.")]
    explanation: Annotated[
        Words | None,
        Field(description="Needed when the two differ.", examples=["找零差错，短款 10 元。"]),
    ] = None


class DayEndOut(Out):
    id: UUID
    project_id: UUID
    project: str
    on_date: date
    payments: int
    booked_fen: Fen
    counted_fen: Fen
    difference_fen: SignedFen
    explanation: str | None
    taker_ids: Annotated[list[UUID], Field(description="Who took the cash.")]
    checker_id: UUID
    made_at: datetime

    @classmethod
    def of(cls, one: DayEnd) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls(**told, difference_fen=one.counted_fen - one.booked_fen)


class UncountedOut(Out):
    """A day whose cash waits for somebody to count it."""

    project_id: UUID
    project: str
    on_date: date
    payments: int
    booked_fen: Fen
    taker_ids: Annotated[list[UUID], Field(description="These cannot confirm it.")]

    @classmethod
    def of(cls, one: Uncounted) -> Self:
        return cls(
            project_id=one.project_id,
            project=one.project,
            on_date=one.on_date,
            payments=one.payments,
            booked_fen=one.booked.fen,
            taker_ids=list(one.takers),
        )


class UncountedListOut(Out):
    items: list[UncountedOut]
