"""A project's yearly count: planned by one, counted by another, confirmed by a third."""

import asyncio
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from api import worker
from domain.access import Role
from domain.assets import MACHINE, StocktakeEvent, StocktakeState
from domain.housing import UnitState
from tests.given import City, found_city
from tests.given_books import bring_in
from tests.given_units import card, in_state

_E = StocktakeEvent


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


async def _planned(city: City, estate: Any, **facts: Any) -> Any:
    body = {
        "project_id": estate["project"]["id"],
        "year": 2026,
        "as_of": city.runtime.clock.today().isoformat(),
        "plan": "每栋两人",
        **facts,
    }
    return await city.officer.act("/stocktakes", body)


async def _started(city: City, estate: Any) -> Any:
    planned = await _planned(city, estate)
    return await city.manager.act(f"/stocktakes/{planned['id']}/start", version=1)


def _lines(estate: Any, *counted: int, **facts: Any) -> dict[str, Any]:
    pairs = zip(estate["codes"], counted, strict=False)
    return {"lines": [{"unit_code": code, "counted": there, **facts} for code, there in pairs]}


async def _step(city: City, round_: Any, event: StocktakeEvent) -> Any:
    """Try a step as whoever may take it; gives the response."""
    role, action, body = {
        _E.START: (Role.OPERATOR_MANAGER, "start", None),
        _E.COUNT: (
            Role.FRONT_DESK,
            "counts",
            {"lines": [{"unit_code": "X", "counted": 1, "reason": "y"}]},
        ),
        _E.SUBMIT: (Role.OPERATOR_MANAGER, "submission", None),
        _E.SEND_BACK: (Role.PURCHASER_APPROVER, "return", {"reason": "复盘"}),
        _E.CONFIRM: (Role.PURCHASER_APPROVER, "confirmation", None),
        _E.DISCARD: (Role.PURCHASER_OFFICER, "discard", {"reason": "年份写错"}),
    }[event]
    now = await city.officer.read(f"/stocktakes/{round_['id']}")
    headers = {} if event is _E.COUNT else {"If-Match": f'"{now["version"]}"'}
    return await city[role].post(f"/stocktakes/{round_['id']}/{action}", body, **headers)


async def test_a_round_goes_from_the_plan_to_the_confirmation(city: City, estate: Any) -> None:
    planned = await _planned(city, estate)
    path = f"/stocktakes/{planned['id']}"
    started = await city.manager.act(f"{path}/start", version=1)
    counted = await city[Role.FRONT_DESK].act(f"{path}/counts", _lines(estate, 1, 1, 1))
    handed_in = await city.manager.act(f"{path}/submission", version=2)
    confirmed = await city.approver.act(f"{path}/confirmation", version=3)

    assert (planned["state"], planned["lines"]) == ("planned", 0)
    assert (started["state"], started["lines"], started["counted"]) == ("counting", 3, 0)
    assert (counted["counted"], counted["missing"], counted["surplus"]) == (3, 0, 0)
    assert (handed_in["state"], confirmed["state"]) == ("counted", "confirmed")
    assert confirmed["confirmed_by"] == str(city.approver.person_id)
    assert confirmed["possible"] == []


async def test_what_the_books_had_stays_as_it_was_when_the_count_began(
    city: City, estate: Any
) -> None:
    started = await _started(city, estate)
    project = estate["project"]
    buildings = await city.officer.read(f"/projects/{project['id']}/buildings")
    await city.unit(project, buildings["items"][0], "106")

    lines = (await city.officer.read(f"/stocktakes/{started['id']}/lines"))["items"]

    assert [line["unit_code"] for line in lines] == estate["codes"]
    assert [line["card_no"] for line in lines] == ["ZC0001", None, None]
    assert {line["booked_state"] for line in lines} == {"available"}
    assert {line["booked"] for line in lines} == {1}


async def test_a_difference_needs_its_reason_before_the_round_is_handed_in(
    city: City, estate: Any
) -> None:
    started = await _started(city, estate)
    path = f"/stocktakes/{started['id']}"
    desk = city[Role.FRONT_DESK]
    found = {"unit_code": "没有登记的地下室", "counted": 1}
    await desk.act(f"{path}/counts", _lines(estate, 1, 0))
    await desk.act(f"{path}/counts", {"lines": [found]})

    early = await _step(city, started, _E.SUBMIT)
    await desk.act(f"{path}/counts", _lines(estate, 1, 0, 1, reason="已拆除，待核销"))
    await desk.act(f"{path}/counts", {"lines": [{**found, "reason": "图纸漏登"}]})
    done = await _step(city, started, _E.SUBMIT)

    assert early.json()["code"] == "stocktake_incomplete"
    assert early.json()["facts"] == {
        "codes": sorted([estate["codes"][1], estate["codes"][2], found["unit_code"]]),
        "total": 3,
    }
    assert (done.json()["missing"], done.json()["surplus"]) == (1, 1)
    differing = await city.officer.read(f"{path}/lines", differs=True)
    assert sorted(one["difference"] for one in differing["items"]) == [-1, 1]


async def test_counting_again_takes_the_place_of_the_count_before(city: City, estate: Any) -> None:
    started = await _started(city, estate)
    path = f"/stocktakes/{started['id']}"
    desk = city[Role.FRONT_DESK]
    await desk.act(f"{path}/counts", _lines(estate, 0, reason="没人应门"))
    await asyncio.gather(*(desk.act(f"{path}/counts", _lines(estate, 1)) for _ in range(3)))

    listed = await city.officer.read(f"{path}/lines", is_counted=True)

    assert [(one["counted"], one["reason"]) for one in listed["items"]] == [(1, None)]


