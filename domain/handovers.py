"""Handing a unit over 交接: acceptance, check-in and check-out are one procedure with two sides.

A sheet (domain.handover_sheets) is drafted, checked for what it lacks, and signed by who gives the
unit and by who takes it: both sign the same digest, so neither can say to have seen another paper.
Leases ask for a complete check-in before rent runs, exits for a complete check-out before the
final bill.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from domain.access import Role
from domain.errors import Denied, Refused
from domain.handover_sheets import MeterKind, Sheet, answered_for, as_json
from domain.states import Machine
from domain.unit_kinds import KINDS, UnitKind


class HandoverKind(StrEnum):
    ACCEPTANCE = "acceptance"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"


class HandoverState(StrEnum):
    DRAFT = "draft"
    SIGNED_ONCE = "signed_once"
    COMPLETE = "complete"
    VOID = "void"


class HandoverEvent(StrEnum):
    SIGN = "sign"
    DISCARD = "discard"


_S, _E = HandoverState, HandoverEvent

TRANSITIONS: Final[Mapping[tuple[HandoverState, HandoverEvent], HandoverState]] = {
    (_S.DRAFT, _E.SIGN): _S.SIGNED_ONCE,
    (_S.SIGNED_ONCE, _E.SIGN): _S.COMPLETE,
    (_S.DRAFT, _E.DISCARD): _S.VOID,
    (_S.SIGNED_ONCE, _E.DISCARD): _S.VOID,
}

MACHINE: Final = Machine("handover", TRANSITIONS)


class Side(StrEnum):
    PURCHASER = "purchaser"
    OPERATOR = "operator"
    TENANT = "tenant"


@dataclass(frozen=True, slots=True)
class Sides:
    """Who gives the unit, and who takes it."""

    gives: Side
    takes: Side


SIDES: Final[Mapping[HandoverKind, Sides]] = {
    HandoverKind.ACCEPTANCE: Sides(Side.PURCHASER, Side.OPERATOR),
    HandoverKind.CHECK_IN: Sides(Side.OPERATOR, Side.TENANT),
    HandoverKind.CHECK_OUT: Sides(Side.TENANT, Side.OPERATOR),
}

_COUNTER: Final = frozenset({Role.FRONT_DESK, Role.OPERATOR_MANAGER})
#: Whose account notes a side's signature. A tenant signs on paper or on the screen at the counter,
#: and the clerk who saw it stands beside the name.
SIGNERS: Final[Mapping[tuple[HandoverKind, Side], frozenset[Role]]] = {
    (HandoverKind.ACCEPTANCE, Side.PURCHASER): frozenset({Role.PURCHASER_OFFICER}),
    (HandoverKind.ACCEPTANCE, Side.OPERATOR): frozenset({Role.OPERATOR_MANAGER}),
    (HandoverKind.CHECK_IN, Side.OPERATOR): _COUNTER,
    (HandoverKind.CHECK_IN, Side.TENANT): _COUNTER,
    (HandoverKind.CHECK_OUT, Side.OPERATOR): _COUNTER,
    (HandoverKind.CHECK_OUT, Side.TENANT): _COUNTER,
}


class SideNotOfHandover(Denied):
    """That side has no part in a hand-over of this kind."""


class HandoverSigned(Refused):
    """A side has signed the sheet; make a new one instead of changing it."""


class HandoverIncomplete(Refused):
    """The sheet cannot be signed yet; `missing` names what it lacks."""


class SideHasSigned(Refused):
    """That side has signed the sheet already."""


class LeaseOfOtherUnit(Refused):
    """The lease is of another unit than the sheet."""


class RentStandardMissing(Refused):
    """No rent standard is published for the unit: nobody could say what a household would pay."""


class CriticalDefect(Refused):
    """A critical defect is noted: the unit goes to repair, not to a household."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a city asks of a sheet: parameters `handover.min_keys`, `handover.photos_per_room`."""

    min_keys: int = 1
    photos_per_room: int = 1


#: Every home has them; gas and heat are read where there are any.
_ALWAYS_READ: Final = (MeterKind.WATER, MeterKind.POWER)


def missing(sheet: Sheet, kind: HandoverKind, unit: UnitKind, needs: Needs) -> list[str]:
    """What the sheet lacks before anybody may sign, as codes; nothing when it is whole."""
    facts = KINDS[unit]
    of_household = kind is not HandoverKind.ACCEPTANCE
    read = {meter.kind: meter for meter in sheet.meters}
    lacks = [f"meter_{meter}" for meter in _ALWAYS_READ if facts.is_metered and meter not in read]
    if of_household:
        lacks += [f"meter_photo_{one.kind}" for one in sheet.meters if one.photo_id is None]
    if facts.has_keys and sum(keys.counted for keys in sheet.keys) < _keys_needed(kind, needs):
        lacks.append("keys")
    if of_household and not sheet.fittings:
        lacks.append("fittings")
    if of_household and not _has_photos(sheet, needs.photos_per_room):
        lacks.append("photos")
    if kind is HandoverKind.CHECK_OUT and any(price is None for _, price in answered_for(sheet)):
        lacks.append("damage_price")
    return lacks


def _keys_needed(kind: HandoverKind, needs: Needs) -> int:
    """Coming back short of keys is what a check-out notes, not what stops it."""
    return 0 if kind is HandoverKind.CHECK_OUT else needs.min_keys


def _has_photos(sheet: Sheet, per_room: int) -> bool:
    rooms = {fitting.room for fitting in sheet.fittings} | {photo.room for photo in sheet.photos}
    taken = [photo.room for photo in sheet.photos]
    return all(taken.count(room) >= per_room for room in rooms) and bool(rooms)


def side_of(kind: HandoverKind, side: Side) -> str:
    """`gives` or `takes`. Raises SideNotOfHandover."""
    sides = SIDES[kind]
    if side is sides.gives:
        return "gives"
    if side is sides.takes:
        return "takes"
    raise SideNotOfHandover(sides=[sides.gives, sides.takes])


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature is bound to: the sheet, its unit, its lease and its day."""

    kind: HandoverKind
    unit_id: UUID
    lease_id: UUID | None
    on_date: date
    sheet: Sheet = field(default_factory=Sheet)

    def digest(self) -> bytes:
        """SHA-256 over the one way to write it: JSON, keys sorted, no blanks."""
        told = {
            "kind": self.kind,
            "unit_id": str(self.unit_id),
            "lease_id": str(self.lease_id) if self.lease_id else None,
            "on_date": self.on_date.isoformat(),
            **as_json(self.sheet),
        }
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).digest()
