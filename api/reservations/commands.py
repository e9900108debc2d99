"""Keeping a home for a household, giving it back, and the purchaser's direct allocation.

Locks go the exchange that it is kept for, unit, reservation, then the turn in the round that
chose it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.housing import life
from api.housing.life import Step
from domain.access import Actor, Scope, require_second_person
from domain.allocation_rounds import TURN, TurnEvent, TurnState
from domain.errors import Invalid, Refused
from domain.exchanges import MACHINE as EXCHANGE
from domain.exchanges import UNDER_WAY, ExchangeEvent
from domain.housing import ACTORS, UnitEvent
from domain.reservations import MACHINE, ReservationEvent, ReservationState
from domain.states import TransitionRefused
from persistence import (
    attachments,
    audit,
    calendars,
    eligibility,
    exchanges,
    housing,
    parameters,
    reservations,
)
from persistence.allocation_rounds import registrations, rounds
from persistence.ids import new_id
from persistence.reservations import Reservation
from persistence.session import UnitInRound, UnitTaken

_TOLD: Final = {ReservationEvent.WAIVE: "waived", ReservationEvent.LAPSE: "lapsed"}


class HouseholdNotEligible(Refused):
    """The household may not be housed today; the bureau's record says why."""


class HouseholdHoused(Refused):
    """The household has a home of this authority. It exchanges that one instead."""


class WaiverUnsigned(Invalid):
    """A waiver is signed: name the file of the signed paper."""


async def keep(
    session: AsyncSession,
    actor: Actor,
    scope: Scope,
    *,
    unit_id: UUID,
    today: date,
    reservation_id: UUID | None = None,
    **facts: Any,
) -> UUID:
    """Keep a home for a household until a day. Two people never get one home: the unit is locked,
    and the table refuses what a lock could miss.

    Raises UnitNotFound, UnitTaken, NoDwelling, HomeKeptAlready.
    """
    made = reservation_id or new_id()
    step = Step(event=UnitEvent.RESERVE, document=("reservation", made))
    try:
        moved = await life.move(
            session, _by(actor, UnitEvent.RESERVE), scope, unit_id, step, today=today
        )
    except TransitionRefused as refusal:
        raise UnitTaken(unit_id=str(unit_id), state=refusal.facts["state"]) from refusal
    held = {"state": ReservationState.HELD.value, "deadline_on": await _deadline(session, today)}
    if reservation_id is not None:
        await reservations.change(session, reservation_id, **held, **facts)
        return reservation_id
    return await reservations.add(
        session,
        id=made,
        project_id=moved.project_id,
        unit_id=unit_id,
        maker_id=actor.person_id,
        **held,
        **facts,
    )


def _by(actor: Actor, event: UnitEvent) -> Actor | None:
    """In whose name the unit moves: the front desk's; otherwise the round's or the decision's."""
    return actor if actor.roles & ACTORS[event] else None


async def _deadline(session: AsyncSession, today: date) -> date:
    workdays = await parameters.value(session, "round.reservation_workdays", today)
    calendar = await calendars.of_authority(session)
    return calendar.add_workdays(today, int(workdays))


async def give_up(
    session: AsyncSession,
    actor: Actor | None,
    scope: Scope,
    one: Reservation,
    event: ReservationEvent,
    *,
    reason: str,
    file_ids: Sequence[UUID] = (),
    today: date,
) -> None:
    """The home is free again: its household waived it in writing, or let the deadline pass.

    Raises TransitionRefused, WaiverUnsigned, FileNotFound.
    """
    MACHINE.after(one.state, event)
    if event is ReservationEvent.WAIVE and not file_ids:
        raise WaiverUnsigned(pointer="/file_ids")
    await _put_exchange_back(session, actor, one, event)
    step = Step(event=UnitEvent.LAPSE, reason=reason, document=("reservation", one.id))
    mover = _by(actor, UnitEvent.LAPSE) if actor else None
    await life.move(session, mover, scope, one.unit_id, step, today=today)
    held = await reservations.find(session, scope, one.id, lock=True)
    state = MACHINE.after(held.state, event)
    await reservations.change(
        session,
        one.id,
        state=state.value,
        ended_on=today,
        ended_by=actor.person_id if actor else None,
        end_reason=reason,
    )
    if actor is not None:
        subject = ("reservation", one.id)
        await attachments.attach(session, actor, subject, file_ids, project_id=one.project_id)
    if held.round_id is not None and held.registration_id is not None:
        await _lose_turn(session, scope, held.round_id, held.registration_id, today)
    await tell(session, actor, one, state.value)


async def _put_exchange_back(
    session: AsyncSession, actor: Actor | None, one: Reservation, event: ReservationEvent
) -> None:
    """Whoever was to move into the home waits for another one, or asks anew.

    Raises TransitionRefused where the household has taken it.
    """
    moving = await exchanges.of_reservation(session, one.id)
    if moving is None:
        return
    state = EXCHANGE.after(moving.state, ExchangeEvent(event.value))
    # Another home may be kept instead; the one that lapsed says which it was.
    again: dict[str, Any] = {"reservation_id": None} if state in UNDER_WAY else {}
    await exchanges.change(session, moving.id, state=state, **again)
    await audit.record(
        session,
        actor,
        f"leases.exchange.{_TOLD[event]}",
        moving.id,
        project_id=moving.project_id,
        facts={"lease_id": str(moving.lease_id), "kind": moving.kind},
        announce=True,
    )


