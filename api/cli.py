"""The `anju` command: serve, worker, migrate, demo, import, charge-month, ledger, openapi."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console

from api.settings import Settings, settings
from persistence import server
from persistence.server import Addresses

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
console = Console(stderr=True)


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
