"""The file store: the same bytes once, no half files, and facts that belong to one authority."""

import asyncio
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from api.runtime import Runtime
from persistence import files
from persistence.files import FileNotFound, FileStore, open_store
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


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
