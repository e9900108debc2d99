"""Shops, parking and equipment rooms beside the homes: there, priced at the market, not let to
households.
"""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter

from api import worker
from api.housing import life
from api.housing.books import BOOK
from api.housing.life import Step
from domain.access import Role, Scope
from domain.housing import UnitEvent, UnitState
from domain.unit_kinds import KINDS, NoDwelling, UnitKind
from tests.given import City
from tests.given_books import bring_in
from tests.given_leases import billed, lease
from tests.given_settlement import drafted
from tests.given_units import card, in_state, known_since, stored, tried


@pytest.fixture
async def estate(city: City) -> Any:
    """A home and one of every kind of premises."""
    project = await city.project()
    building = await city.building(project)
    units = {
        kind: await city.unit(project, building, kind, kind=kind) for kind in map(str, UnitKind)
    }
    return {"project": project, "building": building, "units": units}


async def test_each_kind_says_where_its_price_comes_from_and_whether_it_is_taxed(
    city: City, estate: Any
) -> None:
    told = {kind: (unit["price_basis"], unit["vat"]) for kind, unit in estate["units"].items()}
    assert told == {
        "dwelling": ("standard", "exempt"),
        "shop": ("market", "taxed"),
        "parking": ("market", "taxed"),
        "public_room": ("none", "no_rent"),
        "equipment_room": ("none", "no_rent"),
    }
    assert set(KINDS) == set(UnitKind)


@pytest.mark.parametrize("kind", list(UnitKind))
async def test_units_are_listed_by_kind(city: City, estate: Any, kind: UnitKind) -> None:
    listed = await city.manager.read("/units", kind=kind)

    assert [unit["kind"] for unit in listed["items"]] == [kind]


async def test_only_homes_are_counted_as_the_projects_dwellings(city: City, estate: Any) -> None:
    project = await city.officer.read(f"/projects/{estate['project']['id']}")

    assert (project["units"], project["leased"]) == (1, 0)


async def test_board_occupancy_and_the_test_of_empty_homes_know_homes_only(
    city: City, estate: Any
) -> None:
    project_id = estate["project"]["id"]
    since = city.runtime.clock.today() - timedelta(days=700)
    for unit in estate["units"].values():
        await in_state(city, unit, UnitState.AVAILABLE, since)
        await known_since(city, unit, since)

    board = await city.officer.read("/board")
    seen = await city.officer.read(f"/projects/{project_id}/board")
    figure = await city.officer.read("/figures/occupancy", project_id=project_id, last=1)
    empty = (await city[Role.AUDITOR].read("/audit-tests/vacant_too_long/rows"))["items"]

    assert (board["units"], seen["buildings"][0]["units"]) == (1, 1)
    assert [door["room"] for door in seen["doors"]] == ["dwelling"]
    assert (figure["units"], figure["items"][0]["units"]) == (1, 1)
    assert [one["number"] for one in empty] == [estate["units"]["dwelling"]["code"]]


@pytest.mark.parametrize("kind", [kind for kind in UnitKind if kind is not UnitKind.DWELLING])
async def test_premises_are_not_allocated_to_households(
    city: City, estate: Any, kind: UnitKind
) -> None:
    desk = await city.actor(Role.FRONT_DESK)
    async with city.runtime.database.transaction(city.context) as session:
        reserve = life.move(
            session,
            desk,
            Scope(city.authority_id, None),
            UUID(estate["units"][kind]["id"]),
            Step(event=UnitEvent.RESERVE),
            today=city.runtime.clock.today(),
        )
        with pytest.raises(NoDwelling):
            await reserve


async def test_the_stock_list_is_of_homes_unless_premises_are_named(
    city: City, estate: Any
) -> None:
    shop = estate["units"]["shop"]["code"]

    plain = await drafted(city, estate["project"])
    named = await drafted(
        city, estate["project"], units=[shop], starts_on="2026-01-01", ends_on="2026-12-31"
    )

    assert (plain["units"], named["units"]) == (1, 1)


