"""People, their desks, and their sessions: shared tables, read before any authority is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    LargeBinary,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Role
from domain.errors import Denied
from persistence.tables.authorities import AuthorityRow, OrganisationRow
from persistence.tables.housing import ProjectRow
from persistence.tables.people import (
    MembershipRow,
    PersonRow,
    RefreshTokenRow,
    SessionRow,
    SignInAttemptRow,
)

#: Roles that act for an operator: they reach its projects only.
OPERATOR_ROLES: Final = frozenset(
    {Role.FRONT_DESK, Role.CASHIER, Role.INSPECTOR, Role.MAINTENANCE, Role.OPERATOR_MANAGER}
)
WINDOW: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Desk:
    """One membership as people see it: where, for whom, in which roles."""

    authority_id: UUID
    authority_code: str
    authority: str
    authority_en: str
    organisation_id: UUID
    organisation: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a request needs to know about its session, and the projects that its person reaches."""

    session_id: UUID
    person_id: UUID
    name: str
    username: str
    authority_id: UUID
    organisation_id: UUID
    roles: frozenset[Role]
    household_id: UUID | None
    seen_at: datetime
    projects: frozenset[UUID] | None

    @property
    def actor(self) -> Actor:
        return Actor(
            self.person_id,
            self.name,
            self.authority_id,
            self.organisation_id,
            self.roles,
            self.projects,
            self.household_id,
        )


#: The session's authority is entered while its row is read (`persistence.session.enter`), so that
#: the operator's projects are seen behind its row security. Were it not, none would be.
_ARRIVE: Final = """
with known as materialized (
  select s.id, s.person_id, p.name, p.username, s.authority_id, m.organisation_id, m.roles,
    m.household_id, s.seen_at, set_config('anju.authority', s.authority_id::text, true),
    set_config('anju.person', s.person_id::text, true)
  from sessions s
  join people p on p.id = s.person_id
  join memberships m on m.person_id = s.person_id and m.authority_id = s.authority_id
  where s.{found_by} = :found_by and p.is_active
    and s.revoked_at is null and s.expires_at > now()
    and (s.kind = 'device' or s.seen_at > now() - interval '8 hours')
)
select k.id, person_id, name, username, k.authority_id, organisation_id, roles, household_id,
  seen_at, array(select r.id from projects r where r.operator_id = k.organisation_id)
from known k
"""
_BY_ID: Final = text(_ARRIVE.format(found_by="id")).bindparams(bindparam("found_by", type_=Uuid()))
_BY_SECRET: Final = text(_ARRIVE.format(found_by="secret_hash")).bindparams(
    bindparam("found_by", type_=LargeBinary())
)


async def arrive(session: AsyncSession, session_id: UUID) -> SignedIn | None:
    """Find the session and enter its authority for this transaction, in one statement.

    None: signed out, run out, or the person has no desk there any more.
    """
    return _signed_in((await session.execute(_BY_ID, {"found_by": session_id})).first())


async def arrive_by_secret(session: AsyncSession, secret_hash: bytes) -> SignedIn | None:
    """The same by what a browser's cookie holds."""
    return _signed_in((await session.execute(_BY_SECRET, {"found_by": secret_hash})).first())


def _signed_in(row: Any) -> SignedIn | None:
    if row is None:
        return None
    values = list(row)
    values[6] = frozenset(map(Role, values[6]))
    values[9] = _reached(values[6], values[9])
    return SignedIn(*values)


def _reached(roles: frozenset[Role], of_operator: Iterable[UUID]) -> frozenset[UUID] | None:
    """An operator's people reach its projects; everyone else is bound by the policy alone."""
    return frozenset(of_operator) if roles & OPERATOR_ROLES else None


class DeskLost(Denied):
    """The person has no desk in this authority any more."""


