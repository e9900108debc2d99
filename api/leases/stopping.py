"""A lease that nobody moved in under is put aside; one in dispute rests, and goes on again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.housing import life as units
from api.leases import life
from api.leases.life import Held, Step
from domain.access import Actor, Permission, require_second_person
from domain.check_ins import MACHINE as CHECK_IN
from domain.check_ins import CheckInEvent
from domain.housing import UnitEvent
from domain.lease_drafts import LeaseHasMoney
from domain.leases import MACHINE, LeaseEvent, LeaseState
from persistence import check_ins, lease_life


async def void(
    session: AsyncSession, actor: Actor, held: Held, reason: str, *, today: date
) -> None:
    """Put the lease aside, by somebody other than who drafted it. `held` has its unit.

    A home that it had been signed for is free again; one that is still only kept stays kept.
    Raises TransitionRefused, MakerIsChecker, LeaseHasMoney.
    """
    lease = held.lease
    MACHINE.after(lease.state, LeaseEvent.DISCARD)
    if lease.maker_id is not None:
        require_second_person(lease.maker_id, actor.person_id)
    if await lease_life.has_money(session, lease.id):
        raise LeaseHasMoney(lease_id=str(lease.id))
    step = Step(event=LeaseEvent.DISCARD, reason=reason)
    await life.move(session, actor, held, step, today=today, voided_by=actor.person_id)
    moving_in = await check_ins.of_lease(session, lease.id)
    if moving_in is not None:
        state = CHECK_IN.after(moving_in.state, CheckInEvent.CANCEL)
        await check_ins.change(session, moving_in.id, state=state, held_for=reason)
    if lease.state is LeaseState.SIGNED and lease.reservation_id is not None:
        lapse = units.Step(event=UnitEvent.LAPSE, reason=reason, document=("lease", lease.id))
        scope = actor.scope(Permission.VOID_LEASE)
        # The reservation was used up by the signing, so nobody's name but the lease's is on it.
        await units.move(session, None, scope, lease.unit_id, lapse, today=today)


async def suspend(
    session: AsyncSession,
    actor: Actor,
    held: Held,
    *,
    reason: str,
    legal_basis: str,
    file_ids: Sequence[UUID],
    today: date,
) -> None:
    """A dispute or a court stops the lease's clock; charges continue. Raises TransitionRefused."""
    step = Step(event=LeaseEvent.SUSPEND, reason=reason, legal_basis=legal_basis, file_ids=file_ids)
    await life.move(session, actor, held, step, today=today)


async def resume(
    session: AsyncSession, actor: Actor, held: Held, *, reason: str, today: date
) -> None:
    """Raises TransitionRefused."""
    step = Step(event=LeaseEvent.RESUME, reason=reason)
    await life.move(session, actor, held, step, today=today)
