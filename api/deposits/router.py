"""HTTP of deposits received, and of what is held."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.deposits import commands
from api.deposits.schemas import (
    DepositBankBalanceIn,
    DepositBankBalanceOut,
    DepositDetailOut,
    DepositMovementOut,
    DepositOut,
    DepositReceiptIn,
    DepositReceiptOut,
    DepositReversalIn,
    DepositSummaryOut,
    ProjectDepositsOut,
)
from api.web.contract import problems
from api.web.dependencies import Call, MoneyWriter, Reader, Writer
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, CursorInvalid
from domain.access import MakerIsChecker, Permission, PermissionMissing
from domain.dating import DateNotReached
from domain.deposits import DepositAboveAgreed, DepositExceeded, DepositNotTaken, ReceiptState
from domain.leases import LeaseState
from domain.money import Money
from domain.payments import ReceivedBeforeLease, ReceivedInFuture, SerialNoMissing
from domain.states import TransitionRefused
from persistence import deposits, leases
from persistence.deposits import DepositReceiptNotFound, ProjectDeposits
from persistence.files import FileNotFound
from persistence.housing import ProjectNotFound
from persistence.leases import LeaseNotFound
from persistence.session import Busy, SerialAlreadyBooked
from persistence.tables.deposits import DepositBankBalanceRow, DepositReceiptRow
from persistence.tables.leases import LeaseRow

router = APIRouter(tags=["deposits"])

_TAKING: Final = (
    PermissionMissing,
    LeaseNotFound,
    DepositNotTaken,
    DepositAboveAgreed,
    ReceivedInFuture,
    ReceivedBeforeLease,
    SerialNoMissing,
    SerialAlreadyBooked,
    Busy,
)


@router.get("/deposits", responses=problems(PermissionMissing, CursorInvalid))
async def list_deposits(
    call: Reader,
    page: PagingDep,
    project_id: Annotated[UUID, Query(description="Whose leases.")],
    state: Annotated[LeaseState | None, Query(description="Of the lease.")] = None,
) -> Page[DepositOut]:
    """A project's leases by contract number, each with what is held for it."""
    statement = deposits.deposits(call.scope(Permission.READ_RENT)).where(
        LeaseRow.project_id == project_id
    )
    if state is not None:
        statement = statement.where(LeaseRow.state == state)
    rows, cursor = await page.rows(call.session, statement, LeaseRow.contract_no, LeaseRow.id)
    items = [DepositOut.model_validate(deposits.deposit_of(row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/deposits/summary", responses=problems(PermissionMissing))
async def summarise_deposits(call: Reader) -> DepositSummaryOut:
    """Deposits owed against the deposit bank, project by project."""
    found = await deposits.summary(call.session, call.scope(Permission.READ_LEDGER))
    return DepositSummaryOut(items=[_compared(one) for one in found])


@router.get("/leases/{lease_id}/deposit", responses=problems(PermissionMissing, LeaseNotFound))
async def read_deposit(lease_id: UUID, call: Reader) -> DepositDetailOut:
    """A lease's deposit with all that ever moved it."""
    statement = deposits.deposits(call.scope(Permission.READ_RENT))
    found = (await call.session.execute(statement.where(LeaseRow.id == lease_id))).first()
    if found is None:
        raise leases.LeaseNotFound(lease_id=str(lease_id))
    moved = await deposits.movements(call.session, lease_id)
    return DepositDetailOut(
        **DepositOut.model_validate(deposits.deposit_of(found)).model_dump(),
        movements=[DepositMovementOut.model_validate(one) for one in moved],
    )


@router.get("/deposit-receipts", responses=problems(PermissionMissing, CursorInvalid))
async def list_deposit_receipts(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    state: ReceiptState | None = None,
) -> Page[DepositReceiptOut]:
    """Deposits received, the latest first."""
    statement, row = deposits.receipts(call.scope(Permission.READ_LEDGER)), DepositReceiptRow
    wanted = {row.project_id: project_id, row.lease_id: lease_id, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [DepositReceiptOut.model_validate(deposits.RECEIPTS.read(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/deposit-receipts",
    status_code=HTTPStatus.CREATED,
    response_model=DepositReceiptOut,
    responses=problems(*_TAKING, *KEY_PROBLEMS),
)
async def take_deposit(body: DepositReceiptIn, call: MoneyWriter) -> Response:
    """Take a deposit 押金; it has a receipt number like any other money."""

    async def deed() -> DepositReceiptOut:
        receipt_id = await commands.receive(
            call.session, call.actor, body.to_order(), today=call.today
        )
        return await _receipt(call, receipt_id)

    return await call.once(deed)


@router.post(
    "/deposit-receipts/{receipt_id}/reversal",
    status_code=HTTPStatus.CREATED,
    response_model=DepositReceiptOut,
    responses=problems(
        PermissionMissing,
        MakerIsChecker,
        DepositReceiptNotFound,
        TransitionRefused,
        DepositExceeded,
        Busy,
        *KEY_PROBLEMS,
    ),
)
async def reverse_deposit_receipt(
    receipt_id: UUID, body: DepositReversalIn, call: MoneyWriter
) -> Response:
    """Take a receipt back: wrong lease, bounced. By a second person."""

    async def deed() -> DepositReceiptOut:
        await commands.reverse(call.session, call.actor, receipt_id, body.reason, today=call.today)
        return await _receipt(call, receipt_id)

    return await call.once(deed)


@router.get("/deposit-bank-balances", responses=problems(PermissionMissing, CursorInvalid))
async def list_deposit_bank_balances(
    call: Reader, page: PagingDep, project_id: Annotated[UUID, Query()]
) -> Page[DepositBankBalanceOut]:
    """What the deposit bank said of a project's account, the latest day first."""
    row = DepositBankBalanceRow
    statement = deposits.bank_balances(call.scope(Permission.READ_LEDGER)).where(
        row.project_id == project_id
    )
    rows, cursor = await page.rows(call.session, statement, row.on_date, row.id, descending=True)
    items = [DepositBankBalanceOut.model_validate(deposits.BankBalance(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/deposit-bank-balances",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, ProjectNotFound, DateNotReached, FileNotFound),
)
async def state_deposit_bank_balance(
    body: DepositBankBalanceIn, call: Writer
) -> DepositBankBalanceOut:
    """Put down what the deposit bank says, to be compared with what is owed."""
    balance_id = await commands.state_bank_balance(
        call.session,
        call.actor,
        project_id=body.project_id,
        on_date=body.on_date,
        balance=Money(body.balance_fen),
        file_id=body.file_id,
        today=call.today,
    )
    statement = deposits.bank_balances(call.scope(Permission.TAKE_DEPOSIT))
    found = await call.session.execute(statement.where(DepositBankBalanceRow.id == balance_id))
    return DepositBankBalanceOut.model_validate(deposits.BankBalance(*found.one()))


def _compared(one: ProjectDeposits) -> ProjectDepositsOut:
    difference = None
    if one.bank_fen is not None and one.booked_then_fen is not None:
        difference = one.bank_fen - one.booked_then_fen
    return ProjectDepositsOut(
        project_id=one.project_id,
        project=one.project,
        leases=one.leases,
        held_fen=one.held_fen,
        booked_fen=one.booked_fen,
        bank_on=one.bank_on,
        bank_fen=one.bank_fen,
        booked_then_fen=one.booked_then_fen,
        difference_fen=difference,
    )


async def _receipt(call: Call, receipt_id: UUID) -> DepositReceiptOut:
    scope = call.scope(Permission.READ_LEDGER)
    return DepositReceiptOut.model_validate(await deposits.receipt(call.session, scope, receipt_id))
