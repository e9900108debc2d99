"""What the purchaser does with holds. Each function runs in its caller's transaction."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.holds import HoldEnded, HoldKind, require_order
from persistence import audit, holds, leases


async def place(
    session: AsyncSession,
    actor: Actor,
    lease_id: UUID,
    *,
    kind: HoldKind,
    from_on: date,
    until_on: date | None,
    reason: str,
) -> UUID:
    """Raises LeaseNotFound, HoldEndsBeforeItBegins."""
    require_order(from_on, until_on)
    lease = await leases.lease(session, actor.scope(Permission.HOLD_LEASE), lease_id)
    hold_id = await holds.add(
        session,
        lease_id=lease.id,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
        reason=reason,
        maker_id=actor.person_id,
    )
    facts = {"lease_id": str(lease.id), "kind": kind, "from_on": from_on.isoformat()}
    await audit.record(
        session,
        actor,
        "holds.hold.placed",
        hold_id,
        project_id=lease.project_id,
        facts=facts,
        announce=True,
    )
    return hold_id


async def end(session: AsyncSession, actor: Actor, hold_id: UUID, until_on: date) -> None:
    """Raises HoldNotFound, HoldEnded, HoldEndsBeforeItBegins."""
    scope = actor.scope(Permission.HOLD_LEASE)
    hold = await holds.lock(session, scope, hold_id)
    if hold.until_on is not None:
        raise HoldEnded(until_on=hold.until_on.isoformat())
    require_order(hold.from_on, until_on)
    await holds.end(session, hold_id, until_on)
    lease = await leases.lease(session, scope, hold.lease_id)
    await audit.record(
        session,
        actor,
        "holds.hold.ended",
        hold_id,
        project_id=lease.project_id,
        facts={"lease_id": str(lease.id), "until_on": until_on.isoformat()},
        announce=True,
    )
