"""A project's yearly count: planned by the purchaser, counted by the operator, confirmed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, require_second_person
from domain.assets import (
    MACHINE,
    NeitherBookedNorThere,
    StocktakeEvent,
    StocktakeIncomplete,
)
from domain.dating import require_reached
from persistence import audit, housing, stocktakes
from persistence.stocktakes import Count, Stocktake

#: So many codes are named in a refusal; `total` says how many there are.
_NAMED: Final = 50


async def plan(
    session: AsyncSession, actor: Actor, *, project_id: UUID, year: int, as_of: date, plan: str
) -> UUID:
    """Raises ProjectNotFound, AlreadyDone (the project's year has its round)."""
    scope = actor.scope(Permission.PLAN_STOCKTAKE)
    await housing.project(session, scope, project_id)
    stocktake_id = await stocktakes.add(
        session,
        project_id=project_id,
        year=year,
        as_of=as_of,
        plan=plan,
        maker_id=actor.person_id,
    )
    await _tell(session, actor, "planned", stocktake_id, project_id)
    return stocktake_id


async def start(session: AsyncSession, actor: Actor, one: Stocktake, *, today: date) -> None:
    """Take down what the books have; `one` is held. Raises TransitionRefused, DateNotReached."""
    state = MACHINE.after(one.state, StocktakeEvent.START)
    require_reached("/as_of", one.as_of, today)
    await stocktakes.take_down(session, one.id, one.project_id)
    await stocktakes.change(
        session, one.id, state=state, started_by=actor.person_id, started_on=today
    )
    await _tell(session, actor, "started", one.id, one.project_id)


async def count(
    session: AsyncSession, actor: Actor, one: Stocktake, counts: Sequence[Count]
) -> None:
    """Note what was found; `one` is held. Raises TransitionRefused, NeitherBookedNorThere."""
    MACHINE.after(one.state, StocktakeEvent.COUNT)
    booked = await stocktakes.booked(session, one.id)
    nowhere = [
        found.unit_code for found in counts if found.unit_code not in booked and not found.counted
    ]
    if nowhere:
        raise NeitherBookedNorThere(pointer="/lines", codes=nowhere[:_NAMED], total=len(nowhere))
    latest = {found.unit_code: found for found in counts}
    await stocktakes.count(session, one.id, list(latest.values()), by=actor.person_id)
    await _tell(session, actor, "counted", one.id, one.project_id, lines=len(latest))


async def submit(session: AsyncSession, actor: Actor, one: Stocktake) -> None:
    """The operator is done; `one` is held. Raises TransitionRefused, StocktakeIncomplete."""
    state = MACHINE.after(one.state, StocktakeEvent.SUBMIT)
    total, codes = await stocktakes.unsettled(session, one.id, _NAMED)
    if total:
        raise StocktakeIncomplete(codes=codes, total=total)
    await stocktakes.change(
        session, one.id, state=state, submitted_by=actor.person_id, submitted_at=func.now()
    )
    await _tell(session, actor, "submitted", one.id, one.project_id)


async def send_back(session: AsyncSession, actor: Actor, one: Stocktake, reason: str) -> None:
    """The purchaser wants it counted again; `one` is held. Raises TransitionRefused."""
    state = MACHINE.after(one.state, StocktakeEvent.SEND_BACK)
    await stocktakes.change(session, one.id, state=state, remark=reason)
    await _tell(session, actor, "sent_back", one.id, one.project_id)


async def confirm(session: AsyncSession, actor: Actor, one: Stocktake) -> None:
    """A third person closes the round; `one` is held. Raises TransitionRefused, MakerIsChecker."""
    state = MACHINE.after(one.state, StocktakeEvent.CONFIRM)
    require_second_person(one.maker_id, actor.person_id)
    if one.submitted_by is not None:
        require_second_person(one.submitted_by, actor.person_id)
    await stocktakes.change(
        session, one.id, state=state, confirmed_by=actor.person_id, confirmed_at=func.now()
    )
    await _tell(session, actor, "confirmed", one.id, one.project_id)


async def discard(session: AsyncSession, actor: Actor, one: Stocktake, reason: str) -> None:
    """The plan was wrong; what was counted stays to be seen. Raises TransitionRefused."""
    state = MACHINE.after(one.state, StocktakeEvent.DISCARD)
    await stocktakes.change(session, one.id, state=state, remark=reason)
    await _tell(session, actor, "discarded", one.id, one.project_id)


async def _tell(
    session: AsyncSession,
    actor: Actor,
    told: str,
    stocktake_id: UUID,
    project_id: UUID,
    **facts: Any,
) -> None:
    await audit.record(
        session,
        actor,
        f"assets.stocktake.{told}",
        stocktake_id,
        project_id=project_id,
        facts=facts,
        announce=told == "confirmed",
    )
