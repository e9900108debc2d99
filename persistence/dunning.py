"""What is asked of arrears cases and their steps, and what was said with whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.arrears_cases import CLOSED, CaseState
from domain.contacts import SERVED
from domain.errors import NotFound
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.dunning import ArrearsCaseRow, ArrearsStepRow, ContactRow
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow


class CaseNotFound(NotFound):
    """No such arrears case, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Case:
    """An arrears case as it is stored, with what names its lease."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    household_id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str
    state: CaseState
    opened_on: date
    touched_on: date
    last_step: int | None
    last_step_code: str | None
    last_step_on: date | None
    closed_on: date | None
    maker_id: UUID
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step with the contact that it was."""

    id: UUID
    number: int
    code: str
    template: str
    taken_on: date
    overdue_fen: int
    months_owed: int
    maker_id: UUID
    contact_id: UUID
    channel: str
    person: str
    summary: str
    delivery: str
    delivered_on: date | None
    attachment_no: str | None
    has_attachment: bool
    feedback: str | None
    promised_on: date | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What contacts with a household come to: the last one, how many, and what they prove."""

    last_on: date
    last_channel: str
    promised_on: date | None
    times: int
    interrupted_on: date | None


def cases(scope: Scope) -> Statement:
    """Statement: the arrears cases of the projects that the scope reaches."""
    row = ArrearsCaseRow
    return (
        select(
            row.id,
            row.project_id,
            row.lease_id,
            row.household_id,
            LeaseRow.contract_no,
            UnitRow.code,
            HouseholdRow.tenant_name,
            row.state,
            row.opened_on,
            row.touched_on,
            row.last_step,
            row.last_step_code,
            row.last_step_on,
            row.closed_on,
            row.maker_id,
            row.made_at,
            row.version,
        )
        .join(LeaseRow, LeaseRow.id == row.lease_id)
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .join(HouseholdRow, HouseholdRow.id == row.household_id)
        .where(in_projects(scope, row.project_id))
    )


def case_of(row: Sequence[Any]) -> Case:
    values = list(row)
    values[7] = CaseState(values[7])
    return Case(*values)


async def case(session: AsyncSession, scope: Scope, case_id: UUID) -> Case:
    """Raises CaseNotFound."""
    found = (await session.execute(cases(scope).where(ArrearsCaseRow.id == case_id))).first()
    if found is None:
        raise CaseNotFound(case_id=str(case_id))
    return case_of(found)


async def lock(session: AsyncSession, scope: Scope, case_id: UUID) -> Case:
    """The case, held until the transaction ends. Raises CaseNotFound."""
    await session.execute(
        select(ArrearsCaseRow.id).where(ArrearsCaseRow.id == case_id).with_for_update()
    )
    return await case(session, scope, case_id)


async def open_cases(
    session: AsyncSession, scope: Scope, lease_ids: Sequence[UUID]
) -> dict[UUID, Case]:
    """The case that is not closed, by lease."""
    row = ArrearsCaseRow
    found = await session.execute(
        cases(scope).where(row.lease_id == func.any(list(lease_ids)), row.state.not_in(CLOSED))
    )
    return {one.lease_id: one for one in map(case_of, found)}


async def add_case(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(ArrearsCaseRow).values(**values).returning(ArrearsCaseRow.id)
    )
    return made.scalar_one()


async def change_case(session: AsyncSession, case_id: UUID, **values: Any) -> None:
    row = ArrearsCaseRow
    await session.execute(
        update(row).where(row.id == case_id).values(**values, version=row.version + 1)
    )


async def add_step(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(ArrearsStepRow).values(**values).returning(ArrearsStepRow.id)
    )
    return made.scalar_one()


async def steps(session: AsyncSession, case_id: UUID) -> list[StepTaken]:
    """The steps of a case, the first first."""
    row, contact = ArrearsStepRow, ContactRow
    found = await session.execute(
        select(
            row.id,
            row.number,
            row.code,
            row.template,
            row.taken_on,
            row.overdue_fen,
            row.months_owed,
            row.maker_id,
            contact.id,
            contact.channel,
            contact.person,
            contact.summary,
            contact.delivery,
            contact.delivered_on,
            contact.attachment_no,
            contact.file_id.is_not(None),
            contact.feedback,
            contact.promised_on,
        )
        .join(contact, contact.id == row.contact_id)
        .where(row.case_id == case_id)
        .order_by(row.id)
    )
    return [StepTaken(*one) for one in found]


_SERVED_WORDS: Final = ", ".join(f"'{word}'" for word in sorted(SERVED))

#: A served demand with its paper, and a promise of the debtor, interrupt limitation.
_SPOKEN: Final = text(
    f"""
    select distinct on (c.lease_id) c.lease_id, c.on_date, c.channel,
      first_value(c.promised_on) over (partition by c.lease_id
        order by c.promised_on is null, c.on_date desc, c.id desc) as promised_on,
      count(*) over (partition by c.lease_id) as times,
      max(case
        when s.id is not null and s.number > 0 and c.delivery in ({_SERVED_WORDS})
          and (c.file_id is not null or c.attachment_no is not null)
          then coalesce(c.delivered_on, c.on_date)
        when c.promised_on is not null then c.on_date end)
        over (partition by c.lease_id) as interrupted_on
    from contacts c
    left join arrears_steps s on s.authority_id = c.authority_id and s.contact_id = c.id
    where c.lease_id = any(cast(:leases as uuid[]))
    order by c.lease_id, c.on_date desc, c.id desc
    """
)


async def spoken(session: AsyncSession, lease_ids: Sequence[UUID]) -> dict[UUID, Spoken]:
    """What was said with whom, by lease."""
    found = await session.execute(_SPOKEN, {"leases": list(lease_ids)})
    return {
        row.lease_id: Spoken(
            row.on_date, row.channel, row.promised_on, row.times, row.interrupted_on
        )
        for row in found
    }
