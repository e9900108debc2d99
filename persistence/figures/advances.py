"""Advances 代交 outstanding, month by month, by the operator that holds the claims."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.ledger import Reason
from persistence.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class AdvanceMonth:
    """closing = opening + advanced − recovered − reduced − written off. Fen, booked months."""

    month: Month
    opening_fen: int
    advanced_fen: int
    recovered_fen: int
    reduced_fen: int
    written_off_fen: int

    @property
    def closing_fen(self) -> int:
        return (
            self.opening_fen
            + self.advanced_fen
            - self.recovered_fen
            - self.reduced_fen
            - self.written_off_fen
        )


@dataclass(frozen=True, slots=True)
class OperatorAdvances:
    operator_id: UUID
    operator: str
    months: list[AdvanceMonth]


#: Why the operator's claim on tenants moves: what raises it, and the three ways in which it falls.
_PARTS: Final = (
    (Reason.ADVANCED,),
    (Reason.RECEIVED_FOR_OPERATOR, Reason.ALLOCATED_TO_OPERATOR, Reason.DEPOSIT_TO_OPERATOR),
    (Reason.REDUCED_AFTER_ADVANCE,),
    (Reason.WRITTEN_OFF_BY_OPERATOR, Reason.WRITTEN_OFF_BY_TREASURY),
)

#: A mirror counts against what it takes back: a bounced payment was no recovery.
_MOVED: Final = """
select t.operator_id, o.name, case when t.month < :first then null else t.month end as month,
  t.reason, sum(case when t.debit = 'A2' then t.amount_fen else -t.amount_fen end)::bigint
from transfers t
left join organisations o on o.id = t.operator_id
where {whose} and t.month <= :last and (t.debit = 'A2' or t.credit = 'A2')
group by 1, 2, 3, 4
"""


async def advances(session: AsyncSession, asked: Asked) -> list[OperatorAdvances]:
    """Every operator with a claim in the time asked for, by name, with every month of it."""
    found = await session.execute(text(_MOVED.format(whose=asked.whose("t"))), asked.values())
    names: dict[UUID, str] = {}
    moved: dict[tuple[UUID, Month | None, str], int] = {}
    for operator_id, name, month, reason, fen in found:
        names[operator_id] = name
        key = (operator_id, Month.of(month) if month else None, reason)
        moved[key] = moved.get(key, 0) + fen
    return [
        OperatorAdvances(operator_id, name, _months(operator_id, moved, asked))
        for operator_id, name in sorted(names.items(), key=lambda one: (one[1], one[0]))
    ]


def _months(
    operator_id: UUID, moved: dict[tuple[UUID, Month | None, str], int], asked: Asked
) -> list[AdvanceMonth]:
    standing = sum(
        fen for (who, month, _), fen in moved.items() if who == operator_id and month is None
    )
    made: list[AdvanceMonth] = []
    for month in asked.months:
        raised, *lowered = (
            sum(moved.get((operator_id, month, reason), 0) for reason in reasons)
            for reasons in _PARTS
        )
        made.append(AdvanceMonth(month, standing, raised, *(-fen for fen in lowered)))
        standing = made[-1].closing_fen
    return made
