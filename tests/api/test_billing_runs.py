"""A cashier bills a project's month: every lease has an outcome, nobody is charged twice."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from api import worker
from domain.access import Role
from domain.leases import LeaseState
from persistence.tables.housing import UnitRow
from persistence.tables.ledger import BookRow
from tests.given import City, found_city
from tests.given_leases import billed
from tests.given_payments import books_of, charges_of, home, order, owes

U1 = 27227


async def test_a_month_charges_every_lease_and_posts_it(city: City) -> None:
    """E5: three leases, 745.84."""
    project = await city.project()
    for room, fen in (("101", U1), ("102", 20130), ("103", U1)):
        await home(city, room, project=project, rent_fen=fen)

    run = await billed(city, project, "2025-04")

    assert (run["state"], run["charged"]) == ("to_confirm", 3)
    assert (run["skipped"], run["refused"]) == (0, 0)
    assert run["billed_fen"] == 74584
    assert await books_of(city, project) == {"A1": 74584, "R1": -74584}


async def test_a_second_run_charges_nobody_twice(city: City) -> None:
    flat = await home(city)
    await billed(city, flat["project"], "2026-04")

    again = await billed(city, flat["project"], "2026-04")

    outcomes = await city.cashier.read(f"/billing-runs/{again['id']}/outcomes")
    assert (again["charged"], again["skipped"], again["billed_fen"]) == (0, 1, 0)
    assert [one["reason"] for one in outcomes["items"]] == ["already_charged"]
    assert await charges_of(city, flat) == [(0, U1, 0)]


BROKEN: list[tuple[dict[str, Any], int]] = [
    ({"charged_from": date(2025, 3, 12)}, 17566),
    ({"vacated_on": date(2025, 3, 18)}, 15809),
    ({"ends_on": date(2025, 3, 10)}, 8783),
    ({"ends_on": date(2025, 2, 10), "state": LeaseState.RELOCATION}, U1),
    ({"ends_on": date(2025, 2, 10), "state": LeaseState.HOLDOVER}, U1),
    ({"vacated_on": date(2025, 3, 18), "state": LeaseState.TERMINATED}, 15809),
    ({"rent_fen": 0}, 0),
]


@pytest.mark.parametrize(("facts", "fen"), BROKEN)
async def test_a_broken_month_is_charged_by_the_day(
    city: City, facts: dict[str, Any], fen: int
) -> None:
    flat = await home(city, **facts)

    run = await billed(city, flat["project"], "2025-03")

    assert (run["charged"], run["billed_fen"]) == (1, fen)


_NEVER: dict[str, Any] = {"vacated_on": date(2025, 3, 1), "charged_from": date(2025, 3, 9)}
NOT_CHARGED: list[tuple[dict[str, Any], str, str]] = [
    ({"state": LeaseState.DRAFT}, "skipped", "not_signed"),
    ({"state": LeaseState.SIGNED}, "skipped", "not_moved_in"),
    ({"state": LeaseState.VOID}, "skipped", "void"),
    ({"charged_from": date(2025, 4, 1)}, "skipped", "not_started"),
    ({"vacated_on": date(2025, 2, 28)}, "skipped", "vacated"),
    ({"ends_on": date(2025, 2, 28), "state": LeaseState.TERMINATED}, "skipped", "ended"),
    ({"ends_on": date(2025, 2, 28)}, "refused", "ended_not_vacated"),
    ({"state": LeaseState.TERMINATED}, "refused", "return_date_missing"),
    (_NEVER, "refused", "ends_before_start"),
    ({"rent_fen": 10**13 + 1}, "refused", "rent_out_of_range"),
]


@pytest.mark.parametrize(("facts", "outcome", "reason"), NOT_CHARGED)
async def test_a_lease_without_a_charge_has_its_reason(
    city: City, facts: dict[str, Any], outcome: str, reason: str
) -> None:
    flat = await home(city, **facts)
    await home(city, "102", project=flat["project"])

    run = await billed(city, flat["project"], "2025-03")

    path = f"/billing-runs/{run['id']}/outcomes"
    listed = (await city.cashier.read(path, outcome=outcome))["items"]
    assert [(one["lease_id"], one["reason"]) for one in listed] == [(flat["id"], reason)]
    assert (run["charged"], run[outcome], run["billed_fen"]) == (1, 1, U1)
    assert len((await city.cashier.read(path))["items"]) == 2


async def test_a_withdrawn_unit_is_not_charged(city: City) -> None:
    flat = await home(city)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(UnitRow).where(UnitRow.id == UUID(flat["unit"]["id"])).values(state="withdrawn")
        )

    run = await billed(city, flat["project"], "2026-04")

    outcomes = await city.cashier.read(f"/billing-runs/{run['id']}/outcomes")
    assert [one["reason"] for one in outcomes["items"]] == ["unit_withdrawn"]


async def test_a_rule_and_parameters_say_how_a_broken_month_is_counted(city: City) -> None:
    flat = await home(city, charged_from=date(2025, 3, 12))
    for key, value in (("rent.proration_basis", "half_month"), ("rent.due_day", 31)):
        await city.officer.act(
            "/parameters",
            {"key": key, "value": value, "valid_from": "2025-01-01", "legal_basis": "八号文"},
        )
    await billed(city, flat["project"], "2025-03")
    rule = {
        "project_id": flat["project"]["id"],
        "valid_from": "2025-04-01",
        "rule": {"name": "三十天", "unit_fen": 100},
        "basis": "fixed_30",
        "legal_basis": "九号文",
    }
    made = await city.officer.act("/rent-rules", rule)
    other = await home(
        city, "102", project=flat["project"], charged_from=date(2025, 4, 11), rent_fen=27200
    )
    await billed(city, flat["project"], "2025-04")

    march = (await city.cashier.read("/charges", lease_id=flat["id"], month="2025-03"))["items"]
    april = (await city.cashier.read("/charges", lease_id=other["id"]))["items"]
    trace = (await city.cashier.read(f"/charges/{april[0]['id']}"))["trace"]

    assert [(one["amount_fen"], one["due_on"]) for one in march] == [(U1, "2025-03-31")]
    assert [(one["amount_fen"], one["due_on"]) for one in april] == [(18100, "2025-04-30")]
    assert (trace["basis"], trace["unit_fen"], trace["rule_id"]) == ("fixed_30", 100, made["id"])
    assert (trace["days"], trace["month_days"], trace["rent_fen"]) == (20, 30, 27200)


async def test_credit_pays_the_new_charges(city: City) -> None:
    """E20: what was paid too much is consumed by the next bill."""
    flat = await home(city)
    await owes(city, flat, "2026-04")
    paid = await city.cashier.act("/payments", order(flat, U1 + 10_000))

    run = await billed(city, flat["project"], "2026-05")

    assert run["credit_used_fen"] == 10_000
    assert await charges_of(city, flat) == [(U1, 0, 0), (10_000, U1 - 10_000, 0)]
    assert (await city.cashier.read(f"/payments/{paid['id']}"))["unallocated_fen"] == 0
    assert "L2" not in await books_of(city, flat["project"])


async def test_a_closed_month_is_not_billed(city: City) -> None:
    flat = await home(city)
    body = {"project_id": flat["project"]["id"], "month": "2025-04"}
    started = await city.cashier.act("/billing-runs", body)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(flat["project"]["id"]))
            .values(closed_through=date(2025, 4, 1))
        )

    late = await city.cashier.post("/billing-runs", body)
    await worker.drain(city.runtime)

    assert (late.status_code, late.json()["code"]) == (HTTPStatus.CONFLICT, "period_closed")
    failed = await city.cashier.read(f"/operations/{started['operation_id']}")
    assert (failed["state"], failed["problem"]["code"]) == ("failed", "period_closed")
    assert (await city.cashier.read(f"/billing-runs/{started['id']}"))["state"] == "failed"
    assert await charges_of(city, flat) == []


async def test_a_total_that_left_the_tolerance_is_told(city: City) -> None:
    flat = await home(city)
    await billed(city, flat["project"], "2026-03")
    await home(city, "102", project=flat["project"], charged_from=date(2026, 4, 1), rent_fen=1400)
    same = await billed(city, flat["project"], "2026-04")
    await home(city, "103", project=flat["project"], charged_from=date(2026, 5, 1), rent_fen=1431)
    more = await billed(city, flat["project"], "2026-05")

    told = await city.cashier.read(f"/operations/{same['operation_id']}")
    warned = await city.cashier.read(f"/operations/{more['operation_id']}")

    assert told["result"]["warnings"][0]["change_fen"] == 1400
    assert warned["result"]["warnings"] == []
    assert (warned["result"]["billed_fen"], warned["stage"]) == (U1 + 1400 + 1431, "totals")


async def test_a_month_far_ahead_is_refused(city: City) -> None:
    project = await city.project()

    response = await city.cashier.post(
        "/billing-runs", {"project_id": project["id"], "month": "2062-04"}
    )

    assert (response.status_code, response.json()["code"]) == (409, "month_too_far_ahead")


async def test_the_answer_names_the_operation_and_repeats_for_its_key(city: City) -> None:
    project = await city.project()
    body = {"project_id": project["id"], "month": "2026-04"}
    key = {"Idempotency-Key": "one-and-the-same"}

    first = await city.cashier.post("/billing-runs", body, **key)
    again = await city.cashier.post("/billing-runs", body, **key)

    assert first.status_code == again.status_code == HTTPStatus.ACCEPTED
    assert first.json() == again.json()
    assert first.headers["Location"] == f"/v1/operations/{first.json()['operation_id']}"
    assert len((await city.cashier.read("/billing-runs"))["items"]) == 1


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.PURCHASER_OFFICER, Role.AUDITOR])
async def test_only_who_raises_charges_may_bill(city: City, role: Role) -> None:
    project = await city.project()
    body = {"project_id": project["id"], "month": "2026-04"}

    response = await city[role].post("/billing-runs", body)

    assert response.status_code == HTTPStatus.FORBIDDEN


async def test_another_operators_project_and_another_city_are_as_if_they_were_not(
    city: City, stranger: Any
) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)
    elsewhere = await found_city(city.runtime, stranger)
    flat = await home(elsewhere)
    run = await billed(elsewhere, flat["project"], "2026-04")

    body = {"project_id": other["id"], "month": "2026-04"}
    not_ours = await city.cashier.post("/billing-runs", body)
    abroad = await city.cashier.get(f"/billing-runs/{run['id']}")
    outcomes = await city.cashier.get(f"/billing-runs/{run['id']}/outcomes")

    assert {not_ours.status_code, abroad.status_code, outcomes.status_code} == {404}


async def test_a_tenant_sees_its_own_charges_and_no_runs(city: City) -> None:
    flat = await home(city)
    other = await home(city, "102", project=flat["project"])
    run = await billed(city, flat["project"], "2026-04")
    charges = (await city.cashier.read("/charges", lease_id=flat["id"]))["items"]
    tenant = await city.hire(Role.TENANT, household_id=UUID(charges[0]["household_id"]))

    mine = await tenant.read("/charges")
    theirs = await tenant.read("/charges", lease_id=other["id"])
    forbidden = await tenant.get(f"/billing-runs/{run['id']}")

    assert [one["id"] for one in mine["items"]] == [charges[0]["id"]]
    assert theirs["items"] == []
    assert forbidden.status_code == HTTPStatus.FORBIDDEN
