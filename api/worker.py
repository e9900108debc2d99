"""The worker: takes jobs from the queue and runs them; keeps the timetable."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import Job, Schedule
from pgqueuer.types import QueueExecutionMode

from api import features
from api.platform import operations
from api.runtime import Runtime
from persistence.driver import connect
from persistence.operations import RUN

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def _queue(runtime: Runtime) -> AsyncGenerator[PgQueuer]:
    connection = await connect(runtime.database.url)
    try:
        yield _with_handlers(PgQueuer(AsyncpgDriver(connection)), runtime)
    finally:
        await connection.close()


def _with_handlers(queue: PgQueuer, runtime: Runtime) -> PgQueuer:
    """Every job of every feature. Failed jobs are held, never deleted."""
    features.load_handlers()

    @queue.entrypoint(RUN, on_failure="hold")
    async def run_operation(job: Job) -> None:
        facts = json.loads(job.payload or b"{}")
        await operations.run(
            runtime, UUID(facts["authority_id"]), UUID(facts["operation_id"]), runtime.clock.today()
        )

    for name, expression, deed in features.TIMETABLE:

        @queue.schedule(name, expression)
        async def on_time(_: Schedule, deed: Any = deed) -> None:
            await deed(runtime)

    return queue


async def work(runtime: Runtime, stop: asyncio.Event) -> None:
    """Work until told to stop; what is under way is finished first."""
    async with _queue(runtime) as queue:
        log.info("worker.ready")
        running = asyncio.create_task(
            queue.run(dequeue_timeout=timedelta(seconds=2), batch_size=2, max_concurrent_tasks=4)
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        queue.shutdown.set()
        stopping.cancel()
        await running


async def drain(runtime: Runtime) -> None:
    """Run every waiting job and come back: for the command line and the tests."""
    async with _queue(runtime) as queue:
        await queue.qm.run(
            mode=QueueExecutionMode.drain, dequeue_timeout=timedelta(milliseconds=50)
        )
