"""Instalment plans: agreed by a second person, kept, broken."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain.access import Role
from tests.given import City
from tests.given_dunning import months, opened, refused, step
from tests.given_payments import home, order, owes


@pytest.fixture
async def behind(city: City) -> Any:
    """A lease that owes three months: 27227 each."""
    flat = await home(city)
    await owes(city, flat, *months(city, 3))
    return flat


def plan(city: City, **facts: Any) -> dict[str, Any]:
    first = city.runtime.clock.today() + timedelta(days=10)
    return {
        "parts": 6,
        "first_due_on": first.isoformat(),
        "document_no": "FQ-1",
        "reason": "失业，已登记求职。",
        **facts,
    }


async def agreed(city: City, case: Any, **facts: Any) -> Any:
    path = f"/arrears-cases/{case['id']}/plan"
    made = await city[Role.FRONT_DESK].act(path, plan(city, **facts))
    return await city.manager.act(f"{path}/confirmation", version=made["version"])


async def test_e7_four_months_in_six_parts_and_dunning_rests(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, *months(city, 4))
    case = await opened(city, flat)

    made = await agreed(city, case)
    told = await city.officer.read(f"/arrears-cases/{case['id']}")

    assert made["amount_fen"] == 108908
    assert [part["amount_fen"] for part in made["parts"]] == [18151] * 5 + [18153]
    assert (told["state"], told["step"], told["next_step"]) == ("plan_agreed", None, None)
    assert told["plan"]["standing"] == "kept"
    assert await refused(city, case, "call") == "plan_is_kept"


async def test_a_broken_plan_lets_dunning_go_on(city: City) -> None:
    flat = await home(city)
    clock = city.runtime.clock
    try:
        clock.told = date(2026, 6, 1)
        await owes(city, flat, "2026-03", "2026-04")
        case = await opened(city, flat)
        await agreed(city, case, parts=2, first_due_on="2026-06-10")
        clock.told = date(2026, 6, 17)
        kept = await city.officer.read(f"/arrears-cases/{case['id']}")
        clock.told = date(2026, 6, 18)
        broken = await city.officer.read(f"/arrears-cases/{case['id']}")
        await city.cashier.act("/payments", order(flat, 27227, received_on="2026-06-18"))
        mended = await city.officer.read(f"/arrears-cases/{case['id']}")
        clock.told = date(2026, 7, 20)
        again = await step(city, case, "visit")
    finally:
        clock.told = None

    assert (kept["state"], kept["plan"]["standing"]) == ("plan_agreed", "kept")
    assert (broken["state"], broken["plan"]["standing"]) == ("plan_broken", "broken")
    assert broken["step"]["code"] == "demand_letter"
    assert (mended["state"], mended["plan"]["paid_fen"]) == ("plan_agreed", 27227)
    assert again["state"] == "dunning"


async def test_a_plan_needs_a_second_person(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    path = f"/arrears-cases/{case['id']}/plan"
    mine = await city.manager.act(path, plan(city))

    same = await city.manager.post(f"{path}/confirmation", None, **{"If-Match": '"1"'})
    other = await city[Role.FRONT_DESK].post(f"{path}/confirmation", None, **{"If-Match": '"1"'})
    colleague = await city.hire(Role.OPERATOR_MANAGER)
    done = await colleague.act(f"{path}/confirmation", version=mine["version"])

    assert (same.status_code, same.json()["code"]) == (403, "maker_is_checker")
    assert other.json()["code"] == "permission_missing"
    assert done["state"] == "agreed"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"parts": 1}, "plan_not_of_two"),
        ({"parts": 13}, "plan_not_of_two"),
        ({"first_due_on": "2020-01-01"}, "plan_begins_before"),
        ({"amount_fen": 3 * 27227 + 1}, "plan_exceeds_debt"),
    ],
)
async def test_a_plan_that_makes_no_sense_is_refused(
    city: City, behind: Any, facts: dict[str, Any], code: str
) -> None:
    case = await opened(city, behind)

    response = await city.cashier.post(f"/arrears-cases/{case['id']}/plan", plan(city, **facts))

    assert response.json()["code"] == code


async def test_a_debt_that_was_paid_meanwhile_needs_no_plan(city: City, behind: Any) -> None:
    case = await opened(city, behind)
    path = f"/arrears-cases/{case['id']}/plan"
    await city.cashier.act(path, plan(city))
    await city.cashier.act("/payments", order(behind, 100))

    smaller = await city.manager.post(f"{path}/confirmation", None, **{"If-Match": '"1"'})
    await city.cashier.act("/payments", order(behind, 3 * 27227 - 100))
    paid = await city.manager.post(f"{path}/confirmation", None, **{"If-Match": '"1"'})

    assert smaller.json()["code"] == "plan_exceeds_debt"
    assert paid.json()["code"] == "nothing_overdue"
