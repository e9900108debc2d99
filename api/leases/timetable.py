"""What the worker does for leases by the clock: 临期, 搬迁期, 逾期占用, and renewals that begin."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from api.leases import life, succeeding
from api.leases.life import Step
from api.runtime import Runtime
from domain.access import Scope
from domain.errors import DomainError
from domain.leases import LeaseEvent
from domain.renewals import relocation_until
from persistence import lease_clock, parameters
from persistence.session import Context

log = structlog.get_logger()
_ONE_DAY = timedelta(days=1)

Deed = Callable[[AsyncSession, Scope, UUID, date], Awaitable[None]]


async def move_leases(runtime: Runtime, authority_id: UUID) -> None:
    """Every lease whose day has come takes its step, each in its own transaction.

    What somebody else has just dealt with is left alone: a second run finds nothing to do.
    """
    today = runtime.clock.today()
    context = Context(authority_id)
    async with runtime.database.snapshot(context) as session:
        begun = await lease_clock.to_take_over(session, today)
        months = await parameters.value(session, "lease.renewal_apply_before", today)
    await _each(runtime, authority_id, begun, _take_over)
    async with runtime.database.snapshot(context) as session:
        near = await lease_clock.near_end(session, today, months)
    await _each(runtime, authority_id, near, _near_end)
    async with runtime.database.snapshot(context) as session:
        ended = dict(await lease_clock.at_end(session, today))
        overstayed = await lease_clock.overstayed(session, today)
    refused = [lease_id for lease_id, is_refused in ended.items() if is_refused]
    await _each(runtime, authority_id, refused, _refuse)
    await _each(runtime, authority_id, [one for one in ended if one not in refused], _end)
    await _each(runtime, authority_id, overstayed, _overstay)


async def _each(runtime: Runtime, authority_id: UUID, ids: Sequence[UUID], deed: Deed) -> None:
    scope, today = Scope(authority_id, None), runtime.clock.today()
    for lease_id in ids:
        try:
            async with runtime.database.transaction(Context(authority_id)) as session:
                await deed(session, scope, lease_id, today)
        except DomainError as refusal:
            log.warning("lease.not_moved", id=str(lease_id), code=refusal.code)


async def _take_over(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> None:
    held = await life.hold(session, scope, lease_id, alone=True, with_unit=True)
    await succeeding.take_over(session, None, scope, held, today=today)


async def _near_end(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> None:
    held = await life.hold(session, scope, lease_id)
    await life.move(session, None, held, Step(event=LeaseEvent.NEAR_END), today=today)


async def _end(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> None:
    await _relocate(session, scope, lease_id, today, LeaseEvent.REACH_END)


async def _refuse(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> None:
    await _relocate(session, scope, lease_id, today, LeaseEvent.REFUSE_RENEWAL)


async def _relocate(
    session: AsyncSession, scope: Scope, lease_id: UUID, today: date, event: LeaseEvent
) -> None:
    """The relocation period 搬迁期 begins the day after the end; later where that was missed."""
    held = await life.hold(session, scope, lease_id)
    months = await parameters.value(session, "exit.relocation_months", today)
    until = relocation_until(max(held.lease.ends_on + _ONE_DAY, today), months)
    step = Step(
        event=event,
        legal_basis="公租房办法第三十条、第三十一条",
        facts={"relocation_until": until.isoformat()},
    )
    await life.move(session, None, held, step, today=today, relocation_until=until)


async def _overstay(session: AsyncSession, scope: Scope, lease_id: UUID, today: date) -> None:
    held = await life.hold(session, scope, lease_id)
    step = Step(event=LeaseEvent.OVERSTAY, legal_basis="公租房办法第三十一条")
    await life.move(session, None, held, step, today=today)
