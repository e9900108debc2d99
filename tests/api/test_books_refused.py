"""What is no workbook, or unpacks to too much, is refused before it costs anything."""

import struct
import zipfile
from io import BytesIO

import pytest

from api.imports.limits import (
    OLE2_MAGIC,
    ArchiveTooLarge,
    ColumnsTooMany,
    FileTypeMismatch,
    Limits,
    RowsTooMany,
    WorkbookEncrypted,
)
from api.imports.workbook import read_workbook
from tests.given_workbooks import UNITS, workbook, zipped


def with_declared_size(data: bytes, name: bytes, size: int) -> bytes:
    """The archive whose directory says that the entry is only `size` bytes."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


@pytest.mark.parametrize(
    ("data", "refusal", "why"),
    [
        (b"", FileTypeMismatch, "empty"),
        ("序号,姓名\n1,张三".encode(), FileTypeMismatch, "not_a_workbook"),
        (b"<html><body>no</body></html>", FileTypeMismatch, "not_a_workbook"),
        (b"%PDF-1.7 ...", FileTypeMismatch, "not_a_workbook"),
        (b"PK\x03\x04", FileTypeMismatch, "not_a_workbook"),
        (UNITS[:9_000], FileTypeMismatch, "not_a_workbook"),
        (UNITS[:-30], FileTypeMismatch, "not_a_workbook"),
        (zipped(**{"word/document.xml": b"<w/>"}), FileTypeMismatch, "not_a_workbook"),
        (OLE2_MAGIC + bytes(4_096), FileTypeMismatch, "not_a_workbook"),
        (zipped(**{"xl/worksheets/sheet1.xml": bytes(30_000_000)}), ArchiveTooLarge, "ratio"),
        (zipped(**{f"{n}.xml": b"" for n in range(1_001)}), ArchiveTooLarge, "entries"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(data: bytes, refusal: type, why: str):
    with pytest.raises(refusal) as refused:
        read_workbook(data)

    assert refused.value.facts["why"] == why


def test_a_workbook_with_a_password_is_named_as_such():
    stream = "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(WorkbookEncrypted):
        read_workbook(OLE2_MAGIC + bytes(1_024) + stream + bytes(1_024))


def test_more_bytes_than_an_upload_may_have_are_not_opened():
    with pytest.raises(ArchiveTooLarge):
        read_workbook(UNITS, limits=Limits(upload=1_000))


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked():
    with pytest.raises(ArchiveTooLarge):
        read_workbook(UNITS, limits=Limits(unpacked=100_000))


def test_a_directory_that_lies_about_sizes_gains_nothing():
    bomb = workbook(["姓名", "月租金(元)"], ["租" * 1_000, 1])
    name = b"xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(BytesIO(bomb)) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400_000)
    )
    entries[name.decode()] = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"

    with pytest.raises((RowsTooMany, FileTypeMismatch, ArchiveTooLarge)):
        read_workbook(with_declared_size(zipped(**entries), name, 1_000))


def test_rows_beyond_the_cap_are_refused():
    data = workbook(["姓名", "月租金(元)"], *([f"人{n}", n] for n in range(20)))

    with pytest.raises(RowsTooMany) as refused:
        read_workbook(data, limits=Limits(rows=20))

    assert refused.value.facts == {"limit": 20}


def test_columns_beyond_the_cap_are_refused():
    with pytest.raises(ColumnsTooMany):
        read_workbook(workbook(["列"] * 30), limits=Limits(columns=29))


def test_a_sheet_that_spans_everything_costs_the_reader_its_memory_and_nobody_else():
    data = workbook(["姓名"], fill=lambda _, sheet: sheet.write(1_048_575, 16_383, "x"))

    with pytest.raises(ArchiveTooLarge) as refused:
        read_workbook(data)

    assert refused.value.facts["why"] == "memory"


def test_reading_stops_when_its_time_is_up():
    data = workbook(["姓名", "月租金(元)"], *([f"人{n}", n] for n in range(30_000)))

    with pytest.raises(ArchiveTooLarge) as refused:
        read_workbook(data, limits=Limits(seconds=0))

    assert refused.value.facts["why"] in {"time", "memory"}
