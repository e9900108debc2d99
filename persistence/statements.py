"""What a lease's account is told from: its transfers, charges and payments."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from domain.calendar import Month
from domain.ledger import Account, Reason
from domain.statements import Movement
from persistence.payments import IS_OPEN, is_credit_of
from persistence.tables.base import Statement
from persistence.tables.ledger import TransferRow
from persistence.tables.payments import PaymentReversalRow, PaymentRow, RefundRow
from persistence.tables.rent import ChargeRow

_OF_HOUSEHOLD = (Account.RECEIVABLE_TREASURY, Account.RECEIVABLE_OPERATOR, Account.UNALLOCATED)


@dataclass(frozen=True, slots=True)
class Charged:
    """What a charge was for, and the trace of the rule that made it."""

    month: Month
    kind: str
    trace: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the lease's household owes now, and its credit, in fen."""

    treasury_fen: int
    operator_fen: int
    credit_fen: int

    @property
    def balance_fen(self) -> int:
        return self.treasury_fen + self.operator_fen - self.credit_fen


async def movements(session: AsyncSession, lease_id: UUID) -> list[Movement]:
    """Every transfer that ever touched the household under this lease, in the order of days.

    Money that lay in suspense was posted without a lease; it is the lease's since somebody said
    so, from the day on which it came.
    """
    row = TransferRow
    payments = select(PaymentRow.id).where(PaymentRow.lease_id == lease_id)
    reversals = select(PaymentReversalRow.id).where(PaymentReversalRow.payment_id.in_(payments))
    own = _transfers().where(row.lease_id == lease_id)
    unnamed = [
        _transfers().where(row.lease_id.is_(None), row.document_id.in_(documents))
        for documents in (payments, reversals)
    ]
    every = union_all(own, *unnamed).subquery()
    found = await session.execute(select(every).order_by(every.c.on_date, every.c.id))
    return [
        Movement(
            on_date=one.on_date,
            debit=Account(one.debit),
            credit=Account(one.credit),
            amount_fen=one.amount_fen,
            reason=Reason(one.reason),
            charge_id=one.charge_id,
            document_type=one.document_type,
            document_id=one.document_id,
            is_mirror=one.is_mirror,
        )
        for one in found
    ]


def _transfers() -> Statement:
    row = TransferRow
    return select(
        row.id,
        row.on_date,
        row.debit,
        row.credit,
        row.amount_fen,
        row.reason,
        row.charge_id,
        row.document_type,
        row.document_id,
        row.reverses_id.is_not(None).label("is_mirror"),
    ).where(or_(row.debit.in_(_OF_HOUSEHOLD), row.credit.in_(_OF_HOUSEHOLD)))


async def charges(session: AsyncSession, lease_id: UUID) -> dict[UUID, Charged]:
    row = ChargeRow
    found = await session.execute(
        select(row.id, row.month, row.kind, row.trace).where(row.lease_id == lease_id)
    )
    return {
        charge_id: Charged(Month.of(month), kind, trace) for charge_id, month, kind, trace in found
    }


async def references(session: AsyncSession, lease_id: UUID) -> dict[UUID, str]:
    """What people know the lease's payments, reversals and refunds by."""
    paid = select(
        PaymentRow.id, func.coalesce(PaymentRow.receipt_no, PaymentRow.serial_no).label("number")
    ).where(or_(PaymentRow.lease_id == lease_id, PaymentRow.credit_lease_id == lease_id))
    payment = paid.subquery()
    reversed_ = select(PaymentReversalRow.id, payment.c.number).join(
        payment, payment.c.id == PaymentReversalRow.payment_id
    )
    refunded = select(RefundRow.id, RefundRow.slip_no).join(
        payment, payment.c.id == RefundRow.payment_id
    )
    found = await session.execute(union_all(paid, reversed_, refunded))
    return {row[0]: row[1] for row in found}


async def standing(session: AsyncSession, lease_id: UUID) -> Standing:
    row = ChargeRow
    owed = await session.execute(
        select(func.sum(row.treasury_claim_fen), func.sum(row.operator_claim_fen)).where(
            row.lease_id == lease_id, IS_OPEN
        )
    )
    credit = await session.scalar(
        select(func.sum(PaymentRow.unallocated_fen)).where(
            is_credit_of(lease_id), PaymentRow.state == "allocated"
        )
    )
    treasury, operator = owed.one()
    return Standing(int(treasury or 0), int(operator or 0), int(credit or 0))
