"""Decisions on a lease's rent and tier."""

from typing import Any

from tests.given import City
from tests.given_month import Estate, estate

FULL, LOW = 34800, 20130


async def let(city: City, rent: int = FULL, **terms: Any) -> Estate:
    return await estate(city, {"甲": rent}, **terms)


def decision(**facts: Any) -> dict[str, Any]:
    return {
        "tier": "low_income",
        "monthly_rent_fen": LOW,
        "decided_on": "2025-05-16",
        "document_no": "包住保〔2025〕31 号",
        "reason": "年审：家庭收入降至低收入标准。",
        **facts,
    }


async def drafted(home: Estate, **facts: Any) -> Any:
    path = f"/leases/{home.leases['甲']}/terms"
    return await home.city.officer.act(path, decision(**facts))


async def approved(home: Estate, terms: Any, **body: Any) -> Any:
    path = f"/lease-terms/{terms['id']}/approval"
    return await home.city.approver.act(path, body, version=terms["version"])


async def changed(home: Estate, **facts: Any) -> Any:
    """A decision that may reach back, in force."""
    return await approved(home, await drafted(home, **facts), is_retroactive=True)


async def charges(home: Estate) -> list[tuple[str, int, int, int, int]]:
    """(month, line, amount, owed, reduced) of each charge, the oldest first."""
    found = await home.city.cashier.read("/charges", lease_id=str(home.leases["甲"]))
    return sorted(
        (
            one["month"],
            one["line"],
            one["amount_fen"],
            one["owed_fen"],
            one["reduced_fen"],
        )
        for one in found["items"]
    )
