"""What the worker does for rounds and reservations by the clock."""

from uuid import UUID

import structlog

from api.allocation_rounds import planning
from api.reservations import commands
from api.runtime import Runtime
from domain.access import Scope
from domain.errors import DomainError
from domain.reservations import ReservationEvent
from persistence import reservations
from persistence.allocation_rounds import rounds
from persistence.session import Context

log = structlog.get_logger()

_LAPSED = "逾期未签约，视为放弃"


async def lapse_reservations(runtime: Runtime, authority_id: UUID) -> None:
    """Homes whose household let the deadline pass are free again, each in its own transaction.

    What somebody else has just dealt with is left alone: a second run finds nothing to do.
    """
    today = runtime.clock.today()
    scope, context = Scope(authority_id, None), Context(authority_id)
    async with runtime.database.snapshot(context) as session:
        due = await reservations.overdue(session, today)
    for one in due:
        try:
            async with runtime.database.transaction(context) as session:
                await commands.give_up(
                    session,
                    None,
                    scope,
                    one,
                    ReservationEvent.LAPSE,
                    reason=_LAPSED,
                    today=today,
                )
        except DomainError as refusal:
            log.warning("reservation.not_lapsed", id=str(one.id), code=refusal.code)


async def open_registrations(runtime: Runtime, authority_id: UUID) -> None:
    """Registration begins on the day that the published plan says."""
    today = runtime.clock.today()
    scope, context = Scope(authority_id, None), Context(authority_id)
    async with runtime.database.snapshot(context) as session:
        due = await rounds.due_to_open(session, today)
    for round_id in due:
        try:
            async with runtime.database.transaction(context) as session:
                one = await rounds.find(session, scope, round_id, hold="update")
                await planning.open_registration(session, None, one, today=today)
        except DomainError as refusal:
            log.warning("round.not_opened", id=str(round_id), code=refusal.code)
