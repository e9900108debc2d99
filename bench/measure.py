"""A measured row, the clock it is taken with, and what the machine is."""

import os
import platform
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

import asyncpg


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured against what. `least`: the ratio must be at least the goal, not at most."""

    name: str
    what: str
    ours: float
    against: float
    unit: str
    ratio: float
    goal: float
    least: bool = False
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def is_met(self) -> bool:
        return self.ratio >= self.goal if self.least else self.ratio <= self.goal


class Stopwatch:
    """Seconds that passed inside `running`, lap by lap."""

    def __init__(self) -> None:
        self.laps: list[float] = []

    @contextmanager
    def running(self) -> Generator[None]:
        began = time.perf_counter()
        yield
        self.laps.append(time.perf_counter() - began)

    def after(self, laps: int) -> "Stopwatch":
        """Without the first ones."""
        rest = Stopwatch()
        rest.laps = self.laps[laps:]
        return rest

    @property
    def median(self) -> float:
        return median(self.laps)

    @property
    def total(self) -> float:
        return sum(self.laps)

    @property
    def p95(self) -> float:
        return quantiles(self.laps, n=20)[-1]


def machine() -> dict[str, Any]:
    """Where the figures are from. They compare with nothing measured elsewhere."""
    cpu, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    models = {
        line.split(":", 1)[1].strip()
        for line in (cpu.read_text().splitlines() if cpu.exists() else [])
        if line.startswith("model name")
    }
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "cpu": ", ".join(sorted(models)) or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": int(memory.read_text().split()[1]) // 2**20 if memory.exists() else None,
        "python": platform.python_version(),
    }


#: What decides how dear a commit is, and how much fits in memory.
_SHOWN: Final = (
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "work_mem",
    "max_wal_size",
)


async def settings_of(connection: asyncpg.Connection) -> dict[str, Any]:
    """The server's version, and the settings that matter here."""
    return {
        "postgresql": await connection.fetchval("show server_version"),
        "settings": {name: await connection.fetchval(f"show {name}") for name in _SHOWN},
    }
