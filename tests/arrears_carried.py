"""What charges carry, held to `domain.arrears.carried`, whatever has just been posted."""

from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.arrears import MONTHLY_KINDS, Debt, carried
from domain.calendar import Month
from domain.money import Money
from persistence.tables.rent import ChargeRow


async def agree(session: AsyncSession, project_id: UUID) -> int:
    """Every charge of the project carries what the domain says; gives how many carry anything."""
    row = ChargeRow
    found = await session.execute(
        select(
            row.lease_id,
            row.month,
            row.due_on,
            row.kind,
            row.treasury_claim_fen + row.operator_claim_fen,
            row.arrears_fen,
            row.arrears_months,
        )
        .where(row.project_id == project_id)
        .order_by(row.lease_id, row.due_on, row.id)
    )
    carrying = 0
    for _, of_lease in groupby(found.all(), key=lambda one: one[0]):
        charges = list(of_lease)
        told = carried(
            Debt(Month.of(month), due_on, Money(fen), kind in MONTHLY_KINDS)
            for _, month, due_on, kind, fen, *_ in charges
        )
        assert [one[5:] for one in map(tuple, charges)] == [(t.amount.fen, t.months) for t in told]
        carrying += sum(bool(one.amount) for one in told)
    return carrying
