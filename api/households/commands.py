"""What people do with households."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.limits import Of
from api.runtime import Runtime
from domain.access import Actor, Permission
from persistence import audit, households

#: So many numbers shown to one person in an hour are worth a look.
MANY_REVEALS: Final = 20


async def reveal(
    session: AsyncSession,
    actor: Actor,
    runtime: Runtime,
    household_id: UUID,
    member_id: UUID,
    reason: str,
) -> tuple[str | None, str | None]:
    """A member's identity number and phone in full; the reading is part of the trail (B12).

    Somebody who reads many is limited, and noticed before: the trail says when it became many.

    Raises PermissionMissing, HouseholdNotFound, MemberNotFound, RateLimited.
    """
    scope = actor.scope(Permission.REVEAL_IDENTITY)
    household = await households.household(session, scope, household_id)
    national_id, phone = await households.sealed_numbers(session, household_id, member_id)
    standing = await runtime.limits.spend(Of.REVEAL, actor.person_id)
    await audit.record(
        session,
        actor,
        "households.identity.revealed",
        member_id,
        project_id=household.project_id,
        facts={"reason": reason, "household_id": str(household_id)},
    )
    if standing is not None and standing.used == MANY_REVEALS:
        await audit.record(
            session,
            actor,
            "households.identity.revealed_often",
            actor.person_id,
            facts={"times": standing.used, "in_seconds": standing.policy.seconds},
        )
    vault = runtime.vault
    return (
        vault.open("national_id", member_id, national_id) if national_id else None,
        vault.open("phone", member_id, phone) if phone else None,
    )
