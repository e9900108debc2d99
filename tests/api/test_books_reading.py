"""Bytes that claim to be a workbook: read under limits, or refused by name."""

from typing import Any

import pytest

from api.housing.books import read_units
from api.imports.columns import Book, Column, ColumnsAmbiguous, ColumnsMissing
from api.imports.csvfile import read_csv
from api.imports.limits import (
    OLE2_MAGIC,
    ColumnsTooMany,
    FileTypeMismatch,
    Limits,
    RowsTooMany,
    SheetMissing,
)
from api.imports.sheet import read_table
from api.imports.workbook import Grid, Strip, read_workbook
from domain.cells import Why, amount, text
from domain.money import Money
from tests.given_books import DATA
from tests.given_workbooks import UNITS, workbook, zipped

BOOK = Book(
    sheet="样表",
    columns=(
        Column("姓名", "name", text, required=True, classified=True, merged=True),
        Column("月租金(元)", "rent", amount, required=True, aliases=("月租金",)),
        Column("备注", "note", text, blank="无"),
    ),
    anchors=("name", "rent"),
)


def grid(*rows: list[Any]) -> Grid:
    return Grid("样表", len(rows), [Strip.of(column) for column in zip(*rows, strict=True)])


def test_a_sheet_is_found_by_name_or_by_preference():
    assert read_workbook(UNITS, sheet="房源台账").height == 148
    assert read_workbook(UNITS, prefer="别的").sheet == "房源台账"
    with pytest.raises(SheetMissing):
        read_workbook(UNITS, sheet="别的")


def test_every_kind_of_cell_arrives_as_what_it_is():
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_boolean(0, 0, True)
        sheet.write_number(0, 1, 1.0)
        sheet.write_string(0, 2, "=1+1")

    row = read_workbook(workbook(["", "", ""], fill=fill)).row(0)

    assert row == ["TRUE", 1.0, "=1+1"]


def test_an_open_document_is_read_too():
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("姓名", "月租金")
    )
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" '
        f'xmlns:table="{office}table:1.0" xmlns:text="{office}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="样表"><table:table-row>{cells}'
        "</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    files = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }

    assert read_workbook(zipped(**files)).row(0) == ["姓名", "月租金"]


def test_the_header_is_found_under_titles_and_in_any_order():
    table = read_table(
        grid(
            ["某区台账", "", "", ""],
            ["填报单位：", "", "", ""],
            ["备注", "*月 租金（元）", "姓名 ", "车牌号"],
            ["好", "1,000.00", "张三", "蒙B"],
        ),
        BOOK,
    )

    assert table.header_row == 3
    assert table.numbers == [4]
    assert table.values == {"name": ["张三"], "rent": [Money(100_000)], "note": ["好"]}
    assert table.ignored_columns == ("车牌号",)


def test_an_alias_of_a_header_will_do():
    assert read_table(grid(["姓名", "月租金"], ["张三", 1.0]), BOOK).values["rent"] == [Money(100)]


def test_all_missing_columns_are_named_at_once():
    with pytest.raises(ColumnsMissing) as refused:
        read_table(grid(["编号", "地址"], ["1", "某处"]), BOOK)

    assert refused.value.facts == {"names": ["姓名", "月租金(元)"]}


def test_a_tenants_register_is_no_register_of_homes():
    with pytest.raises(ColumnsMissing) as refused:
        read_units(read_workbook((DATA / "租户台账.xlsx").read_bytes()))

    assert "建筑面积(㎡)" in refused.value.facts["names"]


def test_an_empty_sheet_lacks_every_column():
    with pytest.raises(ColumnsMissing):
        read_table(read_workbook(workbook()), BOOK)


def test_a_header_in_the_sixth_row_is_not_looked_for():
    with pytest.raises(ColumnsMissing):
        read_table(grid(*([["题", ""]] * 5), ["姓名", "月租金"], ["张三", 1.0]), BOOK)


