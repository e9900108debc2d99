"""HTTP of imports: upload, report, rows, marked-up workbook, confirmation, withdrawal."""

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from api.imports import commands, preview, withdrawing
from api.imports.commands import FileEmpty, ImportNotReady, ImportProjectWrong
from api.imports.schemas import ImportOut, ImportRowsOut, ImportStartedOut, ImportWithdrawalIn, Kind
from api.imports.withdrawing import ImportInUse, ImportNotWithdrawable, ImportUntraced
from api.web.contract import problems
from api.web.dependencies import MoneyWriter, Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import KEY_PROBLEMS, BodyTooLarge, CursorInvalid
from domain.access import Permission, PermissionMissing
from persistence import files, imports
from persistence.files import FileNotFound
from persistence.housing import ProjectNotFound
from persistence.imports import ImportNotFound
from persistence.tables.platform import ImportRow

router = APIRouter(tags=["imports"])


@router.get("/imports", responses=problems(PermissionMissing, CursorInvalid))
async def list_imports(
    call: Reader, page: PagingDep, project_id: UUID | None = None
) -> Page[ImportOut]:
    """Books brought in, newest first."""
    statement = imports.imports(call.scope(Permission.READ_HOUSEHOLD))
    if project_id:
        statement = statement.where(ImportRow.project_id == project_id)
    rows, cursor = await page.rows(
        call.session, statement, ImportRow.made_at, ImportRow.id, descending=True
    )
    return Page(items=[ImportOut.of(imports.Import(*row)) for row in rows], next_cursor=cursor)


@router.post(
    "/imports",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(
        PermissionMissing, ImportProjectWrong, ProjectNotFound, FileEmpty, BodyTooLarge
    ),
)
async def upload_import(
    call: Writer,
    response: Response,
    kind: Annotated[
        Kind,
        Form(
            description=(
                "units: 房源台账; leases: 租户台账; stocktake: 资产盘点表; "
                "eligibility: 保障对象名单."
            )
        ),
    ],
    file: Annotated[UploadFile, File(description=".xlsx, .xls or .ods, up to 50 MB.")],
    project_id: Annotated[
        UUID | None, Form(description="Whose homes or leases; left out for eligibility.")
    ] = None,
) -> ImportStartedOut:
    """Read a workbook without storing anything. The operation ends in a report."""
    data = await file.read()
    if len(data) > commands.LARGEST:
        raise BodyTooLarge(largest=commands.LARGEST)
    started = await commands.upload(
        call.session,
        call.actor,
        call.runtime,
        kind=kind,
        project_id=project_id,
        name=(file.filename or "book.xlsx")[-100:],
        data=data,
    )
    response.headers["Location"] = f"/v1/operations/{started.operation_id}"
    return ImportStartedOut.model_validate(started)


@router.get("/imports/{import_id}", responses=problems(PermissionMissing, ImportNotFound))
async def read_import(import_id: UUID, call: Reader) -> ImportOut:
    """The report: what was understood, totals, errors by row and column, warnings."""
    scope = call.scope(Permission.READ_HOUSEHOLD)
    return ImportOut.of(await imports.one(call.session, scope, import_id))


@router.get(
    "/imports/{import_id}/marked-workbook",
    response_class=Response,
    responses={
        200: {"content": {commands.XLSX: {}}, "description": "The book with its flaws marked."},
        **problems(PermissionMissing, ImportNotFound, FileNotFound),
    },
)
async def read_marked_workbook(import_id: UUID, call: Reader) -> Response:
    """The book in its own layout, wrong cells marked, with the reason beside each."""
    scope = call.scope(Permission.IMPORT_BOOKS)
    one = await imports.one(call.session, scope, import_id)
    if one.marked_file_id is None:
        raise FileNotFound
    name, media_type, data = await files.read(call.session, call.runtime.files, one.marked_file_id)
    return attachment(data, name, media_type)


@router.get(
    "/imports/{import_id}/rows",
    responses=problems(PermissionMissing, ImportNotFound, FileNotFound, CursorInvalid),
)
async def list_import_rows(
    import_id: UUID,
    call: Reader,
    page: PagingDep,
    only: Annotated[
        Literal["wrong"] | None, Query(description="`wrong`: rows with an error.")
    ] = None,
) -> ImportRowsOut:
    """The book's rows as they were read, each wrong cell with its reason.

    A file that is no such book has no rows; the operation that read it tells why.
    """
    one = await imports.one(call.session, call.scope(Permission.IMPORT_BOOKS), import_id)
    if one.preview_file_id is None:
        raise FileNotFound
    _, _, kept = await files.read(call.session, call.runtime.files, one.preview_file_id)
    seen, rows, has_more = preview.unpack(
        kept, after=page.below or 0, limit=page.limit, wrong=only == "wrong"
    )
    return ImportRowsOut.of(seen, rows, page.cursor(rows[-1].row) if has_more else None)


@router.post(
    "/imports/{import_id}/confirmation",
    status_code=HTTPStatus.ACCEPTED,
    response_model=ImportStartedOut,
    responses=problems(PermissionMissing, ImportNotFound, ImportNotReady, *KEY_PROBLEMS),
)
async def confirm_import(import_id: UUID, call: MoneyWriter) -> Response:
    """Store what was read, all or nothing."""

    async def deed() -> ImportStartedOut:
        started = await commands.confirm(call.session, call.actor, import_id)
        return ImportStartedOut.model_validate(started)

    return await call.once(deed, status=HTTPStatus.ACCEPTED)


@router.post(
    "/imports/{import_id}/withdrawal",
    response_model=ImportOut,
    responses=problems(
        PermissionMissing,
        ImportNotFound,
        ImportNotWithdrawable,
        ImportInUse,
        ImportUntraced,
        *KEY_PROBLEMS,
    ),
)
async def withdraw_import(import_id: UUID, body: ImportWithdrawalIn, call: MoneyWriter) -> Response:
    """Take an import back, with the reason.

    Homes, leases and households that it stored stay as void records, and deposits that it opened
    are mirrored. Refused once anything refers to them: charges, payments, contracts.
    """

    async def deed() -> ImportOut:
        await withdrawing.withdraw(
            call.session, call.actor, import_id, reason=body.reason, today=call.today
        )
        scope = call.scope(Permission.READ_HOUSEHOLD)
        return ImportOut.of(await imports.one(call.session, scope, import_id))

    return await call.once(deed)
