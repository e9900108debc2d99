"""HTTP of remittances."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.remittances import commands
from api.remittances.commands import MoneyNotThere, NothingToRemit, SentInFuture
from api.remittances.schemas import (
    HeldMoneyOut,
    HeldMoneysOut,
    ReissueIn,
    RemittanceConfirmationIn,
    RemittanceIn,
    RemittanceOut,
    RemittanceReturnIn,
    SendingIn,
)
from api.web.contract import problems
from api.web.dependencies import MoneyCall, MoneyWriter, Reader
from api.web.months import InMonthIfGiven
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.held_money import alert
from domain.remittances import RemittanceState, workdays_held
from domain.states import TransitionRefused
from persistence import books, calendars, remittances
from persistence.books import Book
from persistence.housing import ProjectNotFound
from persistence.remittances import Remittance, RemittanceNotFound
from persistence.session import AlreadyDone, CodeTaken
from persistence.tables.ledger import RemittanceRow

router = APIRouter(tags=["remittances"])

_STEP: Final = (
    PermissionMissing,
    RemittanceNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    *KEY_PROBLEMS,
)
Step = Callable[[Book, Remittance], Awaitable[None]]


@router.get("/remittances", responses=problems(PermissionMissing, CursorInvalid))
async def list_remittances(
    call: Reader,
    page: PagingDep,
    month: InMonthIfGiven,
    project_id: UUID | None = None,
    state: RemittanceState | None = None,
) -> Page[RemittanceOut]:
    """Remittances, the latest first."""
    row = RemittanceRow
    statement = remittances.remittances(call.scope(Permission.READ_LEDGER))
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    if month is not None:
        statement = statement.where(row.month == month.first)
    if state is not None:
        statement = statement.where(row.state == state)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [RemittanceOut.model_validate(remittances.remittance_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/remittances",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        SentInFuture,
        NothingToRemit,
        AlreadyDone,
        *KEY_PROBLEMS,
    ),
)
async def draw_up_remittance(body: RemittanceIn, call: MoneyWriter) -> Response:
    """Draw up a statement of what was received up to a day and waits for treasury."""

    async def deed() -> RemittanceOut:
        remittance_id = await commands.draw_up(
            call.session,
            call.actor,
            body.project_id,
            through_on=body.through_on,
            budget_code=body.budget_code,
            payment_code=body.payment_code,
            today=call.today,
        )
        return await _out(call, remittance_id)

    return await call.once(deed)


@router.get("/remittances/held-money", responses=problems(PermissionMissing))
async def read_held_money(call: Reader) -> HeldMoneysOut:
    """How much tenants' money each project's account holds, and for how long."""
    scope = call.scope(Permission.READ_LEDGER)
    calendar = await calendars.of_authority(call.session)
    items = [
        HeldMoneyOut(
            project_id=one.project_id,
            project=one.project,
            amount_fen=one.held.amount.fen,
            oldest_on=one.held.oldest_on,
            workdays=workdays_held(one.held.oldest_on, call.today, calendar)
            if one.held.oldest_on
            else 0,
            alert=alert(one.held.oldest_on, call.today, calendar),
        )
        for one in await remittances.held_money(call.session, scope)
    ]
    return HeldMoneysOut(items=items)


@router.get(
    "/remittances/{remittance_id}", responses=problems(PermissionMissing, RemittanceNotFound)
)
async def read_remittance(remittance_id: UUID, call: Reader, response: Response) -> RemittanceOut:
    scope = call.scope(Permission.READ_LEDGER)
    one = await remittances.remittance(call.session, scope, remittance_id)
    etag(response, one.version)
    return RemittanceOut.model_validate(one)


@router.post(
    "/remittances/{remittance_id}/signature",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(*_STEP, MakerIsChecker),
)
async def sign_remittance(
    remittance_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """A second person signs; the payment order follows at once."""

    async def step(_: Book, one: Remittance) -> None:
        await commands.sign(call.session, call.actor, one)

    return await _step(call, remittance_id, if_match, Permission.SIGN_REMITTANCE, step)


@router.post(
    "/remittances/{remittance_id}/withdrawal",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(*_STEP),
)
async def withdraw_remittance(
    remittance_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Take back a statement that has not been sent."""

    async def step(_: Book, one: Remittance) -> None:
        await commands.withdraw(call.session, call.actor, one)

    return await _step(call, remittance_id, if_match, Permission.PREPARE_REMITTANCE, step)


@router.post(
    "/remittances/{remittance_id}/sending",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(*_STEP, SentInFuture, MoneyNotThere),
)
async def send_remittance(
    remittance_id: UUID, body: SendingIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The money has left the account, by this slip."""

    async def step(book: Book, one: Remittance) -> None:
        await commands.send(
            call.session,
            call.actor,
            book,
            one,
            bank_slip_no=body.bank_slip_no,
            sent_on=body.sent_on,
            today=call.today,
        )

    return await _step(call, remittance_id, if_match, Permission.PREPARE_REMITTANCE, step)


@router.post(
    "/remittances/{remittance_id}/return",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(*_STEP),
)
async def return_remittance(
    remittance_id: UUID, body: RemittanceReturnIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Treasury has sent it back: it is booked back and goes on ageing."""

    async def step(book: Book, one: Remittance) -> None:
        await commands.send_back(call.session, call.actor, book, one, body.reason, today=call.today)

    return await _step(call, remittance_id, if_match, Permission.CONFIRM_REMITTANCE, step)


@router.post(
    "/remittances/{remittance_id}/reissue",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(*_STEP),
)
async def reissue_remittance(
    remittance_id: UUID, body: ReissueIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """A new payment order for returned money, under the right codes."""

    async def step(_: Book, one: Remittance) -> None:
        await commands.reissue(
            call.session,
            call.actor,
            one,
            budget_code=body.budget_code,
            payment_code=body.payment_code,
        )

    return await _step(call, remittance_id, if_match, Permission.PREPARE_REMITTANCE, step)


@router.post(
    "/remittances/{remittance_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    response_model=RemittanceOut,
    responses=problems(*_STEP, MakerIsChecker, CodeTaken),
)
async def confirm_remittance(
    remittance_id: UUID, body: RemittanceConfirmationIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Finance has it, by this receipt of the treasury."""

    async def step(_: Book, one: Remittance) -> None:
        await commands.confirm(call.session, call.actor, one, body.treasury_receipt_no)

    return await _step(call, remittance_id, if_match, Permission.CONFIRM_REMITTANCE, step)


async def _step(
    call: MoneyCall,
    remittance_id: UUID,
    if_match: str | None,
    permission: Permission,
    step: Step,
) -> Response:
    """Hold the book alone, look at the remittance as it is then, and take the step once."""

    async def deed() -> RemittanceOut:
        scope = call.scope(permission)
        seen = await remittances.remittance(call.session, scope, remittance_id)
        book = await books.hold(call.session, scope, seen.project_id)
        one = await remittances.remittance(call.session, scope, remittance_id)
        require_version(if_match, one.version)
        await step(book, one)
        return await _out(call, remittance_id)

    return await call.once(deed)


async def _out(call: MoneyCall, remittance_id: UUID) -> RemittanceOut:
    scope = call.scope(Permission.READ_LEDGER)
    return RemittanceOut.model_validate(
        await remittances.remittance(call.session, scope, remittance_id)
    )
