"""HTTP of recoveries."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.recoveries import commands
from api.recoveries.commands import (
    Given,
    HandedOverInFuture,
    RecoveryExceedsWaiting,
    RecoveryModeDiffers,
)
from api.recoveries.schemas import RecoverableOut, RecoverablesOut, RecoveryIn, RecoveryOut
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.calendar import Month
from domain.money import Money
from domain.remittances import RecoveryMode
from persistence import advances, housing, recoveries
from persistence.advances import NoContractInForce
from persistence.housing import ProjectNotFound
from persistence.recoveries import HandOver, Pot
from persistence.tables.ledger import HandOverRow

router = APIRouter(tags=["advances"])


@router.get("/recoveries", responses=problems(PermissionMissing, CursorInvalid))
async def list_recoveries(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[RecoveryOut]:
    """Money given back to operators, the latest first."""
    statement = recoveries.hand_overs(call.scope(Permission.READ_LEDGER), commands.KINDS)
    if project_id is not None:
        statement = statement.where(HandOverRow.project_id == project_id)
    rows, cursor = await page.rows(call.session, statement, HandOverRow.id, descending=True)
    items = [_out(recoveries.hand_over_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get(
    "/recoveries/waiting",
    responses=problems(PermissionMissing, ProjectNotFound, NoContractInForce),
)
async def read_waiting_recoveries(project_id: UUID, call: Reader) -> RecoverablesOut:
    """What waits for each operator that ever advanced the project's rent, read from the book."""
    await housing.project(call.session, call.scope(Permission.READ_LEDGER), project_id)
    contract = await advances.contract_in_force(call.session, project_id, Month.of(call.today))
    items: list[RecoverableOut] = []
    for operator_id in await recoveries.operators_with(call.session, project_id):
        fen = {
            pot: (await recoveries.waiting(call.session, project_id, operator_id, pot)).fen
            for pot in (Pot.IN_BANK, Pot.AT_TREASURY)
        }
        items.append(
            RecoverableOut(
                operator_id=operator_id,
                mode=RecoveryMode(contract.recovery_mode),
                in_bank_fen=fen[Pot.IN_BANK],
                at_treasury_fen=fen[Pot.AT_TREASURY],
            )
        )
    return RecoverablesOut(items=items)


@router.post(
    "/recoveries",
    status_code=HTTPStatus.CREATED,
    response_model=RecoveryOut,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        NoContractInForce,
        RecoveryModeDiffers,
        RecoveryExceedsWaiting,
        HandedOverInFuture,
        *KEY_PROBLEMS,
    ),
)
async def hand_over_recovery(body: RecoveryIn, call: MoneyWriter) -> Response:
    """Give recovered money to the operator: kept by the cashier, refunds booked by finance."""

    async def deed() -> RecoveryOut:
        hand_over_id = await commands.hand_over(
            call.session,
            call.actor,
            body.project_id,
            body.kind,
            Given(Money(body.amount_fen), body.on_date, body.slip_no),
            operator_id=body.operator_id,
            today=call.today,
        )
        scope = call.scope(Permission.READ_LEDGER)
        statement = recoveries.hand_overs(scope, commands.KINDS)
        found = await call.session.execute(statement.where(HandOverRow.id == hand_over_id))
        return _out(recoveries.hand_over_of(found.one()))

    return await call.once(deed)


def _out(made: HandOver) -> RecoveryOut:
    return RecoveryOut(
        id=made.id,
        project_id=made.project_id,
        operator_id=made.operator_id,
        kind=commands.KINDS[made.mode],
        month=made.month,
        amount_fen=made.amount_fen,
        on_date=made.on_date,
        slip_no=made.slip_no,
        maker_id=made.maker_id,
        made_at=made.made_at,
    )
