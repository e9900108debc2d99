"""The `anju` command: serve, work, migrate, look after people and books."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.console import Console

from api import worker
from api.app import create_app
from api.runtime import Runtime
from api.serving import serve_until_stopped
from api.settings import Settings, settings
from api.web import contract, logging
from persistence import server
from persistence.migrating import migrate as migrate_to
from persistence.server import Addresses

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
console = Console(stderr=True)
ROOT = Path(__file__).parent.parent


@contextlib.contextmanager
def addresses(chosen: Settings) -> Iterator[Addresses]:
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
def running() -> Iterator[Runtime]:
    """The program's runtime on a database at the present schema."""
    chosen = settings()
    logging.install(as_json=chosen.log_json)
    with addresses(chosen) as where:
        migrate_to(where.owner)
        yield Runtime.start(chosen, where.app)


@app.command()
def serve() -> None:
    """Serve the API and the dashboard. With WORKER_INSIDE=true it works off jobs too."""
    with running() as runtime:
        asyncio.run(serve_until_stopped(runtime, with_worker=runtime.settings.worker_inside))


@app.command()
def work() -> None:
    """Work off jobs until told to stop."""
    with running() as runtime:
        asyncio.run(_work(runtime))


async def _work(runtime: Runtime) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    await worker.work(runtime, stop)
    await runtime.database.close()


app.command(name="worker")(work)


@app.command()
def migrate() -> None:
    """Bring the database to the present schema, making roles and database where missing."""
    with addresses(settings()) as where:
        migrate_to(where.owner)
    console.print("The schema is up to date.")


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
