"""`python -m bench`: measures every row, prints the table, keeps it in bench/results.json."""

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg
from rich.console import Console
from rich.table import Table

from bench import bank_file, charges, counter, first_screen, lists, month_end, page, register, touch
from bench.ground import MONTH, ground, postgres, set_up
from bench.homes import build
from bench.measure import Row, machine, settings_of

RESULTS: Final = Path(__file__).parent / "results.json"
console = Console()


@dataclass(frozen=True, slots=True)
class Sizes:
    """Leases of the three cities, and how many payments are sent."""

    small: int
    middle: int
    large: int
    payments: int


QUICK: Final = Sizes(500, 2_000, 20_000, 200)
FULL: Final = Sizes(10_000, 100_000, 1_000_000, 2_000)


async def measured(administrator: str, sizes: Sizes, only: str) -> list[Row]:
    """Every row whose name is wanted. Each city has a database of its own."""
    rows: list[Row] = []
    for name, measure in _PARTS.items():
        if only in ("", name):
            rows += await measure(administrator, sizes)
    return rows


async def _month(administrator: str, sizes: Sizes) -> list[Row]:
    """Charges of a middling city before and after the large one's; then the pages of two cities."""
    small, middle, large = sizes.small, sizes.middle, sizes.large
    course = charges.Course(middle)
    async with ground(administrator, "large") as many:
        await build(many, large)
        async with ground(administrator, "middle") as on:
            await build(on, middle)
            await course.lap(on, MONTH)
            million = _told(await charges.measure(many, large))
            for later in (1, 2):
                await course.lap(on, MONTH.plus(later))
        async with ground(administrator, "small") as few:
            await build(few, small)
            await charges.measure(few, small)
            pages = [_told(row) for row in await lists.compare(few, many, (small, large))]
    month = _told(course.row)
    return [month, million, _told(charges.growth(month, million, large // middle)), *pages]


async def _books(administrator: str, sizes: Sizes) -> list[Row]:
    """Payments, the bank's file and a register, in a middling city with a charged month."""
    middle = sizes.middle
    async with ground(administrator, "middle") as on:
        await build(on, middle)
        await charges.measure(on, middle)
        return [
            _told(await counter.measure(on, sizes.payments)),
            _told(await bank_file.measure(on, middle)),
            *map(_told, await register.measure(on, middle)),
        ]


async def _end(administrator: str, sizes: Sizes) -> list[Row]:
    """The end of a charged month, when most have paid."""
    middle = sizes.middle
    async with ground(administrator, "middle") as on:
        await build(on, middle)
        await charges.measure(on, middle)
        return [_told(await month_end.measure(on, middle))]


async def _screen(_administrator: str, _sizes: Sizes) -> list[Row]:
    row = first_screen.measure()
    return [_told(row)] if row else []


async def _touch(_administrator: str, _sizes: Sizes) -> list[Row]:
    return [_told(row) for row in await asyncio.to_thread(touch.measure)]


_PARTS: Final[dict[str, Callable[[str, Sizes], Awaitable[list[Row]]]]] = {
    "month": _month,
    "end": _end,
    "books": _books,
    "screen": _screen,
    "touch": _touch,
}


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


async def main(*, quick: bool, only: str) -> None:
    with postgres() as administrator:
        await set_up(administrator)
        connection = await asyncpg.connect(administrator)
        facts = machine() | await settings_of(connection)
        await connection.close()
        console.print(facts)
        rows = await measured(administrator, QUICK if quick else FULL, only)
    console.print(_table(rows))
    if not quick:
        _keep(facts, rows)


def _keep(facts: dict[str, Any], measured_now: list[Row]) -> None:
    """In results.json and on the page; rows that were not measured now stay as they were."""
    earlier = json.loads(RESULTS.read_text(encoding="utf-8"))["rows"] if RESULTS.exists() else []
    rows = {one["name"]: Row(**one) for one in earlier} | {row.name: row for row in measured_now}
    told = {"machine": facts, "rows": [asdict(row) for row in rows.values()]}
    RESULTS.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page.write(facts, list(rows.values()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; keeps nothing")
    parser.add_argument(
        "--only", default="", choices=list(_PARTS), help="one part; the other rows stay"
    )
    given = parser.parse_args()
    asyncio.run(main(quick=given.quick, only=given.only))
