"""Long work as a row: its state, progress and result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Scope
from domain.errors import NotFound
from persistence import jobs
from persistence.tables.base import Statement
from persistence.tables.platform import OperationRow

RUN = "operation.run"
FINISHED = frozenset({"done", "failed", "cancelled"})


class OperationNotFound(NotFound):
    """No such operation, or not one of yours."""


@dataclass(frozen=True, slots=True)
class Operation:
    id: UUID
    kind: str
    state: str
    stage: str | None
    done: int
    total: int | None
    result: dict[str, Any] | None
    problem: dict[str, Any] | None
    project_id: UUID | None
    maker_id: UUID
    made_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    cancel_asked: bool
    arguments: dict[str, Any]

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED


async def start(
    session: AsyncSession,
    actor: Actor,
    kind: str,
    *,
    project_id: UUID | None,
    arguments: Mapping[str, Any],
) -> UUID:
    """Ask for long work of a registered kind. It begins once this transaction is saved."""
    made = await session.execute(
        insert(OperationRow)
        .values(
            kind=kind, project_id=project_id, arguments=dict(arguments), maker_id=actor.person_id
        )
        .returning(OperationRow.id)
    )
    operation_id = made.scalar_one()
    await jobs.enqueue(session, RUN, authority_id=actor.authority_id, operation_id=operation_id)
    return operation_id


def operations(scope: Scope) -> Statement:
    row = OperationRow
    reach = (
        text("true")
        if scope.projects is None
        else or_(row.project_id.is_(None), row.project_id.in_(scope.projects))
    )
    return select(
        row.id,
        row.kind,
        row.state,
        row.stage,
        row.done,
        row.total,
        row.result,
        row.problem,
        row.project_id,
        row.maker_id,
        row.made_at,
        row.started_at,
        row.finished_at,
        row.cancel_asked,
        row.arguments,
    ).where(reach)


async def operation(session: AsyncSession, scope: Scope, operation_id: UUID) -> Operation:
    """Raises OperationNotFound."""
    found = await session.execute(operations(scope).where(OperationRow.id == operation_id))
    row = found.first()
    if row is None:
        raise OperationNotFound(operation_id=str(operation_id))
    return Operation(*row)


async def hold(session: AsyncSession, operation_id: UUID) -> bool:
    """Whether this transaction is the only one that runs the operation now."""
    held = await session.scalar(
        text("select pg_try_advisory_xact_lock(hashtextextended(:id, 7))"),
        {"id": str(operation_id)},
    )
    return bool(held)


async def change(session: AsyncSession, operation_id: UUID, **values: Any) -> None:
    await session.execute(
        update(OperationRow).where(OperationRow.id == operation_id).values(**values)
    )


async def advance(
    session: AsyncSession, operation_id: UUID, *, stage: str, done: int, total: int | None
) -> bool:
    """Write progress; gives whether somebody asked to cancel."""
    asked = await session.scalar(
        update(OperationRow)
        .where(OperationRow.id == operation_id)
        .values(stage=stage, done=done, total=total)
        .returning(OperationRow.cancel_asked)
    )
    return bool(asked)


async def finish(
    session: AsyncSession,
    operation_id: UUID,
    state: str,
    *,
    result: Mapping[str, Any] | None = None,
    problem: Mapping[str, Any] | None = None,
) -> None:
    await change(
        session,
        operation_id,
        state=state,
        result=dict(result) if result is not None else None,
        problem=dict(problem) if problem is not None else None,
        finished_at=func.now(),
    )
