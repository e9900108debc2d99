"""Bringing books in: upload, read without storing anything, confirm all or nothing."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from api.imports.kinds import KINDS
from api.runtime import Runtime
from domain.access import Actor, Permission
from domain.errors import Invalid, Refused
from persistence import audit, files, housing, imports, operations
from persistence.imports import Import

READ: Final = "imports.read"
STORE: Final = "imports.store"
LARGEST: Final = 50_000_000
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileEmpty(Invalid):
    """The file has no bytes."""


class ImportProjectWrong(Invalid):
    """A book of homes or leases names its project; one of eligibility is of no project."""


class ImportNotReady(Refused):
    """Only an import that was read without errors can be confirmed, and only once."""


@dataclass(frozen=True, slots=True)
class Started:
    import_id: UUID
    operation_id: UUID


async def upload(
    session: AsyncSession,
    actor: Actor,
    runtime: Runtime,
    *,
    kind: str,
    project_id: UUID | None,
    name: str,
    data: bytes,
) -> Started:
    """Keep the file and ask for its reading.

    Raises ImportProjectWrong, ProjectNotFound, FileEmpty.
    """
    scope = actor.scope(KINDS[kind].permission)
    if KINDS[kind].of_project != (project_id is not None):
        raise ImportProjectWrong(pointer="/project_id", kind=kind)
    if project_id is not None:
        await housing.project(session, scope, project_id)
    if not data:
        raise FileEmpty(pointer="/file")
    file_id = await files.keep(
        session, runtime.files, data, name=name, media_type=XLSX, maker_id=actor.person_id
    )
    import_id = await imports.add(
        session, kind=kind, project_id=project_id, file_id=file_id, maker_id=actor.person_id
    )
    await audit.record(
        session,
        actor,
        "imports.import.uploaded",
        import_id,
        project_id=project_id,
        facts={"kind": kind},
    )
    return await _start(session, actor, READ, import_id, project_id)


async def confirm(session: AsyncSession, actor: Actor, import_id: UUID) -> Started:
    """Ask for the storing of what was read. Raises ImportNotFound, ImportNotReady."""
    one = await _ready(session, actor, import_id, "ready")
    await imports.change(
        session,
        import_id,
        state="confirming",
        confirmed_by=actor.person_id,
        confirmed_at=func.now(),
    )
    await audit.record(
        session, actor, "imports.import.confirmed", import_id, project_id=one.project_id
    )
    return await _start(session, actor, STORE, import_id, one.project_id)


async def _ready(session: AsyncSession, actor: Actor, import_id: UUID, state: str) -> Import:
    scope = actor.scope(Permission.IMPORT_BOOKS)
    one = await imports.one(session, scope, import_id, lock=True)
    actor.scope(KINDS[one.kind].permission)
    if one.state != state:
        raise ImportNotReady(state=one.state)
    return one


async def _start(
    session: AsyncSession, actor: Actor, kind: str, import_id: UUID, project_id: UUID | None
) -> Started:
    operation_id = await operations.start(
        session, actor, kind, project_id=project_id, arguments={"import_id": str(import_id)}
    )
    return Started(import_id, operation_id)


def summary(errors: list[Any], warnings: list[Any], kept: int = 1000) -> dict[str, Any]:
    """How many there are, and the first of them: a report stays small."""
    return {
        "errors_total": len(errors),
        "errors": errors[:kept],
        "warnings_total": len(warnings),
        "warnings": warnings[:kept],
    }
