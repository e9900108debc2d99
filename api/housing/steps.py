"""What people do with a unit by itself: register it, make it ready, freeze and release it.

Reserving, moving in and moving out belong to rounds, leases and exits, which call `life.move`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.housing import life
from api.housing.life import Moved, Step
from domain.access import Actor, Permission
from domain.assets import AssetCardMissing
from domain.housing import MACHINE, OpenItem, UnitEvent, require_ready
from persistence import assets, housing
from persistence.unit_life import HeldUnit

Check = Callable[[HeldUnit], None]


async def register(
    session: AsyncSession, actor: Actor, unit_id: UUID, step: Step, *, today: date, check: Check
) -> Moved:
    """Enter a draft in the register, with its card. Raises AssetCardMissing, as `move` does."""
    scope = actor.scope(Permission.REGISTER_HOUSING)
    unit = await housing.unit(session, scope, unit_id)
    MACHINE.after(unit.state, UnitEvent.REGISTER)
    if not await assets.has_card(session, unit_id):
        raise AssetCardMissing(unit_id=str(unit_id))
    return await life.move(session, actor, scope, unit_id, step, today=today, check=check)


async def take(
    session: AsyncSession,
    actor: Actor,
    permission: Permission,
    unit_id: UUID,
    step: Step,
    *,
    today: date,
    check: Check,
) -> Moved:
    """A step that needs nothing beside its permission: to freeze, to release."""
    scope = actor.scope(permission)
    return await life.move(session, actor, scope, unit_id, step, today=today, check=check)


async def make_ready(
    session: AsyncSession,
    actor: Actor,
    unit_id: UUID,
    step: Step,
    items: Sequence[OpenItem],
    *,
    lock_changed: bool,
    today: date,
    check: Check,
) -> Moved:
    """Cleaned, repaired, the lock changed: it can be offered again. Raises NotReady."""
    scope = actor.scope(Permission.PREPARE_UNIT)
    seen = await housing.unit(session, scope, unit_id)
    MACHINE.after(seen.state, step.event)
    require_ready(items, lock_changed=lock_changed)
    return await life.move(session, actor, scope, unit_id, step, today=today, check=check)
