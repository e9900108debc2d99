"""What is asked of remittances 上缴, and of the tenants' money that waits to be remitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.errors import NotFound
from domain.held_money import Held, held, to_remit
from domain.money import ZERO, Money
from domain.remittances import RemittanceState
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import ProjectRow
from persistence.tables.ledger import RemittanceRow


class RemittanceNotFound(NotFound):
    """No such remittance, or not of a project of yours."""


@dataclass(frozen=True, slots=True)
class Remittance:
    id: UUID
    project_id: UUID
    project: str
    number: str
    month: Month
    through_on: date
    state: RemittanceState
    tenant_money_fen: int
    recovered_fen: int
    amount_fen: int
    budget_code: str
    payment_code: str
    oldest_on: date | None
    maker_id: UUID
    made_at: datetime
    signed_by: UUID | None
    signed_at: datetime | None
    sent_by: UUID | None
    sent_on: date | None
    bank_slip_no: str | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    treasury_receipt_no: str | None
    return_reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class HeldMoney:
    """What a project's collection account holds for treasury."""

    project_id: UUID
    project: str
    held: Held


def remittances(scope: Scope) -> Statement:
    """Statement: the remittances that the scope reaches."""
    row = RemittanceRow
    return (
        select(
            row.id,
            row.project_id,
            ProjectRow.name,
            row.number,
            row.month,
            row.through_on,
            row.state,
            row.tenant_money_fen,
            row.recovered_fen,
            row.amount_fen,
            row.budget_code,
            row.payment_code,
            row.oldest_on,
            row.maker_id,
            row.made_at,
            row.signed_by,
            row.signed_at,
            row.sent_by,
            row.sent_on,
            row.bank_slip_no,
            row.confirmed_by,
            row.confirmed_at,
            row.treasury_receipt_no,
            row.return_reason,
            row.version,
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(in_projects(scope, row.project_id))
    )


def remittance_of(row: Sequence[Any]) -> Remittance:
    values = list(row)
    values[4], values[6] = Month.of(values[4]), RemittanceState(values[6])
    return Remittance(*values)


async def remittance(session: AsyncSession, scope: Scope, remittance_id: UUID) -> Remittance:
    """Raises RemittanceNotFound."""
    found = await session.execute(remittances(scope).where(RemittanceRow.id == remittance_id))
    row = found.first()
    if row is None:
        raise RemittanceNotFound(remittance_id=str(remittance_id))
    return remittance_of(row)


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(insert(RemittanceRow).values(**values).returning(RemittanceRow.id))
    return made.scalar_one()


async def change(session: AsyncSession, remittance_id: UUID, **values: Any) -> None:
    await session.execute(
        update(RemittanceRow)
        .where(RemittanceRow.id == remittance_id)
        .values(**values, version=RemittanceRow.version + 1)
    )


async def count_of(session: AsyncSession, project_id: UUID, month: Month) -> int:
    """How many remittances the month has had, withdrawn ones included."""
    counted = await session.scalar(
        select(func.count()).where(
            RemittanceRow.project_id == project_id, RemittanceRow.month == month.first
        )
    )
    return counted or 0


#: What came in for treasury by day, and what has been sent: both net of their mirrors.
_DUE: Final = text(
    """
    select t.project_id, t.on_date, t.month,
      coalesce(sum(case when t.credit = 'L1' then t.amount_fen else -t.amount_fen end)
        filter (where t.reason not in ('remitted', 'returned_by_treasury')), 0)::bigint as received,
      coalesce(sum(case when t.debit = 'L1' then t.amount_fen else -t.amount_fen end)
        filter (where t.reason in ('remitted', 'returned_by_treasury')), 0)::bigint as remitted
    from transfers t
    where (t.debit = 'L1') <> (t.credit = 'L1')
      and (cast(:projects as uuid[]) is null or t.project_id = any(cast(:projects as uuid[])))
    group by t.project_id, t.on_date, t.month
    """
)


@dataclass(frozen=True, slots=True)
class _Due:
    """A project's movements on what is due to treasury, by day and booked month."""

    days: Sequence[tuple[date, date, int, int]]

    @property
    def remitted(self) -> Money:
        return Money(sum(remitted for *_, remitted in self.days))

    def received(self, *, by_day: date | None = None, by_month: date | None = None) -> Money:
        return Money(
            sum(
                received
                for day, month, received, _ in self.days
                if (by_day is None or day <= by_day) and (by_month is None or month <= by_month)
            )
        )


async def _due(session: AsyncSession, projects: Sequence[UUID] | None) -> dict[UUID, _Due]:
    by_project: dict[UUID, list[tuple[date, date, int, int]]] = {}
    found = await session.execute(_DUE, {"projects": None if projects is None else list(projects)})
    for project_id, *day in found:
        by_project.setdefault(project_id, []).append(tuple(day))
    return {project_id: _Due(days) for project_id, days in by_project.items()}


#: O1 − A2 − T1: below zero, the account is short of what bounced after it had gone.
_FOR_OPERATOR: Final = text(
    """
    select coalesce(sum(case when credit in ('O1', 'A2', 'T1') then amount_fen else 0 end)
      - sum(case when debit in ('O1', 'A2', 'T1') then amount_fen else 0 end), 0)::bigint
    from transfers
    where project_id = :project_id
      and (debit in ('O1', 'A2', 'T1') or credit in ('O1', 'A2', 'T1'))
    """
)


async def waiting(session: AsyncSession, project_id: UUID, through_on: date) -> Held:
    """What a statement through that day takes, and the oldest day in it.

    Where recovered money bounced, treasury's waits in its place (domain.remittances.compose).
    """
    due = (await _due(session, [project_id])).get(project_id, _Due(()))
    amount = await _there(
        session,
        project_id,
        to_remit(
            received_by_then=due.received(by_day=through_on),
            received=due.received(),
            remitted=due.remitted,
        ),
    )
    return Held(amount, _held(due).oldest_on if amount else None)


async def unremitted(session: AsyncSession, project_id: UUID, month: Month) -> Money:
    """What was booked up to and with the month, has not been sent, and can be."""
    due = (await _due(session, [project_id])).get(project_id, _Due(()))
    amount = to_remit(
        received_by_then=due.received(by_month=month.first),
        received=due.received(),
        remitted=due.remitted,
    )
    return await _there(session, project_id, amount)


async def _there(session: AsyncSession, project_id: UUID, amount: Money) -> Money:
    """As much of it as the account has left beside what is the operator's, or short of it."""
    if not amount:
        return amount
    for_operator = await session.scalar(_FOR_OPERATOR, {"project_id": project_id})
    return max(amount + min(Money(for_operator or 0), ZERO), ZERO)


async def held_money(session: AsyncSession, scope: Scope) -> list[HeldMoney]:
    """The collection accounts that the scope reaches, by code of the project."""
    projects = await session.execute(
        select(ProjectRow.id, ProjectRow.name)
        .where(in_projects(scope, ProjectRow.id))
        .order_by(ProjectRow.code, ProjectRow.id)
    )
    reach = None if scope.projects is None else sorted(scope.projects)
    due = await _due(session, reach)
    return [
        HeldMoney(project_id, name, _held(due.get(project_id, _Due(()))))
        for project_id, name in projects
    ]


def _held(due: _Due) -> Held:
    return held([(day, Money(received)) for day, _, received, _ in due.days], due.remitted)
