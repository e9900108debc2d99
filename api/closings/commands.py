"""Closing a month. Each function runs in its caller's transaction."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Actor, Permission
from domain.calendar import Month
from domain.closings import MonthFacts, require_closable
from persistence import audit, books, calendars, closings, verifying
from persistence.books import Book

#: Money that nobody was found for is old after so many working days (domain.md 5.10).
SUSPENSE_WORKDAYS = 3


async def facts_of(session: AsyncSession, book: Book, month: Month, *, today: date) -> MonthFacts:
    """Everything that closing asks of a month."""
    violations = await _violations(session, book.project_id)
    return await _facts(session, book, month, today=today, violations=violations)


async def close(
    session: AsyncSession, actor: Actor, project_id: UUID, month: Month, *, today: date
) -> UUID:
    """Close and seal the month; nothing is posted into it any more.

    The ledger is verified before the book is held, so that payments wait for the sealing alone:
    each check is one statement and sees one moment. Raises ProjectNotFound, PeriodClosed,
    MonthNotReady.
    """
    scope = actor.scope(Permission.CLOSE_MONTH)
    (await books.look(session, scope, project_id)).require_open(month)
    violations = await _violations(session, project_id)
    book = await books.hold(session, scope, project_id)
    book.require_open(month)
    require_closable(await _facts(session, book, month, today=today, violations=violations))
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


async def _facts(
    session: AsyncSession, book: Book, month: Month, *, today: date, violations: tuple[str, ...]
) -> MonthFacts:
    calendar = await calendars.of_authority(session)
    alert_before = calendar.add_workdays(today, -SUSPENSE_WORKDAYS)
    return await closings.facts(
        session, book, month, today=today, alert_before=alert_before, violations=violations
    )


async def _violations(session: AsyncSession, project_id: UUID) -> tuple[str, ...]:
    found = await verifying.findings(session, project_id=project_id)
    return tuple(sorted({finding.code for finding in found}))
