"""The selection session 选房: the operator calls in order, people choose, skip or waive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds import planning
from api.reservations import commands as reserving
from api.reservations.commands import HouseholdHoused, HouseholdNotEligible
from domain.access import Actor, Scope
from domain.allocation_rounds import (
    MACHINE,
    TURN,
    ObjectionState,
    RoundEvent,
    RoundState,
    TurnEvent,
    TurnState,
    registration_key,
)
from domain.errors import NotFound, Refused
from domain.flat_selection import Chooser, Home, offered
from domain.housing import UnitState
from domain.identity import mask_national_id
from persistence import attachments, audit, eligibility, parameters
from persistence.allocation_rounds import objections, registrations, rounds, turns
from persistence.allocation_rounds.registrations import Registration
from persistence.allocation_rounds.rounds import Round
from persistence.session import TurnNotFinished, UnitTaken


class ObjectionsOpen(Refused):
    """Objections may still come, or wait for a reply, or were right and wait for the re-check."""


class SelectionNotRunning(Refused):
    """The round's selection session is not running."""


class NotInSelection(Refused):
    """The household has no place in this selection: it was not admitted."""


class NobodyWaiting(Refused):
    """Everybody was called. Those who were absent are called again by saying so."""


class UnitNotInRound(NotFound):
    """The home is not among those of this round."""


class UnitUnsuitable(Refused):
    """The home is not offered to this household: choose one of those that are."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who chooses for the household, by a power of attorney whose paper is a stored file."""

    name: str
    national_id: str
    file_id: UUID


async def start(session: AsyncSession, actor: Actor, one: Round, *, today: date) -> int:
    """The operator opens the session; gives how many take part.

    Raises TransitionRefused, ObjectionsOpen.
    """
    MACHINE.after(one.state, RoundEvent.START_SELECTION)
    until = one.objections_until
    counted = await objections.since(session, one.id, one.order_published_at)
    pending = {state: counted.get(state, 0) for state in ObjectionState}
    undecided = pending[ObjectionState.OPEN] + pending[ObjectionState.UPHELD]
    if until is None or today <= until or undecided:
        raise ObjectionsOpen(
            objections_until=until.isoformat() if until else None,
            open=pending[ObjectionState.OPEN],
            upheld=pending[ObjectionState.UPHELD],
        )
    begun = await registrations.begin_turns(session, one.id)
    await planning.step(session, actor, one, RoundEvent.START_SELECTION, {"participants": begun})
    return begun


def require_running(one: Round) -> None:
    """Raises SelectionNotRunning."""
    if one.state is not RoundState.SELECTING:
        raise SelectionNotRunning(state=one.state)


async def call(
    session: AsyncSession, actor: Actor, one: Round, *, desk: str | None, absent: bool
) -> UUID:
    """Call the next to a window: whoever waits, in order; the absent again once nobody waits.

    Raises SelectionNotRunning, TurnNotFinished, NobodyWaiting.
    """
    require_running(one)
    at_window = await turns.called_by(session, one.id, actor.person_id)
    if at_window is not None:
        raise TurnNotFinished(number=registration_key(at_window))
    found = await turns.next_in_line(session, one.id, TurnState.WAITING)
    if found is None and absent:
        found = await turns.next_in_line(session, one.id, TurnState.SKIPPED)
    if found is None:
        counted = await turns.counted(session, one.id)
        raise NobodyWaiting(absent=counted.get(TurnState.SKIPPED, 0))
    await _turn(
        session,
        actor,
        one,
        found,
        TurnEvent.CALL,
        desk=desk,
        called_by=actor.person_id,
        called_at=func.clock_timestamp(),
    )
    return found.id


async def skip(session: AsyncSession, actor: Actor, one: Round, turn: Registration) -> None:
    """Called, and not there. Raises SelectionNotRunning, NotInSelection, TransitionRefused."""
    require_running(one)
    await _turn(session, actor, one, turn, TurnEvent.SKIP)


