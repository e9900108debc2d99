"""Proofs of service: what kinds of file are taken, known by how they begin, not by their name."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from api.imports.commands import FileEmpty
from api.imports.limits import MEBIBYTE, FileTypeMismatch
from api.runtime import Runtime
from domain.access import Actor
from persistence import audit, contacts, files
from persistence.contacts import Contact

LARGEST: Final = 20 * MEBIBYTE

#: How files of each kind begin.
KINDS: Final[Mapping[bytes, str]] = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def kind_of(data: bytes) -> str:
    """The media type that the bytes show. Raises FileEmpty, FileTypeMismatch."""
    if not data:
        raise FileEmpty(pointer="/file")
    for begins, media_type in KINDS.items():
        if data.startswith(begins):
            return media_type
    raise FileTypeMismatch(pointer="/file", why="not_a_document", kinds=sorted(KINDS.values()))


async def keep(
    session: AsyncSession, actor: Actor, runtime: Runtime, contact: Contact, name: str, data: bytes
) -> None:
    """Store the file with its contact; the one before it stays in the store."""
    file_id = await files.keep(
        session,
        runtime.files,
        data,
        name=name[-100:],
        media_type=kind_of(data),
        maker_id=actor.person_id,
    )
    await contacts.change(session, contact.id, file_id=file_id)
    await audit.record(
        session,
        actor,
        "dunning.contact.attached",
        contact.id,
        project_id=contact.project_id,
        facts={"file_id": str(file_id)},
    )
