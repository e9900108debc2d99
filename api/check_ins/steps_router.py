"""HTTP of the steps that lead into the home: money, identity, inspection, keys, entry."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.check_ins import commands
from api.check_ins.answering import STEP, answer
from api.check_ins.answering import held as held_check_in
from api.check_ins.commands import Waiver
from api.check_ins.schemas import (
    CheckInDetailOut,
    CheckInRegistrationIn,
    FirstMoneyWaiverIn,
    InspectionIn,
    KeysHandedOverIn,
    MemberVerificationIn,
)
from api.leases.life import LeaseStepOutOfOrder
from api.reservations.commands import HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Writer
from api.web.versions import IfMatch
from domain.access import Permission, RoleMissing
from domain.check_ins import (
    MembersUnverified,
    MoneyMissing,
    RepairSplitUnexplained,
    SheetOfOtherLease,
    SheetUnsigned,
    WaiverEmpty,
)
from domain.dating import BackdatingNeedsReason, DateNotReached
from domain.handovers import CriticalDefect, HandoverIncomplete
from domain.housing import UnitStepOutOfOrder
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.handovers import HandoverNotFound
from persistence.households import MemberNotFound
from persistence.session import AlreadyDone, FourEyes

router = APIRouter(tags=["leases"])


@router.post(
    "/check-ins/{check_in_id}/money-waiver",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, WaiverEmpty, FourEyes),
)
async def waive_first_money(
    check_in_id: UUID,
    body: FirstMoneyWaiverIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Let the household in before deposit or first rent is paid: the purchaser's approver."""
    held = await held_check_in(call, Permission.WAIVE_FIRST_MONEY, check_in_id, if_match)
    waiver = Waiver(body.deposit, body.first_rent, body.document_no, body.reason)
    await commands.waive(call.session, call.actor, held, waiver)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/money-confirmation",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, MoneyMissing),
)
async def confirm_check_in_money(
    check_in_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> CheckInDetailOut:
    """Deposit and first rent are in, or the purchaser has waived them."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.confirm_money(call.session, call.actor, held)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/members",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, MemberNotFound, AlreadyDone),
)
async def verify_check_in_member(
    check_in_id: UUID,
    body: MemberVerificationIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Somebody of the household showed who they are."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.verify(
        call.session, call.actor, held, body.member_id, body.identity_way, today=call.today
    )
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/inspection",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP, HandoverNotFound, SheetOfOtherLease, HandoverIncomplete, CriticalDefect
    ),
)
async def inspect_check_in(
    check_in_id: UUID,
    body: InspectionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """The home was looked over together; its check-in sheet has everything."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.inspect(call.session, call.actor, held, body.handover_id)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/hand-over",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        RepairSplitUnexplained,
        SheetUnsigned,
        MembersUnverified,
        MoneyMissing,
        DateNotReached,
        BackdatingNeedsReason,
    ),
)
async def hand_over_keys(
    check_in_id: UUID,
    body: KeysHandedOverIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """The keys go over, with both signatures under the sheet."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.hand_over(
        call.session,
        call.actor,
        held,
        on=body.handed_over_on or call.today,
        repair_split_explained=body.repair_split_explained,
        reason=body.reason,
        today=call.today,
    )
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/registration",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        RoleMissing,
        HouseholdNotEligible,
        BackdatingNeedsReason,
        PeriodClosed,
        FileNotFound,
        LeaseStepOutOfOrder,
        UnitStepOutOfOrder,
    ),
)
async def register_check_in(
    check_in_id: UUID,
    body: CheckInRegistrationIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Enter that the household lives there: the lease runs, the home is let, rent begins."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match, with_unit=True)
    await commands.register(
        call.session,
        call.actor,
        held,
        file_ids=body.file_ids,
        reason=body.reason,
        today=call.today,
    )
    return await answer(call, check_in_id, response)
