"""What the worker does for changes by the clock: those whose day has come take effect."""

from uuid import UUID

import structlog

from api.lease_changes import commands
from api.runtime import Runtime
from domain.access import Scope
from domain.errors import DomainError
from persistence import lease_changes
from persistence.session import Context

log = structlog.get_logger()


async def carry_out_changes(runtime: Runtime, authority_id: UUID) -> None:
    """Each in its own transaction; one that cannot be carried out stays approved, and is told."""
    today = runtime.clock.today()
    context = Context(authority_id)
    async with runtime.database.snapshot(context) as session:
        due = await lease_changes.due(session, today)
    for change_id in due:
        try:
            async with runtime.database.transaction(context) as session:
                held = await commands.hold(session, Scope(authority_id, None), change_id)
                await commands.take_effect(session, None, held, today=today)
        except DomainError as refusal:
            log.warning("lease_change.not_done", id=str(change_id), code=refusal.code)
