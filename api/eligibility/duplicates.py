"""Looking for a person here and elsewhere: for the bureau's people, with a reason, and noted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.eligibility import Standing
from domain.errors import NotFound
from persistence import audit, eligibility, registry
from persistence.eligibility import Holding
from persistence.registry import Purpose
from persistence.vault import Vault


class ReferenceNotFound(NotFound):
    """No reference of this authority."""


@dataclass(frozen=True, slots=True)
class Found:
    standing: Standing
    here: list[Holding]
    references: list[str]


async def look(
    session: AsyncSession,
    actor: Actor,
    vault: Vault,
    national_id: str,
    *,
    reason: str,
    today: date,
) -> Found:
    """Raises PermissionMissing, InquiriesExhausted."""
    actor.scope(Permission.CHECK_DUPLICATES)
    person = vault.index("national_id", national_id)
    elsewhere = await registry.known_elsewhere(
        session, [person], today, purpose=Purpose.INQUIRY, reason=reason
    )
    await audit.record(
        session, actor, "eligibility.duplicate.checked", None, facts={"reason": reason}
    )
    return await _known(session, person, today, sorted(elsewhere.values()))


async def meant_by(session: AsyncSession, actor: Actor, reference: str, *, today: date) -> Found:
    """What we have of the person behind a reference of ours, with or without our own code.

    Raises PermissionMissing, ReferenceNotFound.
    """
    actor.scope(Permission.CHECK_DUPLICATES)
    person = await registry.person_of(session, reference.rpartition("-")[2].upper())
    if person is None:
        raise ReferenceNotFound(reference=reference)
    return await _known(session, person, today, [])


async def _known(session: AsyncSession, person: bytes, today: date, references: list[str]) -> Found:
    held = await eligibility.held_here(session, [person], today)
    return Found(
        await eligibility.standing_on(session, person, today), held.get(person, []), references
    )
