"""What the command line does with the books, through a person's desk."""

import asyncio
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from api.desk import office, sit_down
from api.ledger import beancount
from api.people.founding import authority_of
from api.runtime import Runtime
from domain.access import Scope
from domain.calendar import Month
from domain.errors import NotFound
from persistence import directory, housing, transfers, verifying
from persistence.session import Context


class AuthorityUnknown(NotFound):
    """No authority has this code."""


async def bring_in(
    runtime: Runtime,
    console: Console,
    kind: str,
    file: Path,
    *,
    project: str | None,
    username: str,
    confirm: bool,
) -> bool:
    """Read a workbook, show its report, store it when asked. Gives whether it was refused."""
    data = await asyncio.to_thread(file.read_bytes)
    async with office(runtime) as http:
        desk = await sit_down(runtime, http, username)
        of = {} if project is None else {"project_id": (await desk.project(project))["id"]}
        fields = {"kind": kind, **of}
        started = await desk.send("/imports", fields=fields, name=file.name, data=data)
        await desk.finished(started["operation_id"])
        read = await desk.read(f"/imports/{started['import_id']}")
        console.print(read["report"]["totals"])
        _show_errors(console, read["report"]["errors"])
        if read["state"] == "ready" and confirm:
            stored = await desk.act(f"/imports/{read['id']}/confirmation")
            console.print(await desk.finished(stored["operation_id"]))
    await runtime.database.close()
    return read["state"] == "refused"


def _show_errors(console: Console, errors: list[dict[str, str]]) -> None:
    if not errors:
        return
    table = Table("row", "column", "why")
    for error in errors:
        table.add_row(str(error["row"]), error["column"], error["why"])
    console.print(table)


async def charge_month(
    runtime: Runtime, console: Console, month: str, *, project: str, username: str
) -> None:
    """Raise a project's charges and print the outcome; a second person confirms the total."""
    async with office(runtime) as http:
        desk = await sit_down(runtime, http, username)
        body = {"project_id": (await desk.project(project))["id"], "month": month}
        started = await desk.act("/billing-runs", body)
        console.print(await desk.finished(started["operation_id"]))
    await runtime.database.close()


async def confirm_charges(
    runtime: Runtime,
    console: Console,
    month: str,
    *,
    project: str,
    username: str,
    explanation: str | None,
) -> None:
    """Confirm what runs of the month charged, as the person who looked at the total printed."""
    async with office(runtime) as http:
        desk = await sit_down(runtime, http, username)
        project_id = (await desk.project(project))["id"]
        async for run in desk.every("/billing-runs", project_id=project_id, month=month):
            if run["state"] == "to_confirm":
                body = {"month_total_fen": run["month_total_fen"], "explanation": explanation}
                console.print(await desk.act(f"/billing-runs/{run['id']}/confirmation", body))
    await runtime.database.close()


async def verify(runtime: Runtime, console: Console) -> int:
    """Check every authority's books; gives how many findings there are."""
    async with runtime.database.snapshot() as session:
        known = [
            directory.Authority(*row) for row in await session.execute(directory.authorities())
        ]
    found = 0
    for authority in track(known, "Verifying", console=console):
        async with runtime.database.snapshot(Context(authority.id)) as session:
            for finding in await verifying.findings(session):
                found += 1
                console.print(f"{authority.name}: {finding}")
    console.print("The books are whole." if not found else f"{found} findings.")
    await runtime.database.close()
    return found


async def export(runtime: Runtime, code: str, project: str, path: Path) -> None:
    """Write a project's books, all its months, as a Beancount file."""
    async with runtime.database.transaction() as session:
        authority_id = await authority_of(session, code)
    if authority_id is None:
        raise AuthorityUnknown(code=code)
    scope = Scope(authority_id, None)
    async with runtime.database.snapshot(Context(authority_id)) as session:
        found = await housing.project_by_code(session, scope, project)
        rows = transfers.in_order(session, scope, found.id, through=Month.of(date.max))
        with path.open("w", encoding="utf-8") as out:
            async for piece in beancount.written(found.name, rows):
                out.write(piece)
    await runtime.database.close()
