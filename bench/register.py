"""A register of a hundred thousand homes brought in, against reading it with python-calamine."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from random import Random
from typing import Any, Final
from uuid import UUID

from python_calamine import CalamineWorkbook

from api.demo.books import unit_book
from api.demo.cast import Estate
from api.demo.founding import open_project
from api.demo.invented import homes
from api.housing.books import BOOK
from api.platform import operations
from bench.ground import ESTATE, MONTH, TODAY, Ground
from bench.measure import Row, Stopwatch
from domain.access import Role

#: Homes in a building: ten entrances of twenty floors with two doors.
_BUILDING: Final = 400


async def measure(on: Ground, rows: int) -> list[Row]:
    """Clean: read, confirmed, stored. Damaged: every hundredth row is wrong, and marked up."""
    fine = replace(ESTATE, code=f"{ESTATE.code}2", name="和谐家园")
    bad = replace(ESTATE, code=f"{ESTATE.code}3", name="康居家园")
    clean = _book(fine, rows)
    steps, wrong = Stopwatch(), Stopwatch()
    read = await _upload(on, fine, clean, steps)
    assert read["state"] == "ready", read["report"]
    desk = await on.desk(Role.OPERATOR_MANAGER)
    confirmed = await desk.act(f"/imports/{read['id']}/confirmation")
    await _run(on, confirmed["operation_id"], steps)

    damaged = _book(bad, rows, wrong_every=100)
    told = await _upload(on, bad, damaged, wrong)
    assert told["state"] == "refused", told
    facts = {"bytes": len(clean), "read_and_checked": steps.laps[0], "stored": steps.laps[1]}
    return [
        _row(f"a register of {rows:,} homes read, confirmed, stored", steps, _read(clean), facts),
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


def _book(estate: Estate, rows: int, *, wrong_every: int = 0) -> bytes:
    """A workbook of so many homes; every so-manieth has an area that is no number."""
    stock = homes(estate.code, -(-rows // _BUILDING), 10, 20, Random(rows))[:rows]
    if wrong_every:
        stock[::wrong_every] = [replace(home, area="五十二") for home in stock[::wrong_every]]
    return unit_book(estate, stock, set(), date(2026, 1, 1))


def _read(data: bytes) -> float:
    watch = Stopwatch()
    for _ in range(3):
        with watch.running():
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            rows = book.get_sheet_by_name(BOOK.sheet).to_python()
        assert rows
    return watch.median


async def _upload(on: Ground, estate: Estate, data: bytes, watch: Stopwatch) -> Any:
    project = await open_project(on.stage, estate, MONTH.first)
    manager = await on.desk(Role.OPERATOR_MANAGER)
    fields = {"kind": "units", "project_id": project["id"]}
    sent = await manager.send("/imports", fields=fields, name="units.xlsx", data=data)
    await _run(on, sent["operation_id"], watch)
    return await manager.read(f"/imports/{sent['import_id']}")


async def _run(on: Ground, operation_id: str, watch: Stopwatch) -> None:
    with watch.running():
        await operations.run(on.runtime, on.authority_id, UUID(operation_id), TODAY)
    manager = await on.desk(Role.OPERATOR_MANAGER)
    finished = await manager.read(f"/operations/{operation_id}")
    assert finished["state"] == "done", finished
