"""Closing a month. Each function runs in its caller's transaction."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.calendar import Month
from domain.closings import MonthFacts, require_closable
from domain.holidays import STATE_COUNCIL
from persistence import audit, books, closings
from persistence.books import Book

#: Money that nobody was found for is old after so many working days (domain.md 5.10).
SUSPENSE_WORKDAYS = 3


async def facts_of(session: AsyncSession, book: Book, month: Month, *, today: date) -> MonthFacts:
    """Everything that closing asks of a month."""
    alert_before = STATE_COUNCIL.add_workdays(today, -SUSPENSE_WORKDAYS)
    return await closings.facts(session, book, month, today=today, alert_before=alert_before)


async def close(
    session: AsyncSession, actor: Actor, project_id: UUID, month: Month, *, today: date
) -> UUID:
    """Close and seal the month; nothing is posted into it any more.

    Raises ProjectNotFound, PeriodClosed, MonthNotReady.
    """
    book = await books.hold(session, actor.scope(Permission.CLOSE_MONTH), project_id)
    book.require_open(month)
    require_closable(await facts_of(session, book, month, today=today))
    closing_id = await closings.close(session, book, month, maker_id=actor.person_id)
    await audit.record(
        session,
        actor,
        "closings.month.closed",
        closing_id,
        project_id=project_id,
        facts={"month": str(month)},
        announce=True,
    )
    return closing_id
