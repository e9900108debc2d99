"""The table of docs/bench.md, from what was measured."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.measure import Row

PAGE: Final = Path(__file__).parent.parent / "docs" / "bench.md"
_TABLE: Final = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- until here -->)", re.DOTALL)


def write(machine: dict[str, Any], rows: Sequence[Row]) -> None:
    """Put the figures between the page's two marks; the words around them stay."""
    text = PAGE.read_text(encoding="utf-8")
    table = "\n".join([_machine(machine), "", *_lines(rows), ""])
    PAGE.write_text(_TABLE.sub(lambda _: table, text), encoding="utf-8")


def _machine(machine: dict[str, Any]) -> str:
    settings = ", ".join(f"`{name}` {value}" for name, value in machine["settings"].items())
    return (
        f"Measured on {machine['measured_on']}: {machine['cpu']}, {machine['cores']} cores,"
        f" {machine['memory_gb']} GB; PostgreSQL {machine['postgresql']} and the program on it;"
        f" Python {machine['python']}.\n{settings}."
    )


def _lines(rows: Sequence[Row]) -> list[str]:
    head = ["| what | ours | against | ratio | goal | |", "|---|--:|--:|--:|--:|---|"]
    return head + [
        f"| {row.what} | {_shown(row.ours)} {row.unit} | {_shown(row.against)} {row.unit}"
        f" | {row.ratio:.2f} | {'≥' if row.least else '≤'} {row.goal}"
        f" | {'met' if row.is_met else '**missed**'} |"
        for row in rows
    ]


def _shown(value: float) -> str:
    """Three figures that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
