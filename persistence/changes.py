"""Whether anything was done since: the trail's end as a short text, for conditional requests.

Whatever people or jobs do leaves an audit event in the same transaction. The last event alone
would not tell, because a slow transaction may save an earlier one after it; so every event of
the last hours is in the text. No transaction lasts that long.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_FINGERPRINT: Final = """
select concat_ws(':',
  (select e.id from audit_events e where {whose} order by e.at desc, e.id desc limit 1),
  (select count(*) || ':' || coalesce(bit_xor(hashtextextended(e.id::text, 0)), 0)
     from audit_events e
    where {whose} and e.at >= date_trunc('hour', now()) - interval '2 hours'))
"""
_OF_PROJECT: Final = text(_FINGERPRINT.format(whose="e.project_id = :project_id"))
_OF_AUTHORITY: Final = text(_FINGERPRINT.format(whose="true"))


async def of_project(session: AsyncSession, project_id: UUID) -> str:
    """A text that changes with every deed on the project."""
    return str(await session.scalar(_OF_PROJECT, {"project_id": project_id}))


async def of_authority(session: AsyncSession) -> str:
    """A text that changes with every deed in the authority."""
    return str(await session.scalar(_OF_AUTHORITY))
