"""At the end of the day somebody else counts the counter's cash."""

import asyncio
from http import HTTPStatus
from typing import Any

import pytest

from domain.access import Role
from tests.given import City, found_city
from tests.given_payments import bank_file, home, order, owes, sent

DAY = "2026-04-08"


@pytest.fixture
async def flat(city: City) -> Any:
    lease = await home(city)
    await owes(city, lease, "2026-03")
    return lease


async def totals(city: City, flat: Any) -> Any:
    return await city.officer.read("/payments/day-totals", project_id=flat["project"]["id"], on=DAY)


async def waiting(city: City, flat: Any) -> Any:
    answer = await city.officer.read("/day-ends/open", project_id=flat["project"]["id"])
    return answer["items"]


def counted(flat: Any, booked: int, count: int | None = None, **facts: Any) -> dict[str, Any]:
    return {
        "project_id": flat["project"]["id"],
        "on_date": DAY,
        "booked_fen": booked,
        "counted_fen": booked if count is None else count,
        **facts,
    }


async def test_a_days_money_is_told_by_channel(city: City, flat: Any) -> None:
    from api import worker

    await city.cashier.act("/payments", order(flat, 10000))
    await city.cashier.act("/payments", order(flat, 2500))
    wrong = await city.cashier.act("/payments", order(flat, 777))
    await city.manager.act(f"/payments/{wrong['id']}/reversal", {"reason": "输错"})
    card = {"channel": "pos", "serial_no": "P-1"}
    await city.cashier.act("/payments", order(flat, 300, **card))
    await city.cashier.act("/payments", order(flat, 5, received_on="2026-04-07"))
    await sent(city, flat["project"], bank_file([("12.00", "无名", "", "S1")]))
    await worker.drain(city.runtime)

    told = await totals(city, flat)

    by_channel = {one["channel"]: one for one in told["items"]}
    assert {name: one["amount_fen"] for name, one in by_channel.items()} == {
        "cash": 12500,
        "pos": 300,
        "bank": 1200,
    }
    cash = by_channel["cash"]
    assert (cash["payments"], cash["reversed_payments"], cash["reversed_fen"]) == (2, 1, 777)
    assert (told["amount_fen"], told["unconfirmed_fen"]) == (14000, 12500)


async def test_a_second_person_counts_the_cash(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 10000))
    await city.cashier.act("/payments", order(flat, 2500))
    [day] = await waiting(city, flat)

    made = await city.manager.act("/day-ends", counted(flat, day["booked_fen"]))

    assert (day["on_date"], day["payments"], day["booked_fen"]) == (DAY, 2, 12500)
    assert (made["booked_fen"], made["difference_fen"], made["payments"]) == (12500, 0, 2)
    assert made["taker_ids"] == [str(city.cashier.person_id)]
    assert await waiting(city, flat) == []
    assert (await totals(city, flat))["unconfirmed_fen"] == 0
    listed = await city.officer.read("/day-ends", project_id=flat["project"]["id"])
    assert [one["id"] for one in listed["items"]] == [made["id"]]


async def test_whoever_took_some_of_it_does_not_count_it(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 10000))
    await city.manager.act("/payments", order(flat, 500))

    for person in (city.cashier, city.manager):
        answer = await person.post("/day-ends", counted(flat, 10500))
        assert (answer.status_code, answer.json()["code"]) == (403, "maker_is_checker")
    colleague = await city.hire(Role.CASHIER)
    assert (await colleague.act("/day-ends", counted(flat, 10500)))["payments"] == 2


async def test_a_difference_is_explained(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 10000))

    silent = await city.manager.post("/day-ends", counted(flat, 10000, 9000))
    said = await city.manager.act("/day-ends", counted(flat, 10000, 9000, explanation="找零差错"))

    assert (silent.status_code, silent.json()["code"]) == (409, "difference_unexplained")
    assert silent.json()["facts"]["difference_fen"] == -1000
    assert (said["difference_fen"], said["explanation"]) == (-1000, "找零差错")


async def test_what_is_confirmed_is_what_was_looked_at(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 10000))
    await city.cashier.act("/payments", order(flat, 1))

    answer = await city.manager.post("/day-ends", counted(flat, 10000))

    assert answer.json()["code"] == "day_total_differs"
    assert answer.json()["facts"] == {"sent_fen": 10000, "booked_fen": 10001}


async def test_cash_booked_later_waits_for_another_day_end(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 10000))
    await city.manager.act("/day-ends", counted(flat, 10000))

    nothing = await city.manager.post("/day-ends", counted(flat, 0))
    await city.cashier.act("/payments", order(flat, 70))
    [again] = await waiting(city, flat)
    await city.manager.act("/day-ends", counted(flat, 70))

    assert nothing.json()["code"] == "nothing_to_count"
    assert (again["payments"], again["booked_fen"]) == (1, 70)


async def test_cash_taken_back_before_counts_for_nothing_and_after_stays(
    city: City, flat: Any
) -> None:
    before = await city.cashier.act("/payments", order(flat, 777))
    await city.manager.act(f"/payments/{before['id']}/reversal", {"reason": "输错"})
    after = await city.cashier.act("/payments", order(flat, 500))
    colleague = await city.hire(Role.CASHIER)

    made = await colleague.act("/day-ends", counted(flat, 500))
    await city.manager.act(f"/payments/{after['id']}/reversal", {"reason": "假币"})

    assert (made["booked_fen"], made["payments"]) == (500, 2)
    assert await waiting(city, flat) == []
    findings = await city.finance.read("/ledger/findings", project_id=flat["project"]["id"])
    assert [one["code"] for one in findings["items"]] == []


async def test_eight_day_ends_at_once_are_one(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 500))

    answers = await asyncio.gather(
        *(city.manager.post("/day-ends", counted(flat, 500)) for _ in range(8))
    )

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert {one.json().get("code") for one in answers} == {None, "nothing_to_count"}


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.FINANCE_OFFICER, Role.AUDITOR])
async def test_the_cash_is_the_operators_to_count(city: City, flat: Any, role: Role) -> None:
    await city.cashier.act("/payments", order(flat, 500))

    answer = await city[role].post("/day-ends", counted(flat, 500))

    assert answer.json()["code"] == "permission_missing"


async def test_another_citys_cash_is_not_there(city: City, flat: Any) -> None:
    await city.cashier.act("/payments", order(flat, 500))
    elsewhere = await found_city(city.runtime, city.http)

    answer = await elsewhere.manager.post("/day-ends", counted(flat, 500))
    told = await elsewhere.officer.get(
        "/payments/day-totals", project_id=flat["project"]["id"], on=DAY
    )

    assert answer.json()["code"] == told.json()["code"] == "project_not_found"
    assert (await elsewhere.officer.read("/day-ends/open"))["items"] == []
