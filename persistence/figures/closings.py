"""How many projects had charges in a month, and how many of them have closed it."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from persistence.figures.asking import Asked


@dataclass(frozen=True, slots=True)
class ClosedProjects:
    projects: int
    closed: int


_CLOSED: Final = """
select r.month, count(distinct r.project_id),
  count(distinct r.project_id) filter (where b.closed_through >= r.month)
from billing_runs r
join books b on b.authority_id = r.authority_id and b.project_id = r.project_id
where {whose} and r.month between :first and :last and r.state = 'done' and r.charged > 0
group by r.month
"""


async def closings(session: AsyncSession, asked: Asked) -> dict[Month, ClosedProjects]:
    """By month, every month asked for."""
    found = await session.execute(text(_CLOSED.format(whose=asked.whose("r"))), asked.values())
    counted = {Month.of(row[0]): ClosedProjects(row[1], row[2]) for row in found}
    return {month: counted.get(month, ClosedProjects(0, 0)) for month in asked.months}
