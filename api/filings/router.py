"""HTTP of filings."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.filings import commands
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.kinds import Code, In, Out, Words
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import MakerIsChecker, Permission, PermissionMissing, Scope
from domain.dating import DateNotReached
from domain.filings import FilingState, is_overdue
from domain.states import TransitionRefused
from persistence import filings
from persistence.files import FileNotFound
from persistence.filings import IS_OPEN, Filing, FilingNotFound, Listed
from persistence.session import CodeTaken
from persistence.tables.lease_papers import LeaseFilingRow

router = APIRouter(tags=["leases"])
_STEP: Final = (
    PermissionMissing,
    FilingNotFound,
    TransitionRefused,
    PreconditionRequired,
    VersionConflict,
)


class FilingSubmissionIn(In):
    file_ids: Annotated[list[UUID], Field(max_length=50, description="Stored files.")] = []


class FilingReturnIn(In):
    reason: Annotated[Words, Field(examples=["合同附件缺交接单。"])]


class FilingConfirmationIn(In):
    receipt_no: Annotated[Code, Field(examples=["包住保备〔2026〕0417号"])]
    confirmed_on: Annotated[date, Field(examples=["2026-04-20"])]


class FilingOut(Out):
    """A signed lease on its way to the housing department. Overdue from the day after `due_on`."""

    id: UUID
    project_id: UUID
    lease_id: UUID
    contract_no: str
    unit_code: str
    signed_on: date
    due_on: Annotated[date, Field(description="30 days after signing; off work, the next workday.")]
    is_overdue: bool
    state: FilingState
    submitted_by: UUID | None
    submitted_on: date | None
    file_ids: list[UUID]
    returned_for: str | None
    confirmed_by: UUID | None
    confirmed_on: date | None
    receipt_no: str | None
    made_at: datetime
    version: int


@router.get("/lease-filings", responses=problems(PermissionMissing, CursorInvalid))
async def list_filings(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    state: FilingState | None = None,
    overdue: Annotated[
        bool | None, Query(description="Past its last day, and not confirmed.")
    ] = None,
) -> Page[FilingOut]:
    """Leases to be filed and filed, the earliest due day first."""
    statement, row = filings.filings(call.scope(Permission.READ_LEASE)), LeaseFilingRow
    wanted = {row.project_id: project_id, row.lease_id: lease_id, row.state: state}
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if overdue:
        statement = statement.where(IS_OPEN, row.due_on < call.today)
    rows, cursor = await page.rows(call.session, statement, row.due_on, row.id)
    items = [_out(filings.listed(one), call.today) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.get("/lease-filings/{filing_id}", responses=problems(PermissionMissing, FilingNotFound))
async def read_filing(filing_id: UUID, call: Reader, response: Response) -> FilingOut:
    return await _answer(call, call.scope(Permission.READ_LEASE), filing_id, response)


@router.post(
    "/lease-filings/{filing_id}/submission",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, FileNotFound),
)
async def submit_filing(
    filing_id: UUID,
    body: FilingSubmissionIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> FilingOut:
    """Send the lease to the housing department 报备案."""
    scope = call.scope(Permission.FILE_LEASE)
    one = await _held(call, scope, filing_id, if_match)
    await commands.submit(call.session, call.actor, one, body.file_ids, today=call.today)
    return await _answer(call, scope, filing_id, response)


@router.post(
    "/lease-filings/{filing_id}/return",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP),
)
async def return_filing(
    filing_id: UUID,
    body: FilingReturnIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> FilingOut:
    """Send it back: something is missing. The clock runs on."""
    scope = call.scope(Permission.CONFIRM_FILING)
    one = await _held(call, scope, filing_id, if_match)
    await commands.give_back(call.session, call.actor, one, body.reason)
    return await _answer(call, scope, filing_id, response)


@router.post(
    "/lease-filings/{filing_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_STEP, MakerIsChecker, DateNotReached, CodeTaken),
)
async def confirm_filing(
    filing_id: UUID,
    body: FilingConfirmationIn,
    call: Writer,
    response: Response,
    if_match: IfMatch = None,
) -> FilingOut:
    """Filed: the receipt 备案回执 has this number."""
    scope = call.scope(Permission.CONFIRM_FILING)
    one = await _held(call, scope, filing_id, if_match)
    await commands.confirm(
        call.session,
        call.actor,
        one,
        receipt_no=body.receipt_no,
        confirmed_on=body.confirmed_on,
        today=call.today,
    )
    return await _answer(call, scope, filing_id, response)


async def _held(call: Call, scope: Scope, filing_id: UUID, if_match: str | None) -> Filing:
    one = (await filings.filing(call.session, scope, filing_id, lock=True)).filing
    require_version(if_match, one.version)
    return one


async def _answer(call: Call, scope: Scope, filing_id: UUID, response: Response) -> FilingOut:
    one = await filings.filing(call.session, scope, filing_id)
    etag(response, one.filing.version)
    return _out(one, call.today)


def _out(one: Listed, today: date) -> FilingOut:
    told = {name: getattr(one.filing, name) for name in Filing.__dataclass_fields__}
    late = is_overdue(one.filing.state, one.filing.due_on, today)
    return FilingOut(**told, contract_no=one.contract_no, unit_code=one.unit_code, is_overdue=late)
