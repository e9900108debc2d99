"""Serving until told to stop, with or without a worker inside."""

import asyncio

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