def test_two_columns_of_one_header_are_ambiguous():
    with pytest.raises(ColumnsAmbiguous) as refused:
        read_table(grid(["姓名", "月租金", "月租金(元)"], ["张三", 1.0, 2.0]), BOOK)

    assert refused.value.facts == {"names": ["月租金(元)"]}


def test_blank_rows_and_footers_are_left_out_and_named():
    table = read_table(
        grid(
            ["序号", "姓名", "月租金", "备注"],
            [1.0, "张三", 1.0, ""],
            ["", " \u3000", "", ""],
            [2.0, "李四", 2.0, ""],
            ["合 计", "", "", "3.00"],
            ["填表人：王五", "", "", ""],
        ),
        BOOK,
    )

    assert table.numbers == [2, 4]
    assert table.ignored_rows == (5, 6)
    assert table.errors == []
    assert table.values["note"] == ["无", "无"], "what a blank stands for"


def test_a_wrong_cell_is_named_by_row_and_header_and_personal_data_is_not_shown():
    table = read_table(
        grid(["姓名", "月租金（元）"], ["张三", "面议"], ["", 2.0], ["租" * 2_000, -1.0]), BOOK
    )

    found = {(e.row, e.column, e.why, e.shown) for e in table.errors}
    assert found == {
        (2, "月租金（元）", Why.NOT_AN_AMOUNT, "面议"),
        (3, "姓名", Why.MISSING, None),
        (4, "姓名", Why.TOO_LONG, None),
        (4, "月租金（元）", Why.NEGATIVE, "-1.0"),
    }
    assert table.wrong == {2, 3, 4}


def test_seven_bad_rows_of_five_hundred_are_exactly_named():
    bad = {7, 90, 91, 250, 333, 480, 501}
    rows = [[f"人{n}", "没有" if n in bad else "1.00"] for n in range(2, 502)]
    table = read_table(read_workbook(workbook(["姓名", "月租金"], *rows)), BOOK)

    assert {error.row for error in table.errors} == bad
    assert len(table.errors) == 7


def test_a_merged_cell_counts_for_every_row_that_it_covers():
    data = workbook(
        ["姓名", "月租金"],
        ["", 1],
        ["", 2],
        ["李四", 3],
        fill=lambda _, sheet: sheet.merge_range(1, 0, 2, 0, "张三"),
    )

    assert read_table(read_workbook(data), BOOK).values["name"] == ["张三", "张三", "李四"]


def test_merged_cells_that_overlap_cost_nothing():
    names = Strip.of(["姓名", *[""] * 99])
    tangled = Grid("样表", 100, [names], {0: [(1, 99)] * 100_000 + [(50, 100_000)]})

    assert len(tangled.filled(0)) == 100


@pytest.mark.parametrize("cells", [["a"], ["a", "a", "a"], [1.0, True, "1"], ["", "", 0.0, False]])
def test_a_column_is_the_same_after_encoding(cells: list[Any]):
    expected = [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]

    assert Strip.of(cells).cells() == expected


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("gbk", "gbk"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030")],
)
def test_text_is_read_in_the_encoding_it_is_in(encoding: str, found: str):
    rare = "\U00020bb7" if encoding == "gb18030" else ""
    file = read_csv(f"摘要,金额\r\n房租{rare},1\r\n".encode(encoding))

    assert (file.encoding, file.grid.row(1)) == (found, [f"房租{rare}", "1"])


@pytest.mark.parametrize("data", [b"", UNITS, OLE2_MAGIC, b"a\x00b", b"\xff\xfe\x00\x01", b"\x81"])
def test_bytes_that_are_no_text_are_refused(data: bytes):
    with pytest.raises(FileTypeMismatch):
        read_csv(data)


def test_a_text_with_too_many_lines_or_columns_is_refused():
    with pytest.raises(RowsTooMany):
        read_csv(b"a\n" * 11, Limits(rows=10))
    with pytest.raises(ColumnsTooMany):
        read_csv(b"," * 300)
    with pytest.raises(FileTypeMismatch):
        read_csv(b'"' + b"a" * 200_000)
