"""The hand-over sheet 交接单: what was read, counted and seen in a unit on a day.

One shape for acceptance, check-in and check-out, so that a check-out is set beside the check-in
before it: `consumption` is what ran through the meters between them, `damages` what the household
answers for. Readings are decimals in the meter's own unit, prices whole fen, photos and papers
ids of stored files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain.errors import Refused
from domain.money import Money, total


class MeterRanBackwards(Refused):
    """The later reading is lower: it was misread, or the meter was changed."""


class MeterKind(StrEnum):
    WATER = "water"
    POWER = "power"
    GAS = "gas"
    HEAT = "heat"


class KeyKind(StrEnum):
    DOOR = "door"
    ENTRANCE = "entrance"
    MAILBOX = "mailbox"
    METER_BOX = "meter_box"
    OTHER = "other"


class Condition(StrEnum):
    INTACT = "intact"
    DAMAGED = "damaged"
    MISSING = "missing"


class Severity(StrEnum):
    """Critical: nobody can live there before it is put right."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Meter:
    """A reading in the meter's own unit: m³, kWh, GJ."""

    kind: MeterKind
    reading: Decimal
    meter_no: str | None = None
    photo_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of a kind. `price` is what one that is short costs."""

    kind: KeyKind
    expected: int
    counted: int
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class Fitting:
    """A line of the fittings list. `price` is what its damage or loss costs; 0 is fair wear."""

    room: str
    item: str
    count: int
    condition: Condition
    price: Money | None = None
    note: str | None = None
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    room: str
    file_id: UUID


@dataclass(frozen=True, slots=True)
class Defect:
    place: str
    what: str
    severity: Severity
    photo_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the two sides sign."""

    meters: tuple[Meter, ...] = ()
    keys: tuple[Keys, ...] = ()
    fittings: tuple[Fitting, ...] = ()
    photos: tuple[Photo, ...] = ()
    defects: tuple[Defect, ...] = ()
    note: str | None = None

    @property
    def has_critical_defect(self) -> bool:
        return any(defect.severity is Severity.CRITICAL for defect in self.defects)

    @property
    def file_ids(self) -> list[UUID]:
        """Every photo that the sheet names, once."""
        named = [
            *(meter.photo_id for meter in self.meters if meter.photo_id),
            *(photo.file_id for photo in self.photos),
            *(one for part in (*self.fittings, *self.defects) for one in part.photo_ids),
        ]
        return list(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Damage:
    """What the household answers for: a fitting, or keys that are short."""

    what: str
    price: Money


def damages(sheet: Sheet) -> list[Damage]:
    """Fittings that are not intact, and keys that did not come back; wear at 0 is left out."""
    return [Damage(what, price) for what, price in answered_for(sheet) if price]


def damages_total(sheet: Sheet) -> Money:
    return total(damage.price for damage in damages(sheet))


def answered_for(sheet: Sheet) -> list[tuple[str, Money | None]]:
    """The same with wear at 0, and with what nobody has priced yet as None."""
    fittings = [
        (f"{one.room} {one.item}", one.price)
        for one in sheet.fittings
        if one.condition is not Condition.INTACT
    ]
    keys = [
        (f"{one.kind} ×{short}", None if one.price is None else Money(one.price.fen * short))
        for one in sheet.keys
        if (short := one.expected - one.counted) > 0
    ]
    return [*fittings, *keys]


def consumption(before: Sheet, after: Sheet) -> dict[MeterKind, Decimal]:
    """What ran through each meter that both sheets read. Raises MeterRanBackwards."""
    first = {meter.kind: meter.reading for meter in before.meters}
    used = {m.kind: m.reading - first[m.kind] for m in after.meters if m.kind in first}
    backwards = sorted(kind for kind, amount in used.items() if amount < 0)
    if backwards:
        raise MeterRanBackwards(meters=backwards)
    return used


def as_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet as it is stored: money as fen, readings as text."""
    return {
        "meters": [
            {
                "kind": one.kind,
                "reading": format(one.reading.normalize(), "f"),
                "meter_no": one.meter_no,
                "photo_id": _text(one.photo_id),
            }
            for one in sheet.meters
        ],
        "keys": [
            {
                "kind": one.kind,
                "expected": one.expected,
                "counted": one.counted,
                "price_fen": _fen(one.price),
            }
            for one in sheet.keys
        ],
        "fittings": [
            {
                "room": one.room,
                "item": one.item,
                "count": one.count,
                "condition": one.condition,
                "price_fen": _fen(one.price),
                "note": one.note,
                "photo_ids": _texts(one.photo_ids),
            }
            for one in sheet.fittings
        ],
        "photos": [{"room": one.room, "file_id": str(one.file_id)} for one in sheet.photos],
        "defects": [
            {
                "place": one.place,
                "what": one.what,
                "severity": one.severity,
                "photo_ids": _texts(one.photo_ids),
            }
            for one in sheet.defects
        ],
        "note": sheet.note,
    }


def from_json(told: Mapping[str, Any]) -> Sheet:
    """The sheet of a stored row: the inverse of `as_json`."""
    return Sheet(
        meters=tuple(
            Meter(
                MeterKind(one["kind"]),
                Decimal(one["reading"]),
                one["meter_no"],
                _id(one["photo_id"]),
            )
            for one in told["meters"]
        ),
        keys=tuple(
            Keys(KeyKind(one["kind"]), one["expected"], one["counted"], _money(one["price_fen"]))
            for one in told["keys"]
        ),
        fittings=tuple(
            Fitting(
                one["room"],
                one["item"],
                one["count"],
                Condition(one["condition"]),
                _money(one["price_fen"]),
                one["note"],
                _ids(one["photo_ids"]),
            )
            for one in told["fittings"]
        ),
        photos=tuple(Photo(one["room"], UUID(one["file_id"])) for one in told["photos"]),
        defects=tuple(
            Defect(one["place"], one["what"], Severity(one["severity"]), _ids(one["photo_ids"]))
            for one in told["defects"]
        ),
        note=told["note"],
    )


def _fen(price: Money | None) -> int | None:
    return None if price is None else price.fen


def _text(one: UUID | None) -> str | None:
    return None if one is None else str(one)


def _texts(ids: Sequence[UUID]) -> list[str]:
    return [str(one) for one in ids]


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


def _id(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _ids(texts: Sequence[str]) -> tuple[UUID, ...]:
    return tuple(map(UUID, texts))
