"""What the worker does for exits by the clock: who must leave at the end has a case from that day.

公租房办法 Art. 30: who does not apply for a renewal in time leaves the home at the lease's end. A
city that only reminds says so (`lease.late_renewal_effect`).
"""

from uuid import UUID

import structlog

from api.exits.opening import Wanted, open_case
from api.runtime import Runtime
from domain.access import Scope
from domain.errors import DomainError
from domain.exits import Ground, Track
from persistence import lease_clock, parameters
from persistence.session import Context

log = structlog.get_logger()


async def open_cases_at_end(runtime: Runtime, authority_id: UUID) -> None:
    """A civil case for every lease that is over and not renewed, once, each in its transaction.

    A case that somebody called off is not opened again. A second run finds nothing to do.
    """
    today = runtime.clock.today()
    async with runtime.database.snapshot(Context(authority_id)) as session:
        effect = await parameters.value(session, "lease.late_renewal_effect", today)
        over = await lease_clock.over_without_case(session, today)
    for lease_id in over if effect == "exit_case" else ():
        await _open(runtime, authority_id, lease_id)


async def _open(runtime: Runtime, authority_id: UUID, lease_id: UUID) -> None:
    wanted = Wanted(
        lease_id,
        Track.CIVIL,
        Ground.EXPIRY,
        reason="租赁期满，未续租",
        legal_basis="公租房办法第三十条、第三十一条",
    )
    scope, today = Scope(authority_id, None), runtime.clock.today()
    try:
        async with runtime.database.transaction(Context(authority_id)) as session:
            await open_case(session, None, scope, wanted, today=today)
    except DomainError as refusal:
        log.warning("exit.not_opened", lease_id=str(lease_id), code=refusal.code)
