"""The marked-up workbook that goes back to the office."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.housing import books as housing
from api.imports.columns import REASONS, CellError, Reading
from api.imports.marked import mark
from api.imports.sheet import read_table
from api.imports.workbook import Grid, Strip, read_workbook
from api.leases import books as leases
from domain.cells import Why

DATA = Path(__file__).parent.parent / "data"
OCHRE = "FFF8EEDB"


def marked(name: str, module: Any) -> tuple[Grid, Reading[Any], bytes]:
    grid = read_workbook((DATA / name).read_bytes())
    read = module.read_units if module is housing else module.read_tenants
    reading = read(grid)
    return grid, reading, mark(grid, module.BOOK, reading.errors)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


def test_wrong_cells_are_ochre_with_the_reason_beside():
    _, reading, data = marked("租户台账_有误.xlsx", leases)
    sheet = opened(data)

    coloured = {
        (cell.row, cell.column)
        for row in sheet.iter_rows(min_row=3, max_col=19)
        for cell in row
        if cell.fill.fgColor.rgb == OCHRE
    }
    place = {sheet.cell(2, at).value: at for at in range(1, 20)}
    assert coloured == {(error.row, place[error.column]) for error in reading.errors}
    assert sheet.cell(2, 20).value == REASONS
    assert sheet.cell(109, 20).value == "身份证号：15位旧证件号码，请填18位"
    assert sheet.cell(109, 3).comment.text == "15位旧证件号码，请填18位"
    assert sheet.cell(110, 20).value is None


@pytest.mark.parametrize(
    ("name", "module"), [("房源台账_有误.xlsx", housing), ("租户台账_有误.xlsx", leases)]
)
def test_the_marked_book_says_the_same_when_it_comes_back(name: str, module: Any):
    _, reading, data = marked(name, module)
    read = module.read_units if module is housing else module.read_tenants
    again = read(read_workbook(data))

    assert again.errors == reading.errors
    assert again.rows == reading.rows
    assert again.ignored == (), "the reasons are no column of the book"
    assert mark(read_workbook(data), module.BOOK, again.errors).count(b"PK\x03\x04") > 0


def test_the_layout_is_the_offices_own():
    grid, _, data = marked("房源台账_有误.xlsx", housing)
    back = read_workbook(data)

    assert back.sheet == "房源台账"
    assert back.row(0)[:-1] == grid.row(0)
    assert back.row(2)[:-1] == grid.row(2)
    assert back.strips[9].cells() == grid.strips[9].cells()


def test_nothing_that_was_text_becomes_a_formula_a_link_or_a_number():
    hostile = [
        '=HYPERLINK("http://x")',
        "+1",
        "-1",
        "@SUM(1)",
        "http://example.test",
        "007",
        "\t=1",
    ]
    lines = [["姓名", "身份证号"], *([name, "15020319900307123X"] for name in hostile)]
    grid = Grid("", len(lines), [Strip.of(column) for column in zip(*lines, strict=True)])
    book = leases.BOOK.__class__(
        sheet="甲", columns=leases.BOOK.columns[:2], anchors=("tenant_name",)
    )
    data = mark(grid, book, read_table(grid, book).errors)

    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert not re.search("<f>|<f |hyperlink", xml)
    sheet = opened(data)
    assert [sheet.cell(row, 1).data_type for row in range(2, 9)] == ["s"] * 7
    assert sheet.cell(2, 2).number_format == "@"
    assert sheet.cell(2, 2).value == "15020319900307123X"


def test_a_damaged_number_is_to_be_typed_again_as_text():
    _, _, data = marked("租户台账_有误.xlsx", leases)

    assert opened(data).cell(178, 3).number_format == "@"


def test_an_error_under_no_column_of_the_file_is_still_told():
    grid = read_workbook((DATA / "房源台账.xlsx").read_bytes())
    data = mark(grid, housing.BOOK, [CellError(5, "别的列", Why.DUPLICATE)])

    assert opened(data).cell(5, 24).value == "别的列：重复"
