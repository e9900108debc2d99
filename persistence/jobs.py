"""Jobs are enqueued through the session's own connection: they commit and roll back with it."""

import json
from typing import Any
from uuid import UUID

from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries
from sqlalchemy.ext.asyncio import AsyncSession


async def enqueue(
    session: AsyncSession, name: str, *, authority_id: UUID, key: str | None = None, **facts: Any
) -> None:
    """Ask the worker to run `name` for the authority once this transaction is saved.

    The session must have spoken to the database already, so that its transaction is open.
    `key`: at most one waiting job of that key.
    """
    connection = await session.connection()
    raw = await connection.get_raw_connection()
    payload = json.dumps({"authority_id": str(authority_id), **facts}, default=str).encode()
    driver = AsyncpgDriver(raw.driver_connection)  # pyright: ignore[reportArgumentType]
    await Queries(driver).enqueue(name, payload, dedupe_key=key, on_conflict="skip")
