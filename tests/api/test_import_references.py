"""What refers to a book's homes and leases keeps them from being taken back."""

import asyncio
from datetime import date
from typing import Final
from uuid import UUID

import pytest
from sqlalchemy import text

from persistence import stock, withdrawals
from persistence.tables import METADATA
from tests.given import City
from tests.given_books import confirmed
from tests.given_contracts import contract
from tests.given_leases import billed
from tests.given_withdrawals import REASON, let, path, scalar


async def test_homes_that_are_let_stay_until_their_leases_are_taken_back(city: City) -> None:
    _, homes, leases = await let(city)

    refused = await city.manager.post(path(homes), REASON)
    await city.manager.act(path(leases), REASON)
    done = await city.manager.act(path(homes), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_in_use")
    assert refused.json()["facts"]["uses"] == {"leases": 132}
    assert done["state"] == "withdrawn"


async def test_leases_that_were_charged_stay(city: City) -> None:
    project, _, leases = await let(city)
    await billed(city, project, "2026-10")

    refused = await city.manager.post(path(leases), REASON)

    assert (refused.status_code, refused.json()["code"]) == (409, "import_in_use")
    assert refused.json()["facts"]["uses"] == {"charges": 132, "transfers": 132}
    assert await scalar(city, "select count(*) from leases where state = 'void'") == 0


async def test_a_lease_with_a_hold_or_a_payment_stays(city: City) -> None:
    _, _, leases = await let(city)
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

    refused = await city.manager.post(path(leases), REASON)

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

    refused = await city.manager.post(path(homes), REASON)

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
