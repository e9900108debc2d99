"""A book 台账 that is to be stored: what was read, and what is in stock already."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.duties import DutyKind
from persistence.approvals.detail import Change, Detail, rows

_IMPORTS: Final = """
select i.id, i.version, i.maker_id, i.made_at, i.kind, i.report, f.name as file,
  case i.kind
    when 'units' then (select count(*) from units u where u.authority_id = i.authority_id
      and u.project_id = i.project_id)
    else (select count(*) from leases l where l.authority_id = i.authority_id
      and l.project_id = i.project_id) end as stored
from imports i join files f on f.authority_id = i.authority_id and f.id = i.file_id
where i.id = any(:ids)
"""


async def _imports(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Detail]:
    return {
        row.id: Detail(
            row.version,
            row.maker_id,
            row.made_at,
            [Change(row.kind, row.stored, row.stored + row.report["rows"])],
            {
                "file": row.file,
                "totals": row.report["totals"],
                "warnings": row.report["warnings_total"],
            },
        )
        for row in await rows(session, _IMPORTS, ids)
    }


DETAILS: Final = {DutyKind.IMPORT: _imports}
