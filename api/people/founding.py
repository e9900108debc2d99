"""The first steps of an installation, before anybody can sign in: authority and administrator."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform import passwords
from domain.access import Role
from persistence import directory
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
    """The person who lets all others in. Raises PasswordWeak."""
    passwords.check_strength(password)
    await enter(session, Context(authority_id))
    office = await directory.office_of_administration(session)
    person_id = await directory.person_id_of(session, username)
    if person_id is None:
        person_id = await directory.add_person(
            session, username=username, name=name, password_hash=await passwords.hashed(password)
        )
    await directory.seat(session, person_id, authority_id, office, [Role.ADMINISTRATOR])
    return person_id