async def _lose_turn(
    session: AsyncSession, scope: Scope, round_id: UUID, registration_id: UUID, today: date
) -> None:
    """A home given up counts as waived, where places in the queue are counted."""
    turn = await registrations.find(session, scope, round_id, registration_id, lock=True)
    after = TURN.after(TurnState(turn.turn or TurnState.WAIVED), TurnEvent.GIVE_UP)
    await registrations.change(session, registration_id, turn=after.value, waived_on=today)


async def use(session: AsyncSession, actor: Actor, one: Reservation, *, today: date) -> None:
    """A lease of the household takes the reservation's place; the unit stays as it is.

    Raises TransitionRefused.
    """
    state = MACHINE.after(one.state, ReservationEvent.USE)
    await reservations.change(
        session, one.id, state=state.value, ended_on=today, ended_by=actor.person_id
    )
    await tell(session, actor, one, state.value)


async def propose(
    session: AsyncSession,
    actor: Actor,
    scope: Scope,
    *,
    unit_id: UUID,
    record_id: UUID,
    decision_no: str,
    reason: str,
    file_ids: Sequence[UUID],
    today: date,
) -> UUID:
    """A home for one household outside any round, by a decision whose paper is attached.

    Raises UnitNotFound, EligibilityNotFound, HouseholdNotEligible, HouseholdHoused, UnitTaken,
    UnitInRound, HomeKeptAlready, FileNotFound.
    """
    unit = await housing.unit(session, scope, unit_id)
    await _require_free(session, unit_id, unit.state)
    await _require_may(session, record_id, today)
    made = await reservations.add(
        session,
        project_id=unit.project_id,
        unit_id=unit_id,
        record_id=record_id,
        state=ReservationState.PROPOSED.value,
        decision_no=decision_no,
        reason=reason,
        maker_id=actor.person_id,
    )
    subject = ("reservation", made)
    await attachments.attach(session, actor, subject, file_ids, project_id=unit.project_id)
    one = await reservations.find(session, scope, made)
    await tell(session, actor, one, "proposed")
    return made


async def approve(
    session: AsyncSession, actor: Actor, scope: Scope, one: Reservation, *, today: date
) -> None:
    """Somebody else of the bureau agrees, and the home is kept from now on.

    Raises TransitionRefused, MakerIsChecker, HouseholdNotEligible, HouseholdHoused, UnitTaken,
    UnitInRound.
    """
    MACHINE.after(one.state, ReservationEvent.APPROVE)
    require_second_person(one.maker_id, actor.person_id)
    await _require_may(session, one.record_id, today)
    await _require_no_round(session, one.unit_id)
    await keep(
        session,
        actor,
        scope,
        unit_id=one.unit_id,
        today=today,
        reservation_id=one.id,
        decided_by=actor.person_id,
        decided_at=func.now(),
    )
    await tell(session, actor, one, "approved")


async def reject(session: AsyncSession, actor: Actor, one: Reservation, reason: str) -> None:
    """Nothing is kept. Raises TransitionRefused, MakerIsChecker."""
    state = MACHINE.after(one.state, ReservationEvent.REJECT)
    require_second_person(one.maker_id, actor.person_id)
    await reservations.change(
        session,
        one.id,
        state=state.value,
        decided_by=actor.person_id,
        decided_at=func.now(),
        end_reason=reason,
    )
    await tell(session, actor, one, state.value)


async def _require_free(session: AsyncSession, unit_id: UUID, state: str) -> None:
    if state != "available":
        raise UnitTaken(unit_id=str(unit_id), state=state)
    await _require_no_round(session, unit_id)


async def _require_no_round(session: AsyncSession, unit_id: UUID) -> None:
    round_id = await rounds.offers(session, unit_id)
    if round_id is not None:
        raise UnitInRound(round_id=str(round_id))


async def _require_may(session: AsyncSession, record_id: UUID, today: date) -> None:
    record = await eligibility.record(session, record_id)
    if await eligibility.valid_on(session, record.person_index, today) is None:
        told = await eligibility.standing_on(session, record.person_index, today)
        raise HouseholdNotEligible(why=told.value)
    if await registrations.is_housed(session, record.person_index, today):
        raise HouseholdHoused


async def tell(session: AsyncSession, actor: Actor | None, one: Reservation, told: str) -> None:
    await audit.record(
        session,
        actor,
        f"reservations.reservation.{told}",
        one.id,
        project_id=one.project_id,
        facts={
            "unit_id": str(one.unit_id),
            "round_id": str(one.round_id) if one.round_id else None,
        },
        announce=True,
    )
