"""Books 台账 that were read without errors and wait for confirmation."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Permission
from domain.duties import Duty, DutyAction, DutyKind
from persistence.duties.source import Asked, Source

_READY: Final = """
select i.id, i.kind, i.project_id, p.name as project, (i.report ->> 'rows')::int as rows,
  i.maker_id, i.made_at, f.name as file
from imports i
join projects p on p.authority_id = i.authority_id and p.id = i.project_id
join files f on f.authority_id = i.authority_id and f.id = i.file_id
where {whose} and i.state = 'ready'
"""


async def _ready(session: AsyncSession, asked: Asked) -> list[Duty]:
    return [
        Duty(
            DutyKind.IMPORT,
            DutyAction.CONFIRM,
            Permission.IMPORT_BOOKS,
            row.project_id,
            row.project,
            "import",
            row.id,
            name=row.file,
            count=row.rows,
            since_at=row.made_at,
            handed_by=row.maker_id,
        )
        for row in await asked.rows(session, _READY, "i")
    ]


SOURCES: Final = (
    Source(Permission.READ_HOUSEHOLD, frozenset({Permission.IMPORT_BOOKS}), _ready, decides=True),
)
