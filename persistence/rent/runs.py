"""Billing runs: one per asking, with its totals and an outcome for every lease."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.billing_runs import RunState, state_after
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
    month_total_fen: int | None
    last_month_total_fen: int | None
    explanation: str | None
    maker_id: UUID
    made_at: datetime
    finished_at: datetime | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None


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
        row.month_total_fen,
        row.last_month_total_fen,
        row.explanation,
        row.maker_id,
        row.made_at,
        row.finished_at,
        row.confirmed_by,
        row.confirmed_at,
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


async def finish(
    session: AsyncSession, run_id: UUID, raised: Raised, credit_used: Money, billed: Totals
) -> None:
    await session.execute(
        update(BillingRunRow)
        .where(BillingRunRow.id == run_id)
        .values(
            state=state_after(raised.charged),
            month_total_fen=billed.this_month.fen,
            last_month_total_fen=billed.last_month.fen,
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
        .values(state=RunState.FAILED, finished_at=func.now())
    )


async def lock(session: AsyncSession, scope: Scope, run_id: UUID) -> BillingRun:
    """The run, held until the transaction ends. Raises BillingRunNotFound."""
    await session.execute(
        select(BillingRunRow.id).where(BillingRunRow.id == run_id).with_for_update()
    )
    return await run(session, scope, run_id)


async def confirm(
    session: AsyncSession,
    run_id: UUID,
    billed: Totals,
    *,
    explanation: str | None,
    confirmed_by: UUID,
) -> None:
    await session.execute(
        update(BillingRunRow)
        .where(BillingRunRow.id == run_id)
        .values(
            state=RunState.DONE,
            month_total_fen=billed.this_month.fen,
            last_month_total_fen=billed.last_month.fen,
            explanation=explanation,
            confirmed_by=confirmed_by,
            confirmed_at=func.now(),
        )
    )


async def unconfirmed(session: AsyncSession, project_id: UUID, month: Month) -> int:
    """How many runs of the month wait for a second person."""
    row = BillingRunRow
    counted = await session.scalar(
        select(func.count()).where(
            row.project_id == project_id,
            row.month == month.first,
            row.state == literal_column(f"'{RunState.TO_CONFIRM}'"),
        )
    )
    return counted or 0


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
    """Rent billed for the month and the one before, by all runs and imports together.

    Supplementary lines for other months are left out: they would compare what is not alike.
    """
    row = ChargeRow
    found = await session.execute(
        select(row.month, func.sum(row.amount_fen))
        .where(
            row.project_id == project_id,
            row.month.in_((month.first, month.previous.first)),
            row.kind == "rent",
            row.line == 1,
        )
        .group_by(row.month)
    )
    billed = {one[0]: Money(int(one[1])) for one in found}
    return Totals(billed.get(month.first, ZERO), billed.get(month.previous.first, ZERO))
