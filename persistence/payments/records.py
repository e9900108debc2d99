"""Payments as they are asked for, added and held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import ProjectRow, UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.payments import AllocationRow, PaymentRow, ReceiptCounterRow
from persistence.tables.rent import ChargeRow

_RECEIPT = "receipt"


class PaymentNotFound(NotFound):
    """No such payment, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment with what names its lease on every screen; all three are None in suspense."""

    id: UUID
    project_id: UUID
    lease_id: UUID | None
    contract_no: str | None
    unit_code: str | None
    tenant_name: str | None
    channel: str
    serial_no: str
    receipt_no: str | None
    payer_name: str
    payer_account_mask: str | None
    remark: str
    received_on: date
    month: date
    amount_fen: int
    unallocated_fen: int
    state: str
    matched_by: str | None
    suggestions: list[dict[str, Any]]
    maker_id: UUID
    made_at: datetime
    resolved_by: UUID | None
    resolved_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Part of a payment that settled part of a charge; negative where that was taken back."""

    id: UUID
    charge_id: UUID
    charge_month: date
    kind: str
    claim: str
    amount_fen: int
    month: date
    on_date: date
    reverses_id: UUID | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A lease that money in suspense may be for."""

    id: UUID
    contract_no: str
    unit_code: str
    tenant_name: str


@dataclass(frozen=True, slots=True)
class Refund:
    id: UUID
    payment_id: UUID
    project_id: UUID
    lease_id: UUID | None
    amount_fen: int
    slip_no: str
    reason: str
    on_date: date
    month: date
    maker_id: UUID
    checker_id: UUID
    made_at: datetime


def payments(scope: Scope) -> Statement:
    """Statement: the payments that the scope reaches. A tenant never sees suspense."""
    row = PaymentRow
    return (
        select(
            row.id,
            row.project_id,
            row.lease_id,
            LeaseRow.contract_no,
            UnitRow.code,
            HouseholdRow.tenant_name,
            row.channel,
            row.serial_no,
            row.receipt_no,
            row.payer_name,
            row.payer_account_mask,
            row.remark,
            row.received_on,
            row.month,
            row.amount_fen,
            row.unallocated_fen,
            row.state,
            row.matched_by,
            row.suggestions,
            row.maker_id,
            row.made_at,
            row.resolved_by,
            row.resolved_at,
            row.version,
        )
        .outerjoin(LeaseRow, LeaseRow.id == row.lease_id)
        .outerjoin(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .outerjoin(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
        .where(in_projects(scope, row.project_id), of_household(scope, LeaseRow.household_id))
    )


async def payment(session: AsyncSession, scope: Scope, payment_id: UUID) -> Payment:
    """Raises PaymentNotFound."""
    found = await session.execute(payments(scope).where(PaymentRow.id == payment_id))
    row = found.first()
    if row is None:
        raise PaymentNotFound(payment_id=str(payment_id))
    return Payment(*row)


async def lock_payment(session: AsyncSession, scope: Scope, payment_id: UUID) -> Payment:
    """The payment, held until the transaction ends. Raises PaymentNotFound."""
    await session.execute(
        select(PaymentRow.id).where(PaymentRow.id == payment_id).with_for_update()
    )
    return await payment(session, scope, payment_id)


async def settled_by(session: AsyncSession, payment_id: UUID) -> list[Settled]:
    """What became of the payment, in the order in which debts are served."""
    row = AllocationRow
    found = await session.execute(
        select(
            row.id,
            row.charge_id,
            ChargeRow.month,
            ChargeRow.kind,
            row.claim,
            row.amount_fen,
            row.month,
            row.on_date,
            row.reverses_id,
        )
        .join(ChargeRow, ChargeRow.id == row.charge_id)
        .where(row.payment_id == payment_id)
        .order_by(row.made_at, ChargeRow.due_on, row.charge_id, row.claim)
    )
    return [Settled(*one) for one in found]


async def suggested_leases(
    session: AsyncSession, lease_ids: Iterable[UUID]
) -> dict[UUID, Suggested]:
    found = await session.execute(
        select(LeaseRow.id, LeaseRow.contract_no, UnitRow.code, HouseholdRow.tenant_name)
        .join(UnitRow, UnitRow.id == LeaseRow.unit_id)
        .join(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
        .where(LeaseRow.id == func.any(list(lease_ids)))
    )
    return {row[0]: Suggested(*row) for row in found}


async def next_receipt_no(session: AsyncSession, project_id: UUID, year: int) -> str:
    """The next receipt number of the project's year, `XFJY-2026-000001`, without gaps.

    Its row is held until the transaction ends: take the number as late as possible.
    """
    code, number = await next_number(session, project_id, _RECEIPT, year)
    return f"{code}-{year}-{number:06d}"


async def next_number(
    session: AsyncSession, project_id: UUID, kind: str, year: int
) -> tuple[str, int]:
    """The project's code, and its next number of that kind in the year; held like a receipt's."""
    row = ReceiptCounterRow
    number = await session.scalar(
        upsert(row)
        .values(project_id=project_id, kind=kind, year=year, last_no=1)
        .on_conflict_do_update(
            index_elements=["authority_id", "project_id", "kind", "year"],
            set_={"last_no": row.last_no + 1},
        )
        .returning(row.last_no)
    )
    code = await session.scalar(select(ProjectRow.code).where(ProjectRow.id == project_id))
    return str(code), int(number or 0)


async def add_payment(session: AsyncSession, **values: Any) -> UUID:
    """A payment of which nothing is allocated yet."""
    made = await session.execute(
        insert(PaymentRow)
        .values(unallocated_fen=values["amount_fen"], **values)
        .returning(PaymentRow.id)
    )
    return made.scalar_one()


async def change_payment(session: AsyncSession, payment_id: UUID, **values: Any) -> None:
    await session.execute(
        update(PaymentRow)
        .where(PaymentRow.id == payment_id)
        .values(**values, version=PaymentRow.version + 1)
    )
