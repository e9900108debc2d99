"""Receipts, refunds, withholdings and moves of deposits as they are asked for and written."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.deposits import ReceiptState, RefundState
from domain.errors import NotFound
from domain.leases import Against
from domain.money import Money
from domain.payments import Channel
from persistence.payments import IS_OPEN
from persistence.reading import model
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.deposits import (
    DepositMoveRow,
    DepositReceiptRow,
    DepositRefundRow,
    DepositWithholdingRow,
)
from persistence.tables.rent import ChargeRow


class DepositReceiptNotFound(NotFound):
    """No such deposit receipt, or not in a project of yours."""


class DepositRefundNotFound(NotFound):
    """No such deposit refund, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class DepositReceipt:
    id: UUID
    project_id: UUID
    lease_id: UUID
    channel: Channel
    serial_no: str
    receipt_no: str
    payer_name: str
    remark: str
    received_on: date
    month: date
    amount_fen: int
    state: ReceiptState
    maker_id: UUID
    made_at: datetime
    reversed_by: UUID | None
    reversed_at: datetime | None
    reversal_reason: str | None
    version: int


@dataclass(frozen=True, slots=True)
class DepositRefund:
    id: UUID
    project_id: UUID
    lease_id: UUID
    amount_fen: int
    channel: Channel
    payee_name: str
    payee_account_mask: str | None
    reason: str
    due_on: date
    state: RefundState
    document_type: str | None
    document_id: UUID | None
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    slip_no: str | None
    on_date: date | None
    month: date | None
    version: int


RECEIPTS: Final = model(DepositReceipt, DepositReceiptRow)
REFUNDS: Final = model(DepositRefund, DepositRefundRow)


def receipts(scope: Scope) -> Statement:
    """Statement: the receipts of the projects that the scope reaches."""
    return RECEIPTS.select().where(in_projects(scope, DepositReceiptRow.project_id))


async def receipt(
    session: AsyncSession, scope: Scope, receipt_id: UUID, *, lock: bool = False
) -> DepositReceipt:
    """Raises DepositReceiptNotFound."""
    statement = receipts(scope).where(DepositReceiptRow.id == receipt_id)
    found = await RECEIPTS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise DepositReceiptNotFound(receipt_id=str(receipt_id))
    return found


def refunds(scope: Scope) -> Statement:
    """Statement: the refunds of the projects that the scope reaches."""
    return REFUNDS.select().where(in_projects(scope, DepositRefundRow.project_id))


async def refund(
    session: AsyncSession, scope: Scope, refund_id: UUID, *, lock: bool = False
) -> DepositRefund:
    """Raises DepositRefundNotFound."""
    statement = refunds(scope).where(DepositRefundRow.id == refund_id)
    found = await REFUNDS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise DepositRefundNotFound(refund_id=str(refund_id))
    return found


async def came_by(session: AsyncSession, lease_id: UUID) -> DepositReceipt | None:
    """The latest receipt that stands: by its channel, and to its payer, a refund goes.

    None where the deposit was brought in from a book, or taken along from another lease.
    """
    row = DepositReceiptRow
    statement = RECEIPTS.select().where(row.lease_id == lease_id, row.state == ReceiptState.HELD)
    return await RECEIPTS.first(session, statement.order_by(row.id.desc()).limit(1))


async def owed_by(session: AsyncSession, lease_id: UUID) -> dict[Against, Money]:
    """What the lease's household owes of rent, to treasury and to the operator."""
    row = ChargeRow
    found = await session.execute(
        select(
            func.coalesce(func.sum(row.treasury_claim_fen), 0),
            func.coalesce(func.sum(row.operator_claim_fen), 0),
        ).where(row.lease_id == lease_id, IS_OPEN)
    )
    treasury, operator = found.one()
    return {Against.RENT: Money(int(treasury)), Against.ADVANCE: Money(int(operator))}


async def add_receipt(session: AsyncSession, **values: Any) -> UUID:
    row = DepositReceiptRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def add_refund(session: AsyncSession, **values: Any) -> UUID:
    row = DepositRefundRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def add_withholding(session: AsyncSession, **values: Any) -> UUID:
    row = DepositWithholdingRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def add_move(session: AsyncSession, **values: Any) -> UUID:
    row = DepositMoveRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change_receipt(session: AsyncSession, receipt_id: UUID, **values: Any) -> None:
    row = DepositReceiptRow
    await session.execute(
        update(row).where(row.id == receipt_id).values(**values, version=row.version + 1)
    )


async def change_refund(session: AsyncSession, refund_id: UUID, **values: Any) -> None:
    row = DepositRefundRow
    await session.execute(
        update(row).where(row.id == refund_id).values(**values, version=row.version + 1)
    )
