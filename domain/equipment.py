"""Identity equipment 身份识别设备: doors, gates and lifts that know their household.

Three rules stand above it. Nobody depends on their face: a device opens in another way too, and
so does every person who chose the face (人脸识别技术应用安全管理办法, in force 2025-06-01). Nothing
of a face is kept here: the vendor holds the template, we hold result and time. And a door is no
means of collecting rent: there is no way to suspend a credential, and arrears are no reason to
withdraw one.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

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


class CredentialNotTaken(Invalid):
    """The device does not take credentials of that kind."""


class DeviceOutOfUse(Refused):
    """The device is retired; nothing is issued for it any more."""


class CredentialWithdrawn(Refused):
    """The credential was withdrawn already."""


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
