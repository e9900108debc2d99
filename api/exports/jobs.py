"""Making a list, as an operation."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import UUID

from api.exports import commands
from api.exports.lists import READS, ListKind, Wanted, table_of
from api.exports.workbook import to_xlsx
from api.platform.operations import Work, handles
from domain.access import Permission
from domain.calendar import Month
from persistence import audit, files, housing, operations

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@handles(commands.MAKE)
async def make(work: Work) -> Mapping[str, Any]:
    """Read the rows, write the workbook, keep it; the result names the file."""
    wanted = await _wanted(work)
    await work.progress.report("reading")
    table, rows = await table_of(work.session, wanted)
    await work.progress.report("writing", 0, rows)
    made_at = datetime.combine(work.today, time(), tzinfo=UTC)
    data = await asyncio.to_thread(to_xlsx, table, made_at=made_at)
    name = f"{wanted.title}.xlsx"
    file_id = await files.keep(
        work.session,
        work.runtime.files,
        data,
        name=name,
        media_type=XLSX,
        maker_id=work.actor.person_id,
    )
    await audit.record(
        work.session,
        work.actor,
        "exports.list.made",
        file_id,
        project_id=wanted.project_id,
        facts={"kind": wanted.kind, "rows": rows},
    )
    return {"file_id": str(file_id), "name": name, "rows": rows}


async def _wanted(work: Work) -> Wanted:
    """What was asked for, by whoever may still have it."""
    kind = ListKind(work.arguments["kind"])
    work.actor.scope(Permission.EXPORT)
    scope = work.actor.scope(READS[kind])
    asked = await operations.operation(work.session, scope, work.operation_id)
    project_id: UUID | None = asked.project_id
    assert project_id is not None
    project = await housing.project(work.session, scope, project_id)
    month = work.arguments["month"]
    return Wanted(
        actor=work.actor,
        kind=kind,
        project_id=project_id,
        project=project.name,
        month=Month.parse(month) if month else None,
        today=work.today,
    )
