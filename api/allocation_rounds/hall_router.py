"""HTTP of the hall's screen: who is at a window, who is next, what is left. Names are masked."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import Field
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession

from api.runtime import Runtime
from api.web.contract import problems
from api.web.dependencies import Reader, RuntimeDep
from api.web.kinds import Out
from domain.access import Permission, PermissionMissing, Scope
from domain.allocation_rounds import RoundState, TurnState, registration_key
from domain.disclosure import MaskedName
from persistence.allocation_rounds import rounds, turns
from persistence.allocation_rounds.rounds import RoundNotFound
from persistence.allocation_rounds.turns import Pick, Turn
from persistence.session import Context

router = APIRouter(tags=["allocation"])

_EVERY: Final = 0.5
_NEXT: Final = 8
_PICKS: Final = 8


class InLineOut(Out):
    """Somebody in the order, as everybody in the hall may see them."""

    position: int
    number: Annotated[str, Field(examples=["000017"])]
    name: Annotated[str, Field(examples=["赵*生"])]
    desk: str | None


class PickOut(Out):
    """A home that was chosen: by whom is masked, and the building is all that is said."""

    position: int
    number: str
    name: Annotated[str, Field(examples=["赵*生"])]
    building: str
    layout: str | None
    at: datetime


class RemainingOut(Out):
    layout: str | None
    floor: int | None
    homes: int


class HallOut(Out):
    """The selection as the hall's screen shows it."""

    round_id: UUID
    title: str
    state: RoundState
    called: Annotated[list[InLineOut], Field(description="At a window now.")]
    next: Annotated[list[InLineOut], Field(description="The next eight.")]
    waiting: int
    selected: int
    skipped: int
    waived: int
    homes_left: int
    remaining: list[RemainingOut]
    picks: Annotated[list[PickOut], Field(description="The latest eight.")]


@dataclass(frozen=True, slots=True)
class Watched:
    round_id: UUID
    scope: Scope


async def watched(round_id: UUID, call: Reader) -> Watched:
    """Who may watch, found out before the stream begins: once it runs, no refusal can be told."""
    scope = call.scope(Permission.READ_ROUND)
    await rounds.find(call.session, scope, round_id)
    return Watched(round_id, scope)


@router.get(
    "/allocation-rounds/{round_id}/hall", responses=problems(PermissionMissing, RoundNotFound)
)
async def read_hall(round_id: UUID, call: Reader) -> HallOut:
    """The session now. No name in full, no room number."""
    return await _hall(call.session, call.scope(Permission.READ_ROUND), round_id)


@router.get(
    "/allocation-rounds/{round_id}/hall/events",
    response_class=EventSourceResponse,
    responses=problems(PermissionMissing, RoundNotFound),
)
async def watch_hall(
    request: Request,
    runtime: RuntimeDep,
    what: Annotated[Watched, Depends(watched, scope="function")],
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events named `hall`, one per change; ends when the session does.

    Each look is a transaction of its own: while a stream waits, it holds no connection.
    """
    last: HallOut | None = None
    while True:
        now = await _look(runtime, what)
        if now is not None and now != last:
            yield ServerSentEvent(event="hall", data=now.model_dump(mode="json"))
        last = now or last
        if last is not None and last.state is not RoundState.SELECTING:
            return
        if await request.is_disconnected():
            return
        await asyncio.sleep(_EVERY)


async def _look(runtime: Runtime, what: Watched) -> HallOut | None:
    """The hall as it is now; None in a crowd: then the next look will tell."""
    try:
        async with runtime.database.snapshot(Context(what.scope.authority_id)) as session:
            return await _hall(session, what.scope, what.round_id)
    except PoolTimeout:
        return None


async def _hall(session: AsyncSession, scope: Scope, round_id: UUID) -> HallOut:
    one = await rounds.find(session, scope, round_id)
    counted = await turns.counted(session, round_id)
    remaining = await turns.remaining(session, round_id)
    called = await turns.in_line(session, round_id, TurnState.CALLED, _NEXT)
    waiting = await turns.in_line(session, round_id, TurnState.WAITING, _NEXT)
    picks = await turns.last_picks(session, round_id, _PICKS)
    return HallOut(
        round_id=round_id,
        title=one.title,
        state=one.state,
        called=[_in_line(turn) for turn in called],
        next=[_in_line(turn) for turn in waiting],
        waiting=counted.get(TurnState.WAITING, 0),
        selected=counted.get(TurnState.SELECTED, 0),
        skipped=counted.get(TurnState.SKIPPED, 0),
        waived=counted.get(TurnState.WAIVED, 0),
        homes_left=sum(kind.homes for kind in remaining),
        remaining=[RemainingOut.model_validate(kind) for kind in remaining],
        picks=[_pick(pick) for pick in picks],
    )


def _in_line(turn: Turn) -> InLineOut:
    return InLineOut(
        position=turn.position,
        number=registration_key(turn.number),
        name=MaskedName(turn.applicant_name).text,
        desk=turn.desk,
    )


def _pick(pick: Pick) -> PickOut:
    return PickOut(
        position=pick.position,
        number=registration_key(pick.number),
        name=MaskedName(pick.applicant_name).text,
        building=f"{pick.building}栋",
        layout=pick.layout,
        at=pick.at,
    )
