"""HTTP of the yearly stocktake 资产盘点."""

from collections.abc import Awaitable
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.assets import stocktaking
from api.assets.stocktake_schemas import (
    CountsIn,
    StocktakeIn,
    StocktakeLineOut,
    StocktakeOut,
    StocktakeReasonIn,
)
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.assets import NeitherBookedNorThere, StocktakeIncomplete, StocktakeState
from domain.dating import DateNotReached
from domain.states import TransitionRefused
from persistence import stocktakes
from persistence.housing import ProjectNotFound
from persistence.session import AlreadyDone
from persistence.stocktakes import Stocktake, StocktakeLine, StocktakeNotFound
from persistence.tables.assets import StocktakeLineRow, StocktakeRow

router = APIRouter(tags=["assets"])

_STEP: Final = (
    PermissionMissing,
    StocktakeNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)


@router.get("/stocktakes", responses=problems(PermissionMissing, CursorInvalid))
async def list_stocktakes(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    year: Annotated[int | None, Query(ge=2000, le=2100)] = None,
    state: StocktakeState | None = None,
) -> Page[StocktakeOut]:
    """The yearly rounds, the latest first."""
    row = StocktakeRow
    statement = stocktakes.stocktakes(call.scope(Permission.READ_HOUSING))
    wanted = {row.project_id: project_id, row.year: year, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.year, row.id, descending=True)
    items = [StocktakeOut.of(stocktakes.stocktake_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/stocktakes",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, AlreadyDone),
)
async def plan_stocktake(body: StocktakeIn, call: Writer, response: Response) -> StocktakeOut:
    """Plan a project's round of a year. Purchasers only."""
    stocktake_id = await stocktaking.plan(call.session, call.actor, **body.model_dump())
    return await _answer(call, stocktake_id, response)


@router.get("/stocktakes/{stocktake_id}", responses=problems(PermissionMissing, StocktakeNotFound))
async def read_stocktake(stocktake_id: UUID, call: Reader, response: Response) -> StocktakeOut:
    return await _answer(call, stocktake_id, response)


@router.get(
    "/stocktakes/{stocktake_id}/lines",
    responses=problems(PermissionMissing, StocktakeNotFound, CursorInvalid),
)
async def list_stocktake_lines(
    stocktake_id: UUID,
    call: Reader,
    page: PagingDep,
    is_counted: Annotated[bool | None, Query()] = None,
    differs: Annotated[bool | None, Query(description="实盘 is not 账面.")] = None,
) -> Page[StocktakeLineOut]:
    """The round's lines by unit code."""
    row = StocktakeLineRow
    scope = call.scope(Permission.READ_HOUSING)
    await stocktakes.stocktake(call.session, scope, stocktake_id)
    statement = stocktakes.lines(stocktake_id)
    if is_counted is not None:
        known = row.counted.is_not(None)
        statement = statement.where(known if is_counted else ~known)
    if differs is not None:
        statement = statement.where(
            row.counted != row.booked if differs else row.counted == row.booked
        )
    rows, cursor = await page.rows(call.session, statement, row.unit_code, row.id)
    items = [StocktakeLineOut.of(StocktakeLine(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post("/stocktakes/{stocktake_id}/start", responses=problems(*_STEP, DateNotReached))
async def start_stocktake(
    stocktake_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> StocktakeOut:
    """Take down what the books have on the day, and begin to count."""
    one = await _held(call, Permission.COUNT_STOCKTAKE, stocktake_id, if_match)
    step = stocktaking.start(call.session, call.actor, one, today=call.today)
    return await _stepped(call, step, stocktake_id, response)


@router.post(
    "/stocktakes/{stocktake_id}/counts",
    responses=problems(
        PermissionMissing, StocktakeNotFound, TransitionRefused, NeitherBookedNorThere
    ),
)
async def count_stocktake(
    stocktake_id: UUID, body: CountsIn, call: Writer, response: Response
) -> StocktakeOut:
    """Note what was found. A code that the books do not have gets a line of its own 盘盈."""
    scope = call.scope(Permission.COUNT_STOCKTAKE)
    one = await stocktakes.stocktake(call.session, scope, stocktake_id, lock=True)
    counts = [line.to_count() for line in body.lines]
    step = stocktaking.count(call.session, call.actor, one, counts)
    return await _stepped(call, step, stocktake_id, response)


@router.post(
    "/stocktakes/{stocktake_id}/submission", responses=problems(*_STEP, StocktakeIncomplete)
)
async def submit_stocktake(
    stocktake_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> StocktakeOut:
    """Everything is counted, and every difference has its reason."""
    one = await _held(call, Permission.COUNT_STOCKTAKE, stocktake_id, if_match)
    step = stocktaking.submit(call.session, call.actor, one)
    return await _stepped(call, step, stocktake_id, response)


@router.post("/stocktakes/{stocktake_id}/return", responses=problems(*_STEP))
async def return_stocktake(
    stocktake_id: UUID,
    body: StocktakeReasonIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> StocktakeOut:
    """The purchaser wants something counted again."""
    one = await _held(call, Permission.CONFIRM_STOCKTAKE, stocktake_id, if_match)
    step = stocktaking.send_back(call.session, call.actor, one, body.reason)
    return await _stepped(call, step, stocktake_id, response)


@router.post("/stocktakes/{stocktake_id}/confirmation", responses=problems(*_STEP, MakerIsChecker))
async def confirm_stocktake(
    stocktake_id: UUID, call: Writer, response: Response, if_match: IfMatch = None
) -> StocktakeOut:
    """The purchaser confirms the round: neither who planned it nor who handed it in."""
    one = await _held(call, Permission.CONFIRM_STOCKTAKE, stocktake_id, if_match)
    step = stocktaking.confirm(call.session, call.actor, one)
    return await _stepped(call, step, stocktake_id, response)


@router.post("/stocktakes/{stocktake_id}/discard", responses=problems(*_STEP))
async def discard_stocktake(
    stocktake_id: UUID,
    body: StocktakeReasonIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> StocktakeOut:
    """The plan was wrong: the round is void, and stays to be seen."""
    one = await _held(call, Permission.PLAN_STOCKTAKE, stocktake_id, if_match)
    step = stocktaking.discard(call.session, call.actor, one, body.reason)
    return await _stepped(call, step, stocktake_id, response)


async def _held(
    call: Call, permission: Permission, stocktake_id: UUID, if_match: str | None
) -> Stocktake:
    one = await stocktakes.stocktake(call.session, call.scope(permission), stocktake_id, lock=True)
    require_version(if_match, one.version)
    return one


async def _stepped(
    call: Call, step: Awaitable[None], stocktake_id: UUID, response: Response
) -> StocktakeOut:
    await step
    return await _answer(call, stocktake_id, response)


async def _answer(call: Call, stocktake_id: UUID, response: Response) -> StocktakeOut:
    scope = call.scope(Permission.READ_HOUSING)
    one = await stocktakes.stocktake(call.session, scope, stocktake_id)
    etag(response, one.version)
    return StocktakeOut.of(one)
