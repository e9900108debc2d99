"""Money in suspense 待核销, whose household is to be found."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind, match_by
from persistence.duties.source import Asked, Source

_SUSPENSE: Final = """
select m.project_id, p.name as project, count(*) as items, sum(m.amount_fen)::bigint as amount_fen,
  min(m.received_on) as oldest_on
from payments m join projects p on p.authority_id = m.authority_id and p.id = m.project_id
where {whose} and m.state = 'suspense'
group by m.project_id, p.name
"""


async def _suspense(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        Duty(
            DutyKind.SUSPENSE,
            DutyAction.MATCH,
            Permission.TAKE_PAYMENT,
            row.project_id,
            row.project,
            "project",
            row.project_id,
            count=row.items,
            amount_fen=row.amount_fen,
            due_on=match_by(row.oldest_on, asked.calendar),
        )
        for row in await asked.rows(session, _SUSPENSE, "m")
    ]


SOURCES: Final = (Source(Permission.READ_LEDGER, frozenset({Permission.TAKE_PAYMENT}), _suspense),)
