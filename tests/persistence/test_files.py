"""The file store: the same bytes once, no half files, sealed, and facts of one authority only."""

import asyncio
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from api.runtime import Runtime
from persistence import files
from persistence.files import FileNotFound, FileStore, open_store
from persistence.tables.platform import FileRow
from persistence.vault import SealBroken
from tests.given import City, found_city

DATA = "幸福家园".encode()


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    """The folder, and what speaks S3's words (here: obstore's own store in memory)."""
    return open_store("memory://" if request.param == "bucket" else None, tmp_path)


async def test_what_is_put_is_got_by_its_hash(store: FileStore) -> None:
    digest = await store.put(DATA)

    assert digest == sha256(DATA).hexdigest()
    assert await store.get(digest) == DATA


async def test_the_same_bytes_twice_are_harmless(store: FileStore) -> None:
    digests = await asyncio.gather(*(store.put(DATA) for _ in range(20)))

    assert set(digests) == {sha256(DATA).hexdigest()}
    assert await store.get(digests[0]) == DATA


async def test_nothing_is_left_of_a_write_that_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(None, tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            await store.put(DATA)

    assert _files(tmp_path) == []
    assert await store.get(await store.put(DATA)) == DATA


async def test_a_file_of_another_authority_is_as_if_it_were_not(
    city: City, runtime: Runtime, stranger: httpx.AsyncClient
) -> None:
    elsewhere = await found_city(runtime, stranger)
    async with runtime.database.transaction(elsewhere.context) as session:
        kept = await files.keep(
            session,
            runtime.files,
            DATA,
            name="台账.xlsx",
            media_type="application/octet-stream",
            maker_id=elsewhere.cashier.person_id,
        )
    async with runtime.database.transaction(elsewhere.context) as session:
        assert (await files.read(session, runtime.files, kept))[2] == DATA

    with pytest.raises(FileNotFound):
        async with runtime.database.transaction(city.context) as session:
            await files.read(session, runtime.files, kept)


async def test_a_name_is_a_fact_and_never_a_place(city: City) -> None:
    """The address of the bytes comes from their hash alone."""
    async with city.runtime.database.transaction(city.context) as session:
        kept = await files.keep(
            session,
            city.runtime.files,
            b"x" + city.authority_id.bytes,
            name="../../etc/passwd",
            media_type="text/plain",
            maker_id=city.cashier.person_id,
        )
        name, _, data = await files.read(session, city.runtime.files, kept)

    assert name == "../../etc/passwd"
    assert data == b"x" + city.authority_id.bytes


async def test_what_is_kept_lies_sealed_and_is_read_whole(city: City) -> None:
    register = "150203199003071239 王建国 13847212345\n".encode() * 400
    async with city.runtime.database.transaction(city.context) as session:
        kept = await _keep(city, session, register)
        row = (await session.execute(select(FileRow).where(FileRow.id == kept))).scalar_one()
        stored = await city.runtime.files.store.get(row.stored_as or "")

        assert (await files.read(session, city.runtime.files, kept))[2] == register

    assert row.sealed
    assert row.sha256 == sha256(register).hexdigest()
    assert row.stored_as == sha256(stored).hexdigest()
    assert b"150203199003071239" not in stored
    assert row.size == len(register)


async def test_nothing_in_the_folder_tells_a_number(city: City) -> None:
    register = b"150203199003071239," + city.authority_id.bytes
    async with city.runtime.database.transaction(city.context) as session:
        await _keep(city, session, register)

    folder = city.runtime.settings.anju_data / "files"
    assert _files(folder)
    assert not [path for path in _files(folder) if b"150203199003071239" in path.read_bytes()]


async def test_a_file_from_before_the_seal_is_still_read(city: City) -> None:
    data = b"before the seal " + city.authority_id.bytes
    digest = await city.runtime.files.store.put(data)
    async with city.runtime.database.transaction(city.context) as session:
        made = await session.execute(
            insert(FileRow)
            .values(
                sha256=digest,
                name="old.csv",
                media_type="text/csv",
                size=len(data),
                maker_id=city.cashier.person_id,
            )
            .returning(FileRow.id)
        )
        assert (await files.read(session, city.runtime.files, made.scalar_one()))[2] == data


async def test_sealed_bytes_open_for_their_own_row_only(city: City) -> None:
    """Facts that point at another file's bytes do not make those readable."""
    async with city.runtime.database.transaction(city.context) as session:
        theirs = await _keep(city, session, b"theirs " + city.authority_id.bytes)
        row = (await session.execute(select(FileRow).where(FileRow.id == theirs))).scalar_one()
        made = await session.execute(
            insert(FileRow)
            .values(
                sha256=row.sha256,
                sealed=True,
                stored_as=row.stored_as,
                name="mine.xlsx",
                media_type=row.media_type,
                size=row.size,
                maker_id=city.cashier.person_id,
            )
            .returning(FileRow.id)
        )
        with pytest.raises(SealBroken):
            await files.read(session, city.runtime.files, made.scalar_one())


async def test_facts_and_seal_go_together(city: City) -> None:
    with pytest.raises(IntegrityError, match="file_sealed"):
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                insert(FileRow).values(
                    sha256="0" * 64,
                    sealed=True,
                    name="x",
                    media_type="text/plain",
                    size=0,
                    maker_id=city.cashier.person_id,
                )
            )


async def _keep(city: City, session: AsyncSession, data: bytes) -> UUID:
    return await files.keep(
        session,
        city.runtime.files,
        data,
        name="台账.xlsx",
        media_type="application/octet-stream",
        maker_id=city.cashier.person_id,
    )


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
