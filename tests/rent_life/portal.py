"""A synchronous door to the whole program: its own event loop, runtime and clock."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging import WARNING
from typing import Any, TypeVar

import httpx

from api.app import create_app
from api.runtime import Runtime
from api.settings import Settings
from api.web import logging

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Portal:
    """Runs coroutines of the program one after the other, for tests that cannot wait."""

    runner: asyncio.Runner
    runtime: Runtime
    http: httpx.AsyncClient

    def run(self, work: Coroutine[Any, Any, _Answer]) -> _Answer:
        return self.runner.run(work)


@contextmanager
def opened(settings: Settings, app_url: str) -> Iterator[Portal]:
    """The program over the database at `app_url`; its clock may be told any day."""
    logging.install(as_json=False, level=WARNING)
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        runtime = Runtime.start(settings, app_url)
        transport = httpx.ASGITransport(app=create_app(runtime), raise_app_exceptions=False)
        http = httpx.AsyncClient(transport=transport, base_url="http://anju.test")
        try:
            yield Portal(runner, runtime, http)
        finally:
            runner.run(http.aclose())
            runner.run(runtime.database.close())
