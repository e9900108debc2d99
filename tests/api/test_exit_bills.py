"""The final bill of an exit: drafted, confirmed, paid and settled, each once."""

import asyncio
from datetime import date
from http import HTTPStatus
from typing import Any

from domain.access import Role
from tests.given import City
from tests.given_exits import (
    APPLIED,
    DAMAGED,
    LEAVES,
    RENT,
    SLIP,
    applied,
    bill_in,
    billed,
    checked_in,
    deed,
    findings,
    inspected,
    let,
    prepaid,
    refunds_of,
    step,
    tried,
)
from tests.given_payments import books_of
from tests.given_rounds import on


async def ready(city: City, *, deposit: int = 100_000, **sheet: Any) -> tuple[Any, Any]:
    """Inspected, on 18 June, with June to August prepaid."""
    with on(city, APPLIED):
        flat = await let(city, deposit=deposit)
        await prepaid(city, flat, "2025-06", "2025-07", "2025-08")
        await checked_in(city, flat)
        case = await applied(city, flat)
        await step(city[Role.FRONT_DESK], case, "accept")
    with on(city, LEAVES):
        return flat, await inspected(city, flat, case, **sheet)


async def test_a_sheet_that_one_side_signed_is_not_enough(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    with on(city, APPLIED):
        case = await applied(city, await let(city))
        await step(desk, case, "accept")
        await step(desk, case, "book_inspection", inspect_on="2025-06-02")
        response = await tried(desk, case, "inspection")

    assert response.json()["code"] == "check_out_sheet_missing"


async def test_a_draft_posts_nothing_and_an_account_left_open_is_named(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    with on(city, LEAVES):
        before = await books_of(city, flat["project"])
        bare = await tried(desk, case, "final-bill", {"utilities": []})
        await deed(desk, case, "final-bill", await bill_in(desk))
        after = await books_of(city, flat["project"])

    assert bare.json()["facts"] == {"missing": ["power", "property_fee", "water"]}
    assert before == after


async def test_money_that_moves_after_the_draft_makes_it_outdated(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    path = f"/exit-cases/{case['id']}/final-bill/confirmation"
    with on(city, LEAVES):
        drafted = await deed(desk, case, "final-bill", await bill_in(desk))
        body = {"lease_id": flat["id"], "channel": "cash", "amount_fen": 5000}
        body |= {"received_on": "2025-06-18", "payer_name": "赵福生"}
        await city.cashier.act("/payments", body)
        response = await city.manager.post(path, **{"If-Match": f'"{drafted["version"]}"'})
        own = await city[Role.FRONT_DESK].post(path, **{"If-Match": '"1"'})

    assert response.json()["code"] == "final_bill_outdated"
    assert own.json()["code"] == "permission_missing"


async def test_the_same_key_confirms_once_and_another_finds_it_done(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    _, case = await ready(city)
    path = f"/exit-cases/{case['id']}/final-bill/confirmation"
    headers = {"If-Match": '"1"', "Idempotency-Key": "bill-of-zhao"}
    with on(city, LEAVES):
        await deed(desk, case, "final-bill", await bill_in(desk))
        first = await city.manager.post(path, **headers)
        again = await city.manager.post(path, **headers)
        other = await city.manager.post(path, **{"If-Match": "*"})

    assert first.json() == again.json()
    assert other.json()["code"] == "transition_refused"
    assert await findings(city) == []


async def test_eight_hands_take_the_home_back_once(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    with on(city, LEAVES):
        await billed(city, case)
        answers = await asyncio.gather(
            *(
                desk.post(f"/exit-cases/{case['id']}/hand-back", **{"If-Match": "*"})
                for _ in range(8)
            )
        )
        lease = await city.officer.read(f"/leases/{flat['id']}/history")

    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert [one["event"] for one in lease["items"]].count("hand_back") == 1


async def test_eight_hands_pay_rent_back_once_and_not_who_drafted(city: City) -> None:
    flat, case = await ready(city)
    with on(city, LEAVES):
        await billed(city, case)
        [one] = await refunds_of(city, case)
        path = f"/rent-refunds/{one['id']}/payment"
        finance = await city.finance.post(path, SLIP, **{"If-Match": "*"})
        taker = await city.cashier.post(path, SLIP, **{"If-Match": "*"})
        answers = await asyncio.gather(
            *(city.manager.post(path, SLIP, **{"If-Match": "*"}) for _ in range(8))
        )

    assert finance.json()["code"] == "role_missing"
    assert taker.json()["code"] == "maker_is_checker", "the cashier booked that money"
    assert sum(one.status_code == HTTPStatus.CREATED for one in answers) == 1
    assert (await books_of(city, flat["project"]))["A3"] == 16336
    assert await findings(city) == []


async def test_rent_that_was_remitted_comes_back_from_the_treasury(city: City) -> None:
    flat, case = await ready(city)
    body = {
        "value": "treasury",
        "valid_from": "2025-06-01",
        "legal_basis": "财税〔2016〕33号",
    }
    with on(city, LEAVES):
        await city.officer.act("/parameters", {"key": "exit.rent_refund_source", **body})
        await billed(city, case)
        [one] = await refunds_of(city, case)
        path = f"/rent-refunds/{one['id']}/payment"
        manager = await city.manager.post(path, SLIP, **{"If-Match": "*"})
        paid = await city.finance.act(path, SLIP, version=one["version"])
        books = await books_of(city, flat["project"])

    assert manager.json()["code"] == "role_missing"
    assert (paid["source"], paid["state"]) == ("treasury", "paid")
    assert (books["A3"], books["L1"]) == (3 * RENT, -3 * RENT)
    assert await findings(city) == []


async def test_damage_beyond_the_deposit_is_paid_at_the_counter(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city, deposit=10_000, **DAMAGED)
    with on(city, LEAVES):
        bill = await billed(city, case)
        assert bill["damage_owed_fen"] == 25000 + 4620 + 4128 - 10000
        await deed(desk, case, "hand-back")
        path = f"/exit-cases/{case['id']}/damage-payments"
        body = {"amount_fen": 23748, "channel": "cash", "payer_name": "赵福生"}
        above = await city.cashier.post(path, body | {"amount_fen": 23749})
        part = await city.cashier.act(path, body | {"amount_fen": 10000})
        rest = await city.cashier.act(path, body | {"amount_fen": 13748})
        again = await city.cashier.post(path, body | {"amount_fen": 1})

    assert above.json()["facts"] == {"owed_fen": 23748}
    assert (part["damage_owed_fen"], rest["damage_owed_fen"]) == (13748, 0)
    assert again.json()["code"] == "damage_not_owed"
    assert "A4" not in await books_of(city, flat["project"])
    assert await findings(city) == []


async def test_what_waits_for_a_second_person_is_not_settled(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    _, case = await ready(city)
    with on(city, LEAVES):
        await billed(city, case)
        await deed(desk, case, "hand-back")
        response = await tried(desk, case, "settlement", {})

    assert response.json()["facts"] == {"waiting": ["rent_refund", "deposit_refund"]}


async def test_a_bill_of_a_closed_month_is_posted_into_the_open_one(city: City) -> None:
    desk = city[Role.FRONT_DESK]
    flat, case = await ready(city)
    await _closed_through(city, flat, date(2025, 6, 1))
    with on(city, date(2025, 7, 2)):
        bill = await billed(city, case)
        back_dated = await tried(desk, case, "steps", {"event": "accept", "on_date": "2025-06-18"})
        case = await deed(desk, case, "hand-back")

    assert bill["rent_back_fen"] == 65345
    assert back_dated.json()["code"] == "transition_refused"
    assert case["handed_back_on"] == "2025-06-18"
    found = {one.code for one in await findings(city)}
    assert found == {"closed_through_without_closing"}, "the test closed it without one"


async def _closed_through(city: City, flat: Any, month: date) -> None:
    from uuid import UUID

    from sqlalchemy import update

    from persistence.tables.ledger import BookRow

    async with city.runtime.database.transaction(city.context) as session:
        await session.execute(
            update(BookRow)
            .where(BookRow.project_id == UUID(flat["project"]["id"]))
            .values(closed_through=month)
        )
