"""Billing runs: one per asking, with its totals and an outcome for every lease."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.calendar import Month
from domain.charging import Outcome
from domain.errors import NotFound
from domain.money import ZERO, Money
from persistence.rent.charging import Raised
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.rent import BillingOutcomeRow, BillingRunRow, ChargeRow


class BillingRunNotFound(NotFound):
    """No such billing run, or not of a project of yours."""


@dataclass(frozen=True, slots=True)
class BillingRun:
    """`month` is its first day."""

    id: UUID
    project_id: UUID
    month: date
    operation_id: UUID | None
    state: str
    charged: int
    skipped: int
    refused: int
    billed_fen: int
    credit_used_fen: int
    maker_id: UUID
    made_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeaseOutcome:
    """What became of one lease in a run."""

    lease_id: UUID
    contract_no: str
    unit_code: str
    outcome: str
    reason: str | None
    amount_fen: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What is billed for a project's month, and for the month before it."""

    this_month: Money
    last_month: Money


def runs(scope: Scope) -> Statement:
    """Statement: the runs of the projects that the scope reaches."""
    row = BillingRunRow
    return select(
        row.id,
        row.project_id,
        row.month,
        row.operation_id,
        row.state,
        row.charged,
        row.skipped,
        row.refused,
        row.billed_fen,
        row.credit_used_fen,
        row.maker_id,
        row.made_at,
        row.finished_at,
    ).where(in_projects(scope, row.project_id))


async def run(session: AsyncSession, scope: Scope, run_id: UUID) -> BillingRun:
    """Raises BillingRunNotFound."""
    found = (await session.execute(runs(scope).where(BillingRunRow.id == run_id))).first()
    if found is None:
        raise BillingRunNotFound(run_id=str(run_id))
    return BillingRun(*found)


async def add(
    session: AsyncSession,
    *,
    run_id: UUID,
    project_id: UUID,
    month: Month,
    operation_id: UUID,
    maker_id: UUID,
) -> None:
    await session.execute(
        insert(BillingRunRow).values(
            id=run_id,
            project_id=project_id,
            month=month.first,
            operation_id=operation_id,
            maker_id=maker_id,
        )
    )


async def finish(session: AsyncSession, run_id: UUID, raised: Raised, credit_used: Money) -> None:
    await session.execute(
        update(BillingRunRow)
        .where(BillingRunRow.id == run_id)
        .values(
            state="done",
            charged=raised.charged,
            skipped=raised.skipped,
            refused=raised.refused,
            billed_fen=raised.billed.fen,
            credit_used_fen=credit_used.fen,
            finished_at=func.now(),
        )
    )


async def fail(session: AsyncSession, run_id: UUID) -> None:
    await session.execute(
        update(BillingRunRow)
        .where(BillingRunRow.id == run_id)
        .values(state="failed", finished_at=func.now())
    )


def outcomes(run_id: UUID, outcome: Outcome | None) -> Statement:
    """Statement: the run's leases, all or those of one outcome. The run must be within reach."""
    row = BillingOutcomeRow
    statement = (
        select(
            row.lease_id,
            LeaseRow.contract_no,
            UnitRow.code,
            row.outcome,
            row.reason,
            row.amount_fen,
        )
        .join(
            LeaseRow,
            (LeaseRow.authority_id == row.authority_id) & (LeaseRow.id == row.lease_id),
        )
        .join(
            UnitRow,
            (UnitRow.authority_id == row.authority_id) & (UnitRow.id == LeaseRow.unit_id),
        )
        .where(row.run_id == run_id)
    )
    if outcome is None:
        return statement
    if outcome is not Outcome.CHARGED:
        # Said literally, so that the small partial index serves it whatever the plan.
        statement = statement.where(row.outcome != literal_column("'charged'"))
    return statement.where(row.outcome == outcome)


async def totals(session: AsyncSession, project_id: UUID, month: Month) -> Totals:
    """Rent billed for the month and the one before, by all runs and imports together."""
    row = ChargeRow
    found = await session.execute(
        select(row.month, func.sum(row.amount_fen))
        .where(
            row.project_id == project_id,
            row.month.in_((month.first, month.previous.first)),
            row.kind == "rent",
        )
        .group_by(row.month)
    )
    billed = {one[0]: Money(int(one[1])) for one in found}
    return Totals(billed.get(month.first, ZERO), billed.get(month.previous.first, ZERO))
