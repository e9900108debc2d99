"""Serving and working until told to stop."""

import asyncio
import signal

import uvicorn

from api import worker
from api.app import create_app
from api.runtime import Runtime


async def serve_until_stopped(runtime: Runtime, *, with_worker: bool) -> None:
    """Serve on the settings' address. Ctrl-C or SIGTERM ends server and worker in order."""
    chosen = runtime.settings
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(runtime),
            host=chosen.host,
            port=chosen.port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
    )
    stop = asyncio.Event()
    working = asyncio.create_task(worker.work(runtime, stop)) if with_worker else None
    try:
        await server.serve()
    finally:
        stop.set()
        if working is not None:
            await working


async def work_until_stopped(runtime: Runtime) -> None:
    """Work off jobs; Ctrl-C or SIGTERM lets what is under way finish first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    await worker.work(runtime, stop)
    await runtime.database.close()