async def test_no_charge_is_raised_for_premises_unless_a_lease_is_there(
    city: City, estate: Any
) -> None:
    await lease(city, estate["project"], estate["units"]["dwelling"])
    before = await billed(city, estate["project"], "2026-04")
    shop = await lease(city, estate["project"], estate["units"]["shop"], rent_fen=320_000)
    after = await billed(city, estate["project"], "2026-05")
    charges = await city.officer.read("/charges", month="2026-05")

    assert (before["charged"], after["charged"]) == (1, 2)
    assert {c["amount_fen"] for c in charges["items"] if c["lease_id"] == str(shop)} == {320_000}


def _book(project: Any, rows: list[dict[str, Any]]) -> bytes:
    headers = [column.header for column in BOOK.columns]
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("房源台账")
        sheet.write_row(0, 0, headers)
        for number, row in enumerate(rows, 1):
            plain = {"项目名称": project["name"], "栋号": "1", "建筑面积(㎡)": 50, **row}
            plain |= {"租金单价(元/㎡·月)": 5.2}
            sheet.write_row(number, 0, [plain.get(header, "") for header in headers])
    return out.getvalue()


async def test_a_register_says_what_is_no_home(city: City) -> None:
    project = await city.project()
    rows = [
        {"房号": "101", "房源编码": "X-101"},
        {"房号": "S1", "房源编码": "X-S1", "用途": "商铺"},
        {"房号": "P1", "房源编码": "X-P1", "用途": "车位"},
    ]

    read = await bring_in(city, city.officer, project, "units", _book(project, rows))
    await city.officer.act(f"/imports/{read['id']}/confirmation")
    await worker.drain(city.runtime)

    listed = await city.officer.read("/units", project_id=project["id"])
    assert {u["code"]: u["kind"] for u in listed["items"]} == {
        "X-101": "dwelling",
        "X-S1": "shop",
        "X-P1": "parking",
    }


async def test_an_empty_home_s_history_begins_with_its_vacancy(city: City) -> None:
    project = await city.project()
    rows = [
        {"房号": "101", "房源编码": "X-101", "空置起始日": "2026-03-01"},
        {"房号": "102", "房源编码": "X-102"},
        {"房号": "103", "房源编码": "X-103", "状态": "在租"},
    ]

    read = await bring_in(city, city.officer, project, "units", _book(project, rows))
    await city.officer.act(f"/imports/{read['id']}/confirmation")
    await worker.drain(city.runtime)

    today = city.runtime.clock.today().isoformat()
    listed = await city.officer.read("/units", project_id=project["id"])
    assert [u["vacant_since"] for u in listed["items"]] == ["2026-03-01", today, None]
    first = listed["items"][0]
    [begun] = (await city.officer.read(f"/units/{first['id']}/history"))["items"]
    assert (begun["event"], begun["effective_on"]) == ("import", "2026-03-01")


async def test_no_home_is_empty_since_a_day_to_come(city: City) -> None:
    project = await city.project()
    rows = [{"房号": "101", "房源编码": "X-101", "空置起始日": "2099-01-01"}]

    read = await bring_in(city, city.officer, project, "units", _book(project, rows))

    assert read["state"] == "refused"
    [error] = read["report"]["errors"]
    assert (error["column"], error["code"]) == ("空置起始日", "out_of_range")


async def test_a_home_that_is_to_be_disposed_of_is_not_reserved(city: City, estate: Any) -> None:
    from domain.housing import UnitLeavesStock

    home = await in_state(city, estate["units"]["dwelling"], UnitState.AVAILABLE, date(2026, 1, 1))
    await city.officer.act(f"/units/{home['id']}/asset-card", card())
    body = {
        "reason_code": "disposal",
        "reason": "危房",
        "legal_basis": "财资〔2018〕106号",
        "file_ids": [await stored(city.approver)],
    }
    assert (await tried(city.approver, home, "withdrawal", body)).status_code == 201
    desk = await city.actor(Role.FRONT_DESK)

    async with city.runtime.database.transaction(city.context) as session:
        reserve = life.move(
            session,
            desk,
            Scope(city.authority_id, None),
            UUID(home["id"]),
            Step(event=UnitEvent.RESERVE),
            today=city.runtime.clock.today(),
        )
        with pytest.raises(UnitLeavesStock):
            await reserve
