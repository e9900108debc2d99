"""HTTP of vouchers."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.advances import commands
from api.advances.commands import NothingToWriteOff, PaidInFuture, VoucherAmountDiffers
from api.advances.schemas import (
    DisputeDecisionIn,
    DisputeIn,
    UncollectibleIn,
    VoucherAcceptanceIn,
    VoucherIn,
    VoucherLineOut,
    VoucherOut,
    VoucherPaymentIn,
    VoucherReturnIn,
)
from api.web.contract import problems
from api.web.dependencies import MoneyCall, MoneyWriter, Reader
from api.web.months import InMonthIfGiven
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.advances import VoucherState
from domain.money import Money
from domain.states import TransitionRefused
from domain.vouchers import VoucherTooEarly
from persistence import advances, books, voucher_lines
from persistence.advances import NoContractInForce, Voucher, VoucherNotFound
from persistence.books import Book, PeriodClosed
from persistence.housing import ProjectNotFound
from persistence.session import AlreadyDone, CodeTaken
from persistence.tables.ledger import VoucherLineRow, VoucherRow
from persistence.voucher_lines import VoucherLine

router = APIRouter(tags=["advances"])

_STEP: Final = (
    PermissionMissing,
    VoucherNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
    *KEY_PROBLEMS,
)
Step = Callable[[Book, Voucher], Awaitable[None]]


@router.get("/advances", responses=problems(PermissionMissing, CursorInvalid))
async def list_vouchers(
    call: Reader,
    page: PagingDep,
    month: InMonthIfGiven,
    project_id: UUID | None = None,
    state: VoucherState | None = None,
) -> Page[VoucherOut]:
    """Vouchers, the latest month first, with what tenants have paid back since."""
    row = VoucherRow
    statement = advances.vouchers(call.scope(Permission.READ_LEDGER), state=state)
    if project_id is not None:
        statement = statement.where(row.project_id == project_id)
    if month is not None:
        statement = statement.where(row.month == month.first)
    rows, cursor = await page.rows(call.session, statement, row.month, row.id, descending=True)
    items = [VoucherOut.model_validate(advances.voucher_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/advances",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        VoucherTooEarly,
        NoContractInForce,
        PeriodClosed,
        AlreadyDone,
        *KEY_PROBLEMS,
    ),
)
async def calculate_voucher(body: VoucherIn, call: MoneyWriter) -> Response:
    """Work out a month's shortfall, from the cut-off day on."""

    async def deed() -> VoucherOut:
        voucher_id = await commands.calculate(
            call.session, call.actor, body.project_id, body.month, today=call.today
        )
        return await _out(call, voucher_id)

    return await call.once(deed)


@router.get("/advances/{voucher_id}", responses=problems(PermissionMissing, VoucherNotFound))
async def read_voucher(voucher_id: UUID, call: Reader, response: Response) -> VoucherOut:
    scope = call.scope(Permission.READ_LEDGER)
    voucher = await advances.voucher(call.session, scope, voucher_id)
    etag(response, voucher.version)
    return VoucherOut.model_validate(voucher)


