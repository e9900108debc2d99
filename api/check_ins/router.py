"""HTTP of check-ins 入住."""

from datetime import date
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.check_ins import commands
from api.check_ins.answering import STEP, answer
from api.check_ins.answering import held as held_check_in
from api.check_ins.schemas import (
    CheckInBookingIn,
    CheckInDetailOut,
    CheckInOut,
    CheckInReasonIn,
)
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from api.web.versions import IfMatch
from domain.access import Permission, PermissionMissing
from domain.check_ins import (
    CheckInEvent,
    CheckInState,
    LeaseFollowsAnother,
)
from domain.states import TransitionRefused
from persistence import check_ins
from persistence.check_ins import CheckInNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone, Busy
from persistence.tables.check_ins import CheckInRow

router = APIRouter(tags=["leases"])


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
    return await answer(call, check_in_id, response)


@router.post(
    "/leases/{lease_id}/check-in",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        LeaseFollowsAnother,
        TransitionRefused,
        AlreadyDone,
        Busy,
    ),
)
async def book_check_in(
    lease_id: UUID, body: CheckInBookingIn, call: Writer, response: Response
) -> CheckInDetailOut:
    """Book the day on which the household of a signed lease moves in 预约入住."""
    check_in_id = await commands.book(call.session, call.actor, lease_id, body.booked_on)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/rebooking",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP),
)
async def rebook_check_in(
    check_in_id: UUID,
    body: CheckInBookingIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Book another day, also after nobody came."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.rebook(call.session, call.actor, held, body.booked_on)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/absence", status_code=HTTPStatus.CREATED, responses=problems(*STEP)
)
async def note_check_in_absence(
    check_in_id: UUID,
    body: CheckInReasonIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Nobody came on the day."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.stop(call.session, call.actor, held, CheckInEvent.MISS, body.reason)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/defect", status_code=HTTPStatus.CREATED, responses=problems(*STEP)
)
async def hold_check_in_for_defect(
    check_in_id: UUID,
    body: CheckInReasonIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> CheckInDetailOut:
    """Something in the home must be put right before anybody moves in."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.stop(call.session, call.actor, held, CheckInEvent.FIND_DEFECT, body.reason)
    return await answer(call, check_in_id, response)


@router.post(
    "/check-ins/{check_in_id}/defect-clearance",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP),
)
async def clear_check_in_defect(
    check_in_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> CheckInDetailOut:
    """It was put right: the home is looked over anew."""
    held = await held_check_in(call, Permission.CHECK_IN, check_in_id, if_match)
    await commands.clear_defect(call.session, call.actor, held)
    return await answer(call, check_in_id, response)
