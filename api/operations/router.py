"""HTTP of operations."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import Field
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.runtime import Runtime
from api.web.contract import problems
from api.web.dependencies import Reader, RuntimeDep, Writer
from api.web.kinds import Out
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing, Scope
from domain.errors import Denied
from persistence import operations
from persistence.operations import OperationNotFound
from persistence.session import Context
from persistence.tables.platform import OperationRow

router = APIRouter(tags=["operations"])
_EVERY = 0.25


class NotYourOperation(Denied):
    """Only who asked for the work can stop it."""


class OperationOut(Out):
    """Long work: poll it, or read `…/events`."""

    id: UUID
    kind: Annotated[str, Field(examples=["rent.billing_run"])]
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    stage: str | None
    done: int
    total: int | None
    result: dict[str, Any] | None
    problem: dict[str, Any] | None
    project_id: UUID | None
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancel_asked: bool


@router.get("/operations", responses=problems(PermissionMissing, CursorInvalid))
async def list_operations(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[OperationOut]:
    """Long work, newest first."""
    statement = operations.operations(call.scope(Permission.READ_AUTHORITY))
    if project_id:
        statement = statement.where(OperationRow.project_id == project_id)
    rows, cursor = await page.rows(
        call.session, statement, OperationRow.made_at, OperationRow.id, descending=True
    )
    items = [OperationOut.model_validate(operations.Operation(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/operations/{operation_id}", responses=problems(PermissionMissing, OperationNotFound))
async def read_operation(operation_id: UUID, call: Reader) -> OperationOut:
    scope = call.scope(Permission.READ_AUTHORITY)
    return OperationOut.model_validate(
        await operations.operation(call.session, scope, operation_id)
    )


@router.post(
    "/operations/{operation_id}/cancellation",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(PermissionMissing, OperationNotFound, NotYourOperation),
)
async def cancel_operation(operation_id: UUID, call: Writer) -> OperationOut:
    """Ask it to stop. Work that has not been saved is undone as a whole."""
    scope = call.scope(Permission.READ_AUTHORITY)
    found = await operations.operation(call.session, scope, operation_id)
    if found.maker_id != call.actor.person_id:
        raise NotYourOperation
    await operations.change(call.session, operation_id, cancel_asked=True)
    return OperationOut.model_validate(
        await operations.operation(call.session, scope, operation_id)
    )


@dataclass(frozen=True, slots=True)
class Watched:
    operation_id: UUID
    scope: Scope


async def watched(operation_id: UUID, call: Reader) -> Watched:
    """Who may watch, found out before the stream begins: once it runs, no refusal can be told."""
    scope = call.scope(Permission.READ_AUTHORITY)
    await operations.operation(call.session, scope, operation_id)
    return Watched(operation_id, scope)


@router.get(
    "/operations/{operation_id}/events",
    response_class=EventSourceResponse,
    responses=problems(PermissionMissing, OperationNotFound),
)
async def watch_operation(
    request: Request,
    runtime: RuntimeDep,
    what: Annotated[Watched, Depends(watched, scope="function")],
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: one per change, named `operation`; ends with the operation.

    Each look is a transaction of its own: while a stream waits, it holds no connection.
    """
    last: operations.Operation | None = None
    while last is None or not last.is_finished:
        now = await _look(runtime, what)
        if now is not None and now != last:
            yield ServerSentEvent(
                event="operation", data=OperationOut.model_validate(now).model_dump(mode="json")
            )
        last = now or last
        if await request.is_disconnected():
            return
        if last is None or not last.is_finished:
            await asyncio.sleep(_EVERY)


async def _look(runtime: Runtime, what: Watched) -> operations.Operation | None:
    """The operation as it is now; None in a crowd: then the next look will tell."""
    try:
        async with runtime.database.snapshot(Context(what.scope.authority_id)) as session:
            return await operations.operation(session, what.scope, what.operation_id)
    except PoolTimeout:
        return None
