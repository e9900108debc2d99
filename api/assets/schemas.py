"""The wire format of asset cards."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, Fen, In, Line, Out, Words
from domain.assets import Acquisition

_Value = Annotated[Fen, Field(examples=[18_432_000])]


class AssetCardIn(In):
    """The next edition of a unit's card. `after_edition` is the one that was read, 0 if none."""

    after_edition: Annotated[int, Field(ge=0, le=10_000, examples=[0])]
    card_no: Annotated[Code, Field(examples=["ZCXFJY0310401"])]
    original_value_fen: _Value
    acquired_on: Annotated[date, Field(examples=["2014-09-30"])]
    acquired_by: Annotated[Acquisition, Field(examples=["built"])]
    title_no: Annotated[Line | None, Field(description="不动产权证号.")] = None
    structure: Annotated[Line | None, Field(description="砖混, 剪力墙, …")] = None
    built_year: Annotated[int | None, Field(ge=1900, le=2100)] = None
    area_m2: Annotated[DecimalWire, Field(gt=0, le=10_000, decimal_places=2, examples=["52.36"])]
    useful_years: Annotated[int | None, Field(ge=1, le=200)] = None
    depreciated_fen: Annotated[
        Fen | None, Field(description="Accumulated wear (1832), where it is kept.")
    ] = None
    note: Line | None = None
    reason: Annotated[Words, Field(description="Why this edition.", examples=["新建入账"])]
    file_ids: Annotated[
        list[UUID], Field(max_length=50, description="Certificate, floor plan, invoice.")
    ] = []


class AssetCardOut(Out):
    """An edition of a unit's card 一套一卡. The latest holds."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: str
    edition: int
    card_no: str
    original_value_fen: _Value
    acquired_on: date
    acquired_by: Acquisition
    title_no: str | None
    structure: str | None
    built_year: int | None
    area_m2: DecimalWire
    useful_years: int | None
    depreciated_fen: int | None
    note: str | None
    reason: str
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
