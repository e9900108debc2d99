"""A lease that another follows: what was paid, charged and closed."""

from datetime import date
from typing import Any

from tests.given import City
from tests.given_leases import billed
from tests.given_leasing import on
from tests.given_month import confirmed

RENT = 27227
AFTER = date(2026, 11, 12)


async def paid(city: City, lease: Any, fen: int, day: date) -> Any:
    body = {
        "lease_id": lease["id"],
        "channel": "cash",
        "amount_fen": fen,
        "received_on": day.isoformat(),
        "payer_name": "赵福生",
    }
    with on(city, day):
        return await city.cashier.act("/payments", body)


async def charged(city: City, lease: Any, *months: str) -> None:
    for month in months:
        with on(city, date.fromisoformat(f"{month}-01")):
            run = await billed(city, {"id": lease["project_id"]}, month)
            await confirmed(city, run["id"])


async def charges(city: City, lease: Any) -> list[tuple[str, int, str, str, int, int]]:
    """(month, line, from, until, due, owed) of each charge, the oldest first."""
    found = (await city.cashier.read("/charges", lease_id=lease["id"]))["items"]
    return sorted(
        (
            one["month"],
            one["line"],
            one["from_on"],
            one["until_on"],
            one["amount_fen"] + one["adjusted_fen"] - one["reduced_fen"],
            one["owed_fen"],
        )
        for one in found
    )
