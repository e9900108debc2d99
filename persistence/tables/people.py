"""People, where they work, and how they are signed in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.role_grants import GrantState
from persistence.tables.base import NOW, SharedRow, TradeRow, one_of


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


class RoleGrantRow(TradeRow):
    """Rights asked for: a desk as it shall be, in force once a second person has confirmed it."""

    __tablename__ = "role_grants"
    __table_args__ = (
        one_of("state", GrantState, name="role_grant_state"),
        CheckConstraint("checker_id <> maker_id", name="role_grant_four_eyes"),
        CheckConstraint("checker_id <> person_id", name="role_grant_by_another"),
        CheckConstraint(
            "(state in ('confirmed', 'rejected')) = (checker_id is not null)",
            name="role_grant_decided",
        ),
        Index(
            "one_waiting_grant_per_person",
            "authority_id",
            "person_id",
            unique=True,
            postgresql_where="state = 'waiting'",
        ),
        Index("role_grants_by_time", "authority_id", "made_at", "id"),
    )

    person_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    household_id: Mapped[UUID | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    had: Mapped[list[str]] = mapped_column(ARRAY(Text), comment="the roles before, here")
    state: Mapped[str] = mapped_column(server_default="waiting")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(comment="of a rejection")
    version: Mapped[int] = mapped_column(server_default="1")


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
