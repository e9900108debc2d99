"""The wire format of service contracts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, In, Line, Out, PositiveFen, Words
from domain.advances import Bearer, Exclusion
from domain.calendar import WorkCalendar
from domain.contracts import MACHINE, Clause, ContractEvent, ContractState, deadlines
from domain.purchases import Content
from domain.remittances import RecoveryMode
from persistence.contracts import Contract, Price

_Codes = Annotated[
    list[Code], Field(min_length=1, max_length=20_000, examples=[["XFJY-03-1-0401"]])
]


class ContractIn(In):
    """A draft. Left out, `units` are all units of the project that can be lived in, `content` is
    the whole catalogue, and `clauses` are those of the standard text, which has all of them.
    """

    contract_no: Annotated[Code, Field(examples=["QSGZF-2025-001"])]
    procurement_no: Annotated[Code, Field(examples=["BTZC-2025-C-0132"])]
    project_id: UUID
    operator_id: UUID
    awarded_on: Annotated[date | None, Field(description="Of the award notice 中标通知书.")] = None
    starts_on: Annotated[date, Field(examples=["2025-01-01"])]
    ends_on: Annotated[date, Field(description="Last day included.", examples=["2025-12-31"])]
    budget_note: Annotated[
        Line | None, Field(description="What assures the budget beyond a year; up to three then.")
    ] = None
    content: list[Content] = list(Content)
    clauses: list[Clause] = list(Clause)
    recovery_mode: RecoveryMode = RecoveryMode.RETAIN
    exclusions: Annotated[
        list[Exclusion], Field(description="What the operator need not advance.")
    ] = list(Exclusion)
    treasury_first: bool = False
    uncollectible_borne_by: Bearer = Bearer.OPERATOR
    vacant_factor: Annotated[
        DecimalWire, Field(le=1, decimal_places=4, description="Paid for empty units.")
    ] = Decimal(1)
    tax_rate: Annotated[DecimalWire, Field(le=1, decimal_places=4)] = Decimal("0.06")
    deduction_cap_fen: Annotated[
        PositiveFen | None, Field(description="The most that one month's events deduct.")
    ] = None
    price_fen: Annotated[PositiveFen, Field(description="元/套/月, tax included.", examples=[2650])]
    units: Annotated[_Codes | None, Field(description="Codes of the stock list.")] = None


class SignatureIn(In):
    signed_on: Annotated[date | None, Field(description="The paper's day; today.")] = None


class PublicationIn(In):
    announcement: Annotated[Line, Field(examples=["https://zfcg.baotou.gov.cn/ht/2025-001"])]
    published_on: Annotated[date | None, Field(description="Today when left out.")] = None


class ActivationIn(In):
    """`reason` is needed when the contract started before today."""

    reason: Annotated[Line | None, Field(examples=["系统上线前已履行"])] = None


class PriceIn(In):
    """An amendment 补充协议: the price from a day on, and why."""

    valid_from: Annotated[date, Field(examples=["2025-06-16"])]
    price_fen: Annotated[PositiveFen, Field(examples=[2800])]
    reason: Annotated[Words, Field(examples=["新增电梯巡检"])]
    document_no: Annotated[Code, Field(examples=["补2025-01"])]


class ApprovalIn(In):
    acknowledge_increase: Annotated[
        bool, Field(description="Said after the supplement cap was reached, and is meant.")
    ] = False


class StockChangeIn(In):
    """Units that join and leave from a day on: on `from_on` those that leave no longer count."""

    from_on: Annotated[date, Field(examples=["2025-04-21"])]
    join: _Codes | None = None
    leave: _Codes | None = None
    reason: Annotated[Words, Field(examples=["二期交付"])]
    document_no: Annotated[Code, Field(examples=["补2025-02"])]
    acknowledge_increase: bool = False


class DeadlinesOut(Out):
    """By when to sign (30 days from the award), publish (2) and file with finance (7 workdays)."""

    sign_by: date
    publish_by: date
    file_by: date


class PriceOut(Out):
    """元/套/月 from a day on. Not in force before `checker_id` approved it."""

    id: UUID
    contract_id: UUID
    valid_from: date
    price_fen: int
    reason: str
    document_no: str
    maker_id: UUID
    checker_id: UUID | None
    made_at: datetime


class IncreaseOut(Out):
    """What amendments make of the amount. `warns` from the cap on (政府采购法 Art. 49)."""

    original_fen: int
    adjusted_fen: int
    added_fen: int
    percent: str
    cap_percent: str
    warns: bool


class PriceChangeOut(Out):
    price: PriceOut
    increase: IncreaseOut


class ContractOut(Out):
    """A service contract. `units` and `price_fen` are today's."""

    id: UUID
    project_id: UUID
    project: str
    operator_id: UUID
    operator: str
    contract_no: str
    procurement_no: str
    state: ContractState
    possible: Annotated[list[ContractEvent], Field(description="What can be done next.")]
    awarded_on: date | None
    starts_on: date
    ends_on: date
    budget_note: str | None
    content: list[Content]
    clauses: list[Clause]
    recovery_mode: RecoveryMode
    exclusions: list[Exclusion]
    treasury_first: bool
    uncollectible_borne_by: Bearer
    vacant_factor: DecimalWire
    tax_rate: DecimalWire
    deduction_cap_fen: int | None
    maker_id: UUID
    made_at: datetime
    signed_by: UUID | None
    signed_on: date | None
    published_on: date | None
    announcement: str | None
    backdating_reason: str | None
    deadlines: DeadlinesOut | None
    units: int
    price_fen: int | None
    version: int

    @classmethod
    def of(cls, one: Contract, calendar: WorkCalendar) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(
            told
            | {
                "possible": sorted(MACHINE.possible(one.state)),
                "deadlines": _deadlines(one, calendar),
            }
        )


def _deadlines(one: Contract, calendar: WorkCalendar) -> DeadlinesOut | None:
    if one.awarded_on is None:
        return None
    found = deadlines(one.awarded_on, one.signed_on or one.awarded_on, calendar)
    return DeadlinesOut.model_validate(found)


class PricesOut(Out):
    items: list[PriceOut]

    @classmethod
    def of(cls, prices: list[Price]) -> Self:
        return cls(items=[PriceOut.model_validate(one) for one in prices])


class StockUnitOut(Out):
    """A unit of the stock list; `until_on` is the first day that no longer counts."""

    id: UUID
    unit_id: UUID
    code: str
    from_on: date
    until_on: date | None


class StockChangeOut(Out):
    joined: int
    left: int
    increase: IncreaseOut
