"""What an administrator does: people, their desks, and the organisations they work for."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform import passwords
from domain.access import Actor, Permission, Role
from domain.errors import Refused
from domain.identity import check_uscc
from persistence import audit, directory

#: Which roles people of a kind of organisation can have. Nobody is judge in their own cause.
ROLES_OF: Final[Mapping[str, frozenset[Role]]] = {
    "bureau": frozenset({Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER}),
    "operator": frozenset(
        {
            Role.FRONT_DESK,
            Role.CASHIER,
            Role.INSPECTOR,
            Role.MAINTENANCE,
            Role.OPERATOR_MANAGER,
        }
    ),
    "finance": frozenset({Role.FINANCE_OFFICER}),
    "audit": frozenset({Role.AUDITOR}),
    "evaluator": frozenset({Role.EVALUATOR}),
    "tenants": frozenset({Role.TENANT}),
    "system": frozenset({Role.ADMINISTRATOR}),
}


class RoleNotOfOrganisation(Refused):
    """People of this kind of organisation cannot have that role."""


class HouseholdOnlyForTenants(Refused):
    """A tenant's desk names one household; nobody else's does."""


async def add_organisation(
    session: AsyncSession, actor: Actor, *, name: str, kind: str, uscc: str | None
) -> UUID:
    """Raises UsccInvalid, CodeTaken."""
    actor.scope(Permission.MANAGE_PEOPLE)
    made = await directory.add_organisation(
        session, name=name, kind=kind, uscc=check_uscc(uscc) if uscc else None
    )
    await audit.record(session, actor, "people.organisation.added", made)
    return made


async def hire(
    session: AsyncSession,
    actor: Actor,
    *,
    username: str,
    name: str,
    password: str,
    organisation_id: UUID,
    roles: Sequence[Role],
    household_id: UUID | None,
) -> UUID:
    """A new person with a desk in the actor's authority. Raises PasswordWeak, CodeTaken."""
    actor.scope(Permission.MANAGE_PEOPLE)
    passwords.check_strength(password)
    await _check_desk(session, organisation_id, roles, household_id)
    person_id = await directory.add_person(
        session, username=username, name=name, password_hash=await passwords.hashed(password)
    )
    await directory.seat(
        session, person_id, actor.authority_id, organisation_id, roles, household_id
    )
    await _record(session, actor, "people.person.hired", person_id, roles)
    return person_id


async def seat(
    session: AsyncSession,
    actor: Actor,
    person_id: UUID,
    *,
    organisation_id: UUID,
    roles: Sequence[Role],
    household_id: UUID | None,
) -> None:
    """Give a known person other roles here, or a desk in this authority too."""
    actor.scope(Permission.MANAGE_PEOPLE)
    await _check_desk(session, organisation_id, roles, household_id)
    await directory.seat(
        session, person_id, actor.authority_id, organisation_id, roles, household_id
    )
    await _record(session, actor, "people.person.seated", person_id, roles)


async def activate(
    session: AsyncSession, actor: Actor, person_id: UUID, *, is_active: bool
) -> None:
    """Let somebody in again, or shut them out at once. Raises PersonNotFound."""
    actor.scope(Permission.MANAGE_PEOPLE)
    await directory.person(session, actor.authority_id, person_id)
    await directory.activate(session, person_id, is_active=is_active)
    await audit.record(
        session, actor, "people.person.activated", person_id, facts={"is_active": is_active}
    )


async def _check_desk(
    session: AsyncSession,
    organisation_id: UUID,
    roles: Sequence[Role],
    household_id: UUID | None,
) -> None:
    organisation = await directory.organisation(session, organisation_id)
    wrong = sorted(set(roles) - ROLES_OF[organisation.kind])
    if wrong:
        raise RoleNotOfOrganisation(kind=organisation.kind, roles=wrong)
    if (household_id is not None) != (Role.TENANT in roles):
        raise HouseholdOnlyForTenants


async def _record(
    session: AsyncSession, actor: Actor, action: str, person_id: UUID, roles: Sequence[Role]
) -> None:
    await audit.record(session, actor, action, person_id, facts={"roles": sorted(roles)})
