"""What the worker does by the clock, authority by authority."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from api.runtime import Runtime
from persistence import directory

log = structlog.get_logger()

#: A deed for one authority, whose rows alone it sees.
Deed = Callable[[Runtime, UUID], Awaitable[None]]


def everywhere(deed: Deed) -> Callable[[Runtime], Awaitable[None]]:
    """The deed for every authority, one after the other.

    What goes wrong in one city keeps no other waiting: it is told, and raised when all had their
    turn (ExceptionGroup).
    """

    async def done_everywhere(runtime: Runtime) -> None:
        async with runtime.database.snapshot() as session:
            found = [one for one, *_ in await session.execute(directory.authorities())]
        troubles: list[Exception] = []
        for authority_id in found:
            try:
                await deed(runtime, authority_id)
            except Exception as trouble:
                log.warning("timetable.failed", authority_id=str(authority_id), exc_info=trouble)
                troubles.append(trouble)
        if troubles:
            raise ExceptionGroup("not done in every authority", troubles)

    return done_everywhere
