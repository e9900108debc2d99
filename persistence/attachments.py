"""Which files belong to which record: the right to read the record is the right to fetch them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor
from persistence.files import FileNotFound
from persistence.tables.platform import AttachmentRow, FileRow

#: Kind and id of a record: `("unit", id)`.
Subject = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a record, as lists name it."""

    file_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    maker_id: UUID
    made_at: datetime


async def attach(
    session: AsyncSession,
    actor: Actor,
    subject: Subject,
    file_ids: Sequence[UUID],
    *,
    project_id: UUID | None,
) -> None:
    """Give the files to the record; twice is harmless. Raises FileNotFound."""
    named = [(*subject, file_id) for file_id in file_ids]
    await attach_many(session, actor, named, project_id=project_id)


async def attach_many(
    session: AsyncSession,
    actor: Actor,
    named: Sequence[tuple[str, UUID, UUID]],
    *,
    project_id: UUID | None,
) -> None:
    """The same for many records: kind and id of each, and the file.

    Only files that the actor stored, or that belong to a record of the same project already:
    otherwise naming another's file would be a way to read it. Raises FileNotFound.
    """
    if not named:
        return
    await _require_reachable(session, actor, [one[2] for one in named], project_id)
    rows = [
        {
            "project_id": project_id,
            "subject_type": kind,
            "subject_id": subject_id,
            "file_id": file_id,
            "maker_id": actor.person_id,
        }
        for kind, subject_id, file_id in dict.fromkeys(named)
    ]
    await session.execute(insert(AttachmentRow).values(rows).on_conflict_do_nothing())


async def _require_reachable(
    session: AsyncSession, actor: Actor, file_ids: Sequence[UUID], project_id: UUID | None
) -> None:
    row = AttachmentRow
    of_project = exists().where(
        row.file_id == FileRow.id, row.project_id.is_not_distinct_from(project_id)
    )
    reachable = await session.scalars(
        select(FileRow.id).where(
            FileRow.id == func.any(list(file_ids)),
            or_(FileRow.maker_id == actor.person_id, of_project),
        )
    )
    missing = set(file_ids) - set(reachable)
    if missing:
        raise FileNotFound(file_id=str(min(missing)))


async def attached(session: AsyncSession, subject: Subject) -> list[Attachment]:
    """The record's files, the first attached first. Whoever asks may read the record."""
    kind, subject_id = subject
    row = AttachmentRow
    found = await session.execute(
        select(
            FileRow.id,
            FileRow.name,
            FileRow.media_type,
            FileRow.size,
            FileRow.sha256,
            row.maker_id,
            row.made_at,
        )
        .join(FileRow, (FileRow.authority_id == row.authority_id) & (FileRow.id == row.file_id))
        .where(row.subject_type == kind, row.subject_id == subject_id)
        .order_by(row.made_at, row.id)
    )
    return [Attachment(*one) for one in found]


async def require_attached(session: AsyncSession, subject: Subject, file_id: UUID) -> None:
    """Raises FileNotFound unless the file belongs to the record."""
    kind, subject_id = subject
    row = AttachmentRow
    found = await session.scalar(
        select(row.id).where(
            row.subject_type == kind, row.subject_id == subject_id, row.file_id == file_id
        )
    )
    if found is None:
        raise FileNotFound(file_id=str(file_id))
