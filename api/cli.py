"""The `anju` command: serve, work, migrate, look after people and books."""

import asyncio
import contextlib
from collections.abc import Generator
from logging import WARNING
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console

from api import tasks
from api.allocation_rounds.cli import app as lottery
from api.app import create_app
from api.people.founding import authority_of, found_authority, seat_administrator
from api.running import heed_signals, together, wait_for_the_end
from api.runtime import Runtime
from api.serving import serve_until_stopped, work_until_stopped
from api.settings import Settings, settings
from api.web import contract, logging
from persistence import server
from persistence.migrating import migrate as migrate_to
from persistence.server import Addresses

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help=__doc__,
)
ledger = typer.Typer(no_args_is_help=True, help="The books: verify and export them.")
app.add_typer(ledger, name="ledger")
app.add_typer(lottery, name="lottery")
console = Console(stderr=True)
ROOT = Path(__file__).parent.parent


@contextlib.contextmanager
def addresses(chosen: Settings) -> Generator[Addresses]:
    """Where to serve and where to migrate: as set, or the server of our own.

    With DATABASE_URL alone, that account makes the two roles once (it must be allowed to); with
    DATABASE_OWNER_URL too, both are used as they are and nothing is made.
    """
    if chosen.database_url and chosen.database_owner_url:
        yield Addresses(owner=chosen.database_owner_url, app=chosen.database_url)
        return
    secret = chosen.anju_data / "database-password"
    with contextlib.ExitStack() as stack:
        administrator = chosen.database_url or stack.enter_context(
            server.embedded(chosen.anju_data / "postgres")
        )
        yield server.prepared(administrator, secret=secret)


@contextlib.contextmanager
def running() -> Generator[Runtime]:
    """The program's runtime on a database at the present schema."""
    chosen = settings()
    logging.install(as_json=chosen.log_json, level=chosen.log_level)
    with addresses(chosen) as where:
        migrate_to(where.owner)
        yield Runtime.start(chosen, where.app)


@app.command()
def run(
    *,
    demo: Annotated[bool, typer.Option(help="Load the demo city when nothing is there.")] = False,
    months: Annotated[int, typer.Option(help="How many months of history it has.")] = 14,
) -> None:
    """Run everything on this machine: database, server, worker, dashboard."""
    chosen = settings()
    logging.install(as_json=chosen.log_json, level=WARNING)
    heed_signals()
    try:
        with addresses(chosen) as where:
            console.print("Preparing the database …")
            migrate_to(where.owner)
            if demo:
                asyncio.run(_load_demo(chosen, where, months))
            with together(chosen, where) as processes:
                _greet(chosen, demo=demo)
                wait_for_the_end(processes)
                console.print("Stopping …")
    except KeyboardInterrupt:
        console.print("Stopped.")


@app.command()
def serve() -> None:
    """Serve the API and the dashboard. With WORKER_INSIDE=true it works off jobs too."""
    with running() as runtime:
        asyncio.run(serve_until_stopped(runtime, with_worker=runtime.settings.worker_inside))


@app.command()
def worker() -> None:
    """Work off jobs until told to stop."""
    with running() as runtime:
        asyncio.run(work_until_stopped(runtime))


@app.command()
def migrate() -> None:
    """Bring the database to the present schema, making roles and database where missing."""
    with addresses(settings()) as where:
        migrate_to(where.owner)
    console.print("The schema is up to date.")


@app.command()
def demo(
    months: Annotated[int, typer.Option(help="How many months of history it has.")] = 14,
) -> None:
    """Load the demo city, when nothing is there yet."""
    chosen = settings()
    logging.install(as_json=chosen.log_json, level=WARNING)
    with addresses(chosen) as where:
        migrate_to(where.owner)
        asyncio.run(_load_demo(chosen, where, months))
    _greet(chosen, demo=True)


async def _load_demo(chosen: Settings, where: Addresses, months: int) -> None:
    from api.demo.loading import load_if_empty  # noqa: PLC0415 - a city's worth of imports

    # Nobody is told that a step is saved before all of the demo is: no need to wait for disks.
    runtime = Runtime.start(chosen, where.app, synchronous_commit="off")
    try:
        await load_if_empty(runtime, console, months=months)
    finally:
        await runtime.database.close()


def _greet(chosen: Settings, *, demo: bool) -> None:
    console.print(f"\n[bold]安居 Anju[/bold] is at [bold]{chosen.address}[/bold]  (API: /docs)")
    if demo:
        from api.demo.cast import sign_ins  # noqa: PLC0415

        console.print(sign_ins())
    console.print("Ctrl-C stops everything.\n")


