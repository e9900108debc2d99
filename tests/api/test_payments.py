"""Money at the counter settles the oldest debt; a second person takes it back."""

import asyncio
from http import HTTPStatus
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from domain.access import Role
from persistence.tables.contracts import ServiceContractRow
from persistence.tables.ledger import BookRow
from tests.given import City
from tests.given_payments import RENT, advanced, books_of, charges_of, home, order, owes


async def test_a_payment_settles_the_oldest_month_first(city: City) -> None:
    flat = await home(city)
    april, may = await owes(city, flat, "2025-04", "2025-05")

    paid = await city.cashier.act("/payments", order(flat, 30000))

    told = [(a["charge_id"], a["claim"], a["amount_fen"]) for a in paid["allocations"]]
    assert told == [(str(april), "treasury", RENT), (str(may), "treasury", 2773)]
    assert (paid["unallocated_fen"], paid["state"], paid["month"]) == (0, "allocated", "2026-04")
    assert await charges_of(city, flat) == [(RENT, 0, 0), (2773, 24454, 0)]


async def test_what_was_advanced_is_paid_back_to_the_operator_first(city: City) -> None:
    """E5, T3: 300.00 goes 272.27 to April (operator) and 27.73 to May (treasury)."""
    flat = await home(city)
    april, may = await owes(city, flat, "2025-04", "2025-05")
    await advanced(city, flat, april)

    paid = await city.cashier.act("/payments", order(flat, 30000))

    told = [(a["charge_id"], a["claim"], a["amount_fen"]) for a in paid["allocations"]]
    assert told == [(str(april), "operator", RENT), (str(may), "treasury", 2773)]
    assert await books_of(city, flat["project"]) == {
        "A1": RENT - 2773,
        "A3": 30000,
        "L1": -2773,
        "O1": -RENT,
        "R1": 2773 - RENT,
    }


async def test_a_contract_may_serve_treasury_first(city: City) -> None:
    flat = await home(city)
    april, may = await owes(city, flat, "2025-04", "2025-05")
    await advanced(city, flat, april)
    await _contract(city, flat["project"])

    paid = await city.cashier.act("/payments", order(flat, 30000))

    told = [(a["charge_id"], a["claim"], a["amount_fen"]) for a in paid["allocations"]]
    assert sorted(told) == sorted([(str(may), "treasury", RENT), (str(april), "operator", 2773)])


async def test_what_is_left_over_is_the_households_credit(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")

    paid = await city.cashier.act("/payments", order(flat, 30000))

    assert paid["unallocated_fen"] == 2773
    assert (await books_of(city, flat["project"]))["L2"] == -2773
    listed = await city.cashier.read("/payments", has_credit=True)
    assert [one["id"] for one in listed["items"]] == [paid["id"]]


async def test_receipts_are_numbered_without_gaps(city: City) -> None:
    flat = await home(city)
    code = flat["project"]["code"]

    first = await city.cashier.act("/payments", order(flat, 100))
    refused = await city.cashier.post("/payments", order(flat, 100, channel="pos"))
    second = await city.cashier.act("/payments", order(flat, 100))

    year = city.runtime.clock.today().year
    assert refused.json()["code"] == "serial_no_missing"
    assert first["receipt_no"] == first["serial_no"] == f"{code}-{year}-000001"
    assert second["receipt_no"] == f"{code}-{year}-000002"


async def test_a_serial_number_of_a_channel_is_booked_once(city: City) -> None:
    flat = await home(city)
    slip = order(flat, 100, channel="pos", serial_no="POS1")
    await city.cashier.act("/payments", slip)

    again = await city.cashier.post("/payments", slip)
    elsewhere = await city.cashier.post("/payments", slip | {"channel": "online"})

    assert (again.status_code, again.json()["code"]) == (409, "serial_already_booked")
    assert elsewhere.status_code == HTTPStatus.CREATED


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"received_on": "2099-01-01"}, 422, "received_in_future"),
        ({"received_on": "1999-01-01"}, 422, "received_before_lease"),
        ({"lease_id": str(uuid4())}, 404, "lease_not_found"),
        ({"amount_fen": 0}, 422, "request_invalid"),
        ({"amount_fen": 12.0}, 422, "request_invalid"),
        ({"channel": "bank", "serial_no": "1"}, 422, "request_invalid"),
    ],
)
async def test_what_cannot_be_is_refused(
    city: City, change: dict[str, object], status: int, code: str
) -> None:
    flat = await home(city)

    response = await city.cashier.post("/payments", order(flat, 100) | change)

    assert (response.status_code, response.json()["code"]) == (status, code)


