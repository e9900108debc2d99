"""Identity equipment 身份识别设备: doors, gates and lifts that know their household.

Three rules stand above it. Nobody depends on their face: a device opens in another way too, and
so does every person who chose the face (人脸识别技术应用安全管理办法, in force 2025-06-01). Nothing
of a face is kept here: the vendor holds the template, we hold result and time. And a door is no
means of collecting rent: there is no way to suspend a credential, and arrears are no reason to
withdraw one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from domain.calendar import months_after
from domain.errors import Invalid, Refused
from domain.states import Machine


class DeviceKind(StrEnum):
    DOOR_LOCK = "door_lock"
    ENTRANCE_GATE = "entrance_gate"
    ESTATE_GATE = "estate_gate"
    LIFT = "lift"


class DeviceState(StrEnum):
    IN_SERVICE = "in_service"
    OUT_OF_ORDER = "out_of_order"
    RETIRED = "retired"


class DeviceEvent(StrEnum):
    FAIL = "fail"
    REPAIR = "repair"
    RETIRE = "retire"


TRANSITIONS: Final[Mapping[tuple[DeviceState, DeviceEvent], DeviceState]] = {
    (DeviceState.IN_SERVICE, DeviceEvent.FAIL): DeviceState.OUT_OF_ORDER,
    (DeviceState.OUT_OF_ORDER, DeviceEvent.REPAIR): DeviceState.IN_SERVICE,
    (DeviceState.IN_SERVICE, DeviceEvent.RETIRE): DeviceState.RETIRED,
    (DeviceState.OUT_OF_ORDER, DeviceEvent.RETIRE): DeviceState.RETIRED,
}

MACHINE: Final = Machine("device", TRANSITIONS)


class CredentialKind(StrEnum):
    """`FACE_AT_VENDOR`: the vendor recognises; here stands only that it was agreed to."""

    CARD = "card"
    PIN = "pin"
    FACE_AT_VENDOR = "face_at_vendor"


#: Ways that need no face.
ALTERNATIVES: Final = frozenset({CredentialKind.CARD, CredentialKind.PIN})


class WithdrawalCause(StrEnum):
    """The only reasons to take a credential back. Arrears are not among them, on purpose."""

    MOVE_OUT = "move_out"
    LOST = "lost"
    ERROR = "error"
    COURT = "court"


class UpkeepKind(StrEnum):
    INSPECTION = "inspection"
    CLEANING = "cleaning"
    BATTERY = "battery"
    SOFTWARE = "software"
    REPAIR = "repair"
    REPLACEMENT = "replacement"


class UpkeepResult(StrEnum):
    IN_ORDER = "in_order"
    FAULT_FOUND = "fault_found"
    FIXED = "fixed"


class FaceOnlyDevice(Invalid):
    """A device must open without a face too: by card or by PIN."""


class AlternativeMissing(Refused):
    """A face is only ever a second way: issue a card or a PIN first, and keep it."""


class ConsentMissing(Invalid):
    """The face needs a consent of its own, on paper or signed (个人信息保护法 Art. 29)."""


class GuardianMissing(Invalid):
    """For a child under fourteen a guardian consents, by name."""


class DevicePlaceInvalid(Invalid):
    """A door lock hangs on a unit, a gate or lift in a building, an estate's gate on neither."""


class DeviceNotOfHome(Refused):
    """The device is not on the way to the home of that lease."""


class LeaseOver(Refused):
    """The lease is over, or has not been signed: nobody comes in by it."""


class CredentialNotTaken(Invalid):
    """The device does not take credentials of that kind."""


class DeviceOutOfUse(Refused):
    """The device is retired; nothing is issued for it any more."""


class WithdrawnBeforeIssue(Invalid):
    """A credential cannot be withdrawn on a day before it was issued."""


class CredentialWithdrawn(Refused):
    """The credential was withdrawn already."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a unit, or a building and perhaps one of its entrances."""

    building_id: UUID | None
    entrance: str | None
    unit_id: UUID | None


#: What each kind of device is fixed to: a building, a unit.
_FIXED_TO: Final[Mapping[DeviceKind, tuple[bool, bool]]] = {
    DeviceKind.DOOR_LOCK: (False, True),
    DeviceKind.ENTRANCE_GATE: (True, False),
    DeviceKind.LIFT: (True, False),
    DeviceKind.ESTATE_GATE: (False, False),
}


def require_place(kind: DeviceKind, place: Place) -> None:
    """Raises DevicePlaceInvalid."""
    building, unit = _FIXED_TO[kind]
    fits = (place.building_id is not None, place.unit_id is not None) == (building, unit)
    if not fits or (place.entrance is not None and place.building_id is None):
        raise DevicePlaceInvalid(pointer="/kind", needs_building=building, needs_unit=unit)


def is_on_the_way(device: Place, home: Place) -> bool:
    """Whether somebody who goes home passes the device; both are of the same project."""
    if device.unit_id is not None:
        return device.unit_id == home.unit_id
    if device.building_id is not None and device.building_id != home.building_id:
        return False
    return device.entrance is None or device.entrance == home.entrance


#: 个人信息保护法 Art. 31: below it a guardian consents.
_OF_AGE_MONTHS: Final = 14 * 12


def require_guardian(
    birth: date | None, on: date, *, is_tenant: bool, guardian: str | None
) -> None:
    """A child's consent is its guardian's; whose age nobody knows counts as a child, unless they
    signed the lease. Raises GuardianMissing.
    """
    is_child = not is_tenant if birth is None else on < months_after(birth, _OF_AGE_MONTHS)
    if is_child and not guardian:
        raise GuardianMissing(pointer="/guardian_name")


def require_alternative(kinds: Collection[CredentialKind]) -> None:
    """What a device takes. Raises FaceOnlyDevice."""
    if not ALTERNATIVES & set(kinds):
        raise FaceOnlyDevice(pointer="/credential_kinds", one_of=sorted(ALTERNATIVES))


def require_other_way(
    kind: CredentialKind, held: Collection[CredentialKind], *, has_consent: bool
) -> None:
    """Before `kind` is issued to somebody who holds `held` there.

    Raises ConsentMissing, AlternativeMissing.
    """
    if kind is not CredentialKind.FACE_AT_VENDOR:
        return
    if not has_consent:
        raise ConsentMissing(pointer="/consent_file_id")
    if not ALTERNATIVES & set(held):
        raise AlternativeMissing(one_of=sorted(ALTERNATIVES))


def require_not_the_last_way(kind: CredentialKind, others: Collection[CredentialKind]) -> None:
    """Before `kind` is withdrawn from somebody who keeps `others`. Raises AlternativeMissing."""
    keeps = set(others)
    if kind in ALTERNATIVES and keeps and not ALTERNATIVES & keeps:
        raise AlternativeMissing(one_of=sorted(ALTERNATIVES))
