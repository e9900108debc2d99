"""Identity equipment 身份识别设备: devices, their upkeep, and who holds which credential."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from domain.equipment import (
    CredentialKind,
    DeviceKind,
    DeviceState,
    UpkeepKind,
    UpkeepResult,
    WithdrawalCause,
)
from persistence.tables.base import NOW, Fen, TradeRow, one_of, refers


class DeviceRow(TradeRow):
    """A lock, gate or lift: of a unit, else of a building's entrance, else of the estate."""

    __tablename__ = "devices"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("building_id", "buildings"),
        refers("unit_id", "units"),
        UniqueConstraint("authority_id", "vendor", "serial_no"),
        one_of("kind", DeviceKind, name="device_kind"),
        one_of("state", DeviceState, name="device_state"),
        CheckConstraint(
            "credential_kinds && array['card', 'pin']", name="device_opens_without_a_face"
        ),
        CheckConstraint(
            "entrance is null or building_id is not null", name="device_entrance_of_a_building"
        ),
        Index("devices_by_project", "authority_id", "project_id", "serial_no", "id"),
    )

    project_id: Mapped[UUID]
    building_id: Mapped[UUID | None]
    entrance: Mapped[str | None]
    unit_id: Mapped[UUID | None]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=DeviceState.IN_SERVICE)
    vendor: Mapped[str]
    model: Mapped[str | None]
    serial_no: Mapped[str]
    credential_kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    installed_on: Mapped[date]
    note: Mapped[str | None]
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
    version: Mapped[int] = mapped_column(server_default="1")


class DeviceUpkeepRow(TradeRow):
    """A line of the upkeep log. Never changed."""

    __tablename__ = "device_upkeeps"
    __table_args__ = (
        refers("device_id", "devices"),
        one_of("kind", UpkeepKind, name="upkeep_kind"),
        one_of("result", UpkeepResult, name="upkeep_result"),
        CheckConstraint("cost_fen >= 0", name="upkeep_cost_not_negative"),
        Index("device_upkeeps_by_device", "authority_id", "device_id", "on_date", "id"),
    )

    device_id: Mapped[UUID]
    on_date: Mapped[date]
    kind: Mapped[str]
    result: Mapped[str]
    done_by: Mapped[str]
    note: Mapped[str | None]
    cost_fen: Mapped[Fen | None]
    file_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    maker_id: Mapped[UUID]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)


class CredentialRow(TradeRow):
    """A card, a PIN or a face at the vendor, issued to a member of a household.

    There is no column for suspending one, and the causes of a withdrawal are a CHECK: arrears
    lock no door, whoever asks. There is no column for a template either.
    """

    __tablename__ = "credentials"
    __table_args__ = (
        refers("project_id", "projects"),
        refers("device_id", "devices"),
        refers("household_id", "households"),
        refers("member_id", "members"),
        refers("unit_id", "units"),
        one_of("kind", CredentialKind, name="credential_kind"),
        one_of("withdrawn_for", WithdrawalCause, name="credential_withdrawn_for"),
        CheckConstraint(
            "num_nulls(withdrawn_on, withdrawn_for, withdrawn_by) in (0, 3)",
            name="credential_withdrawn_with_its_cause",
        ),
        CheckConstraint("withdrawn_on >= issued_on", name="credential_withdrawn_after_issue"),
        CheckConstraint(
            "kind <> 'face_at_vendor' or consent_file_id is not null",
            name="credential_face_with_consent",
        ),
        Index("credentials_by_household", "authority_id", "household_id", "id"),
        Index("credentials_by_device", "authority_id", "device_id", "id"),
    )

    project_id: Mapped[UUID]
    device_id: Mapped[UUID]
    household_id: Mapped[UUID]
    member_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    kind: Mapped[str]
    reference: Mapped[str | None] = mapped_column(comment="the card's or the vendor's number")
    consent_file_id: Mapped[UUID | None]
    guardian_name: Mapped[str | None] = mapped_column(comment="who agreed for a child under 14")
    issued_on: Mapped[date]
    issued_by: Mapped[UUID]
    issued_at: Mapped[datetime] = mapped_column(server_default=NOW)
    withdrawn_on: Mapped[date | None]
    withdrawn_for: Mapped[str | None]
    withdrawn_by: Mapped[UUID | None]
    withdrawal_note: Mapped[str | None]


class IdentityCheckRow(TradeRow):
    """What a device said of an attempt: result and time, of nobody in particular."""

    __tablename__ = "identity_checks"
    __table_args__ = (
        refers("device_id", "devices"),
        UniqueConstraint("authority_id", "device_id", "vendor_ref"),
        one_of("kind", CredentialKind, name="identity_check_kind"),
        Index("identity_checks_by_device", "authority_id", "device_id", "at", "id"),
    )

    device_id: Mapped[UUID]
    at: Mapped[datetime]
    kind: Mapped[str]
    passed: Mapped[bool]
    vendor_ref: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(server_default=NOW)
