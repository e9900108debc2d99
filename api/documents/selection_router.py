"""HTTP of the papers of a flat selection: 选房确认单 and 放弃声明, PDF as attachments."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.documents import selections
from api.documents.forms import selection_slip, waiver
from api.documents.printing import FORM, printed
from api.documents.selections import SelectionPaperNotDue
from api.documents.verification import DocumentKind
from api.web.contract import problems
from api.web.dependencies import Call, Reader
from domain.access import Permission, PermissionMissing
from persistence import reservations
from persistence.allocation_rounds import registrations
from persistence.allocation_rounds.registrations import RegistrationNotFound
from persistence.allocation_rounds.rounds import RoundNotFound
from persistence.reservations import ReservationNotFound

router = APIRouter(tags=["documents"])

_OF_RESERVATION: Final = (PermissionMissing, ReservationNotFound, SelectionPaperNotDue)


@router.get(
    "/reservations/{reservation_id}/selection-slip.pdf",
    response_class=Response,
    responses={200: FORM, **problems(*_OF_RESERVATION)},
)
async def print_selection_slip(reservation_id: UUID, call: Reader) -> Response:
    """选房确认单 of a home that is kept, or signed for. The name is masked."""
    scope = call.scope(Permission.READ_ROUND)
    one = await reservations.find(call.session, scope, reservation_id)
    form = await selections.slip_of(call.session, scope, one, printed_on=call.today)
    return await printed(
        call.runtime,
        DocumentKind.SELECTION_SLIP,
        form,
        selection_slip.render,
        title="选房确认单",
        on=call.today,
    )


@router.get(
    "/reservations/{reservation_id}/waiver.pdf",
    response_class=Response,
    responses={200: FORM, **problems(*_OF_RESERVATION)},
)
async def print_waiver(reservation_id: UUID, call: Reader) -> Response:
    """放弃声明 of a kept home: to be signed while it is kept, as given once it is waived."""
    scope = call.scope(Permission.READ_ROUND)
    one = await reservations.find(call.session, scope, reservation_id)
    form = await selections.waiver_of(call.session, scope, one, printed_on=call.today)
    return await _waiver(call, form)


@router.get(
    "/allocation-rounds/{round_id}/registrations/{registration_id}/waiver.pdf",
    response_class=Response,
    responses={
        200: FORM,
        **problems(PermissionMissing, RoundNotFound, RegistrationNotFound, SelectionPaperNotDue),
    },
)
async def print_turn_waiver(round_id: UUID, registration_id: UUID, call: Reader) -> Response:
    """放弃声明 of whoever was called and wants none of the homes."""
    scope = call.scope(Permission.READ_ROUND)
    turn = await registrations.find(call.session, scope, round_id, registration_id)
    form = await selections.turn_waiver_of(
        call.session,
        scope,
        round_id,
        turn,
        printed_on=call.today,
    )
    return await _waiver(call, form)


async def _waiver(call: Call, form: waiver.Waiver) -> Response:
    return await printed(
        call.runtime, DocumentKind.WAIVER, form, waiver.render, title="放弃声明", on=call.today
    )
