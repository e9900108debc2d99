"""Adjustments of charges: drafted, then approved or rejected."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.adjustments import AdjustmentKind, AdjustmentState
from domain.errors import NotFound
from domain.money import Money
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.rent import AdjustmentRow, ChargeRow


class AdjustmentNotFound(NotFound):
    """No such adjustment, or not of a project of yours."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`amount_fen` is positive; the kind says which way it goes."""

    id: UUID
    charge_id: UUID
    project_id: UUID
    lease_id: UUID
    kind: str
    amount_fen: int
    reason: str
    basis: str
    state: str
    maker_id: UUID
    made_at: datetime
    checker_id: UUID | None
    checked_at: datetime | None
    version: int

    @property
    def amount(self) -> Money:
        return Money(self.amount_fen)


def adjustments(scope: Scope) -> Statement:
    """Statement: the adjustments that the scope reaches; a tenant's are its household's."""
    row = AdjustmentRow
    return (
        select(
            row.id,
            row.charge_id,
            row.project_id,
            row.lease_id,
            row.kind,
            func.abs(row.amount_fen),
            row.reason,
            row.basis,
            row.state,
            row.maker_id,
            row.made_at,
            row.checker_id,
            row.checked_at,
            row.version,
        )
        .join(
            ChargeRow,
            (ChargeRow.authority_id == row.authority_id) & (ChargeRow.id == row.charge_id),
        )
        .where(in_projects(scope, row.project_id), of_household(scope, ChargeRow.household_id))
    )


async def adjustment(session: AsyncSession, scope: Scope, adjustment_id: UUID) -> Adjustment:
    """Raises AdjustmentNotFound."""
    statement = adjustments(scope).where(AdjustmentRow.id == adjustment_id)
    found = (await session.execute(statement)).first()
    if found is None:
        raise AdjustmentNotFound(adjustment_id=str(adjustment_id))
    return Adjustment(*found)


async def add(
    session: AsyncSession,
    *,
    charge_id: UUID,
    project_id: UUID,
    lease_id: UUID,
    kind: AdjustmentKind,
    amount: Money,
    reason: str,
    basis: str,
    maker_id: UUID,
) -> UUID:
    """A draft. The table keeps the amount signed: minus lowers the debt."""
    signed = -amount if kind is AdjustmentKind.REDUCTION else amount
    made = await session.execute(
        insert(AdjustmentRow)
        .values(
            charge_id=charge_id,
            project_id=project_id,
            lease_id=lease_id,
            kind=kind,
            amount_fen=signed.fen,
            reason=reason,
            basis=basis,
            maker_id=maker_id,
        )
        .returning(AdjustmentRow.id)
    )
    return made.scalar_one()


async def lock(session: AsyncSession, adjustment_id: UUID) -> None:
    await session.execute(
        select(AdjustmentRow.id).where(AdjustmentRow.id == adjustment_id).with_for_update()
    )


async def decide(
    session: AsyncSession, adjustment_id: UUID, state: AdjustmentState, *, checker_id: UUID
) -> None:
    row = AdjustmentRow
    await session.execute(
        update(row)
        .where(row.id == adjustment_id)
        .values(
            state=state,
            checker_id=checker_id,
            checked_at=func.now(),
            version=row.version + 1,
        )
    )
