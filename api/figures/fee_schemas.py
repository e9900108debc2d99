"""The wire format of the figures of fees, and of the rent that is to carry them."""

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from api.figures.schemas import Percent
from api.web.kinds import DecimalWire, Fen, MonthWire, Out
from domain.indicators import Funding
from domain.settlement import FeeState
from persistence.figures.fees import Fee, ProjectFunding


class FeeFigureOut(Out):
    """A contract's fee of a month, as its statement stands."""

    statement_id: UUID
    project_id: UUID
    project: str
    operator: str
    contract_no: str
    month: MonthWire
    state: FeeState
    unit_days: int
    base_fen: Fen
    coefficient: DecimalWire
    performance_fen: Fen
    deductions_fen: Fen
    payable_fen: Fen


class FeesOut(Out):
    """服务费 by project and month; withdrawn statements are left out."""

    items: list[FeeFigureOut]
    base_fen: Fen
    deductions_fen: Fen
    payable_fen: Fen

    @classmethod
    def of(cls, fees: Sequence[Fee]) -> Self:
        return cls(
            items=[FeeFigureOut.model_validate(fee) for fee in fees],
            base_fen=sum(fee.base_fen for fee in fees),
            deductions_fen=sum(fee.deductions_fen for fee in fees),
            payable_fen=sum(fee.payable_fen for fee in fees),
        )


class FundingFigureOut(Out):
    """A year's tenant rent beside what is paid from it in principle."""

    rent_fen: Fen
    fee_fen: Fen
    repairs_fen: Fen
    fee_rate: Percent
    use_rate: Percent
    is_short: Annotated[bool, Field(description="Rent cannot carry both; the budget has to.")]

    @staticmethod
    def told(funding: Funding) -> dict[str, object]:
        return {
            "rent_fen": funding.rent.fen,
            "fee_fen": funding.fee.fen,
            "repairs_fen": funding.repairs.fen,
            "fee_rate": funding.fee_rate,
            "use_rate": funding.use_rate,
            "is_short": funding.is_short,
        }


class ProjectFundingOut(FundingFigureOut):
    project_id: UUID
    project: str

    @classmethod
    def of(cls, one: ProjectFunding) -> Self:
        told = cls.told(one.funding)
        return cls.model_validate({**told, "project_id": one.project_id, "project": one.project})


class FundingYearOut(FundingFigureOut):
    """A year of all projects within reach together, and each of them."""

    year: int
    projects: list[ProjectFundingOut]
