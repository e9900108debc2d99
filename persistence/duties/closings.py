"""Months 月结 that are over and not closed."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.calendar import Month
from domain.duties import Duty, DutyAction, DutyKind
from persistence.duties.source import Asked, Source

_OPEN: Final = """
select b.project_id, p.name as project, b.closed_through,
  (select min(t.month) from transfers t where t.authority_id = b.authority_id
    and t.project_id = b.project_id) as first_month
from books b join projects p on p.authority_id = b.authority_id and p.id = b.project_id
where {whose}
"""


async def _to_close(session: AsyncSession, asked: Asked) -> list[Duty]:
    latest = Month.of(asked.today).previous
    found: list[Duty] = []
    for row in await asked.rows(session, _OPEN, "b"):
        if row.first_month is None:
            continue
        closed = row.closed_through
        month = Month.of(closed).next if closed else Month.of(row.first_month)
        if month <= latest:
            found.append(
                Duty(
                    DutyKind.MONTH,
                    DutyAction.CLOSE,
                    Permission.CLOSE_MONTH,
                    row.project_id,
                    row.project,
                    "month",
                    month=month,
                    count=month.months_between(latest) + 1,
                )
            )
    return found


SOURCES: Final = (Source(Permission.READ_LEDGER, frozenset({Permission.CLOSE_MONTH}), _to_close),)
