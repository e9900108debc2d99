"""The wire format of fee statements and deductions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field

from api.web.kinds import Code, DecimalWire, In, Line, MonthWire, Out, PositiveFen, Words
from domain.indicators import Funding
from domain.money import Money
from domain.settlement import DEDUCTION, MACHINE, DeductionEvent, DeductionState, FeeEvent, FeeState
from domain.unit_days import rounding_line
from persistence.deductions import Deduction
from persistence.settlement import FeeStatement


class FeeStatementIn(In):
    contract_id: UUID
    month: Annotated[MonthWire, Field(description="It must be over.", examples=["2025-04"])]


class ObjectionIn(In):
    reason: Annotated[Words, Field(examples=["3栋1单元四月已移出，计费套日数有误"])]


class ObjectionReplyIn(In):
    reply: Annotated[Words, Field(examples=["移出日期以移交清单为准，计数无误"])]


class WithdrawalIn(In):
    reason: Annotated[Words, Field(examples=["移交清单更正后重新计算"])]


class FeePaymentIn(In):
    invoice_no: Annotated[Code, Field(examples=["25152000000012345678"])]
    payment_no: Annotated[Code, Field(description="支付凭证号.", examples=["ZF2025050012"])]
    paid_on: Annotated[date | None, Field(description="Today when left out.")] = None


class AnnexLineOut(Out):
    """Units that count for the same days. `each_fen` is one unit's part, rounded by itself."""

    from_on: date
    last_on: date
    days: int
    units: int
    unit_days: int
    price_fen: int
    is_vacant: bool
    each_fen: int
    amount_fen: int


class ObjectionOut(Out):
    reason: str
    by: UUID
    on: date
    reply: str | None
    replied_by: UUID | None


class FeeStatementOut(Out):
    """A month's fee 服务费结算单. `deductions_fen` has what the month before carried over;
    `carried_over_fen` is what this fee was too small for.
    """

    id: UUID
    contract_id: UUID
    contract_no: str
    project_id: UUID
    project: str
    operator_id: UUID
    operator: str
    number: str
    month: MonthWire
    state: FeeState
    possible: Annotated[list[FeeEvent], Field(description="What can be done next.")]
    unit_days: Annotated[int, Field(examples=[35560])]
    base_fen: Annotated[int, Field(examples=[3141133])]
    coefficient: DecimalWire
    coefficient_basis: Annotated[str, Field(examples=["provisional"])]
    performance_fen: int
    deductions_fen: int
    carried_over_fen: int
    payable_fen: int
    tax_rate: DecimalWire
    net_fen: int
    tax_fen: int
    annex: list[AnnexLineOut]
    rounding_fen: Annotated[int, Field(description="尾差: makes the annex add up.", examples=[-18])]
    objection: ObjectionOut | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    audited_by: UUID | None
    audited_at: datetime | None
    approved_by: UUID | None
    approved_at: datetime | None
    approved_on: date | None
    paid_by: UUID | None
    paid_on: date | None
    invoice_no: str | None
    payment_no: str | None
    withdrawn_by: UUID | None
    withdrawal_reason: str | None
    hash: str | None
    version: int

    @classmethod
    def of(cls, one: FeeStatement, **more: Any) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(
            told
            | {
                "possible": sorted(MACHINE.possible(one.state)),
                "rounding_fen": rounding(one).fen,
                **more,
            }
        )


def rounding(one: FeeStatement) -> Money:
    """The annex's last line."""
    lines = (Money(line["amount_fen"]) for line in one.annex)
    return rounding_line(Money(one.base_fen), lines)


class FundingOut(Out):
    """The year's rent beside the fees approved for it; rates in percent, null without rent."""

    year: int
    rent_fen: int
    fee_fen: int
    repairs_fen: int
    fee_rate: str | None
    use_rate: str | None
    is_short: Annotated[bool, Field(description="Rent cannot carry the fee; the budget has to.")]

    @classmethod
    def of(cls, year: int, found: Funding) -> Self:
        rates = {"fee_rate": found.fee_rate, "use_rate": found.use_rate}
        return cls(
            year=year,
            rent_fen=found.rent.fen,
            fee_fen=found.fee.fen,
            repairs_fen=found.repairs.fen,
            is_short=found.is_short,
            **{name: None if rate is None else str(rate) for name, rate in rates.items()},
        )


class FeePaidOut(FeeStatementOut):
    """The paid and sealed statement, and whether the year's rent carries its fees."""

    funding: FundingOut


class DeductionIn(In):
    """A deduction 扣款: the clause that allows it and the fact that it follows from."""

    contract_id: UUID
    month: Annotated[MonthWire, Field(examples=["2025-04"])]
    clause: Annotated[Line, Field(examples=["合同第十二条第3款"])]
    fact: Annotated[Words, Field(examples=["3月巡查报告迟报5日"])]
    amount_fen: Annotated[PositiveFen, Field(examples=[50000])]


class ReplyIn(In):
    reply: Annotated[Words, Field(examples=["系统故障导致迟报，附说明"])]


class DecisionIn(In):
    uphold: Annotated[bool, Field(description="False withdraws it.")]
    reason: Annotated[Words, Field(examples=["申辩理由不成立"])]


class DeductionOut(Out):
    id: UUID
    contract_id: UUID
    contract_no: str
    project_id: UUID
    month: MonthWire
    clause: str
    fact: str
    amount_fen: int
    state: DeductionState
    possible: list[DeductionEvent]
    reply_by: date
    reply: str | None
    replied_by: UUID | None
    decision: str | None
    decided_by: UUID | None
    statement_id: UUID | None
    maker_id: UUID
    made_at: datetime
    version: int

    @classmethod
    def of(cls, one: Deduction) -> Self:
        told = {name: getattr(one, name) for name in cls.model_fields if hasattr(one, name)}
        return cls.model_validate(told | {"possible": sorted(DEDUCTION.possible(one.state))})


class DeductionsOut(Out):
    items: list[DeductionOut]

    @classmethod
    def of(cls, found: Sequence[Deduction]) -> Self:
        return cls(items=[DeductionOut.of(one) for one in found])
