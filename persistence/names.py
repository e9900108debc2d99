"""What people are called, as far as whoever asks may know: their own house, and all for some."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission, Role
from persistence.people import OPERATOR_ROLES
from persistence.tables.authorities import OrganisationRow
from persistence.tables.people import MembershipRow, PersonRow


@dataclass(frozen=True, slots=True)
class Named:
    """A person at a desk of this authority. `name` is None where only the house may be known."""

    id: UUID
    name: str | None
    organisation_id: UUID
    organisation: str
    roles: tuple[Role, ...]


async def named(
    session: AsyncSession, actor: Actor, person_ids: Iterable[UUID | None]
) -> dict[UUID, Named]:
    """The people with these ids who have, or had, a desk here; others are left out."""
    wanted = sorted({one for one in person_ids if one is not None})
    if not wanted:
        return {}
    found = await _people(session, actor, PersonRow.id == func.any(wanted))
    return {one.id: one for one in found}


async def with_roles(
    session: AsyncSession, actor: Actor, roles: Iterable[Role], operator_id: UUID | None
) -> list[Named]:
    """Whoever is active in any of these roles, by name; of the operators' people, that one's."""
    wanted = sorted(set(roles))
    if not wanted:
        return []
    found = await _people(session, actor, MembershipRow.roles.overlap(wanted), active=True)
    return [
        one
        for one in found
        if one.organisation_id == operator_id or not OPERATOR_ROLES & frozenset(one.roles)
    ]


async def _people(
    session: AsyncSession, actor: Actor, wanted: ColumnElement[bool], *, active: bool = False
) -> list[Named]:
    person, desk = PersonRow, MembershipRow
    statement = (
        select(person.id, person.name, desk.organisation_id, OrganisationRow.name, desk.roles)
        .join(desk, desk.person_id == person.id)
        .join(OrganisationRow, OrganisationRow.id == desk.organisation_id)
        .where(desk.authority_id == actor.authority_id, wanted)
        .order_by(person.name, person.id)
    )
    if active:
        statement = statement.where(person.is_active)
    knows_all = Permission.READ_PEOPLE in actor.permissions
    return [
        Named(
            person_id,
            name if knows_all or organisation_id == actor.organisation_id else None,
            organisation_id,
            organisation,
            tuple(map(Role, roles)),
        )
        for person_id, name, organisation_id, organisation, roles in await session.execute(
            statement
        )
    ]
