"""Bank statements: the files, what money may be for, and the booking of all lines at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.payments import BankLineRow, BankStatementRow
from persistence.tables.platform import FileRow


class BankStatementNotFound(NotFound):
    """No such bank statement, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class BankStatement:
    id: UUID
    project_id: UUID
    file_id: UUID
    file_name: str
    operation_id: UUID | None
    state: str
    account_mask: str | None
    from_on: date | None
    to_on: date | None
    summary: dict[str, Any]
    maker_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BankLine:
    """A line as it was booked; unit and contract where it was matched."""

    id: UUID
    line: int
    serial_no: str
    booked_on: date
    booked_time: time | None
    income_fen: int
    expense_fen: int
    payer_name: str
    payer_account_mask: str
    remark: str
    outcome: str
    matched_by: str | None
    lease_id: UUID | None
    contract_no: str | None
    unit_code: str | None
    payment_id: UUID | None


def statements(scope: Scope) -> Statement:
    """Statement: the bank statements that the scope reaches."""
    row = BankStatementRow
    return (
        select(
            row.id,
            row.project_id,
            row.file_id,
            FileRow.name,
            row.operation_id,
            row.state,
            row.account_mask,
            row.from_on,
            row.to_on,
            row.summary,
            row.maker_id,
            row.made_at,
        )
        .join(FileRow, FileRow.id == row.file_id)
        .where(in_projects(scope, row.project_id))
    )


async def statement(session: AsyncSession, scope: Scope, statement_id: UUID) -> BankStatement:
    """Raises BankStatementNotFound."""
    found = await session.execute(statements(scope).where(BankStatementRow.id == statement_id))
    row = found.first()
    if row is None:
        raise BankStatementNotFound(statement_id=str(statement_id))
    return BankStatement(*row)


async def lock_statement(session: AsyncSession, statement_id: UUID) -> None:
    await session.execute(
        select(BankStatementRow.id).where(BankStatementRow.id == statement_id).with_for_update()
    )


async def statement_of_bytes(
    session: AsyncSession, scope: Scope, project_id: UUID, digest: str
) -> BankStatement | None:
    """The project's statement made of these very bytes. Until the transaction ends nobody else
    may bring the same ones in.
    """
    await session.execute(
        text("select pg_advisory_xact_lock(hashtextextended(:bytes, 11))"),
        {"bytes": f"{project_id} {digest}"},
    )
    found = await session.execute(
        statements(scope)
        .where(BankStatementRow.project_id == project_id, FileRow.sha256 == digest)
        .order_by(BankStatementRow.made_at)
        .limit(1)
    )
    row = found.first()
    return BankStatement(*row) if row else None


async def add_statement(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(BankStatementRow).values(**values).returning(BankStatementRow.id)
    )
    return made.scalar_one()


async def change_statement(
    session: AsyncSession, statement_id: UUID, values: Mapping[str, Any]
) -> None:
    await session.execute(
        update(BankStatementRow).where(BankStatementRow.id == statement_id).values(**values)
    )


def lines(statement_id: UUID) -> Statement:
    """Statement: the lines of a bank statement."""
    row = BankLineRow
    return (
        select(
            row.id,
            row.line,
            row.serial_no,
            row.booked_on,
            row.booked_time,
            row.income_fen,
            row.expense_fen,
            row.payer_name,
            row.payer_account_mask,
            row.remark,
            row.outcome,
            row.matched_by,
            row.lease_id,
            LeaseRow.contract_no,
            UnitRow.code,
            row.payment_id,
        )
        .outerjoin(LeaseRow, LeaseRow.id == row.lease_id)
        .outerjoin(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .where(row.statement_id == statement_id)
    )
