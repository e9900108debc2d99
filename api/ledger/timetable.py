"""What the worker does for the ledger by the clock."""

from api.runtime import Runtime
from persistence import directory, seals
from persistence.session import Context


async def seal_transfers(runtime: Runtime) -> None:
    """Seal what was posted since, authority by authority, each batch in its own transaction."""
    async with runtime.database.snapshot() as session:
        authorities = (await session.execute(directory.authorities())).all()
    for authority_id, *_ in authorities:
        while True:
            async with runtime.database.transaction(Context(authority_id)) as session:
                if await seals.seal(session) < seals.BATCH:
                    break
