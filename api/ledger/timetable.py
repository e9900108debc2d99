"""What the worker does for the ledger by the clock."""

from uuid import UUID

from api.runtime import Runtime
from persistence import seals
from persistence.session import Context


async def seal_transfers(runtime: Runtime, authority_id: UUID) -> None:
    """Seal what was posted since, each batch in its own transaction."""
    while True:
        async with runtime.database.transaction(Context(authority_id)) as session:
            if await seals.seal(session) < seals.BATCH:
                break
