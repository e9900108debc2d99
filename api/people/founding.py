"""The first steps of an installation, before anybody can sign in: authority and administrator."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform import passwords
from domain.access import Role
from domain.role_grants import Rights
from persistence import audit, directory
from persistence.session import Context, enter
from persistence.tables.authorities import AuthorityRow


async def found_authority(
    session: AsyncSession,
    *,
    code: str,
    name: str,
    name_en: str,
    level: str = "city",
    parent_id: UUID | None = None,
) -> UUID:
    """A new authority 购买主体. Raises CodeTaken through the constraint when the code is known."""
    return await directory.add_authority(
        session, code=code, name=name, name_en=name_en, level=level, parent_id=parent_id
    )


async def authority_of(session: AsyncSession, code: str) -> UUID | None:
    found = await session.execute(directory.authorities().where(AuthorityRow.code == code))
    row = found.first()
    return row[0] if row else None


async def seat_administrator(
    session: AsyncSession, authority_id: UUID, *, username: str, name: str, password: str
) -> UUID:
    """A person who lets others in, before anybody can sign in. Raises PasswordWeak.

    Nobody confirms these rights: whoever holds the program's keys gives them. The trail says so.
    Seat two, since each new right needs the one who asks for it and one who confirms it.
    """
    passwords.check_strength(password)
    await enter(session, Context(authority_id))
    office = await directory.office_of_administration(session)
    person_id = await directory.person_id_of(session, username)
    if person_id is None:
        person_id = await directory.add_person(
            session, username=username, name=name, password_hash=await passwords.hashed(password)
        )
    rights = Rights(office, frozenset({Role.ADMINISTRATOR}))
    await directory.seat(session, person_id, authority_id, rights)
    facts = {"roles": [Role.ADMINISTRATOR], "by": "command line"}
    await audit.record(session, None, "people.administrator.seated", person_id, facts=facts)
    return person_id
