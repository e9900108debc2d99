"""Workbooks made cell by cell."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import xlsxwriter

from tests.given_books import DATA

UNITS = (DATA / "房源台账.xlsx").read_bytes()


def workbook(*rows: list[Any], fill: Callable[[Any, Any], None] | None = None) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("样表")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if fill:
            fill(book, sheet)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
