"""Taking lists out of the program: asked for, made as long work, fetched and noted."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.exports.lists import READS, ListKind, require_month
from api.runtime import Runtime
from domain.access import Actor, Permission
from domain.calendar import Month
from persistence import audit, files, housing, operations
from persistence.files import FileNotFound

MAKE = "exports.make"


async def ask(
    session: AsyncSession,
    actor: Actor,
    *,
    kind: ListKind,
    project_id: UUID,
    month: Month | None,
) -> UUID:
    """Ask for a list; gives the operation. Raises ProjectNotFound, MonthNeeded."""
    actor.scope(Permission.EXPORT)
    await housing.project(session, actor.scope(READS[kind]), project_id)
    require_month(kind, month)
    return await operations.start(
        session,
        actor,
        MAKE,
        project_id=project_id,
        arguments={"kind": kind, "month": str(month) if month else None},
    )


async def fetch(
    session: AsyncSession, actor: Actor, runtime: Runtime, file_id: UUID
) -> tuple[str, str, bytes]:
    """Name, media type and bytes; the trail notes who took it out. Raises FileNotFound.

    Everybody gets only what they made themselves: uploaded registers hold identity numbers.
    """
    actor.scope(Permission.EXPORT)
    made_by = await files.maker_of(session, file_id)
    if made_by != actor.person_id:
        raise FileNotFound(file_id=str(file_id))
    name, media_type, data = await files.read(session, runtime.files, file_id)
    await audit.record(session, actor, "exports.file.fetched", file_id, facts={"size": len(data)})
    return name, media_type, data
