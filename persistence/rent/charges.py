"""What is asked of charges 应收, and the changes of their split."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.allocation import Split
from domain.errors import NotFound
from domain.money import Money
from persistence.rent import carrying
from persistence.scoped import in_projects, of_household
from persistence.tables.base import Statement
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import ChargeRow


class ChargeNotFound(NotFound):
    """No such charge, or not one of yours."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge with its split, and the rule trace that made it. `month` is its first day."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    unit_id: UUID
    household_id: UUID
    run_id: UUID | None
    contract_no: str
    unit_code: str
    month: date
    kind: str
    line: int
    from_on: date
    until_on: date
    due_on: date
    amount_fen: int
    adjusted_fen: int
    paid_fen: int
    treasury_claim_fen: int
    operator_claim_fen: int
    reduced_fen: int
    written_off_fen: int
    operator_id: UUID | None
    trace: Mapping[str, Any]
    made_at: datetime

    @property
    def owed_fen(self) -> int:
        """What the household still owes, to whomever."""
        return self.treasury_claim_fen + self.operator_claim_fen


def charges(scope: Scope) -> Statement:
    """Statement: the charges that the scope reaches; a tenant's are its household's."""
    row = ChargeRow
    return (
        select(
            row.id,
            row.project_id,
            row.lease_id,
            row.unit_id,
            row.household_id,
            row.run_id,
            LeaseRow.contract_no,
            UnitRow.code,
            row.month,
            row.kind,
            row.line,
            row.from_on,
            row.until_on,
            row.due_on,
            row.amount_fen,
            row.adjusted_fen,
            row.paid_fen,
            row.treasury_claim_fen,
            row.operator_claim_fen,
            row.reduced_fen,
            row.written_off_fen,
            row.operator_id,
            row.trace,
            row.made_at,
        )
        .join(
            LeaseRow,
            (LeaseRow.authority_id == row.authority_id) & (LeaseRow.id == row.lease_id),
        )
        .join(UnitRow, (UnitRow.authority_id == row.authority_id) & (UnitRow.id == row.unit_id))
        .where(in_projects(scope, row.project_id), of_household(scope, row.household_id))
    )


async def charge(session: AsyncSession, scope: Scope, charge_id: UUID) -> Charge:
    """Raises ChargeNotFound."""
    found = (await session.execute(charges(scope).where(ChargeRow.id == charge_id))).first()
    if found is None:
        raise ChargeNotFound(charge_id=str(charge_id))
    return Charge(*found)


async def lock(session: AsyncSession, lease_id: UUID, charge_id: UUID) -> ChargeRow:
    """The charge's row, after its lease's, both held until the transaction ends."""
    await session.execute(select(LeaseRow.id).where(LeaseRow.id == lease_id).with_for_update())
    found = await session.scalars(
        select(ChargeRow).where(ChargeRow.id == charge_id).with_for_update()
    )
    return found.one()


def split_of(charge: Charge | ChargeRow) -> Split:
    """Where the charge's amount stands now."""
    return Split(
        paid=Money(charge.paid_fen),
        treasury=Money(charge.treasury_claim_fen),
        operator=Money(charge.operator_claim_fen),
        reduced=Money(charge.reduced_fen),
        written_off=Money(charge.written_off_fen),
    )


async def restate(session: AsyncSession, charge: ChargeRow, split: Split) -> None:
    """Store where the amount stands after a posting; what it grew by is its adjustment.

    The charge must be locked.
    """
    owed_more = split.owed.fen - charge.treasury_claim_fen - charge.operator_claim_fen
    await session.execute(
        update(ChargeRow)
        .where(ChargeRow.id == charge.id)
        .values(
            adjusted_fen=split.billed.fen - charge.amount_fen,
            paid_fen=split.paid.fen,
            treasury_claim_fen=split.treasury.fen,
            operator_claim_fen=split.operator.fen,
            reduced_fen=split.reduced.fen,
            written_off_fen=split.written_off.fen,
            arrears_fen=ChargeRow.arrears_fen + owed_more,
        )
    )
    await carrying.restate(session, [charge.lease_id])
