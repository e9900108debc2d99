"""The desk: each role finds what it may do now, and nothing else."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from domain.access import Role
from persistence.duties.source import sources
from tests.given import City, found_city
from tests.given_contracts import contract
from tests.given_month import confirmed, estate
from tests.given_payments import advanced, bank_file, home, owes, sent
from tests.given_settlement import approved, computed, drafted, homes, in_force, priced, stepped
from tests.journeys.test_e5 import RENTS, april


async def desk(client: Any, *kinds: str, **query: Any) -> list[Any]:
    """The caller's duties of these kinds, all if none are named."""
    answer = await client.read("/desk", **query)
    return [one for one in answer["items"] if not kinds or one["kind"] in kinds]


def told(duties: list[Any]) -> list[tuple[str, str]]:
    return [(one["kind"], one["action"]) for one in duties]


async def test_a_voucher_waits_for_one_person_after_another(city: City) -> None:
    living = await april(city, "RETAIN")
    [due] = await desk(city.cashier, "voucher")
    assert (due["action"], due["month"], due["count"]) == ("calculate", "2025-04", 2)
    assert (due["amount_fen"], due["due_on"], due["is_overdue"]) == (37357, "2025-05-12", True)
    assert due["days_late"] == (city.runtime.clock.today() - date(2025, 5, 12)).days

    voucher = await living.voucher("2025-04")
    [due] = await desk(city.manager, "voucher")
    assert (due["action"], due["subject_id"], due["count"]) == ("confirm", voucher["id"], 2)
    assert (due["number"], due["amount_fen"]) == (voucher["number"], 37357)
    assert await desk(city.cashier, "voucher") == []
    handed = (await city.cashier.read("/desk"))["handed_over"]
    assert told([one for one in handed if one["kind"] == "voucher"]) == [("voucher", "confirm")]
    assert handed[0]["roles"] == ["operator_manager"]

    confirmed = await living.step(city.manager, voucher, "confirmation")
    assert told(await desk(city.cashier, "voucher")) == [("voucher", "pay")]
    assert await desk(city.manager, "voucher") == []

    body = {"amount_fen": 37357, "bank_slip_no": "P1", "paid_on": "2025-05-12"}
    paid = await living.step(city.cashier, confirmed, "payment", body)
    [due] = await desk(city.finance, "voucher")
    assert (due["action"], due["due_on"], due["is_overdue"]) == ("accept", None, False)

    await living.accepted(paid)
    for role in city.clients:
        assert await desk(city[role], "voucher") == [], role


async def test_who_calculated_a_voucher_is_not_asked_to_confirm_it(city: City) -> None:
    living = await april(city, "RETAIN")
    await city.manager.act("/advances", {"project_id": living.id, "month": "2025-04"})
    other = await city.hire(Role.OPERATOR_MANAGER)

    own = await city.manager.read("/desk")

    assert [one for one in own["items"] if one["kind"] == "voucher"] == []
    assert told([o for o in own["handed_over"] if o["kind"] == "voucher"]) == [
        ("voucher", "confirm")
    ]
    assert told(await desk(other, "voucher")) == [("voucher", "confirm")]


async def test_what_a_run_charged_waits_for_a_second_person(city: City) -> None:
    living = await estate(city, RENTS)
    run = await living.charged("2025-04")

    waiting = await desk(city.manager, "billing_run")
    [due] = [one for one in waiting if one["action"] == "confirm"]
    assert (due["subject_id"], due["month"]) == (run["id"], "2025-04")
    assert due["amount_fen"] == 74584
    assert ("billing_run", "confirm") not in told(await desk(city.cashier))

    await confirmed(city, run["id"])
    assert ("billing_run", "confirm") not in told(await desk(city.manager))


async def test_a_disputed_voucher_waits_for_the_purchaser(city: City) -> None:
    living = await april(city, "RETAIN")
    voucher = await living.voucher("2025-04")
    await living.step(city.manager, voucher, "disputes", {"reason": "流水未入账"})

    assert told(await desk(city.approver, "voucher")) == [("voucher", "settle_dispute")]
    assert await desk(city.officer, "voucher") == []


async def test_money_is_drawn_up_signed_sent_and_confirmed(city: City) -> None:
    living = await april(city, "RETAIN")
    [due] = await desk(city.cashier, "held_money")
    assert (due["action"], due["amount_fen"]) == ("draw_up", 37227)
    assert (due["due_on"], due["is_overdue"]) == ("2025-05-12", True)
    for role in (Role.FINANCE_OFFICER, Role.AUDITOR):
        assert told(await desk(city[role], "held_money")) == [("held_money", "look")]

    drawn = await living.statement("2025-04-30")
    assert await desk(city.cashier, "held_money", "remittance") == []
    [due] = await desk(city.manager, "remittance")
    assert (due["action"], due["amount_fen"], due["due_on"]) == ("sign", 37227, "2025-05-12")

    signed = await living.step(city.manager, drawn, "signature")
    assert told(await desk(city.cashier, "remittance")) == [("remittance", "send")]

    body = {"bank_slip_no": "S1", "sent_on": "2025-05-06"}
    gone = await living.step(city.cashier, signed, "sending", body)
    [due] = await desk(city.finance, "remittance")
    assert (due["action"], due["is_overdue"]) == ("confirm", False)

    await living.step(city.finance, gone, "return", {"reason": "科目有误"})
    assert told(await desk(city.cashier, "remittance")) == [("remittance", "reissue")]


