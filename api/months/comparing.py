"""Months side by side, out of the figures that charts are drawn from."""

from sqlalchemy.ext.asyncio import AsyncSession

from api.figures.schemas import CollectionMonthOut
from api.months.schemas import MonthRowOut
from domain.calendar import Month
from persistence.contracts import Reach
from persistence.figures.advances import OperatorAdvances, advances
from persistence.figures.asking import Asked
from persistence.figures.closings import closings
from persistence.figures.collection import collection
from persistence.figures.fees import Fee, fees


async def compared(session: AsyncSession, reach: Reach, asked: Asked) -> list[MonthRowOut]:
    """A row for every month asked for."""
    collected = await collection(session, asked)
    operators = await advances(session, asked)
    settled = await fees(session, reach, asked)
    closed = await closings(session, asked)
    return [
        MonthRowOut.model_validate(
            {
                **CollectionMonthOut.of(one).model_dump(),
                **_outstanding(operators, month),
                "fee_fen": _fee(settled, month),
                "projects": closed[month].projects,
                "closed": closed[month].closed,
            }
        )
        for month, one in zip(asked.months, collected, strict=True)
    ]


def _outstanding(operators: list[OperatorAdvances], month: Month) -> dict[str, int]:
    mine = [one for operator in operators for one in operator.months if one.month == month]
    return {
        "advance_closing_fen": sum(one.closing_fen for one in mine),
        "recovered_fen": sum(one.recovered_fen for one in mine),
    }


def _fee(settled: list[Fee], month: Month) -> int:
    return sum(fee.payable_fen for fee in settled if fee.month == month)
