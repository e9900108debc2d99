"""The records behind every feature: parameters, audit, idempotency, operations, files, imports."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from persistence.tables.base import NOW, Json, Row, TradeRow, refers


class ParameterRow(TradeRow):
    """A value of the parameter register from a day on, with its legal basis. Never changed."""

    __tablename__ = "parameters"
    __table_args__ = (UniqueConstraint("authority_id", "key", "valid_from"),)

    key: Mapped[str]
    valid_from: Mapped[date]
    value: Mapped[Any] = mapped_column(JSONB)
    legal_basis: Mapped[str]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class AuditEventRow(TradeRow):
    """Who did what to which thing, when. Written in the transaction of the deed."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("audit_events_by_time", "authority_id", "at", "id"),
        Index("audit_events_by_subject", "authority_id", "subject_id"),
        Index("audit_events_by_project", "authority_id", "project_id", "at", "id"),
    )

    at: Mapped[datetime] = mapped_column(server_default=NOW)
    actor_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID | None]
    project_id: Mapped[UUID | None]
    facts: Mapped[Json] = mapped_column(server_default="{}")
    request_id: Mapped[str | None]


class OutgoingEventRow(TradeRow):
    """A fact that others may subscribe to: ids only, so that reading stays under control."""

    __tablename__ = "outgoing_events"
    __table_args__ = (Index("outgoing_events_by_time", "authority_id", "at", "id"),)

    at: Mapped[datetime] = mapped_column(server_default=NOW)
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    project_id: Mapped[UUID | None]
    facts: Mapped[Json] = mapped_column(server_default="{}")
    actor_id: Mapped[UUID | None]
    organisation_id: Mapped[UUID | None]
    transaction_no: Mapped[int] = mapped_column(
        BigInteger,
        server_default=text("((pg_current_xact_id())::text)::bigint"),
        comment="whether a snapshot could see it",
    )


class EventMarkRow(TradeRow):
    """Up to where a person has read the events: what could be seen then is read."""

    __tablename__ = "event_marks"
    __table_args__ = (UniqueConstraint("authority_id", "person_id"),)

    person_id: Mapped[UUID]
    seen: Mapped[str] = mapped_column(comment="pg_snapshot: the transactions that were saved")
    seen_at: Mapped[datetime]


class IdempotencyKeyRow(TradeRow):
    """The first answer to a key. The row and the deed are saved together or not at all."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("authority_id", "principal_id", "key"),)

    principal_id: Mapped[UUID]
    key: Mapped[str]
    request_hash: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None] = mapped_column(SmallInteger)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class OperationRow(TradeRow):
    """Long work started over HTTP: its state, progress and result."""

    __tablename__ = "operations"
    __table_args__ = (
        CheckConstraint(
            "state in ('waiting', 'running', 'done', 'failed', 'cancelled')", name="operation_state"
        ),
        Index("operations_by_time", "authority_id", "made_at", "id"),
    )

    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="waiting")
    stage: Mapped[str | None]
    done: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int | None]
    arguments: Mapped[Json] = mapped_column(server_default="{}")
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    project_id: Mapped[UUID | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    cancel_asked: Mapped[bool] = mapped_column(server_default="false")


class FileRow(TradeRow):
    """Facts about stored bytes. `sha256` is of the file as it was given.

    Sealed, its bytes lie in the file store under `stored_as`, the hash of what the vault made of
    them; files from before the seal lie there under their own hash.
    """

    __tablename__ = "files"
    __table_args__ = (
        CheckConstraint("sealed = (stored_as is not null)", name="file_sealed"),
        Index("files_by_hash", "authority_id", "sha256"),
    )

    sha256: Mapped[str]
    sealed: Mapped[bool] = mapped_column(server_default="false")
    stored_as: Mapped[str | None]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class RateLimitRow(Row):
    """Tokens of one window, handed to processes. Unlogged: a crash forgets them, and may."""

    __tablename__ = "rate_limits"
    __table_args__ = {"prefixes": ["unlogged"]}

    key: Mapped[str] = mapped_column(primary_key=True, comment="what is counted, and whose")
    began_at: Mapped[datetime]
    granted: Mapped[int]
    handed: Mapped[int] = mapped_column(comment="by the last statement")


class AttachmentRow(TradeRow):
    """A file that belongs to a record: whoever may read the record may fetch it."""

    __tablename__ = "attachments"
    __table_args__ = (
        refers("file_id", "files"),
        UniqueConstraint("authority_id", "subject_type", "subject_id", "file_id"),
        Index("attachments_by_file", "authority_id", "file_id"),
    )

    project_id: Mapped[UUID | None]
    subject_type: Mapped[str] = mapped_column(comment="unit, lease, household, …")
    subject_id: Mapped[UUID]
    file_id: Mapped[UUID]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class ImportRow(TradeRow):
    """A spreadsheet brought in: read, reported, confirmed or refused."""

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint(
            "kind in ('units', 'leases', 'stocktake', 'eligibility')", name="import_kind"
        ),
        CheckConstraint(
            "(project_id is null) = (kind = 'eligibility')", name="import_of_a_project"
        ),
        CheckConstraint(
            "state in ('reading', 'ready', 'refused', 'confirming', 'confirmed', 'withdrawn')",
            name="import_state",
        ),
        Index("imports_by_time", "authority_id", "made_at", "id"),
    )

    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="reading")
    project_id: Mapped[UUID | None] = mapped_column(comment="none: a book of the authority")
    file_id: Mapped[UUID]
    marked_file_id: Mapped[UUID | None]
    preview_file_id: Mapped[UUID | None]
    report: Mapped[Json] = mapped_column(server_default="{}")
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column(server_default="1")