async def waive(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    turn: Registration,
    *,
    reason: str,
    file_ids: Sequence[UUID],
    today: date,
) -> None:
    """Called, and wants none of the homes. It counts where places in the queue are counted,
    unless there was nothing to offer.

    Raises SelectionNotRunning, NotInSelection, TransitionRefused, FileNotFound.
    """
    require_running(one)
    had_a_choice = bool(await suitable(session, one, turn, today=today))
    waived_on = today if had_a_choice else None
    await _turn(session, actor, one, turn, TurnEvent.WAIVE, waived_on=waived_on, reason=reason)
    await attachments.attach(
        session,
        actor,
        ("allocation_registration", turn.id),
        file_ids,
        project_id=one.project_id,
    )


async def suitable(
    session: AsyncSession, one: Round, turn: Registration, *, today: date
) -> list[Home]:
    """The homes that are offered to this household now. Never why others are not."""
    record = await eligibility.record(session, turn.record_id)
    found = await parameters.values(session, ("round.size_rule", "round.low_floor_through"), today)
    return offered(
        await rounds.free_homes(session, one.id),
        Chooser(record.size, record.approved_rooms, record.needs_easy_access),
        rule=found["round.size_rule"],
        low_through=int(found["round.low_floor_through"]),
        still_need=await turns.still_need(session, one.id, turn.id),
    )


async def select(
    session: AsyncSession,
    actor: Actor,
    scope: Scope,
    one: Round,
    turn: Registration,
    *,
    unit_id: UUID,
    proxy: Proxy | None,
    today: date,
) -> UUID:
    """The household takes a home, and it is kept for them; gives the reservation.

    Raises SelectionNotRunning, NotInSelection, TransitionRefused, UnitNotInRound, UnitTaken,
    UnitUnsuitable, HouseholdNotEligible, HouseholdHoused, HomeKeptAlready, FileNotFound.
    """
    require_running(one)
    TURN.after(_state(turn), TurnEvent.SELECT)
    await _require_may(session, turn, today)
    await _require_offered(session, one, turn, unit_id, today)
    reservation_id = await reserving.keep(
        session,
        actor,
        scope,
        unit_id=unit_id,
        today=today,
        record_id=turn.record_id,
        round_id=one.id,
        registration_id=turn.id,
    )
    values: dict[str, Any] = {}
    if proxy is not None:
        values = {
            "proxy_name": proxy.name,
            "proxy_mask": mask_national_id(proxy.national_id),
        }
        await attachments.attach(
            session,
            actor,
            ("allocation_registration", turn.id),
            [proxy.file_id],
            project_id=one.project_id,
        )
    await _turn(session, actor, one, turn, TurnEvent.SELECT, **values)
    return reservation_id


async def _require_may(session: AsyncSession, turn: Registration, today: date) -> None:
    if await eligibility.valid_on(session, turn.person_index, today) is None:
        raise HouseholdNotEligible
    if await registrations.is_housed(session, turn.person_index, today):
        raise HouseholdHoused


async def _require_offered(
    session: AsyncSession, one: Round, turn: Registration, unit_id: UUID, today: date
) -> None:
    homes = {home.unit_id: home for home in await rounds.listed(session, one.id)}
    if unit_id not in homes:
        raise UnitNotInRound(unit_id=str(unit_id))
    if homes[unit_id].state != "available":
        raise UnitTaken(unit_id=str(unit_id), state=homes[unit_id].state)
    choice = await suitable(session, one, turn, today=today)
    if unit_id in {home.unit_id for home in choice}:
        return
    # Between the two looks another desk may have given it away.
    if unit_id not in {home.unit_id for home in await rounds.free_homes(session, one.id)}:
        raise UnitTaken(unit_id=str(unit_id), state=UnitState.RESERVED)
    raise UnitUnsuitable(unit_id=str(unit_id), offered=len(choice))


def _state(turn: Registration) -> TurnState:
    if turn.turn is None:
        raise NotInSelection(number=registration_key(turn.number))
    return TurnState(turn.turn)


async def _turn(
    session: AsyncSession,
    actor: Actor,
    one: Round,
    turn: Registration,
    event: TurnEvent,
    **values: Any,
) -> None:
    after = TURN.after(_state(turn), event)
    await registrations.change(session, turn.id, turn=after.value, **values)
    await audit.record(
        session,
        actor,
        f"rounds.turn.{after.value}",
        turn.id,
        project_id=one.project_id,
        facts={"round_id": str(one.id), "number": registration_key(turn.number)},
        announce=True,
    )
