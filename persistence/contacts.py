"""What is asked of contacts with households 催缴记录."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.dunning import ArrearsStepRow, ContactRow
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow


class ContactNotFound(NotFound):
    """No such contact, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact with what names its lease; `step` is the step of the ladder that it was."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    household_id: UUID
    case_id: UUID | None
    contract_no: str
    unit_code: str
    tenant_name: str
    step: str | None
    on_date: date
    channel: str
    person: str
    summary: str
    delivery: str
    delivered_on: date | None
    attachment_no: str | None
    file_id: UUID | None
    feedback: str | None
    promised_on: date | None
    promised_fen: int | None
    maker_id: UUID
    made_at: datetime
    version: int

    @property
    def has_attachment(self) -> bool:
        return self.file_id is not None


def contacts(scope: Scope) -> Statement:
    """Statement: the contacts with households of the projects that the scope reaches."""
    row = ContactRow
    return (
        select(
            row.id,
            row.project_id,
            row.lease_id,
            row.household_id,
            row.case_id,
            LeaseRow.contract_no,
            UnitRow.code,
            HouseholdRow.tenant_name,
            ArrearsStepRow.code,
            row.on_date,
            row.channel,
            row.person,
            row.summary,
            row.delivery,
            row.delivered_on,
            row.attachment_no,
            row.file_id,
            row.feedback,
            row.promised_on,
            row.promised_fen,
            row.maker_id,
            row.made_at,
            row.version,
        )
        .join(LeaseRow, LeaseRow.id == row.lease_id)
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .join(HouseholdRow, HouseholdRow.id == row.household_id)
        .outerjoin(ArrearsStepRow, ArrearsStepRow.contact_id == row.id)
        .where(in_projects(scope, row.project_id))
    )


def contact_of(row: Sequence[Any]) -> Contact:
    return Contact(*row)


async def contact(session: AsyncSession, scope: Scope, contact_id: UUID) -> Contact:
    """Raises ContactNotFound."""
    found = (await session.execute(contacts(scope).where(ContactRow.id == contact_id))).first()
    if found is None:
        raise ContactNotFound(contact_id=str(contact_id))
    return contact_of(found)


async def lock(session: AsyncSession, scope: Scope, contact_id: UUID) -> Contact:
    """The contact, held until the transaction ends. Raises ContactNotFound."""
    await session.execute(
        select(ContactRow.id).where(ContactRow.id == contact_id).with_for_update()
    )
    return await contact(session, scope, contact_id)


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(ContactRow).values(**values).returning(ContactRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, contact_id: UUID, **values: Any) -> None:
    row = ContactRow
    await session.execute(
        update(row).where(row.id == contact_id).values(**values, version=row.version + 1)
    )
