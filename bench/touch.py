"""Interaction to next paint in Chromium: a board of 2,000 doors and a table of 200 rows."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any, Final

from bench.measure import Row

_ROOT: Final = Path(__file__).parent.parent
_PORT: Final = 8899
_GOAL_MS: Final = 200.0
_STARTS_WITHIN: Final = 300.0
#: Event Timing rounds to 8 ms and reports nothing under 16: what it does not report was quicker.
_SHORTEST_MS: Final = 16.0


def measure() -> list[Row]:
    """The worst of some twenty interactions on each; nothing where there is no browser."""
    if not shutil.which("chromium") and not os.environ.get("CHROMIUM"):
        return []
    given = os.environ.get("BASE_URL")
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "inp.json"
        seen = _touched(given, told) if given else _with_demo(Path(folder))
    return [
        _row("inp_board", f"interaction to next paint, board of {seen['doors']:,} doors",
             seen["board"]),
        _row("inp_table", "interaction to next paint, table of 200 rows", seen["table"]),
    ]  # fmt: skip


def _row(name: str, what: str, seen: dict[str, Any]) -> Row:
    worst = max(float(seen["worst"]), _SHORTEST_MS)
    return Row(name, what, worst, _GOAL_MS, "ms", worst / _GOAL_MS, 1.0,
               facts={"events": seen["count"]})  # fmt: skip


def _with_demo(folder: Path) -> dict[str, Any]:
    address = f"http://127.0.0.1:{_PORT}"
    environment = os.environ | {"PORT": str(_PORT), "ANJU_DATA": str(folder / "data")}
    anju = Path(sys.executable).parent / "anju"
    with subprocess.Popen(
        [anju, "run", "--demo", "--months", "1"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as program:  # fmt: skip
        try:
            _wait(address)
            return _touched(address, folder / "inp.json")
        finally:
            program.terminate()


def _wait(address: str) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=2):
                return
        except OSError:
            time.sleep(1)
    raise TimeoutError(address)


def _touched(address: str, told: Path) -> dict[str, Any]:
    subprocess.run(
        ["npx", "playwright", "test", "--reporter=line"],
        cwd=_ROOT / "frontend", check=True,
        env=os.environ | {"BASE_URL": address, "INP": "1", "INP_OUT": str(told)},
    )  # fmt: skip
    return json.loads(told.read_text(encoding="utf-8"))
