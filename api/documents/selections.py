"""What the papers of a flat selection say: the slip 选房确认单, the declaration 放弃声明."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.allocation_rounds.registering import queue_rules
from api.documents.forms.selection_slip import SelectionSlip
from api.documents.forms.waiver import Waiver
from api.documents.wording import day_in_words
from api.runtime import SHANGHAI
from domain.access import Scope
from domain.allocation_rounds import TurnState, registration_key
from domain.disclosure import MaskedName
from domain.eligibility import WaiverEffect
from domain.errors import Refused
from domain.reservations import ReservationState
from persistence import housing, reservations
from persistence.allocation_rounds import registrations, rounds
from persistence.allocation_rounds.registrations import Registration
from persistence.reservations import Named, Reservation

_STANDS: Final = frozenset({ReservationState.HELD, ReservationState.USED})
_MAY_BE_WAIVED: Final = frozenset({ReservationState.HELD, ReservationState.WAIVED})
_TURN_MAY_BE_WAIVED: Final = frozenset({TurnState.CALLED, TurnState.WAIVED})
_EFFECTS: Final = {WaiverEffect.QUEUE_END: "轮候次序移至末位", WaiverEffect.LEAVE: "退出轮候"}


class SelectionPaperNotDue(Refused):
    """A slip is for a home that is kept or signed for; a waiver, for whoever may still waive."""


async def slip_of(
    session: AsyncSession, scope: Scope, one: Reservation, *, printed_on: date
) -> SelectionSlip:
    """Raises SelectionPaperNotDue, ProjectNotFound."""
    if one.state not in _STANDS:
        raise SelectionPaperNotDue(state=one.state.value)
    named = (await reservations.names(session, [one.id]))[one.id]
    project = await housing.project(session, scope, one.project_id)
    turn = await _turn(session, scope, one)
    return SelectionSlip(
        number=_number(one.id),
        printed_on=printed_on,
        operator=project.operator or "",
        occasion=await _occasion(session, scope, one),
        place=_place(turn),
        household=MaskedName(named.applicant_name),
        unit=_address(project.name, named),
        unit_code=named.unit_code,
        layout=named.layout or "",
        chosen_at=_minute(one.decided_at or one.made_at),
        deadline_on=one.deadline_on,
        proxy=_proxy(turn),
    )


async def waiver_of(
    session: AsyncSession, scope: Scope, one: Reservation, *, printed_on: date
) -> Waiver:
    """Raises SelectionPaperNotDue, ProjectNotFound."""
    if one.state not in _MAY_BE_WAIVED:
        raise SelectionPaperNotDue(state=one.state.value)
    named = (await reservations.names(session, [one.id]))[one.id]
    project = await housing.project(session, scope, one.project_id)
    masks = await registrations.masks(session, [one.record_id])
    return Waiver(
        number=_number(one.id),
        printed_on=printed_on,
        operator=project.operator or "",
        occasion=await _occasion(session, scope, one),
        place=_place(await _turn(session, scope, one)),
        household=named.applicant_name,
        masked_id=masks[one.record_id],
        unit=_address(project.name, named),
        reason=one.end_reason or "",
        waived_on=one.ended_on,
        consequence=await _consequence(session, printed_on),
    )


async def turn_waiver_of(
    session: AsyncSession,
    scope: Scope,
    round_id: UUID,
    turn: Registration,
    *,
    printed_on: date,
) -> Waiver:
    """Of whoever was called and wants none. Raises SelectionPaperNotDue, RoundNotFound."""
    if turn.turn not in _TURN_MAY_BE_WAIVED:
        raise SelectionPaperNotDue(state=turn.turn)
    one = await rounds.find(session, scope, round_id)
    project = await housing.project(session, scope, one.project_id)
    masks = await registrations.masks(session, [turn.record_id])
    return Waiver(
        number=f"{_number(one.id)}-{registration_key(turn.number)}",
        printed_on=printed_on,
        operator=project.operator or "",
        occasion=one.title,
        place=_place(turn),
        household=turn.applicant_name,
        masked_id=masks[turn.record_id],
        unit="",
        reason=(turn.reason or "") if turn.turn == TurnState.WAIVED else "",
        waived_on=turn.waived_on,
        consequence=await _consequence(session, printed_on),
    )


async def _turn(session: AsyncSession, scope: Scope, one: Reservation) -> Registration | None:
    if one.round_id is None or one.registration_id is None:
        return None
    return await registrations.find(session, scope, one.round_id, one.registration_id)


async def _occasion(session: AsyncSession, scope: Scope, one: Reservation) -> str:
    if one.round_id is None:
        return f"直接配租（{one.decision_no}）"
    return (await rounds.find(session, scope, one.round_id)).title


async def _consequence(session: AsyncSession, on: date) -> str:
    """What waiving costs; nothing where the city counts no waivers."""
    rules = await queue_rules(session, on)
    if not rules.limit:
        return ""
    return f"有可选住房而放弃的，每累计{rules.limit}次，{_EFFECTS[rules.effect]}。"


def _place(turn: Registration | None) -> str:
    return "" if turn is None else f"{turn.position}（登记号{registration_key(turn.number)}）"


def _proxy(turn: Registration | None) -> str:
    if turn is None or turn.proxy_name is None:
        return ""
    return f"{turn.proxy_name}（{turn.proxy_mask}）"


def _address(project: str, named: Named) -> str:
    return f"{project}{named.building}栋{named.entrance}单元{named.room}"


def _number(document_id: UUID) -> str:
    """Enough of the id for a person to tell two papers apart."""
    return document_id.hex[-8:].upper()


def _minute(at: datetime) -> str:
    local = at.astimezone(SHANGHAI)
    return f"{day_in_words(local.date())} {local:%H:%M}"
