"""What the worker does for renewals by the clock: reminders, and refusals that become final."""

from uuid import UUID

import structlog

from api.renewals import commands, deciding
from api.runtime import Runtime
from domain.access import Scope
from domain.errors import DomainError
from domain.renewals import marks_of
from persistence import parameters, renewals
from persistence.session import Context

log = structlog.get_logger()


async def remind_of_renewals(runtime: Runtime, authority_id: UUID) -> None:
    """Invitations at each mark before the end, each once; then refusals nobody objected to."""
    today = runtime.clock.today()
    scope, context = Scope(authority_id, None), Context(authority_id)
    keys = ("lease.renewal_reminders", "lease.renewal_apply_before")
    async with runtime.database.transaction(context) as session:
        marks, before = (await parameters.values(session, keys, today)).values()
        await renewals.invite(session, marks_of(marks), before, today)
        unopposed = await renewals.unopposed(session, today)
    for renewal_id in unopposed:
        try:
            async with runtime.database.transaction(context) as session:
                held = await commands.hold(session, scope, renewal_id)
                await deciding.let_stand(session, held, today=today)
        except DomainError as refusal:
            log.warning("renewal.not_final", id=str(renewal_id), code=refusal.code)
