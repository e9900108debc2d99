"""What is still owed, and who may change it."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncSession

from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow


def is_open(charge: type[ChargeRow]) -> ColumnElement[bool]:
    """Something is still owed of it; written so that the partial indexes serve it."""
    return charge.treasury_claim_fen + charge.operator_claim_fen > literal_column("0")


IS_OPEN: Final = is_open(ChargeRow)


async def lock_leases(session: AsyncSession, lease_ids: Sequence[UUID]) -> None:
    """Hold these leases until the transaction ends, in the order of their ids.

    Whoever pays, reverses, resolves or corrects for a lease holds its row, which stands for its
    charges, so that two at once never settle the same fen (trust.md 6, T3).
    """
    await session.execute(
        select(func.count()).select_from(
            select(LeaseRow.id)
            .where(LeaseRow.id == func.any(list(lease_ids)))
            .order_by(LeaseRow.id)
            .with_for_update(key_share=True)
            .subquery()
        )
    )
