"""Authorities, organisations and people as the administrator keeps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Role
from domain.errors import Invalid, NotFound
from domain.role_grants import GrantState, Rights
from persistence.tables.authorities import AuthorityRow, OrganisationRow
from persistence.tables.base import Statement
from persistence.tables.people import MembershipRow, PersonRow, RoleGrantRow, SessionRow


class PersonNotFound(NotFound):
    """No such person with a desk in this authority."""


class OrganisationNotFound(NotFound):
    """No such organisation."""


class NotAnOperator(Invalid):
    """The organisation is no operator: purchasers and class-I institutions cannot run homes."""


@dataclass(frozen=True, slots=True)
class Authority:
    id: UUID
    code: str
    name: str
    name_en: str
    level: str
    parent_id: UUID | None


@dataclass(frozen=True, slots=True)
class Organisation:
    id: UUID
    name: str
    kind: str
    uscc: str | None


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    username: str
    name: str
    is_active: bool
    organisation_id: UUID
    organisation: str
    roles: tuple[Role, ...]
    asked_roles: tuple[Role, ...]
    role_grant_id: UUID | None


def authorities() -> Statement:
    row = AuthorityRow
    return select(row.id, row.code, row.name, row.name_en, row.level, row.parent_id)


def organisations() -> Statement:
    row = OrganisationRow
    return select(row.id, row.name, row.kind, row.uscc)


async def organisation(session: AsyncSession, organisation_id: UUID) -> Organisation:
    """Raises OrganisationNotFound."""
    found = await session.execute(organisations().where(OrganisationRow.id == organisation_id))
    row = found.first()
    if row is None:
        raise OrganisationNotFound(organisation_id=str(organisation_id))
    return Organisation(*row)


async def require_operator(session: AsyncSession, organisation_id: UUID, *, pointer: str) -> None:
    """Raises OrganisationNotFound, NotAnOperator."""
    found = await organisation(session, organisation_id)
    if found.kind != "operator":
        raise NotAnOperator(pointer=pointer, kind=found.kind)


def people(authority_id: UUID) -> Statement:
    """Statement: everyone with a desk in the authority."""
    return (
        select(
            PersonRow.id,
            PersonRow.username,
            PersonRow.name,
            PersonRow.is_active,
            OrganisationRow.id,
            OrganisationRow.name,
            MembershipRow.roles,
            RoleGrantRow.roles,
            RoleGrantRow.id,
        )
        .join(MembershipRow, MembershipRow.person_id == PersonRow.id)
        .join(OrganisationRow, OrganisationRow.id == MembershipRow.organisation_id)
        .outerjoin(
            RoleGrantRow,
            (RoleGrantRow.authority_id == MembershipRow.authority_id)
            & (RoleGrantRow.person_id == PersonRow.id)
            & (RoleGrantRow.state == GrantState.WAITING),
        )
        .where(MembershipRow.authority_id == authority_id)
    )


def person_of(row: Sequence[Any]) -> Person:
    return Person(
        *row[:-3],
        roles=tuple(map(Role, row[-3])),
        asked_roles=tuple(map(Role, row[-2] or ())),
        role_grant_id=row[-1],
    )


async def person(session: AsyncSession, authority_id: UUID, person_id: UUID) -> Person:
    """Raises PersonNotFound."""
    found = await session.execute(people(authority_id).where(PersonRow.id == person_id))
    row = found.first()
    if row is None:
        raise PersonNotFound(person_id=str(person_id))
    return person_of(row)


async def add_authority(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(AuthorityRow).values(**values).returning(AuthorityRow.id))
    return made.scalar_one()


async def add_organisation(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(OrganisationRow).values(**values).returning(OrganisationRow.id)
    )
    return made.scalar_one()


async def add_person(
    session: AsyncSession, *, username: str, name: str, password_hash: str
) -> UUID:
    made = await session.execute(
        insert(PersonRow)
        .values(username=username, name=name, password_hash=password_hash)
        .returning(PersonRow.id)
    )
    return made.scalar_one()


async def lock_rights(session: AsyncSession, person_id: UUID, authority_id: UUID) -> Rights | None:
    """What the person has here, held until the transaction ends; None without a desk.

    Raises PersonNotFound.
    """
    row = MembershipRow
    known = await session.scalar(
        select(PersonRow.id).where(PersonRow.id == person_id).with_for_update()
    )
    if known is None:
        raise PersonNotFound(person_id=str(person_id))
    found = await session.execute(
        select(row.organisation_id, row.roles, row.household_id).where(
            row.person_id == person_id, row.authority_id == authority_id
        )
    )
    desk = found.first()
    return Rights(desk[0], frozenset(map(Role, desk[1])), desk[2]) if desk else None


async def seat(
    session: AsyncSession,
    person_id: UUID,
    authority_id: UUID,
    rights: Rights,
) -> None:
    """Give a person their desk in an authority, or change it. Their sessions there end."""
    desk = {
        "organisation_id": rights.organisation_id,
        "roles": sorted(rights.roles),
        "household_id": rights.household_id,
    }
    await session.execute(
        upsert(MembershipRow)
        .values(person_id=person_id, authority_id=authority_id, **desk)
        .on_conflict_do_update(index_elements=["person_id", "authority_id"], set_=desk)
    )
    await _end_sessions(session, person_id, authority_id)


async def _end_sessions(
    session: AsyncSession, person_id: UUID, authority_id: UUID | None = None
) -> None:
    """Sign a person out everywhere, or in one authority only."""
    statement = update(SessionRow).where(
        SessionRow.person_id == person_id, SessionRow.revoked_at.is_(None)
    )
    if authority_id is not None:
        statement = statement.where(SessionRow.authority_id == authority_id)
    await session.execute(statement.values(revoked_at=func.now()))


async def activate(session: AsyncSession, person_id: UUID, *, is_active: bool) -> None:
    await session.execute(
        update(PersonRow).where(PersonRow.id == person_id).values(is_active=is_active)
    )
    if not is_active:
        await _end_sessions(session, person_id)


async def is_empty(session: AsyncSession) -> bool:
    """Whether nobody has set up anything yet."""
    return await session.scalar(select(AuthorityRow.id).limit(1)) is None


async def person_id_of(session: AsyncSession, username: str) -> UUID | None:
    return await session.scalar(select(PersonRow.id).where(PersonRow.username == username))


async def office_of_administration(session: AsyncSession) -> UUID:
    """The one organisation that administrators work for; made when it is first needed."""
    known = await session.scalar(
        select(OrganisationRow.id).where(OrganisationRow.kind == "system").limit(1)
    )
    return known or await add_organisation(session, name="系统管理", kind="system")


async def is_district(session: AsyncSession, authority_id: UUID) -> bool:
    """Whether the authority stands under a city's."""
    found = await session.scalar(
        select(AuthorityRow.parent_id).where(AuthorityRow.id == authority_id)
    )
    return found is not None
