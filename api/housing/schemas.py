"""The wire format of projects, buildings and units."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, In, Line, OptionalWords, Out
from domain.housing import MACHINE, UnitEvent, UnitState
from domain.unit_kinds import KINDS, PriceBasis, UnitKind, Vat
from persistence.housing import Unit

_Area = Annotated[DecimalWire, Field(gt=0, le=10_000, decimal_places=2)]
_Floor = Annotated[int, Field(ge=-5, le=200)]
_Price = Annotated[DecimalWire, Field(le=10_000)]
_Features = Annotated[
    dict[Code, bool | int | str],
    Field(
        max_length=20,
        description="Properties beyond the register's own, by the names that rent rules use.",
        examples=[{"south_window": True}],
    ),
]


class ProjectIn(In):
    """A new project. `id` may be the client's own UUID, so that sending twice is harmless."""

    id: UUID | None = None
    code: Annotated[Code, Field(examples=["XFJY"])]
    name: Annotated[Line, Field(examples=["幸福家园"])]
    district: Annotated[Line, Field(examples=["昆都仑区"])]
    address: Annotated[OptionalWords, Field(examples=["友谊大街 18 号"])] = ""
    operator_id: UUID | None = None


class ProjectPatch(In):
    """What may change. Fields left out stay; an operator of null takes the project from its own."""

    name: Line | None = None
    address: OptionalWords | None = None
    operator_id: UUID | None = None

    def changes(self) -> dict[str, Any]:
        """What was said; a name or an address of null is as if it were left out."""
        said = self.model_dump(exclude_unset=True)
        return {
            name: value
            for name, value in said.items()
            if value is not None or name == "operator_id"
        }


class ProjectOut(Out):
    """A project 小区: what one service contract and one price are for."""

    id: UUID
    code: Annotated[str, Field(examples=["XFJY"])]
    name: Annotated[str, Field(examples=["幸福家园"])]
    district: str
    address: str
    operator_id: UUID | None
    operator: str | None
    units: Annotated[int, Field(description="Dwellings of any state.", examples=[144])]
    leased: Annotated[int, Field(description="Dwellings lived in.", examples=[132])]
    version: int


class BuildingIn(In):
    name: Annotated[Code, Field(description="栋号, without 栋.", examples=["3"])]
    floors: Annotated[int | None, Field(ge=1, le=200)] = None


class BuildingOut(Out):
    id: UUID
    project_id: UUID
    name: str
    floors: int | None


class UnitIn(In):
    """A new unit 套, as a draft. Registration and joint acceptance follow."""

    building_id: UUID
    kind: UnitKind = UnitKind.DWELLING
    code: Annotated[Code, Field(examples=["XFJY-03-1-0401"])]
    entrance: Annotated[Code, Field(examples=["1"])]
    room: Annotated[Code, Field(examples=["401"])]
    layout: Line | None = None
    area_m2: _Area
    inner_area_m2: _Area | None = None
    floor: _Floor | None = None
    floors: _Floor | None = None
    orientation: Annotated[Line | None, Field(examples=["南"])] = None
    has_lift: bool | None = None
    structure: Annotated[Line | None, Field(examples=["框架"])] = None
    features: _Features = {}
    price_per_m2: _Price


class UnitPatch(In):
    """What the purchaser may correct until the unit is accepted. Fields left out stay."""

    kind: UnitKind | None = None
    code: Code | None = None
    entrance: Code | None = None
    room: Code | None = None
    layout: Line | None = None
    area_m2: _Area | None = None
    inner_area_m2: _Area | None = None
    floor: _Floor | None = None
    floors: _Floor | None = None
    orientation: Line | None = None
    has_lift: bool | None = None
    structure: Line | None = None
    features: _Features | None = None
    price_per_m2: _Price | None = None


class UnitOut(Out):
    """A unit 套. Arrears belong to its lease, not here."""

    id: UUID
    project_id: UUID
    building_id: UUID
    building: Annotated[str, Field(examples=["3"])]
    code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    entrance: str
    room: str
    layout: str | None
    area_m2: DecimalWire
    inner_area_m2: DecimalWire | None
    floor: int | None
    floors: Annotated[int | None, Field(description="Of its building, the register's word.")]
    orientation: str | None
    has_lift: bool | None
    structure: str | None
    features: _Features
    kind: UnitKind
    price_basis: Annotated[PriceBasis, Field(description="Where its price comes from.")]
    vat: Annotated[Vat, Field(description="A note for the books; nothing is computed from it.")]
    state: UnitState
    possible: Annotated[list[UnitEvent], Field(description="What can happen to it next.")]
    vacant_since: date | None
    price_per_m2: DecimalWire
    voided_at: Annotated[
        datetime | None, Field(description="Its import was taken back: it is no home any more.")
    ]
    version: int

    @classmethod
    def of(cls, unit: Unit) -> Self:
        told = {name: getattr(unit, name) for name in cls.model_fields if hasattr(unit, name)}
        kind = KINDS[unit.kind]
        derived = {
            "price_basis": kind.price_basis,
            "vat": kind.vat,
            "possible": sorted(MACHINE.possible(unit.state)),
        }
        return cls.model_validate(told | derived)


class UnitEventOut(Out):
    """One step in a unit's life."""

    id: UUID
    at: datetime
    effective_on: date
    event: Annotated[str, Field(examples=["take_out"])]
    from_state: UnitState | None
    to_state: UnitState
    reason_code: Annotated[str | None, Field(examples=["damage"])]
    reason: str | None
    legal_basis: str | None
    file_ids: Annotated[list[UUID], Field(description="Papers and photos, among the unit's files.")]
    document_type: Annotated[str | None, Field(examples=["handover"])]
    document_id: Annotated[UUID | None, Field(description="The record that brought it about.")]
    facts: Annotated[dict[str, Any], Field(description="Of this event: a repair's expected end.")]
    maker_id: Annotated[UUID | None, Field(description="Null where the calendar did it.")]


class UnitHistoryOut(Out):
    items: list[UnitEventOut]
