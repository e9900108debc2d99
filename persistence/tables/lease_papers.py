"""A lease's history and papers: explained, written, signed, filed; and the texts of a city."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.filings import FilingState
from domain.lease_signing import Acknowledgement, IdentityWay, SignatureWay, SigningSide
from domain.lease_texts import TemplateState, TextKind
from persistence.tables.base import NOW, Json, JsonList, TradeRow, one_of, refers


class LeaseEventRow(TradeRow):
    """One step in a lease's life: who, when, from, to, why. Never changed."""

    __tablename__ = "lease_events"
    __table_args__ = (
        refers("lease_id", "leases"),
        Index("lease_events_by_lease", "authority_id", "lease_id", "at"),
    )

    lease_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(server_default=NOW)
    effective_on: Mapped[date]
    event: Mapped[str]
    from_state: Mapped[str | None]
    to_state: Mapped[str]
    reason_code: Mapped[str | None]
    reason: Mapped[str | None]
    legal_basis: Mapped[str | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    document_type: Mapped[str | None] = mapped_column(comment="what brought it about, if a record")
    document_id: Mapped[UUID | None]
    facts: Mapped[Json] = mapped_column(server_default="{}")
    maker_id: Mapped[UUID | None] = mapped_column(comment="nobody where the calendar did it")


class LeaseTemplateRow(TradeRow):
    """A city's own text for leases or for the explanation before them: a version each time."""

    __tablename__ = "lease_templates"
    __table_args__ = (
        UniqueConstraint("authority_id", "kind", "number"),
        one_of("kind", TextKind, name="lease_template_kind"),
        one_of("state", TemplateState, name="lease_template_state"),
        CheckConstraint("checker_id <> maker_id", name="lease_template_four_eyes"),
        CheckConstraint(
            "(state = 'drafted') = (checker_id is null)", name="lease_template_has_its_checker"
        ),
    )

    kind: Mapped[str]
    number: Mapped[int]
    clauses: Mapped[JsonList]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    valid_from: Mapped[date]
    document_no: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="drafted")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    checker_id: Mapped[UUID | None]
    checked_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(server_default="1")


class LeaseTextRow(TradeRow):
    """A text of a lease, filled in: what was explained, or what lies ready to be signed."""

    __tablename__ = "lease_texts"
    __table_args__ = (
        refers("lease_id", "leases"),
        refers("template_id", "lease_templates"),
        UniqueConstraint("authority_id", "lease_id", "kind", "number"),
        one_of("kind", TextKind, name="lease_text_kind"),
    )

    lease_id: Mapped[UUID]
    kind: Mapped[str]
    number: Mapped[int] = mapped_column(comment="1, 2, … of the lease")
    template_id: Mapped[UUID | None] = mapped_column(comment="null: the text that ships")
    clauses: Mapped[JsonList]
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class LeaseExplanationRow(TradeRow):
    """Duties and return cases explained before signing, and how that was acknowledged (Art. 16)."""

    __tablename__ = "lease_explanations"
    __table_args__ = (
        refers("lease_id", "leases"),
        refers("text_id", "lease_texts"),
        UniqueConstraint("authority_id", "lease_id"),
        one_of("acknowledgement", Acknowledgement, name="lease_explanation_way"),
        CheckConstraint(
            "acknowledgement <> 'signed' or file_id is not null",
            name="lease_explanation_signed_with_file",
        ),
        CheckConstraint(
            "(proxy_name is null) = (proxy_file_id is null)", name="lease_explanation_proxy_proved"
        ),
    )

    lease_id: Mapped[UUID]
    text_id: Mapped[UUID]
    explained_on: Mapped[date]
    explained_by: Mapped[UUID] = mapped_column(comment="the clerk")
    acknowledgement: Mapped[str]
    acknowledged_by: Mapped[str] = mapped_column(comment="the name")
    file_id: Mapped[UUID | None]
    proxy_name: Mapped[str | None]
    proxy_file_id: Mapped[UUID | None] = mapped_column(comment="the power of attorney")
    note: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class LeaseSignatureRow(TradeRow):
    """A side's signature under one text: whose hand, which file, whose account noted it."""

    __tablename__ = "lease_signatures"
    __table_args__ = (
        refers("lease_id", "leases"),
        refers("text_id", "lease_texts"),
        UniqueConstraint("authority_id", "text_id", "side"),
        one_of("side", SigningSide, name="lease_signature_side"),
        one_of("way", SignatureWay, name="lease_signature_way"),
        one_of("identity_way", IdentityWay, name="lease_signature_identity"),
        CheckConstraint(
            "(proxy_name is null) = (proxy_file_id is null)", name="lease_signature_proxy_proved"
        ),
        CheckConstraint(
            "side <> 'tenant' or identity_way is not null", name="lease_signature_of_the_tenant"
        ),
    )

    lease_id: Mapped[UUID]
    text_id: Mapped[UUID]
    side: Mapped[str]
    way: Mapped[str]
    name: Mapped[str]
    signed_on: Mapped[date]
    file_id: Mapped[UUID]
    file_sha256: Mapped[str]
    identity_way: Mapped[str | None]
    proxy_name: Mapped[str | None]
    proxy_file_id: Mapped[UUID | None] = mapped_column(comment="the power of attorney")
    at_counter: Mapped[bool] = mapped_column(comment="a clerk noted it for the tenant")
    by: Mapped[UUID] = mapped_column(comment="whose account noted it")
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class LeaseFilingRow(TradeRow):
    """A signed lease on its way to the housing department, and back with a receipt."""

    __tablename__ = "lease_filings"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("lease_id", "leases"),
        UniqueConstraint("authority_id", "lease_id"),
        UniqueConstraint("authority_id", "receipt_no"),
        one_of("state", FilingState, name="lease_filing_state"),
        CheckConstraint(
            "(state = 'confirmed') = (receipt_no is not null)", name="lease_filing_has_its_receipt"
        ),
        CheckConstraint("confirmed_by <> submitted_by", name="lease_filing_confirmed_by_another"),
        Index(
            "lease_filings_to_do",
            "authority_id",
            "due_on",
            "id",
            postgresql_where=text("state <> 'confirmed'"),
        ),
        Index("lease_filings_by_project", "authority_id", "project_id", "due_on", "id"),
    )

    project_id: Mapped[UUID]
    lease_id: Mapped[UUID]
    signed_on: Mapped[date]
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(server_default="to_file")
    submitted_by: Mapped[UUID | None]
    submitted_on: Mapped[date | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    returned_for: Mapped[str | None]
    confirmed_by: Mapped[UUID | None]
    confirmed_on: Mapped[date | None]
    receipt_no: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")
