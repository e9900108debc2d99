"""The one way a unit changes its state: every feature's commands go through `move`.

A lease that moves people in, a round that reserves, an exit that hands back: each calls `move`
inside its own transaction, and the unit, its history and its vacancy are saved with the deed.

Locks go book, unit, then what hangs on the unit. A step of an earlier month looks at the
project's book first, so whoever holds rows of leases or charges already must hold the book too.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, RoleMissing, Scope
from domain.calendar import Month
from domain.dating import require_dated
from domain.housing import (
    ACTORS,
    BY_CALENDAR,
    MACHINE,
    UnitEvent,
    UnitHasLease,
    UnitLeavesStock,
    UnitState,
    UnitStepOutOfOrder,
)
from domain.unit_decisions import DecisionKind
from domain.unit_kinds import require_dwelling
from domain.vacancies import vacant_since
from persistence import attachments, audit, books, housing, unit_decisions, unit_life
from persistence.unit_life import Entry, HeldUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens to a unit, and what proves it.

    `effective_on` is today when left out; an earlier day needs `reason` and an open month.
    `file_ids` are stored files (court paper, protocol, photos), which the unit's readers may then
    fetch. `document` is the record that brought it about: `("handover", id)`, `("lease", id)`.
    `facts` are of this event alone, in JSON, without personal data: a repair's expected end.
    """

    event: UnitEvent
    effective_on: date | None = None
    reason_code: StrEnum | None = None
    reason: str | None = None
    legal_basis: str | None = None
    file_ids: Sequence[UUID] = ()
    document: tuple[str, UUID] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that was taken, and the line of the history that tells it."""

    event_id: UUID
    unit_id: UUID
    project_id: UUID
    from_state: UnitState
    to_state: UnitState
    effective_on: date


async def move(
    session: AsyncSession,
    actor: Actor | None,
    scope: Scope,
    unit_id: UUID,
    step: Step,
    *,
    today: date,
    check: Callable[[HeldUnit], None] | None = None,
) -> Moved:
    """Take a step in the unit's life, for one of those whom `domain.housing.ACTORS` names.

    `scope` is that of the caller's own permission. `actor` None is the calendar, which may only
    do what `BY_CALENDAR` lists. `check` looks at the unit once it is held: its version, say.

    Raises UnitNotFound, RoleMissing, TransitionRefused, DateNotReached, BackdatingNeedsReason,
    PeriodClosed, UnitStepOutOfOrder, UnitHasLease, NoDwelling, UnitLeavesStock, FileNotFound.
    """
    _require_actor(actor, step.event)
    on = step.effective_on or today
    require_dated("/effective_on", on, today, step.reason)
    unit = await _held(session, scope, unit_id, on, today)
    if check is not None:
        check(unit)
    to_state = MACHINE.after(unit.state, step.event, before=unit.before)
    if unit.last_on is not None and on < unit.last_on:
        raise UnitStepOutOfOrder(last_on=unit.last_on.isoformat())
    await _GUARDS.get(step.event, _unguarded)(session, unit)
    event_id = await unit_life.record(
        session,
        unit,
        Entry(
            event=step.event,
            effective_on=on,
            to_state=to_state,
            vacant_since=vacant_since(unit.vacant_since, to_state, unit.state, on),
            maker_id=actor.person_id if actor else None,
            reason_code=step.reason_code,
            reason=step.reason,
            legal_basis=step.legal_basis,
            file_ids=step.file_ids,
            document=step.document,
            facts=step.facts,
        ),
    )
    if actor is not None:
        await attachments.attach(
            session, actor, ("unit", unit.id), step.file_ids, project_id=unit.project_id
        )
    moved = Moved(event_id, unit.id, unit.project_id, unit.state, to_state, on)
    await _tell(session, actor, step.event, moved)
    return moved


def _require_actor(actor: Actor | None, event: UnitEvent) -> None:
    if actor is not None:
        actor.require_role(ACTORS[event])
    elif event not in BY_CALENDAR:
        raise RoleMissing(roles=sorted(ACTORS[event]))


async def _held(
    session: AsyncSession, scope: Scope, unit_id: UUID, on: date, today: date
) -> HeldUnit:
    """The unit, held; a step of an earlier month holds the book beside, which must be open."""
    month = Month.of(on)
    if month < Month.of(today):
        seen = await housing.unit(session, scope, unit_id)
        book = await books.share(session, scope, seen.project_id)
        book.require_open(month)
    return await unit_life.lock(session, scope, unit_id)


async def _unguarded(_: AsyncSession, __: HeldUnit) -> None:
    """What the table of states allows, and nothing more is asked."""


async def _require_allocatable(session: AsyncSession, unit: HeldUnit) -> None:
    """Households are housed in dwellings, and not in those that are to be disposed of."""
    require_dwelling(unit.kind)
    if await unit_decisions.is_asked(session, unit.id, DecisionKind.WITHDRAWAL):
        raise UnitLeavesStock(unit_id=str(unit.id))


async def _require_no_lease(session: AsyncSession, unit: HeldUnit) -> None:
    lease_id = await housing.live_lease_of(session, unit.id)
    if lease_id is not None:
        raise UnitHasLease(lease_id=str(lease_id))


#: What the table of states cannot know. What belongs to a lease (signed, deposit received, keys
#: back) is asked by the lease's own commands before they call.
_GUARDS: Final[Mapping[UnitEvent, Callable[[AsyncSession, HeldUnit], Awaitable[None]]]] = {
    UnitEvent.RESERVE: _require_allocatable,
    UnitEvent.WITHDRAW: _require_no_lease,
}

#: `housing.unit.…` in the trail and among the outgoing events.
_TOLD: Final[Mapping[UnitEvent, str]] = {
    UnitEvent.REGISTER: "entered_in_register",
    UnitEvent.ACCEPT: "accepted",
    UnitEvent.RESERVE: "reserved",
    UnitEvent.LAPSE: "reservation_lapsed",
    UnitEvent.OCCUPY: "occupied",
    UnitEvent.OPEN_EXIT: "exit_opened",
    UnitEvent.WITHDRAW_EXIT: "exit_withdrawn",
    UnitEvent.HAND_BACK: "handed_back",
    UnitEvent.MAKE_READY: "made_ready",
    UnitEvent.TAKE_OUT: "taken_out",
    UnitEvent.FINISH_REPAIR: "repaired",
    UnitEvent.FREEZE: "frozen",
    UnitEvent.RELEASE: "released",
    UnitEvent.WITHDRAW: "withdrawn",
}


async def _tell(session: AsyncSession, actor: Actor | None, event: UnitEvent, moved: Moved) -> None:
    await audit.record(
        session,
        actor,
        f"housing.unit.{_TOLD[event]}",
        moved.unit_id,
        project_id=moved.project_id,
        facts={
            "from": moved.from_state,
            "to": moved.to_state,
            "effective_on": moved.effective_on.isoformat(),
        },
        announce=True,
    )
