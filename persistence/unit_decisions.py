"""What is asked of decisions about units: disposals, and repairs beyond the operator's days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.unit_decisions import DecisionKind, DecisionState
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import UnitDecisionRow, UnitRow


class UnitDecisionNotFound(NotFound):
    """Nothing of the kind waits for a decision on this unit."""


@dataclass(frozen=True, slots=True)
class UnitDecision:
    """`until_on` is a repair's expected last day; `decision` the words of who decided."""

    id: UUID
    project_id: UUID
    unit_id: UUID
    unit_code: str
    kind: DecisionKind
    state: DecisionState
    effective_on: date
    until_on: date | None
    reason_code: str
    reason: str
    legal_basis: str | None
    file_ids: list[UUID]
    maker_id: UUID
    made_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    decision: str | None
    version: int


def decisions(scope: Scope) -> Statement:
    """Statement: the decisions asked for in the projects that the scope reaches."""
    row = UnitDecisionRow
    return (
        select(
            row.id,
            row.project_id,
            row.unit_id,
            UnitRow.code,
            row.kind,
            row.state,
            row.effective_on,
            row.until_on,
            row.reason_code,
            row.reason,
            row.legal_basis,
            row.file_ids,
            row.maker_id,
            row.made_at,
            row.decided_by,
            row.decided_at,
            row.decision,
            row.version,
        )
        .join(UnitRow, (UnitRow.authority_id == row.authority_id) & (UnitRow.id == row.unit_id))
        .where(in_projects(scope, row.project_id))
    )


def decision_of(row: Any) -> UnitDecision:
    values = list(row)
    values[4], values[5] = DecisionKind(values[4]), DecisionState(values[5])
    return UnitDecision(*values)


async def decision(session: AsyncSession, scope: Scope, decision_id: UUID) -> UnitDecision:
    """Raises UnitDecisionNotFound."""
    found = await session.execute(decisions(scope).where(UnitDecisionRow.id == decision_id))
    row = found.first()
    if row is None:
        raise UnitDecisionNotFound(decision_id=str(decision_id))
    return decision_of(row)


async def asked(
    session: AsyncSession, scope: Scope, unit_id: UUID, kind: DecisionKind
) -> UnitDecision:
    """What waits for a decision on the unit, which is held. Raises UnitDecisionNotFound."""
    row = UnitDecisionRow
    found = await session.execute(
        decisions(scope).where(
            row.unit_id == unit_id, row.kind == kind, row.state == DecisionState.ASKED
        )
    )
    one = found.first()
    if one is None:
        raise UnitDecisionNotFound(unit_id=str(unit_id), kind=kind)
    return decision_of(one)


async def is_asked(session: AsyncSession, unit_id: UUID, kind: DecisionKind) -> bool:
    row = UnitDecisionRow
    found = await session.scalar(
        select(row.id).where(
            row.unit_id == unit_id, row.kind == kind, row.state == DecisionState.ASKED
        )
    )
    return found is not None


async def add(session: AsyncSession, **values: Any) -> UUID:
    made = await session.execute(
        insert(UnitDecisionRow).values(**values).returning(UnitDecisionRow.id)
    )
    return made.scalar_one()


async def decide(
    session: AsyncSession,
    decision_id: UUID,
    state: DecisionState,
    *,
    decided_by: UUID | None,
    words: str | None,
) -> None:
    row = UnitDecisionRow
    await session.execute(
        update(row)
        .where(row.id == decision_id)
        .values(
            state=state,
            decided_by=decided_by,
            decided_at=func.now(),
            decision=words,
            version=row.version + 1,
        )
    )
