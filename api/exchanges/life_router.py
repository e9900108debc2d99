"""HTTP of exchanges under way: a home offered, taken or not, the move, and the wish taken back."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response

from api.exchanges import moving, offering
from api.exchanges.router import STEP, answer, held_for
from api.exchanges.schemas import (
    ExchangeAcceptanceIn,
    ExchangeOfferIn,
    ExchangeOut,
    ExchangeWaiverIn,
    ExchangeWithdrawalIn,
)
from api.leases.life import LeaseStepOutOfOrder
from api.leases.succeeding import ExitStillOpen
from api.reservations.commands import HouseholdNotEligible, WaiverUnsigned
from api.web.contract import problems
from api.web.dependencies import Writer
from api.web.versions import IfMatch, require_version
from domain.access import Permission, RoleMissing
from domain.dating import BackdatingNeedsReason
from domain.exchanges import (
    ExchangeAcrossProjects,
    ExchangeNotReady,
    HomeTooLarge,
    MovesBeforeMovedIn,
    NextLeaseStands,
    NoOfferInSwap,
)
from domain.housing import UnitLeavesStock, UnitStepOutOfOrder
from domain.lease_drafts import HomeNotKept, TermEndsBeforeStart, TermTooLong
from domain.renewals import ArrearsOpen
from domain.rent import RentInputsInvalid
from domain.unit_kinds import NoDwelling
from persistence import exchanges
from persistence.books import PeriodClosed
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.session import AlreadyDone, HomeKeptAlready, UnitTaken

router = APIRouter(tags=["leases"])


@router.post(
    "/exchanges/{exchange_id}/offer",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        NoOfferInSwap,
        UnitNotFound,
        ExchangeAcrossProjects,
        HouseholdNotEligible,
        HomeTooLarge,
        UnitTaken,
        HomeKeptAlready,
        NoDwelling,
        UnitLeavesStock,
    ),
)
async def offer_exchange_home(
    exchange_id: UUID,
    body: ExchangeOfferIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExchangeOut:
    """Keep an empty home for the household."""
    held = await held_for(call, Permission.OFFER_EXCHANGE, exchange_id, if_match)
    await offering.offer(call.session, call.actor, held, body.unit_id, today=call.today)
    return await answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/acceptance",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        MovesBeforeMovedIn,
        HomeNotKept,
        HomeTooLarge,
        HouseholdNotEligible,
        ArrearsOpen,
        BackdatingNeedsReason,
        PeriodClosed,
        TermEndsBeforeStart,
        TermTooLong,
        RentInputsInvalid,
        AlreadyDone,
    ),
)
async def accept_exchange(
    exchange_id: UUID,
    body: ExchangeAcceptanceIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExchangeOut:
    """Take what is offered: the next leases are drafted, from one day on."""
    held = await held_for(call, Permission.DRAFT_LEASE, exchange_id, if_match)
    await moving.accept(
        call.session,
        call.actor,
        held,
        body.moves_on,
        reason=body.reason,
        today=call.today,
    )
    return await answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/completion",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *STEP,
        ExchangeNotReady,
        ExitStillOpen,
        LeaseStepOutOfOrder,
        UnitStepOutOfOrder,
        RoleMissing,
    ),
)
async def complete_exchange(
    exchange_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExchangeOut:
    """The households move: the old leases end, the new ones begin, on one day."""
    seen = await exchanges.find(call.session, call.scope(Permission.CHECK_IN), exchange_id)
    require_version(if_match, seen.version)
    await moving.complete(call.session, call.actor, exchange_id, today=call.today)
    return await answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/waiver",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, WaiverUnsigned, FileNotFound),
)
async def waive_exchange_home(
    exchange_id: UUID,
    body: ExchangeWaiverIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExchangeOut:
    """The household does not want the home that is offered; it is free, and another may be."""
    held = await held_for(call, Permission.ASK_FOR_EXCHANGE, exchange_id, if_match)
    await offering.waive(
        call.session,
        call.actor,
        held,
        reason=body.reason,
        file_ids=body.file_ids,
        today=call.today,
    )
    return await answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, NextLeaseStands, WaiverUnsigned, FileNotFound),
)
async def withdraw_exchange(
    exchange_id: UUID,
    call: Writer,
    response: Response,
    body: ExchangeWithdrawalIn | None = None,
    if_match: IfMatch = None,
) -> ExchangeOut:
    """The household stays where it is. Leases that were drafted for the move are void first."""
    held = await held_for(call, Permission.ASK_FOR_EXCHANGE, exchange_id, if_match)
    told = body or ExchangeWithdrawalIn()
    await offering.withdraw(
        call.session,
        call.actor,
        held,
        reason=told.reason,
        file_ids=told.file_ids,
        today=call.today,
    )
    return await answer(call, exchange_id, response)
