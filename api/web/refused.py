"""Attempts that were refused and are remembered: in a transaction of their own.

The deed's transaction is rolled back before this runs, and its connection is given back: so the
note survives the refusal, and no request ever holds two connections.
"""

from typing import Any

import structlog
from fastapi import Request

from api.runtime import Runtime
from domain.access import Actor
from domain.errors import DomainError
from persistence import audit
from persistence.session import Context

log = structlog.get_logger()


async def record(request: Request, error: DomainError) -> None:
    """Who tried what, and which refusal they met. A note that fails never changes the answer."""
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is None:
        return
    runtime: Runtime = request.app.state.runtime
    try:
        async with runtime.database.transaction(
            Context(actor.authority_id, actor.person_id)
        ) as session:
            session.info["request_id"] = request.state.request_id
            await audit.record(session, actor, audit.REFUSED, None, facts=_facts(request, error))
    except Exception:
        log.exception("refusal.not_recorded", code=error.code)


def _facts(request: Request, error: DomainError) -> dict[str, Any]:
    """The operation, the code, and the ids of the address: nothing that was sent."""
    facts: dict[str, Any] = {"operation": request.scope["route"].name, "code": error.code}
    if "permission" in error.facts:
        facts["permission"] = str(error.facts["permission"])
    return facts | {name: str(value) for name, value in request.path_params.items()}
