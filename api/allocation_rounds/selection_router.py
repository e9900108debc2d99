"""HTTP of the selection session: call, choose, skip, waive."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.allocation_rounds import selecting
from api.allocation_rounds.registration_schemas import (
    CallIn,
    HomeOut,
    HomesOut,
    RegistrationOut,
    SelectedOut,
    SelectionIn,
    TurnWaiverIn,
)
from api.allocation_rounds.registrations_router import STEP_PROBLEMS, answer, found
from api.allocation_rounds.selecting import (
    NobodyWaiting,
    NotInSelection,
    Proxy,
    SelectionNotRunning,
    UnitNotInRound,
    UnitUnsuitable,
)
from api.reservations.commands import HouseholdHoused, HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Reader, Writer
from api.web.versions import IfMatch
from domain.access import Permission, PermissionMissing
from domain.unit_kinds import NoDwelling
from persistence.allocation_rounds import registrations, rounds
from persistence.allocation_rounds.registrations import RegistrationNotFound
from persistence.allocation_rounds.rounds import RoundNotFound
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.session import HomeKeptAlready, TurnNotFinished, UnitTaken

router = APIRouter(tags=["allocation"])

_TURN: Final = "/allocation-rounds/{round_id}/registrations/{registration_id}"
_RUN: Final = Permission.RUN_SELECTION


@router.post(
    "/allocation-rounds/{round_id}/calls",
    responses=problems(
        PermissionMissing, RoundNotFound, SelectionNotRunning, TurnNotFinished, NobodyWaiting
    ),
)
async def call_next(
    round_id: UUID, call: Writer, response: Response, body: CallIn | None = None
) -> RegistrationOut:
    """Call the next in order to your window. Two windows at once get two households."""
    scope = call.scope(_RUN)
    one = await rounds.find(call.session, scope, round_id, hold="share")
    told = body or CallIn()
    called = await selecting.call(call.session, call.actor, one, desk=told.desk, absent=told.absent)
    return await answer(call, scope, round_id, called, response)


@router.get(
    _TURN + "/homes",
    responses=problems(PermissionMissing, RoundNotFound, RegistrationNotFound, SelectionNotRunning),
)
async def list_offered_homes(round_id: UUID, registration_id: UUID, call: Reader) -> HomesOut:
    """The homes that are offered to this household now, by code."""
    scope = call.scope(_RUN)
    one = await rounds.find(call.session, scope, round_id)
    selecting.require_running(one)
    turn = await registrations.find(call.session, scope, round_id, registration_id)
    offered = await selecting.suitable(call.session, one, turn, today=call.today)
    wanted = {home.unit_id for home in offered}
    listed = await rounds.listed(call.session, round_id)
    return HomesOut(
        items=[
            HomeOut(
                unit_id=home.unit_id,
                code=home.code,
                building=home.building,
                entrance=home.entrance,
                room=home.room,
                layout=home.layout,
                area_m2=str(home.area_m2),
                floor=home.floor,
                has_lift=home.has_lift,
            )
            for home in listed
            if home.unit_id in wanted
        ]
    )


@router.post(
    _TURN + "/selection",
    responses=problems(
        *STEP_PROBLEMS,
        SelectionNotRunning,
        NotInSelection,
        UnitNotInRound,
        UnitNotFound,
        UnitTaken,
        UnitUnsuitable,
        NoDwelling,
        HouseholdNotEligible,
        HouseholdHoused,
        HomeKeptAlready,
        FileNotFound,
    ),
)
async def select_home(
    round_id: UUID,
    registration_id: UUID,
    body: SelectionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> SelectedOut:
    """The household takes the home, in person or by proxy; it is kept until the deadline."""
    one, turn = await found(call, _RUN, round_id, registration_id, if_match)
    proxy = Proxy(**body.proxy.model_dump()) if body.proxy else None
    reservation_id = await selecting.select(
        call.session,
        call.actor,
        call.scope(_RUN),
        one,
        turn,
        unit_id=body.unit_id,
        proxy=proxy,
        today=call.today,
    )
    told = await answer(call, call.scope(_RUN), round_id, registration_id, response)
    return SelectedOut(registration=told, reservation_id=reservation_id)


@router.post(
    _TURN + "/skip", responses=problems(*STEP_PROBLEMS, SelectionNotRunning, NotInSelection)
)
async def skip_turn(
    round_id: UUID,
    registration_id: UUID,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RegistrationOut:
    """Called and absent: called again at the end."""
    one, turn = await found(call, _RUN, round_id, registration_id, if_match)
    await selecting.skip(call.session, call.actor, one, turn)
    return await answer(call, call.scope(_RUN), round_id, registration_id, response)


@router.post(
    _TURN + "/waiver",
    responses=problems(*STEP_PROBLEMS, SelectionNotRunning, NotInSelection, FileNotFound),
)
async def waive_turn(
    round_id: UUID,
    registration_id: UUID,
    body: TurnWaiverIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> RegistrationOut:
    """Called, and wants none of the homes. Waiving too often costs the place in the queue."""
    one, turn = await found(call, _RUN, round_id, registration_id, if_match)
    await selecting.waive(
        call.session,
        call.actor,
        one,
        turn,
        reason=body.reason,
        file_ids=body.file_ids,
        today=call.today,
    )
    return await answer(call, call.scope(_RUN), round_id, registration_id, response)
