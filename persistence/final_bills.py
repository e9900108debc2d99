"""What is asked of final bills, of rent that goes back, and of what the market asks."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.final_bills import BillState, RefundSource, RentRefundState
from domain.money import Money
from domain.payments import Channel
from persistence.payments import is_credit_of
from persistence.reading import model
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.deposits import DepositRefundRow
from persistence.tables.exits import FinalBillRow, MarketRentRow, RentRefundRow
from persistence.tables.payments import PaymentRow
from persistence.tables.rent import ChargeRow


class FinalBillNotFound(NotFound):
    """No bill has been drafted for the case yet."""


class RentRefundNotFound(NotFound):
    """No such refund of rent, or not in a project of yours."""


@dataclass(frozen=True, slots=True)
class FinalBill:
    """`asked` is what the draft was given, `told` what it came to. Amounts in fen."""

    id: UUID
    case_id: UUID
    state: BillState
    last_on: date
    asked: dict[str, Any]
    told: dict[str, Any]
    deposit_fen: int
    deposit_back_fen: int
    rent_back_fen: int
    owed_fen: int
    damage_owed_fen: int
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    confirmed_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class RentRefund:
    """Rent that goes back: proposed with the bill, paid by another person.

    It goes to who paid it, the way it came, whoever the tenant is.
    """

    id: UUID
    case_id: UUID
    project_id: UUID
    lease_id: UUID
    payment_id: UUID
    refund_id: UUID | None
    amount_fen: int
    source: RefundSource
    state: RentRefundState
    due_on: date
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int
    channel: Channel
    payer_name: str
    payer_account_mask: str | None


@dataclass(frozen=True, slots=True)
class MarketRent:
    id: UUID
    project_id: UUID
    price_per_m2: Decimal
    valid_from: date
    document_no: str
    maker_id: UUID
    made_at: datetime


_BILLS: Final = model(FinalBill, FinalBillRow)
REFUNDS: Final = model(RentRefund, RentRefundRow, PaymentRow)
MARKET: Final = model(MarketRent, MarketRentRow)


async def bill(session: AsyncSession, case_id: UUID, *, lock: bool = False) -> FinalBill:
    """The case's bill that stands. Raises FinalBillNotFound."""
    row = FinalBillRow
    statement = _BILLS.select().where(row.case_id == case_id, row.state != BillState.DISCARDED)
    found = await _BILLS.first(session, statement.with_for_update() if lock else statement)
    if found is None:
        raise FinalBillNotFound(case_id=str(case_id))
    return found


async def add_bill(session: AsyncSession, **values: Any) -> UUID:
    row = FinalBillRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change_bill(session: AsyncSession, bill_id: UUID, **values: Any) -> None:
    row = FinalBillRow
    await session.execute(
        update(row).where(row.id == bill_id).values(**values, version=row.version + 1)
    )


async def discard_draft(session: AsyncSession, case_id: UUID) -> None:
    """A draft that another takes the place of."""
    row = FinalBillRow
    await session.execute(
        update(row)
        .where(row.case_id == case_id, row.state == BillState.DRAFTED)
        .values(state=BillState.DISCARDED, version=row.version + 1)
    )


async def credits_of(session: AsyncSession, lease_id: UUID) -> list[tuple[UUID, Money]]:
    """The lease's payments of which something is left, the oldest first."""
    row = PaymentRow
    found = await session.execute(
        select(row.id, row.unallocated_fen)
        .where(is_credit_of(lease_id), row.state == "allocated", row.unallocated_fen > 0)
        .order_by(row.received_on, row.id)
    )
    return [(payment_id, Money(fen)) for payment_id, fen in found]


async def charged_until(session: AsyncSession, lease_id: UUID, kind: str) -> date | None:
    """The first day that no charge of that kind covers yet."""
    row = ChargeRow
    return await session.scalar(
        select(func.max(row.until_on)).where(row.lease_id == lease_id, row.kind == kind)
    )


async def next_line(session: AsyncSession, lease_id: UUID, month: date, kind: str) -> int:
    row = ChargeRow
    last = await session.scalar(
        select(func.max(row.line)).where(
            row.lease_id == lease_id, row.month == month, row.kind == kind
        )
    )
    return (last or 0) + 1


def refunds(scope: Scope) -> Statement:
    """Statement: refunds of rent in the projects that the scope reaches."""
    row, paid = RentRefundRow, PaymentRow
    return (
        REFUNDS.select()
        .join(paid, (paid.authority_id == row.authority_id) & (paid.id == row.payment_id))
        .where(in_projects(scope, row.project_id))
    )


async def refund(
    session: AsyncSession, scope: Scope, refund_id: UUID, *, lock: bool = False
) -> RentRefund:
    """Raises RentRefundNotFound."""
    statement = refunds(scope).where(RentRefundRow.id == refund_id)
    if lock:
        statement = statement.with_for_update(of=RentRefundRow)
    found = await REFUNDS.first(session, statement)
    if found is None:
        raise RentRefundNotFound(refund_id=str(refund_id))
    return found


async def add_refund(session: AsyncSession, **values: Any) -> UUID:
    row = RentRefundRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def change_refund(session: AsyncSession, rent_refund_id: UUID, **values: Any) -> None:
    row = RentRefundRow
    await session.execute(
        update(row).where(row.id == rent_refund_id).values(**values, version=row.version + 1)
    )


async def market_price(session: AsyncSession, project_id: UUID, on: date) -> Decimal | None:
    """What the market asks per square metre on that day; of two from one day the later made."""
    row = MarketRentRow
    return await session.scalar(
        select(row.price_per_m2)
        .where(row.project_id == project_id, row.valid_from <= on)
        .order_by(row.valid_from.desc(), row.id.desc())
        .limit(1)
    )


def market_rents(scope: Scope) -> Statement:
    return MARKET.select().where(in_projects(scope, MarketRentRow.project_id))


async def add_market_rent(session: AsyncSession, **values: Any) -> UUID:
    row = MarketRentRow
    return (await session.execute(insert(row).values(**values).returning(row.id))).scalar_one()


async def open_legs(session: AsyncSession, lease_id: UUID) -> list[str]:
    """Which of the two ways back still wait for a second person."""
    rent, deposit = RentRefundRow, DepositRefundRow
    waiting: list[str] = []
    if await session.scalar(
        select(rent.id).where(rent.lease_id == lease_id, rent.state == "proposed").limit(1)
    ):
        waiting.append("rent_refund")
    if await session.scalar(
        select(deposit.id).where(deposit.lease_id == lease_id, deposit.state == "proposed").limit(1)
    ):
        waiting.append("deposit_refund")
    return waiting


async def sources_of(session: AsyncSession, case_id: UUID) -> set[str]:
    """Where the rent that goes back at this exit comes from."""
    found = await session.scalars(
        select(RentRefundRow.source).where(RentRefundRow.case_id == case_id).distinct()
    )
    return set(found)
