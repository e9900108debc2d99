"""HTTP of bank statements."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Response, UploadFile

from api.imports.commands import FileEmpty
from api.payments import statements
from api.payments.schemas import BankLineOut, BankStatementOut, Outcome
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, BodyTooLarge, CursorInvalid
from domain.access import Permission, PermissionMissing
from persistence import bank
from persistence.bank import BankLine, BankStatement, BankStatementNotFound
from persistence.housing import ProjectNotFound
from persistence.session import Busy
from persistence.tables.payments import BankLineRow, BankStatementRow

router = APIRouter(tags=["payments"])


@router.post(
    "/bank-statements",
    status_code=HTTPStatus.ACCEPTED,
    response_model=BankStatementOut,
    responses=problems(
        PermissionMissing, ProjectNotFound, FileEmpty, BodyTooLarge, Busy, *KEY_PROBLEMS
    ),
)
async def upload_bank_statement(
    call: MoneyWriter,
    project_id: Annotated[UUID, Form()],
    file: Annotated[UploadFile, File(description="CSV (GBK or UTF-8) or workbook, as downloaded.")],
) -> Response:
    """Bring in a bank's statement: matched, booked, the rest in suspense. The same file again is
    the same statement; a serial number is booked once, whichever file it stands in.
    """
    data = await file.read()

    async def deed() -> BankStatementOut:
        received = await statements.receive(
            call.session,
            call.actor,
            call.runtime,
            project_id=project_id,
            name=(file.filename or "statement.csv")[-100:],
            data=data,
        )
        return BankStatementOut.of(received)

    return await call.once(deed, status=HTTPStatus.ACCEPTED)


@router.get("/bank-statements", responses=problems(PermissionMissing, CursorInvalid))
async def list_bank_statements(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[BankStatementOut]:
    """The bank's files, the latest first."""
    statement = bank.statements(call.scope(Permission.READ_LEDGER))
    if project_id:
        statement = statement.where(BankStatementRow.project_id == project_id)
    rows, cursor = await page.rows(
        call.session, statement, BankStatementRow.made_at, BankStatementRow.id, descending=True
    )
    items = [BankStatementOut.of(BankStatement(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)


@router.get(
    "/bank-statements/{statement_id}",
    responses=problems(PermissionMissing, BankStatementNotFound),
)
async def read_bank_statement(statement_id: UUID, call: Reader) -> BankStatementOut:
    """A file and what became of it."""
    scope = call.scope(Permission.READ_LEDGER)
    return BankStatementOut.of(await bank.statement(call.session, scope, statement_id))


@router.get(
    "/bank-statements/{statement_id}/lines",
    responses=problems(PermissionMissing, BankStatementNotFound, CursorInvalid),
)
async def list_bank_lines(
    statement_id: UUID, call: Reader, page: PagingDep, outcome: Outcome | None = None
) -> Page[BankLineOut]:
    """The lines of a file in its own order."""
    await bank.statement(call.session, call.scope(Permission.READ_LEDGER), statement_id)
    statement = bank.lines(statement_id)
    if outcome:
        statement = statement.where(BankLineRow.outcome == outcome)
    rows, cursor = await page.rows(call.session, statement, BankLineRow.line)
    items = [BankLineOut.model_validate(BankLine(*row)) for row in rows]
    return Page(items=items, next_cursor=cursor)
