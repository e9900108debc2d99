"""A book brought in by mistake is taken back while nothing refers to it; nothing is deleted."""

from datetime import date
from http import HTTPStatus
from typing import Any

from sqlalchemy import text, update

from api import worker
from domain.access import Role
from domain.calendar import Month
from persistence.tables.housing import UnitRow
from tests.given import City, found_city
from tests.given_books import DATA, bring_in, confirmed
from tests.given_withdrawals import REASON, let, path, scalar


async def test_homes_that_nothing_refers_to_become_void(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    [unit, *_] = (await city.manager.read("/units"))["items"]

    done = await city.manager.act(path(homes), REASON)

    assert (done["state"], done["withdrawal_reason"]) == ("withdrawn", REASON["reason"])
    assert done["withdrawn_by"] == str(city.manager.person_id)
    assert (await city.manager.read("/units"))["items"] == []
    assert (await city.cashier.read(f"/projects/{project['id']}"))["units"] == 0
    assert (await city.manager.read("/search", q=unit["code"]))["units"] == []
    board = await city.manager.read(f"/projects/{project['id']}/board")
    assert sum(len(building["doors"]) for building in board["buildings"]) == 0
    kept = await city.manager.read(f"/units/{unit['id']}")
    history = await city.manager.read(f"/units/{unit['id']}/history")
    assert kept["voided_at"] is not None
    assert [one["event"] for one in history["items"]] == ["import", "withdraw_import"]
    assert history["items"][1]["reason"] == REASON["reason"]


async def test_the_same_book_can_be_brought_in_again(city: City) -> None:
    project, homes, leases = await let(city)

    await city.manager.act(path(leases), REASON)
    await city.manager.act(path(homes), REASON)
    await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    await confirmed(city, city.manager, project, "leases", "租户台账.xlsx")

    read = await city.cashier.read(f"/projects/{project['id']}")
    assert (read["units"], read["leased"]) == (144, 132)
    households = await city.cashier.read("/households", limit=200)
    assert len(households["items"]) == 132
    [found] = (await city.cashier.read("/search", q="张秀国"))["households"]
    assert found["lease_state"] == "active"
    occupancy = await city.manager.read("/figures/occupancy")
    assert sum(one["units"] for one in occupancy["states"]) == 144


async def test_leases_become_void_and_homes_stand_as_before(city: City) -> None:
    project = await city.project()
    await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    empty_since = date(2025, 3, 4)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(UnitRow)
            .where(UnitRow.code == "XFJY-01-1-0101")
            .values(state="available", vacant_since=empty_since)
        )
    before = await _stock(city)
    leases = await confirmed(city, city.manager, project, "leases", "租户台账.xlsx")
    let = await _stock(city)

    done = await city.manager.act(path(leases), REASON)

    assert done["state"] == "withdrawn"
    assert let != before
    assert await _stock(city) == before
    assert (await city.cashier.read("/households"))["items"] == []
    assert {one["state"] for one in (await city.cashier.read("/leases"))["items"]} == {"void"}
    assert await scalar(city, "select count(*) from households where voided_at is null") == 0


async def _stock(city: City) -> dict[str, Any]:
    units: list[Any] = (await city.manager.read("/units", limit=200))["items"]
    return {one["code"]: (one["state"], one["vacant_since"]) for one in units}


async def test_deposits_that_the_book_opened_are_mirrored(city: City) -> None:
    project, _, leases = await let(city)
    opened = "select coalesce(sum(amount_fen), 0) from transfers where document_id = :id"
    held = await scalar(city, f"{opened} and reverses_id is null", id=leases["id"])

    await city.manager.act(path(leases), REASON)

    mirrored = await scalar(city, f"{opened} and reverses_id is not null", id=leases["id"])
    month = str(Month.of(city.runtime.clock.today()))
    balances = await city.manager.read("/ledger/balances", project_id=project["id"], month=month)
    assert held > 0
    assert mirrored == held
    assert all(one["closing_fen"] == 0 for one in balances["items"])


async def test_a_book_that_waits_can_be_put_away(city: City) -> None:
    project = await city.project()
    data = (DATA / "房源台账.xlsx").read_bytes()
    read = await bring_in(city, city.manager, project, "units", data)

    done = await city.manager.act(path(read), REASON)
    late = await city.manager.post(f"/imports/{read['id']}/confirmation")

    assert done["state"] == "withdrawn"
    assert (late.status_code, late.json()["code"]) == (409, "import_not_ready")
    desk = await city.manager.read("/desk")
    assert [one for one in desk["items"] if one["kind"] == "import"] == []


async def test_only_once_and_with_a_reason(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    wordless = await city.manager.post(path(homes), {"reason": "错"})
    await city.manager.act(path(homes), REASON)

    again = await city.manager.post(path(homes), REASON)

    assert wordless.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (again.status_code, again.json()["code"]) == (409, "import_not_withdrawable")
    assert again.json()["facts"]["state"] == "withdrawn"


async def test_a_refused_book_has_nothing_to_take_back(city: City) -> None:
    project = await city.project()
    data = (DATA / "房源台账_有误.xlsx").read_bytes()
    read = await bring_in(city, city.manager, project, "units", data)

    refused = await city.manager.post(path(read), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_not_withdrawable")


async def test_what_cannot_be_told_apart_is_not_touched(city: City) -> None:
    """Stored before rows were marked with their import."""
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(text("update units set import_id = null"))

    refused = await city.manager.post(path(homes), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_untraced")
    assert refused.json()["facts"] == {"stored": 144, "found": 0}


async def test_who_may_not_bring_in_may_not_take_back(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")

    for role in (Role.CASHIER, Role.AUDITOR, Role.FINANCE_OFFICER):
        assert (await city[role].post(path(homes), REASON)).status_code == HTTPStatus.FORBIDDEN
    assert (await elsewhere.manager.post(path(homes), REASON)).status_code == 404


async def test_the_trail_tells_who_took_what_back(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")

    await city.manager.act(path(homes), REASON)

    events = await city.manager.read("/events")
    [told] = [one for one in events["items"] if one["kind"] == "imports.import.withdrawn"]
    assert told["facts"] == {"kind": "units", "voided": 144}


async def test_when_a_book_was_confirmed_is_kept(city: City) -> None:
    project = await city.project()
    data = (DATA / "房源台账.xlsx").read_bytes()
    first = await bring_in(city, city.manager, project, "units", data)
    second = await bring_in(city, city.manager, project, "units", data)
    for one in (first, second):
        await city.manager.act(f"/imports/{one['id']}/confirmation")
    await worker.drain(city.runtime)

    both = [await city.manager.read(f"/imports/{one['id']}") for one in (first, second)]

    for one in both:
        was_confirmed = one["state"] == "confirmed"
        assert (one["confirmed_at"] is not None) == was_confirmed
        assert (one["confirmed_by"] is not None) == was_confirmed
