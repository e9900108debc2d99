"""People, where they work, and how they are signed in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import NOW, SharedRow


class PersonRow(SharedRow):
    __tablename__ = "people"

    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    is_active: Mapped[bool] = mapped_column(server_default="true")
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)


class MembershipRow(SharedRow):
    """A person's desk in one authority: for which organisation, in which roles."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("person_id", "authority_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    household_id: Mapped[UUID | None] = mapped_column(comment="a tenant's own household")


class SessionRow(SharedRow):
    """A signed-in browser or device. Every request reads this row, so revoking is immediate."""

    __tablename__ = "sessions"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    authority_id: Mapped[UUID] = mapped_column(ForeignKey("authorities.id"))
    kind: Mapped[str] = mapped_column(comment="browser or device")
    secret_hash: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=NOW)
    seen_at: Mapped[datetime] = mapped_column(server_default=NOW)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None] = mapped_column()


class RefreshTokenRow(SharedRow):
    """One refresh token of a device's session. Spent ones stay, so that reuse is noticed."""

    __tablename__ = "refresh_tokens"

    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id"), index=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    issued_at: Mapped[datetime] = mapped_column(server_default=NOW)
    spent_at: Mapped[datetime | None] = mapped_column()


class SignInAttemptRow(SharedRow):
    """A failed sign-in, counted by name and by address to slow guessing down."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("sign_in_attempts_by_name", "username", "at"),
        Index("sign_in_attempts_by_address", "address", "at"),
    )

    username: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(server_default=NOW)
