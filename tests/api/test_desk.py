"""The desk: each role finds what it may do now, and nothing else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.access import Role
from persistence.duties.source import sources
from tests.given import City, found_city
from tests.given_duties import desk, told
from tests.given_month import estate
from tests.given_payments import advanced, bank_file, home, owes, sent
from tests.given_settlement import approved, homes, in_force
from tests.journeys.test_e5 import RENTS, april


async def test_an_adjustment_waits_for_the_purchaser(city: City) -> None:
    flat = await home(city)
    charge, *_ = await owes(city, flat, "2026-03")
    body = {
        "charge_id": str(charge),
        "kind": "reduction",
        "amount_fen": 1000,
        "reason": "面积有误",
        "basis": "测绘报告",
    }
    await city.cashier.act("/adjustments", body)

    [due] = await desk(city.approver, "adjustment")
    assert (due["name"], due["month"], due["amount_fen"]) == ("赵福生", "2026-03", 1000)
    assert await desk(city.cashier, "adjustment") == []
    assert told((await city.cashier.read("/desk"))["handed_over"]) == [("adjustment", "decide")]


async def test_money_of_unknown_payers_is_due_after_three_working_days(city: City) -> None:
    from api import worker

    project = await city.project()
    await sent(city, project, bank_file([("272.27", "某人", "房租", "S1")], day="20260408"))
    await worker.drain(city.runtime)

    [due] = await desk(city.cashier, "suspense")

    assert (due["action"], due["count"], due["amount_fen"]) == ("match", 1, 27227)
    assert due["due_on"] == "2026-04-13"
    assert told(await desk(city.manager, "suspense")) == [("suspense", "match")]
    assert await desk(city.finance, "suspense") == []


async def test_this_months_charges_are_due_before_rent_is(city: City) -> None:
    today = city.runtime.clock.today()
    living = await estate(city, RENTS)

    [due] = await desk(city.cashier, "billing_run")
    assert (due["action"], due["month"], due["count"]) == ("charge", f"{today:%Y-%m}", 3)
    assert due["due_on"] == f"{today:%Y-%m}-10"
    await living.bill(f"{today:%Y-%m}")
    assert await desk(city.cashier, "billing_run") == []


async def test_a_month_that_is_over_is_closed_by_the_manager(city: City) -> None:
    living = await estate(city, RENTS)
    await living.bill("2025-04")

    [due] = await desk(city.manager, "month")

    assert (due["action"], due["month"]) == ("close", "2025-04")
    assert due["count"] == (city.runtime.clock.today().year - 2025) * 12 + (
        city.runtime.clock.today().month - 4
    )
    assert await desk(city.cashier, "month") == []


async def test_leases_near_their_end_are_the_front_desks(city: City) -> None:
    today = city.runtime.clock.today()
    flat = await home(city, "101", ends_on=today + timedelta(days=30))
    project = flat["project"]
    await home(city, "102", project=project, ends_on=today - timedelta(days=1))
    await home(city, "103", project=project, ends_on=today + timedelta(days=200))

    due = await desk(city[Role.FRONT_DESK], "lease_end")

    assert [(one["count"], one["is_overdue"]) for one in due] == [(1, True), (1, False)]
    assert await desk(city.cashier, "lease_end") == []


async def test_holds_that_run_out_are_looked_at_again(city: City) -> None:
    today = city.runtime.clock.today()
    flat = await home(city)
    for days in (3, 30):
        body = {
            "kind": "hardship",
            "from_on": str(today),
            "until_on": str(today + timedelta(days=days)),
            "reason": "经街道核实，缓交。",
        }
        await city.officer.act(f"/leases/{flat['id']}/holds", body)

    [due] = await desk(city.officer, "hold_end")

    assert (due["count"], due["due_on"]) == (1, str(today + timedelta(days=3)))


async def test_debts_are_told_by_the_step_that_they_have_come_to(city: City) -> None:
    flat = await home(city, "101")
    first, *_ = await owes(city, flat, "2025-10", "2025-11")
    await advanced(city, flat, first)
    other = await home(city, "102", project=flat["project"])
    await owes(city, other, "2025-11")
    held = await home(city, "103", project=flat["project"])
    await owes(city, held, "2025-11")
    body = {"kind": "dispute", "from_on": "2025-01-01", "reason": "对金额有异议，核对中。"}
    await city.officer.act(f"/leases/{held['id']}/holds", body)

    due = await desk(city.cashier, "arrears")

    assert [(one["name"], one["count"], one["amount_fen"]) for one in due] == [
        ("demand_letter", 1, 54454),
        ("visit", 1, 27227),
    ]


async def test_a_tenant_sees_their_own_rent_and_nothing_else(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-03", "2026-04")
    other = await home(city, "102", project=flat["project"])
    await owes(city, other, "2026-03")
    lease = await city.officer.read(f"/leases/{flat['id']}")
    tenant = await city.hire(Role.TENANT, household_id=UUID(lease["household_id"]))

    due = await desk(tenant)

    assert told(due) == [("own_rent", "pay")]
    assert (due[0]["amount_fen"], due[0]["due_on"]) == (54454, "2026-03-10")
    assert due[0]["subject_id"] == flat["id"]


async def test_nothing_waits_in_an_empty_city_and_counts_agree(city: City) -> None:
    for role, client in city.clients.items():
        answer = await client.read("/desk")
        assert (answer["items"], answer["handed_over"], answer["waiting"]) == ([], [], 0), role

    await april(city, "RETAIN")
    answer = await city.cashier.read("/desk")
    assert answer["waiting"] == len(answer["items"]) == sum(answer["by_kind"].values())
    assert answer["overdue"] == sum(one["is_overdue"] for one in answer["items"])


async def test_an_operator_finds_nothing_of_anothers_projects(city: City) -> None:
    other = await city.project("OTHER", "别人的", operator_id=None)
    flat = await home(city, project=other)
    await owes(city, flat, "2025-03", "2025-04")

    assert await desk(city.cashier) == []
    assert await desk(city.manager) == []


async def test_one_project_may_be_asked_for_alone(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-10")
    other = await home(city, project=await city.project("OTHER", "和顺里"))
    await owes(city, other, "2025-10")

    both = await desk(city.cashier, "arrears")
    one = await desk(city.cashier, "arrears", project_id=other["project"]["id"])
    unknown = await city.cashier.get("/desk", project_id=str(UUID(int=1)))

    assert [due["count"] for due in both] == [2]
    assert [(due["count"], due["project_id"]) for due in one] == [(1, other["project"]["id"])]
    assert unknown.status_code == 404


async def test_another_citys_duties_are_not_ours(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    await april(elsewhere, "RETAIN")

    for role, client in city.clients.items():
        assert (await client.read("/desk"))["waiting"] == 0, role


async def test_a_deed_changes_the_desk_and_nothing_else_does(city: City) -> None:
    living = await april(city, "RETAIN")
    tag = (await city.cashier.get("/desk")).headers["ETag"]

    same = await city.cashier.request("GET", "/desk", headers={"If-None-Match": tag})
    others = await city.manager.request("GET", "/desk", headers={"If-None-Match": tag})
    await living.voucher("2025-04")
    changed = await city.cashier.request("GET", "/desk", headers={"If-None-Match": tag})

    assert (same.status_code, others.status_code, changed.status_code) == (304, 200, 200)


def test_every_file_of_the_package_is_asked() -> None:
    homes_of = {source.find.__module__.rsplit(".", 1)[1] for source in sources()}

    assert homes_of >= {"advances", "remittances", "settlement", "contracts", "rent", "payments"}
    assert homes_of >= {"imports", "closings", "leases", "arrears"}


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.ADMINISTRATOR, Role.MAINTENANCE])
async def test_roles_without_a_flow_have_an_empty_desk(city: City, role: Role) -> None:
    await april(city, "RETAIN")
    await approved(city, await _service(city), "2025-01")

    assert (await city[role].read("/desk"))["waiting"] == 0


async def _service(city: City) -> Any:
    project = await city.project("FEE", "有服务费的")
    await homes(city, project, 2)
    return await in_force(city, project)
