"""What came in on a day, by channel; and the cash of it, counted and confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.errors import NotFound
from domain.money import Money
from domain.payments import Channel, PaymentState
from persistence.books import Book
from persistence.scoped import in_projects
from persistence.tables.base import Statement
from persistence.tables.housing import ProjectRow
from persistence.tables.payments import DayEndRow, PaymentRow


class DayEndNotFound(NotFound):
    """No such day end, or not of a project of yours."""


@dataclass(frozen=True, slots=True)
class ChannelTotal:
    """What came in by one channel. What was taken back stands beside it, not in it."""

    channel: Channel
    payments: int
    amount_fen: int
    reversed_payments: int
    reversed_fen: int
    unconfirmed_fen: int


@dataclass(frozen=True, slots=True)
class DayEnd:
    id: UUID
    project_id: UUID
    project: str
    on_date: date
    payments: int
    booked_fen: int
    counted_fen: int
    explanation: str | None
    taker_ids: list[UUID]
    checker_id: UUID
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Cash of a day that nobody has counted yet."""

    project_id: UUID
    project: str
    on_date: date
    payments: int
    booked: Money
    takers: tuple[UUID, ...]


_TOTALS: Final = text(
    """
    select channel,
      count(*) filter (where state <> 'reversed') as payments,
      coalesce(sum(amount_fen) filter (where state <> 'reversed'), 0)::bigint as amount,
      count(*) filter (where state = 'reversed') as reversed_payments,
      coalesce(sum(amount_fen) filter (where state = 'reversed'), 0)::bigint as reversed,
      coalesce(sum(amount_fen) filter (where state <> 'reversed' and channel = 'cash'
        and day_end_id is null), 0)::bigint as unconfirmed
    from payments
    where project_id = :project_id and received_on = :on_date
    group by channel
    order by channel
    """
)


async def totals(session: AsyncSession, project_id: UUID, on_date: date) -> list[ChannelTotal]:
    """What a project received on a day, by channel."""
    found = await session.execute(_TOTALS, {"project_id": project_id, "on_date": on_date})
    return [ChannelTotal(Channel(row[0]), *row[1:]) for row in found]


def day_ends(scope: Scope) -> Statement:
    """Statement: the day ends of the projects that the scope reaches."""
    row = DayEndRow
    return (
        select(
            row.id,
            row.project_id,
            ProjectRow.name,
            row.on_date,
            row.payments,
            row.booked_fen,
            row.counted_fen,
            row.explanation,
            row.taker_ids,
            row.checker_id,
            row.made_at,
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(in_projects(scope, row.project_id))
    )


def day_end_of(row: Sequence[Any]) -> DayEnd:
    return DayEnd(*row)


async def day_end(session: AsyncSession, scope: Scope, day_end_id: UUID) -> DayEnd:
    """Raises DayEndNotFound."""
    found = (await session.execute(day_ends(scope).where(DayEndRow.id == day_end_id))).first()
    if found is None:
        raise DayEndNotFound(day_end_id=str(day_end_id))
    return day_end_of(found)


def _uncounted(scope: Scope) -> Statement:
    row = PaymentRow
    stands = row.state != PaymentState.REVERSED
    return (
        select(
            row.project_id,
            ProjectRow.name,
            row.received_on,
            func.count(),
            func.coalesce(func.sum(row.amount_fen).filter(stands), 0),
            func.array_agg(row.maker_id.distinct()),
        )
        .join(ProjectRow, ProjectRow.id == row.project_id)
        .where(
            in_projects(scope, row.project_id),
            row.channel == text("'cash'"),
            row.day_end_id.is_(None),
        )
        .group_by(row.project_id, ProjectRow.code, ProjectRow.name, row.received_on)
        .order_by(row.received_on, ProjectRow.code)
    )


async def uncounted(
    session: AsyncSession,
    scope: Scope,
    *,
    project_id: UUID | None = None,
    on_date: date | None = None,
) -> list[Uncounted]:
    """Days whose cash nobody has counted, the oldest first."""
    statement = _uncounted(scope)
    if project_id is not None:
        statement = statement.where(PaymentRow.project_id == project_id)
    if on_date is not None:
        statement = statement.where(PaymentRow.received_on == on_date)
    return [
        Uncounted(project, name, day, count, Money(int(fen)), tuple(takers))
        for project, name, day, count, fen, takers in await session.execute(statement)
    ]


async def confirm(
    session: AsyncSession,
    book: Book,
    one: Uncounted,
    counted: Money,
    *,
    explanation: str | None,
    checker_id: UUID,
) -> UUID:
    """Write the day end and mark the cash that it counted; the book must be held alone."""
    made = await session.execute(
        insert(DayEndRow)
        .values(
            project_id=book.project_id,
            on_date=one.on_date,
            payments=one.payments,
            booked_fen=one.booked.fen,
            counted_fen=counted.fen,
            explanation=explanation,
            taker_ids=list(one.takers),
            checker_id=checker_id,
        )
        .returning(DayEndRow.id)
    )
    day_end_id = made.scalar_one()
    row = PaymentRow
    await session.execute(
        update(row)
        .where(
            row.project_id == book.project_id,
            row.received_on == one.on_date,
            row.channel == text("'cash'"),
            row.day_end_id.is_(None),
        )
        .values(day_end_id=day_end_id)
    )
    return day_end_id
