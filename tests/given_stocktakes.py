"""A round of counting."""

from typing import Any

from tests.given import City


async def planned_round(city: City, estate: Any, **facts: Any) -> Any:
    body = {
        "project_id": estate["project"]["id"],
        "year": 2026,
        "as_of": city.runtime.clock.today().isoformat(),
        "plan": "每栋两人",
        **facts,
    }
    return await city.officer.act("/stocktakes", body)


async def started_round(city: City, estate: Any) -> Any:
    planned = await planned_round(city, estate)
    return await city.manager.act(f"/stocktakes/{planned['id']}/start", version=1)
