"""HTTP of contacts with households 催缴记录, and the proof of service that belongs to one."""

from http import HTTPStatus
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, File, Response, UploadFile

from api.dunning import commands
from api.dunning.attachments import LARGEST, keep
from api.dunning.schemas import ContactIn, ContactOut, ContactOutcomeIn
from api.imports.commands import FileEmpty
from api.imports.limits import FileTypeMismatch
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import BodyTooLarge, CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, require_version
from domain.access import Permission, PermissionMissing
from domain.contacts import ContactInFuture, DeliveredBefore
from persistence import contacts, files
from persistence.contacts import ContactNotFound
from persistence.files import FileNotFound
from persistence.leases import LeaseNotFound
from persistence.tables.dunning import ContactRow

router = APIRouter(tags=["dunning"])
_CHANGE: Final = (PermissionMissing, ContactNotFound, PreconditionRequired, VersionConflict)


@router.get("/contacts", responses=problems(PermissionMissing, CursorInvalid))
async def list_contacts(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    lease_id: UUID | None = None,
    household_id: UUID | None = None,
) -> Page[ContactOut]:
    """Contacts with households, the latest first; steps of the ladder among them."""
    row = ContactRow
    statement = contacts.contacts(call.scope(Permission.READ_DUNNING))
    wanted = {
        row.project_id: project_id,
        row.lease_id: lease_id,
        row.household_id: household_id,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.on_date, row.id, descending=True)
    items = [ContactOut.model_validate(contacts.contact_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/contacts",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, LeaseNotFound, ContactInFuture, DeliveredBefore),
)
async def note_contact(body: ContactIn, call: Writer) -> ContactOut:
    """Note a contact that is no step of the ladder: a visit to the counter, a call back."""
    contact_id = await commands.note_contact(
        call.session, call.actor, body.lease_id, body.said(), today=call.today
    )
    return await _out(call, contact_id)


@router.post(
    "/contacts/{contact_id}/outcome",
    status_code=HTTPStatus.CREATED,
    responses=problems(*_CHANGE, ContactInFuture, DeliveredBefore),
)
async def complete_contact(
    contact_id: UUID, body: ContactOutcomeIn, call: Writer, if_match: IfMatch = None
) -> ContactOut:
    """What came of it: whether it arrived, what the household said, what it promised."""
    contact = await contacts.lock(call.session, call.scope(Permission.DUN), contact_id)
    require_version(if_match, contact.version)
    outcome = {name: value for name, value in body.model_dump().items() if value is not None}
    await commands.complete_contact(call.session, call.actor, contact, today=call.today, **outcome)
    return await _out(call, contact_id)


@router.put(
    "/contacts/{contact_id}/attachment",
    responses=problems(*_CHANGE, FileEmpty, FileTypeMismatch, BodyTooLarge),
)
async def attach_to_contact(
    contact_id: UUID,
    call: Writer,
    file: Annotated[UploadFile, File(description="PDF, JPEG or PNG, up to 20 MB.")],
    if_match: IfMatch = None,
) -> ContactOut:
    """The proof of service 送达回证: the signed receipt, a photograph of the posted notice."""
    data = await file.read()
    if len(data) > LARGEST:
        raise BodyTooLarge(largest=LARGEST)
    contact = await contacts.lock(call.session, call.scope(Permission.DUN), contact_id)
    require_version(if_match, contact.version)
    await keep(call.session, call.actor, call.runtime, contact, file.filename or "回证", data)
    return await _out(call, contact_id)


@router.get(
    "/contacts/{contact_id}/attachment",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file itself."},
        **problems(PermissionMissing, ContactNotFound, FileNotFound),
    },
)
async def read_contact_attachment(contact_id: UUID, call: Reader) -> Response:
    """The proof of service, as it was stored."""
    scope = call.scope(Permission.READ_DUNNING)
    contact = await contacts.contact(call.session, scope, contact_id)
    if contact.file_id is None:
        raise FileNotFound(contact_id=str(contact_id))
    found = await files.read(call.session, call.runtime.files, contact.file_id)
    name, media_type, data = found
    return attachment(data, name, media_type)


async def _out(call: Call, contact_id: UUID) -> ContactOut:
    scope = call.scope(Permission.READ_DUNNING)
    return ContactOut.model_validate(await contacts.contact(call.session, scope, contact_id))
