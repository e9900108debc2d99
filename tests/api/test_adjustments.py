"""The operator proposes to correct a charge; the purchaser decides; the ledger follows."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.access import Role
from persistence.tables.ledger import BookRow
from tests.given import City
from tests.given_payments import advanced, books_of, charges_of, home, order, owes

RENT = 27227


def correction(charge_id: UUID, fen: int, kind: str = "reduction") -> dict[str, Any]:
    return {
        "charge_id": str(charge_id),
        "kind": kind,
        "amount_fen": fen,
        "reason": "自 2026-04-01 起按低收入家庭计租",
        "basis": "包住保〔2026〕12 号",
    }


async def _approved(city: City, draft: Any) -> Any:
    path = f"/adjustments/{draft['id']}/approval"
    return await city.approver.act(path, version=draft["version"])


async def test_a_draft_moves_nothing(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")

    draft = await city.cashier.act("/adjustments", correction(charge, 7097))

    assert (draft["state"], draft["version"], draft["checker_id"]) == ("drafted", 1, None)
    assert await charges_of(city, flat) == [(0, RENT, 0)]


async def test_an_approved_reduction_lowers_what_is_owed_to_treasury(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    draft = await city.cashier.act("/adjustments", correction(charge, 7097))

    done = await _approved(city, draft)

    read = await city.cashier.read(f"/charges/{charge}")
    assert (done["state"], done["version"]) == ("approved", 2)
    assert done["checker_id"] == str(city.approver.person_id)
    assert (read["amount_fen"], read["reduced_fen"], read["owed_fen"]) == (RENT, 7097, 20130)
    assert await books_of(city, flat["project"]) == {"A1": 20130, "R1": -20130}


async def test_edge_case_3_a_reduction_after_the_advance_lowers_the_operators_claim_first(
    city: City,
) -> None:
    """Treasury was paid for rent that is not owed, and owes it to the operator (11.1, 3)."""
    flat = await home(city)
    [charge] = await owes(city, flat, "2025-04")
    await city.cashier.act("/payments", order(flat, 10_000))
    await advanced(city, flat, charge)
    draft = await city.cashier.act("/adjustments", correction(charge, 7097))

    await _approved(city, draft)

    assert await charges_of(city, flat) == [(10_000, 0, RENT - 10_000 - 7097)]
    books = await books_of(city, flat["project"])
    assert (books["A2"], books["T1"]) == (RENT - 10_000 - 7097, 7097)


async def test_an_increase_adds_to_what_is_owed(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")

    await _approved(
        city, await city.cashier.act("/adjustments", correction(charge, 4190, "increase"))
    )

    read = await city.cashier.read(f"/charges/{charge}")
    assert (read["amount_fen"], read["adjusted_fen"], read["owed_fen"]) == (RENT, 4190, RENT + 4190)
    assert (await books_of(city, flat["project"]))["A1"] == RENT + 4190


async def test_credit_pays_an_increase_at_once(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    await city.cashier.act("/payments", order(flat, RENT + 1000))

    await _approved(
        city, await city.cashier.act("/adjustments", correction(charge, 4190, "increase"))
    )

    assert await charges_of(city, flat) == [(RENT + 1000, 3190, 0)]
    assert "L2" not in await books_of(city, flat["project"])


async def test_more_than_is_owed_cannot_be_taken_off(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    draft = await city.cashier.act("/adjustments", correction(charge, RENT))
    await city.cashier.act("/payments", order(flat, 1))

    late = await city.approver.post(f"/adjustments/{draft['id']}/approval", **{"If-Match": '"1"'})
    early = await city.cashier.post("/adjustments", correction(charge, RENT))

    for response in (late, early):
        assert (response.status_code, response.json()["code"]) == (409, "adjustment_exceeds_claim")
        assert response.json()["facts"] == {"amount_fen": RENT, "owed_fen": RENT - 1}
    assert (await city.cashier.read(f"/adjustments/{draft['id']}"))["state"] == "drafted"


async def test_a_rejected_adjustment_moves_nothing_and_stays_rejected(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    draft = await city.cashier.act("/adjustments", correction(charge, 100))

    rejected = await city.approver.act(f"/adjustments/{draft['id']}/rejection", version=1)
    again = await city.approver.post(f"/adjustments/{draft['id']}/approval", **{"If-Match": '"2"'})

    assert rejected["state"] == "rejected"
    assert (again.status_code, again.json()["code"]) == (409, "transition_refused")
    assert await charges_of(city, flat) == [(0, RENT, 0)]


async def test_a_closed_month_is_corrected_in_the_open_one(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2025-04")
    draft = await city.cashier.act("/adjustments", correction(charge, 100))
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(flat["project"]["id"]))
            .values(closed_through=date(2025, 4, 1))
        )

    await _approved(city, draft)

    assert (await books_of(city, flat["project"]))["A1"] == RENT - 100


async def test_ten_approvals_at_once_post_once(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    draft = await city.cashier.act("/adjustments", correction(charge, 100))
    path = f"/adjustments/{draft['id']}/approval"

    responses = await asyncio.gather(
        *(city.approver.post(path, **{"If-Match": '"1"'}) for _ in range(10))
    )

    assert sorted(r.status_code for r in responses) == [200, *[412] * 9]
    assert await charges_of(city, flat) == [(0, RENT - 100, 0)]


async def test_a_decision_needs_the_version_that_was_read(city: City) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    draft = await city.cashier.act("/adjustments", correction(charge, 100))
    path = f"/adjustments/{draft['id']}/approval"

    blind = await city.approver.post(path)
    stale = await city.approver.post(path, **{"If-Match": '"7"'})

    assert blind.status_code == HTTPStatus.PRECONDITION_REQUIRED
    assert stale.status_code == HTTPStatus.PRECONDITION_FAILED


@pytest.mark.parametrize("role", [Role.CASHIER, Role.OPERATOR_MANAGER, Role.PURCHASER_OFFICER])
async def test_only_the_purchasers_approver_decides(city: City, role: Role) -> None:
    flat = await home(city)
    [charge] = await owes(city, flat, "2026-04")
    draft = await city.cashier.act("/adjustments", correction(charge, 100))

    response = await city[role].post(f"/adjustments/{draft['id']}/approval", **{"If-Match": '"1"'})

    assert (response.status_code, response.json()["code"]) == (403, "permission_missing")


async def test_adjustments_are_listed_by_charge_and_state(city: City) -> None:
    flat = await home(city)
    april, may = await owes(city, flat, "2026-04", "2026-05")
    first = await city.cashier.act("/adjustments", correction(april, 100))
    second = await city.cashier.act("/adjustments", correction(may, 200))
    await _approved(city, first)

    drafted = (await city.approver.read("/adjustments", state="drafted"))["items"]
    of_april = (await city.approver.read("/adjustments", charge_id=str(april)))["items"]

    assert [one["id"] for one in drafted] == [second["id"]]
    assert [(one["id"], one["amount_fen"]) for one in of_april] == [(first["id"], 100)]
