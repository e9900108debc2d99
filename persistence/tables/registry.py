"""The person registry: which bureau knows somebody, told across bureaus by one function only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import NOW, TradeRow


class KnownPersonRow(TradeRow):
    """The authority has a record, a lease or a ban of the person behind the index.

    The application sees its own authority's rows. `known_elsewhere()` alone looks across, says
    yes or no, and notes who asked; what is yes is looked up live, so that nothing here goes stale.
    """

    __tablename__ = "known_people"
    __table_args__ = (
        UniqueConstraint("authority_id", "person_index"),
        UniqueConstraint("authority_id", "reference"),
        Index("known_people_by_person", "person_index"),
    )

    person_index: Mapped[bytes] = mapped_column(LargeBinary)
    reference: Mapped[str] = mapped_column(
        server_default=text("upper(left(replace(gen_random_uuid()::text, '-', ''), 10))"),
        comment="what one bureau quotes to the other",
    )


class RegistryInquiryRow(TradeRow):
    """Who asked about how many people, and why. The function writes it, nobody else can."""

    __tablename__ = "registry_inquiries"
    __table_args__ = (
        Index("registry_inquiries_by_person", "authority_id", "person_id", "at"),
        Index("registry_inquiries_by_time", "authority_id", "at", "id"),
    )

    at: Mapped[datetime] = mapped_column(server_default=NOW)
    person_id: Mapped[UUID]
    purpose: Mapped[str]
    reason: Mapped[str]
    asked: Mapped[int]
    found: Mapped[int]
