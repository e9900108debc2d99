"""Taking a unit out for repair, and the purchaser's word where it takes long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.housing import asking, life
from api.housing.life import Moved, Step
from domain.access import Actor, Permission, require_second_person
from domain.errors import Invalid, Refused
from domain.housing import UnitEvent, UnitState
from domain.unit_decisions import (
    DecisionEvent,
    DecisionKind,
    RepairReason,
    needs_confirmation,
)
from persistence import parameters, unit_decisions, unit_life
from persistence.unit_life import HeldUnit

_CONFIRM_DAYS = "unit.repair_confirm_days"


class NotInRepair(Refused):
    """The unit is not taken out for repair."""


class RepairWithinLimit(Invalid):
    """A repair of so few days is the operator's own to decide."""


class RepairEndsBeforeItBegins(Invalid):
    """The repair's expected last day lies before its first."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Why the unit cannot be lived in, and until when by what is known; the day is included."""

    cause: RepairReason
    reason: str
    until_on: date
    effective_on: date | None = None
    file_ids: Sequence[UUID] = ()


async def take_out(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    repair: Repair,
    *,
    today: date,
    check: Callable[[HeldUnit], None],
) -> Moved:
    """Nobody can live there: it is out at once. Beyond the limit the purchaser is asked as well.

    Raises RepairEndsBeforeItBegins, and what `move` does.
    """
    scope = actor.scope(Permission.PREPARE_UNIT)
    from_on = repair.effective_on or today
    step = Step(
        event=UnitEvent.TAKE_OUT,
        effective_on=repair.effective_on,
        reason_code=repair.cause,
        reason=repair.reason,
        file_ids=repair.file_ids,
        facts={"until_on": repair.until_on.isoformat()},
    )
    moved = await life.move(session, actor, scope, unit_id, step, today=today, check=check)
    _require_order(from_on, repair.until_on)
    limit = await parameters.value(session, _CONFIRM_DAYS, from_on)
    if needs_confirmation(from_on, repair.until_on, limit_days=limit):
        await _ask(session, actor, moved.project_id, unit_id, from_on, repair)
    return moved


async def ask_for_longer(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    repair: Repair,
    *,
    check: Callable[[HeldUnit], None],
) -> UUID:
    """The repair takes longer than was thought: ask the purchaser; gives the decision.

    Raises UnitNotFound, NotInRepair, RepairEndsBeforeItBegins, RepairWithinLimit, AlreadyDone.
    """
    scope = actor.scope(Permission.PREPARE_UNIT)
    unit = await unit_life.lock(session, scope, unit_id)
    check(unit)
    if unit.state is not UnitState.REPAIR or unit.last_on is None:
        raise NotInRepair(state=unit.state)
    _require_order(unit.last_on, repair.until_on)
    limit = await parameters.value(session, _CONFIRM_DAYS, unit.last_on)
    if not needs_confirmation(unit.last_on, repair.until_on, limit_days=limit):
        raise RepairWithinLimit(pointer="/until_on", limit_days=limit)
    return await _ask(session, actor, unit.project_id, unit_id, unit.last_on, repair)


async def finish_repair(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    step: Step,
    *,
    today: date,
    check: Callable[[HeldUnit], None],
) -> Moved:
    """The work was accepted. What was asked about a longer repair needs no answer any more."""
    scope = actor.scope(Permission.PREPARE_UNIT)
    moved = await life.move(session, actor, scope, unit_id, step, today=today, check=check)
    if await unit_decisions.is_asked(session, unit_id, DecisionKind.LONG_REPAIR):
        one = await unit_decisions.asked(session, scope, unit_id, DecisionKind.LONG_REPAIR)
        await asking.close(session, actor, one, DecisionEvent.LAPSE, None)
    return moved


async def decide_repair(
    session: AsyncSession, actor: Actor, unit_id: UUID, *, granted: bool, words: str
) -> UUID:
    """The purchaser confirms a long repair, or does not. Raises UnitDecisionNotFound."""
    scope = actor.scope(Permission.CONFIRM_REPAIR)
    await unit_life.lock(session, scope, unit_id)
    one = await unit_decisions.asked(session, scope, unit_id, DecisionKind.LONG_REPAIR)
    require_second_person(one.maker_id, actor.person_id)
    event = DecisionEvent.GRANT if granted else DecisionEvent.REFUSE
    await asking.close(session, actor, one, event, words)
    return one.id


def _require_order(from_on: date, until_on: date) -> None:
    if until_on < from_on:
        raise RepairEndsBeforeItBegins(pointer="/until_on", from_on=from_on.isoformat())


async def _ask(
    session: AsyncSession,
    actor: Actor,
    project_id: UUID,
    unit_id: UUID,
    from_on: date,
    repair: Repair,
) -> UUID:
    return await asking.ask(
        session,
        actor,
        project_id,
        unit_id,
        kind=DecisionKind.LONG_REPAIR,
        effective_on=from_on,
        until_on=repair.until_on,
        reason_code=repair.cause,
        reason=repair.reason,
        file_ids=list(repair.file_ids),
    )
