"""HTTP of an exit's back half: the final bill, hand-back, settlement, closing."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.deposits.refunding import RefundToPayer, RefundWayMissing
from api.exits import billing, settling
from api.exits.bill_schemas import DamagePaymentIn, FinalBillIn, FinalBillOut
from api.exits.rent_due import MarketRentMissing
from api.exits.router import STEP, answer, held_case
from api.exits.schemas import ExitCaseOut, ExitSettlementIn
from api.exits.settling import DamageNotOwed, ExitNotSettled, ExitPersonUnknown
from api.leases.life import LeaseStepOutOfOrder
from api.web.contract import problems
from api.web.dependencies import Call, MoneyWriter, Reader, Writer
from api.web.problems import KEY_PROBLEMS
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.final_bills import FinalBillIncomplete, FinalBillOutdated, ReadingMissing
from domain.handover_sheets import MeterRanBackwards
from domain.housing import UnitStepOutOfOrder
from domain.money import Money
from domain.payments import SerialNoMissing
from persistence import attachments, exits, final_bills
from persistence.exits import ExitCaseNotFound
from persistence.files import FileNotFound
from persistence.final_bills import FinalBillNotFound
from persistence.session import AlreadyDone, SerialAlreadyBooked

router = APIRouter(tags=["exits"])

_BILL: Final = (
    *STEP,
    MarketRentMissing,
    RefundWayMissing,
    RefundToPayer,
    MeterRanBackwards,
    AlreadyDone,
)


@router.get(
    "/exit-cases/{case_id}/final-bill",
    responses=problems(PermissionMissing, ExitCaseNotFound, FinalBillNotFound),
)
async def read_final_bill(case_id: UUID, call: Reader, response: Response) -> FinalBillOut:
    """The case's final bill that stands, line by line."""
    await exits.case(call.session, call.scope(Permission.READ_LEASE), case_id)
    return await _bill(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/final-bill",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_BILL, FinalBillIncomplete, ReadingMissing, FileNotFound),
)
async def draft_final_bill(
    case_id: UUID, body: FinalBillIn, call: Writer, response: Response, if_match: IfMatch = None
) -> FinalBillOut:
    """Work the final bill out; nothing is posted. A new draft puts the last one aside."""
    permission = Permission.DRAFT_FINAL_BILL
    held = await held_case(call, case_id, if_match, permission, alone=True)
    await attachments.attach(
        call.session,
        call.actor,
        ("exit_case", case_id),
        [one.file_id for one in body.clearances],
        project_id=held.case.project_id,
    )
    await billing.draft(call.session, call.actor, held, body.to_asked(), today=call.today)
    return await _bill(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/final-bill/confirmation",
    status_code=HTTPStatus.CREATED,
    response_model=FinalBillOut,
    responses=problems(*_BILL, FinalBillNotFound, FinalBillOutdated, MakerIsChecker, *KEY_PROBLEMS),
)
async def confirm_final_bill(
    case_id: UUID, call: MoneyWriter, response: Response, if_match: IfMatch = None
) -> Response:
    """Post the bill, by a second person. `If-Match` is the bill's."""

    async def deed() -> FinalBillOut:
        permission = Permission.CONFIRM_FINAL_BILL
        held = await held_case(call, case_id, "*", permission, alone=True)
        one = await final_bills.bill(call.session, case_id, lock=True)
        require_version(if_match, one.version)
        await billing.confirm(call.session, call.actor, held, one, today=call.today)
        return await _bill(call, case_id, response)

    return await call.once(deed)


@router.post(
    "/exit-cases/{case_id}/damage-payments",
    status_code=HTTPStatus.CREATED,
    response_model=FinalBillOut,
    responses=problems(
        PermissionMissing,
        ExitCaseNotFound,
        FinalBillNotFound,
        DamageNotOwed,
        SerialNoMissing,
        SerialAlreadyBooked,
        *KEY_PROBLEMS,
    ),
)
async def pay_exit_damage(
    case_id: UUID, body: DamagePaymentIn, call: MoneyWriter, response: Response
) -> Response:
    """Take money for damage that the deposit did not reach: into its account, and on."""

    async def deed() -> FinalBillOut:
        held = await held_case(call, case_id, "*", Permission.TAKE_DEPOSIT)
        await settling.pay_damage(
            call.session,
            call.actor,
            held,
            amount=Money(body.amount_fen),
            channel=body.channel,
            serial_no=body.serial_no,
            payer_name=body.payer_name,
            today=call.today,
        )
        return await _bill(call, case_id, response)

    return await call.once(deed)


@router.post(
    "/exit-cases/{case_id}/hand-back",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, LeaseStepOutOfOrder, UnitStepOutOfOrder),
)
async def hand_home_back(
    case_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExitCaseOut:
    """Take the home back: the lease ends, the unit is made ready, credentials end."""
    held = await held_case(call, case_id, if_match)
    await settling.hand_back(call.session, call.actor, held, today=call.today)
    return await answer(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/settlement",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, ExitNotSettled),
)
async def settle_exit(
    case_id: UUID,
    body: ExitSettlementIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExitCaseOut:
    """Everything is paid both ways; or the approver says that a debt stays open."""
    held = await held_case(call, case_id, if_match, Permission.SETTLE_EXIT)
    await settling.settle(call.session, call.actor, held, reason=body.reason, today=call.today)
    return await answer(call, case_id, response)


@router.post(
    "/exit-cases/{case_id}/closing",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, ExitPersonUnknown),
)
async def close_exit_case(
    case_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExitCaseOut:
    """Close the file. Who was ordered out may not apply again for some years."""
    held = await held_case(call, case_id, if_match)
    await settling.close(call.session, call.actor, held, today=call.today)
    return await answer(call, case_id, response)


async def _bill(call: Call, case_id: UUID, response: Response) -> FinalBillOut:
    one = await final_bills.bill(call.session, case_id)
    etag(response, one.version)
    return FinalBillOut.of(one)
