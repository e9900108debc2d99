"""`python -m bench`: measures every row, prints the table, keeps it in bench/results.json."""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

import asyncpg
from rich.console import Console
from rich.table import Table

from bench import charges
from bench.ground import Ground, ground, postgres, set_up
from bench.homes import build
from bench.measure import Row, machine

RESULTS: Final = Path(__file__).parent / "results.json"
console = Console()


async def measured(administrator: str, *, quick: bool) -> list[Row]:
    small, middle, large = (500, 2_000, 20_000) if quick else (10_000, 100_000, 1_000_000)
    rows: list[Row] = []

    async with ground(administrator, "month") as on:
        await build(on, middle)
        month = await charges.measure(on, middle, months=3)
        rows.append(_told(month))
    async with ground(administrator, "large") as on:
        await build(on, large)
        million = await charges.measure(on, large)
        rows += [_told(million), _told(charges.growth(month, million, large // middle))]
    return rows


def _told(row: Row) -> Row:
    mark = "" if row.is_met else "  missed"
    console.print(f"{row.what}: {row.ours:.3f} / {row.against:.3f} {row.unit}"
                  f" = {row.ratio:.2f} (goal {row.goal}){mark}")  # fmt: skip
    return row


def _table(rows: list[Row]) -> Table:
    table = Table("what", "ours", "against", "ratio", "goal", "met")
    for row in rows:
        sign = "≥" if row.least else "≤"
        table.add_row(
            row.what,
            f"{row.ours:.3f} {row.unit}",
            f"{row.against:.3f} {row.unit}",
            f"{row.ratio:.2f}",
            f"{sign} {row.goal}",
            "yes" if row.is_met else "no",
        )
    return table


async def main(*, quick: bool, keep: bool) -> None:
    with postgres() as administrator:
        await set_up(administrator)
        connection = await asyncpg.connect(administrator)
        facts = await machine(connection)
        await connection.close()
        console.print(facts)
        rows = await measured(administrator, quick=quick)
    console.print(_table(rows))
    if keep:
        told = {
            "machine": facts,
            "quick": quick,
            "rows": [asdict(row) | {"is_met": row.is_met} for row in rows],
        }
        RESULTS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; keeps nothing")
    given = parser.parse_args()
    asyncio.run(main(quick=given.quick, keep=not given.quick))
