"""The wire format of rent standards, rent rules and quotes."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, PlainSerializer, WithJsonSchema

from api.web.kinds import Code, DecimalWire, Fen, In, Line, MonthWire, Out
from domain.proration import Basis
from domain.rent import How, RentRule, Tier
from domain.rent_rules import RentRuleInvalid, from_json
from persistence.rent.standards import Rule

_Percent = Annotated[DecimalWire, Field(le=100, examples=["50"])]
_SignedDecimal = Annotated[
    Decimal,
    Field(max_digits=9, decimal_places=4, ge=-100, le=100),
    PlainSerializer(lambda value: format(value.normalize(), "f"), return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d{1,3}(\.\d{1,4})?$", "examples": ["1.05"]}),
]


class StandardIn(In):
    """A published price 租金标准 from a day on, for a project or one of its buildings."""

    project_id: UUID
    building_id: UUID | None = None
    price_per_m2: Annotated[DecimalWire, Field(le=10_000, examples=["5.20"])]
    valid_from: Annotated[date, Field(examples=["2026-07-01"])]
    document_no: Annotated[Line, Field(examples=["包发改价〔2026〕8 号"])]


class StandardOut(Out):
    id: UUID
    project_id: UUID
    building_id: UUID | None
    price_per_m2: DecimalWire
    valid_from: date
    document_no: str
    maker_id: UUID
    made_at: datetime


class CoefficientWire(In):
    """A physical property that changes the price where the unit's feature has this value."""

    feature: Annotated[
        Code,
        Field(
            examples=["top_floor"],
            description="`floor`, `ground_floor`, `top_floor`, `orientation`, `has_lift`,"
            " `structure`, or a property that the home has besides.",
        ),
    ]
    equals: Annotated[bool | int | str, Field(examples=[True])]
    how: Annotated[How, Field(description="Times a factor, or percent points added.")]
    value: _SignedDecimal


class ShareWire(In):
    """So many percent of the price, or a flat price in 元/㎡·月: one of the two."""

    percent: _Percent | None = None
    flat_price: Annotated[DecimalWire, Field(le=10_000)] | None = None


class TierTermsWire(In):
    """What a tier pays within the guaranteed area 保障面积 and beyond it."""

    within: ShareWire
    beyond: ShareWire


class RentRuleWire(In):
    """The ordered rule list. A tier left out pays the full price."""

    name: Annotated[Line, Field(examples=["青山区差别化租金"])]
    coefficients: Annotated[list[CoefficientWire], Field(max_length=50)] = []
    guaranteed_m2: Annotated[
        list[DecimalWire],
        Field(
            max_length=12,
            description="For households of 1, 2, 3 … people; the last for all larger ones.",
        ),
    ] = []
    tiers: dict[Tier, TierTermsWire] = {}
    discount_percent: _Percent = Decimal(0)
    deferred_discount_percent: _Percent = Decimal(0)
    unit_fen: Annotated[int, Field(description="1 fen, 10 jiao or 100 yuan.", examples=[1])] = 1

    def to_rule(self) -> RentRule:
        """Raises RentRuleInvalid, which points into the body: the rule is its part `rule`."""
        try:
            return from_json(self.model_dump(mode="json", exclude_none=True))
        except RentRuleInvalid as refused:
            raise RentRuleInvalid(pointer=f"/rule{refused.pointer}", **refused.facts) from refused


class RuleIn(In):
    """A rent rule from a day on. Without a project it is the authority's default."""

    project_id: UUID | None = None
    valid_from: Annotated[date, Field(examples=["2026-07-01"])]
    rule: RentRuleWire
    basis: Annotated[Basis, Field(description="How a broken month is counted.")]
    legal_basis: Annotated[Line, Field(examples=["包头市公共租赁住房租金管理办法第七条"])]


class RuleOut(Out):
    id: UUID
    project_id: UUID | None
    valid_from: date
    rule: RentRuleWire
    basis: Basis
    legal_basis: str
    maker_id: UUID
    made_at: datetime

    @classmethod
    def of(cls, rule: Rule) -> Self:
        return cls(
            id=rule.id,
            project_id=rule.project_id,
            valid_from=rule.valid_from,
            rule=RentRuleWire.model_validate(rule.rule),
            basis=Basis(rule.basis),
            legal_basis=rule.legal_basis,
            maker_id=rule.maker_id,
            made_at=rule.made_at,
        )


class QuoteOut(Out):
    """The month's rent that the rules give for a unit and a household, step by step."""

    unit_id: UUID
    unit_code: str
    month: MonthWire
    amount_fen: Fen
    standard_id: Annotated[UUID | None, Field(description="Null: the register's price.")]
    rule_id: Annotated[UUID | None, Field(description="Null: price × area.")]
    trace: dict[str, Any]
