"""A worksheet written from whole columns: what repeats is put into XML once, then only placed.

The library makes a cell of every value, six microseconds each, and a register has millions. Its
package, formats, texts and notes are used as they are; only the rows are put together here.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportPrivateUsage=false
# ruff: noqa: SLF001 - of the library: its table of texts, numbers of formats, and dates

import math
from collections.abc import Iterator, Sequence
from datetime import date, time
from itertools import islice
from typing import Any, Final, cast

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from domain.cells import Cell

#: As much as a cell of the format holds, whatever the characters.
_LONGEST: Final = 32_767 // 2
_AT_ONCE: Final = 1_000


class ColumnSheet(Worksheet):
    """A worksheet whose cells come by `fill`. Everything else is the library's own."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[Sequence[str]] = ()

    def written(self, place: int, cell: Cell, look: Format) -> str:
        """What of the cell's XML stands behind the number of its row, up to the next number.

        Text is text, whatever it begins with.
        """
        style = f'" s="{look._get_xf_index()}"'
        following = f'<c r="{xl_col_to_name(place + 1)}'
        if cell == "":
            return f"{style}/>{following}"
        if isinstance(cell, (date, time)):
            return f"{style}><v>{self._convert_date_time(cell):.16G}</v></c>{following}"
        if isinstance(cell, str) or not math.isfinite(cell):
            texts = cast("Any", self.str_table)
            number: int = texts._get_shared_string_index(str(cell)[:_LONGEST])
            return f'{style} t="s"><v>{number}</v></c>{following}'
        return f"{style}><v>{cell:.16G}</v></c>{following}"

    def fill(self, columns: Sequence[Sequence[str]]) -> None:
        """All cells, column by column, each as it was `written`; an empty column ends the rows."""
        self._columns = columns
        height = len(columns[0]) if columns else 0
        if height:
            self._check_dimensions(0, 0)
            self._check_dimensions(height - 1, len(columns) - 1)

    def _write_rows(self) -> None:
        out = cast("Any", self.fh)
        rows = self._rows()
        while chunk := "".join(islice(rows, _AT_ONCE)):
            out.write(chunk)

    def _rows(self) -> Iterator[str]:
        for number, cells in enumerate(zip(*self._columns, strict=True), start=1):
            yield str(number).join(('<row r="', '"><c r="A', *cells, '"/></row>'))
