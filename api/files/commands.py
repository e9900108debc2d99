"""Storing evidence, and taking a record's files out again."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.runtime import Runtime
from domain.access import Actor, Permission
from domain.errors import Invalid
from domain.media import media_type_of
from persistence import attachments, audit, files
from persistence.attachments import Subject

#: Of one photo or scan.
LARGEST: Final = 20_000_000


class NothingInFile(Invalid):
    """The file has no bytes."""


async def store(
    session: AsyncSession, actor: Actor, runtime: Runtime, *, name: str, data: bytes
) -> UUID:
    """Keep a photo or paper; only its maker reaches it until it is attached to a record.

    Raises NothingInFile, MediaNotTaken.
    """
    actor.scope(Permission.KEEP_FILE)
    if not data:
        raise NothingInFile(pointer="/file")
    file_id = await files.keep(
        session,
        runtime.files,
        data,
        name=name,
        media_type=media_type_of(data),
        maker_id=actor.person_id,
    )
    await audit.record(session, actor, "files.file.stored", file_id, facts={"size": len(data)})
    return file_id


async def fetch(
    session: AsyncSession,
    actor: Actor,
    runtime: Runtime,
    subject: Subject,
    file_id: UUID,
    *,
    project_id: UUID | None,
) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a record's file, for who may read the record.

    The trail notes who took it out. Raises FileNotFound.
    """
    await attachments.require_attached(session, subject, file_id)
    name, media_type, data = await files.read(session, runtime.files, file_id)
    kind, subject_id = subject
    await audit.record(
        session,
        actor,
        "files.file.fetched",
        file_id,
        project_id=project_id,
        facts={"of": kind, "of_id": str(subject_id), "size": len(data)},
    )
    return name, media_type, data
