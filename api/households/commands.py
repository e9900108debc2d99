"""What people do with households."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from persistence import audit, households
from persistence.vault import Vault


async def reveal(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    household_id: UUID,
    member_id: UUID,
    reason: str,
) -> tuple[str | None, str | None]:
    """A member's identity number and phone in full; the reading is part of the trail (B12).

    Raises PermissionMissing, HouseholdNotFound, MemberNotFound.
    """
    scope = actor.scope(Permission.REVEAL_IDENTITY)
    household = await households.household(session, scope, household_id)
    national_id, phone = await households.sealed_numbers(session, household_id, member_id)
    await audit.record(
        session,
        actor,
        "households.identity.revealed",
        member_id,
        project_id=household.project_id,
        facts={"reason": reason, "household_id": str(household_id)},
    )
    return (
        vault.open("national_id", member_id, national_id) if national_id else None,
        vault.open("phone", member_id, phone) if phone else None,
    )
