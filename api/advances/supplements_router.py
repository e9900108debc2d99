"""HTTP of supplementary vouchers 补交: what has come open again, and working it out."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.advances import commands
from api.advances.schemas import ReopenedListOut, ReopenedOut, VoucherIn, VoucherOut
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader
from api.web.problems import KEY_PROBLEMS
from domain.access import Permission, PermissionMissing
from domain.billing_runs import ChargesNotConfirmed
from domain.vouchers import MonthNotAdvanced, NothingReopened
from persistence import advances, reopened
from persistence.advances import NoContractInForce
from persistence.housing import ProjectNotFound
from persistence.session import AlreadyDone

router = APIRouter(tags=["advances"])


@router.get("/advances/reopened", responses=problems(PermissionMissing))
async def list_reopened(call: Reader, project_id: UUID | None = None) -> ReopenedListOut:
    """Months that were advanced and have come open again: payments bounced, charges rose."""
    found = await reopened.reaching(call.session, call.scope(Permission.READ_LEDGER))
    due = await commands.supplement_due(call.session, call.today)
    return ReopenedListOut(
        items=[
            ReopenedOut(
                project_id=one.project_id,
                project=one.project,
                month=one.month,
                amount_fen=one.amount.fen,
                charges=one.charges,
                since_on=one.since_on,
                due_on=due(one.since_on),
                voucher_id=one.voucher_id,
                state=one.state,
            )
            for one in found
            if project_id in (None, one.project_id)
        ]
    )


@router.post(
    "/advances/supplements",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        MonthNotAdvanced,
        NothingReopened,
        ChargesNotConfirmed,
        NoContractInForce,
        AlreadyDone,
        *KEY_PROBLEMS,
    ),
)
async def calculate_supplement(body: VoucherIn, call: MoneyWriter) -> Response:
    """Work out what has come open again in a month that was advanced; its steps are a voucher's."""

    async def deed() -> VoucherOut:
        voucher_id = await commands.supplement(
            call.session, call.actor, body.project_id, body.month, today=call.today
        )
        scope = call.scope(Permission.READ_LEDGER)
        return VoucherOut.model_validate(await advances.voucher(call.session, scope, voucher_id))

    return await call.once(deed)
