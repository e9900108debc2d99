"""Everything that is known of a project's month, asked for in one place."""

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from domain.access import Scope
from domain.advances import due_on
from domain.calendar import Month
from domain.closings import CHECKS, failed_checks
from domain.duties import SUSPENSE_WORKDAYS, match_by, remit_by
from domain.ledger import IDENTITIES, check_balances
from domain.month_figures import MonthFigures
from persistence import books, calendars, closings, months, parameters, remittances
from persistence.books import Book

_RULES: Final = ("advance.due_rule", "rent.due_day")


async def figures_of(
    session: AsyncSession, scope: Scope, book: Book, month: Month, today: date
) -> MonthFigures:
    """The book is within the scope; it is looked at, not held.

    Of the books, the identities are looked at; closing verifies every line of them.
    """
    project_id = book.project_id
    calendar = await calendars.of_authority(session)
    rules = await parameters.values(session, _RULES, month.last)
    booked = await months.booked(session, project_id, month)
    waiting = await months.suspense(session, project_id)
    match_on = match_by(waiting.oldest_on, calendar) if waiting.oldest_on else None
    held = await remittances.waiting(session, project_id, month.last)
    broken = await _broken(session, project_id, month)
    closed = await closings.of_month(session, scope, project_id, month)
    return MonthFigures(
        month=month,
        charge_by=date(month.year, month.number, min(rules["rent.due_day"], month.days)),
        cut_off_on=due_on(month, calendar, workday=rules["advance.due_rule"]),
        billing=await months.billing(session, project_id, month),
        charged=await months.charged(session, project_id, month),
        received=await months.received(session, project_id, month, booked, match_on),
        voucher=await months.voucher(session, project_id, month),
        remittances=await months.remittances(session, project_id, month),
        due_to_treasury_fen=booked.due_to_treasury_fen,
        to_remit_fen=(await remittances.unremitted(session, project_id, month)).fen,
        remit_by=remit_by(held.oldest_on, calendar) if held.oldest_on else None,
        advances=booked.advances,
        closed_at=closed.closed_at if closed else None,
        lines=closed.lines if closed else 0,
        checks=len(CHECKS),
        failed=() if closed else await _failed(session, book, month, today, broken),
        fees=await months.fees(session, project_id, month),
        broken=broken,
    )


async def _failed(
    session: AsyncSession, book: Book, month: Month, today: date, broken: tuple[str, ...]
) -> tuple[str, ...]:
    calendar = await calendars.of_authority(session)
    alert_before = calendar.add_workdays(today, -SUSPENSE_WORKDAYS)
    facts = await closings.facts(
        session, book, month, today=today, alert_before=alert_before, violations=broken
    )
    return tuple(failed_checks(facts))


async def _broken(session: AsyncSession, project_id: UUID, month: Month) -> tuple[str, ...]:
    standing = await books.balances(session, project_id, through=month)
    return tuple(one.code for one in check_balances(standing) if one.code in IDENTITIES)