async def test_a_draft_takes_no_money(city: City) -> None:
    from domain.leases import LeaseState

    flat = await home(city, state=LeaseState.DRAFT)

    response = await city.cashier.post("/payments", order(flat, 100))

    assert response.json()["code"] == "lease_takes_no_money"


async def test_who_decides_takes_no_money(city: City) -> None:
    flat = await home(city)

    for role in (Role.PURCHASER_OFFICER, Role.FINANCE_OFFICER, Role.FRONT_DESK, Role.AUDITOR):
        response = await city[role].post("/payments", order(flat, 100))
        assert response.status_code == HTTPStatus.FORBIDDEN, role


async def test_money_for_a_closed_month_is_booked_in_the_open_one(city: City) -> None:
    from datetime import date

    flat = await home(city)
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(flat["project"]["id"]))
            .values(closed_through=date(2026, 5, 1))
        )

    paid = await city.cashier.act("/payments", order(flat, 100))

    assert (paid["received_on"], paid["month"]) == ("2026-04-08", "2026-06")


async def test_a_tenant_sees_only_what_the_own_household_paid(city: City) -> None:
    from persistence.tables.leases import LeaseRow

    ours = await home(city, "101")
    other = await home(city, "102", project=ours["project"])
    mine = await city.cashier.act("/payments", order(ours, 100))
    theirs = await city.cashier.act("/payments", order(other, 100))
    async with city.runtime.database.snapshot(city.context) as session:
        household = await session.scalar(
            select(LeaseRow.household_id).where(LeaseRow.id == UUID(ours["id"]))
        )
    tenant = await city.hire(Role.TENANT, household_id=household)

    listed = await tenant.read("/payments")
    hidden = await tenant.get(f"/payments/{theirs['id']}")

    assert [one["id"] for one in listed["items"]] == [mine["id"]]
    assert hidden.status_code == HTTPStatus.NOT_FOUND
    assert (await tenant.get("/suspense-items")).status_code == HTTPStatus.FORBIDDEN


async def test_the_same_intent_sixty_times_at_once_is_one_payment(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2026-04")
    body, key = order(flat, RENT), str(uuid4())

    answers = await asyncio.gather(
        *(city.cashier.post("/payments", body, **{"Idempotency-Key": key}) for _ in range(60))
    )

    assert {answer.status_code for answer in answers} == {HTTPStatus.CREATED}
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
    assert len({answer.content for answer in answers}) == 1
    assert await charges_of(city, flat) == [(RENT, 0, 0)]
    assert (await books_of(city, flat["project"]))["A3"] == RENT


async def test_payments_at_once_never_settle_the_same_fen(city: City) -> None:
    flat = await home(city)
    await owes(city, flat, "2025-04", "2025-05", fen=10000)

    answers = await asyncio.gather(
        *(city.cashier.post("/payments", order(flat, 7000)) for _ in range(6))
    )

    assert [answer.status_code for answer in answers] == [HTTPStatus.CREATED] * 6
    assert await charges_of(city, flat) == [(10000, 0, 0), (10000, 0, 0)]
    left = sum(answer.json()["unallocated_fen"] for answer in answers)
    assert left == 6 * 7000 - 20000
    assert (await books_of(city, flat["project"]))["L2"] == -left
    numbers = sorted(answer.json()["receipt_no"][-6:] for answer in answers)
    assert numbers == [f"{number:06d}" for number in range(1, 7)]


async def _contract(city: City, project: object) -> None:
    from datetime import UTC, date, datetime

    from sqlalchemy import insert

    officer, approver = city.officer.person_id, city.approver.person_id
    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            insert(ServiceContractRow).values(
                project_id=UUID(project["id"]),  # type: ignore[index]
                operator_id=city.organisations["operator"],
                contract_no="FW-1",
                procurement_no="CG-1",
                state="active",
                starts_on=date(2020, 1, 1),
                ends_on=date(2099, 12, 31),
                recovery_mode="RETAIN",
                exclusions=[],
                treasury_first=True,
                maker_id=officer,
                signed_by=approver,
                signed_at=datetime(2020, 1, 1, tzinfo=UTC),
            )
        )
