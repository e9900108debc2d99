"""房源台账 becomes buildings and units."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from api.housing.books import BOOK, UnitRow, check_against_stock, read_units, totals
from api.imports.columns import CellError, Reading
from api.imports.kinds import KINDS, Checked, Kind
from api.imports.workbook import Grid
from api.platform.operations import Work
from domain.access import Permission
from domain.cells import Why
from domain.vacancies import VACANT
from persistence import books, housing, imports
from persistence.ids import new_id
from persistence.imports import Import


async def check(work: Work, one: Import, grid: Grid) -> Checked:
    """Read the book; a code that exists already is an error, so is another project's row."""
    project = await housing.project(
        work.session, work.actor.scope(Permission.IMPORT_BOOKS), one.of_project
    )
    reading = check_against_stock(read_units(grid), await imports.unit_codes(work.session))
    odd = [*_of_another_project(reading, project.name), *_vacant_in_future(reading, work.today)]
    reading = reading.with_errors(odd, lambda unit: unit.row)
    sums = totals(reading.rows)
    return Checked(reading, {"units": sums.units, "area_m2": str(sums.area)})


def _vacant_in_future(reading: Reading[UnitRow], today: date) -> list[CellError]:
    column = next(c for c in BOOK.columns if c.field == "vacant_since")
    return [
        reading.table.error(at, column, Why.OUT_OF_RANGE)
        for at, since in enumerate(reading.table.values["vacant_since"])
        if since is not None and since > today
    ]


def _of_another_project(reading: Reading[UnitRow], name: str) -> list[CellError]:
    column = next(c for c in BOOK.columns if c.field == "project")
    named = reading.table.values["project"]
    return [
        reading.table.error(at, column, Why.NOT_IN_LIST)
        for at, written in enumerate(named)
        if written is not None and written != name
    ]


async def store(work: Work, one: Import, checked: Checked) -> Mapping[str, Any]:
    """Every unit of the book, with its building, in four statements."""
    rows: Sequence[UnitRow] = checked.reading.rows
    await books.hold(work.session, work.actor.scope(Permission.IMPORT_BOOKS), one.of_project)
    floors: dict[str, int | None] = {}
    for row in rows:
        floors[row.building] = max(
            filter(None, (floors.get(row.building), row.floors)), default=None
        )
    buildings = await imports.buildings(work.session, one.of_project, floors)
    await imports.add_units(
        work.session,
        {
            "id": [new_id() for _ in rows],
            "project_id": [one.of_project] * len(rows),
            "import_id": [one.id] * len(rows),
            "building_id": [buildings[row.building] for row in rows],
            "vacant_since": [_vacant_since(row, work.today) for row in rows],
            **{column: [getattr(row, name) for row in rows] for column, name in _COLUMNS.items()},
        },
        maker_id=work.actor.person_id,
        on=work.today,
    )
    return {"units": len(rows), "buildings": len(buildings)}


def _vacant_since(row: UnitRow, today: date) -> date | None:
    """An empty home whose book names no day is empty from now on, as far as anybody knows."""
    return row.vacant_since or (today if row.state in VACANT else None)


#: Column of the table → field of the book's row.
_COLUMNS = {
    "code": "code",
    "entrance": "entrance",
    "room": "room",
    "layout": "layout",
    "area_m2": "area",
    "inner_area_m2": "inner_area",
    "floor": "floor",
    "floors": "floors",
    "orientation": "orientation",
    "has_lift": "has_lift",
    "structure": "structure",
    "built_year": "built_year",
    "title_no": "title_no",
    "asset_card_no": "asset_card_no",
    "price_per_m2": "price_per_m2",
    "state": "state",
    "kind": "kind",
    "note": "note",
}

KINDS["units"] = Kind(BOOK, check, store)
