"""HTTP of exchanges of homes 换房."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.exchanges import commands, moving
from api.exchanges.commands import Held
from api.exchanges.schemas import (
    ExchangeAcceptanceIn,
    ExchangeDecisionIn,
    ExchangeIn,
    ExchangeOfferIn,
    ExchangeOut,
)
from api.leases.life import LeaseStepOutOfOrder
from api.leases.succeeding import ExitStillOpen
from api.reservations.commands import HouseholdNotEligible
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, RoleMissing
from domain.dating import BackdatingNeedsReason
from domain.exchanges import (
    ExchangeAcrossProjects,
    ExchangeNotPossible,
    ExchangeNotReady,
    ExchangeState,
    ExchangeTooEarly,
    ExchangeUnderWay,
    HomeTooLarge,
    NoOfferInSwap,
    SwapPartnerMissing,
)
from domain.housing import UnitLeavesStock, UnitStepOutOfOrder
from domain.lease_drafts import HomeNotKept, TermEndsBeforeStart, TermTooLong
from domain.renewals import ArrearsOpen
from domain.rent import RentInputsInvalid
from domain.states import TransitionRefused
from domain.unit_kinds import NoDwelling
from persistence import exchanges
from persistence.books import PeriodClosed
from persistence.exchanges import ExchangeNotFound
from persistence.files import FileNotFound
from persistence.housing import UnitNotFound
from persistence.leases import LeaseNotFound
from persistence.session import AlreadyDone, Busy, HomeKeptAlready, UnitTaken
from persistence.tables.exchanges import ExchangeRow

router = APIRouter(tags=["leases"])
_STEP: Final = (
    PermissionMissing,
    ExchangeNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    Busy,
)


@router.post(
    "/leases/{lease_id}/exchanges",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        SwapPartnerMissing,
        ExchangeAcrossProjects,
        ExchangeNotPossible,
        ExchangeTooEarly,
        ExchangeUnderWay,
        ArrearsOpen,
        FileNotFound,
        Busy,
    ),
)
async def ask_for_exchange(
    lease_id: UUID, body: ExchangeIn, call: Writer, response: Response
) -> ExchangeOut:
    """Ask for another home 调换, or to swap with another household 互换."""
    exchange_id = await commands.submit(
        call.session, call.actor, lease_id, body.to_wanted(), today=call.today
    )
    return await _answer(call, exchange_id, response)


@router.get("/exchanges", responses=problems(PermissionMissing, CursorInvalid))
async def list_exchanges(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    state: ExchangeState | None = None,
) -> Page[ExchangeOut]:
    """Exchanges, the latest first."""
    statement, row = exchanges.listing(call.scope(Permission.READ_LEASE)), ExchangeRow
    if lease_id is not None:
        statement = statement.where((row.lease_id == lease_id) | (row.with_lease_id == lease_id))
    for column, value in {row.project_id: project_id, row.state: state}.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [ExchangeOut.of(exchanges.listed(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/exchanges/{exchange_id}", responses=problems(PermissionMissing, ExchangeNotFound))
async def read_exchange(exchange_id: UUID, call: Reader, response: Response) -> ExchangeOut:
    """An exchange, and what may follow."""
    return await _answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/check",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MakerIsChecker),
)
async def check_exchange(
    exchange_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExchangeOut:
    """A second person of the operator has looked at it."""
    held = await _held(call, Permission.CHECK_EXCHANGE, exchange_id, if_match)
    await commands.check(call.session, call.actor, held)
    return await _answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/decision",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MakerIsChecker),
)
async def decide_exchange(
    exchange_id: UUID,
    body: ExchangeDecisionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExchangeOut:
    """The purchaser's approver decides."""
    held = await _held(call, Permission.DECIDE_EXCHANGE, exchange_id, if_match)
    await commands.decide(
        call.session,
        call.actor,
        held,
        ok=body.ok,
        decision_no=body.decision_no,
        decision=body.decision,
        today=call.today,
    )
    return await _answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/offer",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP,
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
    held = await _held(call, Permission.OFFER_EXCHANGE, exchange_id, if_match)
    await commands.offer(call.session, call.actor, held, body.unit_id, today=call.today)
    return await _answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/acceptance",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP,
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
    held = await _held(call, Permission.DRAFT_LEASE, exchange_id, if_match)
    await moving.accept(
        call.session,
        call.actor,
        held,
        body.moves_on,
        reason=body.reason,
        today=call.today,
    )
    return await _answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/completion",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        *_STEP,
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
    return await _answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def withdraw_exchange(
    exchange_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExchangeOut:
    """The household stays where it is."""
    held = await _held(call, Permission.ASK_FOR_EXCHANGE, exchange_id, if_match)
    await commands.withdraw(call.session, call.actor, held)
    return await _answer(call, exchange_id, response)


async def _held(
    call: Call, permission: Permission, exchange_id: UUID, if_match: str | None
) -> Held:
    held = await commands.hold(call.session, call.scope(permission), exchange_id)
    require_version(if_match, held.exchange.version)
    return held


async def _answer(call: Call, exchange_id: UUID, response: Response) -> ExchangeOut:
    one = await exchanges.shown(call.session, call.scope(Permission.READ_LEASE), exchange_id)
    etag(response, one.exchange.version)
    return ExchangeOut.of(one)
