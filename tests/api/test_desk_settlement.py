"""What waits of advances, remittances, fees and contracts, and for whom."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import text

from domain.access import Role
from tests.given import City
from tests.given_contracts import contract
from tests.given_duties import desk, told
from tests.given_month import confirmed, estate
from tests.given_settlement import computed, drafted, homes, in_force, priced, stepped
from tests.journeys.test_e5 import RENTS, april


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
