"""HTTP of arrears and of a lease's account."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.arrears.accounts import account_of
from api.arrears.schemas import ArrearsOut, ArrearsSummaryOut, LeaseStatementOut
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.calendar import PeriodInvalid
from persistence import arrears, leases, parameters, payments, standings
from persistence.arrears import Arrears, Part
from persistence.holds import kinds_in_force
from persistence.leases import LeaseNotFound
from persistence.standings import NOBODY

router = APIRouter(tags=["arrears"])

_EVICT = "arrears.evict_months_cumulative"


@router.get("/arrears", responses=problems(PermissionMissing, CursorInvalid))
async def list_arrears(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    min_months: Annotated[int | None, Query(ge=1, le=600, description="Months owed.")] = None,
    query: Annotated[
        str | None, Query(max_length=64, description="Begins a name, unit code or contract number.")
    ] = None,
) -> Page[ArrearsOut]:
    """Leases with overdue rent, ended ones too, deepest debt first: how much, since when, how
    old, what the operator advanced, why dunning rests and what happens next.
    """
    statement, order = arrears.arrears(
        call.scope(Permission.READ_RENT),
        call.today,
        project_id=project_id,
        query=query,
        min_months=min_months,
        part=Part(page.limit + 1, page.after),
    )
    rows, cursor = await page.rows(call.session, statement, *order, descending=True)
    return Page(items=await _told(call, [Arrears(*row) for row in rows]), next_cursor=cursor)


@router.get("/arrears/summary", responses=problems(PermissionMissing))
async def summarise_arrears(call: Reader) -> ArrearsSummaryOut:
    """Arrears by project, and what operators have advanced and not got back."""
    evict_months = await _evict_months(call)
    projects = await arrears.summary(
        call.session, call.scope(Permission.READ_RENT), call.today, evict_months=evict_months
    )
    return ArrearsSummaryOut.of(projects, today=call.today, evict_months=evict_months)


@router.get("/leases/{lease_id}/arrears", responses=problems(PermissionMissing, LeaseNotFound))
async def read_lease_arrears(lease_id: UUID, call: Reader) -> ArrearsOut:
    """What is owed under one lease; zero where nothing is."""
    scope = call.scope(Permission.READ_RENT)
    (told,) = await _told(call, [await arrears.of_lease(call.session, scope, lease_id, call.today)])
    return told


@router.get(
    "/leases/{lease_id}/statement",
    responses=problems(PermissionMissing, LeaseNotFound, PeriodInvalid),
)
async def read_lease_statement(
    lease_id: UUID,
    call: Reader,
    from_on: Annotated[date | None, Query(alias="from")] = None,
    to_on: Annotated[date | None, Query(alias="to", description="The last day included.")] = None,
) -> LeaseStatementOut:
    """The lease's account: every charge, payment, advance and correction, and the balance after.

    Without days, all of it up to today.
    """
    lease = await leases.lease(call.session, call.scope(Permission.READ_RENT), lease_id)
    return await account_of(call.session, lease, from_on=from_on, to_on=to_on or call.today)


async def _told(call: Call, owed: list[Arrears]) -> list[ArrearsOut]:
    found = [one.lease_id for one in owed]
    scope = call.scope(Permission.READ_RENT)
    rules = await standings.rules_on(call.session, call.today)
    stand = await standings.of_leases(call.session, scope, found, rules, call.today)
    holds = await kinds_in_force(call.session, found, call.today)
    last = await payments.last_payments(call.session, found)
    evict_months = await _evict_months(call)
    return [
        ArrearsOut.of(
            one,
            holds.get(one.lease_id, frozenset()),
            last.get(one.lease_id),
            stand.get(one.lease_id, NOBODY),
            rules,
            today=call.today,
            evict_months=evict_months,
        )
        for one in owed
    ]


async def _evict_months(call: Call) -> int:
    return await parameters.value(call.session, _EVICT, call.today)