@router.get(
    "/advances/{voucher_id}/lines",
    responses=problems(PermissionMissing, VoucherNotFound, CursorInvalid),
)
async def list_voucher_lines(
    voucher_id: UUID, call: Reader, page: PagingDep
) -> Page[VoucherLineOut]:
    """Every charge that tenants left unpaid: paid by the operator, or why it need not be."""
    await advances.voucher(call.session, call.scope(Permission.READ_LEDGER), voucher_id)
    row = VoucherLineRow
    rows, cursor = await page.rows(
        call.session, voucher_lines.lines(voucher_id, call.today), row.charge_id
    )
    items = [VoucherLineOut.of(VoucherLine(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/advances/{voucher_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP, MakerIsChecker),
)
async def confirm_voucher(
    voucher_id: UUID, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The operator's manager confirms it; not the one who calculated it."""

    async def step(_: Book, voucher: Voucher) -> None:
        await commands.confirm(call.session, call.actor, voucher)

    return await _step(call, voucher_id, if_match, Permission.CONFIRM_VOUCHER, step)


@router.post(
    "/advances/{voucher_id}/disputes",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP),
)
async def dispute_voucher(
    voucher_id: UUID, body: DisputeIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The operator says the figures are wrong; the purchaser decides."""

    async def step(_: Book, voucher: Voucher) -> None:
        await commands.dispute(call.session, call.actor, voucher, body.reason)

    return await _step(call, voucher_id, if_match, Permission.CONFIRM_VOUCHER, step)


@router.post(
    "/advances/{voucher_id}/dispute-decision",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP),
)
async def settle_voucher_dispute(
    voucher_id: UUID, body: DisputeDecisionIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The purchaser upholds the figures, or withdraws them so that they are worked out anew."""

    async def step(_: Book, voucher: Voucher) -> None:
        await commands.settle_dispute(
            call.session, call.actor, voucher, upheld=body.upheld, decision=body.decision
        )

    return await _step(call, voucher_id, if_match, Permission.DECIDE_VOUCHER_DISPUTE, step)


@router.post(
    "/advances/{voucher_id}/payment",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP, VoucherAmountDiffers, PaidInFuture),
)
async def pay_voucher(
    voucher_id: UUID, body: VoucherPaymentIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The operator has paid treasury: the bank's slip, and exactly the voucher's amount."""

    async def step(_: Book, voucher: Voucher) -> None:
        await commands.pay(
            call.session,
            call.actor,
            voucher,
            amount=Money(body.amount_fen),
            bank_slip_no=body.bank_slip_no,
            paid_on=body.paid_on,
            today=call.today,
        )

    return await _step(call, voucher_id, if_match, Permission.PAY_VOUCHER, step)


@router.post(
    "/advances/{voucher_id}/return",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP),
)
async def return_voucher(
    voucher_id: UUID, body: VoucherReturnIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Finance does not find the money; the operator pays again."""

    async def step(_: Book, voucher: Voucher) -> None:
        await commands.send_back(call.session, call.actor, voucher, body.reason)

    return await _step(call, voucher_id, if_match, Permission.ACCEPT_VOUCHER, step)


@router.post(
    "/advances/{voucher_id}/acceptance",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP, MakerIsChecker, PeriodClosed, CodeTaken),
)
async def accept_voucher(
    voucher_id: UUID, body: VoucherAcceptanceIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """Finance has the money: tenants owe the operator from now on, charge by charge."""

    async def step(book: Book, voucher: Voucher) -> None:
        await commands.accept(call.session, call.actor, book, voucher, body.treasury_receipt_no)

    return await _step(call, voucher_id, if_match, Permission.ACCEPT_VOUCHER, step)


@router.post(
    "/advances/{voucher_id}/uncollectible",
    status_code=HTTPStatus.CREATED,
    response_model=VoucherOut,
    responses=problems(*_STEP, NothingToWriteOff),
)
async def write_off_voucher(
    voucher_id: UUID, body: UncollectibleIn, call: MoneyWriter, if_match: IfMatch = None
) -> Response:
    """The purchaser finds charges uncollectible; the contract says who bears them."""

    async def step(book: Book, voucher: Voucher) -> None:
        await commands.write_off(
            call.session,
            call.actor,
            book,
            voucher,
            evidence=body.evidence,
            charge_ids=body.charge_ids,
            today=call.today,
        )

    return await _step(call, voucher_id, if_match, Permission.DECIDE_UNCOLLECTIBLE, step)


async def _step(
    call: MoneyCall, voucher_id: UUID, if_match: str | None, permission: Permission, step: Step
) -> Response:
    """Hold the book alone, look at the voucher as it is then, and take the step once."""

    async def deed() -> VoucherOut:
        scope = call.scope(permission)
        seen = await advances.voucher(call.session, scope, voucher_id)
        book = await books.hold(call.session, scope, seen.project_id)
        voucher = await advances.voucher(call.session, scope, voucher_id)
        require_version(if_match, voucher.version)
        await step(book, voucher)
        return await _out(call, voucher_id)

    return await call.once(deed)


async def _out(call: MoneyCall, voucher_id: UUID) -> VoucherOut:
    scope = call.scope(Permission.READ_LEDGER)
    return VoucherOut.model_validate(await advances.voucher(call.session, scope, voucher_id))
