"""HTTP of check-ins 入住."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.check_ins import commands
from api.check_ins.commands import Held, Waiver
from api.check_ins.schemas import (
    CheckInBookingIn,
    CheckInDetailOut,
    CheckInOut,
    CheckInReasonIn,
    CheckInRegistrationIn,
    FirstMoneyWaiverIn,
    InspectionIn,
    KeysHandedOverIn,
    MemberVerificationIn,
)
from api.leases.life import LeaseStepOutOfOrder
from api.reservations.commands import HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import Permission, PermissionMissing, RoleMissing
from domain.check_ins import (
    CheckInEvent,
    CheckInState,
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
from domain.states import TransitionRefused
from persistence import check_ins, lease_life
from persistence.books import PeriodClosed
from persistence.check_ins import CheckInNotFound
from persistence.files import FileNotFound
from persistence.handovers import HandoverNotFound
from persistence.households import MemberNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone, Busy, FourEyes
from persistence.tables.check_ins import CheckInRow

router = APIRouter(tags=["leases"])

_STEP: Final = (
    PermissionMissing,
    CheckInNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.get("/check-ins", responses=problems(PermissionMissing, CursorInvalid))
async def list_check_ins(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    state: CheckInState | None = None,
    since: Annotated[date | None, Query(description="Booked on this day or later.")] = None,
    through: Annotated[date | None, Query(description="Booked on this day or before.")] = None,
) -> Page[CheckInOut]:
    """Households moving in, by the day that is booked."""
    statement, row = check_ins.check_ins(call.scope(Permission.READ_LEASE)), CheckInRow
    wanted = {row.project_id: project_id, row.lease_id: lease_id, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if since is not None:
        statement = statement.where(row.booked_on >= since)
    if through is not None:
        statement = statement.where(row.booked_on <= through)
    rows, cursor = await page.rows(call.session, statement, row.booked_on, row.id)
    items = [CheckInOut.of(check_ins.listed(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/check-ins/{check_in_id}", responses=problems(PermissionMissing, CheckInNotFound))
async def read_check_in(check_in_id: UUID, call: Reader, response: Response) -> CheckInDetailOut:
    """A check-in, and what is still missing before the keys go over."""
    return await _answer(call, check_in_id, response)


@router.post(
    "/leases/{lease_id}/check-in",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, LeaseNotFound, TransitionRefused, AlreadyDone, Busy),
)
async def book_check_in(
    lease_id: UUID, body: CheckInBookingIn, call: Writer, response: Response
) -> CheckInDetailOut:
    """Book the day on which the household of a signed lease moves in 预约入住."""
    check_in_id = await commands.book(call.session, call.actor, lease_id, body.booked_on)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/rebooking",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def rebook_check_in(
    check_in_id: UUID,
    body: CheckInBookingIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Book another day, also after nobody came."""
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.rebook(call.session, call.actor, held, body.booked_on)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/absence", status_code=HTTPStatus.CREATED, responses=problems(*_STEP)
)
async def note_check_in_absence(
    check_in_id: UUID,
    body: CheckInReasonIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Nobody came on the day."""
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.stop(call.session, call.actor, held, CheckInEvent.MISS, body.reason)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/defect", status_code=HTTPStatus.CREATED, responses=problems(*_STEP)
)
async def hold_check_in_for_defect(
    check_in_id: UUID,
    body: CheckInReasonIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Something in the home must be put right before anybody moves in."""
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.stop(call.session, call.actor, held, CheckInEvent.FIND_DEFECT, body.reason)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/defect-clearance",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def clear_check_in_defect(
    check_in_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> CheckInDetailOut:
    """It was put right: the home is looked over anew."""
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.clear_defect(call.session, call.actor, held)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/money-waiver",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, WaiverEmpty, FourEyes),
)
async def waive_first_money(
    check_in_id: UUID,
    body: FirstMoneyWaiverIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Let the household in before deposit or first rent is paid: the purchaser's approver."""
    held = await _held(call, Permission.WAIVE_FIRST_MONEY, check_in_id, if_match)
    waiver = Waiver(body.deposit, body.first_rent, body.document_no, body.reason)
    await commands.waive(call.session, call.actor, held, waiver)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/money-confirmation",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MoneyMissing),
)
async def confirm_check_in_money(
    check_in_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> CheckInDetailOut:
    """Deposit and first rent are in, or the purchaser has waived them."""
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.confirm_money(call.session, call.actor, held)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/members",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MemberNotFound, AlreadyDone),
)
async def verify_check_in_member(
    check_in_id: UUID,
    body: MemberVerificationIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Somebody of the household showed who they are."""
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.verify(
        call.session, call.actor, held, body.member_id, body.identity_way, today=call.today
    )
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/inspection",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP, HandoverNotFound, SheetOfOtherLease, HandoverIncomplete, CriticalDefect
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
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.inspect(call.session, call.actor, held, body.handover_id)
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/hand-over",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP,
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
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.hand_over(
        call.session,
        call.actor,
        held,
        on=body.handed_over_on or call.today,
        repair_split_explained=body.repair_split_explained,
        reason=body.reason,
        today=call.today,
    )
    return await _answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/registration",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP,
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
    held = await _held(call, Permission.CHECK_IN, check_in_id, if_match, with_unit=True)
    await commands.register(
        call.session,
        call.actor,
        held,
        file_ids=body.file_ids,
        reason=body.reason,
        today=call.today,
    )
    return await _answer(call, check_in_id, response)


async def _held(
    call: Call,
    permission: Permission,
    check_in_id: UUID,
    if_match: str | None,
    *,
    with_unit: bool = False,
) -> Held:
    held = await commands.hold(
        call.session, call.scope(permission), check_in_id, with_unit=with_unit
    )
    require_version(if_match, held.check_in.version)
    return held


async def _answer(call: Call, check_in_id: UUID, response: Response) -> CheckInDetailOut:
    scope = call.scope(Permission.READ_LEASE)
    one = await check_ins.find(call.session, scope, check_in_id)
    lease = await lease_life.record(call.session, scope, one.check_in.lease_id)
    etag(response, one.check_in.version)
    return CheckInDetailOut.told(
        one,
        await commands.money_in(call.session, lease, one.check_in),
        await check_ins.members(call.session, one.check_in, call.today),
    )
