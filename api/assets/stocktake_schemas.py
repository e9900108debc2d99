"""The wire format of stocktakes, and of what cards, units and leases say against one another."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, In, Out, Words
from domain.assets import MACHINE, Finding, StocktakeEvent, StocktakeState
from persistence.reconciling import Disagreement, Totals
from persistence.stocktakes import Count, Stocktake, StocktakeLine

_There = Annotated[int, Field(ge=0, le=1, description="1 there, 0 not.", examples=[1])]


class StocktakeIn(In):
    """The purchaser's plan: which project, which year, as of which day, who counts what."""

    project_id: UUID
    year: Annotated[int, Field(ge=2000, le=2100, examples=[2026])]
    as_of: Annotated[date, Field(examples=["2026-04-30"])]
    plan: Annotated[Words, Field(examples=["每栋两人，一周内逐户盘点"])]


class CountIn(In):
    unit_code: Annotated[Code, Field(examples=["XFJY-03-1-0401"])]
    counted: _There
    reason: Annotated[Words | None, Field(description="Why it is not what the books say.")] = None

    def to_count(self) -> Count:
        return Count(self.unit_code, self.counted, self.reason)


class CountsIn(In):
    lines: Annotated[list[CountIn], Field(min_length=1, max_length=5000)]


class StocktakeReasonIn(In):
    reason: Annotated[Words, Field(examples=["3栋须复盘"])]


class StocktakeOut(Out):
    """A round, and how far it is. `missing` 盘亏: booked, not there; `surplus` 盘盈: not booked."""

    id: UUID
    project_id: UUID
    year: int
    as_of: date
    state: StocktakeState
    possible: Annotated[list[StocktakeEvent], Field(description="What can be done next.")]
    plan: str
    remark: str | None
    maker_id: UUID
    made_at: datetime
    started_by: UUID | None
    started_on: date | None
    submitted_by: UUID | None
    submitted_at: datetime | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    lines: int
    counted: int
    missing: int
    surplus: int
    version: int

    @classmethod
    def of(cls, one: Stocktake) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(told | {"possible": sorted(MACHINE.possible(one.state))})


class StocktakeLineOut(Out):
    """卡片号, 房源编码, 账面, 实盘, 差异, 原因."""

    id: UUID
    unit_id: UUID | None
    unit_code: str
    card_no: str | None
    booked_state: str | None
    booked: int
    counted: int | None
    difference: Annotated[int | None, Field(description="counted − booked.")]
    reason: str | None
    counted_by: UUID | None
    counted_at: datetime | None

    @classmethod
    def of(cls, one: StocktakeLine) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        difference = None if one.counted is None else one.counted - one.booked
        return cls.model_validate(told | {"difference": difference})


class FindingOut(Out):
    """Something that cards, units, leases and contracts do not agree on."""

    finding: Finding
    unit_id: UUID
    unit_code: str
    expected: Annotated[str | None, Field(description="What the unit's register says.")]
    found: Annotated[str | None, Field(description="What the other record says.")]


class FindingCountOut(Out):
    finding: Finding
    count: int


class ReconciliationOut(Out):
    """Asset cards ↔ units ↔ leases of a project. `items` are the first thousand."""

    project_id: UUID
    units: int
    cards: int
    occupied_leases: int
    original_value_fen: int
    counts: list[FindingCountOut]
    items: list[FindingOut]

    @classmethod
    def of(
        cls,
        project_id: UUID,
        totals: Totals,
        counts: Mapping[Finding, int],
        found: Sequence[Disagreement],
    ) -> Self:
        return cls(
            project_id=project_id,
            units=totals.units,
            cards=totals.cards,
            occupied_leases=totals.occupied_leases,
            original_value_fen=totals.original_value_fen,
            counts=[
                FindingCountOut(finding=finding, count=count) for finding, count in counts.items()
            ],
            items=[FindingOut.model_validate(one) for one in found],
        )
