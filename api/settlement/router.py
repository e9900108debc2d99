"""HTTP of fee statements."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.contracts.commands import reach
from api.settlement import computing
from api.settlement.computing import ContractNotInForce, LaterMonthSettled, MonthNotOver
from api.settlement.schemas import DeductionsOut, FeeStatementIn, FeeStatementOut
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader
from api.web.kinds import MonthWire
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from api.web.versions import etag
from domain.access import Permission, PermissionMissing
from domain.settlement import FeeState
from domain.unit_days import PriceMissing
from persistence import contracts, deductions, settlement
from persistence.contracts import ContractNotFound
from persistence.session import AlreadyDone
from persistence.settlement import FeeStatementNotFound
from persistence.tables.contracts import FeeStatementRow

router = APIRouter(tags=["settlement"])


@router.get("/fee-statements", responses=problems(PermissionMissing, CursorInvalid))
async def list_fee_statements(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    contract_id: UUID | None = None,
    month: MonthWire | None = None,
    state: FeeState | None = None,
) -> Page[FeeStatementOut]:
    """Fee statements, the latest month first; withdrawn ones too."""
    row = FeeStatementRow
    statement = settlement.statements(reach(call.actor, Permission.READ_CONTRACT))
    wanted = {
        row.project_id: project_id,
        row.contract_id: contract_id,
        row.month: month.first if month else None,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.month, row.id, descending=True)
    items = [FeeStatementOut.of(settlement.statement_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/fee-statements",
    status_code=HTTPStatus.CREATED,
    response_model=FeeStatementOut,
    responses=problems(
        PermissionMissing,
        ContractNotFound,
        ContractNotInForce,
        MonthNotOver,
        LaterMonthSettled,
        PriceMissing,
        AlreadyDone,
        *KEY_PROBLEMS,
    ),
)
async def compute_fee(body: FeeStatementIn, call: MoneyWriter) -> Response:
    """Compute a month's fee. One that exists is not replaced: withdraw it first."""

    async def deed() -> FeeStatementOut:
        within = reach(call.actor, Permission.COMPUTE_FEE)
        contract = await contracts.lock_contract(call.session, within, body.contract_id, call.today)
        statement_id = await computing.compute(
            call.session, call.actor, within, contract, body.month, call.today
        )
        made = await settlement.statement(call.session, within, statement_id)
        return FeeStatementOut.of(made)

    return await call.once(deed)


@router.get(
    "/fee-statements/{statement_id}", responses=problems(PermissionMissing, FeeStatementNotFound)
)
async def read_fee_statement(
    statement_id: UUID, call: Reader, response: Response
) -> FeeStatementOut:
    within = reach(call.actor, Permission.READ_CONTRACT)
    found = await settlement.statement(call.session, within, statement_id)
    etag(response, found.version)
    return FeeStatementOut.of(found)


@router.get(
    "/fee-statements/{statement_id}/deductions",
    responses=problems(PermissionMissing, FeeStatementNotFound),
)
async def list_statement_deductions(statement_id: UUID, call: Reader) -> DeductionsOut:
    """The deductions that the statement takes off."""
    within = reach(call.actor, Permission.READ_CONTRACT)
    await settlement.statement(call.session, within, statement_id)
    return DeductionsOut.of(await deductions.applied_in(call.session, within, statement_id))
