"""A workbook's bytes become a grid of cells, read by a process that is confined."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.util import find_spec
from pathlib import Path
from signal import SIGXCPU
from typing import Any, Final

from api.imports import reader
from api.imports.limits import (
    DEFAULT,
    ArchiveTooLarge,
    ColumnsTooMany,
    FileTypeMismatch,
    Limits,
    RowsTooMany,
    SheetMissing,
    WorkbookEncrypted,
    check_container,
)
from domain.cells import Cell
from domain.errors import Invalid

_READ_BY: Final = "python_calamine"
_EMPTY: Final = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One column from top to bottom: its different values, and which stands where.

    Without an index the values are the cells themselves.
    """

    values: list[Cell]
    index: list[int] | None = None

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> "Strip":
        return cls(*reader.encode(cells))

    def __len__(self) -> int:
        return len(self.values if self.index is None else self.index)

    def __getitem__(self, row: int) -> Cell:
        return self.values[row if self.index is None else self.index[row]]

    def cells(self) -> list[Cell]:
        if self.index is None:
            return self.values
        values = self.values
        return [values[place] for place in self.index]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: columns of equal height. Rows count from 0 here, from 1 in whatever people read.

    `merged` holds, per column, the first and last row of each cell merged downwards.
    """

    sheet: str
    height: int
    strips: Sequence[Strip]
    merged: Mapping[int, Sequence[tuple[int, int]]] = field(
        default_factory=dict[int, Sequence[tuple[int, int]]]
    )

    def row(self, number: int) -> list[Cell]:
        return [strip[number] for strip in self.strips]

    def filled(self, column: int) -> Strip:
        """The column with each merged cell's value in every row that it covers."""
        strip = self.strips[column]
        spans = self.merged.get(column)
        if not spans:
            return strip
        cells, done = list(strip.cells()), 0
        for first, last in spans:
            if first < done or last >= self.height:
                continue  # overlapping or outside: no program writes that
            for row in range(first + 1, last + 1):
                if cells[row] == _EMPTY:
                    cells[row] = cells[first]
            done = last + 1
        return Strip.of(cells)


def read_workbook(
    data: bytes, *, sheet: str = "", prefer: str = "", limits: Limits = DEFAULT
) -> Grid:
    """The cells of one sheet of an .xlsx, .xls or .ods: `sheet`, or else `prefer`, or the first.

    It starts a process and waits for it, so call it outside the event loop. Raises
    FileTypeMismatch, WorkbookEncrypted, ArchiveTooLarge, RowsTooMany, ColumnsTooMany, SheetMissing.
    """
    check_container(data, limits)
    done = _read_confined(data, sheet, prefer, limits)
    if done.returncode:
        raise _refusal(done.returncode, sheet, limits)
    head, *columns = done.stdout.splitlines()
    about: dict[str, Any] = json.loads(head)
    return Grid(
        sheet=about["sheet"],
        height=about["height"],
        strips=[Strip(*json.loads(line, object_hook=_untagged)) for line in columns],
        merged={int(column): _pairs(rows) for column, rows in about["merged"].items()},
    )


def _read_confined(
    data: bytes, sheet: str, prefer: str, limits: Limits
) -> subprocess.CompletedProcess[bytes]:
    spec = find_spec(_READ_BY)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(_READ_BY)
    packages = Path(spec.origin).parent.parent
    caps = (limits.memory, limits.seconds, limits.rows, limits.columns)
    command = [
        *(sys.executable, "-I", "-S", "-X", "utf8", reader.__file__, str(packages)),
        *(str(cap) for cap in caps),
        *(sheet, prefer),
    ]
    try:
        return subprocess.run(  # noqa: S603 - our own file, arguments are not a shell's
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ArchiveTooLarge(why="time", limit=limits.seconds) from None


def _refusal(status: int, sheet: str, limits: Limits) -> Invalid:
    """What the reader's exit status means; one killed by a signal had passed a limit."""
    refusals: dict[int, Invalid] = {
        reader.ENCRYPTED: WorkbookEncrypted(),
        reader.SHEET_MISSING: SheetMissing(sheet=sheet),
        reader.ROWS_TOO_MANY: RowsTooMany(limit=limits.rows),
        reader.COLUMNS_TOO_MANY: ColumnsTooMany(limit=limits.columns),
        reader.OUT_OF_MEMORY: ArchiveTooLarge(why="memory", limit=limits.memory),
        -SIGXCPU: ArchiveTooLarge(why="time", limit=limits.seconds),
    }
    if status in refusals:
        return refusals[status]
    if status < 0:
        return refusals[reader.OUT_OF_MEMORY]
    return FileTypeMismatch(why="not_a_workbook")


def _pairs(rows: list[int]) -> list[tuple[int, int]]:
    return list(zip(rows[::2], rows[1::2], strict=True))


_TAGS: Final[Mapping[str, Any]] = {
    "on": date.fromisoformat,
    "at": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def _untagged(tagged: dict[str, str]) -> Cell:
    ((tag, value),) = tagged.items()
    return _TAGS[tag](value)
