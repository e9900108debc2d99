"""Runs long work: one transaction for the work and its being done, progress beside it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.runtime import Runtime
from domain.access import Actor, Scope
from domain.errors import DomainError, Refused
from persistence import operations, people
from persistence.session import Busy, Context, enter

log = structlog.get_logger()


class OperationCancelled(Refused):
    """Somebody cancelled the work; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Tells how far the work is, in transactions of its own, so that others see it at once."""

    runtime: Runtime
    context: Context
    operation_id: UUID

    async def report(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """`stage` is a word of the frontend's catalogue. Raises OperationCancelled."""
        async with self.runtime.database.transaction(self.context) as session:
            asked = await operations.advance(
                session, self.operation_id, stage=stage, done=done, total=total
            )
        if asked:
            raise OperationCancelled


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler has: the transaction that saves everything, who asked, and when."""

    session: AsyncSession
    actor: Actor
    runtime: Runtime
    operation_id: UUID
    arguments: Mapping[str, Any]
    progress: Progress
    today: date


#: Gives the operation's result. Raises a refusal: then nothing is kept and the operation failed.
Handler = Callable[[Work], Awaitable[Mapping[str, Any]]]

HANDLERS: Final[dict[str, Handler]] = {}

#: What a failed or cancelled operation leaves behind, in a transaction of its own.
AFTERMATHS: Final[dict[str, Callable[[AsyncSession, Mapping[str, Any]], Awaitable[None]]]] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of operation."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


async def run(runtime: Runtime, authority_id: UUID, operation_id: UUID, today: date) -> None:
    """Run an operation to its end. A second run of a finished or running one does nothing."""
    context = Context(authority_id)
    try:
        async with runtime.database.transaction(context) as session:
            operation = await operations.operation(session, Scope(authority_id, None), operation_id)
            if operation.is_finished or not await operations.hold(session, operation_id):
                return
            await enter(session, Context(authority_id, operation.maker_id))
            await _begin(runtime, context, operation_id)
            actor = await people.actor_for(session, operation.maker_id, authority_id)
            work = Work(
                session,
                actor,
                runtime,
                operation_id,
                operation.arguments,
                Progress(runtime, context, operation_id),
                today,
            )
            session.info["request_id"] = f"operation-{operation_id}"
            result = await HANDLERS[operation.kind](work)
            await operations.finish(session, operation_id, "done", result=result)
    except OperationCancelled:
        await _end(runtime, context, operation_id, "cancelled", None)
    except Busy:
        raise
    except DomainError as refusal:
        problem = {"code": refusal.code, "facts": refusal.facts}
        await _end(runtime, context, operation_id, "failed", problem)
    except Exception:
        log.exception("operation.failed", operation_id=str(operation_id))
        await _end(
            runtime, context, operation_id, "failed", {"code": "internal_error", "facts": {}}
        )
        raise


async def _begin(runtime: Runtime, context: Context, operation_id: UUID) -> None:
    async with runtime.database.transaction(context) as apart:
        await operations.change(apart, operation_id, state="running", started_at=func.now())


async def _end(
    runtime: Runtime,
    context: Context,
    operation_id: UUID,
    state: str,
    problem: Mapping[str, Any] | None,
) -> None:
    async with runtime.database.transaction(context) as session:
        scope = Scope(context.authority_id, None)
        operation = await operations.operation(session, scope, operation_id)
        await operations.finish(session, operation_id, state, problem=problem)
        if operation.kind in AFTERMATHS:
            await AFTERMATHS[operation.kind](session, operation.arguments)
