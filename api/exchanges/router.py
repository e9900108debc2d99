"""HTTP of exchanges of homes 换房."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.exchanges import commands
from api.exchanges.commands import Held
from api.exchanges.schemas import (
    ExchangeDecisionIn,
    ExchangeIn,
    ExchangeOut,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.exchanges import (
    ExchangeAcrossProjects,
    ExchangeNotPossible,
    ExchangeState,
    ExchangeTooEarly,
    ExchangeUnderWay,
    SwapPartnerMissing,
)
from domain.renewals import ArrearsOpen
from domain.states import TransitionRefused
from persistence import exchanges
from persistence.exchanges import ExchangeNotFound
from persistence.files import FileNotFound
from persistence.leases import LeaseNotFound
from persistence.session import Busy
from persistence.tables.exchanges import ExchangeRow

router = APIRouter(tags=["leases"])
STEP: Final = (
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
    return await answer(call, exchange_id, response)


@router.get("/exchanges", responses=problems(PermissionMissing, CursorInvalid))
async def list_exchanges(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    state: ExchangeState | None = None,
) -> Page[ExchangeOut]:
    """Exchanges, the latest first; of a lease that ends by one, or that follows by one."""
    statement, row = exchanges.listing(call.scope(Permission.READ_LEASE)), ExchangeRow
    if lease_id is not None:
        statement = statement.where(exchanges.takes_part(lease_id))
    for column, value in {row.project_id: project_id, row.state: state}.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.made_at, row.id, descending=True)
    items = [ExchangeOut.of(exchanges.listed(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/exchanges/{exchange_id}", responses=problems(PermissionMissing, ExchangeNotFound))
async def read_exchange(exchange_id: UUID, call: Reader, response: Response) -> ExchangeOut:
    """An exchange, and what may follow."""
    return await answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/check",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, MakerIsChecker),
)
async def check_exchange(
    exchange_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> ExchangeOut:
    """A second person of the operator has looked at it."""
    held = await held_for(call, Permission.CHECK_EXCHANGE, exchange_id, if_match)
    await commands.check(call.session, call.actor, held)
    return await answer(call, exchange_id, response)


@router.post(
    "/exchanges/{exchange_id}/decision",
    status_code=HTTPStatus.CREATED,
    responses=problems(*STEP, MakerIsChecker),
)
async def decide_exchange(
    exchange_id: UUID,
    body: ExchangeDecisionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> ExchangeOut:
    """The purchaser's approver decides."""
    held = await held_for(call, Permission.DECIDE_EXCHANGE, exchange_id, if_match)
    await commands.decide(
        call.session,
        call.actor,
        held,
        ok=body.ok,
        decision_no=body.decision_no,
        decision=body.decision,
        today=call.today,
    )
    return await answer(call, exchange_id, response)


async def held_for(
    call: Call, permission: Permission, exchange_id: UUID, if_match: str | None
) -> Held:
    held = await commands.hold(call.session, call.scope(permission), exchange_id)
    require_version(if_match, held.exchange.version)
    return held


async def answer(call: Call, exchange_id: UUID, response: Response) -> ExchangeOut:
    one = await exchanges.shown(call.session, call.scope(Permission.READ_LEASE), exchange_id)
    etag(response, one.exchange.version)
    return ExchangeOut.of(one)
