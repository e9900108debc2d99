"""Who may open which door: credentials issued to members of a household, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.equipment import CredentialKind, WithdrawalCause
from domain.errors import NotFound
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.equipment import CredentialRow
from persistence.tables.households import HouseholdRow, MemberRow


class CredentialNotFound(NotFound):
    """No such credential, or not in a project of yours."""


class MemberGone(NotFound):
    """No such member of the household, or one who has left it."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A card, a PIN or a face at the vendor; never what opens the door itself."""

    id: UUID
    project_id: UUID
    device_id: UUID
    household_id: UUID
    member_id: UUID
    unit_id: UUID
    kind: CredentialKind
    reference: str | None
    consent_file_id: UUID | None
    guardian_name: str | None
    issued_on: date
    issued_by: UUID
    issued_at: datetime
    withdrawn_on: date | None
    withdrawn_for: str | None
    withdrawn_by: UUID | None
    withdrawal_note: str | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A member who is to hold a credential, the number still sealed."""

    id: UUID
    household_id: UUID
    is_tenant: bool
    national_id_sealed: bytes | None


def credentials(scope: Scope) -> Statement:
    """Statement: the credentials of the projects that the scope reaches."""
    row = CredentialRow
    return select(
        row.id,
        row.project_id,
        row.device_id,
        row.household_id,
        row.member_id,
        row.unit_id,
        row.kind,
        row.reference,
        row.consent_file_id,
        row.guardian_name,
        row.issued_on,
        row.issued_by,
        row.issued_at,
        row.withdrawn_on,
        row.withdrawn_for,
        row.withdrawn_by,
        row.withdrawal_note,
    ).where(in_projects(scope, row.project_id), of_household(scope, row.household_id))


def credential_of(row: Sequence[Any]) -> Credential:
    values = list(row)
    values[6] = CredentialKind(values[6])
    return Credential(*values)


async def credential(session: AsyncSession, scope: Scope, credential_id: UUID) -> Credential:
    """Raises CredentialNotFound."""
    found = await session.execute(credentials(scope).where(CredentialRow.id == credential_id))
    row = found.first()
    if row is None:
        raise CredentialNotFound(credential_id=str(credential_id))
    return credential_of(row)


async def hold(session: AsyncSession, household_id: UUID) -> None:
    """Hold the household: what its members keep stays as it is until the transaction ends."""
    row = HouseholdRow
    await session.execute(select(row.id).where(row.id == household_id).with_for_update())


async def holder(session: AsyncSession, household_id: UUID, member_id: UUID) -> Holder:
    """Raises MemberGone."""
    row = MemberRow
    found = await session.execute(
        select(row.id, row.household_id, row.is_tenant, row.national_id_sealed).where(
            row.id == member_id, row.household_id == household_id, row.left_on.is_(None)
        )
    )
    one = found.first()
    if one is None:
        raise MemberGone(member_id=str(member_id))
    return Holder(*one)


async def held(
    session: AsyncSession, member_id: UUID, device_id: UUID, *, without: UUID | None = None
) -> list[CredentialKind]:
    """What the member keeps for the device, besides the credential `without`."""
    row = CredentialRow
    statement = select(row.kind).where(
        row.member_id == member_id, row.device_id == device_id, row.withdrawn_on.is_(None)
    )
    if without is not None:
        statement = statement.where(row.id != without)
    return [CredentialKind(kind) for kind in await session.scalars(statement)]


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(CredentialRow).values(**values).returning(CredentialRow.id))
    return made.scalar_one()


async def withdraw(
    session: AsyncSession,
    credential_ids: Sequence[UUID],
    *,
    cause: WithdrawalCause,
    on: date,
    by: UUID,
    note: str | None,
) -> None:
    row = CredentialRow
    await session.execute(
        update(row)
        .where(row.id.in_(credential_ids), row.withdrawn_on.is_(None))
        .values(withdrawn_on=on, withdrawn_for=cause, withdrawn_by=by, withdrawal_note=note)
    )


async def open_ones(session: AsyncSession, household_id: UUID, unit_id: UUID) -> list[UUID]:
    """Every credential that the household keeps for that home."""
    row = CredentialRow
    found = await session.scalars(
        select(row.id)
        .where(
            row.household_id == household_id,
            row.unit_id == unit_id,
            row.withdrawn_on.is_(None),
        )
        .order_by(row.id)
    )
    return list(found)
