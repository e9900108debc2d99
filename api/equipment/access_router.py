"""HTTP of credentials: issued, listed, withdrawn; never suspended."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.equipment import access
from api.equipment.schemas import (
    CredentialIn,
    CredentialOut,
    CredentialsWithdrawalIn,
    CredentialsWithdrawnOut,
    CredentialWithdrawalIn,
)
from api.files import commands as stored
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid
from domain.access import Permission, PermissionMissing
from domain.dating import DateNotReached
from domain.equipment import (
    AlternativeMissing,
    ConsentMissing,
    CredentialKind,
    CredentialNotTaken,
    CredentialWithdrawn,
    DeviceNotOfHome,
    DeviceOutOfUse,
    GuardianMissing,
    LeaseOver,
    WithdrawnBeforeIssue,
)
from persistence import credentials
from persistence.credentials import CredentialNotFound, MemberGone
from persistence.equipment import DeviceNotFound
from persistence.files import FileNotFound
from persistence.leases import LeaseNotFound
from persistence.tables.equipment import CredentialRow

router = APIRouter(tags=["equipment"])


@router.get("/credentials", responses=problems(PermissionMissing, CursorInvalid))
async def list_credentials(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    household_id: UUID | None = None,
    unit_id: UUID | None = None,
    device_id: UUID | None = None,
    kind: CredentialKind | None = None,
    is_open: Annotated[bool | None, Query(description="Not withdrawn.")] = None,
) -> Page[CredentialOut]:
    """Who holds or held which credential, the latest first."""
    row = CredentialRow
    statement = credentials.credentials(call.scope(Permission.READ_HOUSEHOLD))
    wanted = {
        row.project_id: project_id,
        row.household_id: household_id,
        row.unit_id: unit_id,
        row.device_id: device_id,
        row.kind: kind,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    if is_open is not None:
        is_held = row.withdrawn_on.is_(None)
        statement = statement.where(is_held if is_open else ~is_held)
    rows, cursor = await page.rows(call.session, statement, row.id, descending=True)
    items = [CredentialOut.model_validate(credentials.credential_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/credentials",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        LeaseNotFound,
        MemberGone,
        DeviceNotFound,
        LeaseOver,
        DeviceOutOfUse,
        DeviceNotOfHome,
        CredentialNotTaken,
        ConsentMissing,
        GuardianMissing,
        AlternativeMissing,
        DateNotReached,
        FileNotFound,
    ),
)
async def issue_credential(body: CredentialIn, call: Writer) -> CredentialOut:
    """Issue one to a member of a household, and tell the vendor's system."""
    credential_id = await access.issue(
        call.session, call.actor, call.runtime.vault, body.to_order(), today=call.today
    )
    return await _answer(call, credential_id)


@router.post(
    "/credentials/{credential_id}/withdrawal",
    responses=problems(
        PermissionMissing,
        CredentialNotFound,
        CredentialWithdrawn,
        AlternativeMissing,
        DateNotReached,
        WithdrawnBeforeIssue,
    ),
)
async def withdraw_credential(
    credential_id: UUID, body: CredentialWithdrawalIn, call: Writer
) -> CredentialOut:
    """Take one back: moved out, lost, issued in error, or by a court. Nothing else."""
    await access.withdraw(
        call.session,
        call.actor,
        credential_id,
        cause=body.cause,
        withdrawn_on=body.withdrawn_on,
        note=body.note,
        today=call.today,
    )
    return await _answer(call, credential_id)


@router.post(
    "/leases/{lease_id}/credentials-withdrawal",
    responses=problems(PermissionMissing, LeaseNotFound),
)
async def withdraw_lease_credentials(
    lease_id: UUID, body: CredentialsWithdrawalIn, call: Writer
) -> CredentialsWithdrawnOut:
    """Take back all that the household keeps for its home, as it moves out."""
    count = await access.withdraw_all(
        call.session, call.actor, lease_id, cause=body.cause, note=body.note, today=call.today
    )
    return CredentialsWithdrawnOut(withdrawn=count)


@router.get(
    "/credentials/{credential_id}/consent",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The signed consent."},
        **problems(PermissionMissing, CredentialNotFound, FileNotFound),
    },
)
async def fetch_consent(credential_id: UUID, call: Writer) -> Response:
    """The consent to the face; the audit trail notes who fetched it."""
    scope = call.scope(Permission.READ_HOUSEHOLD)
    one = await credentials.credential(call.session, scope, credential_id)
    if one.consent_file_id is None:
        raise FileNotFound(credential_id=str(credential_id))
    name, media_type, data = await stored.fetch(
        call.session,
        call.actor,
        call.runtime,
        ("credential", credential_id),
        one.consent_file_id,
        project_id=one.project_id,
    )
    return attachment(data, name, media_type)


async def _answer(call: Call, credential_id: UUID) -> CredentialOut:
    scope = call.scope(Permission.READ_HOUSEHOLD)
    return CredentialOut.model_validate(
        await credentials.credential(call.session, scope, credential_id)
    )
