"""A book brought in by mistake is taken back while nothing refers to it; nothing is deleted."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import text, update

from api import worker
from domain.access import Role
from domain.calendar import Month
from persistence import stock, withdrawals
from persistence.tables import METADATA
from persistence.tables.housing import UnitRow
from tests.given import City, found_city
from tests.given_books import DATA, bring_in, confirmed
from tests.given_contracts import contract
from tests.given_leases import billed

REASON: Final = {"reason": "导错了项目，换新台账"}


def _path(one: Any) -> str:
    return f"/imports/{one['id']}/withdrawal"


async def _scalar(city: City, statement: str, **values: Any) -> Any:
    async with city.runtime.database.transaction(city.context) as session:
        return await session.scalar(text(statement), values)


async def _let(city: City) -> tuple[Any, Any, Any]:
    """The project, and the imports of its homes and of its leases."""
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    leases = await confirmed(city, city.manager, project, "leases", "租户台账.xlsx")
    return project, homes, leases


async def test_homes_that_nothing_refers_to_become_void(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    [unit, *_] = (await city.manager.read("/units"))["items"]

    done = await city.manager.act(_path(homes), REASON)

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
    project, homes, leases = await _let(city)

    await city.manager.act(_path(leases), REASON)
    await city.manager.act(_path(homes), REASON)
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

    done = await city.manager.act(_path(leases), REASON)

    assert done["state"] == "withdrawn"
    assert let != before
    assert await _stock(city) == before
    assert (await city.cashier.read("/households"))["items"] == []
    assert {one["state"] for one in (await city.cashier.read("/leases"))["items"]} == {"void"}
    assert await _scalar(city, "select count(*) from households where voided_at is null") == 0


async def _stock(city: City) -> dict[str, Any]:
    units: list[Any] = (await city.manager.read("/units", limit=200))["items"]
    return {one["code"]: (one["state"], one["vacant_since"]) for one in units}


async def test_deposits_that_the_book_opened_are_mirrored(city: City) -> None:
    project, _, leases = await _let(city)
    opened = "select coalesce(sum(amount_fen), 0) from transfers where document_id = :id"
    held = await _scalar(city, f"{opened} and reverses_id is null", id=leases["id"])

    await city.manager.act(_path(leases), REASON)

    mirrored = await _scalar(city, f"{opened} and reverses_id is not null", id=leases["id"])
    month = str(Month.of(city.runtime.clock.today()))
    balances = await city.manager.read("/ledger/balances", project_id=project["id"], month=month)
    assert held > 0
    assert mirrored == held
    assert all(one["closing_fen"] == 0 for one in balances["items"])


async def test_homes_that_are_let_stay_until_their_leases_are_taken_back(city: City) -> None:
    _, homes, leases = await _let(city)

    refused = await city.manager.post(_path(homes), REASON)
    await city.manager.act(_path(leases), REASON)
    done = await city.manager.act(_path(homes), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_in_use")
    assert refused.json()["facts"]["uses"] == {"leases": 132}
    assert done["state"] == "withdrawn"


async def test_leases_that_were_charged_stay(city: City) -> None:
    project, _, leases = await _let(city)
    await billed(city, project, "2026-10")

    refused = await city.manager.post(_path(leases), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_in_use")
    assert refused.json()["facts"]["uses"] == {"charges": 132, "transfers": 132}
    assert await _scalar(city, "select count(*) from leases where state = 'void'") == 0


async def test_a_lease_with_a_hold_or_a_payment_stays(city: City) -> None:
    _, _, leases = await _let(city)
    [first, second, *_] = (await city.cashier.read("/leases"))["items"]
    await city.officer.act(
        f"/leases/{first['id']}/holds",
        {"kind": "hardship", "from_on": "2025-04-01", "reason": "突发重大疾病"},
    )
    await city.cashier.act(
        "/payments",
        {
            "lease_id": second["id"],
            "amount_fen": 100,
            "channel": "cash",
            "serial_no": "X1",
            "received_on": "2026-11-01",
            "payer_name": "某人",
        },
    )

    refused = await city.manager.post(_path(leases), REASON)

    assert refused.json()["facts"]["uses"].keys() >= {"payments", "lease_holds"}


async def test_homes_in_a_contract_stay(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    contract_id = await contract(city, project)
    async with city.runtime.database.transaction(city.context) as session:
        joined = await stock.join(
            session, contract_id, UUID(project["id"]), from_on=date(2026, 1, 1), codes=None
        )
    assert joined == 144

    refused = await city.manager.post(_path(homes), REASON)

    assert refused.json()["facts"]["uses"] == {"contract_units": 144}


async def test_a_contract_that_takes_homes_up_meanwhile_finds_them_void(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    contract_id, project_id = await contract(city, project), UUID(project["id"])

    async def join() -> int:
        async with city.runtime.database.transaction(city.context) as session:
            return await stock.join(
                session, contract_id, project_id, from_on=date(2026, 1, 1), codes=None
            )

    async with city.runtime.database.transaction(city.context) as session:
        made = await withdrawals.made(session, "units", UUID(homes["id"]))
        joining = asyncio.create_task(join())
        await asyncio.sleep(0.2)
        await withdrawals.make_void(
            session,
            "units",
            UUID(homes["id"]),
            made,
            today=date(2026, 1, 1),
            reason="错",
            maker_id=city.manager.person_id,
        )

    assert await joining == 0


async def test_a_book_that_waits_can_be_put_away(city: City) -> None:
    project = await city.project()
    data = (DATA / "房源台账.xlsx").read_bytes()
    read = await bring_in(city, city.manager, project, "units", data)

    done = await city.manager.act(_path(read), REASON)
    late = await city.manager.post(f"/imports/{read['id']}/confirmation")

    assert done["state"] == "withdrawn"
    assert (late.status_code, late.json()["code"]) == (409, "import_not_ready")
    desk = await city.manager.read("/desk")
    assert [one for one in desk["items"] if one["kind"] == "import"] == []


async def test_only_once_and_with_a_reason(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    wordless = await city.manager.post(_path(homes), {"reason": "错"})
    await city.manager.act(_path(homes), REASON)

    again = await city.manager.post(_path(homes), REASON)

    assert wordless.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert (again.status_code, again.json()["code"]) == (409, "import_not_withdrawable")
    assert again.json()["facts"]["state"] == "withdrawn"


async def test_a_refused_book_has_nothing_to_take_back(city: City) -> None:
    project = await city.project()
    data = (DATA / "房源台账_有误.xlsx").read_bytes()
    read = await bring_in(city, city.manager, project, "units", data)

    refused = await city.manager.post(_path(read), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_not_withdrawable")


async def test_what_cannot_be_told_apart_is_not_touched(city: City) -> None:
    """Stored before rows were marked with their import."""
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(text("update units set import_id = null"))

    refused = await city.manager.post(_path(homes), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_untraced")
    assert refused.json()["facts"] == {"stored": 144, "found": 0}


async def test_who_may_not_bring_in_may_not_take_back(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")

    for role in (Role.CASHIER, Role.AUDITOR, Role.FINANCE_OFFICER):
        assert (await city[role].post(_path(homes), REASON)).status_code == HTTPStatus.FORBIDDEN
    assert (await elsewhere.manager.post(_path(homes), REASON)).status_code == 404


async def test_the_trail_tells_who_took_what_back(city: City) -> None:
    project = await city.project()
    homes = await confirmed(city, city.manager, project, "units", "房源台账.xlsx")

    await city.manager.act(_path(homes), REASON)

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


#: Tables that refer to homes, leases or households and need no question of their own.
IMPLIED: Final = {
    "leases.unit_id": "asked: leases",
    "leases.household_id": "asked: leases",
    "members.household_id": "comes and goes with its household",
    "charges.unit_id": "no charge without a lease",
    "charges.household_id": "no charge without a lease",
    "allocations.lease_id": "no allocation without a charge",
    "adjustments.lease_id": "no adjustment without a charge",
    "voucher_lines.lease_id": "no line without a charge",
    "arrears_cases.household_id": "asked: arrears_cases",
    "terms_differences.lease_id": "no difference without terms",
    "refunds.lease_id": "no refund without a payment",
    "bank_lines.lease_id": "no match without a payment",
    "credentials.unit_id": "asked: credentials",
    "lease_changes.household_id": "asked: lease_changes",
    "exit_cases.household_id": "asked: exit_cases",
    "deposit_withholdings.lease_id": "nothing is withheld without an exit",
    "rent_refunds.lease_id": "no refund without an exit",
    "lease_filings.lease_id": "no filing without a signed event",
    "lease_texts.lease_id": "an imported lease has its text on paper",
    "lease_explanations.lease_id": "none without a text",
    "lease_signatures.lease_id": "none without a text",
    "check_ins.lease_id": "nobody checks in to a lease that a book brought in",
    "billing_outcomes.lease_id": "a run that charged nothing stays as it was",
}


def test_whatever_refers_to_homes_and_leases_is_asked_for() -> None:
    """A table that comes to refer to them must be asked before they become void."""
    asked = " ".join([*withdrawals.USES_OF_UNITS.values(), *withdrawals.USES_OF_LEASES.values()])
    referring = {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.name in {"unit_id", "lease_id", "household_id"}
    }

    unasked = {
        one
        for one in referring - IMPLIED.keys()
        if f"from {one.partition('.')[0]} " not in asked or one.partition(".")[2] not in asked
    }

    assert unasked == set()


@pytest.mark.parametrize("kind", ["units", "leases"])
async def test_nothing_is_asked_in_vain(city: City, kind: str) -> None:
    """Every question runs; an import of nothing has no uses."""
    async with city.runtime.database.transaction(city.context) as session:
        found = await withdrawals.uses(
            session, kind, (await session.scalar(text("select uuid_v7()")))
        )
    assert found == {}
