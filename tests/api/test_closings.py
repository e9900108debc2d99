"""A month closes when all its work is done, and then nothing enters it any more."""

import asyncio
from datetime import date
from http import HTTPStatus
from uuid import UUID

from sqlalchemy import func, select, text

from domain.access import Actor, Permission, Role
from domain.calendar import Month
from persistence import books, closings
from persistence.tables.payments import PaymentRow
from tests.given import City
from tests.given_month import Estate, estate

RENTS = {"甲": 27227, "乙": 20130}


async def worked(city: City) -> Estate:
    """April with everything done: billed, paid, remitted, advanced."""
    home = await estate(city, RENTS)
    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    await home.remit("2025-04-30")
    await home.advance("2025-04", "2025-05-12")
    return home


async def failed(home: Estate, month: str) -> dict[str, list[str]]:
    checks = await home.checks(month)
    return {one["code"]: one["who"] for one in checks["items"] if not one["ok"]}


async def test_everything_left_to_do_is_named_at_once_with_who_must_act(city: City) -> None:
    home = await estate(city, RENTS)
    assert await failed(home, "2025-04") == {"every_live_lease_charged": ["cashier"]}

    await home.bill("2025-04")
    await home.pay("甲", 27227, "2025-04-10")
    before = await failed(home, "2025-04")
    await home.statement("2025-04-30")
    await home.voucher("2025-04")
    under_way = await failed(home, "2025-04")
    response = await city.manager.post(
        "/month-closings", {"project_id": home.id, "month": "2025-04"}
    )

    assert before == {"shortfall_advanced": ["cashier"], "rent_remitted": ["cashier"]}
    assert under_way == {
        "shortfall_advanced": ["operator_manager"],
        "rent_remitted": ["cashier"],
        "remittances_confirmed": ["operator_manager"],
    }
    assert response.status_code == HTTPStatus.CONFLICT
    assert response.json()["facts"]["failed"] == list(under_way)


async def test_months_close_in_order_and_once(city: City) -> None:
    home = await worked(city)
    await home.bill("2025-05")
    assert "previous_month_closed" in await failed(home, "2025-05")

    closing = await home.close("2025-04")
    again = await city.manager.post("/month-closings", {"project_id": home.id, "month": "2025-04"})

    assert closing["previous"] == "00" * 32
    assert again.json()["code"] == "period_closed"
    assert "previous_month_closed" not in await failed(home, "2025-05")


async def test_the_running_month_cannot_close(city: City) -> None:
    home = await estate(city, RENTS)
    month = city.runtime.clock.today().isoformat()[:7]

    assert (await failed(home, month))["month_is_over"] == []


async def test_a_closed_month_is_never_posted_into(city: City) -> None:
    home = await worked(city)
    closing = await home.close("2025-04")
    await home.bill("2025-05")
    await home.pay("甲", 27227, "2025-04-28")

    late = await city.finance.read("/ledger/transfers", project_id=home.id, month="2025-04")
    verified = await city.finance.read(f"/month-closings/{closing['id']}/verification")

    assert all(one["on_date"] != "2025-04-28" for one in late["items"])
    assert verified == {
        "holds": True,
        "lines": closing["lines"],
        "lines_now": closing["lines"],
        "hash": closing["hash"],
        "hash_now": closing["hash"],
    }
    assert await home.findings() == []


async def test_a_remittance_is_closed_with_its_month(city: City) -> None:
    home = await worked(city)
    await home.close("2025-04")

    listed = await city.finance.read("/remittances", project_id=home.id)

    assert [one["state"] for one in listed["items"]] == ["closed"]


async def test_only_the_manager_closes(city: City) -> None:
    home = await worked(city)

    response = await city.cashier.post(
        "/month-closings", {"project_id": home.id, "month": "2025-04"}
    )

    assert response.json()["code"] == "permission_missing"


async def test_no_payment_slips_into_a_month_while_it_closes(city: City) -> None:
    """Thirty months, each closed while twenty payments for its last day come in."""
    home = await estate(city, {"甲": 100_000}, since=date(2022, 1, 1))
    manager = await city.actor(Role.OPERATOR_MANAGER)
    for month in Month(2022, 1).through(Month(2024, 6)):
        on = month.last.isoformat()
        pays = [home.pay("甲", fen, on) for fen in range(1, 21)]
        await asyncio.gather(*pays[:10], _close(home, manager, month), *pays[10:])

    assert await home.findings() == []
    async with city.runtime.database.snapshot(city.context) as session:
        late = await session.scalar(_LATE)
        booked = await session.scalar(select(func.count()).select_from(PaymentRow))
    assert (late, booked) == (0, 30 * 20)


#: Lines of a closed month that were posted after its closing.
_LATE = text(
    "select count(*) from transfers t join month_closings c"
    " on c.project_id = t.project_id and c.month = t.month where t.posted_at > c.closed_at"
)


async def _close(home: Estate, manager: Actor, month: Month) -> None:
    """Seal the month as the command does, whatever is left to do in it."""
    async with home.city.runtime.database.transaction(home.city.context) as session:
        scope = manager.scope(Permission.CLOSE_MONTH)
        book = await books.hold(session, scope, UUID(home.id))
        await closings.close(session, book, month, maker_id=manager.person_id)
