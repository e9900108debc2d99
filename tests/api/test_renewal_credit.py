"""Deposit and credit go along into the next lease, and back the way they came."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

from tests.given import City
from tests.given_exits import findings
from tests.given_leasing import on
from tests.given_renewals import BEGINS, clock, granted, housed, next_lease
from tests.given_takeovers import AFTER, RENT, charged, charges, paid


async def credit(city: City, lease: Any) -> int:
    return (await city.cashier.read(f"/leases/{lease['id']}/statement"))["credit_fen"]


async def deposit(city: City, lease: Any) -> int:
    return (await city.cashier.read(f"/leases/{lease['id']}/deposit"))["held_fen"]


async def test_deposit_and_credit_go_along(city: City) -> None:
    lease = await housed(city)
    await paid(city, lease, 50000, date(2026, 10, 12))
    had = (await credit(city, lease), await deposit(city, lease))
    following = await next_lease(city, await granted(city, lease))

    await clock(city, BEGINS)
    await charged(city, lease, "2026-11")

    assert had == (50000, RENT)
    assert (await credit(city, lease), await deposit(city, lease)) == (0, 0)
    assert (await credit(city, following), await deposit(city, following)) == (
        50000 - RENT,
        RENT,
    )
    assert await charges(city, following) == [("2026-11", 1, "2026-11-01", "2026-12-01", RENT, 0)]
    assert await findings(city) == []


async def test_credit_that_moved_is_told_on_both_accounts(city: City) -> None:
    lease = await housed(city)
    await paid(city, lease, 50000, date(2026, 10, 12))
    following = await next_lease(city, await granted(city, lease))
    await clock(city, BEGINS)
    with on(city, BEGINS):
        lines = [
            [
                (line["kind"], line["amount_fen"])
                for line in (await city.cashier.read(f"/leases/{each['id']}/statement"))["lines"]
                if line["kind"] == "credit_moved"
            ]
            for each in (lease, following)
        ]

    [(_, out)], [(_, into)] = lines
    assert (out, into) == (50000, -50000)


async def test_a_payment_whose_credit_moved_is_taken_back_whole(city: City) -> None:
    lease = await housed(city)
    payment = await paid(city, lease, 50000, date(2026, 10, 12))
    following = await next_lease(city, await granted(city, lease))
    await clock(city, BEGINS)
    await charged(city, lease, "2026-11")
    with on(city, AFTER):
        path = f"/payments/{payment['id']}/reversal"
        await city.manager.act(path, {"reason": "银行退票"})

    assert await credit(city, following) == 0
    assert [owed for *_, owed in await charges(city, following)] == [RENT]
    assert await findings(city) == []


async def test_credit_that_moved_goes_back_to_who_paid_it(city: City) -> None:
    lease = await housed(city)
    payment = await paid(city, lease, 50000, date(2026, 10, 12))
    following = await next_lease(city, await granted(city, lease))
    await clock(city, BEGINS)
    body = {"payment_id": payment["id"], "amount_fen": 20000, "slip_no": "T1", "reason": "多缴"}
    with on(city, AFTER):
        refund = await city.manager.act("/refunds", body)

    assert refund["lease_id"] == following["id"]
    assert await credit(city, following) == 30000
    assert await findings(city) == []


async def test_the_books_with_moved_credit_are_sound_in_beancount(
    city: City, tmp_path: Path
) -> None:
    lease = await housed(city)
    await paid(city, lease, 50000, date(2026, 10, 12))
    await next_lease(city, await granted(city, lease))
    await clock(city, BEGINS)
    response = await city.finance.get(
        "/ledger/beancount", project_id=lease["project_id"], through="2026-11"
    )
    file = tmp_path / "books.beancount"
    file.write_text(response.text, encoding="utf-8")
    check = Path(__file__).parents[2] / ".venv" / "bin" / "bean-check"
    process = await asyncio.create_subprocess_exec(
        str(check), str(file), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    told, _ = await process.communicate()

    assert process.returncode == 0, told.decode()
    assert "credit_moved_out" in response.text
    assert "credit_moved_in" in response.text
