"""A register of a hundred thousand homes brought in, against reading it with python-calamine."""

from datetime import date
from io import BytesIO
from random import Random
from typing import Any, Final
from uuid import UUID

from python_calamine import CalamineWorkbook

from api.demo.books import unit_book
from api.demo.invented import homes
from api.housing.books import BOOK
from api.platform import operations
from bench.ground import ESTATE, TODAY, Ground
from bench.measure import Row, Stopwatch
from domain.access import Role

#: Homes in a building: ten entrances of twenty floors with two doors.
_BUILDING: Final = 400


async def measure(on: Ground, rows: int) -> list[Row]:
    """Clean: read, confirmed, stored. Damaged: read, and marked up where every hundredth is wrong."""
    stock = homes(f"{ESTATE.code}2", rows // _BUILDING or 1, 10, 20, Random(rows))[:rows]
    clean = unit_book(ESTATE, stock, set(), date(2026, 1, 1))
    reading = _read(clean)
    steps, wrong = Stopwatch(), Stopwatch()
    read = await _upload(on, clean, steps)
    assert read["state"] == "ready", read["report"]
    desk = await on.desk(Role.OPERATOR_MANAGER)
    confirmed = await desk.act(f"/imports/{read['id']}/confirmation")
    await _run(on, confirmed["operation_id"], steps)

    damaged = _damaged(stock)
    told = await _upload(on, damaged, wrong)
    assert told["state"] == "refused", told
    facts = {"bytes": len(clean), "read_and_checked": steps.laps[0], "stored": steps.laps[1]}
    return [
        _row(f"a register of {len(stock):,} homes read, confirmed and stored", steps, reading, facts),
        _row(
            "the same with errors, told and marked up",
            wrong,
            _read(damaged),
            {"errors": told["report"]["errors_total"]},
        ),
    ]


def _row(what: str, watch: Stopwatch, reading: float, facts: dict[str, Any]) -> Row:
    name = "register_errors" if "errors" in facts else "register"
    return Row(name, what, watch.total, reading, "s", watch.total / reading, 3.0, facts=facts)


def _damaged(stock: list[Any]) -> bytes:
    """The book under other codes; every hundredth home has an area that is no number."""
    from dataclasses import replace

    other = [
        replace(
            home,
            code=home.code.replace(f"{ESTATE.code}2", f"{ESTATE.code}3"),
            area="五十二" if number % 100 == 0 else home.area,
        )
        for number, home in enumerate(stock)
    ]
    return unit_book(ESTATE, other, set(), date(2026, 1, 1))


def _read(data: bytes) -> float:
    watch = Stopwatch()
    for _ in range(3):
        with watch.running():
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            rows = book.get_sheet_by_name(BOOK.sheet).to_python()
        assert rows
    return watch.median


async def _upload(on: Ground, data: bytes, watch: Stopwatch) -> Any:
    manager = await on.desk(Role.OPERATOR_MANAGER)
    fields = {"kind": "units", "project_id": on.project["id"]}
    sent = await manager.send("/imports", fields=fields, name="units.xlsx", data=data)
    await _run(on, sent["operation_id"], watch)
    return await manager.read(f"/imports/{sent['import_id']}")


async def _run(on: Ground, operation_id: str, watch: Stopwatch) -> None:
    with watch.running():
        await operations.run(on.runtime, on.authority_id, UUID(operation_id), TODAY)
    manager = await on.desk(Role.OPERATOR_MANAGER)
    finished = await manager.read(f"/operations/{operation_id}")
    assert finished["state"] == "done", finished
