"""The file store: sealed bytes under their SHA-256, in a folder or an S3-compatible bucket.

Registers, statements and letters hold plain identity numbers: what is kept is sealed with the
vault first, so a copied folder or bucket tells nothing without the master secret.
"""

import asyncio
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from obstore.store import from_url
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import NotFound
from persistence.ids import new_id
from persistence.tables.platform import FileRow
from persistence.vault import Vault

_SEALED_AS: Final = "files"


class FileNotFound(NotFound):
    """No such file, or not yours."""


class FileStore(Protocol):
    """Content-addressed bytes. Putting the same bytes twice is harmless."""

    async def put(self, data: bytes) -> str: ...
    async def get(self, digest: str) -> bytes: ...


class Folder:
    """A local folder, two levels deep. A half-written file is never seen under its name."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        await asyncio.to_thread(self._write, self._path(digest), data)
        return digest

    async def get(self, digest: str) -> bytes:
        return await asyncio.to_thread(self._path(digest).read_bytes)

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:]

    def _write(self, path: Path, data: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{secrets.token_hex(4)}")
        try:
            with half.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)


class Bucket:
    """An S3-compatible bucket, through obstore."""

    def __init__(self, url: str) -> None:
        self._store = from_url(url)

    async def put(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        await self._store.put_async(digest, data)
        return digest

    async def get(self, digest: str) -> bytes:
        found = await self._store.get_async(digest)
        return bytes(await found.bytes_async())


def open_store(url: str | None, folder: Path) -> FileStore:
    return Bucket(url) if url else Folder(folder)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files are kept: the store of the bytes, and the vault that seals them."""

    store: FileStore
    vault: Vault


async def keep(
    session: AsyncSession,
    shelf: Shelf,
    data: bytes,
    *,
    name: str,
    media_type: str,
    maker_id: UUID,
) -> UUID:
    """Seal and store the bytes, and the facts about them; gives the file's id."""
    file_id = new_id()
    sealed = await asyncio.to_thread(shelf.vault.seal_bytes, _SEALED_AS, file_id, data)
    await session.execute(
        insert(FileRow).values(
            id=file_id,
            sha256=sha256(data).hexdigest(),
            sealed=True,
            stored_as=await shelf.store.put(sealed),
            name=name,
            media_type=media_type,
            size=len(data),
            maker_id=maker_id,
        )
    )
    return file_id


async def read(session: AsyncSession, shelf: Shelf, file_id: UUID) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a file of this authority. Raises FileNotFound, SealBroken.

    Files from before the seal lie open under their own hash, and are read as they are.
    """
    row = await session.execute(
        select(
            FileRow.name, FileRow.media_type, FileRow.sha256, FileRow.sealed, FileRow.stored_as
        ).where(FileRow.id == file_id)
    )
    found = row.one_or_none()
    if found is None:
        raise FileNotFound(file_id=str(file_id))
    data = await shelf.store.get(found.stored_as or found.sha256)
    if found.sealed:
        data = await asyncio.to_thread(shelf.vault.open_bytes, _SEALED_AS, file_id, data)
    return found.name, found.media_type, data


@dataclass(frozen=True, slots=True)
class FileFacts:
    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    made_at: datetime


async def facts(session: AsyncSession, file_id: UUID) -> FileFacts:
    """Raises FileNotFound."""
    row = FileRow
    found = await session.execute(
        select(row.id, row.name, row.media_type, row.size, row.sha256, row.made_at).where(
            row.id == file_id
        )
    )
    one = found.first()
    if one is None:
        raise FileNotFound(file_id=str(file_id))
    return FileFacts(*one)


async def maker_of(session: AsyncSession, file_id: UUID) -> UUID:
    """Who stored the file. Raises FileNotFound."""
    maker_id = await session.scalar(select(FileRow.maker_id).where(FileRow.id == file_id))
    if maker_id is None:
        raise FileNotFound(file_id=str(file_id))
    return maker_id
