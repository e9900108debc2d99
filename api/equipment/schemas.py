"""The wire format of identity equipment."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field

from api.equipment.access import Order
from api.web.kinds import Code, Fen, In, Line, Out
from domain.equipment import (
    MACHINE,
    CredentialKind,
    DeviceEvent,
    DeviceKind,
    DeviceState,
    UpkeepKind,
    UpkeepResult,
    WithdrawalCause,
)
from persistence.equipment import Device

_Kinds = Annotated[list[CredentialKind], Field(min_length=1, max_length=10, examples=[["card"]])]


class DeviceIn(In):
    """A device and its place: a door lock's unit, a gate's or lift's building, the estate."""

    project_id: UUID
    building_id: UUID | None = None
    entrance: Annotated[Code | None, Field(description="Of the building; null is all.")] = None
    unit_id: UUID | None = None
    kind: Annotated[DeviceKind, Field(examples=["estate_gate"])]
    vendor: Annotated[Line, Field(examples=["鹿城智能"])]
    model: Line | None = None
    serial_no: Annotated[Code, Field(examples=["LC-2026-000117"])]
    credential_kinds: Annotated[_Kinds, Field(description="A card or a PIN at the least.")]
    installed_on: Annotated[date, Field(examples=["2026-04-11"])]
    note: Line | None = None


class DeviceOut(Out):
    """A device that knows its household 身份识别设备."""

    id: UUID
    project_id: UUID
    building_id: UUID | None
    entrance: str | None
    unit_id: UUID | None
    kind: DeviceKind
    state: DeviceState
    possible: Annotated[list[DeviceEvent], Field(description="What can be done next.")]
    vendor: str
    model: str | None
    serial_no: str
    credential_kinds: list[CredentialKind]
    installed_on: date
    note: str | None
    last_upkeep_on: date | None
    maker_id: UUID
    made_at: datetime
    version: int

    @classmethod
    def of(cls, one: Device) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(told | {"possible": sorted(MACHINE.possible(one.state))})


class DeviceStepIn(In):
    note: Annotated[Line | None, Field(examples=["读卡器无响应"])] = None


class UpkeepIn(In):
    """A line of the upkeep log."""

    on_date: Annotated[date, Field(examples=["2026-04-11"])]
    kind: Annotated[UpkeepKind, Field(examples=["inspection"])]
    result: Annotated[UpkeepResult, Field(examples=["in_order"])]
    done_by: Annotated[Line, Field(examples=["鹿城智能 · 张工"])]
    note: Line | None = None
    cost_fen: Fen | None = None
    file_ids: Annotated[list[UUID], Field(max_length=50)] = []


class UpkeepOut(Out):
    id: UUID
    device_id: UUID
    on_date: date
    kind: UpkeepKind
    result: UpkeepResult
    done_by: str
    note: str | None
    cost_fen: int | None
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime


class IdentityCheckIn(In):
    """Result and time of an attempt. There is no field for who it was, nor for what was seen."""

    at: Annotated[AwareDatetime, Field(examples=["2026-04-11T08:30:00Z"])]
    kind: Annotated[CredentialKind, Field(examples=["card"])]
    passed: bool
    vendor_ref: Annotated[Code, Field(description="The vendor's own number; once.")]


class IdentityChecksIn(In):
    checks: Annotated[list[IdentityCheckIn], Field(min_length=1, max_length=1000)]


class IdentityChecksNotedOut(Out):
    stored: Annotated[int, Field(description="How many were new.", examples=[12])]


class IdentityCheckOut(Out):
    id: UUID
    at: datetime
    kind: CredentialKind
    passed: bool
    vendor_ref: str


class CredentialIn(In):
    """A card, a PIN or a face at the vendor; the face needs its own consent, and another way."""

    lease_id: UUID
    member_id: UUID
    device_id: UUID
    kind: Annotated[CredentialKind, Field(examples=["card"])]
    reference: Annotated[
        Code | None, Field(description="The card's or the vendor's number; never a PIN.")
    ] = None
    consent_file_id: Annotated[UUID | None, Field(description="The signed consent.")] = None
    guardian_name: Annotated[
        Line | None, Field(description="Who agreed for a child under fourteen.")
    ] = None
    issued_on: Annotated[date | None, Field(description="Today when left out.")] = None

    def to_order(self) -> Order:
        return Order(**self.model_dump())


class CredentialOut(Out):
    """Who may open which door. What opens it (a PIN, a face) is never here."""

    id: UUID
    project_id: UUID
    device_id: UUID
    household_id: UUID
    member_id: UUID
    unit_id: UUID
    kind: CredentialKind
    reference: str | None
    consent_file_id: UUID | None
    guardian_name: str | None
    issued_on: date
    issued_by: UUID
    issued_at: datetime
    withdrawn_on: date | None
    withdrawn_for: WithdrawalCause | None
    withdrawn_by: UUID | None
    withdrawal_note: str | None


class CredentialWithdrawalIn(In):
    """Why it is taken back. Arrears are no cause: a door is no means of collecting rent."""

    cause: Annotated[WithdrawalCause, Field(examples=["lost"])]
    withdrawn_on: Annotated[date | None, Field(description="Today when left out.")] = None
    note: Line | None = None


class CredentialsWithdrawalIn(In):
    """Why everything the household keeps for its home is taken back."""

    cause: Annotated[WithdrawalCause, Field(examples=["move_out"])]
    note: Line | None = None


class CredentialsWithdrawnOut(Out):
    withdrawn: Annotated[int, Field(examples=[3])]
