"""A file of comma-separated values becomes a grid, whichever encoding a bank exports it in."""

import csv
from codecs import BOM_UTF8
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final

from api.imports.limits import (
    DEFAULT,
    OLE2_MAGIC,
    ZIP_MAGIC,
    ArchiveTooLarge,
    ColumnsTooMany,
    FileTypeMismatch,
    Limits,
    RowsTooMany,
)
from api.imports.workbook import Grid, Strip

#: Tried in this order. GB18030 reads whatever GBK reads, and more; GBK is the usual name.
_ENCODINGS: Final = ("utf-8", "gbk", "gb18030")
_DELIMITERS: Final = (",", "\t", ";")
_NUL: Final = "\0"
_SAMPLE: Final = 4_096


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The cells and the encoding they were found in."""

    encoding: str
    grid: Grid


def read_csv(data: bytes, limits: Limits = DEFAULT) -> CsvFile:
    """Read text in UTF-8 (with or without its mark), GBK or GB18030.

    Raises FileTypeMismatch for anything that is not text, ArchiveTooLarge, RowsTooMany and
    ColumnsTooMany.
    """
    if not data:
        raise FileTypeMismatch(why="empty")
    if len(data) > limits.upload:
        raise ArchiveTooLarge(why="size", limit=limits.upload)
    if data.startswith((ZIP_MAGIC, OLE2_MAGIC)):
        raise FileTypeMismatch(why="not_text")
    encoding, text = _decode(data)
    rows = _split(text, limits)
    strips = [Strip.of(column) for column in zip(*rows, strict=True)]
    return CsvFile(encoding, Grid("", len(rows), strips))


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith(BOM_UTF8):
        data, encodings = data.removeprefix(BOM_UTF8), _ENCODINGS[:1]
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NUL in text:
            break
        return encoding, text
    raise FileTypeMismatch(why="not_text")


def _split(text: str, limits: Limits) -> list[list[str]]:
    """Rows of one width."""
    sample = text[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=sample.count)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        rows = list(islice(reader, limits.rows + 1))
    except csv.Error as damage:
        raise FileTypeMismatch(why="not_text") from damage
    if len(rows) > limits.rows:
        raise RowsTooMany(limit=limits.rows)
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        raise ColumnsTooMany(limit=limits.columns)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows
