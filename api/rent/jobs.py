"""The billing run as long work: charges, then credit, then totals, in one transaction."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.platform.operations import AFTERMATHS, Work, handles
from api.rent.commands import RUN, TOLERANCE
from domain.access import Permission
from domain.calendar import Month
from domain.charging import differs_notably
from domain.money import Money
from persistence import audit, books, parameters
from persistence.books import Book
from persistence.rent import charging, credit, runs, standards
from persistence.rent.charging import Raised
from persistence.rent.runs import Totals

_STAGES = ("charging", "credit", "totals")


@handles(RUN)
async def run_billing(work: Work) -> Mapping[str, Any]:
    """Charge the project's month; gives the totals. Raises PeriodClosed.

    The book is held alone: nobody posts into the project meanwhile.
    """
    run_id = UUID(work.arguments["run_id"])
    session, month = work.session, Month.parse(work.arguments["month"])
    scope = work.actor.scope(Permission.RAISE_CHARGES)
    book = await books.hold(session, scope, UUID(work.arguments["project_id"]))
    terms, rule_id = await standards.terms_on(session, book.project_id, month.first)
    await _stage(work, 0)
    raised = await charging.raise_charges(
        session,
        book,
        month,
        terms,
        run_id=run_id,
        rule_id=rule_id,
        on_date=work.today,
        maker_id=work.actor.person_id,
    )
    await _stage(work, 1)
    used = await credit.use(session, book, month, on_date=work.today, maker_id=work.actor.person_id)
    await _stage(work, 2)
    billed = await runs.totals(session, book.project_id, month)
    await runs.finish(session, run_id, raised, used, billed)
    return await _told(work, book, month, run_id, raised, used, billed)


async def _not_billed(session: AsyncSession, arguments: Mapping[str, Any]) -> None:
    """Of a run that was refused or cancelled only this is left."""
    await runs.fail(session, UUID(arguments["run_id"]))


AFTERMATHS[RUN] = _not_billed


async def _stage(work: Work, number: int) -> None:
    await work.progress.report(_STAGES[number], number, len(_STAGES))


async def _told(
    work: Work,
    book: Book,
    month: Month,
    run_id: UUID,
    raised: Raised,
    used: Money,
    billed: Totals,
) -> Mapping[str, Any]:
    """The run's result, which also goes to the trail; with a warning when the total is odd."""
    facts = {
        "run_id": str(run_id),
        "month": str(month),
        "charged": raised.charged,
        "skipped": raised.skipped,
        "refused": raised.refused,
        "billed_fen": raised.billed.fen,
        "credit_used_fen": used.fen,
        "month_total_fen": billed.this_month.fen,
        "to_confirm": bool(raised.charged),
        "warnings": await _warnings(work, month, billed),
    }
    await audit.record(
        work.session,
        work.actor,
        "rent.run.finished",
        run_id,
        project_id=book.project_id,
        facts=facts,
        announce=True,
    )
    return facts


async def _warnings(work: Work, month: Month, billed: Totals) -> list[Mapping[str, Any]]:
    """Totals that left the tolerance around last month's must be explained (domain.md 5.9)."""
    tolerance = await parameters.value(work.session, TOLERANCE, month.first)
    now, before = billed.this_month, billed.last_month
    if not differs_notably(now, before, Decimal(tolerance)):
        return []
    return [
        {
            "code": "total_differs",
            "this_month_fen": now.fen,
            "last_month_fen": before.fen,
            "change_fen": (now - before).fen,
            "tolerance_percent": tolerance,
        }
    ]
