"""HTTP of month closings."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.closings import commands
from api.closings.schemas import (
    CheckOut,
    ChecksOut,
    ClosingIn,
    ClosingOut,
    ClosingVerificationOut,
)
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader
from api.web.months import InMonth, InMonthIfGiven
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.closings import CHECKS, MonthFacts, MonthNotReady
from domain.month_duties import who_must_act
from persistence import books, closings
from persistence.books import PeriodClosed
from persistence.closings import Closing, ClosingNotFound
from persistence.housing import ProjectNotFound
from persistence.tables.ledger import MonthClosingRow

router = APIRouter(tags=["closings"])

#: The figures behind each check.
_FIGURES: Final[Mapping[str, Callable[[MonthFacts], dict[str, Any]]]] = {
    "every_live_lease_charged": lambda month: {
        "live_leases": month.live_leases,
        "charged_leases": month.charged_leases,
    },
    "charges_confirmed": lambda month: {"items": month.unconfirmed_runs},
    "no_old_suspense": lambda month: {"items": month.old_suspense},
    "no_open_adjustment": lambda month: {"items": month.open_adjustments},
    "shortfall_advanced": lambda month: {
        "shortfall_fen": month.shortfall.fen,
        "voucher": month.voucher,
    },
    "reopened_advanced": lambda month: {
        "reopened_fen": month.reopened.fen,
        "supplement": month.supplement,
    },
    "bounced_put_back": lambda month: {"to_put_back_fen": month.to_put_back.fen},
    "rent_remitted": lambda month: {"to_remit_fen": month.to_remit.fen},
    "remittances_confirmed": lambda month: {"states": sorted(month.remittances)},
    "books_balance": lambda month: {"findings": list(month.violations)},
}


@router.get("/month-closings", responses=problems(PermissionMissing, CursorInvalid))
async def list_closings(
    call: Reader, page: PagingDep, month: InMonthIfGiven, project_id: UUID | None = None
) -> Page[ClosingOut]:
    """Closed months, the latest first."""
    row = MonthClosingRow
    statement = closings.closings(call.scope(Permission.READ_LEDGER))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    if month is not None:
        statement = statement.where(row.month == month.first)
    rows, cursor = await page.rows(call.session, statement, row.month, row.id, descending=True)
    return Page(items=[_out(closings.closing_of(one)) for one in rows], next_cursor=cursor)


@router.get("/month-closings/checks", responses=problems(PermissionMissing, ProjectNotFound))
async def read_closing_checks(project_id: UUID, month: InMonth, call: Reader) -> ChecksOut:
    """What must hold before the month may close, whether it does, and who must act."""
    scope = call.scope(Permission.READ_LEDGER)
    book = await books.look(call.session, scope, project_id)
    facts = await commands.facts_of(call.session, book, month, today=call.today)
    items = [
        CheckOut(
            code=code,  # pyright: ignore[reportArgumentType]
            ok=holds(facts),
            facts=_FIGURES[code](facts) if code in _FIGURES else {},
            who=[] if holds(facts) else list(who_must_act(code, facts)),
        )
        for code, holds in CHECKS.items()
    ]
    return ChecksOut(
        project_id=project_id, month=month, ready=all(item.ok for item in items), items=items
    )


@router.post(
    "/month-closings",
    status_code=HTTPStatus.CREATED,
    response_model=ClosingOut,
    responses=problems(
        PermissionMissing, ProjectNotFound, PeriodClosed, MonthNotReady, *KEY_PROBLEMS
    ),
)
async def close_month(body: ClosingIn, call: MoneyWriter) -> Response:
    """Close a month for good. Corrections of it are booked in the next one."""

    async def deed() -> ClosingOut:
        closing_id = await commands.close(
            call.session, call.actor, body.project_id, body.month, today=call.today
        )
        scope = call.scope(Permission.READ_LEDGER)
        return _out(await closings.closing(call.session, scope, closing_id))

    return await call.once(deed)


@router.get("/month-closings/{closing_id}", responses=problems(PermissionMissing, ClosingNotFound))
async def read_closing(closing_id: UUID, call: Reader) -> ClosingOut:
    scope = call.scope(Permission.READ_LEDGER)
    return _out(await closings.closing(call.session, scope, closing_id))


@router.get(
    "/month-closings/{closing_id}/verification",
    responses=problems(PermissionMissing, ClosingNotFound),
)
async def verify_closing(closing_id: UUID, call: Reader) -> ClosingVerificationOut:
    """Hash the month's lines as they are now, and compare."""
    scope = call.scope(Permission.READ_LEDGER)
    made = await closings.closing(call.session, scope, closing_id)
    now = await closings.lines(call.session, made.project_id, made.month, made.previous)
    return ClosingVerificationOut(
        holds=now.hash == made.hash and now.count == made.lines,
        lines=made.lines,
        lines_now=now.count,
        hash=made.hash.hex(),
        hash_now=now.hash.hex(),
    )


def _out(made: Closing) -> ClosingOut:
    return ClosingOut.model_validate(
        {
            "id": made.id,
            "project_id": made.project_id,
            "project": made.project,
            "month": made.month,
            "lines": made.lines,
            "totals": made.totals,
            "previous": made.previous.hex(),
            "hash": made.hash.hex(),
            "maker_id": made.maker_id,
            "closed_at": made.closed_at,
        }
    )
