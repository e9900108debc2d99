"""The wire format of hand-over sheets."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.handovers.buildings import Undrafted
from api.handovers.parts import SheetOut, SheetParts
from api.web.kinds import Code, DecimalWire, In, Line, Out, Words
from domain.handover_sheets import MeterKind, consumption, damages, damages_total
from domain.handovers import (
    MACHINE,
    SIDES,
    HandoverEvent,
    HandoverKind,
    HandoverState,
    Side,
    Signed,
)
from persistence.handovers import Handover, Signature

_Name = Annotated[Line, Field(description="Whose hand it is.", examples=["赵福生"])]


class HandoverIn(SheetParts):
    """A sheet's beginning; what it lacks may follow before anybody signs.

    `lease_id` is needed for check-in and check-out, and left out for an acceptance.
    """

    kind: Annotated[HandoverKind, Field(examples=["acceptance"])]
    unit_id: UUID
    lease_id: UUID | None = None
    on_date: Annotated[date, Field(examples=["2026-04-11"])]

    def to_signed(self) -> Signed:
        return Signed(self.kind, self.unit_id, self.lease_id, self.on_date, self.to_sheet())


class HandoverPatch(SheetParts):
    """What may change before anybody signs. Parts left out stay; a part sent replaces its list."""

    on_date: date | None = None

    def to_changes(self) -> dict[str, Any]:
        sheet = self.to_sheet()
        sent = self.model_fields_set - {"on_date"}
        parts: dict[str, Any] = {name: getattr(sheet, name) for name in sent}
        return parts | ({"on_date": self.on_date} if self.on_date is not None else {})


class HandoverSignatureIn(In):
    """One side's signature: drawn on the screen or scanned from paper, and whose it is."""

    side: Annotated[Side, Field(examples=["operator"])]
    name: _Name
    file_id: Annotated[UUID, Field(description="The stored picture or scan.")]


class HandoverVoidIn(In):
    reason: Annotated[Words, Field(examples=["表号抄错，重新交接"])]


class HandoverSignatureOut(Out):
    side: Side
    name: str
    file_id: UUID
    by: Annotated[UUID, Field(description="Whose account noted it.")]
    at: datetime


class DamageOut(Out):
    """What the household answers for: a fitting, or keys that are short."""

    what: Annotated[str, Field(examples=["door ×2"])]
    price_fen: Annotated[int, Field(examples=[7000])]


class HandoverOut(Out):
    """A hand-over sheet 交接单. Both sides sign `sheet_sha256`; nothing changes after the first."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: str
    lease_id: UUID | None
    kind: HandoverKind
    state: HandoverState
    possible: Annotated[list[HandoverEvent], Field(description="What can be done next.")]
    on_date: date
    sheet: SheetOut
    missing: Annotated[
        list[str], Field(description="What it lacks before signing.", examples=[["meter_water"]])
    ]
    sheet_sha256: Annotated[str | None, Field(pattern="^[0-9a-f]{64}$")]
    gives: Annotated[Side, Field(description="The side that gives the unit.")]
    takes: Annotated[Side, Field(description="The side that takes it.")]
    signatures: list[HandoverSignatureOut]
    damages: list[DamageOut]
    damages_fen: int
    void_reason: str | None
    maker_id: UUID
    made_at: datetime
    version: int

    @classmethod
    def of(cls, one: Handover) -> Self:
        sides = SIDES[one.kind]
        signed = [
            _signature(side, signature)
            for side, signature in ((sides.gives, one.gives), (sides.takes, one.takes))
            if signature is not None
        ]
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(
            told
            | {
                "possible": sorted(MACHINE.possible(one.state)),
                "sheet": SheetOut.of(one.sheet),
                "sheet_sha256": one.sheet_sha256.hex() if one.sheet_sha256 else None,
                "gives": sides.gives,
                "takes": sides.takes,
                "signatures": signed,
                "damages": _damages(one),
                "damages_fen": damages_total(one.sheet).fen,
            }
        )


def _damages(one: Handover) -> list[DamageOut]:
    return [DamageOut(what=each.what, price_fen=each.price.fen) for each in damages(one.sheet)]


def _signature(side: Side, signature: Signature) -> HandoverSignatureOut:
    return HandoverSignatureOut(
        side=side,
        name=signature.name,
        file_id=signature.file_id,
        by=signature.by,
        at=signature.at,
    )


class ConsumptionOut(Out):
    """What ran through a meter between check-in and check-out, in the meter's own unit."""

    kind: MeterKind
    first: DecimalWire
    last: DecimalWire
    used: DecimalWire


class ComparisonOut(Out):
    """A lease's check-out beside its check-in."""

    lease_id: UUID
    check_in_id: UUID
    check_out_id: UUID
    consumption: list[ConsumptionOut]
    damages: list[DamageOut]
    damages_fen: int

    @classmethod
    def of(cls, lease_id: UUID, before: Handover, after: Handover) -> Self:
        """Raises MeterRanBackwards."""
        used = consumption(before.sheet, after.sheet)
        first = {meter.kind: meter.reading for meter in before.sheet.meters}
        return cls(
            lease_id=lease_id,
            check_in_id=before.id,
            check_out_id=after.id,
            consumption=[
                ConsumptionOut(kind=kind, first=first[kind], last=first[kind] + amount, used=amount)
                for kind, amount in used.items()
            ],
            damages=_damages(after),
            damages_fen=damages_total(after.sheet).fen,
        )


class UnitSheetIn(SheetParts):
    """A unit of the building and its sheet."""

    unit_code: Annotated[Code, Field(examples=["XFJY-03-1-0401"])]


class BuildingHandoverIn(In):
    """The sheets of a joint acceptance of a whole building, all of one day."""

    on_date: date
    sheets: Annotated[list[UnitSheetIn], Field(min_length=1, max_length=500)]


class BuildingDraftOut(Out):
    """What became of a unit of the list; `why` is null where a sheet was drafted."""

    unit_code: str
    handover_id: UUID | None
    why: Undrafted | None
    missing: list[str]


class BuildingDraftsOut(Out):
    drafted: Annotated[int, Field(examples=[36])]
    items: list[BuildingDraftOut]


class BuildingSignatureOut(Out):
    """What became of a unit's sheet; `why` is the code of the refusal that one unit would meet."""

    unit_id: UUID
    unit_code: str
    handover_id: UUID
    state: HandoverState
    why: Annotated[str | None, Field(examples=["rent_standard_missing"])]


class BuildingSignaturesOut(Out):
    signed: Annotated[int, Field(examples=[36])]
    accepted: Annotated[int, Field(description="Units that both sides have signed for now.")]
    items: list[BuildingSignatureOut]
