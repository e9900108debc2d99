"""The month page: the chain as the state has it, ties that tie, and the people who act next."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_month import confirmed, estate
from tests.given_settlement import approved, homes, in_force
from tests.journeys.test_e5 import RENTS, april, may

MARKS = {"idle": "·", "running": "~", "waiting": "o", "done": "x"}


async def page(client: Any, living: Any, month: str = "2025-04") -> Any:
    return await client.read(f"/months/{month}", project_id=living.id)


def dots(told: Any) -> str:
    return "".join(MARKS[step["state"]] for step in told["steps"])


def step(told: Any, key: str) -> Any:
    return next(one for one in told["steps"] if one["key"] == key)


async def test_a_month_goes_from_step_to_step(city: City) -> None:
    living = await estate(city, RENTS)
    told = await page(city.cashier, living)
    assert dots(told)[0] == "o"
    assert (told["next"], told["billed_fen"], told["tenant_rate"]) == ("bill", 0, None)
    waits = step(told, "bill")["waits_for"]
    assert (waits["action"], waits["until_on"], waits["is_overdue"]) == (
        "charge",
        "2025-04-10",
        True,
    )
    assert [one["name"] for one in waits["people"]] == ["cashier 甲", "operator_manager 甲"]

    run = await living.charged("2025-04")
    waits = step(await page(city.cashier, living), "bill")["waits_for"]
    assert (waits["action"], waits["roles"]) == ("confirm", ["cashier", "operator_manager"])

    await confirmed(city, run["id"])
    await living.pay("T1", 27227, "2025-04-10")
    await living.pay("T2", 10000, "2025-04-12")
    told = await page(city.cashier, living)
    assert dots(told) == "xxxooo··"
    assert (told["billed_fen"], told["tenant_rate"]) == (74584, "49.91")
    assert [step(told, key)["amount_fen"] for key in ("receive", "match", "arrears")] == [
        37227,
        37227,
        37357,
    ]
    assert {one["code"]: one["count"] for one in step(told, "arrears")["figures"]}["leases"] == 2

    await living.remit("2025-04-30")
    voucher = await living.voucher("2025-04")
    told = await page(city.cashier, living)
    assert dots(told) == "xxxoox··"
    assert told["next"] == "advance"
    waits = step(told, "advance")["waits_for"]
    assert (waits["action"], waits["roles"]) == ("confirm", ["operator_manager"])
    assert told["voucher"]["maker"]["name"] == "cashier 甲"
    assert (told["voucher"]["leases"], told["advance_rate"]) == (2, "50.09")

    await living.accepted(await living.paid(voucher, "2025-05-12"))
    told = await page(city.cashier, living)
    assert dots(told) == "xxxoxxo·"
    assert (told["next"], told["failed"], told["broken"]) == ("close", [], [])

    await living.close("2025-04")
    told = await page(city.cashier, living)
    assert dots(told) == "xxxoxxx·"
    assert (told["is_closed"], told["next"]) == (True, None)
    assert {one["code"]: one["count"] for one in step(told, "close")["figures"]}["lines"] > 0


async def test_every_tie_is_even_or_names_what_is_missing(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.remit("2025-04-30")
    voucher = await living.voucher("2025-04")
    before = await page(city.finance, living)
    await living.accepted(await living.paid(voucher, "2025-05-12"))
    after = await page(city.finance, living)

    gaps = {tie["code"]: tie["gap_fen"] for tie in before["ties"]}
    assert gaps == {"billed": 0, "received": 0, "shortfall": 0, "remitted": 37357, "advances": 0}
    assert all(tie["is_even"] for tie in after["ties"])
    advances = next(tie for tie in after["ties"] if tie["code"] == "advances")
    assert advances["total_fen"] == (await living.balances("2025-04"))["A2"]
    assert len(after["ties"]) == 6, "an accepted advance ties with what became of it"


@pytest.mark.parametrize("mode", ["RETAIN", "REMIT_REFUND"])
async def test_the_second_month_ties_with_the_first(city: City, mode: str) -> None:
    living = await april(city, mode)
    await living.remit("2025-04-30")
    await living.advance("2025-04", "2025-05-12")
    await may(living)
    await living.remit("2025-05-31")
    await living.advance("2025-05", "2025-06-09")

    told = await page(city.finance, living, "2025-05")

    assert [tie["gap_fen"] for tie in told["ties"]] == [0] * 6
    figures = {one["code"]: one for one in step(told, "match")["figures"]}
    assert figures["recovered"]["fen"] == 37357
    assert step(told, "receive")["amount_fen"] == 87487
    assert step(told, "remit")["amount_fen"] == (74584 if mode == "RETAIN" else 111941)
    advances = next(tie for tie in told["ties"] if tie["code"] == "advances")
    assert {part["code"]: part["fen"] for part in advances["parts"]} == {
        "opening": 37357,
        "recovered": -37357,
        "advanced": 24454,
        "reduced": 0,
        "written_off": 0,
    }


async def test_a_payment_that_was_taken_back_does_not_break_a_tie(city: City) -> None:
    living = await april(city, "RETAIN")
    paid = await living.pay("T3", 100, "2025-04-20")
    await city.manager.act(f"/payments/{paid['id']}/reversal", {"reason": "退票"})
    this_month = f"{city.runtime.clock.today():%Y-%m}"

    for month in ("2025-04", this_month):
        told = await page(city.finance, living, month)
        assert {tie["code"] for tie in told["ties"] if not tie["is_even"]} <= {"remitted"}, month
    assert step(told, "receive")["amount_fen"] is not None


async def test_the_fee_is_the_last_step(city: City) -> None:
    project = await city.project()
    await homes(city, project, 2)
    await approved(city, await in_force(city, project), "2025-04")

    told = await city.finance.read("/months/2025-04", project_id=project["id"])

    fee = step(told, "fee")
    assert (fee["state"], fee["amount_fen"]) == ("waiting", 5300)
    assert (fee["waits_for"]["action"], fee["waits_for"]["roles"]) == ("pay", ["finance_officer"])
    assert [one["name"] for one in fee["waits_for"]["people"]] == ["finance_officer 甲"]
    operator = await city.manager.read("/months/2025-04", project_id=project["id"])
    assert step(operator, "fee")["waits_for"]["people"] == [], "finance is another house"


async def test_bills_being_made_are_running(city: City) -> None:
    living = await estate(city, RENTS)
    started = await city.cashier.act("/billing-runs", {"project_id": living.id, "month": "2025-04"})

    told = step(await page(city.cashier, living), "bill")

    assert (told["state"], told["subject_id"]) == ("running", started["operation_id"])


async def test_earlier_months_stand_side_by_side(city: City) -> None:
    living = await april(city, "RETAIN")
    await living.remit("2025-04-30")
    await living.advance("2025-04", "2025-05-12")
    await living.close("2025-04")
    await may(living)

    told = await city.finance.read("/months", project_id=living.id, last=3, through="2025-05")
    everywhere = await city.finance.read("/months", last=3, through="2025-05")

    march, first, second = told["items"]
    assert (march["billed_fen"], march["projects"], march["tenant_rate"]) == (0, 0, None)
    assert (first["billed_fen"], first["closed"], first["projects"]) == (74584, 1, 1)
    assert (first["cut_off"]["rate"], first["advance_closing_fen"]) == ("49.91", 37357)
    assert (second["recovered_fen"], second["advance_closing_fen"]) == (37357, 0)
    assert second["closed"] == 0
    assert everywhere["items"] == told["items"]


async def test_what_has_not_changed_is_not_told_again(city: City) -> None:
    living = await estate(city, RENTS)
    query = {"project_id": living.id}
    for path in ("/months/2025-04", "/months"):
        first = await city.cashier.request("GET", path, params=query)
        tag = first.headers["ETag"]
        again = await city.cashier.request(
            "GET", path, params=query, headers={"If-None-Match": tag}
        )
        assert (first.status_code, again.status_code) == (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


@pytest.mark.parametrize("month", ["2025-13", "0000-01", "2025-4", "next"])
async def test_what_is_no_month_is_not_there(city: City, month: str) -> None:
    living = await estate(city, RENTS)

    response = await city.cashier.get(f"/months/{month}", project_id=living.id)

    assert response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}


async def test_a_month_of_anothers_project_is_not_there(city: City, stranger, runtime) -> None:
    elsewhere = await found_city(runtime, stranger)
    theirs = await estate(elsewhere, RENTS)
    other = await city.project("OTHER", "别人的", operator_id=None)

    for client, project_id in (
        (city.officer, theirs.id),
        (city.manager, other["id"]),
        (city.officer, str(uuid4())),
    ):
        for path in ("/months/2025-04", "/months"):
            response = await client.get(path, project_id=project_id)
            assert response.status_code == HTTPStatus.NOT_FOUND


async def test_a_month_is_not_everybodys(city: City) -> None:
    living = await estate(city, RENTS, since=date(2025, 1, 1))
    for role in (Role.TENANT, Role.INSPECTOR, Role.EVALUATOR):
        response = await city[role].get("/months/2025-04", project_id=str(UUID(living.id)))
        assert response.status_code == HTTPStatus.FORBIDDEN


async def test_a_vouchers_lines_tell_what_came_before(city: City) -> None:
    """T3 owes April's advance when May is counted; T2 has paid its own back."""
    living = await april(city, "RETAIN")
    await living.remit("2025-04-30")
    first = await living.advance("2025-04", "2025-05-12")
    await living.bill("2025-05")
    await living.pay("T2", 30260, "2025-05-16")
    second = await living.voucher("2025-05")
    await living.pay("T3", 100, "2025-06-20")

    lines = {
        one["tenant_name"]: one
        for one in (await city.finance.read(f"/advances/{second['id']}/lines"))["items"]
    }
    earlier = (await city.finance.read(f"/advances/{first['id']}/lines"))["items"]
    told = await page(city.finance, living, "2025-05")

    assert set(lines) == {"T1", "T3"}
    assert (lines["T3"]["billed_fen"], lines["T3"]["tenant_paid_fen"]) == (27227, 0)
    assert (lines["T3"]["amount_fen"], lines["T3"]["previous_fen"]) == (27227, 27127)
    assert (lines["T3"]["months_owed"], lines["T1"]["months_owed"]) == (2, 1)
    assert (lines["T1"]["previous_fen"], lines["T3"]["last_contact_on"]) == (0, None)
    assert (lines["T3"]["building"], lines["T3"]["room"]) == ("1", "103")
    assert {one["tenant_name"]: one["tenant_paid_fen"] for one in earlier} == {"T2": 10000, "T3": 0}
    assert told["voucher"]["previous_fen"] == 27127
