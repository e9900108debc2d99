"""HTTP of stored files."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from pydantic import Field

from api.files import commands
from api.files.commands import NothingInFile
from api.web.contract import problems
from api.web.dependencies import Writer
from api.web.kinds import Out
from api.web.problems import BodyTooLarge
from domain.access import PermissionMissing
from domain.media import MediaNotTaken
from persistence import files

router = APIRouter(tags=["files"])


class FileOut(Out):
    """A stored photo or paper. It is reached through the record that it is attached to."""

    id: UUID
    name: Annotated[str, Field(examples=["客厅.jpg"])]
    media_type: Annotated[str, Field(examples=["image/jpeg"])]
    size: Annotated[int, Field(description="Bytes.", examples=[482113])]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    made_at: datetime


@router.post(
    "/files",
    status_code=HTTPStatus.CREATED,
    responses=problems(PermissionMissing, NothingInFile, MediaNotTaken, BodyTooLarge),
)
async def store_file(
    call: Writer,
    file: Annotated[UploadFile, File(description="JPEG, PNG, WebP, HEIC or PDF, up to 20 MB.")],
) -> FileOut:
    """Store a photo, a scan or a paper, to be named by its id where a record asks for files."""
    data = await file.read()
    if len(data) > commands.LARGEST:
        raise BodyTooLarge(largest=commands.LARGEST)
    file_id = await commands.store(
        call.session,
        call.actor,
        call.runtime,
        name=(file.filename or "file")[-100:],
        data=data,
    )
    return FileOut.model_validate(await files.facts(call.session, file_id))
