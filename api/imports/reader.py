"""What the reading process runs: a workbook on its input becomes columns on its output.

It runs alone, under limits of memory and time, and without the site's packages; it imports the
spreadsheet reader and the standard library. What it writes is lines of JSON, so a reader taken
over by a hostile file still has no way to run anything in the process that asked.
"""

import gc
import json
import resource
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO, TextIOWrapper
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: The process's last word, its exit status: why there is nothing to read.
NOT_A_WORKBOOK: Final = 10
ENCRYPTED: Final = 11
SHEET_MISSING: Final = 12
ROWS_TOO_MANY: Final = 13
COLUMNS_TOO_MANY: Final = 14
OUT_OF_MEMORY: Final = 15


def encode(cells: Sequence[Any]) -> tuple[list[Any], list[int] | None]:
    """A column as its different values and which of them stands where.

    Registers repeat themselves, and whatever follows is then done once per value. Where few
    values repeat the column itself is cheaper: it comes back with None.
    """
    if bool in set(map(type, cells)):  # True and 1.0 would be one value
        cells = [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]
    values = list(dict.fromkeys(cells))
    if 2 * len(values) > len(cells):
        return list(cells), None
    place = {value: number for number, value in enumerate(values)}
    return values, list(map(place.__getitem__, cells))


def main() -> None:
    """Arguments: packages, memory, seconds, rows, columns, sheet wanted, sheet preferred."""
    packages, memory, seconds, rows, columns, wanted, preferred = sys.argv[1:]
    _confine(int(memory), int(seconds))
    gc.disable()
    sys.path.append(packages)
    try:
        sheet = _open(sys.stdin.buffer.read(), wanted, preferred)
        _write(sheet, int(rows), int(columns))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _confine(memory: int, seconds: int) -> None:
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def _open(data: bytes, wanted: str, preferred: str) -> "CalamineSheet":
    import python_calamine as calamine  # noqa: PLC0415 - only now is it found

    try:
        workbook = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        seen = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        return workbook.get_sheet_by_name(_choose(workbook.sheet_names, seen, wanted, preferred))
    except calamine.PasswordError:
        sys.exit(ENCRYPTED)
    except (calamine.CalamineError, OSError, ValueError):
        sys.exit(NOT_A_WORKBOOK)


def _choose(names: Sequence[str], seen: Sequence[str], wanted: str, preferred: str) -> str:
    """The sheet asked for; else the preferred one; else the first that people can see."""
    choices = [wanted] if wanted else [preferred, *seen]
    for name in choices:
        if name in names:
            return name
    sys.exit(SHEET_MISSING)


def _write(sheet: "CalamineSheet", row_limit: int, column_limit: int) -> None:
    last_row, last_column = sheet.end or (-1, -1)
    if last_row >= row_limit:
        sys.exit(ROWS_TOO_MANY)
    if last_column >= column_limit:
        sys.exit(COLUMNS_TOO_MANY)
    rows = sheet.to_python(skip_empty_area=False)
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace")
    head = {"sheet": sheet.name, "height": len(rows), "merged": _downward(sheet)}
    out.write(json.dumps(head) + "\n")
    for column in zip(*rows, strict=True):
        out.write(json.dumps(encode(column), ensure_ascii=False, default=_tagged) + "\n")
    out.flush()


def _downward(sheet: "CalamineSheet") -> dict[int, list[int]]:
    """Merged cells that reach down: per column first and last row, one after the other."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top:
            spans.setdefault(left, []).append((top, bottom))
    return {column: list(_flat(sorted(rows))) for column, rows in spans.items()}


def _flat(pairs: Iterable[tuple[int, int]]) -> Iterable[int]:
    return chain.from_iterable(pairs)


def _tagged(cell: object) -> object:
    """Dates and times under a tag of their own: text can never be mistaken for them."""
    match cell:
        case datetime():
            return {"at": cell.isoformat()}
        case date():
            return {"on": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case timedelta():
            return str(cell)
        case _:
            return ""


if __name__ == "__main__":
    main()
