"""The wire format of events."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import In, Out
from api.web.pages import Page
from api.web.people import PersonNameOut
from domain.events import feature_of, subject_type_of
from persistence.events import Event
from persistence.names import Named

_SEEN = "Up to where this answer could see; leave it at `/v1/events/reading` to have read it."
Seen = Annotated[str, Field(max_length=4000, description=_SEEN, examples=["1204:1204:"])]


class EventOut(Out):
    """Something that happened. Ids and figures only; read what it is about under your own rights.

    `kind` is `feature.thing.past_tense`.
    """

    id: UUID
    at: datetime
    kind: Annotated[str, Field(examples=["advances.voucher.paid"])]
    feature: Annotated[str, Field(examples=["advances"])]
    subject_type: Annotated[str, Field(examples=["advances.voucher"])]
    subject_id: UUID
    number: Annotated[str | None, Field(description="What people know the subject by.")]
    project_id: UUID | None
    project: str | None
    actor: PersonNameOut | None
    facts: Annotated[dict[str, Any], Field(examples=[{"month": "2026-04", "amount_fen": 31058}])]
    is_read: Annotated[bool, Field(description="One's own deeds are.")]

    @classmethod
    def of(cls, event: Event, numbers: Mapping[UUID, str], known: Mapping[UUID, Named]) -> Self:
        told = {name: getattr(event, name) for name in cls.model_fields if hasattr(event, name)}
        return cls.model_validate(
            {
                **told,
                "feature": feature_of(event.kind),
                "subject_type": subject_type_of(event.kind),
                "number": numbers.get(event.subject_id),
                "actor": PersonNameOut.of(known, event.actor_id),
            }
        )


class EventsOut(Page[EventOut]):
    """A page of events, newest first."""

    unread: Annotated[int, Field(le=100, description="Notable ones by others; 100 is 100 or more.")]
    seen: Seen


class UnreadOut(Out):
    """The badge of the drawer."""

    unread: Annotated[int, Field(le=100, description="100 is 100 or more.")]
    newest_id: UUID | None
    seen: Seen


class ReadingIn(In):
    """`seen` of the page that was looked at."""

    seen: Seen
