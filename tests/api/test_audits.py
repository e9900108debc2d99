"""What auditors test: each test finds what it is about, and nothing in clean books."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update

from api import worker
from domain.access import Role
from domain.audits import NUMBERS, AuditTest
from persistence.audits import source
from persistence.tables.households import MemberRow
from persistence.tables.housing import UnitRow
from persistence.tables.leases import LeaseRow
from persistence.tables.payments import PaymentReversalRow, PaymentRow
from tests.given import City, found_city
from tests.given_books import real_books
from tests.given_month import lively
from tests.given_payments import bank_file, home, order, owes, sent
from tests.given_settlement import computed, homes, in_force, stepped
from tests.journeys.test_e5 import april


async def counts(city: City, **query: Any) -> dict[str, int]:
    answer = await city[Role.AUDITOR].read("/audit-tests", **query)
    assert answer["hits"] == sum(one["hits"] for one in answer["items"])
    return {one["code"]: one["hits"] for one in answer["items"] if one["hits"]}


async def rows(city: City, code: str, **query: Any) -> list[Any]:
    return (await city[Role.AUDITOR].read(f"/audit-tests/{code}/rows", **query))["items"]


async def test_every_test_is_listed_with_its_number(city: City) -> None:
    answer = await city[Role.AUDITOR].read("/audit-tests")

    assert {one["code"]: one["number"] for one in answer["items"]} == dict(NUMBERS)
    assert (answer["hits"], answer["not_yet"]) == (0, [6, 8, 10, 11, 13])
    assert set(source.tests()) == set(AuditTest)


async def test_ordinary_months_leave_little_to_explain(city: City) -> None:
    """All that lively months leave is what they are told to do: one person signs twice nowhere."""
    await lively(city)

    found = await counts(city)

    assert set(found) <= {"reversed_near_month_end", "held_too_long"}
    for code, hits in found.items():
        assert len(await rows(city, code)) == hits


async def test_rent_that_the_rule_does_not_give(city: City) -> None:
    flat = await home(city, rent_fen=27000, rule_rent_fen=27227)
    await home(city, "102", project=flat["project"], rent_fen=27227, rule_rent_fen=27227)

    [hit] = await rows(city, "rent_against_rule")

    assert (hit["subject_type"], hit["subject_id"]) == ("lease", flat["id"])
    assert (hit["amount_fen"], hit["name"]) == (-227, "赵福生")
    assert hit["facts"]["rule_rent_fen"] == 27227


async def test_leases_past_their_end(city: City) -> None:
    today = city.runtime.clock.today()
    flat = await home(city, ends_on=today - timedelta(days=10))
    await home(city, "102", project=flat["project"], ends_on=today)

    [hit] = await rows(city, "lease_past_its_end")

    assert (hit["subject_id"], hit["facts"]["days"]) == (flat["id"], 10)


async def test_a_person_in_two_homes_of_two_projects(city: City) -> None:
    flats = [await home(city), await home(city, project=await city.project("HM", "惠民家园"))]
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(MemberRow)
            .where(
                MemberRow.household_id.in_(
                    select(LeaseRow.household_id).where(
                        LeaseRow.id.in_([UUID(one["id"]) for one in flats])
                    )
                )
            )
            .values(national_id_index=b"same", national_id_mask="150203********1239")
        )

    hits = await rows(city, "person_in_two_homes")

    assert {hit["subject_id"] for hit in hits} == {one["id"] for one in flats}
    assert hits[0]["facts"]["national_id_mask"] == "150203********1239"
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(LeaseRow).where(LeaseRow.id == UUID(flats[0]["id"])).values(state="terminated")
        )
    assert await rows(city, "person_in_two_homes") == []


async def test_homes_that_are_empty_for_too_long(city: City) -> None:
    today = city.runtime.clock.today()
    project = await city.project()
    building = await city.building(project)
    for room, days in (("101", 200), ("102", 100)):
        unit = await city.unit(project, building, room)
        async with city.runtime.database.transaction(city.context) as session:
            await session.execute(
                update(UnitRow)
                .where(UnitRow.id == UUID(unit["id"]))
                .values(vacant_since=today - timedelta(days=days))
            )

    [hit] = await rows(city, "vacant_too_long")

    assert (hit["number"], hit["facts"]["days"]) == ("XFJY-1-1-101", 200)


async def test_debts_for_which_one_may_sue(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, *(f"2026-0{n}" for n in range(1, 7)), fen=100)
    other = await home(city, "102", project=flat["project"])
    await owes(city, other, "2026-01", fen=100)

    [hit] = await rows(city, "arrears_of_eviction")

    assert (hit["facts"]["months_owed"], hit["amount_fen"]) == (6, 600)
    assert hit["on_date"] == "2026-01-10"


async def test_bank_money_that_no_statement_shows(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(PaymentRow).values(
                project_id=UUID(flat["project"]["id"]),
                lease_id=UUID(flat["id"]),
                channel="bank",
                serial_no="HAND-1",
                payer_name="赵福生",
                received_on=date(2026, 4, 8),
                month=date(2026, 4, 1),
                amount_fen=100,
                unallocated_fen=100,
                state="allocated",
                maker_id=city.cashier.person_id,
            )
        )
    await sent(city, flat["project"], bank_file([("272.27", "赵福生", "1栋1单元101", "S1")]))
    await worker.drain(city.runtime)

    [hit] = await rows(city, "received_against_bank")

    assert (hit["number"] is not None, hit["facts"]["serial_no"]) == (True, "HAND-1")
    assert hit["facts"]["why"] == "not_on_a_statement"


async def test_rent_that_was_sent_late(city: City) -> None:
    """April's rent is to be sent by 12 May 2025; it was sent on the 20th."""
    living = await april(city, "RETAIN")
    drawn = await living.statement("2025-04-30")
    assert (await rows(city, "held_too_long"))[0]["facts"]["sent_on"] is None
    await living.sent(drawn, "2025-05-20")

    [hit] = await rows(city, "held_too_long")

    assert (hit["facts"]["due_on"], hit["facts"]["sent_on"]) == ("2025-05-12", "2025-05-20")
    assert (hit["facts"]["days_late"], hit["amount_fen"]) == (8, 37227)


