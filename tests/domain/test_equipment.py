"""Nobody depends on their face, and no door collects rent."""

from datetime import date
from uuid import UUID

import pytest

from domain import equipment
from domain.equipment import (
    ALTERNATIVES,
    AlternativeMissing,
    ConsentMissing,
    CredentialKind,
    DeviceKind,
    DevicePlaceInvalid,
    FaceOnlyDevice,
    GuardianMissing,
    Place,
    WithdrawalCause,
    is_on_the_way,
    require_alternative,
    require_guardian,
    require_not_the_last_way,
    require_other_way,
    require_place,
)

_K = CredentialKind
BUILDING, UNIT, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
HOME = Place(BUILDING, "1", UNIT)


def test_arrears_never_lock_a_door():
    """By construction: no cause for it, no state between held and withdrawn, no verb."""
    assert {cause.value for cause in WithdrawalCause} == {"move_out", "lost", "error", "court"}
    words = ("arrear", "debt", "rent", "suspend", "block", "lock_out", "deny", "disable")
    named = [name.lower() for name in vars(equipment) if not name.startswith("_")]
    assert [name for name in named for word in words if word in name] == []


def test_a_device_opens_without_a_face_too():
    require_alternative([_K.CARD])
    require_alternative([_K.FACE_AT_VENDOR, _K.PIN])
    for kinds in ([_K.FACE_AT_VENDOR], []):
        with pytest.raises(FaceOnlyDevice):
            require_alternative(kinds)


def test_a_face_comes_after_a_card_and_with_a_consent_of_its_own():
    require_other_way(_K.CARD, [], has_consent=False)
    require_other_way(_K.FACE_AT_VENDOR, [_K.PIN], has_consent=True)
    with pytest.raises(ConsentMissing):
        require_other_way(_K.FACE_AT_VENDOR, [_K.PIN], has_consent=False)
    for held in ([], [_K.FACE_AT_VENDOR]):
        with pytest.raises(AlternativeMissing):
            require_other_way(_K.FACE_AT_VENDOR, held, has_consent=True)


@pytest.mark.parametrize("kind", sorted(ALTERNATIVES))
def test_the_last_way_without_a_face_stays_while_the_face_does(kind: CredentialKind):
    with pytest.raises(AlternativeMissing):
        require_not_the_last_way(kind, [_K.FACE_AT_VENDOR])
    require_not_the_last_way(kind, [])
    require_not_the_last_way(kind, [_K.FACE_AT_VENDOR, _K.CARD])
    require_not_the_last_way(_K.FACE_AT_VENDOR, [])


@pytest.mark.parametrize(
    ("birth", "is_tenant", "guardian", "refused"),
    [
        (date(2012, 5, 1), False, None, True),
        (date(2012, 5, 1), False, "赵福生", False),
        (date(2012, 4, 30), False, None, False),
        (date(1990, 3, 7), False, None, False),
        (None, False, None, True),
        (None, True, None, False),
    ],
)
def test_a_child_under_fourteen_has_a_guardian_who_consents(
    birth: date | None, is_tenant: bool, guardian: str | None, refused: bool
):
    on = date(2026, 4, 30)
    if refused:
        with pytest.raises(GuardianMissing):
            require_guardian(birth, on, is_tenant=is_tenant, guardian=guardian)
    else:
        require_guardian(birth, on, is_tenant=is_tenant, guardian=guardian)


@pytest.mark.parametrize(
    ("kind", "place", "fits"),
    [
        (DeviceKind.DOOR_LOCK, Place(None, None, UNIT), True),
        (DeviceKind.DOOR_LOCK, Place(BUILDING, None, None), False),
        (DeviceKind.DOOR_LOCK, Place(BUILDING, None, UNIT), False),
        (DeviceKind.ENTRANCE_GATE, Place(BUILDING, "1", None), True),
        (DeviceKind.LIFT, Place(BUILDING, None, None), True),
        (DeviceKind.LIFT, Place(None, None, None), False),
        (DeviceKind.ESTATE_GATE, Place(None, None, None), True),
        (DeviceKind.ESTATE_GATE, Place(None, "1", None), False),
    ],
)
def test_each_kind_is_fixed_to_its_place(kind: DeviceKind, place: Place, fits: bool):
    if fits:
        require_place(kind, place)
    else:
        with pytest.raises(DevicePlaceInvalid):
            require_place(kind, place)


@pytest.mark.parametrize(
    ("device", "passes"),
    [
        (Place(None, None, None), True),
        (Place(BUILDING, None, None), True),
        (Place(BUILDING, "1", None), True),
        (Place(BUILDING, "2", None), False),
        (Place(OTHER, None, None), False),
        (Place(None, None, UNIT), True),
        (Place(None, None, OTHER), False),
    ],
)
def test_who_goes_home_passes_gate_lift_and_own_door_only(device: Place, passes: bool):
    assert is_on_the_way(device, HOME) is passes
