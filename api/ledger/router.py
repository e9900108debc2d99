"""HTTP of the ledger."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.ledger import beancount
from api.ledger.schemas import BalanceOut, BalancesOut, FindingOut, FindingsOut, TransferOut
from api.web.contract import problems
from api.web.dependencies import Reader
from api.web.months import InMonth, InMonthIfGiven, ThroughMonth
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.ledger import IDENTITIES, NAMES, Account, Reason, check_balances, normal_side
from persistence import housing, transfers, verifying
from persistence.housing import ProjectNotFound
from persistence.tables.ledger import TransferRow

router = APIRouter(tags=["ledger"])


@router.get("/ledger/transfers", responses=problems(PermissionMissing, CursorInvalid))
async def list_transfers(
    call: Reader,
    page: PagingDep,
    month: InMonthIfGiven,
    project_id: UUID | None = None,
    account: Annotated[Account | None, Query(description="On either side.")] = None,
    reason: Reason | None = None,
    lease_id: UUID | None = None,
    charge_id: UUID | None = None,
    document_id: UUID | None = None,
) -> Page[TransferOut]:
    """Transfers in the order in which they were posted."""
    row = TransferRow
    statement = transfers.transfers(call.scope(Permission.READ_LEDGER), account=account)
    wanted = {
        row.project_id: project_id,
        row.month: month.first if month else None,
        row.reason: reason,
        row.lease_id: lease_id,
        row.charge_id: charge_id,
        row.document_id: document_id,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id)
    items = [TransferOut.model_validate(transfers.transfer_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/ledger/balances", responses=problems(PermissionMissing, ProjectNotFound))
async def read_balances(
    project_id: UUID,
    month: InMonth,
    call: Reader,
    *,
    of_charges: Annotated[
        bool,
        Query(description="By the month that charges are for, with all that became of them."),
    ] = False,
) -> BalancesOut:
    """Every account of a project in a month, and whether the books hold together."""
    await housing.project(call.session, call.scope(Permission.READ_LEDGER), project_id)
    found = await transfers.balances(call.session, project_id, month, of_charges=of_charges)
    items = [
        BalanceOut(
            account=one.account,
            name=NAMES[one.account].zh,
            name_en=NAMES[one.account].en,
            normal=normal_side(one.account),
            opening_fen=one.opening_fen,
            debit_fen=one.debit_fen,
            credit_fen=one.credit_fen,
            closing_fen=one.closing_fen,
        )
        for one in found
    ]
    # A month alone may stand on a wrong side: what is taken back later is booked later.
    violations = check_balances({one.account: one.closing_fen for one in found})
    return BalancesOut(
        project_id=project_id,
        month=month,
        items=items,
        broken=[one.code for one in violations if one.code in IDENTITIES],
    )


@router.get("/ledger/findings", responses=problems(PermissionMissing, ProjectNotFound))
async def verify_ledger(project_id: UUID, call: Reader) -> FindingsOut:
    """Recompute a project's books from its transfers and name whatever does not agree."""
    await housing.project(call.session, call.scope(Permission.READ_LEDGER), project_id)
    found = await verifying.findings(call.session, project_id=project_id)
    items = [FindingOut.model_validate(finding) for finding in found]
    return FindingsOut(clean=not items, items=items)


@router.get(
    "/ledger/beancount",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
        **problems(PermissionMissing, ProjectNotFound),
    },
)
async def export_beancount(project_id: UUID, through: ThroughMonth, call: Reader) -> Response:
    """A project's books up to and with a month as a Beancount file."""
    scope = call.scope(Permission.READ_LEDGER)
    project = await housing.project(call.session, scope, project_id)
    rows = transfers.in_order(call.session, scope, project_id, through=through)
    pieces = [piece async for piece in beancount.written(project.name, rows)]
    name = f"{project.code}-{through}.beancount"
    return Response(
        "".join(pieces),
        media_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
