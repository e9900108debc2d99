"""What is asked of deductions 扣款."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.errors import NotFound
from domain.settlement import DeductionState
from persistence.contracts import Reach
from persistence.tables.base import Statement
from persistence.tables.contracts import DeductionEventRow, ServiceContractRow


class DeductionNotFound(NotFound):
    """No such deduction, or not of a contract of yours."""


@dataclass(frozen=True, slots=True)
class Deduction:
    id: UUID
    contract_id: UUID
    contract_no: str
    project_id: UUID
    month: Month
    clause: str
    fact: str
    amount_fen: int
    state: DeductionState
    reply_by: date
    reply: str | None
    replied_by: UUID | None
    decision: str | None
    decided_by: UUID | None
    statement_id: UUID | None
    maker_id: UUID
    made_at: datetime
    version: int


def deductions(reach: Reach) -> Statement:
    """Statement: the deductions of the contracts within reach."""
    row, contract = DeductionEventRow, ServiceContractRow
    return (
        select(
            row.id,
            row.contract_id,
            contract.contract_no,
            contract.project_id,
            row.month,
            row.clause,
            row.fact,
            row.amount_fen,
            row.state,
            row.reply_by,
            row.reply,
            row.replied_by,
            row.decision,
            row.decided_by,
            row.statement_id,
            row.maker_id,
            row.made_at,
            row.version,
        )
        .join(
            contract,
            (contract.authority_id == row.authority_id) & (contract.id == row.contract_id),
        )
        .where(reach.contracts())
    )


def deduction_of(row: Sequence[Any]) -> Deduction:
    values = list(row)
    values[4], values[8] = Month.of(values[4]), DeductionState(values[8])
    return Deduction(*values)


async def lock_deduction(session: AsyncSession, reach: Reach, deduction_id: UUID) -> Deduction:
    """The deduction, held until the transaction ends. Raises DeductionNotFound."""
    await session.execute(
        select(DeductionEventRow.id).where(DeductionEventRow.id == deduction_id).with_for_update()
    )
    return await deduction(session, reach, deduction_id)


async def deduction(session: AsyncSession, reach: Reach, deduction_id: UUID) -> Deduction:
    """Raises DeductionNotFound."""
    found = await session.execute(deductions(reach).where(DeductionEventRow.id == deduction_id))
    row = found.first()
    if row is None:
        raise DeductionNotFound(deduction_id=str(deduction_id))
    return deduction_of(row)


async def add_deduction(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(DeductionEventRow).values(**values).returning(DeductionEventRow.id)
    )
    return made.scalar_one()


async def change_deduction(session: AsyncSession, deduction_id: UUID, **values: Any) -> None:
    await session.execute(
        update(DeductionEventRow)
        .where(DeductionEventRow.id == deduction_id)
        .values(**values, version=DeductionEventRow.version + 1)
    )


async def hold_upheld(
    session: AsyncSession, reach: Reach, contract_id: UUID, month: Month
) -> list[Deduction]:
    """Upheld deductions up to the month that no statement has applied, held, oldest first."""
    row = DeductionEventRow
    found = await session.execute(
        deductions(reach)
        .where(
            row.contract_id == contract_id,
            row.month <= month.first,
            row.state == DeductionState.UPHELD,
        )
        .order_by(row.month, row.id)
        .with_for_update(of=row)
    )
    return [deduction_of(one) for one in found]


async def applied_in(session: AsyncSession, reach: Reach, statement_id: UUID) -> list[Deduction]:
    """The deductions of a statement, oldest first."""
    row = DeductionEventRow
    found = await session.execute(
        deductions(reach).where(row.statement_id == statement_id).order_by(row.month, row.id)
    )
    return [deduction_of(one) for one in found]


async def apply(session: AsyncSession, deduction_ids: list[UUID], statement_id: UUID) -> None:
    """The statement takes these deductions off."""
    row = DeductionEventRow
    await session.execute(
        update(row)
        .where(row.id.in_(deduction_ids))
        .values(state=DeductionState.APPLIED, statement_id=statement_id, version=row.version + 1)
    )


async def release(session: AsyncSession, statement_id: UUID) -> None:
    """The statement was withdrawn: its deductions wait for the next one."""
    row = DeductionEventRow
    await session.execute(
        update(row)
        .where(row.statement_id == statement_id)
        .values(state=DeductionState.UPHELD, statement_id=None, version=row.version + 1)
    )
