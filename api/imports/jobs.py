"""Reading and storing a book, as operations."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from api.imports import commands, preview
from api.imports.columns import Book
from api.imports.kept import grid_of
from api.imports.kinds import KINDS, Checked, Kind
from api.imports.marked import mark
from api.imports.workbook import Grid
from api.platform.operations import AFTERMATHS, Work, handles
from domain.access import Permission
from domain.errors import Refused
from persistence import audit, files, imports
from persistence.imports import Import


class ImportRowsInvalid(Refused):
    """The book does not fit what was stored since it was read: nothing of it is stored."""


@handles(commands.READ)
async def read(work: Work) -> Mapping[str, Any]:
    """Read the book and write its report. Nothing of the book is stored."""
    one = await _import(work)
    kind = KINDS[one.kind]
    await work.progress.report("reading")
    grid = await _grid(work, one, kind)
    await work.progress.report("checking", 0, grid.height)
    checked = await kind.check(work, one, grid)
    marked = await _keep_marked(work, one, kind, grid, checked) if checked.errors else None
    shown = await _keep_preview(work, kind, grid, checked)
    state = "refused" if checked.errors else "ready"
    await imports.change(
        work.session,
        one.id,
        state=state,
        marked_file_id=marked,
        preview_file_id=shown,
        report=_report(kind.book, checked),
    )
    return {"import_id": str(one.id), "state": state, "errors": len(checked.errors)}


@handles(commands.STORE)
async def store(work: Work) -> Mapping[str, Any]:
    """Read the same bytes again, check them against what is stored now, and store all of it."""
    one = await _import(work)
    kind = KINDS[one.kind]
    await work.progress.report("reading")
    grid = await _grid(work, one, kind)
    checked = await kind.check(work, one, grid)
    if checked.errors:
        raise ImportRowsInvalid(errors=len(checked.errors))
    await work.progress.report("storing", 0, len(checked.reading.rows))
    result = await kind.store(work, one, checked)
    await imports.change(work.session, one.id, state="confirmed", result=dict(result))
    await audit.record(
        work.session,
        work.actor,
        "imports.import.stored",
        one.id,
        project_id=one.project_id,
        facts=dict(result),
        announce=True,
    )
    return {"import_id": str(one.id), **result}


async def _not_read(session: AsyncSession, arguments: Mapping[str, Any]) -> None:
    """The file is no such book; the operation's problem says why."""
    await imports.change(session, UUID(arguments["import_id"]), state="refused")


async def _not_stored(session: AsyncSession, arguments: Mapping[str, Any]) -> None:
    """Nothing was stored; the import waits for confirmation again."""
    await imports.change(
        session,
        UUID(arguments["import_id"]),
        state="ready",
        confirmed_by=None,
        confirmed_at=None,
    )


AFTERMATHS[commands.READ] = _not_read
AFTERMATHS[commands.STORE] = _not_stored


async def _import(work: Work) -> Import:
    scope = work.actor.scope(Permission.IMPORT_BOOKS)
    one = await imports.one(work.session, scope, UUID(work.arguments["import_id"]), lock=True)
    work.actor.scope(KINDS[one.kind].permission)
    return one


async def _grid(work: Work, one: Import, kind: Kind) -> Grid:
    _, _, data = await files.read(work.session, work.runtime.files, one.file_id)
    return await grid_of(data, prefer=kind.book.sheet)


async def _keep_marked(work: Work, one: Import, kind: Kind, grid: Grid, checked: Checked) -> UUID:
    data = await asyncio.to_thread(mark, grid, kind.book, checked.errors)
    name, _, _ = await files.read(work.session, work.runtime.files, one.file_id)
    return await files.keep(
        work.session,
        work.runtime.files,
        data,
        name=f"{name.rsplit('.', 1)[0]}_标注.xlsx",
        media_type=commands.XLSX,
        maker_id=work.actor.person_id,
    )


async def _keep_preview(work: Work, kind: Kind, grid: Grid, checked: Checked) -> UUID:
    data = await asyncio.to_thread(preview.pack, grid, kind.book, checked)
    return await files.keep(
        work.session,
        work.runtime.files,
        data,
        name="preview",
        media_type=preview.MEDIA_TYPE,
        maker_id=work.actor.person_id,
    )


def _report(book: Book, checked: Checked) -> dict[str, Any]:
    table = checked.reading.table
    recognised = [column for column in book.columns if column.field in table.positions]
    return {
        "rows": len(checked.reading.rows),
        "header_row": table.header_row,
        "totals": dict(checked.totals),
        "columns": list(table.headers.values()),
        "recognised": [
            {
                "position": table.positions[column.field] + 1,
                "header": table.headers[column.field],
                "field": column.field,
                "name": column.header,
            }
            for column in sorted(recognised, key=lambda one: table.positions[one.field])
        ],
        "missing_columns": [one.header for one in book.columns if one not in recognised],
        "ignored_columns": list(table.ignored_columns),
        "ignored_rows": list(table.ignored_rows),
        **commands.summary(
            [[e.row, e.column, e.why, e.shown] for e in checked.errors],
            [
                {"row": w.row, "column": w.column, "code": w.code, "facts": dict(w.facts)}
                for w in checked.warnings
            ],
        ),
    }
