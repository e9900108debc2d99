"""Rights that wait for a second person, and what became of those that waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Role, Scope
from domain.errors import NotFound
from domain.role_grants import GrantState, Rights
from persistence.tables.authorities import OrganisationRow
from persistence.tables.base import Statement
from persistence.tables.people import PersonRow, RoleGrantRow


class RoleGrantNotFound(NotFound):
    """No such grant of rights."""


@dataclass(frozen=True, slots=True)
class RoleGrant:
    id: UUID
    person_id: UUID
    username: str
    name: str
    organisation_id: UUID
    organisation: str
    household_id: UUID | None
    roles: tuple[Role, ...]
    had: tuple[Role, ...]
    state: GrantState
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    reason: str | None
    version: int

    @property
    def rights(self) -> Rights:
        return Rights(self.organisation_id, frozenset(self.roles), self.household_id)


def grants(scope: Scope) -> Statement:
    """Statement: what was asked for in the authority."""
    row = RoleGrantRow
    return (
        select(
            row.id,
            row.person_id,
            PersonRow.username,
            PersonRow.name,
            row.organisation_id,
            OrganisationRow.name,
            row.household_id,
            row.roles,
            row.had,
            row.state,
            row.maker_id,
            row.made_at,
            row.checker_id,
            row.checked_at,
            row.reason,
            row.version,
        )
        .join(PersonRow, PersonRow.id == row.person_id)
        .join(OrganisationRow, OrganisationRow.id == row.organisation_id)
        .where(row.authority_id == scope.authority_id)
    )


def grant_of(row: Sequence[Any]) -> RoleGrant:
    values = list(row)
    values[7], values[8] = (tuple(map(Role, names)) for names in values[7:9])
    values[9] = GrantState(values[9])
    return RoleGrant(*values)


async def one(session: AsyncSession, scope: Scope, grant_id: UUID) -> RoleGrant:
    """Raises RoleGrantNotFound."""
    return await _one(session, grants(scope), grant_id)


async def lock(session: AsyncSession, scope: Scope, grant_id: UUID) -> RoleGrant:
    """The same, held until the transaction ends. Raises RoleGrantNotFound."""
    return await _one(session, grants(scope).with_for_update(of=RoleGrantRow), grant_id)


async def _one(session: AsyncSession, statement: Statement, grant_id: UUID) -> RoleGrant:
    row = (await session.execute(statement.where(RoleGrantRow.id == grant_id))).first()
    if row is None:
        raise RoleGrantNotFound(role_grant_id=str(grant_id))
    return grant_of(row)


async def add(
    session: AsyncSession,
    person_id: UUID,
    wanted: Rights,
    *,
    had: frozenset[Role],
    maker_id: UUID,
) -> UUID:
    """Raises AlreadyDone through its constraint when somebody asks at the same time."""
    made = await session.execute(
        insert(RoleGrantRow)
        .values(
            person_id=person_id,
            organisation_id=wanted.organisation_id,
            household_id=wanted.household_id,
            roles=sorted(wanted.roles),
            had=sorted(had),
            maker_id=maker_id,
        )
        .returning(RoleGrantRow.id)
    )
    return made.scalar_one()


async def decide(
    session: AsyncSession,
    grant_id: UUID,
    state: GrantState,
    *,
    checker_id: UUID,
    reason: str | None = None,
) -> None:
    await session.execute(
        update(RoleGrantRow)
        .where(RoleGrantRow.id == grant_id)
        .values(
            state=state,
            checker_id=checker_id,
            checked_at=func.now(),
            reason=reason,
            version=RoleGrantRow.version + 1,
        )
    )


async def replace_waiting(session: AsyncSession, person_id: UUID) -> None:
    """What waits for this person is not confirmed any more: something else was asked for since."""
    row = RoleGrantRow
    await session.execute(
        update(row)
        .where(row.person_id == person_id, row.state == GrantState.WAITING)
        .values(state=GrantState.REPLACED, checked_at=func.now(), version=row.version + 1)
    )