async def test_a_fee_goes_from_desk_to_desk(city: City) -> None:
    project = await city.project()
    await homes(city, project, 3)
    service = await in_force(city, project)
    [due] = await desk(city.manager, "fee_statement")
    assert (due["action"], due["month"], due["count"]) == ("compute", "2025-01", 12)

    made = await computed(city, service, "2025-01")
    waits = {
        "confirmation": (city.manager, "confirm"),
        "audit": (city.officer, "audit"),
        "approval": (city.approver, "approve"),
    }
    for step, (client, action) in waits.items():
        mine = [one for one in await desk(client, "fee_statement") if one["action"] != "compute"]
        assert [(one["action"], one["subject_id"]) for one in mine] == [(action, made["id"])]
        made = await stepped(city, made, step)
    [due] = await desk(city.finance, "fee_statement")
    payable_by = city.runtime.clock.today() + timedelta(days=30)
    assert (due["action"], due["due_on"]) == ("pay", payable_by.isoformat())
    assert [one["count"] for one in await desk(city.manager, "fee_statement")] == [11]


async def test_a_fee_of_another_operators_contract_is_not_this_ones(city: City) -> None:
    """The project has gone to another operator; the old one's fee is still the old one's."""
    project = await city.project()
    await homes(city, project, 3)
    service = await in_force(city, project)
    await computed(city, service, "2025-01")
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            text("update service_contracts set operator_id = :other where id = :id"),
            {"other": city.organisations["evaluator"], "id": UUID(service["id"])},
        )

    assert await desk(city.manager, "fee_statement") == []


async def test_a_deduction_is_answered_and_then_decided_by_another(city: City) -> None:
    project = await city.project()
    await homes(city, project, 3)
    service = await in_force(city, project)
    body = {
        "contract_id": service["id"],
        "month": "2025-03",
        "clause": "第十二条",
        "fact": "迟报",
        "amount_fen": 50000,
    }
    made = await city.officer.act("/deduction-events", body)

    [due] = await desk(city.manager, "deduction")
    assert (due["action"], due["due_on"], due["amount_fen"]) == ("reply", made["reply_by"], 50000)
    assert await desk(city.approver, "deduction") == [], "the operator's time is running"

    await city.manager.act(f"/deduction-events/{made['id']}/reply", {"reply": "属实"}, version=1)
    assert told(await desk(city.approver, "deduction")) == [("deduction", "decide")]
    assert await desk(city.manager, "deduction") == []


async def test_a_contract_is_signed_by_another_published_and_put_in_force(city: City) -> None:
    project = await city.project()
    await homes(city, project, 3)
    made = await drafted(city, project, awarded_on="2024-12-20")

    [due] = await desk(city.approver, "contract")
    assert (due["action"], due["due_on"], due["subject_id"]) == ("sign", "2025-01-19", made["id"])
    path = f"/service-contracts/{made['id']}"
    body = {"signed_on": "2024-12-31"}
    made = await city.approver.act(f"{path}/signature", body, version=made["version"])
    [due] = await desk(city.officer, "contract")
    assert (due["action"], due["due_on"]) == ("publish", "2025-01-03"), "two working days"
    body = {"announcement": "https://zfcg.example.cn/1", "published_on": "2025-01-02"}
    await city.officer.act(f"{path}/publication", body, version=made["version"])
    [due] = await desk(city.officer, "contract")
    assert (due["action"], due["due_on"]) == ("activate", "2025-01-01")


async def test_a_contract_near_its_end_is_looked_at_until_another_follows(city: City) -> None:
    project = await city.project()
    today = city.runtime.clock.today()
    ends = today + timedelta(days=60)
    await contract(city, project, starts_on=today - timedelta(days=300), ends_on=ends)

    [due] = await desk(city.officer, "contract")
    assert (due["action"], due["due_on"]) == ("look", ends.isoformat())
    following = {"starts_on": ends, "ends_on": ends + timedelta(days=364)}
    await contract(city, project, **following)
    assert await desk(city.officer, "contract") == []


async def test_a_price_is_approved_by_another(city: City) -> None:
    project = await city.project()
    await homes(city, project, 3)
    service = await in_force(city, project, ends_on="2027-12-31", budget_note="三年预算")
    body = {"valid_from": "2027-01-01", "price_fen": 2700, "reason": "扩面", "document_no": "补1"}
    path = f"/service-contracts/{service['id']}/prices"
    await city.officer.act(path, body, version=service["version"])

    [due] = await desk(city.approver, "contract_price")
    assert (due["action"], due["amount_fen"], due["due_on"]) == ("approve", 2700, "2027-01-01")
    assert await desk(city.officer, "contract_price") == []
    assert priced is not None


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
