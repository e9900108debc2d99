"""The wire format of what a hand-over sheet lists."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, Fen, In, Line, Out, Words
from domain.handover_sheets import (
    Condition,
    Defect,
    Fitting,
    KeyKind,
    Keys,
    Meter,
    MeterKind,
    Photo,
    Severity,
    Sheet,
)
from domain.money import Money

_Room = Annotated[Line, Field(examples=["客厅"])]
_Photos = Annotated[list[UUID], Field(max_length=50)]


class MeterPart(In):
    """A reading in the meter's own unit: m³, kWh, GJ."""

    kind: Annotated[MeterKind, Field(examples=["water"])]
    reading: Annotated[DecimalWire, Field(decimal_places=3, examples=["128.4"])]
    meter_no: Code | None = None
    photo_id: UUID | None = None


class KeysPart(In):
    """Keys of a kind. `price_fen` is what one that is short costs."""

    kind: Annotated[KeyKind, Field(examples=["door"])]
    expected: Annotated[int, Field(ge=0, le=1_000, examples=[6])]
    counted: Annotated[int, Field(ge=0, le=1_000, examples=[6])]
    price_fen: Fen | None = None


class FittingPart(In):
    """A line of the fittings list. `price_fen` is what its damage costs; 0 is fair wear."""

    room: _Room
    item: Annotated[Line, Field(examples=["入户门"])]
    count: Annotated[int, Field(ge=1, le=10_000, examples=[1])]
    condition: Annotated[Condition, Field(examples=["intact"])]
    price_fen: Fen | None = None
    note: Line | None = None
    photo_ids: _Photos = []


class PhotoPart(In):
    room: _Room
    file_id: UUID


class DefectPart(In):
    """Critical: nobody can live there before it is put right."""

    place: _Room
    what: Annotated[Line, Field(examples=["窗扇关不严"])]
    severity: Annotated[Severity, Field(examples=["minor"])]
    photo_ids: _Photos = []


class SheetParts(In):
    """What was read, counted and seen."""

    meters: Annotated[list[MeterPart], Field(max_length=20)] = []
    keys: Annotated[list[KeysPart], Field(max_length=20)] = []
    fittings: Annotated[list[FittingPart], Field(max_length=500)] = []
    photos: Annotated[list[PhotoPart], Field(max_length=500)] = []
    defects: Annotated[list[DefectPart], Field(max_length=200)] = []
    note: Words | None = None

    def to_sheet(self) -> Sheet:
        return Sheet(
            meters=tuple(Meter(m.kind, m.reading, m.meter_no, m.photo_id) for m in self.meters),
            keys=tuple(Keys(k.kind, k.expected, k.counted, _money(k.price_fen)) for k in self.keys),
            fittings=tuple(
                Fitting(
                    f.room,
                    f.item,
                    f.count,
                    f.condition,
                    _money(f.price_fen),
                    f.note,
                    tuple(f.photo_ids),
                )
                for f in self.fittings
            ),
            photos=tuple(Photo(p.room, p.file_id) for p in self.photos),
            defects=tuple(
                Defect(d.place, d.what, d.severity, tuple(d.photo_ids)) for d in self.defects
            ),
            note=self.note,
        )


class SheetOut(Out):
    """What was read, counted and seen."""

    meters: list[MeterPart]
    keys: list[KeysPart]
    fittings: list[FittingPart]
    photos: list[PhotoPart]
    defects: list[DefectPart]
    note: str | None

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        return cls(
            meters=[
                MeterPart(kind=m.kind, reading=m.reading, meter_no=m.meter_no, photo_id=m.photo_id)
                for m in sheet.meters
            ],
            keys=[
                KeysPart(
                    kind=k.kind, expected=k.expected, counted=k.counted, price_fen=_fen(k.price)
                )
                for k in sheet.keys
            ],
            fittings=[
                FittingPart(
                    room=f.room,
                    item=f.item,
                    count=f.count,
                    condition=f.condition,
                    price_fen=_fen(f.price),
                    note=f.note,
                    photo_ids=list(f.photo_ids),
                )
                for f in sheet.fittings
            ],
            photos=[PhotoPart(room=p.room, file_id=p.file_id) for p in sheet.photos],
            defects=[
                DefectPart(
                    place=d.place, what=d.what, severity=d.severity, photo_ids=list(d.photo_ids)
                )
                for d in sheet.defects
            ],
            note=sheet.note,
        )


def _money(fen: int | None) -> Money | None:
    return None if fen is None else Money(fen)


def _fen(price: Money | None) -> int | None:
    return None if price is None else price.fen