async def test_rent_that_was_sent_in_time_is_no_finding(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.sent(await living.statement("2025-04-30"), "2025-05-12")

    assert await rows(city, "held_too_long") == []


async def test_money_that_left_the_rent_account_for_something_else(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.sent(await living.statement("2025-04-30"), "2025-05-06")
    lines = [("-372.27", "国库", "上缴", "E1"), ("-500.00", "某维修队", "维修费", "E2")]
    await sent(city, living.project, bank_file(lines, day="20250507"))
    await worker.drain(city.runtime)

    [hit] = await rows(city, "spent_from_rent_account")

    assert (hit["amount_fen"], hit["number"]) == (50000, "E2")


async def test_a_fee_for_days_that_the_stock_does_not_have(city: City) -> None:
    project = await city.project()
    await homes(city, project, 3)
    made = await computed(city, await in_force(city, project), "2025-01")
    assert await rows(city, "unit_days_against_stock") == []
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update fee_statements set unit_days = unit_days + 31 where id = :id"),
            {"id": UUID(made["id"])},
        )

    [hit] = await rows(city, "unit_days_against_stock")

    assert (hit["facts"]["unit_days"], hit["facts"]["stock_days"]) == (124, 93)


async def test_one_person_in_two_steps(city: City) -> None:
    project = await city.project()
    await homes(city, project, 3)
    made = await computed(city, await in_force(city, project), "2025-01")
    await stepped(city, made, "confirmation")

    [hit] = await rows(city, "maker_is_checker")

    assert (hit["facts"]["steps"], hit["name"]) == (["compute", "confirm"], "operator_manager 甲")


async def test_deposits_that_the_books_do_not_hold(city: City) -> None:
    await real_books(city)
    assert await rows(city, "deposits_against_bank") == []
    async with city.runtime.database.transaction(city.context) as session:
        lease_id = await session.scalar(
            select(LeaseRow.id).where(LeaseRow.deposit_fen > 0).limit(1)
        )
        await session.execute(
            update(LeaseRow)
            .where(LeaseRow.id == lease_id)
            .values(deposit_fen=LeaseRow.deposit_fen + 1)
        )

    [hit] = await rows(city, "deposits_against_bank")

    assert (hit["subject_type"], hit["amount_fen"]) == ("project", -1)


@pytest.mark.parametrize(("on", "hits"), [("2026-04-30", 1), ("2026-05-03", 1), ("2026-05-04", 0)])
async def test_money_taken_back_around_the_months_end(city: City, on: str, hits: int) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03")
    paid = await city.cashier.act("/payments", order(flat, 100))
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(PaymentReversalRow).values(
                payment_id=UUID(paid["id"]),
                project_id=UUID(flat["project"]["id"]),
                reason="退票",
                on_date=date.fromisoformat(on),
                month=date(2026, 4, 1),
                maker_id=city.cashier.person_id,
                checker_id=city.manager.person_id,
            )
        )

    assert len(await rows(city, "reversed_near_month_end")) == hits


async def test_one_project_may_be_tested_alone(city: City) -> None:
    today = city.runtime.clock.today()
    flat = await home(city, ends_on=today - timedelta(days=1))
    other = await city.project("HM", "惠民家园")
    await home(city, project=other, ends_on=today - timedelta(days=1))

    assert (await counts(city))["lease_past_its_end"] == 2
    assert (await counts(city, project_id=other["id"]))["lease_past_its_end"] == 1
    [hit] = await rows(city, "lease_past_its_end", project_id=flat["project"]["id"])
    assert hit["subject_id"] == flat["id"]


async def test_rows_come_in_pages(city: City) -> None:
    today = city.runtime.clock.today()
    project = await city.project()
    for room in ("101", "102", "103"):
        await home(city, room, project=project, ends_on=today - timedelta(days=1))
    whole = await rows(city, "lease_past_its_end")

    first = await city[Role.AUDITOR].read("/audit-tests/lease_past_its_end/rows", limit=2)
    rest = await rows(city, "lease_past_its_end", limit=2, cursor=first["next_cursor"])

    assert first["items"] + rest == whole


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
async def test_tests_are_the_auditors_alone(city: City, role: Role) -> None:
    for path in ("/audit-tests", "/audit-tests/lease_past_its_end/rows"):
        response = await city[role].get(path)
        assert response.status_code == HTTPStatus.FORBIDDEN


async def test_another_citys_findings_are_not_ours(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await home(elsewhere, ends_on=city.runtime.clock.today() - timedelta(days=1))

    response = await city[Role.AUDITOR].get("/audit-tests", project_id=theirs["project"]["id"])

    assert await counts(city) == {}
    assert response.status_code == HTTPStatus.NOT_FOUND
    unknown = await city[Role.AUDITOR].get("/audit-tests/whatever/rows")
    assert unknown.json()["code"] == "audit_test_unknown"