async def test_what_is_in_no_book_and_on_no_ground_is_a_slip_of_the_pen(
    city: City, estate: Any
) -> None:
    started = await _started(city, estate)
    body = {"lines": [{"unit_code": "XFJY-九-9", "counted": 0}]}

    response = await city[Role.FRONT_DESK].post(f"/stocktakes/{started['id']}/counts", body)

    assert (response.status_code, response.json()["code"]) == (422, "neither_booked_nor_there")


async def test_who_planned_or_handed_in_does_not_confirm(city: City, estate: Any) -> None:
    from sqlalchemy import update

    from persistence.tables.people import MembershipRow

    both = await city.hire(Role.PURCHASER_OFFICER)
    async with city.runtime.database.transaction() as session:
        await session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id == both.person_id)
            .values(roles=[Role.PURCHASER_OFFICER, Role.PURCHASER_APPROVER])
        )
    today = city.runtime.clock.today().isoformat()
    body = {"project_id": estate["project"]["id"], "year": 2025, "as_of": today, "plan": "x"}
    planned = await both.act("/stocktakes", body)
    path = f"/stocktakes/{planned['id']}"
    await city.manager.act(f"{path}/start", version=1)
    await city[Role.FRONT_DESK].act(f"{path}/counts", _lines(estate, 1, 1, 1))
    await city.manager.act(f"{path}/submission", version=2)

    response = await both.post(f"{path}/confirmation", **{"If-Match": '"3"'})

    assert (response.status_code, response.json()["code"]) == (403, "maker_is_checker")


async def test_a_round_may_be_sent_back_and_counted_again(city: City, estate: Any) -> None:
    started = await _started(city, estate)
    path = f"/stocktakes/{started['id']}"
    await city[Role.FRONT_DESK].act(f"{path}/counts", _lines(estate, 1, 1, 1))
    await _step(city, started, _E.SUBMIT)

    back = await _step(city, started, _E.SEND_BACK)
    again = await _step(city, started, _E.SUBMIT)

    assert (back.json()["state"], back.json()["remark"]) == ("counting", "复盘")
    assert again.json()["state"] == "counted"


@pytest.mark.parametrize("state", [s for s in StocktakeState if s is not StocktakeState.VOID])
async def test_steps_out_of_turn_are_refused_with_what_is_possible(
    city: City, estate: Any, state: StocktakeState
) -> None:
    round_ = await _planned(city, estate)
    way = [_E.START, _E.COUNT, _E.SUBMIT, _E.CONFIRM]
    if state is not StocktakeState.PLANNED:
        await _step(city, round_, way[0])
        await city[Role.FRONT_DESK].act(
            f"/stocktakes/{round_['id']}/counts", _lines(estate, 1, 1, 1)
        )
    for event in way[2:]:
        if (await city.officer.read(f"/stocktakes/{round_['id']}"))["state"] != state:
            await _step(city, round_, event)

    for event in StocktakeEvent:
        if event in MACHINE.possible(state):
            continue
        response = await _step(city, round_, event)
        assert (response.status_code, response.json()["code"]) == (409, "transition_refused")
        assert response.json()["facts"]["possible"] == sorted(MACHINE.possible(state))


async def test_a_year_has_one_round_unless_it_was_discarded(city: City, estate: Any) -> None:
    first = await _planned(city, estate)
    body = {name: first[name] for name in ("project_id", "year", "as_of", "plan")}

    second = await city.officer.post("/stocktakes", body)
    await _step(city, first, _E.DISCARD)
    third = await city.officer.post("/stocktakes", body)

    assert (second.status_code, second.json()["code"]) == (409, "already_done")
    assert third.status_code == 201


async def test_nobody_counts_before_the_day(city: City, estate: Any) -> None:
    later = (city.runtime.clock.today() + timedelta(days=10)).isoformat()
    planned = await _planned(city, estate, as_of=later)

    response = await _step(city, planned, _E.START)

    assert response.json()["code"] == "date_not_reached"


async def test_each_side_keeps_to_its_part(city: City, estate: Any) -> None:
    body = {"project_id": estate["project"]["id"], "year": 2026, "as_of": "2026-04-30", "plan": "x"}
    assert (await city.manager.post("/stocktakes", body)).json()["code"] == "permission_missing"
    started = await _started(city, estate)
    path = f"/stocktakes/{started['id']}"

    by_purchaser = await city.officer.post(f"{path}/counts", _lines(estate, 1))
    by_operator = await city.manager.post(f"{path}/confirmation", **{"If-Match": '"2"'})

    assert by_purchaser.json()["code"] == by_operator.json()["code"] == "permission_missing"


async def test_another_citys_round_is_not_there(
    city: City, estate: Any, stranger: Any, runtime: Any
) -> None:
    started = await _started(city, estate)
    elsewhere = await found_city(runtime, stranger)

    response = await elsewhere.officer.get(f"/stocktakes/{started['id']}/lines")

    assert response.json()["code"] == "stocktake_not_found"
    assert (await elsewhere.officer.read("/stocktakes"))["items"] == []


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
    started = await _started(city, estate)
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
    started = await _started(city, estate)
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
    await _started(city, estate)
    purchaser = await bring_in(city, city.officer, estate["project"], "stocktake", table)

    assert (none["state"], purchaser["state"]) == ("refused", "refused")
    operations = await city.officer.read("/operations")
    codes = {one["problem"]["code"] for one in operations["items"] if one["problem"]}
    assert codes == {"permission_missing", "stocktake_not_open"}