@app.command()
def create_admin(
    authority: Annotated[str, typer.Option(help="GB/T 2260 code, e.g. 150200.")],
    name: Annotated[str, typer.Option(help="Name of the authority when it is new.")] = "",
    username: Annotated[str, typer.Option(help="Whom to let in.")] = "admin",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True)] = "",
) -> None:
    """Let the first administrator of an authority in; founds the authority when it is new."""
    with running() as runtime:
        asyncio.run(_create_admin(runtime, authority, name, username, password))
    console.print(f"{username} can sign in.")


async def _create_admin(
    runtime: Runtime, code: str, name: str, username: str, password: str
) -> None:
    async with runtime.database.transaction() as session:
        authority_id = await authority_of(session, code) or await found_authority(
            session, code=code, name=name or code, name_en=name or code
        )
        await seat_administrator(
            session, authority_id, username=username, name=username, password=password
        )
    await runtime.database.close()


@app.command(name="import")
def import_book(
    kind: Annotated[str, typer.Argument(help="units, leases or eligibility.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    username: Annotated[str, typer.Option("--as", help="Who brings it in.")],
    project: Annotated[str | None, typer.Option(help="Project code; none for eligibility.")] = None,
    *,
    confirm: Annotated[bool, typer.Option(help="Store it when there is no error.")] = False,
) -> None:
    """Bring a workbook in: show what was understood, and store it with --confirm."""
    with running() as runtime:
        refused = asyncio.run(
            tasks.bring_in(
                runtime, console, kind, file, project=project, username=username, confirm=confirm
            )
        )
    raise typer.Exit(int(refused))


@app.command()
def charge_month(
    month: Annotated[str, typer.Argument(help="2026-04")],
    project: Annotated[str, typer.Option(help="Project code.")],
    username: Annotated[str, typer.Option("--as", help="Who raises the charges.")],
) -> None:
    """Raise a month's charges for a project. Repeating it charges nobody twice.

    Another person confirms the total: `anju confirm-charges`.
    """
    with running() as runtime:
        asyncio.run(tasks.charge_month(runtime, console, month, project=project, username=username))


@app.command()
def confirm_charges(
    month: Annotated[str, typer.Argument(help="2026-04")],
    project: Annotated[str, typer.Option(help="Project code.")],
    username: Annotated[str, typer.Option("--as", help="Who confirms; not who raised them.")],
    explanation: Annotated[
        str | None, typer.Option(help="Why the total is unusual, where it is.")
    ] = None,
) -> None:
    """Confirm the total of what was charged for a month, as the second person."""
    with running() as runtime:
        asyncio.run(
            tasks.confirm_charges(
                runtime,
                console,
                month,
                project=project,
                username=username,
                explanation=explanation,
            )
        )


@ledger.command()
def verify() -> None:
    """Recompute every figure from the transfers; anything found is printed, and exits with 1."""
    with running() as runtime:
        found = asyncio.run(tasks.verify(runtime, console))
    raise typer.Exit(int(found > 0))


@ledger.command()
def export(
    path: Annotated[Path, typer.Argument(help="Where to write it.")],
    authority: Annotated[str, typer.Option(help="GB/T 2260 code.")],
    project: Annotated[str, typer.Option(help="Project code.")],
    *,
    beancount: Annotated[bool, typer.Option(help="As a Beancount ledger.")] = True,
) -> None:
    """Write a project's books as a Beancount ledger, which `bean-check` accepts."""
    if not beancount:
        raise typer.BadParameter("Beancount is the one format there is: --beancount")
    with running() as runtime:
        asyncio.run(tasks.export(runtime, authority, project, path))
    console.print(f"The books are in {path}.")


@app.command()
def openapi(
    path: Annotated[Path, typer.Argument(help="Where to write it.")] = ROOT / "openapi.yaml",
    *,
    check: Annotated[bool, typer.Option(help="Fail when the file is stale.")] = False,
) -> None:
    """Write the contract, or check that the written one is the program's."""
    text = contract_text()
    if check:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            console.print(f"{path.name} is stale: run `make openapi`.")
            raise typer.Exit(1)
        return
    path.write_text(text, encoding="utf-8")
    console.print(f"{path.name} is written.")


def contract_text() -> str:
    """The contract as YAML, from the routes alone: no database is needed."""
    document = contract.document(create_app(None))
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=100)


if __name__ == "__main__":
    app()
