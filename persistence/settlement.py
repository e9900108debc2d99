"""What is asked of fee statements 服务费结算单."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.errors import NotFound
from domain.indicators import Funding
from domain.money import ZERO, Money
from domain.settlement import FeeState
from persistence.contracts import Reach
from persistence.tables.authorities import OrganisationRow
from persistence.tables.base import Statement
from persistence.tables.contracts import FeeStatementRow, ServiceContractRow
from persistence.tables.housing import ProjectRow
from persistence.tables.rent import ChargeRow

#: The fee is owed or paid.
APPROVED = (FeeState.PA_APPROVED, FeeState.F_APPLIED, FeeState.PAID, FeeState.CLOSED)


class FeeStatementNotFound(NotFound):
    """No such fee statement, or not of a contract of yours."""


@dataclass(frozen=True, slots=True)
class FeeStatement:
    """A month's fee with whoever took each step. `annex` rows: see api.settlement.schemas."""

    id: UUID
    contract_id: UUID
    contract_no: str
    project_id: UUID
    project: str
    operator_id: UUID
    operator: str
    number: str
    month: Month
    state: FeeState
    unit_days: int
    base_fen: int
    coefficient: Decimal
    coefficient_basis: str
    performance_fen: int
    deductions_fen: int
    carried_over_fen: int
    payable_fen: int
    tax_rate: Decimal
    net_fen: int
    tax_fen: int
    annex: list[dict[str, Any]]
    objection: dict[str, Any] | None
    maker_id: UUID
    made_at: datetime
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    audited_by: UUID | None
    audited_at: datetime | None
    approved_by: UUID | None
    approved_at: datetime | None
    approved_on: date | None
    paid_by: UUID | None
    paid_on: date | None
    invoice_no: str | None
    payment_no: str | None
    withdrawn_by: UUID | None
    withdrawal_reason: str | None
    hash: str | None
    version: int


def statements(reach: Reach) -> Statement:
    """Statement: the fee statements of the contracts within reach."""
    row, contract = FeeStatementRow, ServiceContractRow
    return (
        select(
            row.id,
            row.contract_id,
            contract.contract_no,
            row.project_id,
            ProjectRow.name,
            contract.operator_id,
            OrganisationRow.name,
            row.number,
            row.month,
            row.state,
            row.unit_days,
            row.base_fen,
            row.coefficient,
            row.coefficient_basis,
            row.performance_fen,
            row.deductions_fen,
            row.carried_over_fen,
            row.payable_fen,
            row.tax_rate,
            row.net_fen,
            row.tax_fen,
            row.annex,
            row.objection,
            row.maker_id,
            row.made_at,
            row.confirmed_by,
            row.confirmed_at,
            row.audited_by,
            row.audited_at,
            row.approved_by,
            row.approved_at,
            row.approved_on,
            row.paid_by,
            row.paid_on,
            row.invoice_no,
            row.payment_no,
            row.withdrawn_by,
            row.withdrawal_reason,
            row.hash,
            row.version,
        )
        .join(
            contract,
            (contract.authority_id == row.authority_id) & (contract.id == row.contract_id),
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .join(OrganisationRow, OrganisationRow.id == contract.operator_id)
        .where(reach.contracts())
    )


def statement_of(row: Sequence[Any]) -> FeeStatement:
    values = list(row)
    values[8], values[9] = Month.of(values[8]), FeeState(values[9])
    return FeeStatement(*values)


async def statement(session: AsyncSession, reach: Reach, statement_id: UUID) -> FeeStatement:
    """Raises FeeStatementNotFound."""
    found = await session.execute(statements(reach).where(FeeStatementRow.id == statement_id))
    row = found.first()
    if row is None:
        raise FeeStatementNotFound(statement_id=str(statement_id))
    return statement_of(row)


async def lock_statement(session: AsyncSession, reach: Reach, statement_id: UUID) -> FeeStatement:
    """The statement, held until the transaction ends. Raises FeeStatementNotFound."""
    await session.execute(
        select(FeeStatementRow.id).where(FeeStatementRow.id == statement_id).with_for_update()
    )
    return await statement(session, reach, statement_id)


async def add_statement(session: AsyncSession, **values: Any) -> UUID:
    """Raises AlreadyDone (on flush) when the month has a statement that was not withdrawn."""
    made = await session.execute(
        insert(FeeStatementRow).values(**values).returning(FeeStatementRow.id)
    )
    return made.scalar_one()


async def change_statement(session: AsyncSession, statement_id: UUID, **values: Any) -> None:
    await session.execute(
        update(FeeStatementRow)
        .where(FeeStatementRow.id == statement_id)
        .values(**values, version=FeeStatementRow.version + 1)
    )


async def count_of(session: AsyncSession, contract_id: UUID, month: Month) -> int:
    """How many statements the month has had, withdrawn ones included."""
    row = FeeStatementRow
    counted = await session.scalar(
        select(func.count()).where(row.contract_id == contract_id, row.month == month.first)
    )
    return counted or 0


async def last_settled(session: AsyncSession, contract_id: UUID) -> tuple[Month, Money] | None:
    """The latest month with a statement, and what that carried over to the next."""
    row = FeeStatementRow
    found = await session.execute(
        select(row.month, row.carried_over_fen)
        .where(row.contract_id == contract_id, row.state != FeeState.WITHDRAWN)
        .order_by(row.month.desc())
        .limit(1)
    )
    last = found.first()
    return (Month.of(last[0]), Money(last[1])) if last else None


async def paid_to_date(session: AsyncSession, contract_id: UUID, through: Month) -> Money:
    """累计已付: what was paid for the contract's months up to and with `through`."""
    row = FeeStatementRow
    paid = await session.scalar(
        select(func.coalesce(func.sum(row.payable_fen), 0)).where(
            row.contract_id == contract_id,
            row.month <= through.first,
            row.state.in_((FeeState.PAID, FeeState.CLOSED)),
        )
    )
    return Money(int(paid or 0))


async def funding(session: AsyncSession, project_id: UUID, year: int) -> Funding:
    """A year's tenant rent beside the fee approved for it (domain.md E18)."""
    months = (Month(year, 1).first, Month(year, 12).first)
    rent = await session.scalar(
        select(func.coalesce(func.sum(ChargeRow.paid_fen), 0)).where(
            ChargeRow.project_id == project_id, ChargeRow.month.between(*months)
        )
    )
    fee = await session.scalar(
        select(func.coalesce(func.sum(FeeStatementRow.payable_fen), 0)).where(
            FeeStatementRow.project_id == project_id,
            FeeStatementRow.month.between(*months),
            FeeStatementRow.state.in_(APPROVED),
        )
    )
    return Funding(Money(int(rent or 0)), Money(int(fee or 0)), ZERO)
