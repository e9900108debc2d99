"""HTTP of devices, their upkeep, and what they said."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from api.equipment import commands
from api.equipment.schemas import (
    DeviceIn,
    DeviceOut,
    DeviceStepIn,
    IdentityCheckOut,
    IdentityChecksIn,
    IdentityChecksNotedOut,
    UpkeepIn,
    UpkeepOut,
)
from api.files import commands as stored
from api.web.contract import problems
from api.web.dependencies import Call, Reader, Writer
from api.web.downloads import attachment
from api.web.pages import Page, PagingDep
from api.web.problems import CursorInvalid, PreconditionRequired, VersionConflict
from api.web.versions import IfMatch, etag, require_version
from domain.access import Permission, PermissionMissing
from domain.dating import DateNotReached
from domain.equipment import (
    DeviceEvent,
    DeviceKind,
    DevicePlaceInvalid,
    DeviceState,
    FaceOnlyDevice,
)
from domain.states import TransitionRefused
from persistence import equipment
from persistence.equipment import DeviceNotFound, IdentityCheck, Upkeep
from persistence.files import FileNotFound
from persistence.housing import BuildingNotInProject, ProjectNotFound, UnitNotFound
from persistence.session import CodeTaken
from persistence.tables.equipment import DeviceRow, DeviceUpkeepRow, IdentityCheckRow

router = APIRouter(tags=["equipment"])

_STEP: Final = problems(
    PermissionMissing, DeviceNotFound, TransitionRefused, PreconditionRequired, VersionConflict
)


@router.get("/devices", responses=problems(PermissionMissing, CursorInvalid))
async def list_devices(
    call: Reader,
    page: PagingDep,
    project_id: UUID | None = None,
    building_id: UUID | None = None,
    unit_id: UUID | None = None,
    kind: DeviceKind | None = None,
    state: DeviceState | None = None,
) -> Page[DeviceOut]:
    """The devices you reach, by serial number, with the day of their last upkeep."""
    row = DeviceRow
    statement = equipment.devices(call.scope(Permission.READ_HOUSING))
    wanted = {
        row.project_id: project_id,
        row.building_id: building_id,
        row.unit_id: unit_id,
        row.kind: kind,
        row.state: state,
    }
    for column, value in wanted.items():
        statement = statement if value is None else statement.where(column == value)
    rows, cursor = await page.rows(call.session, statement, row.serial_no, row.id)
    items = [DeviceOut.of(equipment.device_of(one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/devices",
    status_code=HTTPStatus.CREATED,
    responses=problems(
        PermissionMissing,
        ProjectNotFound,
        BuildingNotInProject,
        UnitNotFound,
        FaceOnlyDevice,
        DevicePlaceInvalid,
        DateNotReached,
        CodeTaken,
    ),
)
async def register_device(body: DeviceIn, call: Writer, response: Response) -> DeviceOut:
    """Register a device; it must open by card or by PIN, whatever else it can do."""
    device_id = await commands.register(
        call.session, call.actor, body.model_dump(), today=call.today
    )
    return await _answer(call, device_id, response)


@router.get("/devices/{device_id}", responses=problems(PermissionMissing, DeviceNotFound))
async def read_device(device_id: UUID, call: Reader, response: Response) -> DeviceOut:
    return await _answer(call, device_id, response)


@router.post("/devices/{device_id}/failure", responses=_STEP)
async def note_device_failure(
    device_id: UUID, body: DeviceStepIn, call: Writer, response: Response, if_match: IfMatch = None
) -> DeviceOut:
    """It does not work. People come in by key until it does."""
    return await _step(call, device_id, DeviceEvent.FAIL, body.note, if_match, response)


@router.post("/devices/{device_id}/recovery", responses=_STEP)
async def note_device_recovery(
    device_id: UUID, body: DeviceStepIn, call: Writer, response: Response, if_match: IfMatch = None
) -> DeviceOut:
    """It works again."""
    return await _step(call, device_id, DeviceEvent.REPAIR, body.note, if_match, response)


@router.post("/devices/{device_id}/retirement", responses=_STEP)
async def retire_device(
    device_id: UUID, body: DeviceStepIn, call: Writer, response: Response, if_match: IfMatch = None
) -> DeviceOut:
    """It was taken down for good."""
    return await _step(call, device_id, DeviceEvent.RETIRE, body.note, if_match, response)


@router.get(
    "/devices/{device_id}/upkeeps",
    responses=problems(PermissionMissing, DeviceNotFound, CursorInvalid),
)
async def list_device_upkeeps(device_id: UUID, call: Reader, page: PagingDep) -> Page[UpkeepOut]:
    """The upkeep log, the latest first."""
    row = DeviceUpkeepRow
    await equipment.device(call.session, call.scope(Permission.READ_HOUSING), device_id)
    rows, cursor = await page.rows(
        call.session, equipment.upkeeps(device_id), row.on_date, row.id, descending=True
    )
    items = [UpkeepOut.model_validate(Upkeep(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/devices/{device_id}/upkeeps",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, DeviceNotFound, DateNotReached, FileNotFound),
)
async def log_device_upkeep(device_id: UUID, body: UpkeepIn, call: Writer) -> UpkeepOut:
    """A line of the upkeep log: what was done, by whom, with what result."""
    made = await commands.log_upkeep(
        call.session, call.actor, device_id, body.model_dump(), today=call.today
    )
    return UpkeepOut.model_validate(made)


@router.get(
    "/devices/{device_id}/files/{file_id}",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        **problems(PermissionMissing, DeviceNotFound, FileNotFound),
    },
)
async def fetch_device_file(device_id: UUID, file_id: UUID, call: Writer) -> Response:
    """A photo or paper of the upkeep log; the audit trail notes who fetched it."""
    scope = call.scope(Permission.READ_HOUSING)
    device = await equipment.device(call.session, scope, device_id)
    name, media_type, data = await stored.fetch(
        call.session,
        call.actor,
        call.runtime,
        ("device", device_id),
        file_id,
        project_id=device.project_id,
    )
    return attachment(data, name, media_type)


@router.get(
    "/devices/{device_id}/identity-checks",
    responses=problems(PermissionMissing, DeviceNotFound, CursorInvalid),
)
async def list_identity_checks(
    device_id: UUID, call: Reader, page: PagingDep
) -> Page[IdentityCheckOut]:
    """Result and time of attempts, the latest first; of nobody in particular."""
    row = IdentityCheckRow
    await equipment.device(call.session, call.scope(Permission.READ_HOUSING), device_id)
    rows, cursor = await page.rows(
        call.session, equipment.checks(device_id), row.at, row.id, descending=True
    )
    items = [IdentityCheckOut.model_validate(IdentityCheck(*one)) for one in rows]
    return Page(items=items, next_cursor=cursor)


@router.post(
    "/devices/{device_id}/identity-checks", responses=problems(PermissionMissing, DeviceNotFound)
)
async def note_identity_checks(
    device_id: UUID, body: IdentityChecksIn, call: Writer
) -> IdentityChecksNotedOut:
    """What the vendor's system says of attempts. Sent again, nothing is stored twice."""
    stored_now = await commands.note_checks(
        call.session, call.actor, device_id, [one.model_dump() for one in body.checks]
    )
    return IdentityChecksNotedOut(stored=stored_now)


async def _step(
    call: Call,
    device_id: UUID,
    event: DeviceEvent,
    note: str | None,
    if_match: str | None,
    response: Response,
) -> DeviceOut:
    scope = call.scope(Permission.KEEP_EQUIPMENT)
    device = await equipment.device(call.session, scope, device_id, lock=True)
    require_version(if_match, device.version)
    await commands.take_step(call.session, call.actor, device, event, note)
    return await _answer(call, device_id, response)


async def _answer(call: Call, device_id: UUID, response: Response) -> DeviceOut:
    device = await equipment.device(call.session, call.scope(Permission.READ_HOUSING), device_id)
    etag(response, device.version)
    return DeviceOut.of(device)
