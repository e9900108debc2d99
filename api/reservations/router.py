"""HTTP of homes kept for households: waivers, and the purchaser's direct allocation."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.reservations import commands
from api.reservations.commands import HouseholdHoused, HouseholdNotEligible, WaiverUnsigned
from api.reservations.schemas import (
    AllocationRejectionIn,
    DirectAllocationIn,
    ReservationOut,
    WaiverIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.reservations import ReservationEvent, ReservationState
from domain.states import TransitionRefused
from domain.unit_kinds import NoDwelling
from persistence import reservations
from persistence.eligibility import EligibilityNotFound
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.reservations import Reservation, ReservationNotFound
from persistence.session import HomeKeptAlready, UnitInRound, UnitTaken
from persistence.tables.reservations import UnitReservationRow

router = APIRouter(tags=["allocation"])

_STEP: Final = (
    PermissionMissing,
    ReservationNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)
_HOUSEHOLD: Final = (HouseholdNotEligible, HouseholdHoused, UnitTaken, UnitInRound)


@router.get("/reservations", responses=problems(PermissionMissing, CursorInvalid))
async def list_reservations(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    round_id: UUID | None = None,
    unit_id: UUID | None = None,
    state: ReservationState | None = None,
    is_direct: Annotated[bool | None, Query(description="Outside any round.")] = None,
) -> Page[ReservationOut]:
    """Homes kept for households, the latest first."""
    row = UnitReservationRow
    statement = reservations.reservations(call.scope(Permission.READ_ROUND))
    for column, value in (
        (row.project_id, project_id),
        (row.round_id, round_id),
        (row.unit_id, unit_id),
        (row.state, state),
    ):
        statement = statement if value is None else statement.where(column == value)
    if is_direct is not None:
        no_round = row.round_id.is_(None)
        statement = statement.where(no_round if is_direct else ~no_round)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    found = [reservations.RESERVATIONS.read(one) for one in rows]
    named = await reservations.names(call.session, [one.id for one in found])
    items = [ReservationOut.of(one, named[one.id]) for one in found]
    return Page(items=items, next_cursor=cursor)


@router.get(
    "/reservations/{reservation_id}",
    responses=problems(PermissionMissing, ReservationNotFound),
)
async def read_reservation(
    reservation_id: UUID, call: Reader, response: Response
) -> ReservationOut:
    return await _answer(call, reservation_id, response)


@router.post(
    "/reservations/{reservation_id}/waiver",
    responses=problems(*_STEP, WaiverUnsigned, FileNotFound),
)
async def waive_reservation(
    reservation_id: UUID,
    body: WaiverIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ReservationOut:
    """The household gives the home up, in writing; it is free again at once."""
    one = await _found(call, Permission.RUN_SELECTION, reservation_id, if_match)
    await commands.give_up(
        call.session,
        call.actor,
        call.scope(Permission.RUN_SELECTION),
        one,
        ReservationEvent.WAIVE,
        reason=body.reason,
        file_ids=body.file_ids,
        today=call.today,
    )
    return await _answer(call, reservation_id, response)


@router.post(
    "/direct-allocations",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        UnitNotFound,
        EligibilityNotFound,
        *_HOUSEHOLD,
        HomeKeptAlready,
        FileNotFound,
    ),
)
async def propose_direct_allocation(
    body: DirectAllocationIn, call: Writer, response: Response
) -> ReservationOut:
    """Propose a home for one household outside any round. Purchasers only."""
    made = await commands.propose(
        call.session,
        call.actor,
        call.scope(Permission.ALLOCATE_DIRECTLY),
        **body.model_dump(),
        today=call.today,
    )
    return await _answer(call, made, response)


@router.post(
    "/direct-allocations/{reservation_id}/approval",
    responses=problems(*_STEP, MakerIsChecker, *_HOUSEHOLD, NoDwelling),
)
async def approve_direct_allocation(
    reservation_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ReservationOut:
    """Agree: the home is kept for the household until the deadline."""
    one = await _found(call, Permission.APPROVE_ALLOCATION, reservation_id, if_match)
    scope = call.scope(Permission.APPROVE_ALLOCATION)
    await commands.approve(call.session, call.actor, scope, one, today=call.today)
    return await _answer(call, reservation_id, response)


@router.post(
    "/direct-allocations/{reservation_id}/rejection",
    responses=problems(*_STEP, MakerIsChecker),
)
async def reject_direct_allocation(
    reservation_id: UUID,
    body: AllocationRejectionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ReservationOut:
    """Do not agree: nothing is kept."""
    one = await _found(call, Permission.APPROVE_ALLOCATION, reservation_id, if_match)
    await commands.reject(call.session, call.actor, one, body.reason)
    return await _answer(call, reservation_id, response)


async def _found(
    call: Call, permission: Permission, reservation_id: UUID, if_match: str | None
) -> Reservation:
    """As it was read, not held: the unit is locked first, then what hangs on it."""
    one = await reservations.find(call.session, call.scope(permission), reservation_id)
    require_version(if_match, one.version)
    return one


async def _answer(call: Call, reservation_id: UUID, response: Response) -> ReservationOut:
    scope = call.scope(Permission.READ_ROUND)
    one = await reservations.find(call.session, scope, reservation_id)
    named = await reservations.names(call.session, [one.id])
    etag(response, one.version)
    return ReservationOut.of(one, named[one.id])
