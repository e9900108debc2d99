"""The wire format of rounds as the office works with them."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, In, Line, Out, Words
from domain.allocation_rounds import MACHINE, Method, RoundEvent, RoundState
from domain.eligibility import PriorityGroup
from domain.housing import UnitState
from domain.rent import Tier
from persistence.allocation_rounds.rounds import Round

_Units = Annotated[
    list[Code],
    Field(min_length=1, max_length=5000, examples=[["XFJY-03-1-0401"]], description="By code."),
]


class ScoreItemIn(In):
    """A line of the score sheet 综合评分."""

    code: Annotated[Code, Field(examples=["income"])]
    name: Annotated[Line, Field(examples=["家庭收入"])]
    most: Annotated[int, Field(ge=1, le=1000, description="Points at most.", examples=[40])]


class RoundIn(In):
    """A draft of a plan. What Art. 11 wants must be there before it is published."""

    project_id: UUID
    title: Annotated[Line, Field(examples=["幸福家园2026年第一批配租"])]
    method: Method
    location: Annotated[str, Field(max_length=200, examples=["昆都仑区友谊大街18号"])] = ""
    rent_standard: Annotated[str, Field(max_length=200, examples=["5.20元/㎡·月"])] = ""
    target_group: Annotated[str, Field(max_length=500, examples=["城镇低收入住房困难家庭"])] = ""
    tiers: Annotated[list[Tier], Field(max_length=5, description="None: any tier.")] = []
    priority_groups: Annotated[
        list[PriorityGroup], Field(max_length=8, description="Ordered first, as one tier.")
    ] = []
    score_items: Annotated[list[ScoreItemIn], Field(max_length=30)] = []
    registration_opens_on: date | None = None
    registration_closes_on: Annotated[date | None, Field(description="Last day included.")] = None
    units: _Units | None = None


class RoundPatch(In):
    """What may change before the plan is published. Fields left out stay."""

    title: Line | None = None
    method: Method | None = None
    location: Annotated[str | None, Field(max_length=200)] = None
    rent_standard: Annotated[str | None, Field(max_length=200)] = None
    target_group: Annotated[str | None, Field(max_length=500)] = None
    tiers: Annotated[list[Tier] | None, Field(max_length=5)] = None
    priority_groups: Annotated[list[PriorityGroup] | None, Field(max_length=8)] = None
    score_items: Annotated[list[ScoreItemIn] | None, Field(max_length=30)] = None
    registration_opens_on: date | None = None
    registration_closes_on: date | None = None
    units: _Units | None = None


class RoundReasonIn(In):
    reason: Annotated[Words, Field(examples=["房源调整，方案重新公布。"])]


class CorrectionIn(In):
    """Why something is published that was published before."""

    reason: Words | None = None


class ScoreItemOut(Out):
    code: str
    name: str
    most: int


class RoundOut(Out):
    """A round with its plan. `possible` are the steps that its state allows."""

    id: UUID
    project_id: UUID
    title: str
    method: Method
    location: str
    rent_standard: str
    target_group: str
    tiers: list[Tier]
    priority_groups: list[PriorityGroup]
    score_items: list[ScoreItemOut]
    registration_opens_on: date | None
    registration_closes_on: date | None
    state: RoundState
    possible: list[RoundEvent]
    objections_until: Annotated[date | None, Field(description="Last day included.")]
    maker_id: UUID
    made_at: datetime
    plan_published_by: UUID | None
    ordered_by: UUID | None
    order_published_by: UUID | None
    order_published_at: datetime | None
    reason: str | None
    version: int

    @classmethod
    def of(cls, one: Round) -> Self:
        told: dict[str, Any] = {
            name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)
        }
        return cls.model_validate(told | {"possible": sorted(MACHINE.possible(one.state))})


class RoundUnitOut(Out):
    """A home of the round."""

    unit_id: UUID
    code: Annotated[str, Field(examples=["XFJY-03-1-0401"])]
    building: str
    entrance: str
    room: str
    layout: str | None
    area_m2: DecimalWire
    floor: int | None
    has_lift: bool | None
    state: UnitState


class RoundUnitsOut(Out):
    items: list[RoundUnitOut]


class CommitmentIn(In):
    """The hash of the secret, and what comes from outside: named before anybody can know it."""

    commitment: Annotated[
        str,
        Field(
            pattern="^[0-9a-f]{64}$",
            description="SHA-256 of the 32 bytes of the secret; `anju lottery secret` makes one.",
        ),
    ]
    public_source: Annotated[
        Line, Field(examples=["中国福利彩票双色球第2026045期开奖号码，红球由小到大，再蓝球"])
    ]
    public_on: Annotated[
        date, Field(description="The day on which it becomes known.", examples=["2026-04-21"])
    ]


class DrawIn(In):
    """A lottery is drawn with both; an order by score or queue with neither."""

    secret: Annotated[
        str | None, Field(pattern="^[0-9a-f]{64}$", description="Published with the result.")
    ] = None
    public_value: Annotated[
        str | None, Field(min_length=1, max_length=200, examples=["03 11 17 22 28 33 + 05"])
    ] = None


class OrderingOut(Out):
    """How an order came about. `result` is the result file, once there is one."""

    number: int
    algorithm: Annotated[str, Field(examples=["anju-draw-1"])]
    commitment: str | None
    public_source: str | None
    public_on: date | None
    made_at: datetime
    inputs_sha256: str | None
    frozen_by: UUID | None
    frozen_at: datetime | None
    is_drawn: bool
    ordered_by: UUID | None
    ordered_at: datetime | None
    given_up_at: datetime | None


class OrderingsOut(Out):
    items: list[OrderingOut]
