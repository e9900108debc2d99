"""HTTP of exports: ask for a list, fetch its file."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from api.exports import commands
from api.exports.lists import ListKind, MonthNeeded
from api.web.contract import problems
from api.web.dependencies import Writer
from api.web.downloads import attachment
from api.web.kinds import In, MonthWire, Out
from domain.access import PermissionMissing
from persistence.files import FileNotFound
from persistence.housing import ProjectNotFound

router = APIRouter(tags=["exports"])


class ExportIn(In):
    """Which list of which project. `month`: needed for collection, narrows the others."""

    kind: Annotated[ListKind, Field(examples=["units"])]
    project_id: UUID
    month: Annotated[MonthWire | None, Field(examples=["2025-04"])] = None


class ExportStartedOut(Out):
    """The operation's result has the `file_id` for `GET /v1/files/{file_id}/content`."""

    operation_id: UUID


@router.post(
    "/exports",
    status_code=HTTPStatus.ACCEPTED,
    responses=problems(PermissionMissing, ProjectNotFound, MonthNeeded),
)
async def ask_for_export(body: ExportIn, call: Writer, response: Response) -> ExportStartedOut:
    """Have a list made as an Excel workbook with the offices' own headers."""
    operation_id = await commands.ask(
        call.session,
        call.actor,
        kind=body.kind,
        project_id=body.project_id,
        month=body.month,
    )
    response.headers["Location"] = f"/v1/operations/{operation_id}"
    return ExportStartedOut(operation_id=operation_id)


@router.get(
    "/files/{file_id}/content",
    response_class=Response,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        **problems(PermissionMissing, FileNotFound),
    },
)
async def fetch_file(file_id: UUID, call: Writer) -> Response:
    """The bytes of a file; the audit trail notes who fetched it."""
    name, media_type, data = await commands.fetch(call.session, call.actor, call.runtime, file_id)
    return attachment(data, name, media_type)
