"""A household's timeline: everything once, newest first, each to those who may read it."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text, update

from domain.access import Role
from domain.timelines import EntryKind
from persistence.tables.leases import LeaseRow
from persistence.timelines.source import sources
from tests.given import City, found_city
from tests.given_books import real_books
from tests.given_leases import lease
from tests.given_payments import home, order, owes
from tests.journeys.test_e5 import april, may


async def _household(city: City, lease_id: Any) -> str:
    return (await city.officer.read(f"/leases/{lease_id}"))["household_id"]


async def told(client: Any, path: str, **query: Any) -> list[Any]:
    return (await client.read(path, **query))["items"]


def kinds(entries: list[Any]) -> list[str]:
    return [one["kind"] for one in entries]


async def test_two_months_are_told_newest_first(city: City) -> None:
    """T3 of E5: billed twice, advanced once, and then paying."""
    living = await april(city, "RETAIN")
    await living.remit("2025-04-30")
    voucher = await living.advance("2025-04", "2025-05-12")
    await may(living)
    household = await _household(city, living.leases["T3"])

    entries = await told(city.cashier, f"/households/{household}/timeline")

    assert [(one["kind"], one["on_date"], one["amount_fen"]) for one in entries] == [
        ("paid", "2025-05-15", 30000),
        ("advanced", "2025-05-12", 27227),
        ("charged", "2025-05-01", 27227),
        ("charged", "2025-04-01", 27227),
        ("moved_in", "2025-01-01", None),
        ("lease_started", "2025-01-01", 27227),
    ]
    assert entries[1]["number"] == voucher["number"]
    assert entries[0]["person"]["name"] == "cashier 甲"
    assert entries[0]["facts"]["channel"] == "cash"
    assert [one["facts"]["open_fen"] for one in entries if one["kind"] == "charged"] == [24454, 0]


async def test_what_was_taken_back_and_corrected_is_told(city: City) -> None:
    flat = await home(city)
    charge, *_ = await owes(city, flat, "2026-03")
    paid = await city.cashier.act("/payments", order(flat, 30000))
    await city.manager.act(
        "/refunds",
        {"payment_id": paid["id"], "amount_fen": 2773, "slip_no": "T1", "reason": "多缴"},
    )
    second = await city.cashier.act("/payments", order(flat, 500))
    await city.manager.act(f"/payments/{second['id']}/reversal", {"reason": "记错户"})
    body = {"kind": "increase", "amount_fen": 100, "reason": "漏算", "basis": "复核"}
    made = await city.cashier.act("/adjustments", {"charge_id": str(charge), **body})
    await city.approver.act(f"/adjustments/{made['id']}/approval", version=made["version"])
    household = await _household(city, flat["id"])

    entries = await told(city.cashier, f"/households/{household}/timeline")

    by_kind = {one["kind"]: one for one in entries}
    assert by_kind["refunded"]["amount_fen"] == -2773
    assert by_kind["payment_reversed"]["amount_fen"] == -500
    assert by_kind["payment_reversed"]["facts"]["reason"] == "记错户"
    assert by_kind["adjustment_approved"]["amount_fen"] == 100
    assert by_kind["adjustment_drafted"]["facts"]["state"] == "approved"
    assert kinds(entries).count("paid") == 2


async def test_a_rejected_adjustment_is_told_as_that(city: City) -> None:
    flat = await home(city)
    charge, *_ = await owes(city, flat, "2026-03")
    body = {"kind": "reduction", "amount_fen": 100, "reason": "困难", "basis": "申请"}
    made = await city.cashier.act("/adjustments", {"charge_id": str(charge), **body})
    await city.approver.act(f"/adjustments/{made['id']}/rejection", version=made["version"])

    entries = await told(city.cashier, f"/leases/{flat['id']}/timeline", kind="adjustment_rejected")

    assert [one["amount_fen"] for one in entries] == [-100]


async def test_holds_are_told_from_their_first_day_to_their_last(city: City) -> None:
    flat = await home(city)
    body = {"kind": "hardship", "from_on": "2026-01-01", "until_on": "2026-03-31"}
    await city.officer.act(f"/leases/{flat['id']}/holds", {**body, "reason": "经街道核实，缓交。"})

    entries = await told(city.cashier, f"/leases/{flat['id']}/timeline")

    assert [(one["kind"], one["on_date"]) for one in entries[:2]] == [
        ("hold_ended", "2026-03-31"),
        ("hold_placed", "2026-01-01"),
    ]
    assert entries[1]["facts"]["reason"] == "经街道核实，缓交。"


async def test_a_household_has_all_its_leases_and_a_lease_only_its_own(city: City) -> None:
    flat = await home(city)
    household = await _household(city, flat["id"])
    project = flat["project"]
    building = (await city.officer.read(f"/projects/{project['id']}/buildings"))["items"][0]
    unit = await city.unit(project, building, "102")
    other = await lease(city, project, unit, starts_on=date(2026, 1, 1))
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(LeaseRow)
            .where(LeaseRow.id == UUID(flat["id"]))
            .values(state="terminated", vacated_on=date(2025, 12, 31))
        )
        await session.execute(
            update(LeaseRow).where(LeaseRow.id == other).values(household_id=UUID(household))
        )

    whole = await told(city.cashier, f"/households/{household}/timeline")
    own = await told(city.cashier, f"/leases/{other}/timeline")

    assert kinds(whole) == ["moved_in", "lease_started", "moved_out", "moved_in", "lease_started"]
    assert kinds(own) == ["moved_in", "lease_started"]


async def test_reveals_and_the_trail_are_the_auditors(city: City) -> None:
    await real_books(city)
    household = (await city.cashier.read("/households", limit=1))["items"][0]
    path = f"/households/{household['id']}"
    member = (await city.cashier.read(path))["members"][0]
    await city.manager.act(f"{path}/members/{member['id']}/reveal", {"reason": "核对合同原件"})

    audited = await told(city[Role.AUDITOR], f"{path}/timeline")
    ordinary = await told(city.manager, f"{path}/timeline")

    assert kinds(audited)[0] == "identity_revealed"
    assert audited[0]["facts"]["reason"] == "核对合同原件"
    assert audited[0]["person"]["name"] == "operator_manager 甲"
    assert "identity_revealed" not in kinds(ordinary)
    assert kinds(ordinary).count("deposit_held") == 1
    assert len(audited) == len(ordinary) + 1


async def test_each_role_reads_what_it_may(city: City) -> None:
    living = await april(city, "RETAIN")
    household = await _household(city, living.leases["T1"])

    inspector = await told(city[Role.INSPECTOR], f"/households/{household}/timeline")
    finance = await city.finance.get(f"/households/{household}/timeline")
    maintenance = await city[Role.MAINTENANCE].get(f"/leases/{living.leases['T1']}/timeline")

    assert kinds(inspector) == ["moved_in", "lease_started"], "no money"
    assert finance.status_code == HTTPStatus.FORBIDDEN
    assert maintenance.status_code == HTTPStatus.FORBIDDEN


async def test_a_tenant_reads_their_own_lease_and_no_other(city: City) -> None:
    living = await april(city, "RETAIN")
    household = await _household(city, living.leases["T1"])
    tenant = await city.hire(Role.TENANT, household_id=UUID(household))

    own = await told(tenant, f"/leases/{living.leases['T1']}/timeline")
    other = await tenant.get(f"/leases/{living.leases['T2']}/timeline")

    assert kinds(own) == ["paid", "charged", "moved_in", "lease_started"]
    assert own[0]["person"]["name"] is None
    assert other.status_code == HTTPStatus.NOT_FOUND


async def test_pages_follow_each_other_without_gap(city: City) -> None:
    living = await april(city, "RETAIN")
    path = f"/leases/{living.leases['T1']}/timeline"
    whole = await told(city.cashier, path)

    seen: list[Any] = []
    cursor = None
    while True:
        query = {"limit": 1} | ({"cursor": cursor} if cursor else {})
        page = await city.cashier.read(path, **query)
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == whole


async def test_what_is_not_ours_is_not_there(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await home(elsewhere)
    household = await _household(elsewhere, theirs["id"])
    other = await home(city, project=await city.project("OTHER", "别人的", operator_id=None))

    for client, path in (
        (city.officer, f"/leases/{theirs['id']}/timeline"),
        (city.officer, f"/households/{household}/timeline"),
        (city.manager, f"/leases/{other['id']}/timeline"),
        (city.manager, f"/households/{await _household(city, other['id'])}/timeline"),
        (city.officer, f"/leases/{uuid4()}/timeline"),
    ):
        response = await client.get(path)
        assert response.status_code == HTTPStatus.NOT_FOUND, path


async def test_an_advance_that_was_mirrored_is_told_both_ways(city: City) -> None:
    """Nothing is changed in the books; the timeline tells the mirror as well."""
    living = await april(city, "RETAIN")
    await living.advance("2025-04", "2025-05-12")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text(
                "insert into transfers (debit, credit, amount_fen, reason, on_date, month,"
                " project_id, lease_id, charge_id, operator_id, document_type, document_id,"
                " reverses_id, maker_id) select credit, debit, amount_fen, reason, on_date + 1,"
                " month, project_id, lease_id, charge_id, operator_id, document_type, document_id,"
                " id, maker_id from transfers where lease_id = :lease and reason = 'advanced'"
            ),
            {"lease": living.leases["T3"]},
        )

    entries = await told(city.cashier, f"/leases/{living.leases['T3']}/timeline", kind="advanced")

    assert [one["amount_fen"] for one in entries] == [-27227, 27227]


@pytest.mark.parametrize("query", [{"kind": "nonsense"}, {"limit": 0}])
async def test_questions_without_sense_are_refused(city: City, query: Any) -> None:
    flat = await home(city)

    response = await city.cashier.get(f"/leases/{flat['id']}/timeline", **query)

    assert response.status_code in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.BAD_REQUEST}


def test_every_kind_comes_from_some_source() -> None:
    statements = " ".join(source.statement for source in sources())

    assert [kind for kind in EntryKind if f"'{kind}'" not in statements] == []
