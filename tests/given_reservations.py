"""Homes that are kept for a household."""

from typing import Any

from domain.access import Role
from tests.given import City
from tests.given_rounds import CHOSEN, called, chose, homes, on, paper, selecting


async def kept(city: City) -> tuple[Any, Any]:
    """A home chosen in a round; gives the reservation and the unit."""
    project = await city.project()
    [unit] = await homes(city, project, 1)
    one = await selecting(city, project, [unit], people=1)
    made = await chose(city, await called(city, one), unit)
    return await city.officer.read(f"/reservations/{made['reservation_id']}"), unit


async def direct(city: City, unit: Any, record: Any, **facts: Any) -> Any:
    body = {
        "unit_id": unit["id"],
        "record_id": record["id"],
        "decision_no": "包住保〔2026〕0310号",
        "reason": "因原住房被鉴定为危房，应急安置。",
        "file_ids": [await paper(city.officer)],
        **facts,
    }
    with on(city, CHOSEN):
        return await city.officer.post("/direct-allocations", body)


async def waived(city: City, one: Any, **body: Any) -> Any:
    clerk = city[Role.FRONT_DESK]
    told = {"reason": "已另行租住住房。", "file_ids": [await paper(clerk)], **body}
    with on(city, CHOSEN):
        return await clerk.post(
            f"/reservations/{one['id']}/waiver", told, **{"If-Match": f'"{one["version"]}"'}
        )


async def decide(city: City, one: Any, step: str = "approval", body: Any = None) -> Any:
    with on(city, CHOSEN):
        return await city.approver.post(
            f"/direct-allocations/{one['id']}/{step}",
            body,
            **{"If-Match": f'"{one["version"]}"'},
        )
