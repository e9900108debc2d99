"""HTTP of events."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy.exc import TimeoutError as PoolTimeout

from api.events.schemas import EventOut, EventsOut, ReadingIn, UnreadOut
from api.runtime import Runtime
from api.web.contract import problems
from api.web.dependencies import Reader, RuntimeDep, Writer
from api.web.pages import PagingDep
from api.web.problems import CursorInvalid
from domain.access import Actor, Permission, PermissionMissing
from domain.events import EventMarkInvalid, checked_mark
from persistence import events, names, numbers
from persistence.events import Event
from persistence.session import Context
from persistence.tables.platform import OutgoingEventRow

router = APIRouter(tags=["events"])

#: An event of the stream; `data` is JSON.
_EVENT: Final[dict[str, Any]] = {"type": "object", "properties": {"data": {"type": "string"}}}
#: Seconds between two looks of a stream.
_EVERY = 2.0


@router.get("/events", responses=problems(PermissionMissing, CursorInvalid))
async def list_events(
    call: Reader,
    page: PagingDep,
    *,
    project_id: UUID | None = None,
    feature: Annotated[
        str | None, Query(max_length=32, pattern="^[a-z_]+$", examples=["advances"])
    ] = None,
    quiet: Annotated[bool, Query(description="Everyday ones too, as each payment.")] = False,
) -> EventsOut:
    """What was announced within reach, newest first."""
    call.scope(Permission.READ_AUTHORITY)
    mark = await events.mark_of(call.session, call.actor)
    statement = events.events(call.actor, mark, quiet=quiet, project_id=project_id, feature=feature)
    row = OutgoingEventRow
    rows, cursor = await page.rows(call.session, statement, row.at, row.id, descending=True)
    found = [Event(*one) for one in rows]
    called = await numbers.numbers(call.session, (one.subject_id for one in found))
    known = await names.named(call.session, call.actor, (one.actor_id for one in found))
    return EventsOut(
        items=[EventOut.of(one, called, known) for one in found],
        next_cursor=cursor,
        unread=(await events.newest(call.session, call.actor, mark)).unread,
        seen=await events.seen_now(call.session),
    )


@router.get("/events/unread", responses=problems(PermissionMissing))
async def read_unread(call: Reader) -> UnreadOut:
    """How many events by others the caller has not read."""
    call.scope(Permission.READ_AUTHORITY)
    mark = await events.mark_of(call.session, call.actor)
    newest = await events.newest(call.session, call.actor, mark)
    return UnreadOut(
        unread=newest.unread,
        newest_id=newest.newest_id,
        seen=await events.seen_now(call.session),
    )


@router.post("/events/reading", responses=problems(PermissionMissing, EventMarkInvalid))
async def mark_events_read(body: ReadingIn, call: Writer) -> UnreadOut:
    """Everything that `seen` could see is read from now on, by this person here."""
    call.scope(Permission.READ_AUTHORITY)
    await events.leave_mark(call.session, call.actor, checked_mark(body.seen))
    mark = await events.mark_of(call.session, call.actor)
    newest = await events.newest(call.session, call.actor, mark)
    return UnreadOut(
        unread=newest.unread,
        newest_id=newest.newest_id,
        seen=await events.seen_now(call.session),
    )


async def listening(call: Reader) -> Actor:
    """Who may listen, found out before the stream begins."""
    call.scope(Permission.READ_AUTHORITY)
    return call.actor


@router.get(
    "/events/stream",
    response_class=EventSourceResponse,
    responses=problems(PermissionMissing)
    | {200: {"content": {"text/event-stream": {"schema": _EVENT}}, "description": "News."}},
)
async def stream_events(
    request: Request,
    runtime: RuntimeDep,
    actor: Annotated[Actor, Depends(listening, scope="function")],
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events named `events`: the badge now, and at every change of it.

    A stream ends after ten minutes; browsers open it again by themselves, and whoever was signed
    out meanwhile is refused. Each look is a transaction of its own: while it waits, a stream
    holds no connection.
    """
    last: UnreadOut | None = None
    until = time.monotonic() + runtime.settings.stream_seconds
    while (left := until - time.monotonic()) > 0 and not await request.is_disconnected():
        now = await _look(runtime, actor)
        if now is not None and (last is None or _is_news(now, last)):
            yield ServerSentEvent(event="events", data=now.model_dump(mode="json"))
            last = now
        await asyncio.sleep(min(_EVERY, left))


def _is_news(now: UnreadOut, last: UnreadOut) -> bool:
    return (now.unread, now.newest_id) != (last.unread, last.newest_id)


async def _look(runtime: Runtime, actor: Actor) -> UnreadOut | None:
    """The badge as it is now; None in a crowd: then the next look will tell."""
    try:
        async with runtime.database.snapshot(Context(actor.authority_id)) as session:
            mark = await events.mark_of(session, actor)
            newest = await events.newest(session, actor, mark)
            seen = await events.seen_now(session)
    except PoolTimeout:
        return None
    return UnreadOut(unread=newest.unread, newest_id=newest.newest_id, seen=seen)
