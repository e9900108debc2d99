"""A home for a household that wants another: offered, not wanted, or the wish taken back.

Locks go as in `api.exchanges.commands`; the home itself is locked after the exchange.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.exchanges.commands import Held, tell
from api.leases.guards import require_eligible
from api.reservations import commands as reserving
from domain.access import Actor, Permission
from domain.exchanges import (
    MACHINE,
    ExchangeAcrossProjects,
    ExchangeEvent,
    ExchangeKind,
    HomeTooLarge,
    NextLeaseStands,
    NoOfferInSwap,
)
from domain.flat_selection import Chooser, Home, fits
from domain.leases import LeaseState
from domain.reservations import ReservationEvent, ReservationState
from persistence import exchanges, housing, lease_life, parameters, reservations
from persistence.eligibility import Record
from persistence.exchanges import Exchange

#: Why a home that was kept is free again, where nobody said more.
_WITHDRAWN: Final = "撤回换房"


async def offer(
    session: AsyncSession, actor: Actor, held: Held, unit_id: UUID, *, today: date
) -> None:
    """Keep an empty home of the project for the household, until a day.

    Raises TransitionRefused, NoOfferInSwap, UnitNotFound, ExchangeAcrossProjects,
    HouseholdNotEligible, HomeTooLarge, UnitTaken, HomeKeptAlready, NoDwelling, UnitLeavesStock.
    """
    one, lease = held.exchange, held.leases[0].lease
    state = MACHINE.after(one.state, ExchangeEvent.OFFER)
    if one.kind is ExchangeKind.SWAP:
        raise NoOfferInSwap
    scope = actor.scope(Permission.OFFER_EXCHANGE)
    unit = await housing.unit(session, scope, unit_id)
    if unit.project_id != one.project_id:
        raise ExchangeAcrossProjects(project_id=str(one.project_id))
    record = await require_eligible(session, lease.household_id, today)
    await require_fits(session, record, unit_id, unit.layout, today)
    reservation_id = await reserving.keep(
        session,
        actor,
        scope,
        unit_id=unit_id,
        today=today,
        record_id=record.id,
        decision_no=one.decision_no,
        reason=one.reason,
    )
    await exchanges.change(session, one.id, state=state, reservation_id=reservation_id)
    await tell(session, actor, state.value, one, unit_id=str(unit_id))


async def require_fits(
    session: AsyncSession, record: Record, unit_id: UUID, layout: str | None, today: date
) -> None:
    """Not more rooms than the household gets; what is unclear is no bar. Raises HomeTooLarge."""
    rule = await parameters.value(session, "round.size_rule", today)
    chooser = Chooser(record.size, record.approved_rooms)
    if not fits(rule, chooser, Home(unit_id, layout, None, None)):
        raise HomeTooLarge(unit_id=str(unit_id), people=record.size)


async def waive(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    reason: str,
    file_ids: Sequence[UUID],
    today: date,
) -> None:
    """The household does not want the home that is offered, in writing, and waits for another.

    Raises TransitionRefused, WaiverUnsigned, FileNotFound.
    """
    MACHINE.after(held.exchange.state, ExchangeEvent.WAIVE)
    await _give_up(session, actor, held.exchange, reason, file_ids, today)


async def withdraw(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    reason: str | None,
    file_ids: Sequence[UUID],
    today: date,
) -> None:
    """The household stays where it is; a home that is kept for it is given up, in writing.

    Raises TransitionRefused, NextLeaseStands, WaiverUnsigned, FileNotFound.
    """
    one = held.exchange
    state = MACHINE.after(one.state, ExchangeEvent.WITHDRAW)
    await _require_void(session, actor, one)
    await exchanges.change(session, one.id, state=state)
    await tell(session, actor, state.value, one)
    await _give_up(session, actor, one, reason or _WITHDRAWN, file_ids, today)


async def _require_void(session: AsyncSession, actor: Actor, one: Exchange) -> None:
    """Raises NextLeaseStands."""
    scope = actor.scope(Permission.ASK_FOR_EXCHANGE)
    for lease_id in one.next_ids:
        lease = await lease_life.record(session, scope, lease_id)
        if lease.state is not LeaseState.VOID:
            raise NextLeaseStands(lease_id=str(lease_id), state=lease.state)


async def _give_up(
    session: AsyncSession,
    actor: Actor,
    one: Exchange,
    reason: str,
    file_ids: Sequence[UUID],
    today: date,
) -> None:
    """Nothing where none is kept. Raises WaiverUnsigned, FileNotFound."""
    if one.reservation_id is None:
        return
    scope = actor.scope(Permission.ASK_FOR_EXCHANGE)
    kept = await reservations.find(session, scope, one.reservation_id)
    if kept.state is not ReservationState.HELD:
        return
    await reserving.give_up(
        session,
        actor,
        scope,
        kept,
        ReservationEvent.WAIVE,
        reason=reason,
        file_ids=file_ids,
        today=today,
    )
