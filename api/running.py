"""`anju run`: the whole program on one machine, started together and stopped in order."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from typing import Final
from urllib.request import urlopen

from api.settings import Settings
from persistence.server import Addresses

_READY_WITHIN: Final = 60.0
_STOPPED_WITHIN: Final = 15.0


class NotReady(RuntimeError):
    """The server did not come up; what it said stands above."""


@contextlib.contextmanager
def together(chosen: Settings, where: Addresses) -> Generator[list[subprocess.Popen[bytes]]]:
    """Server and worker as processes of their own; ended in this order on the way out."""
    environment = {
        "LOG_LEVEL": "warning",
        **os.environ,
        "DATABASE_URL": where.app,
        "DATABASE_OWNER_URL": where.owner,
        "ANJU_DATA": str(chosen.anju_data.resolve()),
    }
    started = [_start(command, environment) for command in ("serve", "worker")]
    try:
        _wait_until_ready(chosen, started)
        yield started
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_STOPPED_WITHIN)
            if process.poll() is None:
                process.kill()


def heed_signals() -> None:
    """Ctrl-C and SIGTERM end the program in order, in the background of a shell too."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, _interrupt)


def wait_for_the_end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Until Ctrl-C, a SIGTERM, or one of the processes ends by itself."""
    with contextlib.suppress(KeyboardInterrupt):
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _start(command: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C reaches us first, and we end it in order."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "api.cli", command], env=environment, start_new_session=True
    )


def _wait_until_ready(chosen: Settings, started: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + _READY_WITHIN
    address = f"http://{chosen.host}:{chosen.port}/readyz"
    while time.monotonic() < until:
        if any(process.poll() is not None for process in started):
            break
        with contextlib.suppress(OSError), urlopen(address, timeout=1) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise NotReady(address)
