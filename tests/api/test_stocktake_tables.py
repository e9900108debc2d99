"""The office's table of a count comes in and goes out again, whole or not at all."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from api import worker
from domain.housing import UnitState
from tests.given import City
from tests.given_books import bring_in
from tests.given_stocktakes import started_round
from tests.given_units import card, in_state


@pytest.fixture
async def estate(city: City) -> Any:
    """Three homes, one of them with a card; one unit that left and one that is a draft."""
    project = await city.project()
    building = await city.building(project)
    homes = [await city.unit(project, building, room) for room in ("101", "102", "103")]
    await city.officer.act(f"/units/{homes[0]['id']}/asset-card", card())
    await in_state(city, await city.unit(project, building, "104"), UnitState.WITHDRAWN)
    await city.draft(project, building, "105")
    return {"project": project, "codes": [home["code"] for home in homes]}


def _book(rows: list[tuple[Any, ...]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("资产盘点表")
        sheet.write_row(0, 0, ["幸福家园资产盘点表"])
        sheet.write_row(1, 0, ["卡片号", "房源编码", "账面", "实盘", "差异", "原因"])
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row)
    return out.getvalue()


async def test_the_office_s_table_comes_in_and_goes_out_again(city: City, estate: Any) -> None:
    started = await started_round(city, estate)
    one, two, three = estate["codes"]
    rows = [
        ("ZC0001", one, 1, 1, 0, ""),
        ("", two, 1, 0, -1, "已拆除"),
        ("", three, 1, 1, "", ""),
        ("", "地下室-1", 0, 1, 1, "图纸漏登"),
    ]

    read = await bring_in(city, city.manager, estate["project"], "stocktake", _book(rows))
    before = await city.officer.read(f"/stocktakes/{started['id']}")
    await city.manager.act(f"/imports/{read['id']}/confirmation")
    await worker.drain(city.runtime)
    after = await city.officer.read(f"/stocktakes/{started['id']}")

    assert (read["state"], read["report"]["totals"]) == ("ready", {"lines": 4, "there": 3})
    assert (before["counted"], after["counted"]) == (0, 4)
    assert (after["missing"], after["surplus"]) == (1, 1)
    asked = await city.officer.act(
        "/exports", {"kind": "stocktake", "project_id": estate["project"]["id"]}
    )
    await worker.drain(city.runtime)
    done = await city.officer.read(f"/operations/{asked['operation_id']}")
    got = await city.officer.get(f"/files/{done['result']['file_id']}/content")
    sheet = CalamineWorkbook.from_filelike(BytesIO(got.content)).get_sheet_by_index(0)
    title, headers, *body = [list(row) for row in sheet.to_python()]
    assert title[0].endswith("资产盘点表")
    assert headers == ["卡片号", "房源编码", "账面", "实盘", "差异", "原因"]
    by_code = {row[1]: row for row in body}
    assert by_code[two] == ["", two, 1, 0, -1, "已拆除"]
    assert by_code["地下室-1"][2:5] == [0, 1, 1]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (("", "{0}", 1, 0, -1, ""), "原因", "missing"),
        (("", "{0}", 1, 0, 1, "拆除"), "差异", "does_not_tie"),
        (("", "{0}", 0, 1, 0, ""), "账面", "does_not_tie"),
        (("", "NOWHERE", 0, 0, 0, ""), "房源编码", "unknown_unit"),
        (("", "{0}", 1, 2, 1, "x"), "实盘", "out_of_range"),
        (("", "{1}", 1, 1, 0, ""), "房源编码", "duplicate"),
    ],
)
async def test_a_table_with_a_flaw_is_refused_whole(
    city: City, estate: Any, row: tuple[Any, ...], column: str, code: str
) -> None:
    started = await started_round(city, estate)
    good = ("", estate["codes"][1], 1, 1, 0, "")
    told = tuple(cell.format(*estate["codes"]) if isinstance(cell, str) else cell for cell in row)

    read = await bring_in(city, city.manager, estate["project"], "stocktake", _book([good, told]))

    assert read["state"] == "refused"
    assert [(e["row"], e["column"], e["code"]) for e in read["report"]["errors"]] == [
        (4, column, code)
    ]
    assert (await city.officer.read(f"/stocktakes/{started['id']}"))["counted"] == 0


async def test_without_a_round_or_by_the_wrong_side_nothing_is_counted(
    city: City, estate: Any
) -> None:
    table = _book([("", estate["codes"][0], 1, 1, 0, "")])

    none = await bring_in(city, city.manager, estate["project"], "stocktake", table)
    await started_round(city, estate)
    purchaser = await bring_in(city, city.officer, estate["project"], "stocktake", table)

    assert (none["state"], purchaser["state"]) == ("refused", "refused")
    operations = await city.officer.read("/operations")
    codes = {one["problem"]["code"] for one in operations["items"] if one["problem"]}
    assert codes == {"permission_missing", "stocktake_not_open"}
