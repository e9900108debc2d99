"""Payments as they are asked for, added and held."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.payments import Channel
from persistence.reading import model
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.households import HouseholdRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.payments import AllocationRow, PaymentRow, RefundRow
from persistence.tables.rent import ChargeRow


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
    credit_lease_id: UUID | None
    version: int

    @property
    def lease_ids(self) -> list[UUID]:
        """The leases it settled debts of, or may: its own, and the one its credit went to."""
        return [one for one in (self.lease_id, self.credit_lease_id) if one is not None]

    @property
    def holder_id(self) -> UUID | None:
        """The lease whose credit is what is left of it."""
        return self.credit_lease_id or self.lease_id


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
    """Money given back to who paid it, the way it came."""

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
    channel: Channel
    payer_name: str
    payer_account_mask: str | None


REFUNDS: Final = model(Refund, RefundRow, PaymentRow)
_PAYMENTS: Final = (
    select(
        PaymentRow.id,
        PaymentRow.project_id,
        PaymentRow.lease_id,
        LeaseRow.contract_no,
        UnitRow.code,
        HouseholdRow.tenant_name,
        PaymentRow.channel,
        PaymentRow.serial_no,
        PaymentRow.receipt_no,
        PaymentRow.payer_name,
        PaymentRow.payer_account_mask,
        PaymentRow.remark,
        PaymentRow.received_on,
        PaymentRow.month,
        PaymentRow.amount_fen,
        PaymentRow.unallocated_fen,
        PaymentRow.state,
        PaymentRow.matched_by,
        PaymentRow.suggestions,
        PaymentRow.maker_id,
        PaymentRow.made_at,
        PaymentRow.resolved_by,
        PaymentRow.resolved_at,
        PaymentRow.credit_lease_id,
        PaymentRow.version,
    )
    .outerjoin(LeaseRow, LeaseRow.id == PaymentRow.lease_id)
    .outerjoin(UnitRow, UnitRow.id == LeaseRow.unit_id)
    .outerjoin(HouseholdRow, HouseholdRow.id == LeaseRow.household_id)
)


_WIDTH: Final = len(_PAYMENTS.selected_columns)
_DETAIL: Final = (
    _PAYMENTS.add_columns(
        AllocationRow.id,
        AllocationRow.charge_id,
        ChargeRow.month,
        ChargeRow.kind,
        AllocationRow.claim,
        AllocationRow.amount_fen,
        AllocationRow.month,
        AllocationRow.on_date,
        AllocationRow.reverses_id,
    )
    .outerjoin(AllocationRow, AllocationRow.payment_id == PaymentRow.id)
    .outerjoin(ChargeRow, ChargeRow.id == AllocationRow.charge_id)
)
_AS_SERVED: Final = (
    AllocationRow.made_at,
    ChargeRow.due_on,
    AllocationRow.charge_id,
    AllocationRow.claim,
)


def _reached(statement: Statement, scope: Scope) -> Statement:
    return statement.where(
        in_projects(scope, PaymentRow.project_id), of_household(scope, LeaseRow.household_id)
    )


def payments(scope: Scope) -> Statement:
    """Statement: the payments that the scope reaches. A tenant never sees suspense."""
    return _reached(_PAYMENTS, scope)


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


async def detail(
    session: AsyncSession, scope: Scope, payment_id: UUID
) -> tuple[Payment, list[Settled]]:
    """The payment and what became of it, in the order in which debts are served.

    Raises PaymentNotFound.
    """
    found = await session.execute(
        _reached(_DETAIL, scope).where(PaymentRow.id == payment_id).order_by(*_AS_SERVED)
    )
    rows: Sequence[Any] = found.all()
    if not rows:
        raise PaymentNotFound(payment_id=str(payment_id))
    return detail_of(rows)


def detail_of(rows: Sequence[Any]) -> tuple[Payment, list[Settled]]:
    """From a row for each thing that was settled, or one without any."""
    settled = [Settled(*row[_WIDTH:]) for row in rows if row[_WIDTH] is not None]
    return Payment(*rows[0][:_WIDTH]), settled


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


async def change_payment(session: AsyncSession, payment_id: UUID, **values: Any) -> None:
    await session.execute(
        update(PaymentRow)
        .where(PaymentRow.id == payment_id)
        .values(**values, version=PaymentRow.version + 1)
    )


@dataclass(frozen=True, slots=True)
class LastPayment:
    received_on: date
    amount_fen: int


async def last_payments(
    session: AsyncSession, lease_ids: Sequence[UUID]
) -> dict[UUID, LastPayment]:
    """The latest payment that stands, by lease."""
    row = PaymentRow
    found = await session.execute(
        select(row.lease_id, row.received_on, row.amount_fen)
        .ext(distinct_on(row.lease_id))
        .where(row.lease_id == func.any(list(lease_ids)), row.state == "allocated")
        .order_by(row.lease_id, row.received_on.desc(), row.id.desc())
    )
    return {lease: LastPayment(on, fen) for lease, on, fen in found if lease is not None}
