"""What an administrator does: people, their desks, and the organisations they work for."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform import passwords
from domain.access import Actor, Permission, Role
from domain.errors import Refused
from domain.identity import check_uscc
from domain.role_grants import MACHINE, GrantEvent, GrantState, Rights, adds, require_another
from persistence import audit, directory, role_grants
from persistence.role_grants import RoleGrant

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
    wanted: Rights,
) -> UUID:
    """A new person with a desk in the actor's authority; its roles wait for a second person.

    Raises PasswordWeak, CodeTaken.
    """
    actor.scope(Permission.MANAGE_PEOPLE)
    passwords.check_strength(password)
    await _check_desk(session, wanted)
    person_id = await directory.add_person(
        session, username=username, name=name, password_hash=await passwords.hashed(password)
    )
    await _record(session, actor, "people.person.hired", person_id, wanted.roles)
    await _ask(session, actor, person_id, None, wanted)
    return person_id


async def seat(session: AsyncSession, actor: Actor, person_id: UUID, wanted: Rights) -> None:
    """Give a known person other roles here, or a desk in this authority too.

    What is taken away is gone at once; what is added waits for a second person. What waited
    before is replaced. Raises PersonNotFound.
    """
    actor.scope(Permission.MANAGE_PEOPLE)
    await _check_desk(session, wanted)
    before = await directory.lock_rights(session, person_id, actor.authority_id)
    await role_grants.replace_waiting(session, person_id)
    if adds(before, wanted):
        await _ask(session, actor, person_id, before, wanted)
    else:
        await directory.seat(session, person_id, actor.authority_id, wanted)
        await _record(session, actor, "people.person.seated", person_id, wanted.roles)


async def _ask(
    session: AsyncSession, actor: Actor, person_id: UUID, before: Rights | None, wanted: Rights
) -> None:
    """Take away what is not wanted any more, and let the rest wait."""
    had = before.roles if before else frozenset[Role]()
    kept = before.kept(wanted) if before else had
    if before is None or kept != had:
        place = before or wanted
        await directory.seat(
            session,
            person_id,
            actor.authority_id,
            Rights(place.organisation_id, kept, place.household_id if kept else None),
        )
    grant_id = await role_grants.add(session, person_id, wanted, had=had, maker_id=actor.person_id)
    await _record_grant(session, actor, "asked", grant_id, person_id, wanted.roles)


async def hold_grant(session: AsyncSession, actor: Actor, grant_id: UUID) -> RoleGrant:
    """Lock in the fixed order: person, grant. Raises RoleGrantNotFound."""
    scope = actor.scope(Permission.CONFIRM_ROLES)
    seen = await role_grants.one(session, scope, grant_id)
    await directory.lock_rights(session, seen.person_id, actor.authority_id)
    return await role_grants.lock(session, scope, grant_id)


async def confirm_grant(session: AsyncSession, actor: Actor, grant: RoleGrant) -> None:
    """The second person puts the rights in force.

    Raises TransitionRefused, MakerIsChecker, OwnRights, RoleNotOfOrganisation.
    """
    state = _decidable(actor, grant, GrantEvent.CONFIRM)
    await _check_desk(session, grant.rights)
    await directory.seat(session, grant.person_id, actor.authority_id, grant.rights)
    await role_grants.decide(session, grant.id, state, checker_id=actor.person_id)
    await _record_grant(session, actor, "confirmed", grant.id, grant.person_id, grant.rights.roles)


async def reject_grant(session: AsyncSession, actor: Actor, grant: RoleGrant, reason: str) -> None:
    """The person keeps what they have. Raises TransitionRefused, MakerIsChecker, OwnRights."""
    state = _decidable(actor, grant, GrantEvent.REJECT)
    await role_grants.decide(session, grant.id, state, checker_id=actor.person_id, reason=reason)
    await _record_grant(session, actor, "rejected", grant.id, grant.person_id, grant.rights.roles)


def _decidable(actor: Actor, grant: RoleGrant, event: GrantEvent) -> GrantState:
    state = MACHINE.after(grant.state, event)
    require_another(maker_id=grant.maker_id, person_id=grant.person_id, checker_id=actor.person_id)
    return state


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


async def _check_desk(session: AsyncSession, wanted: Rights) -> None:
    organisation = await directory.organisation(session, wanted.organisation_id)
    wrong = sorted(wanted.roles - ROLES_OF[organisation.kind])
    if wrong:
        raise RoleNotOfOrganisation(kind=organisation.kind, roles=wrong)
    if (wanted.household_id is not None) != (Role.TENANT in wanted.roles):
        raise HouseholdOnlyForTenants


async def _record(
    session: AsyncSession, actor: Actor, action: str, person_id: UUID, roles: Iterable[Role]
) -> None:
    await audit.record(session, actor, action, person_id, facts={"roles": sorted(roles)})


async def _record_grant(
    session: AsyncSession,
    actor: Actor,
    done: str,
    grant_id: UUID,
    person_id: UUID,
    roles: Iterable[Role],
) -> None:
    facts = {"person_id": str(person_id), "roles": sorted(roles)}
    await audit.record(session, actor, f"people.role_grant.{done}", grant_id, facts=facts)
