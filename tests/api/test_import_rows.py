"""The rows of a book as they were read, for mending it cell by cell, and its columns."""

import io
from http import HTTPStatus
from typing import Any

import openpyxl

from domain.access import Role
from tests.given import City, found_city
from tests.given_books import DATA, bring_in, confirmed

FLAWED = DATA / "租户台账_有误.xlsx"


async def _flawed(city: City) -> Any:
    project = await city.project()
    await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    return await bring_in(city, city.manager, project, "leases", FLAWED.read_bytes())


async def _all_rows(city: City, path: str, **asked: Any) -> list[Any]:
    """Every page after the other."""
    rows: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = await city.manager.read(path, limit=50, **asked, **cursor)
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        cursor = {"cursor": page["next_cursor"]}


async def test_each_error_of_the_report_stands_in_its_row(city: City) -> None:
    read = await _flawed(city)

    rows = await _all_rows(city, f"/imports/{read['id']}/rows")
    seen = await city.manager.read(f"/imports/{read['id']}/rows", limit=1)

    told = {(e["row"], e["column"], e["code"]) for e in read["report"]["errors"]}
    assert {(r["row"], e["column"], e["code"]) for r in rows for e in r["errors"]} == told
    assert [row["row"] for row in rows] == sorted({row["row"] for row in rows})
    assert seen["rows_total"] == len(rows)
    assert seen["wrong_total"] == len({row for row, _, _ in told})
    assert all(len(row["cells"]) == len(seen["columns"]) for row in rows)
    headers = [column["header"] for column in seen["columns"]]
    assert {column for _, column, _ in told} <= set(headers)


async def test_only_the_wrong_rows_can_be_asked_for(city: City) -> None:
    read = await _flawed(city)
    path = f"/imports/{read['id']}/rows"

    every = await _all_rows(city, path)
    wrong = await _all_rows(city, path, only="wrong")

    assert wrong == [row for row in every if row["errors"]]
    first = await city.manager.read(path, only="wrong", limit=2)
    second = await city.manager.read(path, only="wrong", limit=2, cursor=first["next_cursor"])
    assert first["items"] + second["items"] == wrong[:4]


async def test_cells_are_shown_as_they_came_but_for_the_numbers_of_people(city: City) -> None:
    project = await city.project()
    await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    book = openpyxl.load_workbook(DATA / "租户台账.xlsx")
    sheet = book.active
    assert sheet is not None
    headers = {str(cell.value): cell.column for cell in sheet[2]}
    sheet.cell(2, len(headers) + 1, "经办备注")
    sheet.cell(3, len(headers) + 1, "先打 138 8231 9384，证 150203199401191770，2024-10-01 签")
    sheet.cell(3, headers["备注"], "电话13882319384")
    data = io.BytesIO()
    book.save(data)

    read = await bring_in(city, city.manager, project, "leases", data.getvalue())
    seen = await city.manager.read(f"/imports/{read['id']}/rows", limit=1)

    [row] = seen["items"]
    cells = {
        column["header"]: cell for column, cell in zip(seen["columns"], row["cells"], strict=True)
    }
    assert row["row"] == 3
    assert cells["承租人"] == "张秀国"
    assert cells["身份证号"] == "150203********1770"
    assert cells["联系电话"] == "138****9384"
    assert cells["备注"] == "电话138****9384"
    assert cells["经办备注"] == "先打 138******9384，证 150203********1770，2024-10-01 签"
    assert cells["合同编号"] == sheet.cell(3, headers["合同编号"]).value
    assert cells["合同起"] == str(sheet.cell(3, headers["合同起"]).value)
    whole = "".join("".join(one["cells"]) for one in (await _all_rows(city, _path(read))))
    assert "150203199401191770" not in whole
    assert "13882319384" not in whole
    assert read["report"]["ignored_columns"] == ["经办备注"]


def _path(read: Any) -> str:
    return f"/imports/{read['id']}/rows"


async def test_the_report_tells_which_header_became_which_field(city: City) -> None:
    project = await city.project()
    book = openpyxl.load_workbook(DATA / "房源台账.xlsx")
    sheet = book.active
    assert sheet is not None
    at = next(cell.column for cell in sheet[3] if cell.value == "房源编码")
    lost = next(cell.column for cell in sheet[3] if cell.value == "备注")
    sheet.cell(3, at, "房源 编号*")
    sheet.cell(3, lost, "闲话")
    data = io.BytesIO()
    book.save(data)

    report = (await bring_in(city, city.manager, project, "units", data.getvalue()))["report"]

    [code] = [one for one in report["recognised"] if one["field"] == "code"]
    assert code == {"position": at, "header": "房源 编号*", "field": "code", "name": "房源编码"}
    assert "备注" in report["missing_columns"]
    assert report["ignored_columns"] == ["闲话"]


async def test_footers_are_shown_as_ignored_and_members_as_continued(city: City) -> None:
    read = await _flawed(city)

    kinds = {row["row"]: row["kind"] for row in await _all_rows(city, _path(read))}

    ignored = set(read["report"]["ignored_rows"])
    assert {row for row, kind in kinds.items() if kind == "ignored"} == ignored
    assert "continued" in kinds.values()


async def test_a_file_that_is_no_such_book_has_no_rows(city: City) -> None:
    project = await city.project()
    wrong = (DATA / "租户台账.xlsx").read_bytes()
    read = await bring_in(city, city.manager, project, "units", wrong)

    refused = await city.manager.get(_path(read))

    assert (refused.status_code, refused.json()["code"]) == (404, "file_not_found")


async def test_rows_are_for_those_who_bring_books_in_and_within_reach(
    city: City, stranger, runtime
) -> None:
    elsewhere = await found_city(runtime, stranger)
    read = await _flawed(city)

    for role in (Role.CASHIER, Role.AUDITOR, Role.INSPECTOR):
        assert (await city[role].get(_path(read))).status_code == HTTPStatus.FORBIDDEN
    assert (await elsewhere.manager.get(_path(read))).status_code == HTTPStatus.NOT_FOUND
    forged = await city.manager.get(_path(read), cursor="bm90IG91cnM")
    assert (forged.status_code, forged.json()["code"]) == (400, "cursor_invalid")