async def actor_for(session: AsyncSession, person_id: UUID, authority_id: UUID) -> Actor:
    """The actor that a job works for: whoever asked, with the roles of now. Raises DeskLost."""
    row = (
        await session.execute(
            select(
                PersonRow.name,
                MembershipRow.organisation_id,
                MembershipRow.roles,
                MembershipRow.household_id,
            )
            .join(MembershipRow, MembershipRow.person_id == PersonRow.id)
            .where(
                PersonRow.id == person_id,
                PersonRow.is_active,
                MembershipRow.authority_id == authority_id,
            )
        )
    ).first()
    if row is None:
        raise DeskLost(person_id=str(person_id))
    roles = frozenset(map(Role, row.roles))
    of_operator = await session.scalars(
        select(ProjectRow.id).where(ProjectRow.operator_id == row.organisation_id)
    )
    projects = _reached(roles, of_operator)
    return Actor(
        person_id, row.name, authority_id, row.organisation_id, roles, projects, row.household_id
    )


async def credentials(session: AsyncSession, username: str) -> tuple[UUID, str] | None:
    row = await session.execute(
        select(PersonRow.id, PersonRow.password_hash).where(
            PersonRow.username == username, PersonRow.is_active
        )
    )
    found = row.first()
    return (found[0], found[1]) if found else None


async def desks(session: AsyncSession, person_id: UUID) -> list[Desk]:
    """The authorities a person works in, city first."""
    rows = await session.execute(
        select(
            AuthorityRow.id,
            AuthorityRow.code,
            AuthorityRow.name,
            AuthorityRow.name_en,
            OrganisationRow.id,
            OrganisationRow.name,
            MembershipRow.roles,
        )
        .join(MembershipRow, MembershipRow.authority_id == AuthorityRow.id)
        .join(OrganisationRow, OrganisationRow.id == MembershipRow.organisation_id)
        .where(MembershipRow.person_id == person_id)
        .order_by(AuthorityRow.code)
    )
    return [Desk(*row[:6], tuple(map(Role, row[6]))) for row in rows]


async def recent_failures(session: AsyncSession, username: str, address: str) -> tuple[int, int]:
    """Failed sign-ins in the last 15 minutes: of this name, and from this address."""
    row = await session.execute(
        select(
            func.count().filter(SignInAttemptRow.username == username),
            func.count().filter(SignInAttemptRow.address == address),
        ).where(
            SignInAttemptRow.at > func.now() - WINDOW,
            or_(SignInAttemptRow.username == username, SignInAttemptRow.address == address),
        )
    )
    by_name, by_address = row.one()
    return by_name, by_address


async def note_failure(session: AsyncSession, username: str, address: str) -> None:
    await session.execute(insert(SignInAttemptRow).values(username=username, address=address))


async def forget_failures(session: AsyncSession, username: str) -> None:
    await session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.username == username))


async def open_session(
    session: AsyncSession,
    person_id: UUID,
    authority_id: UUID,
    *,
    kind: str,
    lasting: timedelta,
    secret_hash: bytes | None = None,
) -> UUID:
    made = await session.execute(
        insert(SessionRow)
        .values(
            person_id=person_id,
            authority_id=authority_id,
            kind=kind,
            secret_hash=secret_hash,
            expires_at=func.now() + lasting,
        )
        .returning(SessionRow.id)
    )
    return made.scalar_one()


async def touch(session: AsyncSession, session_id: UUID) -> None:
    await session.execute(
        update(SessionRow).where(SessionRow.id == session_id).values(seen_at=func.now())
    )


async def close_session(session: AsyncSession, session_id: UUID) -> None:
    await session.execute(
        update(SessionRow)
        .where(SessionRow.id == session_id, SessionRow.revoked_at.is_(None))
        .values(revoked_at=func.now())
    )


async def add_refresh_token(session: AsyncSession, session_id: UUID, token_hash: bytes) -> None:
    await session.execute(
        insert(RefreshTokenRow).values(session_id=session_id, token_hash=token_hash)
    )


@dataclass(frozen=True, slots=True)
class Refresh:
    token_id: UUID
    session_id: UUID
    spent_at: datetime | None


async def lock_refresh_token(session: AsyncSession, token_hash: bytes) -> Refresh | None:
    row = await session.execute(
        select(RefreshTokenRow.id, RefreshTokenRow.session_id, RefreshTokenRow.spent_at)
        .where(RefreshTokenRow.token_hash == token_hash)
        .with_for_update()
    )
    found = row.first()
    return Refresh(*found) if found else None


async def spend(session: AsyncSession, token_id: UUID) -> None:
    await session.execute(
        update(RefreshTokenRow).where(RefreshTokenRow.id == token_id).values(spent_at=func.now())
    )
