"""A household that is behind, its case, and steps in it."""

from datetime import date, timedelta
from typing import Any

from domain.access import Role
from tests.given import City


def months(city: City, count: int) -> list[str]:
    """The last months whose due day, the 10th, lies at least 40 days back, the oldest first."""
    last = city.runtime.clock.today() - timedelta(days=40)
    first = date(last.year, last.month, 1)
    if last.day <= 10:
        first = (first - timedelta(days=1)).replace(day=1)
    found: list[str] = []
    for _ in range(count):
        found.append(first.isoformat()[:7])
        first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]


async def opened(city: City, flat: Any) -> Any:
    return await city[Role.FRONT_DESK].act("/arrears-cases", {"lease_id": flat["id"]})


def said(city: City, **facts: Any) -> dict[str, Any]:
    return {"on_date": city.runtime.clock.today().isoformat(), "summary": "电话催缴", **facts}


async def step(city: City, case: Any, code: str | None = None, **facts: Any) -> Any:
    body = said(city, **facts) | ({"code": code} if code else {})
    return await city[Role.FRONT_DESK].act(f"/arrears-cases/{case['id']}/steps", body)


async def refused(city: City, case: Any, code: str | None = None, **facts: Any) -> Any:
    body = said(city, **facts) | ({"code": code} if code else {})
    response = await city[Role.FRONT_DESK].post(f"/arrears-cases/{case['id']}/steps", body)
    assert response.status_code >= 400, response.text
    return response.json()["code"]
