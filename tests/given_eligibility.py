"""Households that the bureau granted a home, over HTTP. Nobody here has a namesake elsewhere."""

from datetime import date, timedelta
from random import SystemRandom
from typing import Any
from uuid import uuid4

from domain.access import Role
from domain.identity import synthetic_national_id
from tests.given import City, Client

_DICE = SystemRandom()
FROM, TO = "2025-01-01", "2029-12-31"


def number(born: date | None = None) -> str:
    """An identity number that no other test has."""
    day = born or date(1950, 1, 1) + timedelta(days=_DICE.randrange(18_000))
    return synthetic_national_id("150203", day, _DICE.randrange(1000))


def decision(name: str = "赵福生", **facts: Any) -> dict[str, Any]:
    """An ordinary decision about a household of one."""
    applicant = {"name": name, "national_id": facts.pop("national_id", None) or number()}
    return {
        "decision_no": f"包住保〔2026〕{uuid4().hex[:8]}号",
        "applicant": applicant,
        "tier": "low_income",
        "starts_on": FROM,
        "ends_on": TO,
        "queued_on": "2024-09-12",
        **facts,
    }


async def granted(city: City, name: str = "赵福生", **facts: Any) -> Any:
    """Put on file by the officer."""
    return await city.officer.act("/eligibility-records", decision(name, **facts))


def measure(kind: str = "cancel", **facts: Any) -> dict[str, Any]:
    return {
        "measure": kind,
        "effective_on": "2026-07-01",
        "reason": "经核查，该家庭已购买商品住房。",
        "legal_basis": "公租房办法第三十一条",
        "document_no": "包住保〔2026〕0201号",
        **facts,
    }


async def proposed(city: City, record: Any, kind: str = "cancel", **facts: Any) -> Any:
    path = f"/eligibility-records/{record['id']}/measures"
    return await city.officer.act(path, measure(kind, **facts), version=record["version"])


async def decided(city: City, record: Any, kind: str = "cancel", **facts: Any) -> Any:
    """Proposed by the officer and confirmed by the approver; gives the record after it."""
    one = await proposed(city, record, kind, **facts)
    path = f"/eligibility-records/{record['id']}/measures/{one['id']}/confirmation"
    return await city.approver.act(path, version=record["version"])


def ban(national_id: str, **facts: Any) -> dict[str, Any]:
    return {
        "name": "钱进财",
        "national_id": national_id,
        "from_on": "2026-01-01",
        "reason": "隐瞒住房情况骗取保障资格。",
        "legal_basis": "公租房办法第三十五条",
        "document_no": "包住保〔2026〕0207号",
        **facts,
    }


async def banned(city: City, national_id: str, **facts: Any) -> Any:
    made = await city.officer.act("/bans", ban(national_id, **facts))
    return await city.approver.act(f"/bans/{made['id']}/confirmation", version=made["version"])


async def trail(city: City, action: str) -> list[Any]:
    """The facts of every event of this kind, the oldest first."""
    from sqlalchemy import text

    async with city.runtime.database.snapshot(city.context) as session:
        found = await session.execute(
            text(
                "select actor_id::text as actor, facts from audit_events"
                " where action = :action order by at, id"
            ),
            {"action": action},
        )
        return [{"actor": one.actor, **one.facts} for one in found]


async def refused(city: City, client: Client) -> list[Any]:
    """What the trail says of attempts of this person that were refused."""
    found = await trail(city, "access.attempt.refused")
    return [one for one in found if one["actor"] == str(client.person_id)]


OPERATORS = (
    Role.FRONT_DESK,
    Role.CASHIER,
    Role.INSPECTOR,
    Role.MAINTENANCE,
    Role.OPERATOR_MANAGER,
)
